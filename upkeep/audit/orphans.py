"""Find articles whose source no longer has them.

The archive records from which files its articles came (`dateline.index.store.provenance`). An article is never an
orphan if it has no recorded file (a program added it, or it came from standard input), if another file gave it as well,
or if it was replaced from elsewhere. Files that exist but were not read, or not completely, have no orphans.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from dateline.index.dataclass import dataclass, field
from dateline.index.errors import DatelineError
from dateline.index.readers.absence import is_gone
from dateline.index.readers.paths import STANDARD_INPUT, is_pattern
from dateline.index.store.provenance import Provenance, absolute

__all__ = ["Orphan", "PathRead", "find_orphans"]


@dataclass(slots=True)
class PathRead:
    """A path of an audit and what was read there: the number of records, and the files, as `absolute` has them.

    ``unread`` are files that could not be read completely, and folders.
    """

    path: str
    records: int = 0
    files: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    @property
    def roots(self) -> Iterable[str]:
        """The paths below which an earlier reading of the path may have found files."""
        if self.path == STANDARD_INPUT:
            return ()
        named = is_pattern(self.path) and not os.path.lexists(self.path)
        return sorted(self.files) if named else (absolute(self.path),)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A live article that its file no longer has, and the readings that gave it."""

    seq: int
    id: str
    file: str
    numbers: tuple[int, ...]


def find_orphans(
    kept: Provenance, paths: Iterable[PathRead], given: Sequence[int], *, even_if_empty: bool
) -> list[Orphan]:
    """Return the orphans of paths; ``given`` says by seq what the sources gave.

    Raises DatelineError for a path without records from which articles came, unless ``even_if_empty``.
    """
    found: dict[int, Orphan] = {}
    numbers: set[int] = set()
    for read in paths:
        orphans = 0
        for number, file in _readings(kept, read):
            numbers.add(number)
            for seq, id in kept.iter_live(number):
                if not given[seq]:
                    orphans += 1
                    before = found[seq].numbers if seq in found else ()
                    found[seq] = Orphan(seq, id, file, (*before, number))
        if orphans and not read.records and not even_if_empty:
            raise DatelineError(
                f"nothing can be read at {read.path}, but the archive has articles from there ({orphans:,}): "
                "is a disk missing? Nothing was changed; if they are gone, use --even-if-empty"
            )
    elsewhere = kept.given_elsewhere(found, numbers) if found else set()
    return [found[seq] for seq in sorted(found) if seq not in elsewhere]


def _readings(kept: Provenance, read: PathRead) -> list[tuple[int, str]]:
    """Return the readings of a path whose files were read completely or are gone."""
    known = {reading for root in read.roots for reading in kept.numbers_below(root)}
    return sorted((number, file) for number, file in known if _is_known(file, read))


def _is_known(file: str, read: PathRead) -> bool:
    above = file
    while read.unread and above not in read.unread and os.path.dirname(above) != above:
        above = os.path.dirname(above)
    return above not in read.unread and (file in read.files or is_gone(file))
