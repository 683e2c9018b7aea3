"""Check the article store: the file, each row, and whether its tables agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from dateline.index.errors import StoreError
from dateline.index.store.columns import CELL_LIST, FOUND
from dateline.index.store.conformity import missing_parts, wrong_cells
from dateline.index.store.derived import with_mentions
from dateline.index.store.live import LIVE, LIVE_AS_OF, current_condition
from dateline.index.store.originals import check_original
from dateline.index.store.provenance import Provenance
from dateline.index.store.rows import stored_article
from dateline.index.store.store import Store

__all__ = ["MOST", "Integrity"]

# Problems reported of each kind.
MOST = 20

SUPERSEDED = f"""
    SELECT seq, {FOUND}, id, {CELL_LIST} FROM versions AS v
    WHERE NOT deleted AND NOT {current_condition()}
"""
BESIDE = ("mentions", "stories", "originals", "origins")
ROWS = (
    (
        "row {0} of {1!r} is neither a version nor a deletion",
        "SELECT seq, id FROM versions WHERE typeof(deleted) <> 'integer' OR deleted NOT IN (0, 1)"
        " OR typeof(replaces) NOT IN ('integer', 'null') OR seq < 1",
    ),
    (
        "version {0} of {1!r} replaces version {2}, which is not an earlier one of the same article",
        "SELECT v.seq, v.id, v.replaces FROM versions AS v LEFT JOIN versions AS b ON b.seq = v.replaces"
        " WHERE v.replaces IS NOT NULL AND (b.seq IS NULL OR b.seq >= v.seq OR b.deleted OR b.id <> v.id)",
    ),
    (
        "version {0} is replaced more than once",
        "SELECT replaces FROM versions WHERE replaces IS NOT NULL GROUP BY replaces HAVING count(*) > 1",
    ),
    (
        "row {0} deletes {1!r} without naming the version",
        "SELECT seq, id FROM versions WHERE deleted AND replaces IS NULL",
    ),
    (
        "{1!r} has {0} live versions",
        f"SELECT count(*), id FROM versions AS v WHERE {LIVE} GROUP BY id HAVING count(*) > 1",
    ),
)
OTHER_CELLS = (
    (
        "reading {0} of the file {1!r} is not marked with 0 or 1 as complete and as superseded",
        "SELECT number, path FROM sources WHERE typeof(former) <> 'integer' OR former NOT IN (0, 1)"
        " OR typeof(complete) <> 'integer' OR complete NOT IN (0, 1)",
    ),
    (
        "a row of the table origins has {0!r}, {1!r} and {2!r} as its reading, version and line, which are not numbers",
        "SELECT source, seq, line FROM origins WHERE typeof(source) <> 'integer' OR typeof(seq) <> 'integer'"
        " OR typeof(line) NOT IN ('integer', 'null')",
    ),
    (
        "version {0} came from reading {1}, which the table sources lacks",
        "SELECT seq, source FROM origins WHERE source NOT IN (SELECT number FROM sources)",
    ),
)
IMPOSSIBLE_STORY = "SELECT 1 FROM stories WHERE typeof(story) <> 'integer' OR story NOT BETWEEN 1 AND seq LIMIT 1"
LIVE_IDS = f"SELECT seq, id FROM versions AS v WHERE {LIVE_AS_OF} ORDER BY seq"


class Integrity:
    """Checks one store within a read transaction (`Store.read_transaction`)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def torn_pages(self) -> list[str]:
        """Return the problems that SQLite finds in the file."""
        with self._store.connection() as connection:
            try:
                rows = connection.execute(f"PRAGMA integrity_check({MOST})").fetchall()
            except sqlite3.DatabaseError as error:
                return [str(error)]
        return [str(row[0]) for row in rows if row[0] != "ok"]

    def missing_parts(self) -> list[str]:
        """Return the tables and columns that the store lacks, as messages."""
        with self._store.connection() as connection:
            return list(missing_parts(connection))

    def contradictions(self) -> Iterator[str]:
        """Yield the contradictions between tables, as messages. Raises StoreError."""
        with self._store.connection() as connection:
            for words, query in (*ROWS, *OTHER_CELLS):
                for row in connection.execute(f"{query} LIMIT {MOST}"):
                    yield words.format(*map(_shown, row))
            for table in BESIDE:
                query = f"SELECT count(*) FROM {table} WHERE seq NOT IN (SELECT seq FROM versions)"
                ((count,),) = connection.execute(query).fetchall()
                if count:
                    yield f"{count:,} rows of the table {table} belong to versions that do not exist"

    def broken_rows(self) -> Iterator[tuple[int, StoreError]]:
        """Yield the version (or 0) and the error of each unreadable row, except rows that a scan reads."""
        with self._store.connection() as connection:
            for seq, found, id, *cells in connection.execute(SUPERSEDED):
                # The lambdas are called at once.
                yield from _tried(seq, lambda: with_mentions(stored_article(id, tuple(cells)), found))  # noqa: B023
            for seq, title, body in connection.execute("SELECT seq, title, body FROM originals"):
                yield from _tried(seq, lambda: check_original(seq, title, body))  # noqa: B023
            yield from _tried(0, lambda: list(Provenance(connection).readings()))
            yield from wrong_cells(connection)

    def live_versions(self, upto: int) -> Iterator[tuple[int, str]]:
        """Yield seq and id of each version that is live as of ``upto``, ascending."""
        with self._store.connection() as connection:
            for seq, id in connection.execute(LIVE_IDS, {"last": upto}):
                yield seq, str(_shown(id))

    def has_impossible_story(self) -> bool:
        """Return whether a story is not that of an earlier version."""
        with self._store.connection() as connection:
            return connection.execute(IMPOSSIBLE_STORY).fetchone() is not None

    def stories(self, upto: int) -> Iterator[tuple[int, int]]:
        """Yield the versions up to one that do not begin a story, each with its story, ascending."""
        with self._store.connection() as connection:
            yield from connection.execute("SELECT seq, story FROM stories WHERE seq <= ? ORDER BY seq", (upto,))


def _tried(seq: int, read: Callable[[], object]) -> Iterator[tuple[int, StoreError]]:
    try:
        read()
    except StoreError as error:
        yield seq, error


def _shown(cell: object) -> object:
    """Return a cell for a message, whether valid or not."""
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell
