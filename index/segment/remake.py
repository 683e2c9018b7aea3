"""Remake ranges of versions of the index from the store, without changing other segments.

A range is some adjacent segments, or the gap between two, with the versions that belong there. The segments are not
read, so they may be damaged or missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from dateline.index.dataclass import dataclass, replace
from dateline.index.errors import ArchiveError
from dateline.index.files import remove
from dateline.index.segment.builder import collect
from dateline.index.segment.manifest import Manifest, SegmentEntry, read_manifest, write_manifest
from dateline.index.segment.memory import MEMORY, tokens_within
from dateline.index.store.store import Store

__all__ = ["VersionRange", "check_generation", "remake_ranges"]


@dataclass(frozen=True, slots=True)
class VersionRange:
    """The segments ``start`` to ``stop`` (not included) of a manifest: versions above ``after``, up to ``upto``."""

    start: int
    stop: int
    after: int
    upto: int


def check_generation(folder: Path, generation: int) -> None:
    """Raise ArchiveError if an index does not have this generation, for which ranges to remake were found."""
    if read_manifest(folder).generation != generation:
        raise ArchiveError("another program has written to the archive meanwhile; check it again")


def remake_ranges(folder: Path, ranges: Sequence[VersionRange], store: Store) -> None:
    """Remake ranges that do not overlap, and replace the manifest, in the store's generation."""
    manifest = read_manifest(folder)
    following, at = manifest.next, 0
    entries: list[SegmentEntry] = []
    for part in sorted(ranges, key=lambda each: each.start):
        made = _segments_of(folder, manifest, following, part, store)
        following += len(made)
        entries += [*manifest.segments[at : part.start], *made]
        at = part.stop
    entries += manifest.segments[at:]
    archive, generation = store.identity()
    remade = replace(manifest, segments=tuple(entries), generation=generation or 0, next=following, archive=archive)
    write_manifest(folder, remade)
    kept = {"manifest.json"}.union(*(entry.files() for entry in entries))
    for path in folder.iterdir():
        if path.name not in kept:
            remove(path)


def _segments_of(folder: Path, manifest: Manifest, number: int, part: VersionRange, store: Store) -> list[SegmentEntry]:
    """Write the segments of a range, numbered from this number."""
    made: list[SegmentEntry] = []
    versions = takewhile(lambda version: version[0] <= part.upto, store.scan(after=part.after, upto=manifest.seq))
    for builder in collect(manifest.fields, versions, tokens_within(MEMORY)):
        entry = SegmentEntry(f"{number + len(made):06d}", len(builder))
        path = folder / f"{entry.name}.seg"
        remove(path)  # of an interrupted writer
        builder.write(path)
        made.append(entry)
    return made
