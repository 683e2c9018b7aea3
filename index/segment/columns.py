"""The columns of a segment: keyword values and spans of days, by document.

Sections, where ``x`` is ``keyword.NAME``:

``x.values``, ``x.value-offsets``
    The distinct values in order, each as ``folded NUL value`` (as the forms in `postings`), so that values that differ
    only in case and accents are adjacent.
``x.starts``, ``x.ordinals``
    The values of document d are ``ordinals[starts[d]:starts[d + 1]]`` (u32), distinct, ascending.
``x.value-…``
    The documents of each value (see `lists`).

and where ``x`` is ``date.NAME``:

``x.starts``
    The spans of document d are numbers starts[d] to starts[d + 1] (u32).
``x.first``, ``x.last``
    First and last day of each span (i32, days since 1 January of year 1, which is 1).
``x.precision``, ``x.certainty``
    u8: an index into `dateline.index.dates.PRECISIONS`; the certainty in percent.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dateline.index.analysis.english import fold_value
from dateline.index.dataclass import dataclass
from dateline.index.dataclass import field as attribute
from dateline.index.errors import IndexDamaged
from dateline.index.kernel._column_rows import DayRows, ValueRows, bounds_of
from dateline.index.kernel._terms import find
from dateline.index.segment.format import SectionReader, SectionWriter
from dateline.index.segment.lists import ListTable, write_lists
from dateline.index.segment.texts import text_at

__all__ = [
    "KeywordColumn",
    "KeywordRows",
    "SpanColumn",
    "SpanRows",
    "read_keywords",
    "read_spans",
    "row_at",
]

DAYS = range(date.min.toordinal(), date.max.toordinal() + 1)


@dataclass(frozen=True, slots=True, eq=False)
class KeywordColumn:
    """One keyword field of one segment, in the mapped file.

    ``kept`` is for searches, which keep there what they make of the values.
    """

    values: memoryview
    value_offsets: memoryview
    starts: memoryview
    ordinals: memoryview
    lists: ListTable
    kept: dict[str, Any] = attribute(default_factory=dict)

    def __len__(self) -> int:
        return len(self.value_offsets) - 1

    def value(self, ordinal: int) -> str:
        """Return a value as given."""
        return self.key(ordinal).rpartition("\0")[2]

    def folded(self, ordinal: int) -> str:
        """Return the folded form of a value."""
        return self.key(ordinal).partition("\0")[0]

    def key(self, ordinal: int) -> str:
        """Return the entry of a value: its folded form, a NUL, and the value."""
        return text_at(self.values, self.value_offsets, ordinal)

    def find(self, value: str) -> int | None:
        """Return the ordinal of exactly this value; None if no document has it."""
        place = find(self.values, self.value_offsets, key_of(value))
        return place if place >= 0 else None

    def containing(self, piece: str) -> Iterator[int]:
        """Yield the ordinals of the values that contain a text in their folded form, ascending."""
        encoded, content = piece.encode("utf-8", "surrogatepass"), bytes(self.values)
        at = content.find(encoded)
        while at >= 0:
            ordinal = bisect_right(self.value_offsets, at, hi=len(self)) - 1
            end = self.value_offsets[ordinal + 1]
            folded = content.find(b"\0", self.value_offsets[ordinal], end)
            if folded < 0 or end <= at:
                raise IndexDamaged("a value in it does not end, or has no folded form")
            if at + len(encoded) <= folded:
                yield ordinal
            at = content.find(encoded, end)

    def ordinals_of(self, document: int) -> Sequence[int]:
        """Return the ordinals of the values of a document, ascending."""
        start, stop = row_at(self.starts, document)
        return self.ordinals[start:stop]

    def values_of(self, document: int) -> list[str]:
        """Return the values of a document."""
        return [self.value(ordinal) for ordinal in self.ordinals_of(document)]

    def equal_to(self, value: str) -> range:
        """Return the ordinals of the values that equal this one except for case and accents."""
        folded = fold_value(value).encode("utf-8", "surrogatepass")
        below = find(self.values, self.value_offsets, folded + b"\0")
        above = find(self.values, self.value_offsets, folded + b"\1")
        if below >= 0 or above >= 0:
            raise IndexDamaged("a value in it is cut short")
        return range(-1 - below, -1 - above)


@dataclass(frozen=True, slots=True, eq=False)
class SpanColumn:
    """One date field of one segment, in the mapped file. Days count from 1 January of year 1, which is 1."""

    starts: memoryview
    first: memoryview
    last: memoryview
    precision: memoryview
    certainty: memoryview

    def bounds(self) -> tuple[int, int]:
        """Return the first and the last day of the column; (1, 0) for a column without spans."""
        found = bounds_of(self.first, self.last)
        return (1, 0) if found is None else (check_day(found[0]), check_day(found[1]))

    def spans_of(self, document: int) -> range:
        """Return the numbers of the spans of a document."""
        return range(*row_at(self.starts, document))

    def days(self, span: int) -> tuple[int, int]:
        """Return the first and the last day of a span."""
        return check_day(self.first[span]), check_day(self.last[span])


def row_at(starts: Sequence[int], row: int) -> tuple[int, int]:
    """Return the start and the stop of a row of a column. Raises IndexDamaged if they are beyond the column."""
    start, stop = starts[row], starts[row + 1]
    if not start <= stop <= starts[-1]:
        raise IndexDamaged("the rows of a column do not ascend")
    return start, stop


def check_day(day: int) -> int:
    """Return a day of the column. Raises IndexDamaged unless it is in the years 1 to 9999."""
    if day not in DAYS:
        raise IndexDamaged("a day in it is not of the years 1 to 9999")
    return day


def key_of(value: str) -> bytes:
    """Return the entry of a value in a column."""
    return f"{fold_value(value)}\0{value}".encode()


class KeywordRows:
    """Collects the values of a keyword field, document by document, and writes the column."""

    def __init__(self) -> None:
        self._rows = ValueRows()
        # Adds the values of the next document; duplicates count once.
        self.add = self._rows.add

    def write(self, file: SectionWriter, name: str) -> None:
        """Write the column `name`."""
        values = self._rows.values()
        keys = list(map(key_of, values))
        order = sorted(range(len(keys)), key=keys.__getitem__)
        places = array("I", bytes(4 * len(order)))
        offsets = array("I", [0])
        for place, number in enumerate(order):
            places[number] = place
            offsets.append(offsets[-1] + len(keys[number]))
        ordinals, list_starts, documents = self._rows.arrange(places)
        file.put(f"{name}.values", b"".join([keys[number] for number in order]))
        file.put(f"{name}.value-offsets", memoryview(offsets).cast("B"))
        file.put(f"{name}.starts", memoryview(self._rows.starts()).cast("B"))
        file.put(f"{name}.ordinals", memoryview(ordinals).cast("B"))
        write_lists(file, f"{name}.value", list_starts, documents)


class SpanRows:
    """Collects the spans of a date field, document by document, and writes the column."""

    def __init__(self) -> None:
        self._rows = DayRows()
        # Adds the spans of the next document, in any order; duplicates count once.
        self.add = self._rows.add

    def write(self, file: SectionWriter, name: str) -> None:
        """Write the column `name`."""
        starts, first, last, precision, certainty = self._rows.columns()
        file.put(f"{name}.starts", memoryview(starts).cast("B"))
        file.put(f"{name}.first", memoryview(first).cast("B"))
        file.put(f"{name}.last", memoryview(last).cast("B"))
        file.put(f"{name}.precision", precision.tobytes())
        file.put(f"{name}.certainty", certainty.tobytes())


def read_keywords(file: SectionReader, name: str, documents: int) -> KeywordColumn:
    """Return the keyword column `name` of a segment with this number of documents."""
    value_offsets, starts = file.offsets(f"{name}.value-offsets"), file.offsets(f"{name}.starts", documents)
    values = len(value_offsets) - 1
    return KeywordColumn(
        values=file.section(f"{name}.values", value_offsets[values]),
        value_offsets=value_offsets,
        starts=starts,
        ordinals=file.numbers(f"{name}.ordinals", "I", starts[documents]),
        lists=ListTable.read(file, f"{name}.value", values),
    )


def read_spans(file: SectionReader, name: str, documents: int) -> SpanColumn:
    """Return the date column `name` of a segment with this number of documents."""
    starts = file.offsets(f"{name}.starts", documents)
    spans = starts[documents]
    return SpanColumn(
        starts=starts,
        first=file.numbers(f"{name}.first", "i", spans),
        last=file.numbers(f"{name}.last", "i", spans),
        precision=file.section(f"{name}.precision", spans),
        certainty=file.section(f"{name}.certainty", spans),
    )
