"""Spans of days that lie within others or on given days, and values rolled up."""

from array import array
from collections.abc import Sequence

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

def roll_up(
    starts: Sequence[int], ordinals: Sequence[int], target_starts: Sequence[int], targets: Sequence[int], size: int
) -> tuple[array[int], array[int]]:
    """Return a column of the targets of a column's values: (starts, targets), each target once in a document.

    The targets of value v are ``targets[target_starts[v]]`` up to ``targets[target_starts[v + 1]]``, all below `size`.
    """
