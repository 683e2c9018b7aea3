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
from dateline.index.kernel._records import RecordMaker

__all__ = ["Layout"]

_make_person, _make_place, _make_date = RecordMaker(PersonMention), RecordMaker(PlaceMention), RecordMaker(DateMention)
_make_extraction = RecordMaker(Extraction)
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
        return _make_extraction(
            self._mentions(_make_person, found.people),
            self._mentions(_make_place, found.places),
            self._mentions(_make_date, found.dates),
            None if line is None else self._dateline(line),
            found.language,
            found.notes,
            found.detected,
            found.joined,
        )

    def _mentions(self, maker: RecordMaker[Mention], mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        printed, made = self.printed, []
        for one in mentions:
            start, end = (one.start, one.end) if not self.places else self._span(one.start, one.end)
            if start == one.start and printed.startswith(one.text, start) and end == one.end:
                made.append(one)
            else:  # it is over a line end, or behind what was left out
                made.append(maker.copy(one, printed[start:end], start, end))
        return tuple(made)

    def _dateline(self, line: FoundDateline) -> FoundDateline:
        start, end = self._span(line.start, line.end)
        return replace(
            line,
            text=self.printed[start:end] if end > start else line.text,
            start=start,
            end=end,
            place=line.place and self._mentions(_make_place, (line.place,))[0],
            date=line.date and self._mentions(_make_date, (line.date,))[0],
        )

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the running text as one of the printed text."""
        if not self.places or start == end:
            return start, end
        return self._place(start), self._place(end - 1) + 1

    def _place(self, at: int) -> int:
        before = bisect_right(self.places, at)
        return at + self.removed[before - 1] if before else at
