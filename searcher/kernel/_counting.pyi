"""Matched articles by bucket of days."""

from array import array
from collections.abc import Sequence

def count_buckets(
    starts: Sequence[int],
    first: Sequence[int],
    last: Sequence[int],
    bucket_of: Sequence[int],
    low: int,
    matched: bytes | bytearray | memoryview,
    counts: array[int],
) -> int:
    """Add 1 to each bucket that a matched document's spans touch; return how many documents have no span.

    The spans of document d are numbers ``starts[d]`` to ``starts[d + 1]`` of `first` and `last`, days.
    ``bucket_of[day - low]`` is the number of a day's bucket, a place in `counts`; it ascends without gaps. `matched`
    is a bitmap. Raises IndexDamaged when a day is outside the buckets.
    """
