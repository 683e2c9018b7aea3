"""One segment, open for reading, and which of its documents are deleted."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from dateline.index.errors import IndexDamaged
from dateline.index.fields import FieldTable
from dateline.index.segment.columns import KeywordColumn, SpanColumn, read_keywords, read_spans
from dateline.index.segment.documents import Documents, read_documents
from dateline.index.segment.format import SectionReader, SectionWriter
from dateline.index.segment.postings import Dictionary, read_dictionary

__all__ = ["Segment", "open_segment", "read_deletes", "write_deletes"]


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A segment as of one commit.

    ``deleted`` is a bitmap by document number (bit d & 7 of byte d >> 3), or None
    when nothing is deleted; ``deletes`` is how many bits are set. ``tokens`` is the sum of
    the lengths in each text field, the deleted documents among them; ``joined`` is whether it has words that ends
    of lines have broken.
    """

    name: str
    file: SectionReader
    documents: Documents
    dictionaries: dict[str, Dictionary]
    keywords: dict[str, KeywordColumn]
    spans: dict[str, SpanColumn]
    tokens: dict[str, int]
    joined: bool
    deleted: bytes | None
    deletes: int

    def __len__(self) -> int:
        """Return how many documents there are, the deleted ones among them."""
        return len(self.documents)

    def document_of(self, seq: int) -> int | None:
        """Return the document number of a version, or None when it is in another segment."""
        seqs = self.documents.seqs
        place = bisect_left(seqs, seq)
        return place if place < len(seqs) and seqs[place] == seq else None


def open_segment(folder: Path, name: str, fields: FieldTable, deletes: str | None) -> Segment:
    """Open the segment `name` of an index folder, with the file of its deletes if it has one."""
    file = SectionReader(folder / f"{name}.seg")
    analyses = cast("dict[str, list[str]]", file.facts["analyses"])
    texts = [field for names in analyses.values() for field in names]
    documents = read_documents(file, texts)
    deleted = read_deletes(folder / deletes, len(documents)) if deletes else None
    return Segment(
        name=name,
        file=file,
        documents=documents,
        dictionaries={analysis: read_dictionary(file, analysis, names) for analysis, names in analyses.items()},
        keywords={row.name: read_keywords(file, f"keyword.{row.name}") for row in fields.of_kind("keyword")},
        spans={row.name: read_spans(file, f"date.{row.name}") for row in fields.of_kind("date")},
        tokens=cast("dict[str, int]", file.facts["tokens"]),
        joined=bool(file.facts["joined"]),
        deleted=deleted,
        deletes=int.from_bytes(deleted, "little").bit_count() if deleted else 0,
    )


def write_deletes(path: Path, deleted: bytes) -> None:
    """Write a bitmap of deleted documents: a file of sections with the one section ``deleted``."""
    file = SectionWriter(path)
    file.put("deleted", deleted)
    file.close({})


def read_deletes(path: Path, documents: int) -> bytes:
    """Return the bitmap of deleted documents; it must be as long as the segment has documents."""
    file = SectionReader(path)
    file.verify()
    deleted = bytes(file.octets("deleted"))
    file.close()
    if len(deleted) != (documents + 7) // 8:
        raise IndexDamaged(f"{path}: it is not the list of deletes of its segment; run `dateline rebuild`")
    return deleted
