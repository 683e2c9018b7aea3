"""The columns of a segment while they are collected, document by document.

`dateline.index.segment.columns` describes them.
"""

from array import array
from collections.abc import Collection, Iterable, Sequence

from dateline.index.dates import DateSpan

def bounds_of(first: Sequence[int], last: Sequence[int]) -> tuple[int, int] | None:
    """Return the lowest of the first days and the highest of the last ones (i32); None for a column without spans."""

class ValueRows:
    """Collects the values of a keyword field."""

    def add(self, values: Collection[str]) -> None:
        """Add the values of the next document; duplicates count once. If one has no hash, nothing is added."""

    def values(self) -> list[str]:
        """Return the distinct values, in the order in which they came."""

    def starts(self) -> array[int]:
        """Return where the values of each document begin, and their end (u32)."""

    def arrange(self, places: Sequence[int]) -> tuple[array[int], array[int], array[int]]:
        """Return the column in both directions, given the place of each value in the order of the column (u32).

        The ordinals of the documents, ascending in each (u32); where the documents of each ordinal begin, and their end
        (u64), and these documents, ascending (u32). Raises ValueError for places that are no order of the values.
        """

class DayRows:
    """Collects the spans of a date field."""

    def add(self, spans: Iterable[DateSpan]) -> None:
        """Add the spans of the next document, in any order; equal ones count once.

        Raises KeyError for an unknown precision, OverflowError for a certainty that is no byte. Then nothing is added.
        """

    def columns(self) -> tuple[array[int], array[int], array[int], array[int], array[int]]:
        """Return where the spans of each document begin, and their end (u32), and the parts of the spans.

        They are the first and the last day (i32), the number of the precision (u8), and the certainty (u8), in the
        order of the days, of the names of the precisions, and of the certainties.
        """
