"""The connections for reading the store, one for each thread, opened on first use.

Closing a connection while another thread runs a query on it would crash the process. Therefore connections are guarded.
`close` of a guard closes an idle connection at once, from any thread. If the connection is in use, its query is
interrupted, and the thread that uses it closes it afterwards. So closing does not wait for readers, and each reader
gets its answer or ArchiveClosed.

If SQLite cannot write beside the store, connections have no locks (`dateline.index.store.lockless`).
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from dateline.index.errors import ArchiveClosed, StoreError
from dateline.index.store.lockless import State, can_do_without_locks, state_of
from dateline.index.store.schema import connect, explain_errors

__all__ = ["GuardedConnection", "ReaderPool", "closed_error"]


class GuardedConnection:
    """The connection of one thread. As a context it gives the connection, which stays open until the context ends.

    Contexts may be nested. Errors of SQLite become errors of Dateline.
    """

    __slots__ = ("_closing", "_connection", "_file", "_lock", "_path", "_state", "_uses")

    def __init__(self, connection: sqlite3.Connection, path: Path, file: Path, state: State | None) -> None:
        """Guard a connection to a file, called ``path`` in errors; without locks it has the state that it reads."""
        self._connection = connection
        self._path, self._file, self._state = path, file, state
        # Held by the thread that uses the connection, and by the one that closes it.
        self._lock = threading.RLock()
        # A finalizer may close the connection during a query of the same thread, which holds the lock then.
        self._uses = 0
        self._closing = False

    def __enter__(self) -> sqlite3.Connection:
        self._lock.acquire()
        if self._closing:
            self._lock.release()
            raise closed_error(self._path)
        self._uses += 1
        return self._connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._uses -= 1
        self._lock.release()
        if self._closing:
            self.close()
        if isinstance(error, sqlite3.Error | StoreError):
            with explain_errors(self._path):
                raise error
        if error is None and self.is_outdated():
            raise StoreError("it changed while it was read without locks; try again", self._path)

    def is_outdated(self) -> bool:
        """Return whether the file has changed under a connection without locks; with locks it cannot."""
        return self._state is not None and self._state != state_of(self._file)

    def close(self) -> None:
        """Close the connection, or let the thread that uses it close it."""
        # Set first: the user of the connection reads it after it has released the lock, so one of the two closes.
        self._closing = True
        if self._lock.acquire(blocking=False):
            try:
                if not self._uses:
                    self._connection.close()
            finally:
                self._lock.release()
        else:
            with suppress(sqlite3.ProgrammingError):  # its thread has closed it at this moment
                self._connection.interrupt()


class ThreadReader:
    """Holds the connection of a thread; when the thread ends, the connection is closed."""

    def __init__(self, guard: GuardedConnection, opened: set[GuardedConnection]) -> None:
        self.guard = guard
        weakref.finalize(self, close_guard, guard, opened)


class ReaderPool:
    """The connections of all threads.

    It waits for no lock, so that a finalizer may close them at any moment.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._absolute = path.absolute()
        self._closed = False
        self._file: tuple[int, int] | None = None  # device and number of the file that all connections read
        self._opened: set[GuardedConnection] = set()
        self._local = threading.local()

    def get(self) -> GuardedConnection:
        """Return the connection of this thread. Raises ArchiveClosed, and StoreError if it cannot be opened."""
        if self._closed:
            raise closed_error(self._path)
        reader: ThreadReader | None = getattr(self._local, "reader", None)
        if reader is not None and not reader.guard.is_outdated():
            return reader.guard
        return self._open()

    def close(self) -> None:
        """Close the connections of all threads; those in use are closed after their queries."""
        self._closed = True
        for guard in tuple(self._opened):
            guard.close()

    def _open(self) -> GuardedConnection:
        # As given, for error messages, unless the program has changed its working folder.
        path = self._path if self._path.absolute() == self._absolute else self._absolute
        self._check_file(path)
        with explain_errors(self._path):
            connection, state = open_reader(path)
        guard = GuardedConnection(connection, self._path, path, state)
        self._opened.add(guard)
        if self._closed:  # `close` may have missed this connection
            close_guard(guard, self._opened)
            raise closed_error(self._path)
        self._local.reader = ThreadReader(guard, self._opened)
        return guard

    def _check_file(self, path: Path) -> None:
        """Raise StoreError if the file is gone, or is no longer the one that earlier connections read."""
        try:
            found = path.stat()
        except OSError as error:
            raise StoreError(f"it cannot be read ({error.strerror}); restore it from a copy", self._path) from error
        file = (found.st_dev, found.st_ino)
        if self._file is None:
            self._file = file
        elif file != self._file:
            raise StoreError("another file has taken its place; refresh the archive, or open it again", self._path)


def open_reader(path: Path) -> tuple[sqlite3.Connection, State | None]:
    """Open a connection for reading; if locks are impossible, without them and with the state that it reads."""
    try:
        return connect(path, writable=False), None
    except sqlite3.OperationalError as error:
        if not can_do_without_locks(error):
            raise
    state = state_of(path)
    try:
        return connect(path, writable=False, locks=False), state
    except OSError as error:
        raise StoreError(f"it cannot be read ({error.strerror}); check its permissions", path) from error


def close_guard(guard: GuardedConnection, opened: set[GuardedConnection]) -> None:
    """Close a connection whose thread has ended."""
    opened.discard(guard)
    guard.close()


def closed_error(path: Path) -> ArchiveClosed:
    """Return the error for a store that was closed."""
    return ArchiveClosed(f"{path} was closed; open the archive again")
