"""Bound tree and segments → counts: the matching articles by value, by name, by bucket of days.

Each matching article counts once under a value, a name or a bucket, however often it has it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress

from dateline.index.dates import PRECISIONS
from dateline.index.errors import IndexDamaged
from dateline.index.segment.columns import KeywordColumn, SpanColumn, row_at
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.blocks import live_matches
from dateline.searcher.engine.deadline import Watch
from dateline.searcher.engine.matching import iter_documents, to_bitmap
from dateline.searcher.engine.protocol import PREFIX_LENGTHS, DatePart, Naming
from dateline.searcher.kernel._counting import count_buckets
from dateline.searcher.kernel._matching import count_values as count_each
from dateline.searcher.query.bound import Bound, Every

__all__ = [
    "count_dates",
    "count_lags",
    "count_ordinals",
    "days_of",
    "lags",
    "names_of",
    "values",
]

DAY = PRECISIONS.index("day")


def count_ordinals(tree: Bound, segment: Segment, column: KeywordColumn) -> array[int]:
    """Return the live matches of one segment by ordinal of a column."""
    counts = array("I", bytes(4 * len(column)))
    count_each(column.starts, column.ordinals, to_bitmap(live_matches(tree, segment), segment), counts)
    return counts


def names_of(document: int, segment: Segment, column: KeywordColumn, naming: Naming) -> set[str]:
    """Return the names of a document's values."""
    id = segment.documents.id(document)
    return {name for value in column.values_of(document) for name in naming.names_in(id, value)}


def count_dates(
    segments: Sequence[Segment], tree: Bound, field: str, part: DatePart, watch: Watch | None = None
) -> tuple[Mapping[str, int], int]:
    """Return the matching articles by year, month or day of a date field, and how many lack it."""
    totals: dict[str, int] = {}
    without = 0
    for segment in segments:
        column = segment.spans[field]
        with segment.file.reading:
            low, high = column.bounds()
            bucket_of, firsts = _buckets(low, high, part)
            counts = array("I", bytes(4 * len(firsts)))
            matched = to_bitmap(live_matches(tree, segment, watch), segment)
            without += count_buckets(column.starts, column.first, column.last, bucket_of, low, matched, counts)
        for bucket in compress(range(len(counts)), counts):
            name = date.fromordinal(firsts[bucket]).isoformat()[: PREFIX_LENGTHS[part]]
            totals[name] = totals.get(name, 0) + counts[bucket]
    return totals, without


def days_of(segments: Sequence[Segment], field: str) -> tuple[date, date] | None:
    """Return the first and the last day of a date field over live articles."""
    found: list[date] = []
    for segment in segments:
        if segment.deletes:
            found += map(date.fromisoformat, count_dates([segment], Every(), field, "day")[0])
            continue
        with segment.file.reading:
            first, last = segment.spans[field].bounds()
        if first <= last:
            found += map(date.fromordinal, (first, last))
    return (min(found), max(found)) if found else None


def count_lags(segments: Sequence[Segment], tree: Bound, watch: Watch | None = None) -> tuple[Mapping[int, int], int]:
    """Return the matching articles by the days from the dates in their text to publication, and how many have none."""
    totals: Counter[int] = Counter()
    without = 0
    for _, found in lags(segments, tree, watch):
        totals.update(found)
        without += not found
    return totals, without


def lags(segments: Sequence[Segment], tree: Bound, watch: Watch | None = None) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the version of each matching article, and its distinct days from dates in its text to publication."""
    for segment in segments:
        with segment.file.reading:
            yield from _lags(segment, live_matches(tree, segment, watch))


def _lags(segment: Segment, matched: int) -> Iterator[tuple[int, Sequence[int]]]:
    published, about = segment.spans["published"], segment.spans["about"]
    for document in iter_documents(matched):
        days = [published.days(span)[0] for span in published.spans_of(document)]
        last = [about.days(span)[1] for span in about.spans_of(document) if about.precision[span] == DAY]
        yield segment.documents.seqs[document], [*{day - each for each in last for day in days}]


def values(
    segments: Sequence[Segment],
    tree: Bound,
    field: str,
    part: DatePart | None,
    naming: Naming | None,
    watch: Watch | None = None,
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the version of each matching article, and its distinct values, names or buckets of days."""
    for segment in segments:
        with segment.file.reading:
            yield from _values(segment, live_matches(tree, segment, watch), field, part, naming)


def _values(
    segment: Segment, matches: int, field: str, part: DatePart | None, naming: Naming | None
) -> Iterator[tuple[int, Sequence[str]]]:
    seqs, matched = segment.documents.seqs, iter_documents(matches)
    if part is not None:
        yield from ((seqs[document], _buckets_of(document, segment.spans[field], part)) for document in matched)
        return
    column = segment.keywords[field]
    if naming is not None:
        yield from ((seqs[document], [*names_of(document, segment, column, naming)]) for document in matched)
        return
    names = [column.value(ordinal) for ordinal in range(len(column))]
    starts, ordinals = column.starts, column.ordinals
    for document in matched:
        start, stop = row_at(starts, document)
        try:
            row = [names[each] for each in ordinals[start:stop]]
        except IndexError:
            raise IndexDamaged("a document has a value that its segment does not") from None
        yield seqs[document], row


def _buckets_of(document: int, column: SpanColumn, part: DatePart) -> Sequence[str]:
    found: dict[str, None] = {}
    for span in column.spans_of(document):
        _, firsts = _make_buckets(*column.days(span), part)
        for first in firsts:
            found[date.fromordinal(first).isoformat()[: PREFIX_LENGTHS[part]]] = None
    return [*found]


def _make_buckets(low: int, high: int, part: DatePart) -> tuple[array[int], Sequence[int]]:
    """Return the number of the bucket of each day from `low` to `high`, and the first day of each bucket."""
    if part == "day":
        return array("I", range(high - low + 1)), range(low, high + 1)
    bucket_of, firsts = array("I"), array("i")
    day = low
    while day <= high:
        at = date.fromordinal(day)
        after = _next_month(at) if part == "month" else _next_year(at)
        bucket_of.extend(array("I", [len(firsts)]) * (min(after, high + 1) - day))
        firsts.append(day)
        day = after
    return bucket_of, firsts


_buckets = lru_cache(maxsize=16)(_make_buckets)


def _next_month(at: date) -> int:
    return at.toordinal() - at.day + 1 + (_days_in(at.year, at.month))


def _days_in(year: int, month: int) -> int:
    if month == 12:
        return 31
    return date(year, month + 1, 1).toordinal() - date(year, month, 1).toordinal()


def _next_year(at: date) -> int:
    return date(at.year, 12, 31).toordinal() + 1
