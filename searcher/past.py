"""The index as of a day: the snapshot of now, less what was not there yet, with what was there then.

Segments know only the versions that are live, and those that were when they were written. So the index of a day is
made of the segments that are there, in which what did not hold on the day counts as deleted, and of a few more, in a
temporary folder, with the older versions that held. That takes time for the older versions only, and each search is as
fast as on any other snapshot. Deleted documents are in no statistics: scores are those of an archive that never had
another version.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dateline.index.article import Article
from dateline.index.errors import ArchiveError
from dateline.index.history import Held
from dateline.index.segment.builder import collect
from dateline.index.segment.segment import Segment, open_segment
from dateline.searcher.snapshot import Snapshot

__all__ = ["snapshot_of_day"]

# Tokens of one temporary segment, some 20 bytes of memory each while it is made.
FULL = 4_000_000

Folder = tempfile.TemporaryDirectory[str]


def snapshot_of_day(snapshot: Snapshot, held: Held, older: Iterable[tuple[int, Article]]) -> Snapshot:
    """Return the snapshot of the versions that held on a day, in place of that of the live ones.

    ``older`` are those that held and are not live, ascending. The files of `snapshot` belong to what is returned.
    Raises ArchiveError when the older versions cannot be written to the system's temporary folder.
    """
    segments = [_without(segment, held) for segment in snapshot.segments]
    try:
        folder = tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) if held.older else None
        if folder is not None:
            segments += _segments_of(older, snapshot, folder)
    except OSError as error:
        raise ArchiveError(
            f"the older versions of that day need room in the temporary folder {tempfile.gettempdir()}: "
            f"{error.strerror or error}; make room there, or name another folder in TMPDIR"
        ) from error
    return Snapshot(snapshot.fields, tuple(segments), snapshot.seq, folder, generation=snapshot.generation)


def _without(segment: Segment, held: Held) -> Segment:
    """Return a segment in which what did not hold on the day is deleted."""
    seqs = segment.documents.seqs
    deleted = bytearray(segment.deleted or bytes((len(seqs) + 7) // 8))
    for document in _documents_gone(segment, held):
        deleted[document >> 3] |= 1 << (document & 7)
    count = int.from_bytes(deleted, "little").bit_count()
    return replace(segment, deleted=bytes(deleted) if count else None, deletes=count)


def _documents_gone(segment: Segment, held: Held) -> Iterator[int]:
    seqs = segment.documents.seqs
    if 16 * held.count < len(seqs):
        found = map(segment.document_of, held.seqs_gone())
        return (document for document in found if document is not None)
    gone = held.gone
    return (document for document, seq in enumerate(seqs) if gone[seq >> 3] >> (seq & 7) & 1)


def _segments_of(older: Iterable[tuple[int, Article]], snapshot: Snapshot, folder: Folder) -> list[Segment]:
    """Make segments of articles. Their files have no name any more where the system lets them live without one."""
    made: list[Segment] = []
    for builder in collect(snapshot.fields, older, FULL):
        name, path = f"past-{len(made) + 1}", Path(folder.name)
        builder.write(path / f"{name}.seg")
        made.append(open_segment(path, name, snapshot.fields, None))
        with suppress(OSError):  # Windows keeps the name of what is open; it goes when the snapshot is closed
            (path / f"{name}.seg").unlink()
    return made
