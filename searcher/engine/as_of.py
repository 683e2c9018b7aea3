"""The index as of a day: the snapshot of now, less what was not there yet, with what was there then.

Segments know only the versions that are live, and those that were when they were written. So the index of a day is
made of the segments that are there, in which what did not hold on the day counts as deleted, and of a few more with the
older versions that held. That takes time for the older versions only, and each search is as
fast as on any other snapshot. Deleted documents are in no statistics: scores are those of an archive that never had
another version.

The further segments are in memory, so that an archive can be read as of a day where nothing can be written. Beyond
`IN_MEMORY` bytes of them a temporary file without a name takes the next one, if the system has room for it.
"""

from __future__ import annotations

import io
import mmap
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dateline.index.article import Article
from dateline.index.errors import IndexDamaged
from dateline.index.fields import FieldTable
from dateline.index.segment.builder import SegmentBuilder, collect
from dateline.index.segment.format import SectionReader
from dateline.index.segment.segment import Segment, read_segment
from dateline.index.store.history import AsOfVersions
from dateline.searcher.engine.snapshot import Snapshot

__all__ = ["snapshot_as_of"]

# Tokens of one further segment, some 20 bytes of memory each while it is made.
FULL = 4_000_000
# Bytes of segments in memory. A segment of FULL tokens has some 16 MB.
IN_MEMORY = 128 << 20


def snapshot_as_of(snapshot: Snapshot, versions: AsOfVersions, older: Iterable[tuple[int, Article]]) -> Snapshot:
    """Return the snapshot of the versions that held on a day, in place of that of the live ones.

    ``older`` are those that held and are not live, ascending. The files of `snapshot` belong to what is returned.
    Raises IndexDamaged.
    """
    segments = [_exclude_versions(segment, versions) for segment in snapshot.segments]
    if versions.older:
        segments += _segments_of(older, snapshot.fields)
    return Snapshot(snapshot.fields, tuple(segments), snapshot.seq, generation=snapshot.generation, read=snapshot.read)


def _exclude_versions(segment: Segment, versions: AsOfVersions) -> Segment:
    """Return a segment in which what did not hold on the day is deleted."""
    seqs = segment.documents.seqs
    deleted = bytearray(segment.deleted or bytes((len(seqs) + 7) // 8))
    for document in _excluded_documents(segment, versions):
        deleted[document >> 3] |= 1 << (document & 7)
    count = int.from_bytes(deleted, "little").bit_count()
    return replace(segment, deleted=bytes(deleted) if count else None, deletes=count)


def _excluded_documents(segment: Segment, versions: AsOfVersions) -> Iterator[int]:
    seqs = segment.documents.seqs
    if 16 * versions.count < len(seqs):
        found = map(segment.document_of, versions.iter_excluded())
        return (document for document in found if document is not None)
    gone = versions.excluded
    if max(seqs) >> 3 >= len(gone):
        raise IndexDamaged("it holds a version that the store does not have", segment.file.path)
    return (document for document, seq in enumerate(seqs) if gone[seq >> 3] >> (seq & 7) & 1)


def _segments_of(older: Iterable[tuple[int, Article]], fields: FieldTable) -> Iterator[Segment]:
    """Yield segments of articles, which no folder has."""
    in_memory = 0
    for number, builder in enumerate(collect(fields, older, FULL), 1):
        name = f"past-{number}"
        content = _in_file(builder) if in_memory >= IN_MEMORY else None
        if content is None:
            content = _in_memory(builder)
            in_memory += len(content)
        yield read_segment(SectionReader(Path(name), content), name, fields)


def _in_memory(builder: SegmentBuilder) -> memoryview:
    target = io.BytesIO()
    builder.write_to(target)
    return target.getbuffer()


def _in_file(builder: SegmentBuilder) -> memoryview | None:
    """Write a segment to a temporary file and map it; None where the system has no room, or no folder for it."""
    try:
        with tempfile.TemporaryFile(prefix="dateline-") as target:
            builder.write_to(target)
            return memoryview(mmap.mmap(target.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError:
        return None
