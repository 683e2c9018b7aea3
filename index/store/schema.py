"""The SQLite file of the article store: its schema, opening it, and the messages of its errors.

Schema version log (``PRAGMA user_version``):

    1   versions, meta, the view articles
    2   mentions
    3   versions.updated, versions.added; stories, originals, sources, origins
    4   the index versions_days

An older store is read as if the new tables and columns were empty, and gets them when it is next opened for writing.

A new store is filled under a rollback journal and without the indexes of ids, URLs and files; both come with the first
commit that stores anything. For 40,000 articles of 2 kB a write-ahead log would double the time, because each page is
written twice. For a million ids in random order, updating the indexes from the start would double it as well (8 s
against 12 to 16 s).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from dateline.index.errors import ArchiveClosed, ArchiveLocked, DatelineError, StoreError
from dateline.index.pattern import compile_late
from dateline.index.store.columns import FIELDS, TABLE
from dateline.index.store.generation import give_identity
from dateline.index.store.live import LIVE
from dateline.index.store.lockless import open_without_locks

__all__ = [
    "LOADING_CACHE",
    "WRITING_CACHE",
    "connect",
    "create_database",
    "create_idle_indexes",
    "create_key_indexes",
    "explain_errors",
    "has_key_indexes",
    "switch_to_wal",
]

APPLICATION_ID = 0x44415445  # "DATE"
SCHEMA_VERSION = 4

BUSY_SECONDS = 5.0

# Errors of SQLite and of Python's module for a file that this module did not write.
DAMAGE = compile_late(
    r"no such (table|column)|already exists|malformed|[Cc]ould not decode|duplicate column|has no column"
)

# Measured over 4 to 64 kB: with smaller pages most articles need overflow pages, larger ones gain nothing.
PAGE_SIZE = 16384

# In kB. The first load only appends and is faster with a small cache; later, writes are spread over the indexes.
LOADING_CACHE = 2_000
WRITING_CACHE = 32_000

# Additions since version 1 of the schema: tables, indexes, and columns of `versions`.
TABLES = {
    "mentions": """(
    seq INTEGER PRIMARY KEY,     -- the version they were found in
    extractor INTEGER NOT NULL,  -- by which rules; 0: given by the program that added the article
    found TEXT NOT NULL          -- JSON object
)""",
    "stories": """(
    seq INTEGER PRIMARY KEY,     -- a version that is not the first of its story
    story INTEGER NOT NULL       -- the first
)""",
    "originals": """(
    seq INTEGER PRIMARY KEY,     -- a version whose texts were mended
    title TEXT,                  -- as it came; NULL: cleaning left it as it was
    body TEXT
)""",
    "sources": """(
    number INTEGER PRIMARY KEY,  -- of one reading of a file
    path TEXT NOT NULL,          -- absolute
    size INTEGER,                -- bytes, when the reading began; NULL: it changed meanwhile
    changed INTEGER,             -- time of its last change, nanoseconds of the file system, when the reading began
    options TEXT NOT NULL,       -- digest of the options it was read with
    position INTEGER NOT NULL,   -- a reading that was cut off goes on at this byte,
    line INTEGER NOT NULL,       -- this many lines down,
    taken INTEGER NOT NULL,      -- after this many records
    records INTEGER NOT NULL,    -- how many articles it gave
    skipped INTEGER NOT NULL,    -- how many records it had that are none
    complete INTEGER NOT NULL,   -- 1: all of it was read
    former INTEGER NOT NULL      -- 1: the file was read anew since; what it held once and does not hold now is left
)""",
    "origins": """(
    source INTEGER NOT NULL,     -- the reading that an article came from
    seq INTEGER NOT NULL,        -- the version that held what it gave
    line INTEGER,
    PRIMARY KEY (source, seq)
) WITHOUT ROWID""",
}
# Days come after the seq, so that a load only appends to their index (a microsecond an article); it is scanned as a
# whole, instead of the texts.
INDEXES = (
    "CREATE INDEX IF NOT EXISTS sources_path ON sources (path);"
    "CREATE INDEX IF NOT EXISTS versions_days ON versions (seq, updated, published, added);"
)
ADDED_COLUMNS = ("updated", "added")
VIEW = f"""
CREATE VIEW articles AS
    SELECT seq, id, title, {", ".join(FIELDS)}, extra, file, notes, body FROM versions AS v WHERE {LIVE};
"""
CELL_COLUMNS = "".join(
    f",\n    {column.name} TEXT{f' /* {column.about} */' if column.about else ''}" for column in TABLE
)
SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES
    ('about', 'The articles of a Dateline archive. Look at the view "articles"; change nothing by hand.'),
    ('schema', '{SCHEMA_VERSION}');
-- Rows never change. Replacing and deleting append a row that names the one it replaces.
CREATE TABLE versions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    replaces INTEGER,            -- seq of the live version that this row takes the place of
    deleted INTEGER NOT NULL     -- 1: a tombstone, the article was taken out
{CELL_COLUMNS}
);
CREATE INDEX versions_replaced ON versions (replaces, deleted) WHERE replaces IS NOT NULL;
{VIEW}{"".join(f"CREATE TABLE {name} {columns};" for name, columns in TABLES.items())}{INDEXES}
"""

URL_INDEX = "CREATE INDEX IF NOT EXISTS versions_url ON versions (url_key) WHERE url_key IS NOT NULL"
FILE_INDEX = "CREATE INDEX IF NOT EXISTS versions_file ON versions (file) WHERE file IS NOT NULL"
ID_INDEX = "CREATE INDEX IF NOT EXISTS versions_id ON versions (id)"


def create_database(path: Path) -> None:
    """Make the file with empty tables. Raises StoreError if ``path`` exists."""
    with explain_errors(path):
        try:
            path.open("xb").close()
        except FileExistsError as error:
            raise StoreError("it is there already; open it, or choose another folder", path) from error
        except OSError as error:
            raise StoreError(f"it cannot be made: {error.strerror}; choose a folder you may write to", path) from error
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.executescript(
                f"PRAGMA page_size = {PAGE_SIZE}; PRAGMA application_id = {APPLICATION_ID};"
                f"PRAGMA user_version = {SCHEMA_VERSION}; BEGIN; {SCHEMA} COMMIT;"
            )
            give_identity(connection, 0)
        finally:
            connection.close()


def connect(path: Path, *, writable: bool, locks: bool = True) -> sqlite3.Connection:
    """Open a connection, and check that the file is an article store that this Dateline reads.

    A connection for reading may complete the work of a crashed writer (SQLite does that by itself), but refuses all
    changes. ``locks`` is as in `dateline.index.store.lockless`. Another thread may close the connection.
    """
    address = f"{path.absolute().as_uri()}?mode=rw"
    connection = open_address(address) if locks else open_without_locks(path, open_address)
    try:
        version = check_kind(connection, path)
        if writable:
            if version < SCHEMA_VERSION:
                upgrade(connection)
            connection.execute("PRAGMA synchronous = FULL")
            # A large load leaves a large log; truncate it after a checkpoint.
            connection.execute("PRAGMA journal_size_limit = 67108864")
        else:
            connection.execute("PRAGMA temp_store = MEMORY")  # sorting must not need room on a disk either
            if version < SCHEMA_VERSION:
                create_temporary_view(connection)
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def open_address(uri: str) -> sqlite3.Connection:
    """Open a connection by its URI."""
    return sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
    )


def upgrade(connection: sqlite3.Connection) -> None:
    """Upgrade an older store: add the tables and columns that it lacks."""
    tables, columns = missing_parts(connection)
    made = "".join(f"CREATE TABLE {name} {TABLES[name]};" for name in tables)
    added = "".join(f"ALTER TABLE versions ADD COLUMN {name} TEXT;" for name in columns)
    connection.executescript(
        f"BEGIN IMMEDIATE; {made} {added} {INDEXES} DROP VIEW IF EXISTS articles; {VIEW}"
        f"PRAGMA user_version = {SCHEMA_VERSION};"
        f"UPDATE meta SET value = '{SCHEMA_VERSION}' WHERE name = 'schema'; COMMIT;"
    )


def create_temporary_view(connection: sqlite3.Connection) -> None:
    """Let a connection for reading see an older store as a current one with empty additions."""
    tables, columns = missing_parts(connection)
    made = "".join(f"CREATE TEMP TABLE {name} {TABLES[name]};" for name in tables)
    added = "".join(f", NULL AS {name}" for name in columns)
    connection.executescript(made + f"CREATE TEMP VIEW versions AS SELECT *{added} FROM main.versions;")


def missing_parts(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """Return the tables and the columns of `versions` that a store lacks.

    The version is not used, because another program may have copied the store.
    """
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    columns = {row[1] for row in connection.execute("PRAGMA table_info(versions)")}
    return [name for name in TABLES if name not in there], [name for name in ADDED_COLUMNS if name not in columns]


def check_kind(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of the file. Raises StoreError unless it is an article store that this Dateline reads."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise StoreError(
            "it is not an article store of Dateline; check the archive's folder, or restore it from a copy",
            path,
        )
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"it was written by a newer Dateline (store version {version}, this one reads up to {SCHEMA_VERSION}); "
            "upgrade Dateline",
            path,
        )
    connection.execute("SELECT seq FROM versions LIMIT 1").fetchone()
    return int(version)


def has_key_indexes(connection: sqlite3.Connection) -> bool:
    """Return whether there are indexes of ids, URLs and files."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = 'versions_id'"
    return connection.execute(query).fetchone() is not None


def create_key_indexes(connection: sqlite3.Connection) -> None:
    """Make the indexes of ids, URLs and files, inside the open transaction."""
    for statement in (URL_INDEX, FILE_INDEX, ID_INDEX):
        connection.execute(statement)


def create_idle_indexes(connection: sqlite3.Connection, *, urls: bool, files: bool) -> None:
    """Make the indexes that a load without URLs or files leaves empty, while there are no rows.

    At the end of the load each would take a pass over the whole file.
    """
    if not urls:
        connection.execute(URL_INDEX)
    if not files:
        connection.execute(FILE_INDEX)


def switch_to_wal(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, with which readers and writers do not wait for each other.

    This needs exclusive access for a moment: if there are readers, nothing changes, and the next commit tries again.
    File systems without shared memory do not support it.
    """
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode == "wal":
        return
    # Do not wait for readers of a store that is being filled.
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        pass
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def retry_hint() -> str:
    """Return what to do after an error outside a transaction."""
    return "try again"


class explain_errors:
    """A context that turns errors of SQLite into those of Dateline, and adds the file to a StoreError.

    ``outcome`` returns what became of a transaction. (A class takes a third of the time of a generator's context.)
    """

    __slots__ = ("_outcome", "_path")

    def __init__(self, path: Path, outcome: Callable[[], str] = retry_hint) -> None:
        self._path, self._outcome = path, outcome

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise explain(error, self._path, self._outcome()) from error
        if isinstance(error, StoreError) and error.file is None:
            error.file = self._path


def explain(error: sqlite3.Error, path: Path, outcome: str) -> DatelineError:
    """Return Dateline's error for one of SQLite's: what happened, where, what to do."""
    name = getattr(error, "sqlite_errorname", "") or ""
    reason = str(error)
    if "closed database" in reason or "closed cursor" in reason or name == "SQLITE_INTERRUPT":
        return ArchiveClosed(f"{path} was closed while it was being read; open the archive again")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ArchiveLocked(
            f"{path} is in use by another program and did not become free within {BUSY_SECONDS:g} seconds; "
            "wait until that has finished and try again"
        )
    if name.startswith("SQLITE_FULL"):
        return StoreError("its disk is full; free some room on it", path, again=outcome)
    if name.startswith("SQLITE_READONLY"):
        return StoreError("it or its folder may not be written to; change the permissions, or copy the archive", path)
    if name.startswith("SQLITE_CANTOPEN"):
        return StoreError(
            "it cannot be opened: it is unreadable, or a change was interrupted and its folder is read-only; "
            "check the permissions, or open the archive once where its folder is writable",
            path,
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or DAMAGE.search(reason):
        return StoreError(
            f"it is damaged ({reason:.200}); restore it from a copy, or save what is readable with "
            f"'sqlite3 {path.name} .recover'",
            path,
        )
    if name.startswith("SQLITE_TOOBIG"):
        return StoreError("an article is too large for it (SQLite holds at most 1 GB in one); leave it out", path)
    return StoreError(
        f"it could not be read or written: {reason:.200}; see that its disk works and has room",
        path,
        again=outcome,
    )
