"""One segment, open for reading, with its deleted documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.index.dataclass import dataclass, replace
from dateline.index.fields import FieldTable
from dateline.index.segment.columns import KeywordColumn, SpanColumn, read_keywords, read_spans
from dateline.index.segment.documents import Documents, read_documents
from dateline.index.segment.format import SectionReader, SectionWriter
from dateline.index.segment.impacts import Shape
from dateline.index.segment.manifest import Manifest
from dateline.index.segment.postings import Dictionary, read_dictionary

__all__ = ["Segment", "open_segment", "open_segments", "read_deletes", "read_segment", "write_deletes"]


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A segment as of one commit.

    ``first`` is its first version. ``deleted`` is a bitmap by document number (bit d & 7 of byte d >> 3), or None;
    ``deletes`` is the number of its bits. ``tokens`` is the sum of the lengths in each text field, including deleted
    documents; ``joined`` says whether it has words broken at ends of lines; ``shapes`` of text fields are those of its
    impact codes.
    """

    name: str
    file: SectionReader
    first: int
    documents: Documents
    dictionaries: dict[str, Dictionary]
    keywords: dict[str, KeywordColumn]
    spans: dict[str, SpanColumn]
    tokens: dict[str, int]
    joined: bool
    shapes: dict[str, Shape]
    deleted: bytes | None
    deletes: int

    def __len__(self) -> int:
        """Return the number of documents, including deleted ones."""
        return len(self.documents)

    def is_deleted(self, document: int) -> bool:
        """Return whether a document is deleted."""
        return self.deleted is not None and bool(self.deleted[document >> 3] >> (document & 7) & 1)

    def document_of(self, seq: int) -> int | None:
        """Return the document of a version, or None if it is in another segment. Raises IndexDamaged."""
        self.file.check_size()
        seqs = self.documents.seqs
        place = bisect_left(seqs, seq)
        return place if place < len(seqs) and seqs[place] == seq else None


@dataclass(frozen=True, slots=True)
class Facts:
    """The table of contents of a segment."""

    documents: int
    analyses: Mapping[str, Sequence[str]]
    tokens: dict[str, int]
    joined: bool
    shapes: dict[str, Shape]


def open_segment(folder: Path, name: str, fields: FieldTable, deletes: str | None) -> Segment:
    """Open the segment `name` of an index folder, with its file of deletes, if any.

    Raises FileNotFoundError if there is no such file, IndexDamaged, IndexFormatError.
    """
    segment = read_segment(SectionReader(folder / f"{name}.seg"), name, fields)
    if deletes is None:
        return segment
    deleted = read_deletes(folder / deletes, len(segment))
    return replace(segment, deleted=deleted, deletes=int.from_bytes(deleted, "little").bit_count())


def open_segments(folder: Path, manifest: Manifest) -> tuple[Segment, ...]:
    """Open all segments of an index. Raises as `open_segment`, and IndexDamaged for swapped files."""
    segments, after = [], 0
    for entry in manifest.segments:
        segment = open_segment(folder, entry.name, manifest.fields, entry.deletes)
        seqs = segment.documents.seqs
        if (len(segment), segment.deletes) != (entry.documents, entry.deleted):
            segment.file.damaged("it does not hold as many articles as the manifest says")
        if not after < seqs[0] <= seqs[-1] <= manifest.seq:
            segment.file.damaged("it holds other versions than the manifest says")
        after = seqs[-1]
        segments.append(segment)
    return tuple(segments)


def read_segment(file: SectionReader, name: str, fields: FieldTable) -> Segment:
    """Return a segment from its file, without deletions. Raises IndexDamaged."""
    facts = read_facts(file, fields)
    count = facts.documents
    documents = read_documents(file, count, list(facts.tokens))
    with file.naming_damage:
        dictionaries = {analysis: read_dictionary(file, analysis, names) for analysis, names in facts.analyses.items()}
    return Segment(
        name=name,
        file=file,
        first=documents.seqs[0] if count else 0,
        documents=documents,
        dictionaries=dictionaries,
        keywords={row.name: read_keywords(file, f"keyword.{row.name}", count) for row in fields.of_kind("keyword")},
        spans={row.name: read_spans(file, f"date.{row.name}", count) for row in fields.of_kind("date")},
        tokens=facts.tokens,
        joined=facts.joined,
        shapes=facts.shapes,
        deleted=None,
        deletes=0,
    )


def read_facts(file: SectionReader, fields: FieldTable) -> Facts:
    """Return the table of contents of a segment. Raises IndexDamaged if it is of another field table."""
    documents, analyses, tokens, joined = map(file.facts.get, ("documents", "analyses", "tokens", "joined"))
    if type(documents) is not int or documents < 1 or type(joined) is not bool:
        file.damaged("its facts are not those of a segment")
    if not isinstance(analyses, dict) or not all(isinstance(names, list) for names in analyses.values()):
        file.damaged("its facts name no analyses")
    found = [(name, analysis) for analysis, names in analyses.items() for name in names]
    wanted = [(row.name, row.analysis) for row in fields.of_kind("text")]
    if len(found) != len(wanted) or not all(each in found for each in wanted):
        file.damaged("its text fields are not those of the manifest")
    if not isinstance(tokens, dict) or not all(type(tokens.get(name)) is int for name, _ in wanted):
        file.damaged("its facts do not count its tokens")
    shapes = {name: _shape(file, name) for name, _ in wanted}
    return Facts(documents, analyses, {name: tokens[name] for name, _ in wanted}, joined, shapes)


def _shape(file: SectionReader, field: str) -> Shape:
    """Return the shape of a text field that the impact codes were made with."""
    shapes = file.facts.get("shapes")
    shape = shapes.get(field) if isinstance(shapes, dict) else None
    if not isinstance(shape, list) or len(shape) != 3 or not all(type(each) is float and each >= 0.0 for each in shape):
        file.damaged("its facts do not say what its impact codes were made with")
    return shape[0], shape[1], shape[2]


def write_deletes(path: Path, deleted: bytes) -> None:
    """Write a bitmap of deleted documents: a file of sections with the one section ``deleted``.

    The fact ``name`` is that of the file, so that swapped files are detected.
    """
    with SectionWriter(path) as file:
        file.put("deleted", deleted)
        file.close({"name": path.stem})


def read_deletes(path: Path, documents: int) -> bytes:
    """Return the bitmap of deleted documents of a segment with this number of them. Raises as `SectionReader`."""
    file = SectionReader(path)
    try:
        file.verify()
        deleted = bytes(file.section("deleted", (documents + 7) // 8))
        if file.facts.get("name", path.stem) != path.stem:
            file.damaged("it is the list of deletes of another segment")
        if documents & 7 and deleted[-1] >> (documents & 7):
            file.damaged("it deletes documents that its segment does not have")
        return deleted
    finally:
        file.close()
