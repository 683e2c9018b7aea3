"""Reading a store where SQLite can write nothing: a read-only medium, a full disk, the folder of another user.

SQLite keeps a file ``articles.db-shm`` beside a store while it is open, for its locks and for the index of the log of
commits (``articles.db-wal``). Where it cannot make that file, the store is read without locks: with the index of the
log in memory, if a writer has left a log with commits in it, else as a file that does not change.

Nothing keeps a writer from changing what is read so. Therefore the state of the files is taken when a connection is
opened, and compared before and after each use: a connection of an earlier state is opened again, and what was read
while the files changed is an error, never an answer.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

__all__ = ["State", "address_without_locks", "can_do_without_locks", "has_rollback_journal", "state_of"]

State = tuple[tuple[int, int, int] | None, ...]
# What SQLite says when it cannot make or change a file beside the store.
REFUSED = ("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_READONLY")
NO_LOCKS = "win32-none" if os.name == "nt" else "unix-none"


def can_do_without_locks(error: sqlite3.Error, path: Path) -> bool:
    """Return whether what SQLite raised when a store was opened may be helped by doing without locks.

    A store with the journal of a transaction that was cut off is in no state to be read: it must be rolled back first.
    """
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(REFUSED) and not has_rollback_journal(path)


def has_rollback_journal(path: Path) -> bool:
    """Return whether a transaction was cut off that had begun to change the store itself."""
    return size_of(path, "-journal") > 0


def address_without_locks(path: Path) -> tuple[str, str]:
    """Return the URI by which a store is opened without locks, and the statement that must come first."""
    address = path.absolute().as_uri()
    if size_of(path, "-wal"):
        return f"{address}?mode=ro&vfs={NO_LOCKS}", "PRAGMA locking_mode = EXCLUSIVE"
    return f"{address}?immutable=1", ""


def state_of(path: Path) -> State:
    """Return what changes when somebody writes to a store: file, size and time of last change of it and of its log."""
    return stat_of(path), stat_of(path.with_name(f"{path.name}-wal"))


def stat_of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def size_of(path: Path, suffix: str) -> int:
    found = stat_of(path.with_name(f"{path.name}{suffix}"))
    return 0 if found is None else found[1]
