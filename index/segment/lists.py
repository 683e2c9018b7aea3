"""Lists of documents without frequencies: those of a keyword value.

Sections, where ``x`` is the table's name:

``x-counts``, ``x-places``
    The number of documents of list i (u32), and its place (u64): an offset into *x-lists*, or, if the top bit is set,
    the only document itself.
``x-lists``
    A record for each chunk of 65,536 documents, 4-byte aligned: u16 chunk, u16 documents in it minus one, then, for at
    most 4,096 of them, u16 document & 0xFFFF each, padded to 4 bytes; for more, a bitmap of 8,192 bytes. (Using the
    smaller of the two forms is the idea of Chambi, Lemire, Kaser, Godin: Better bitmap performance with Roaring
    bitmaps, 2016.)
"""

from __future__ import annotations

from array import array
from operator import sub

from dateline.index.dataclass import dataclass
from dateline.index.segment.format import SectionReader, SectionWriter

__all__ = ["ListTable", "write_lists"]


@dataclass(frozen=True, slots=True, eq=False)
class ListTable:
    """A table of lists, in the mapped file."""

    counts: memoryview
    places: memoryview
    lists: memoryview

    @classmethod
    def read(cls, file: SectionReader, name: str, count: int) -> ListTable:
        """Return the table with this name and number of lists."""
        return cls(
            file.numbers(f"{name}-counts", "I", count),
            file.numbers(f"{name}-places", "Q", count),
            file.section(f"{name}-lists"),
        )


def write_lists(file: SectionWriter, name: str, starts: array[int], documents: array[int]) -> None:
    """Write a table of lists; list i is ``documents[starts[i]:starts[i + 1]]``, ascending."""
    from dateline.index.kernel._lists import encode_lists  # start-up: searches do not write

    places, lists = encode_lists(starts, documents)
    counts = array("I", map(sub, starts[1:], starts))
    file.put(f"{name}-counts", memoryview(counts).cast("B"))
    file.put(f"{name}-places", memoryview(places).cast("B"))
    file.put(f"{name}-lists", lists)
