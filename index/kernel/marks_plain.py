"""Looking for any of some marks in a text: the plain twin of ``_marks.pyx``.

Most texts hold none of what cleaning looks for; one pass that says so spares them some thirty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["CONTROLS", "MARKED", "MarkFinder"]

# What `MarkFinder.look` says of a text.
MARKED, CONTROLS = 1, 2
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class MarkFinder:
    """Knows some marks: strings of ASCII, of three characters or more."""

    def __init__(self, marks: Sequence[str]) -> None:
        """Raises ValueError for a mark that is too short, or not of ASCII."""
        if any(len(mark) < 3 or not mark.isascii() for mark in marks):
            raise ValueError("a mark has three characters of ASCII or more")
        self._marks = tuple(marks)

    def look(self, text: str) -> int:
        """Return `MARKED` if any mark stands in the text, plus `CONTROLS` if a control character of ASCII does.

        Line feed and tab are none.
        """
        found = MARKED if any(mark in text for mark in self._marks) else 0
        return found | (CONTROLS if CONTROL.search(text) else 0)
