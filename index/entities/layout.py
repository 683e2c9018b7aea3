"""Read a text without its layout, and return to places in the text as printed.

The extractors read running text in which every line end is a border (`dateline.index.kernel._layout` has the rules):
names, places and dates run over line ends, broken words and double spaces, and never over the border of a paragraph.
"""

from __future__ import annotations

from array import array

from dateline.index.dataclass import dataclass
from dateline.index.entities.mention import DateMention, Extraction, FoundDateline, PersonMention, PlaceMention
from dateline.index.kernel._layout import flatten
from dateline.index.kernel._records import RecordMaker

__all__ = ["Layout"]

_make_person, _make_place, _make_date = RecordMaker(PersonMention), RecordMaker(PlaceMention), RecordMaker(DateMention)
_make_extraction, _make_dateline = RecordMaker(Extraction), RecordMaker(FoundDateline)


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
        return _make_layout(text, *flatten(text))

    def in_print(self, found: Extraction) -> Extraction:
        """Return an extraction from the running text with the offsets and the words of the printed one."""
        if self.running is self.printed:
            return found
        cuts = self.printed, self.places, self.removed
        return _make_extraction(
            _make_person.in_print(found.people, *cuts),
            _make_place.in_print(found.places, *cuts),
            _make_date.in_print(found.dates, *cuts),
            None if found.dateline is None else self._dateline(found.dateline),
            found.language,
            found.notes,
            found.detected,
            found.joined,
        )

    def _dateline(self, line: FoundDateline) -> FoundDateline:
        cuts = self.printed, self.places, self.removed
        if line.end > line.start:  # else it is not in the text
            (line,) = _make_dateline.in_print((line,), *cuts)
        place = line.place and _make_place.in_print((line.place,), *cuts)[0]
        day = line.date and _make_date.in_print((line.date,), *cuts)[0]
        return _make_dateline(line.text, line.start, line.end, place, day, line.agency)


_make_layout = RecordMaker(Layout)
