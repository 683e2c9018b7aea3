"""The identity of an archive and its generation: two rows of the table ``meta``.

``archive``      the archive's id, a UUID made with it; copies of the folder have the same
``generation``   the number of commits that changed the archive's answers; it never decreases

The generation is raised in the transaction of the commit that it counts: articles, deletions, and remade indexes,
stories or mentions, because answers may differ afterwards. The manifest of the index has the generation of its commit,
so that readers know which state they read. Older archives have neither row; they get both when they are next opened for
writing, with the generation of their manifest.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from dateline.index.errors import StoreError
from dateline.index.pattern import compile_late

__all__ = ["Identity", "give_identity", "is_archive_id", "read_archive", "read_identity", "set_generation"]

ARCHIVE, GENERATION = "archive", "generation"
PUT = "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)"
KEPT = "SELECT name, CAST(value AS TEXT) FROM meta WHERE name IN (?, ?)"
ID = compile_late(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_DIGITS = 18  # a longer text is not a number


class Identity(NamedTuple):
    """The id of an archive and its generation; both are None in an older archive."""

    archive: str | None
    generation: int | None


def read_identity(connection: sqlite3.Connection) -> Identity:
    """Return the id and the generation of a store. Raises StoreError for a generation that is not a number."""
    found = _rows(connection)
    generation = found.get(GENERATION)
    if generation is not None and not _is_number(generation):
        raise StoreError(
            f"it has the generation {generation!r:.60}, which is not a number; open the archive for writing, "
            "as `dateline add` does, to restore it from the index"
        )
    return Identity(found.get(ARCHIVE), None if generation is None else int(generation))


def read_archive(connection: sqlite3.Connection) -> str | None:
    """Return the id of the archive of a store, whatever its generation is; None in an older archive."""
    return _rows(connection).get(ARCHIVE)


def is_archive_id(text: str) -> bool:
    """Return whether a text is the id of an archive as it was given, not damaged."""
    return ID.fullmatch(text) is not None


def give_identity(connection: sqlite3.Connection, generation: int, archive: str | None = None) -> None:
    """Add the rows that a store lacks, and raise its generation to at least this one, in one transaction.

    The id is that of the index, ``archive``, if it has one.
    """
    if _is_complete(_rows(connection), generation):
        return
    import uuid  # start-up: only new and older archives need it

    connection.execute("BEGIN IMMEDIATE")
    try:
        found = _rows(connection)
        known = found.get(GENERATION, "")
        rows = [(GENERATION, str(max(generation, int(known) if _is_number(known) else 0)))]
        if ARCHIVE not in found:
            rows.append((ARCHIVE, archive or str(uuid.uuid4())))
        connection.executemany(PUT, rows)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def set_generation(connection: sqlite3.Connection, generation: int) -> None:
    """Set the existing generation in the open transaction."""
    connection.execute("UPDATE meta SET value = ? WHERE name = ?", (str(generation), GENERATION))


def _rows(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute(KEPT, (ARCHIVE, GENERATION)))


def _is_complete(found: dict[str, str], generation: int) -> bool:
    known = found.get(GENERATION, "")
    return ARCHIVE in found and _is_number(known) and int(known) >= generation


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
