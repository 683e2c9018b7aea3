"""Read a text without its layout, and return to places in the text as printed.

The extractors read running text in which every line end is a border (`dateline.index.kernel._layout` has the rules):
names, places and dates run over line ends, broken words and double spaces, and never over the border of a paragraph.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TypeVar

from dateline.index.entities.mention import DateMention, Extraction, FoundDateline, PersonMention, PlaceMention
from dateline.index.kernel._layout import flatten

__all__ = ["Layout"]

Mention = TypeVar("Mention", PersonMention, PlaceMention, DateMention)


@dataclass(frozen=True, slots=True)
class Layout:
    """A text as printed, and its running text.

    ``places`` are the places of the running text before which characters were left out, ascending; ``removed`` is how
    many were, up to each.
    """

    printed: str
    running: str
    places: array[int]
    removed: array[int]

    @classmethod
    def of(cls, text: str) -> Layout:
        """Return the layout of a text."""
        running, cuts = flatten(text)
        return cls(text, running, cuts[0::2], cuts[1::2])

    def in_print(self, found: Extraction) -> Extraction:
        """Return an extraction from the running text with the offsets and the words of the printed one."""
        if self.running is self.printed:
            return found
        line = found.dateline
        return Extraction(
            self._mentions(found.people),
            self._mentions(found.places),
            self._mentions(found.dates),
            None if line is None else self._dateline(line),
            found.language,
            found.notes,
            found.detected,
            found.joined,
        )

    def _mentions(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        if self.places:
            return tuple(map(self._mention, mentions))
        # Nothing was left out: only names over a line end are printed otherwise.
        startswith = self.printed.startswith
        return tuple([one if startswith(one.text, one.start) else self._mention(one) for one in mentions])

    def _mention(self, one: Mention) -> Mention:
        start, end = self._span(one.start, one.end)
        text = self.printed[start:end]
        if start == one.start and text == one.text:
            return one
        return replace(one, start=start, end=end, text=text)

    def _dateline(self, line: FoundDateline) -> FoundDateline:
        start, end = self._span(line.start, line.end)
        return replace(
            line,
            text=self.printed[start:end] if end > start else line.text,
            start=start,
            end=end,
            place=line.place and self._mention(line.place),
            date=line.date and self._mention(line.date),
        )

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the running text as one of the printed text."""
        if not self.places or start == end:
            return start, end
        return self._place(start), self._place(end - 1) + 1

    def _place(self, at: int) -> int:
        before = bisect_right(self.places, at)
        return at + self.removed[before - 1] if before else at
