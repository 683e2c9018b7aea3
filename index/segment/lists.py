"""Lists of documents without frequencies: who has a form, or a keyword value.

Sections, ``x`` standing for the table's name:

``x-counts``, ``x-places``
    How many documents list i has (u32), and where they are (u64): an offset into
    *x-lists*, or, when the top bit is set, the only document itself.
``x-lists``
    A record for each chunk of 65,536 documents, 4-byte aligned: u16 chunk, u16
    documents in it less one, then, for at most 4,096 of them, u16 document & 0xFFFF
    each, padded to 4 bytes; for more, a bitmap of 8,192 bytes. (That either form is
    the smaller one where it is used is the idea of Chambi, Lemire, Kaser, Godin:
    Better bitmap performance with Roaring bitmaps, 2016.)
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import pairwise

from dateline.index.kernel._lists import encode_lists
from dateline.index.segment.format import SectionReader, SectionWriter

__all__ = ["ListTable", "write_lists"]


@dataclass(frozen=True, slots=True, eq=False)
class ListTable:
    """A table of lists, in place."""

    counts: memoryview
    places: memoryview
    lists: memoryview

    @classmethod
    def read(cls, file: SectionReader, name: str, count: int) -> ListTable:
        """Return the table of that name, which has so many lists."""
        return cls(
            file.numbers(f"{name}-counts", "I", count),
            file.numbers(f"{name}-places", "Q", count),
            file.octets(f"{name}-lists"),
        )


def write_lists(file: SectionWriter, name: str, starts: array[int], documents: array[int]) -> None:
    """Write a table of lists; list i is ``documents[starts[i]:starts[i + 1]]``, ascending."""
    places, lists = encode_lists(starts, documents)
    counts = array("I", (stop - start for start, stop in pairwise(starts)))
    file.put(f"{name}-counts", memoryview(counts).cast("B"))
    file.put(f"{name}-places", memoryview(places).cast("B"))
    file.put(f"{name}-lists", lists)
