"""Spans of days that lie within others or on given days; values rolled up, merged and read."""

from array import array
from collections.abc import Iterable, Sequence

from dateline.index.kernel._postings import Octets

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

def share_days(
    starts: Sequence[int],
    first: Sequence[int],
    last: Sequence[int],
    certainty: Sequence[int],
    low: int,
    high: int,
    certain: bool,
    matched: Octets,
    worth: float,
) -> tuple[array[int], array[float]]:
    """Return (documents, parts): those matched that have a span with a day from `low` to `high`, ascending.

    The part is `worth`, times the largest share of such days in a span. `certain`: of the spans, only those of full
    certainty count that lie within these days.
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

def replace_rows(
    starts: Sequence[int], values: Sequence[int], documents: array[int], rows: Sequence[Sequence[int]]
) -> tuple[array[int], array[int]]:
    """Return a column as `roll_up` does, with other rows for some documents, which ascend."""

def merge_values(
    tables: Sequence[tuple[Octets, Sequence[int]]],
) -> tuple[list[array[int]], array[int], array[int]]:
    """Number the values of several segments, each given as (values, offsets), by the same number where they are equal.

    Return the numbers of each segment's values, and the segment and the place of the first value of each number. The
    values of a segment are in order.
    """

def read_values(values: Octets, offsets: Sequence[int], ordinals: Iterable[int]) -> list[str]:
    """Return the values of some ordinals of a column: the texts after the NUL of its entries. Raises IndexDamaged."""
