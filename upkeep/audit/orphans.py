"""Articles that came from a source which does not have them any more.

Where an article came from is what the archive keeps of its readings of files (`dateline.index.store.provenance`). One
that no reading gave (a program added it, or it came from standard input) is nobody's ghost, nor is one that another
file gave as well, or that was replaced from elsewhere. Nothing is said of a file that is there and was not read now,
or not in whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.index.errors import DatelineError
from dateline.index.readers.paths import STANDARD_INPUT, is_pattern
from dateline.index.store.provenance import Provenance, absolute

__all__ = ["Ghost", "PathRead", "find_ghosts"]


@dataclass(slots=True)
class PathRead:
    """A path that was named, and what was read there: how many records, and which files, as `absolute` has them.

    ``unread`` are files of which not all could be read, and folders.
    """

    path: str
    records: int = 0
    files: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    @property
    def roots(self) -> Iterable[str]:
        """Where the files lie that an earlier reading of the path may have found."""
        if self.path == STANDARD_INPUT:
            return ()
        named = is_pattern(self.path) and not os.path.lexists(self.path)
        return sorted(self.files) if named else (absolute(self.path),)


@dataclass(frozen=True, slots=True)
class Ghost:
    """A live article that its file does not give any more, and the readings that gave it."""

    seq: int
    id: str
    file: str
    numbers: tuple[int, ...]


def find_ghosts(
    kept: Provenance, paths: Iterable[PathRead], given: Sequence[int], *, even_if_empty: bool
) -> list[Ghost]:
    """Return the ghosts of paths; ``given`` says by seq what the sources gave.

    Raises DatelineError for a path where no record was read although articles came from there, unless
    ``even_if_empty``.
    """
    found: dict[int, Ghost] = {}
    numbers: set[int] = set()
    for read in paths:
        ghosts = 0
        for number, file in _readings(kept, read):
            numbers.add(number)
            for seq, id in kept.live_of(number):
                if not given[seq]:
                    ghosts += 1
                    before = found[seq].numbers if seq in found else ()
                    found[seq] = Ghost(seq, id, file, (*before, number))
        if ghosts and not read.records and not even_if_empty:
            raise DatelineError(
                f"nothing can be read at {read.path}, but the archive has articles from there ({ghosts:,}): "
                "is a disk missing? "
                "Nothing was changed; --even-if-empty says that they are gone"
            )
    elsewhere = kept.given_elsewhere(found, numbers) if found else set()
    return [found[seq] for seq in sorted(found) if seq not in elsewhere]


def _readings(kept: Provenance, read: PathRead) -> list[tuple[int, str]]:
    """Return the readings of a path of whose files it is known what they give now."""
    known = {reading for root in read.roots for reading in kept.numbers_below(root)}
    return sorted((number, file) for number, file in known if _is_known(file, read))


def _is_known(file: str, read: PathRead) -> bool:
    above = file
    while read.unread and above not in read.unread and os.path.dirname(above) != above:
        above = os.path.dirname(above)
    return above not in read.unread and (file in read.files or not os.path.lexists(file))
