"""The gazetteer of an archive: the built-in one, extended by the user's own places if the archive has such a file.

`dateline.index.entities.places.user_gazetteer` reads ``gazetteer.csv`` or ``gazetteer.jsonl`` in the archive's folder.
`import_gazetteer` checks the file and stores it there with a copy, ``gazetteer.good.csv`` or ``.jsonl``, which is used
if an edit has broken the file. `save_good_gazetteer` makes the copy of a file that was written by hand.
"""

from __future__ import annotations

import os
from pathlib import Path

from dateline.index.dataclass import dataclass
from dateline.index.entities.authority.history import lock_authority
from dateline.index.entities.places.gazetteer import Gazetteer, open_gazetteer
from dateline.index.entities.places.user_gazetteer import UserGazetteer, read_user_gazetteer
from dateline.index.errors import GazetteerError
from dateline.index.files import read_small, replace_file
from dateline.index.layout import GAZETTEERS

__all__ = ["LoadedGazetteer", "import_gazetteer", "load_gazetteer", "load_gazetteer_file", "save_good_gazetteer"]

SUFFIXES = {".csv": ".csv", ".jsonl": ".jsonl", ".ndjson": ".jsonl"}


@dataclass(frozen=True, slots=True)
class LoadedGazetteer:
    """The gazetteer of an archive, the user's part of it, and the problem with the user's file, if any."""

    gazetteer: Gazetteer
    own: UserGazetteer | None = None
    problem: str | None = None


def load_gazetteer(archive: str | os.PathLike[str]) -> LoadedGazetteer:
    """Return the gazetteer of an archive; if its own file is broken, with the last valid version of that."""
    return load_gazetteer_file(_own_file(archive))


def load_gazetteer_file(path: Path | None, data: bytes | None = None) -> LoadedGazetteer:
    """Return the gazetteer of an archive with this file of its own (None: without one), as `load_gazetteer` does.

    ``data`` is the content of the file if it was read before.
    """
    built_in = open_gazetteer()
    if path is None:
        return LoadedGazetteer(built_in)
    try:
        own = read_user_gazetteer(path, data)
        return LoadedGazetteer(own.overlay(built_in), own)
    except GazetteerError as error:
        problem = str(error)
    try:
        own = read_user_gazetteer(_good(path))
        return LoadedGazetteer(own.overlay(built_in), own, f"{problem}; until then its last good version counts")
    except GazetteerError:
        return LoadedGazetteer(built_in, None, f"{problem}; until then the built-in gazetteer alone counts")


def import_gazetteer(archive: str | os.PathLike[str], file: str | os.PathLike[str]) -> int:
    """Make a file the archive's own gazetteer and replace an earlier one; return the number of entries.

    An invalid file raises GazetteerError with line and reason, and changes nothing.
    """
    source = Path(file)
    suffix = SUFFIXES.get(source.suffix.lower())
    if suffix is None:
        raise GazetteerError(f"{file}: a gazetteer is a file that ends with {', '.join(SUFFIXES)}")
    own = read_user_gazetteer(source)
    own.overlay(open_gazetteer())
    content = source.read_bytes()
    with lock_authority(archive) as folder:
        target = folder / f"gazetteer{suffix}"
        replace_file(_good(target), content)
        replace_file(target, content)
        for name in GAZETTEERS:
            if (other := folder / name) != target:
                other.unlink(missing_ok=True)
                _good(other).unlink(missing_ok=True)
    return len(own.entries)


def save_good_gazetteer(archive: str | os.PathLike[str]) -> None:
    """Save the archive's own gazetteer as the last valid version if it is valid and has changed.

    Called when the archive is opened for writing, so that edits by hand are saved before a later one breaks the file.
    Errors are ignored.
    """
    path = _own_file(archive)
    if path is None:
        return
    try:
        content = read_small(path)
        if not _good(path).exists() or _good(path).read_bytes() != content:
            read_user_gazetteer(path, content).overlay(open_gazetteer())
            replace_file(_good(path), content)
    except (OSError, GazetteerError):
        return


def _own_file(archive: str | os.PathLike[str]) -> Path | None:
    return next((file for name in GAZETTEERS if (file := Path(archive) / name).exists()), None)


def _good(path: Path) -> Path:
    return path.with_name(f"{path.stem}.good{path.suffix}")
