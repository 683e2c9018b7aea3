"""The columns of a segment, from the values or the spans of each document (`dateline.index.kernel._column_rows`)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from dateline.index.dates import PRECISIONS, DateSpan

__all__ = ["columns_of_days", "columns_of_values"]


def columns_of_values(rows: Sequence[Sequence[str]], order: Sequence[str]) -> tuple[list[int], ...]:
    """Return starts, ordinals, and by ordinal starts and documents, of values in this order."""
    ordinals = [sorted({order.index(value) for value in row}) for row in rows]
    documents = [[number for number, row in enumerate(ordinals) if ordinal in row] for ordinal in range(len(order))]
    return *flat(ordinals), *flat(documents)


def columns_of_days(rows: Sequence[Sequence[DateSpan]]) -> tuple[list[int], ...]:
    """Return starts, first, last, precision and certainty."""
    days = [sorted({(each.first, each.last, each.precision, each.certainty) for each in row}) for row in rows]
    starts, spans = flat(days)
    return (
        starts,
        [first.toordinal() for first, _, _, _ in spans],
        [last.toordinal() for _, last, _, _ in spans],
        [PRECISIONS.index(precision) for _, _, precision, _ in spans],
        [certainty for _, _, _, certainty in spans],
    )


def flat(rows: Sequence[Sequence[object]]) -> tuple[list[int], list]:
    """Return where each row begins, and the rows one after the other."""
    return [0, *accumulate(map(len, rows))], [each for row in rows for each in row]
