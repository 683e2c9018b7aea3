"""The index as of a day: the current snapshot without later versions, and with those of the day.

Segments hold only versions that are live or were live when the segment was written. The index of a day consists of
these segments, with versions that were not current on the day marked as deleted, and of further segments with the older
versions that were. It takes time for the older versions only; searching is as fast as on any snapshot. Deleted
documents do not count in statistics, so scores are those of an archive that never had other versions.

The further segments are in memory, so that a read-only archive can be searched as of a day. Beyond `IN_MEMORY` bytes an
unnamed temporary file holds the next one, if the system has room for it.
"""

from __future__ import annotations

import io
import mmap
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.index.article import Article
from dateline.index.dataclass import replace
from dateline.index.errors import IndexDamaged
from dateline.index.fields import FieldTable
from dateline.index.segment.builder import SegmentBuilder, collect
from dateline.index.segment.format import SectionReader
from dateline.index.segment.segment import Segment, read_segment
from dateline.index.store.history import AsOfVersions
from dateline.searcher.engine.snapshot import Snapshot

__all__ = ["snapshot_as_of"]

# Tokens of one further segment; building it takes about 20 bytes of memory for each.
FULL = 4_000_000
# Bytes of segments in memory. A segment of FULL tokens has about 16 MB.
IN_MEMORY = 128 << 20


def snapshot_as_of(snapshot: Snapshot, versions: AsOfVersions, older: Iterable[tuple[int, Article]]) -> Snapshot:
    """Return the snapshot of the versions of a day, made from that of the live ones.

    ``older`` are the versions of the day that are not live, ascending. The result owns the files of `snapshot`. Raises
    IndexDamaged.
    """
    segments = [_exclude_versions(segment, versions) for segment in snapshot.segments]
    if versions.older:
        segments += _segments_of(older, snapshot.fields)
    return Snapshot(snapshot.fields, tuple(segments), snapshot.seq, snapshot.generation, snapshot.archive)


def _exclude_versions(segment: Segment, versions: AsOfVersions) -> Segment:
    """Return a segment in which the versions that were not current on the day are deleted."""
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
    """Yield segments of articles that are in no folder."""
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
    """Write a segment to a temporary file and map it; None if the system has no room or no folder for it."""
    try:
        with tempfile.TemporaryFile(prefix="dateline-") as target:
            builder.write_to(target)
            return memoryview(mmap.mmap(target.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError:
        return None
