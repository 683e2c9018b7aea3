"""Read a store where SQLite cannot write: read-only media, full disks, folders of other users.

While a store is open, SQLite keeps a file ``articles.db-shm`` beside it, for its locks and for the index of the
write-ahead log (``articles.db-wal``). If it cannot make that file, the store is read without locks:

* if a writer has left a log with commits, with the index of the log in memory;
* if a transaction was interrupted that had begun to change the store itself, as a first load does, from a copy of what
  was committed before (`dateline.index.store.rollback`);
* else as a file that does not change.

Nothing prevents a writer from changing files that are read this way. Therefore the state of the files is recorded when
a connection is opened, and compared before and after each use: an outdated connection is opened again, and an answer
that was read while the files changed is an error.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

__all__ = ["State", "can_do_without_locks", "open_without_locks", "state_of"]

State = tuple[tuple[int, int, int] | None, ...]
# SQLite's errors if it cannot make or change a file beside the store.
REFUSED = ("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_READONLY")
NO_LOCKS = "win32-none" if os.name == "nt" else "unix-none"


def can_do_without_locks(error: sqlite3.Error) -> bool:
    """Return whether opening a store without locks may help after an error of SQLite."""
    return (getattr(error, "sqlite_errorname", "") or "").startswith(REFUSED)


def open_without_locks(path: Path, open_address: Callable[[str], sqlite3.Connection]) -> sqlite3.Connection:
    """Return a connection to a store without locks; ``open_address`` opens one by its URI. Raises OSError too."""
    if size_of(journal_of(path)):
        from dateline.index.store.rollback import restore_pages  # start-up: few stores were cut off while written

        connection = open_address("file::memory:")
        connection.deserialize(restore_pages(path, journal_of(path)))
        return connection
    address = path.absolute().as_uri()
    if not size_of(log_of(path)):
        return open_address(f"{address}?immutable=1")
    connection = open_address(f"{address}?mode=ro&vfs={NO_LOCKS}")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def log_of(path: Path) -> Path:
    """Return the path of the write-ahead log of a store."""
    return path.with_name(f"{path.name}-wal")


def journal_of(path: Path) -> Path:
    """Return the path of the rollback journal of a store."""
    return path.with_name(f"{path.name}-journal")


def state_of(path: Path) -> State:
    """Return a value that changes when a store is written to: inode, size and time of it, its log and its journal."""
    return stat_of(path), stat_of(log_of(path)), stat_of(journal_of(path))


def stat_of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def size_of(path: Path) -> int:
    found = stat_of(path)
    return 0 if found is None else found[1]
