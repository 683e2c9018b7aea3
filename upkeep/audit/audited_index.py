"""The index as opened by an audit: its intact segments, and the parts that must be remade.

Intact segments are searched. The versions of damaged segments are known, because segments are in the order of versions.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from heapq import merge
from itertools import pairwise
from pathlib import Path

from dateline.index.errors import DatelineError, IndexDamaged
from dateline.index.segment.consistency import verify_segment
from dateline.index.segment.manifest import Manifest, SegmentEntry, read_manifest
from dateline.index.segment.remake import VersionRange
from dateline.index.segment.segment import Segment, open_segment
from dateline.index.store.generation import is_archive_id
from dateline.searcher.engine.snapshot import Snapshot
from dateline.upkeep.audit.findings import Finding

__all__ = ["AuditedIndex"]

AHEAD = (
    "the index lacks {count:,} stored versions; the next command that writes, such as `dateline add`, "
    "brings it up to date"
)


class AuditedIndex:
    """The index of an archive under audit."""

    def __init__(self, folder: Path) -> None:
        """Open everything that can be opened, and verify it."""
        self.findings: list[Finding] = []
        self.needs_rebuild = False
        self._folder = folder
        segments: list[Segment | None] = []
        self._manifest: Manifest | None = self._read_manifest()
        for entry in self._manifest.segments if self._manifest else ():
            segments.append(self._open(entry))
        whole = tuple(segment for segment in segments if segment is not None)
        self.snapshot = None if self._manifest is None else Snapshot(self._manifest.fields, whole, self._manifest.seq)
        self._ranges = version_ranges(segments, self.seq)
        self._starts = [part.after + 1 for part in self._ranges]
        self._broken = frozenset(
            number
            for number, part in enumerate(self._ranges)
            if any(segment is None for segment in segments[part.start : part.stop])
        )
        self._damaged_ranges = set(self._broken)
        self._firsts = [segment.documents.seqs[0] for segment in whole]
        bounds = [0, *(seq for segment in whole for seq in first_and_last(segment)), self.seq + 1]
        if any(a > b for a, b in pairwise(bounds)):
            self._add_damage(self._folder, "its segments are not in the order of their versions")

    def close(self) -> None:
        """Close the files."""
        if self.snapshot is not None:
            self.snapshot.close()

    @property
    def seq(self) -> int:
        """The version up to which the index is current."""
        return 0 if self._manifest is None else self._manifest.seq

    @property
    def generation(self) -> int:
        """The generation of the index."""
        return 0 if self._manifest is None else self._manifest.generation

    def compare_with(self, last: int, archive: str | None) -> str | None:
        """Compare with the last version of the store and the id of its archive.

        Returns a note if the index is not up to date.
        """
        known = None if self._manifest is None else self._manifest.archive
        if archive is not None and is_archive_id(archive) and known not in (None, archive):
            self._add_damage(None, "the index is that of another archive (it, or articles.db, was replaced by a copy)")
        elif self.seq > last:
            self._add_damage(
                None, "the index has articles that the store does not have; was articles.db replaced by a copy?"
            )
        if self.needs_rebuild or self.seq == last:
            return None
        return AHEAD.format(count=last - self.seq)

    def locate(self, seq: int) -> tuple[Segment, int] | None:
        """Return the segment and the document of a version; None if it is not live in the index."""
        at = bisect_right(self._firsts, seq) - 1
        if at < 0 or self.snapshot is None:
            return None
        segment = self.snapshot.segments[at]
        document = segment.document_of(seq)
        return None if document is None or not is_live(segment, document) else (segment, document)

    def live(self) -> Iterator[int]:
        """Yield the live versions of the index, ascending."""
        segments = self.snapshot.segments if self.snapshot is not None else ()
        return merge(*map(iter_live_versions, segments))

    def is_reported(self, seq: int) -> bool:
        """Return whether a version needs no finding because its damaged file already has one."""
        return self.needs_rebuild or self._range_of(seq) in self._broken

    def mark_damaged(self, seq: int) -> None:
        """Mark the part of the index with a version to be remade, unless the version is newer than the index."""
        if seq <= self.seq:
            self._damaged_ranges.add(self._range_of(seq))

    def ranges_to_remake(self) -> list[VersionRange]:
        """Return the ranges of versions that must be remade."""
        return [self._ranges[number] for number in sorted(self._damaged_ranges)]

    def _range_of(self, seq: int) -> int:
        return max(bisect_right(self._starts, seq) - 1, 0)

    def _read_manifest(self) -> Manifest | None:
        try:
            return read_manifest(self._folder)
        except FileNotFoundError as error:
            self._add_damage(None, f"{error.filename} is missing")
        except DatelineError as error:
            self._add_damage(None, reason_of(error))
        return None

    def _add_damage(self, place: Path | None, what: str) -> None:
        self.needs_rebuild = True
        self.findings.append(Finding("index", what if place is None else f"{place}: {what}"))

    def _open(self, entry: SegmentEntry) -> Segment | None:
        """Open a segment and verify its checksums; return None, with a finding, if it is damaged."""
        assert self._manifest is not None
        path = self._folder / f"{entry.name}.seg"
        try:
            segment = open_segment(self._folder, entry.name, self._manifest.fields, entry.deletes)
            verify_segment(segment)
        except FileNotFoundError as error:
            self.findings.append(Finding("index", f"{error.filename} is missing"))
            return None
        except DatelineError as error:
            self.findings.append(Finding("index", reason_of(error)))
            return None
        if not len(segment) or (len(segment), segment.deletes) != (entry.documents, entry.deleted):
            self.findings.append(Finding("index", f"{path}: it does not hold as many articles as the manifest says"))
            return None
        return segment


def reason_of(error: DatelineError) -> str:
    """Return the problem with a file of the index, without the remedy."""
    return f"{error.file}: {error.reason}" if isinstance(error, IndexDamaged) else str(error).partition(";")[0]


def version_ranges(segments: list[Segment | None], seq: int) -> list[VersionRange]:
    """Return the ranges of versions of an index: one for each intact segment, and for the damaged ones between two.

    A version that no segment has belongs to the range before it, or to the first.
    """
    bounds: list[tuple[int, int | None]] = []  # first segment of each range, and the version before it
    for at, segment in enumerate(segments):
        if segment is not None:
            bounds.append((at, segment.documents.seqs[0] - 1))
        elif at == 0 or segments[at - 1] is not None:
            before = segments[at - 1] if at else None
            bounds.append((at, 0 if before is None else before.documents.seqs[len(before) - 1]))
    if not bounds:
        return [VersionRange(0, 0, 0, seq)]
    bounds[0] = (0, 0)
    ends = [*bounds[1:], (len(segments), seq)]
    return [
        VersionRange(start, stop, after or 0, upto or 0)
        for (start, after), (stop, upto) in zip(bounds, ends, strict=True)
    ]


def first_and_last(segment: Segment) -> tuple[int, int]:
    """Return the first version of a segment, and the last plus one."""
    seqs = segment.documents.seqs
    return seqs[0], seqs[len(seqs) - 1] + 1


def is_live(segment: Segment, document: int) -> bool:
    """Return whether a document is not deleted."""
    return segment.deleted is None or not segment.deleted[document >> 3] >> (document & 7) & 1


def iter_live_versions(segment: Segment) -> Iterator[int]:
    """Yield the live versions of a segment."""
    seqs = array("Q", segment.documents.seqs.tobytes())  # in memory: its file may be cut before the last is asked for
    return (seqs[document] for document in range(len(seqs)) if is_live(segment, document))
