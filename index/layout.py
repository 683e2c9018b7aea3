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

import json
import os
from pathlib import Path

from dateline.index.errors import ArchiveMissing, FieldError
from dateline.index.fields import DEFAULT_FIELDS, FieldTable

__all__ = [
    "AUTHORITY",
    "AUTHORITY_GOOD",
    "AUTHORITY_HISTORY",
    "AUTHORITY_LOCK",
    "FIELDS",
    "GAZETTEERS",
    "INDEX",
    "LOCK",
    "STORE",
    "STORIES",
    "fields_of",
    "find_store",
    "write_fields",
]

STORE, FIELDS, INDEX, LOCK = "articles.db", "fields.json", "index", "write.lock"
STORIES = "stories"
AUTHORITY, AUTHORITY_GOOD, AUTHORITY_LOCK = "authority.toml", "authority.good.toml", "authority.lock"
AUTHORITY_HISTORY = "authority-history"
GAZETTEERS = ("gazetteer.csv", "gazetteer.jsonl")  # an archive has one of them, or none


def find_store(path: str | os.PathLike[str]) -> Path:
    """Return the path of an archive's store; ArchiveMissing says how to make an archive."""
    store = Path(path) / STORE
    if not store.is_file():
        raise ArchiveMissing(f"there is no archive at {path}; `dateline --archive {path} add FILES…` makes one")
    return store


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
