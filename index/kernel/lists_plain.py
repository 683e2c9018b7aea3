"""The plain twin of `_lists`: lists of documents to bytes and back.

The layout of the bytes is described in `dateline.index.segment.lists`.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Protocol

from dateline.index.errors import IndexDamaged
from dateline.index.kernel.postings_plain import Octets

__all__ = ["ListSource", "encode_lists", "gather_lists", "read_list"]

SPARSE = 4096
BITMAP = 8192
MOST_SEGMENTS = 64
INLINE = 1 << 63
ABSENT = 0xFFFFFFFF


class ListSource(Protocol):
    """What lists of documents are read with."""

    @property
    def counts(self) -> Sequence[int]:
        """How many documents each list has (u32)."""

    @property
    def places(self) -> Sequence[int]:
        """Where each list is (u64)."""

    @property
    def lists(self) -> Octets:
        """The records."""


def encode_lists(starts: Sequence[int], documents: Sequence[int], base: int = 0) -> tuple[array[int], bytes]:
    """Return (places, bytes) of lists of distinct ascending documents.

    List i is ``documents[starts[i]:starts[i + 1]]`` (u64, u32). `base` is the size of what was
    written of the section before, a multiple of 4. Starts that do not span the documents
    raise ValueError.
    """
    if not starts or starts[0] != 0 or starts[-1] != len(documents) or list(starts) != sorted(starts):
        raise ValueError("the starts do not span the documents")
    places, made = array("Q"), bytearray()
    for start, stop in pairwise(starts):
        row = documents[start:stop]
        if len(row) == 1:
            places.append(INLINE | row[0])
            continue
        places.append(base + len(made))
        for chunk, group in groupby(row, key=lambda document: document >> 16):
            low = [document & 0xFFFF for document in group]
            made += struct.pack("<HH", chunk, len(low) - 1)
            made += _bitmap(low) if len(low) > SPARSE else struct.pack(f"<{len(low)}H", *low)
            made += bytes(-len(made) % 4)
    return places, bytes(made)


def _bitmap(low: Sequence[int]) -> bytes:
    bits = bytearray(BITMAP)
    for document in low:
        bits[document >> 3] |= 1 << (document & 7)
    return bytes(bits)


def read_list(place: int, count: int, lists: Octets) -> Iterator[int]:
    """Yield the documents of one list, ascending. Damage raises IndexDamaged."""
    if count and place & INLINE:
        _expect(count == 1)
        yield place & 0xFFFFFFFF
        return
    left, before = count, -1
    while left:
        _expect(place % 4 == 0 and place + 4 <= len(lists))
        chunk, last = struct.unpack_from("<HH", lists, place)
        n = last + 1
        size = BITMAP if n > SPARSE else 2 * n + 3 & ~3
        _expect(chunk > before and n <= left and place + 4 + size <= len(lists))
        record = bytes(lists[place + 4 : place + 4 + size])
        if n > SPARSE:
            low = [i << 3 | bit for i in range(BITMAP) for bit in range(8) if record[i] >> bit & 1]
            _expect(len(low) == n)
        else:
            low = list(struct.unpack_from(f"<{n}H", record))
            _expect(all(a < b for a, b in pairwise(low)))
        yield from (chunk << 16 | document for document in low)
        left, before, place = left - n, chunk, place + 4 + size


def _expect(sound: bool) -> None:
    if not sound:
        raise IndexDamaged("a list of articles contradicts itself")


def gather_lists(
    picks: Sequence[Sequence[int]], segments: Sequence[ListSource], renumberings: Sequence[Sequence[int]]
) -> tuple[array[int], array[int]]:
    """Return (starts, documents) of lists put together from several segments, at most 64; see `gather`."""
    rows = len(picks[0]) if picks else 0
    if not len(picks) == len(segments) == len(renumberings) <= MOST_SEGMENTS:
        raise ValueError("picks, segments and renumberings do not belong together")
    if any(len(pick) != rows for pick in picks):
        raise ValueError("the picks differ in length")
    starts, made = array("Q", [0]), array("I")
    for row in range(rows):
        for pick, segment, renumbered in zip(picks, segments, renumberings, strict=True):
            if pick[row] == ABSENT:
                continue
            _expect(pick[row] < len(segment.counts) == len(segment.places))
            for document in read_list(segment.places[pick[row]], segment.counts[pick[row]], segment.lists):
                _expect(document < len(renumbered))
                if renumbered[document] != ABSENT:
                    made.append(renumbered[document])
        starts.append(len(made))
    return starts, made
