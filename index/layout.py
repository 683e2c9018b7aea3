"""Where the parts of an archive lie in its folder.

::

    articles.db      the article store, the truth
    fields.json      the field table, as it was declared
    index/           segments and their manifest, made from the two above
    stories/         what new articles are compared with, made from the store
    write.lock       held by whoever writes

and, once somebody says who is who::

    authority.toml         the people and places that keys mean, written by hand and by command
    authority.good.toml    the same when it last could be read
    authority-history/     what it was before each command, numbered
    authority.lock         held by whoever changes it
    gazetteer.csv          places of one's own (or gazetteer.jsonl)
    gazetteer.good.csv     the same as it was imported
"""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

from dateline.index.errors import ArchiveError, ArchiveExists, ArchiveMissing, FieldError
from dateline.index.fields import DEFAULT_FIELDS, FieldTable

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
    "find_store",
    "write_fields",
]

STORE, FIELDS, INDEX, LOCK = "articles.db", "fields.json", "index", "write.lock"
STORIES = "stories"
AUTHORITY, AUTHORITY_GOOD, AUTHORITY_LOCK = "authority.toml", "authority.good.toml", "authority.lock"
AUTHORITY_HISTORY = "authority-history"
HERE = ".dateline"  # the archive of a folder, and of those below it
# What the system says of a path that is not there.
ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
GAZETTEERS = ("gazetteer.csv", "gazetteer.jsonl")  # an archive has one of them, or none


def find_store(path: str | os.PathLike[str]) -> Path:
    """Return the path of an archive's store.

    Raises ArchiveMissing, which says what is there instead and how to make an archive; ArchiveError if the system
    does not let it be looked for.
    """
    store = Path(path) / STORE
    try:
        if stat.S_ISREG(store.stat().st_mode):
            return store
    except OSError as error:
        if error.errno not in ABSENT:
            ask = "; ask its owner to let you read it" if isinstance(error, PermissionError) else ""
            raise ArchiveError(f"cannot open the archive {path}: {error.strerror}{ask}") from error
    instead = why_not_vacant(path) or f"; `dateline --archive {path} add FILES…` makes one"
    raise ArchiveMissing(f"there is no archive at {path}{instead}")


def check_vacant(path: str | os.PathLike[str]) -> None:
    """Raise ArchiveExists or ArchiveError unless an archive can be made at a path.

    Nothing may be there, or an empty folder.
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
    """Return what is at a path where no archive is and none can be made, and what to do; nothing if one can."""
    if not os.path.exists(path):
        if not os.path.islink(path):
            return ""
        return f": it is a link to {os.readlink(path)}, which is not there; make that folder, or mend the link"
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
    """Return the field table an archive was declared with. Raises FieldError when the file is damaged."""
    file = Path(path) / FIELDS
    try:
        return FieldTable.from_json(json.loads(file.read_bytes()))
    except FileNotFoundError:
        return DEFAULT_FIELDS
    except ValueError as error:
        raise FieldError(f"{file}: it is no field table ({error}); restore it, or delete it for the default") from error


def write_fields(path: Path, fields: FieldTable) -> None:
    """Keep a field table as the one the archive is declared with."""
    fresh = path / f"{FIELDS}.new"
    fresh.write_text(json.dumps(fields.to_json(), indent=1) + "\n", encoding="utf-8")
    fresh.replace(path / FIELDS)
