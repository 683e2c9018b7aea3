"""The plain twin of `_columns`: spans of days that lie within others or on given days, and values rolled up."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from dateline.index.errors import IndexDamaged

__all__ = ["mark_days", "mark_within", "roll_up"]

SURE = 100  # percent
DAY = 0  # in PRECISIONS


def mark_within(
    starts: Sequence[int],
    first: Sequence[int],
    last: Sequence[int],
    certainty: Sequence[int],
    low: int,
    high: int,
    matched: bytearray,
) -> None:
    """Mark the documents that have a span, of full certainty, which lies from `low` to `high`, both ends included.

    The spans of document d are ``first[i]`` to ``last[i]`` for i from ``starts[d]`` up to ``starts[d + 1]``.
    """
    documents = _check(starts, first, last, certainty, matched)
    for document in range(documents):
        _expect(starts[document] <= starts[document + 1] <= starts[documents])
        for span in range(starts[document], starts[document + 1]):
            if certainty[span] >= SURE and first[span] >= low and last[span] <= high:
                matched[document >> 3] |= 1 << (document & 7)


def mark_days(
    starts: Sequence[int],
    first: Sequence[int],
    last: Sequence[int],
    precision: Sequence[int],
    wanted: bytes,
    low: int,
    whole: bool,
    matched: bytearray,
) -> None:
    """Mark the documents that have a span, named to the day, with a wanted day in it; `whole`: all its days are wanted.

    ``wanted[day - low]`` is not 0 for the days that are wanted; days outside of it are not.
    """
    documents = _check(starts, first, last, precision, matched)
    for document in range(documents):
        _expect(starts[document] <= starts[document + 1] <= starts[documents])
        for span in range(starts[document], starts[document + 1]):
            if precision[span] != DAY or first[span] > last[span]:
                continue
            days = [wanted[day - low : day - low + 1] > b"\0" if day >= low else False
                    for day in range(first[span], last[span] + 1)]  # fmt: skip
            if all(days) if whole else any(days):
                matched[document >> 3] |= 1 << (document & 7)


def roll_up(
    starts: Sequence[int],
    ordinals: Sequence[int],
    target_starts: Sequence[int],
    targets: Sequence[int],
    size: int,
) -> tuple[array[int], array[int]]:
    """Return a column of the targets of a column's values: (starts, targets), each target once in a document.

    The targets of value v are ``targets[target_starts[v]]`` up to ``targets[target_starts[v + 1]]``, all below `size`.
    """
    values = len(target_starts) - 1
    _expect(len(starts) > 0 and values >= 0 and starts[len(starts) - 1] <= len(ordinals))
    _expect(target_starts[values] <= len(targets))
    made_starts, made = array("I", [0]), array("I")
    for document in range(len(starts) - 1):
        _expect(starts[document] <= starts[document + 1] <= starts[len(starts) - 1])
        row: dict[int, None] = {}
        for ordinal in ordinals[starts[document] : starts[document + 1]]:
            _expect(ordinal < values and target_starts[ordinal] <= target_starts[ordinal + 1] <= target_starts[values])
            for target in targets[target_starts[ordinal] : target_starts[ordinal + 1]]:
                _expect(target < size)
                row[target] = None
        made.extend(row)
        made_starts.append(len(made))
    return made_starts, made


def _check(
    starts: Sequence[int], first: Sequence[int], last: Sequence[int], beside: Sequence[int], matched: bytearray
) -> int:
    documents = len(starts) - 1
    _expect(documents >= 0 and len(first) == len(last) == len(beside))
    _expect(len(matched) == (documents + 7) // 8 and starts[documents] <= len(first))
    return documents


def _expect(sound: bool) -> None:
    if not sound:
        raise IndexDamaged("a column of the index contradicts itself")
