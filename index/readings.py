"""The connections through which threads read the store: one for each thread, opened when it first asks."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from pathlib import Path

from dateline.index.database import connect, may_be_immutable
from dateline.index.errors import ArchiveClosed

__all__ = ["Readings", "closed"]


class Reading:
    """One thread's connection; closed when the thread has ended."""

    def __init__(self, connection: sqlite3.Connection, opened: set[sqlite3.Connection]) -> None:
        self.connection = connection
        opened.add(connection)
        weakref.finalize(self, drop_connection, connection, opened)


class Readings:
    """The connections of all threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._immutable = False
        self._closed = False
        self._opened: set[sqlite3.Connection] = set()
        self._lock = threading.Lock()
        self._local = threading.local()

    def take(self) -> sqlite3.Connection:
        """Return the connection of this thread. Raises ArchiveClosed, StoreError and what SQLite does."""
        if self._closed:
            raise closed(self._path)
        reading: Reading | None = getattr(self._local, "reading", None)
        return reading.connection if reading is not None else self._open()

    def close(self) -> None:
        """Close the connections of all threads; a thread that is reading at this moment gets ArchiveClosed."""
        with self._lock:
            self._closed = True
            opened = tuple(self._opened)
        for connection in opened:
            connection.close()

    def _open(self) -> sqlite3.Connection:
        try:
            connection = connect(self._path, writable=False, immutable=self._immutable)
        except sqlite3.OperationalError:
            # Without a writable folder SQLite cannot keep track of who else reads; where nobody writes, nobody need.
            if self._immutable or not may_be_immutable(self._path):
                raise
            connection = connect(self._path, writable=False, immutable=True)
            self._immutable = True
        with self._lock:
            if self._closed:
                connection.close()
                raise closed(self._path)
            self._local.reading = Reading(connection, self._opened)
        return connection


def drop_connection(connection: sqlite3.Connection, opened: set[sqlite3.Connection]) -> None:
    """Close a connection whose thread has ended."""
    opened.discard(connection)
    connection.close()


def closed(path: Path) -> ArchiveClosed:
    """Return the error for a store that was closed."""
    return ArchiveClosed(f"{path} was closed; open the archive again")
