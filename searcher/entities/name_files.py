"""The authority file and the gazetteer of an archive, as of one moment.

Their content is read when an archive is opened and parsed when a query first needs it, so that all answers from one
state of an archive use the same names.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.index.dataclass import dataclass
from dateline.index.files import read_small
from dateline.index.layout import AUTHORITY, GAZETTEERS

if TYPE_CHECKING:
    from dateline.index.entities.authority.authority import LoadedAuthority
    from dateline.index.entities.places.archive_gazetteer import LoadedGazetteer

__all__ = ["NameFiles"]

# Bytes up to which the content of a file is compared to detect a change. Its times may not change within some
# milliseconds; a longer file is not written twice in that time.
MOST_COMPARED = 1 << 16


@dataclass(frozen=True, slots=True)
class FileState:
    """A file at one moment: its stamp from the file system, None if it was missing, and its content.

    ``content`` is None if the file could not be read.
    """

    stamp: tuple[int, ...] | None
    content: bytes | None


class NameFiles:
    """The authority file and the gazetteer of an archive as they were when this was made."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._folder = f"{archive.absolute()}{os.sep}"  # the program may change its working folder
        self._states = {name: read_state(self._folder + name) for name in (AUTHORITY, *GAZETTEERS)}

    def is_current(self) -> bool:
        """Return whether the files are unchanged."""
        return all(has_state(self._folder + name, state) for name, state in self._states.items())

    @cached_property
    def authority(self) -> LoadedAuthority:
        """The authority file, or its last valid version with the problem of the current one."""
        from dateline.index.entities.authority.authority import (
            load_authority,  # start-up: most queries name no people or places
        )

        state = self._states[AUTHORITY]
        return load_authority(self._archive, b"" if state.stamp is None else state.content)

    @cached_property
    def gazetteer(self) -> LoadedGazetteer:
        """The gazetteer with the archive's own places and people, or their last valid version."""
        from dateline.index.entities.places.archive_gazetteer import load_gazetteer_file  # start-up: the same

        for name in GAZETTEERS:
            state = self._states[name]
            if state.stamp is not None:
                return load_gazetteer_file(self._archive / name, state.content)
        return load_gazetteer_file(None)


def stamp_of(path: str) -> tuple[int, ...] | None:
    """Return a value that changes whenever a file is written or replaced; None if there is no such file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def read_state(path: str) -> FileState:
    """Return the state of a file."""
    stamp = stamp_of(path)  # before the content is read, so that a change meanwhile is detected
    if stamp is None:
        return FileState(None, None)
    try:
        return FileState(stamp, read_small(Path(path)))
    except OSError:
        return FileState(stamp, None)


def has_state(path: str, state: FileState) -> bool:
    """Return whether a file is in a state; a short file may have another time if its content is the same."""
    stamp = stamp_of(path)
    if stamp is None or state.stamp is None or state.content is None or len(state.content) > MOST_COMPARED:
        return stamp == state.stamp
    try:
        return read_small(Path(path)) == state.content
    except OSError:
        return False
