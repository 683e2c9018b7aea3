"""Which versions are of one story, in the table ``stories`` beside them: a row for each that does not begin one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

__all__ = ["forget_stories", "write_stories"]

INSERT = "INSERT OR REPLACE INTO stories (seq, story) VALUES (?, ?)"


def write_stories(connection: sqlite3.Connection, rows: Iterable[tuple[int, int]]) -> None:
    """Keep the stories of versions, as (seq, story)."""
    connection.executemany(INSERT, rows)


def forget_stories(connection: sqlite3.Connection, after: int) -> None:
    """Take out the stories of all versions after one: they are found anew."""
    connection.execute("DELETE FROM stories WHERE seq > ?", (after,))
