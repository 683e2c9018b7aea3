"""The data of each document besides its text: id, lengths, instant.

Sections, all by document number; documents are in the order of their ``seq``:

``seqs``                    u64, the version's number in the article store, ascending
``instants``                i64, microseconds since 1970-01-01 UTC of publication; -2^63: undated
``newest``, ``oldest``      u32, the document's rank by instant, descending and ascending, undated
                            last, then by id; for breaking ties and for sorting
``ids``, ``id-offsets``     the concatenated UTF-8 of the ids, and their ends (u32)
``length.NAME``             u32, tokens in the text field NAME
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from dateline.index.dataclass import dataclass
from dateline.index.segment.format import SectionReader, SectionWriter
from dateline.index.segment.texts import text_at

__all__ = ["UNDATED", "Documents", "read_documents", "write_documents"]

UNDATED = -(1 << 63)


@dataclass(frozen=True, slots=True, eq=False)
class Documents:
    """The documents of one segment, in the mapped file."""

    seqs: memoryview
    instants: memoryview
    newest: memoryview
    oldest: memoryview
    ids: memoryview
    id_offsets: memoryview
    lengths: Mapping[str, memoryview]

    def __len__(self) -> int:
        return len(self.seqs)

    def id(self, document: int) -> str:
        """Return the id of a document's article."""
        return text_at(self.ids, self.id_offsets, document)

    def find(self, id: str) -> list[int]:
        """Return the documents with an id, including replaced versions. Reads all ids."""
        encoded, content, found = id.encode("utf-8", "surrogatepass"), bytes(self.ids), []
        at = content.find(encoded)
        while at >= 0:
            document = bisect_right(self.id_offsets, at, hi=len(self)) - 1
            if self.id_offsets[document] == at and self.id_offsets[document + 1] == at + len(encoded):
                found.append(document)
            at = content.find(encoded, at + 1)
        return found


def read_documents(file: SectionReader, count: int, fields: Sequence[str]) -> Documents:
    """Return the documents of a segment with this number of documents and these text fields."""
    id_offsets = file.offsets("id-offsets", count)
    return Documents(
        seqs=file.numbers("seqs", "Q", count),
        instants=file.numbers("instants", "q", count),
        newest=file.numbers("newest", "I", count),
        oldest=file.numbers("oldest", "I", count),
        ids=file.section("ids", id_offsets[count]),
        id_offsets=id_offsets,
        lengths={field: file.numbers(f"length.{field}", "I", count) for field in fields},
    )


def write_documents(
    file: SectionWriter,
    seqs: array[int],
    ids: Sequence[str],
    instants: array[int],
    lengths: Mapping[str, array[int]],
) -> None:
    """Write the sections of documents; the ranks are computed here."""
    encoded = [id.encode() for id in ids]
    offsets = array("I", [0])
    for id in encoded:
        offsets.append(offsets[-1] + len(id))
    by_id = sorted(range(len(ids)), key=ids.__getitem__)
    file.put("seqs", memoryview(seqs).cast("B"))
    file.put("instants", memoryview(instants).cast("B"))
    for name, sign in (("newest", -1), ("oldest", 1)):
        order = sorted(by_id, key=lambda document: (instants[document] == UNDATED, sign * instants[document]))
        ranks = array("I", bytes(4 * len(ids)))
        for rank, document in enumerate(order):
            ranks[document] = rank
        file.put(name, memoryview(ranks).cast("B"))
    file.put("ids", b"".join(encoded))
    file.put("id-offsets", memoryview(offsets).cast("B"))
    for field, row in lengths.items():
        file.put(f"length.{field}", memoryview(row).cast("B"))
