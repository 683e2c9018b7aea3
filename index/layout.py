"""The files of an archive.

::

    articles.db      the article store, the system of record
    fields.json      the field table as declared; the manifest of the index has a copy
    index/           segments and their manifest, derived from the two above
    stories/         signatures to compare new articles with, derived from the store
    write.lock       held by the writer

and, once names are edited::

    authority.toml         the people and places that keys mean, edited by hand and by commands
    authority.good.toml    its last valid version
    authority-history/     its versions before each command, numbered
    authority.lock         held by the program that changes it
    gazetteer.csv          the archive's own places (or gazetteer.jsonl)
    gazetteer.good.csv     its last valid version
"""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.index.errors import (
    ArchiveError,
    ArchiveExists,
    ArchiveLocked,
    ArchiveMissing,
    FieldError,
    IndexDamaged,
    IndexFormatError,
    StoreError,
)
from dateline.index.fields import DEFAULT_FIELDS, FieldTable
from dateline.index.files import read_small, replace_file
from dateline.index.segment.manifest import NAME as MANIFEST
from dateline.index.segment.manifest import read_manifest

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = [
    "AUTHORITY",
    "AUTHORITY_GOOD",
    "AUTHORITY_HISTORY",
    "AUTHORITY_LOCK",
    "FIELDS",
    "GAZETTEERS",
    "HERE",
    "INDEX",
    "LOCK",
    "STORE",
    "STORIES",
    "check_vacant",
    "fields_of",
    "fields_of_index",
    "fields_to_keep",
    "fields_to_rebuild",
    "find_store",
    "problem_of_fields",
    "take_lock",
    "write_fields",
]

STORE, FIELDS, INDEX, LOCK = "articles.db", "fields.json", "index", "write.lock"
STORIES = "stories"
AUTHORITY, AUTHORITY_GOOD, AUTHORITY_LOCK = "authority.toml", "authority.good.toml", "authority.lock"
AUTHORITY_HISTORY = "authority-history"
HERE = ".dateline"  # the archive of a folder and of its subfolders
# The system's errors for a path that does not exist.
ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
LOST = "the default fields are taken; `dateline rebuild --keyword NAME` declares each other one"
GAZETTEERS = ("gazetteer.csv", "gazetteer.jsonl")  # an archive has at most one of them


def find_store(path: str | os.PathLike[str]) -> Path:
    """Return the path of an archive's store.

    Raises ArchiveMissing, which says what is there instead and how to make an archive; StoreError if the archive lacks
    its store; ArchiveError if the system denies access.
    """
    store = Path(path) / STORE
    try:
        if stat.S_ISREG(store.stat().st_mode):
            return store
    except OSError as error:
        if error.errno not in ABSENT:
            ask = "; ask its owner to let you read it" if isinstance(error, PermissionError) else ""
            raise ArchiveError(f"cannot open the archive {path}: {error.strerror}{ask}") from error
    folder = Path(path)
    if os.path.lexists(store) or (folder / FIELDS).exists() or (folder / INDEX / MANIFEST).exists():
        raise StoreError("it is missing, or is not a file, and the articles are in it; restore it from a copy", store)
    instead = why_not_vacant(path) or f"; `dateline --archive {path} add FILES…` makes one"
    raise ArchiveMissing(f"there is no archive at {path}{instead}")


def check_vacant(path: str | os.PathLike[str]) -> None:
    """Raise ArchiveExists or ArchiveError unless an archive can be made at a path.

    The path must be missing or an empty folder.
    """
    if os.path.exists(Path(path) / STORE):
        raise ArchiveExists(f"there is an archive at {path} already; open it, or choose another folder")
    if instead := why_not_vacant(path):
        raise (ArchiveExists if os.path.exists(path) else ArchiveError)(f"no archive can be made at {path}{instead}")
    above = os.path.abspath(path)
    while not os.path.exists(above):
        above = os.path.dirname(above)
    if not os.path.isdir(above):
        raise ArchiveError(f"no archive can be made at {path}: {above} is a file")
    if not os.access(above, os.W_OK | os.X_OK):
        raise ArchiveError(f"no archive can be made at {path}: you may not write in {above}; choose another folder")


def why_not_vacant(path: str | os.PathLike[str]) -> str:
    """Return why no archive can be made at a path without one, and what to do; an empty text if one can."""
    if not os.path.exists(path):
        if not os.path.islink(path):
            return ""
        return f": it is a link to {os.readlink(path)}, which is not there; make that folder, or fix the link"
    if not os.path.isdir(path):
        folder, name = os.path.split(path)
        mine = f"; its folder is {folder or '.'}" if name == STORE else ""
        return f": it is a file, and an archive is a folder{mine}"
    if os.path.isfile(Path(path) / HERE / STORE):
        return f": the archive of this folder is {Path(path) / HERE}"
    try:
        return ": the folder holds other files; choose one that is new or empty" if os.listdir(path) else ""
    except OSError as error:
        return f": {error.strerror}"


def fields_of(path: str | os.PathLike[str]) -> FieldTable:
    """Return the field table as declared: from its file, else from the copy in the index.

    Raises FieldError if there is neither.
    """
    folder = Path(path)
    try:
        return _declared(folder)
    except FieldError as error:
        copy = fields_of_index(folder)
        if copy is None:
            raise FieldError(
                f"{error}, and the index has no copy of it; restore it from a copy, or run `dateline check --repair`"
            ) from error
        return copy


def fields_of_index(path: str | os.PathLike[str]) -> FieldTable | None:
    """Return the field table of the index; None if it cannot be read."""
    try:
        return read_manifest(Path(path) / INDEX).fields
    except (FileNotFoundError, IndexDamaged, IndexFormatError):
        return None


def fields_to_rebuild(path: str | os.PathLike[str]) -> FieldTable:
    """Return the field table for a rebuild: as `fields_of`, or the default one if the table is lost.

    A default table of an earlier Dateline gets the fields that default tables have now.
    """
    try:
        return fields_of(path).with_later_rows()
    except FieldError:
        return DEFAULT_FIELDS


def fields_to_keep(path: str | os.PathLike[str]) -> tuple[FieldTable, str | None]:
    """Return the field table for a repair, with every field of the file and of the index.

    If both are lost it is the default one, and the second value says so.
    """
    folder = Path(path)
    copy = fields_of_index(folder)
    try:
        declared = _declared(folder)
    except FieldError as error:
        if copy is None:
            return DEFAULT_FIELDS, f"{error}, and the index had no copy of it: {LOST}"
        return copy, None
    names = {name for row in declared for name in (row.name, *row.aliases)}
    missing = (row for row in copy or () if names.isdisjoint((row.name, *row.aliases)))
    return FieldTable((*declared, *missing)), None


def problem_of_fields(path: str | os.PathLike[str]) -> str | None:
    """Return what is wrong with the file of the field table, and what to do; None if the file is sound."""
    folder = Path(path)
    copy = fields_of_index(folder)
    try:
        declared = _declared(folder)
    except FieldError as error:
        if copy is None:
            return f"{error}, and the index has no copy of it: {LOST}"
        return f"{error}; the copy in the index is used, `dateline check --repair` writes the file again"
    if copy is None or copy == declared:
        return None
    differing = [row.name for row in declared if copy.get(row.name) != row]
    differing += [row.name for row in copy if declared.get(row.name) is None]
    named = ", ".join(differing) or "their order"
    return f"{folder / FIELDS}: it declares other fields than the index has ({named}); a rebuild follows it"


def write_fields(path: Path, fields: FieldTable) -> None:
    """Write the declared field table of an archive, durably."""
    replace_file(path / FIELDS, (json.dumps(fields.to_json(), indent=1) + "\n").encode())


def _declared(folder: Path) -> FieldTable:
    """Return the table of the file. Raises FieldError."""
    file = folder / FIELDS
    try:
        return FieldTable.from_json(json.loads(read_small(file)))
    except FileNotFoundError as error:
        raise FieldError(f"{file}: it is missing") from error
    except OSError as error:
        raise FieldError(f"{file}: it cannot be read ({error.strerror})") from error
    except FieldError as error:
        raise FieldError(f"{file}: it is not a field table ({error})") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise FieldError(f"{file}: it is not a field table (it is not JSON)") from error


def take_lock(path: Path, timeout: float) -> BaseFileLock:
    """Return the acquired lock of an archive for writing; another thread may release it.

    Raises ArchiveLocked if another program holds it for ``timeout`` seconds, ArchiveError.
    """
    from filelock import FileLock, Timeout  # start-up: only writing needs it

    lock = FileLock(path / LOCK, thread_local=False)  # another thread may close the archive
    try:
        lock.acquire(timeout=timeout)
    except Timeout as error:
        raise ArchiveLocked(
            f"another program has been writing to {path} for {timeout:g} seconds; try again when it is done"
        ) from error
    except RuntimeError as error:  # it would wait for itself without end
        raise ArchiveLocked(
            f"this thread has {path} open for writing already; close it before opening it again"
        ) from error
    except OSError as error:
        raise ArchiveError(f"cannot write to {path}: {error.strerror}; check its permissions") from error
    return lock
