"""The writer of an index: from articles and deletions to segments and a manifest.

New articles are collected in a builder, which becomes a segment at a commit or when it is large. Deletions set bits
beside their segments. Everything written takes effect when the manifest is replaced; files that it does not name are
removed after each commit.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from pathlib import Path

from dateline.index.article import Article
from dateline.index.dataclass import replace
from dateline.index.errors import DatelineError, IndexDamaged
from dateline.index.fields import FieldTable
from dateline.index.files import remove
from dateline.index.segment.builder import SegmentBuilder
from dateline.index.segment.manifest import Manifest, SegmentEntry, check_archive, read_manifest, write_manifest
from dateline.index.segment.memory import MEMORY, tokens_within
from dateline.index.segment.merge_policy import runs_to_merge
from dateline.index.segment.merging import merge_segments
from dateline.index.segment.segment import Segment, open_segment, open_segments, write_deletes
from dateline.index.store.store import Store

__all__ = [
    "IndexWriter",
    "catch_up",
    "commit_index",
    "create_index",
    "fresh_manifest",
    "last_generation",
    "open_writer",
]


def create_index(folder: Path, fields: FieldTable) -> None:
    """Make an empty index in a folder that is empty or missing."""
    folder.mkdir(exist_ok=True)
    write_manifest(folder, Manifest(fields))


def fresh_manifest(folder: Path, fields: FieldTable) -> Manifest:
    """Return the manifest of an empty index that can be built beside existing files."""
    numbers = [int(path.name[:6]) for path in folder.iterdir() if path.name[:6].isdecimal()]
    return Manifest(fields, next=max(numbers, default=0) + 1, generation=last_generation(folder))


def last_generation(folder: Path) -> int:
    """Return the generation of the index in a folder; if it is damaged or missing, by the names of its files."""
    numbers = [int(path.stem[7:]) for path in folder.glob("*.del") if path.stem[7:].isdecimal()]
    with suppress(OSError, DatelineError):
        numbers.append(read_manifest(folder).generation)
    return max(numbers, default=0)


class IndexWriter:
    """Writes one index. The archive ensures that there is one writer at a time."""

    def __init__(self, folder: Path, manifest: Manifest | None = None, memory: int = MEMORY) -> None:
        """Open the index of a folder. Raises as `read_manifest` and `open_segment`.

        With a new manifest (`fresh_manifest`), a commit replaces the existing index. ``memory`` is that of the program
        in MB, from which follows the size of a segment (`tokens_within`).
        """
        self.folder = folder
        self._most_tokens = tokens_within(memory)
        self._manifest = read_manifest(folder) if manifest is None else manifest
        if manifest is None:
            self._reclaim()  # files of an interrupted writer
        self._segments = list(open_segments(folder, self._manifest))
        self._deleted: dict[str, bytearray] = {}
        self._builder = SegmentBuilder(self.fields)
        self._dead: list[int] = []
        self._next = self._manifest.next

    @property
    def fields(self) -> FieldTable:
        """The field table of the index."""
        return self._manifest.fields

    @property
    def seq(self) -> int:
        """The last version in the committed index."""
        return self._manifest.seq

    @property
    def generation(self) -> int:
        """The generation of the committed index."""
        return self._manifest.generation

    @property
    def archive(self) -> str | None:
        """The id of the archive of the committed index, if known."""
        return self._manifest.archive

    @property
    def full(self) -> bool:
        """Whether the builder should become a segment."""
        return self._builder.tokens >= self._most_tokens

    def add(self, seq: int, article: Article) -> None:
        """Add a version; seqs must ascend."""
        self._builder.add(seq, article)

    def remove(self, seq: int) -> None:
        """Remove a version that was replaced or deleted."""
        document = self._builder.document_of(seq)
        if document is not None:
            self._dead.append(document)
            return
        place = bisect_right(self._segments, seq, key=lambda segment: segment.first) - 1
        document = self._segments[place].document_of(seq) if place >= 0 else None
        if document is None:
            raise IndexDamaged(f"version {seq}, which the store replaces or deletes, is not in it", self.folder)
        segment = self._segments[place]
        deleted = self._deleted.get(segment.name)
        if deleted is None:
            deleted = self._deleted[segment.name] = bytearray(segment.deleted or bytes((len(segment) + 7) // 8))
        deleted[document >> 3] |= 1 << (document & 7)

    def flush(self) -> None:
        """Write the builder as a segment."""
        if not len(self._builder):
            return
        name = self._name()
        self._builder.write(self.folder / f"{name}.seg")
        segment = open_segment(self.folder, name, self.fields, None)
        if self._dead:
            deleted = self._deleted[name] = bytearray((len(segment) + 7) // 8)
            for document in self._dead:
                deleted[document >> 3] |= 1 << (document & 7)
        self._segments.append(segment)
        self._builder = SegmentBuilder(self.fields)
        self._dead = []

    def commit(self, seq: int, generation: int = 0, archive: str | None = None) -> None:
        """Make the index current up to a version, durably, in this generation or in the next one, if that is higher.

        ``archive`` is the id of the archive, if known.
        """
        self.flush()
        generation = max(generation, self._manifest.generation + 1)
        self._write_deletes(generation)
        self._merge()
        manifest = Manifest(
            fields=self.fields,
            segments=tuple(_entry(segment, self._manifest, generation) for segment in self._segments),
            seq=seq,
            generation=generation,
            next=self._next,
            archive=archive,
        )
        write_manifest(self.folder, manifest)
        self._manifest = manifest
        self._reclaim()

    def close(self) -> None:
        """Close the segments; uncommitted changes are lost."""
        for segment in self._segments:
            segment.file.close()
        self._segments = []

    def _name(self) -> str:
        """Return a new name of a file."""
        name = f"{self._next:06d}"
        self._next += 1
        return name

    def _write_deletes(self, generation: int) -> None:
        for place, segment in enumerate(self._segments):
            if (deleted := self._deleted.get(segment.name)) is None:
                continue
            write_deletes(self.folder / _deletes_name(segment.name, generation), bytes(deleted))
            count = int.from_bytes(deleted, "little").bit_count()
            self._segments[place] = replace(segment, deleted=bytes(deleted), deletes=count)
        self._deleted = {}

    def _merge(self) -> None:
        """Merge until the number of segments is logarithmic; drop empty ones."""
        self._segments = [segment for segment in self._segments if segment.deletes < len(segment)]
        while run := runs_to_merge([(len(segment), segment.deletes) for segment in self._segments]):
            name = self._name()
            merge_segments(self.folder / f"{name}.seg", self._segments[run])
            self._segments[run] = [open_segment(self.folder, name, self.fields, None)]

    def _reclaim(self) -> None:
        """Remove files that do not belong to the index. Readers that have them open keep them until they close."""
        kept = {"manifest.json"}.union(*(entry.files() for entry in self._manifest.segments))
        for path in self.folder.iterdir():
            if path.name not in kept:
                remove(path)


def commit_index(writer: IndexWriter, store: Store) -> None:
    """Make an index current up to the last commit of the store, in the generation of the archive."""
    if store.generation() <= writer.generation:  # the store was not changed
        store.raise_generation()
        store.commit()
    identity = store.identity()
    writer.commit(store.last_seq(), identity.generation or 0, identity.archive)


def open_writer(folder: Path, memory: int = MEMORY) -> IndexWriter:
    """Open the index in a folder for writing. Raises IndexDamaged if it is missing or damaged, IndexFormatError."""
    try:
        return IndexWriter(folder, memory=memory)
    except FileNotFoundError as error:
        raise IndexDamaged("it is missing", error.filename) from error


def catch_up(writer: IndexWriter, store: Store, *, commit: bool = True) -> None:
    """Bring an index up to date with its store, after an interrupted commit of the archive.

    Without ``commit`` the versions are still in the store's transaction, and the index is not committed either.
    """
    check_archive(writer.archive, store.archive(), writer.folder)
    last = store.last_seq()
    if writer.seq > last:
        raise IndexDamaged(
            "it has articles that the store does not have: was articles.db replaced by an older copy?",
            writer.folder,
            "`dateline check --repair` rebuilds the index from the store",
        )
    if writer.seq == last:
        return
    for change in store.changes(writer.seq):
        if change.replaced is not None:
            writer.remove(change.replaced)
        if change.article is not None:
            writer.add(change.seq, change.article)
        if writer.full:
            writer.flush()
    if commit:
        commit_index(writer, store)


def _deletes_name(segment: str, generation: int) -> str:
    return f"{segment}-{generation:06d}.del"


def _entry(segment: Segment, before: Manifest, generation: int) -> SegmentEntry:
    """Return the manifest's entry of a segment; an unchanged file of deletes keeps its name."""
    old = next((entry for entry in before.segments if entry.name == segment.name), None)
    deletes = None
    if segment.deletes:
        unchanged = old is not None and old.deleted == segment.deletes
        deletes = old.deletes if old and unchanged else _deletes_name(segment.name, generation)
    return SegmentEntry(segment.name, len(segment), deletes, segment.deletes)
