"""The transaction of a store open for writing, from its first operation to a commit or rollback.

Each operation is a savepoint: it is done completely or not at all, and earlier ones stay. The next operation undoes an
interrupted one, even if undoing it was interrupted; it relies on the state of the database only. SQLite may roll the
transaction back itself when the disk is full or a read fails; then nothing of it is left.

During its first load a store has no indexes of ids, URLs and files. Their keys are kept in memory instead, until the
commit, or until one may be stored already.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dateline.index.store.columns import COLUMNS, FILE, URL_KEY
from dateline.index.store.connections import closed_error
from dateline.index.store.generation import read_identity, set_generation
from dateline.index.store.identity import SeenKeys
from dateline.index.store.placement import Draft, Placed, Row, place, place_unseen
from dateline.index.store.rows import encode_all
from dateline.index.store.schema import (
    LOADING_CACHE,
    WRITING_CACHE,
    connect,
    create_idle_indexes,
    create_key_indexes,
    explain_errors,
    has_key_indexes,
    switch_to_wal,
)

__all__ = ["Transaction"]

INSERT = f"INSERT INTO versions ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
LAST = "SELECT coalesce(max(seq), 0) FROM versions"

# Keys of a first load that are kept in memory (about 200 bytes for an article with a URL) before the indexes are made.
MOST_SEEN = 2_000_000


class Transaction:
    """The transaction of a store. Threads may share it; the one that last began an operation may read through it."""

    def __init__(self, path: Path) -> None:
        """Open the connection for writing. Raises what SQLite raises, and StoreError."""
        self._path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = connect(path, writable=True)
        self._thread: int | None = None
        self._unfinished = False  # an operation has begun, and may not have ended
        self._begun = False  # the open transaction has begun completely
        self._generation = 0  # at the start of the transaction
        self._seen_keys: SeenKeys | None = None
        self.last = 0  # the highest seq, committed or not

    @property
    def is_of_this_thread(self) -> bool:
        """Whether the calling thread has begun an operation of the open transaction, and reads its rows."""
        return self._thread == threading.get_ident()

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection. Errors of SQLite become errors of Dateline. Raises ArchiveClosed."""
        with self._lock, explain_errors(self._path, self._describe_outcome):
            if self._connection is None:
                raise closed_error(self._path)
            yield self._connection

    @contextmanager
    def operation(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection for one operation of the transaction, which is done completely or not at all."""
        with self.connection() as connection:
            self._undo_unfinished(connection)
            if not connection.in_transaction:
                self._begin(connection)
            self._thread = threading.get_ident()
            self._unfinished = True
            connection.execute("SAVEPOINT operation")
            try:
                yield connection
                connection.execute("RELEASE operation")
                self._unfinished = False
            except BaseException:
                self._undo_unfinished(connection)
                raise

    def place(self, connection: sqlite3.Connection, drafts: Sequence[Draft]) -> Placed:
        """Return the rows of a batch."""
        if self._seen_keys is not None and len(self._seen_keys.ids) < MOST_SEEN:
            if not self.last:
                urls, files = (any(draft.cells[key] for draft in drafts) for key in (URL_KEY, FILE))
                create_idle_indexes(connection, urls=urls, files=files)
            placed = place_unseen(self._seen_keys, drafts, self.last)
            if placed is not None:
                return placed
        self.ensure_key_indexes(connection)
        return place(connection, drafts, self.last)

    def insert(self, connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
        """Append rows, all of them or none."""
        if rows:
            self.count_change(connection)
        try:
            connection.executemany(INSERT, rows)
        except UnicodeEncodeError:
            # Too rare to check every text beforehand.
            connection.execute("DELETE FROM versions WHERE seq > ?", (self.last,))
            connection.executemany(INSERT, map(encode_all, rows))
        self.last += len(rows)

    def count_change(self, connection: sqlite3.Connection) -> None:
        """Raise the generation once for the transaction."""
        set_generation(connection, self._generation + 1)

    def ensure_key_indexes(self, connection: sqlite3.Connection) -> None:
        """End the first load: make the indexes of keys."""
        if self._seen_keys is not None:
            create_key_indexes(connection)
            connection.execute(f"PRAGMA cache_size = -{WRITING_CACHE}")
            self._seen_keys = None

    def take_over(self) -> None:
        """Let the calling thread read the rows of the open transaction, which another thread may have begun."""
        with self._lock:
            if self._thread is not None:
                self._thread = threading.get_ident()

    def commit(self) -> None:
        """Commit the transaction; see `Store.commit`."""
        with self.connection() as connection:
            if not connection.in_transaction or not self._begun:
                self._undo_unfinished(connection)
                self._end()
                return
            if self.last:
                self.ensure_key_indexes(connection)
            connection.execute("COMMIT")
            self._end()
            if self.last:
                switch_to_wal(connection)

    def rollback(self) -> None:
        """Roll the transaction back."""
        with self.connection() as connection:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._end()

    def recover(self) -> bool:
        """Undo an interrupted operation; return whether the transaction is still open."""
        with self.connection() as connection:
            self._undo_unfinished(connection)
            if not connection.in_transaction:
                self._end()
                return False
            self._thread = threading.get_ident()
            return True

    def close(self) -> None:
        """Close the connection when no other thread uses it; uncommitted rows are dropped."""
        with self._lock:
            self._end()
            connection, self._connection = self._connection, None
            if connection is not None:
                connection.close()

    def _begin(self, connection: sqlite3.Connection) -> None:
        self._begun = False
        connection.execute("BEGIN IMMEDIATE")
        self._generation = read_identity(connection).generation or 0
        ((self.last,),) = connection.execute(LAST).fetchall()
        self._seen_keys = None if has_key_indexes(connection) else SeenKeys()
        loading = self._seen_keys is not None
        if loading and self.last:
            # The indexes were dropped by hand.
            self.ensure_key_indexes(connection)
            loading = False
        connection.execute(f"PRAGMA cache_size = -{LOADING_CACHE if loading else WRITING_CACHE}")
        self._begun = True

    def _end(self) -> None:
        self._seen_keys = None
        self._thread = None
        self._unfinished = False

    def _undo_unfinished(self, connection: sqlite3.Connection) -> None:
        """Undo an operation that did not end, and a transaction that was interrupted as it began."""
        if connection.in_transaction and not self._begun:
            connection.execute("ROLLBACK")
            self._end()
        if not self._unfinished:
            return
        if connection.in_transaction:
            try:
                connection.execute("ROLLBACK TO operation")
                connection.execute("RELEASE operation")
            except sqlite3.OperationalError as error:
                if "no such savepoint" not in str(error):  # it was interrupted before its start or after its end
                    raise
            ((self.last,),) = connection.execute(LAST).fetchall()
            if self._seen_keys is None and not has_key_indexes(connection):
                create_key_indexes(connection)  # undoing removed them
        else:
            self._end()
        self._unfinished = False

    def _describe_outcome(self) -> str:
        """Return what to do after a failed transaction, and what became of it."""
        if self._connection is not None and self._connection.in_transaction:
            return "commit again, or roll back: nothing since the last commit is lost"
        return "add again what was added since the last commit: it is lost"
