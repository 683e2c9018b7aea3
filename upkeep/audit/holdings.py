"""The index as an audit opens it: what of it is whole, and what is to be made anew.

The segments that are whole answer; of the others it is known which versions belong there, because segments stand in the
order of their versions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from heapq import merge
from itertools import pairwise
from pathlib import Path

from dateline.index.errors import DatelineError, IndexDamaged
from dateline.index.segment.consistency import verify_segment
from dateline.index.segment.manifest import Manifest, SegmentEntry, read_manifest
from dateline.index.segment.remake import Stretch
from dateline.index.segment.segment import Segment, open_segment
from dateline.searcher.engine.snapshot import Snapshot
from dateline.upkeep.audit.findings import Finding

__all__ = ["Holdings"]

AHEAD = (
    "{count:,} versions were stored that the index does not have yet; whoever next opens the archive for writing, as "
    "`dateline add` does, brings it up to date"
)


class Holdings:
    """The index of an archive under audit."""

    def __init__(self, folder: Path) -> None:
        """Open what can be opened, and verify all of it."""
        self.findings: list[Finding] = []
        self.beyond_mending = False
        self._folder = folder
        segments: list[Segment | None] = []
        self._manifest: Manifest | None = self._read_manifest()
        for entry in self._manifest.segments if self._manifest else ():
            segments.append(self._open(entry))
        whole = tuple(segment for segment in segments if segment is not None)
        self.snapshot = None if self._manifest is None else Snapshot(self._manifest.fields, whole, self._manifest.seq)
        self._stretches = stretches_of(segments, self.seq)
        self._starts = [stretch.after + 1 for stretch in self._stretches]
        self._broken = frozenset(
            number
            for number, stretch in enumerate(self._stretches)
            if any(segment is None for segment in segments[stretch.start : stretch.stop])
        )
        self._suspects = set(self._broken)
        self._firsts = [segment.documents.seqs[0] for segment in whole]
        bounds = [0, *(seq for segment in whole for seq in first_and_last(segment)), self.seq + 1]
        if any(a > b for a, b in pairwise(bounds)):
            self._damaged(self._folder, "its segments are not in the order of their versions")

    def close(self) -> None:
        """Let go of the files."""
        if self.snapshot is not None:
            self.snapshot.close()

    @property
    def seq(self) -> int:
        """The version up to which the index is current."""
        return 0 if self._manifest is None else self._manifest.seq

    @property
    def generation(self) -> int:
        """Which commit of the index it is."""
        return 0 if self._manifest is None else self._manifest.generation

    def compare_with(self, last: int) -> str | None:
        """Compare with the last version of the store; return what is to be said of an index that is not up to date."""
        if self.seq > last:
            self._damaged(None, "the index knows articles that the store has not; was articles.db replaced by a copy?")
        if self.beyond_mending or self.seq == last:
            return None
        return AHEAD.format(count=last - self.seq)

    def place_of(self, seq: int) -> tuple[Segment, int] | None:
        """Return the segment and the number of the document of a version, None if none is live in the index."""
        at = bisect_right(self._firsts, seq) - 1
        if at < 0 or self.snapshot is None:
            return None
        segment = self.snapshot.segments[at]
        document = segment.document_of(seq)
        return None if document is None or not is_live(segment, document) else (segment, document)

    def live(self) -> Iterator[int]:
        """Yield the versions that the index holds, ascending."""
        segments = self.snapshot.segments if self.snapshot is not None else ()
        return merge(*map(live_of, segments))

    def is_answered_for(self, seq: int) -> bool:
        """Return whether nothing need be said of a version: the file it belongs to is damaged, and that was told."""
        return self.beyond_mending or self._number_of(seq) in self._broken

    def suspect(self, seq: int) -> None:
        """Note that what the index holds around a version is to be made anew; one that is newer is no fault of its."""
        if seq <= self.seq:
            self._suspects.add(self._number_of(seq))

    def to_remake(self) -> list[Stretch]:
        """Return the stretches that are to be made anew."""
        return [self._stretches[number] for number in sorted(self._suspects)]

    def _number_of(self, seq: int) -> int:
        return max(bisect_right(self._starts, seq) - 1, 0)

    def _read_manifest(self) -> Manifest | None:
        try:
            return read_manifest(self._folder)
        except FileNotFoundError as error:
            self._damaged(None, f"{error.filename} is missing")
        except DatelineError as error:
            self._damaged(None, reason_of(error))
        return None

    def _damaged(self, place: Path | None, what: str) -> None:
        self.beyond_mending = True
        self.findings.append(Finding("index", what if place is None else f"{place}: {what}"))

    def _open(self, entry: SegmentEntry) -> Segment | None:
        """Open a segment and compare its checksums; None, with a finding, if it is not whole."""
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
    """Return what is wrong with a file of the index, without what to do about it."""
    return f"{error.file}: {error.reason}" if isinstance(error, IndexDamaged) else str(error).partition(";")[0]


def stretches_of(segments: list[Segment | None], seq: int) -> list[Stretch]:
    """Return the stretches that an index is made of: each whole segment, and the damaged ones between two.

    A version that no segment holds belongs to the stretch before it, or to the first.
    """
    bounds: list[tuple[int, int | None]] = []  # first segment of each stretch, the version it begins after
    for at, segment in enumerate(segments):
        if segment is not None:
            bounds.append((at, segment.documents.seqs[0] - 1))
        elif at == 0 or segments[at - 1] is not None:
            before = segments[at - 1] if at else None
            bounds.append((at, 0 if before is None else before.documents.seqs[len(before) - 1]))
    if not bounds:
        return [Stretch(0, 0, 0, seq)]
    bounds[0] = (0, 0)
    ends = [*bounds[1:], (len(segments), seq)]
    return [
        Stretch(start, stop, after or 0, upto or 0) for (start, after), (stop, upto) in zip(bounds, ends, strict=True)
    ]


def first_and_last(segment: Segment) -> tuple[int, int]:
    """Return the first version of a segment, and the one after its last."""
    seqs = segment.documents.seqs
    return seqs[0], seqs[len(seqs) - 1] + 1


def is_live(segment: Segment, document: int) -> bool:
    """Return whether a document is not deleted."""
    return segment.deleted is None or not segment.deleted[document >> 3] >> (document & 7) & 1


def live_of(segment: Segment) -> Iterator[int]:
    """Yield the versions of a segment that are not deleted."""
    seqs = segment.documents.seqs
    return (seqs[document] for document in range(len(seqs)) if is_live(segment, document))
