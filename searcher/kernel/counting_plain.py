"""The plain twin of `_counting`: matched articles by bucket of days."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from dateline.index.errors import IndexDamaged

__all__ = ["count_buckets"]


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
    documents = len(starts) - 1
    _expect(documents >= 0 and len(matched) == (documents + 7) // 8)
    _expect(len(first) == len(last) and starts[documents] <= len(first))
    _expect(all(document < documents for document in range(8 * len(matched)) if _is_in(matched, document)))
    without = 0
    for document in range(documents):
        if not _is_in(matched, document):
            continue
        _expect(starts[document] <= starts[document + 1] <= starts[documents])
        touched = {
            bucket
            for span in range(starts[document], starts[document + 1])
            if first[span] <= last[span]
            for bucket in range(
                _bucket(first[span], bucket_of, low, len(counts)), _bucket(last[span], bucket_of, low, len(counts)) + 1
            )
        }
        without += starts[document] == starts[document + 1]
        for bucket in touched:
            counts[bucket] += 1
    return without


def _bucket(day: int, bucket_of: Sequence[int], low: int, buckets: int) -> int:
    _expect(0 <= day - low < len(bucket_of) and bucket_of[day - low] < buckets)
    return bucket_of[day - low]


def _is_in(bitmap: bytes | bytearray | memoryview, document: int) -> bool:
    return bool(bitmap[document >> 3] >> (document & 7) & 1)


def _expect(sound: bool) -> None:
    if not sound:
        raise IndexDamaged("a column of dates contradicts itself")
