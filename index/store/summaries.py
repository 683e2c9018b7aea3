"""Summaries that feeds give of articles: they do not take the place of a longer text.

A site's feed often has one sentence of an article, and its page the whole. Both have one address, so they are one
article; in whichever order they are added, the longer text stays. A summary replaces another summary, and a text that
is not much longer: it may be a correction.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.index.article import SUMMARY_ONLY
from dateline.index.store.columns import BODY, NOTES
from dateline.index.store.rows import Cells

__all__ = ["TextSize", "size_of_text"]

# A text is longer if it has this many more letters, and half as many again.
LONGER_BY = 200


class TextSize(NamedTuple):
    """The length of the text of an article, and whether a feed called it a summary."""

    length: int
    is_summary: bool

    def stays_before(self, given: TextSize) -> bool:
        """Return whether this text stays although another of the same article is added later."""
        if not given.is_summary or self.is_summary:
            return False
        return self.length >= given.length + max(LONGER_BY, given.length // 2)


def size_of_text(cells: Cells) -> TextSize:
    """Return the size of the text of an article from its cells."""
    notes, body = cells[NOTES], cells[BODY]
    length = len(body) if isinstance(body, str | bytes) else 0
    return TextSize(length, isinstance(notes, str) and SUMMARY_ONLY in notes)
