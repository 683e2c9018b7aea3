"""Keyword fields of a snapshot, ready to be counted over any matches: by value, or by the names of people and places.

A table numbers the values of all segments, so that equal ones are counted as one; a value is read when it is shown. It
is made when a field is first counted and kept with the snapshot, and so are the names of people and places, which cost
nothing later.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from dateline.index.dataclass import dataclass
from dateline.index.errors import IndexDamaged
from dateline.index.segment.format import NamingDamage
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.counting import names_of
from dateline.searcher.engine.protocol import Naming
from dateline.searcher.kernel._columns import merge_values, read_values, replace_rows, roll_up
from dateline.searcher.kernel._matches import FacetColumn, Matches, add_counts, best_counts, count_present

__all__ = ["FacetTable", "ValueCounts", "open_facet_table"]

ReadNames = Callable[[Sequence[int]], list[str]]  # from numbers to values or names


class ValueCounts(Mapping[str, int]):
    """Matching articles by value, without values that none has. A value is read when it is asked for."""

    def __init__(self, counts: array[int], names: ReadNames) -> None:
        self._counts, self._names, self._length = counts, names, count_present(counts)

    def best(self, k: int) -> list[tuple[str, int]]:
        """Return the k most frequent values with their counts; ties are in the order of the values."""
        numbers = best_counts(self._counts, k)
        counts = self._counts
        ordered = sorted(zip([-counts[number] for number in numbers], self._names(numbers), strict=True))
        return [(name, -count) for count, name in ordered[:k]]

    @cached_property
    def _by_name(self) -> dict[str, int]:
        return dict(self.best(len(self._counts)))

    def __getitem__(self, name: str) -> int:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return self._length


@dataclass(frozen=True, slots=True)
class SegmentValues:
    """The values of one segment; ``numbers`` are theirs in the table, None: their own."""

    segment: Segment
    column: FacetColumn
    numbers: array[int] | None


@dataclass(frozen=True, slots=True)
class FacetTable:
    """A keyword field of a snapshot. Threads may share it. ``size`` is the number of values or names."""

    segments: tuple[SegmentValues, ...]
    names: ReadNames
    size: int

    def count(self, matches: Sequence[Matches]) -> tuple[ValueCounts, int]:
        """Return the matches of each segment by value, and how many have none. Raises IndexDamaged."""
        totals, without = array("I"), 0
        for each, matched in zip(self.segments, matches, strict=True):
            with each.segment.file.reading:
                counts = each.column.count(matched)
            without += counts.pop()
            if each.numbers is None:
                totals = counts
            else:
                totals = totals or array("I", bytes(4 * self.size))
                add_counts(totals, counts, each.numbers)
        return ValueCounts(totals, self.names), without


def open_facet_table(segments: Sequence[Segment], field: str, naming: Naming | None) -> FacetTable:
    """Return a keyword field of a snapshot by value, or by name. Raises IndexDamaged."""
    return _table_of_values(segments, field) if naming is None else _table_of_names(segments, field, naming)


def _table_of_values(segments: Sequence[Segment], field: str) -> FacetTable:
    columns = []
    for segment in segments:
        with segment.file.reading:
            column = segment.keywords[field]
            columns.append(FacetColumn(column.starts, column.ordinals, len(column), segment.deleted))
    # Copies: whoever has the counts of a closed archive may still read their values, and its files are let go.
    found = [segment.keywords[field] for segment in segments]
    texts = [(bytes(column.values), array("I", bytes(column.value_offsets))) for column in found]
    readers = [_reader(*text, segment.file.naming_damage) for text, segment in zip(texts, segments, strict=True)]
    if len(segments) == 1:
        return FacetTable((SegmentValues(segments[0], columns[0], None),), readers[0], len(found[0]))
    try:
        numbers, homes, ordinals = merge_values(texts)
    except IndexDamaged:
        for text, segment in zip(texts, segments, strict=True):  # whose it is
            with segment.file.naming_damage:
                merge_values([text])
        raise

    def names(wanted: Sequence[int]) -> list[str]:
        return [readers[homes[number]]((ordinals[number],))[0] for number in wanted]

    rows = zip(segments, columns, numbers, strict=True)
    return FacetTable(tuple(SegmentValues(*row) for row in rows), names, len(homes))


def _reader(values: bytes, offsets: array[int], naming_damage: NamingDamage) -> ReadNames:
    """Return what reads the values of one segment, and names its file if they are damaged."""

    def read(ordinals: Sequence[int]) -> list[str]:
        with naming_damage:
            return read_values(values, offsets, ordinals)

    return read


def _table_of_names(segments: Sequence[Segment], field: str, naming: Naming) -> FacetTable:
    numbers: dict[str, int] = {}
    rows = []
    for segment in segments:
        with segment.file.reading:
            rows.append(_roll(segment, field, naming, numbers))
    names, made = list(numbers), []
    for segment, row in zip(segments, rows, strict=True):
        column = FacetColumn(*row, len(names), segment.deleted)
        made.append(SegmentValues(segment, column, array("I", range(len(names))) if len(segments) > 1 else None))
    return FacetTable(tuple(made), lambda wanted: [names[number] for number in wanted], len(names))


def _roll(segment: Segment, field: str, naming: Naming, numbers: dict[str, int]) -> tuple[array[int], array[int]]:
    """Return the column of a segment by names, as starts and numbers of names; new names are numbered."""
    column = segment.keywords[field]
    starts, targets = array("I", [0]), array("I")
    for value in read_values(column.values, column.value_offsets, range(len(column))):
        for name in naming.names_of(value):
            targets.append(numbers.setdefault(name, len(numbers)))
        starts.append(len(targets))
    rolled = roll_up(column.starts, column.ordinals, starts, targets, len(numbers))
    ids = {id for id, _ in naming.exceptions}
    apart = array("I", sorted({document for id in ids for document in segment.documents.find(id)}))
    if not apart:
        return rolled
    own = [[numbers.setdefault(name, len(numbers)) for name in names_of(d, segment, column, naming)] for d in apart]
    return replace_rows(*rolled, apart, own)
