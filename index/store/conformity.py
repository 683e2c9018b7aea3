"""Check the article store against its schema: its tables and columns, and the cells that reading articles skips."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from dateline.index.errors import MentionsDamaged, StoreError
from dateline.index.store.columns import CELL_LIST, CELLS
from dateline.index.store.generation import is_archive_id, read_identity
from dateline.index.store.identity import canonical_url
from dateline.index.store.rows import RESTORE, Cell, decode_day, decode_text
from dateline.index.store.schema import SCHEMA, SCHEMA_VERSION

__all__ = ["missing_parts", "wrong_cells"]

# What reading an article ignores.
IGNORED = "SELECT seq, id, added, url, url_key FROM versions"
TOMBSTONES = f"SELECT seq, {CELL_LIST} FROM versions WHERE deleted"
EXTRACTORS = (
    "SELECT m.seq, v.id FROM mentions AS m JOIN versions AS v ON v.seq = m.seq"
    " WHERE typeof(m.extractor) <> 'integer' OR m.extractor < -1"
)


@cache
def declared_columns() -> dict[str, list[str]]:
    """Return the columns of each table of the schema, and of its view."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        names = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        return {name: columns_of(connection, name) for (name,) in names}


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of a table or a view; none if there is none of this name."""
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def missing_parts(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the tables and columns that a store lacks, as messages."""
    for table, columns in declared_columns().items():
        there = columns_of(connection, table)
        if not there:
            yield f"its {'view' if table == 'articles' else 'table'} {table} is missing"
        elif missing := [name for name in columns if name not in there]:
            yield f"its table {table} lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}"


def wrong_cells(connection: sqlite3.Connection) -> Iterator[tuple[int, StoreError]]:
    """Yield the version (or 0) and the error of each cell that is not as the schema declares it.

    The cells that make an article are not included: reading the article checks them.
    """
    for seq, id, added, url, url_key in connection.execute(IGNORED):
        try:
            check_added(added)
            check_url_key(url, url_key)
        except StoreError as error:
            yield seq, StoreError(f"version {seq} of {_shown(id)!r}: {error.reason}")
    for seq, *cells in connection.execute(TOMBSTONES):
        kept = [name for name, cell in zip(CELLS, cells, strict=True) if cell is not None and name != "added"]
        if kept:
            yield seq, StoreError(f"row {seq}, which deletes an article, has values ({', '.join(kept)}); {RESTORE}")
    for seq, id in connection.execute(EXTRACTORS):
        name = str(_shown(id))
        yield seq, MentionsDamaged("the record of its people, places and dates lacks its extractor", id=name)
    yield from wrong_meta(connection)


def check_added(added: Cell) -> None:
    """Raise StoreError unless the time of adding is one, or was not recorded."""
    try:
        if added is not None:
            decode_day(added)
    except StoreError as error:
        raise StoreError(f"its time of adding: {error.reason}") from error


def check_url_key(url: Cell, key: Cell) -> None:
    """Raise StoreError unless a key is that of the URL."""
    url = decode_text(url)
    expected = canonical_url(url) if isinstance(url, str) and url else None
    if decode_text(key) != expected:
        raise StoreError(f"its url_key is {key!r:.60}, which is not the canonical form of its url; {RESTORE}")


def wrong_meta(connection: sqlite3.Connection) -> Iterator[tuple[int, StoreError]]:
    """Yield the errors of the table ``meta``; older archives have neither an id nor a generation."""
    try:
        archive = read_identity(connection).archive
    except StoreError as error:
        yield 0, error
        return
    recorded = dict(connection.execute("SELECT name, value FROM meta WHERE name = 'schema'")).get("schema")
    if recorded not in [str(number) for number in range(1, SCHEMA_VERSION + 1)]:
        yield 0, StoreError(f"its table meta has {recorded!r:.60} as its schema, not a number; restore it from a copy")
    if archive is not None and not is_archive_id(archive):
        yield 0, StoreError(f"its table meta has {archive!r:.60} as the id of the archive; restore it from a copy")


def _shown(cell: object) -> object:
    """Return a cell for a message, whether valid or not."""
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell
