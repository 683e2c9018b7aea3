"""The files that articles came from, in the tables ``sources`` and ``origins``.

A row of ``sources`` is one *reading* of a file: the state of the file when the reading began, its progress, and its
options. It is written in the transaction of its articles, so an interrupted run continues at the last commit. A changed
file is read again, under a new number; the reading before is kept as *superseded* (``former`` in the table) until it
has nothing that the new one lacks.

A row of ``origins`` says that a reading gave the content of a version. An article that a file gave twice counts once,
by the version stored last. Rows are written in the order of their key, so that a million of them cost little.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import astuple

from dateline.index.article import Article
from dateline.index.dataclass import dataclass
from dateline.index.errors import StoreError
from dateline.index.store.live import LiveVersions, current_condition, live_seqs
from dateline.index.store.rows import Cells, cells_of, decode_text, encode_text

__all__ = ["Origin", "Provenance", "Reading", "absolute"]

COLUMNS = "number, path, size, changed, options, position, line, taken, records, skipped, complete"
FORMER = "UPDATE sources SET former = 1 WHERE path = ? AND number < ?"
PUT = f"INSERT OR REPLACE INTO sources ({COLUMNS}, former) VALUES ({', '.join('?' * 11)}, 0)"
# Created by the first query that needs it: adding articles is faster without it.
SEQ_INDEX = "CREATE INDEX IF NOT EXISTS origins_seq ON origins (seq)"
Origin = tuple[int, int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a file; `dateline.index.store.schema` describes its columns."""

    number: int
    path: str
    size: int | None
    changed: int | None
    options: str
    position: int = 0
    line: int = 0
    taken: int = 0
    records: int = 0
    skipped: int = 0
    complete: bool = False

    def matches(self, size: int, changed: int, options: str) -> bool:
        """Return whether the file is unchanged, and the options are the same."""
        return (self.size, self.changed, self.options) == (size, changed, options)


def absolute(path: str) -> str:
    """Return the absolute path in its stored form; bytes that are not UTF-8 are escaped."""
    return os.fsencode(os.path.abspath(path)).decode(errors="backslashreplace")


class Provenance:
    """The provenance of articles of one store, within an operation or a read transaction (`Store`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the connection; the caller ends the operation."""
        self._connection = connection

    def last_number(self) -> int:
        """Return the highest number of a reading, 0 if there is none."""
        ((number,),) = self._connection.execute("SELECT coalesce(max(number), 0) FROM sources")
        return int(number)

    def find(self, path: str) -> Reading | None:
        """Return the newest reading of a file, None if it was never read."""
        query = f"SELECT {COLUMNS} FROM sources WHERE path = ? ORDER BY number DESC LIMIT 1"
        for row in self._connection.execute(query, (path,)):
            return reading_of(row)
        return None

    def readings_below(self, root: str) -> Iterator[Reading]:
        """Yield the newest readings of a file at a path and of all files below it, in the order of paths."""
        below = root.rstrip(os.sep) + os.sep
        at_or_below = "path = ? OR substr(path, 1, ?) = ?"
        query = f"SELECT {COLUMNS} FROM sources WHERE NOT former AND ({at_or_below}) ORDER BY path, number"
        return map(reading_of, self._connection.execute(query, (root, len(below), below)).fetchall())

    def readings(self) -> Iterator[Reading]:
        """Yield all readings. Raises StoreError for a row that is not a reading."""
        return map(reading_of, self._connection.execute(f"SELECT {COLUMNS} FROM sources"))

    def write_readings(self, readings: Iterable[Reading]) -> None:
        """Store the progress of readings; a new reading supersedes earlier ones of its file."""
        rows = [astuple(reading) for reading in readings]
        self._connection.executemany(FORMER, ((row[1], row[0]) for row in rows))
        self._connection.executemany(PUT, rows)

    def write_origins(self, origins: Iterable[Origin]) -> None:
        """Store which reading gave which version: (reading, version, line, the version that it replaced or None)."""
        rows = list(origins)
        replaced = {(source, before) for source, _, _, before in rows if before is not None}
        if replaced:
            self._connection.executemany("DELETE FROM origins WHERE source = ? AND seq = ?", sorted(replaced))
        self._connection.executemany(
            "INSERT OR REPLACE INTO origins (source, seq, line) VALUES (?, ?, ?)",
            (row[:3] for row in rows if row[:2] not in replaced),
        )

    def origins_of(self, seqs: Sequence[int]) -> list[tuple[int, str, str]]:
        """Return versions, each with the path of a file that gave it and its title."""
        self._connection.execute(SEQ_INDEX)
        query = (
            "SELECT o.seq, s.path, v.title FROM origins AS o JOIN sources AS s ON s.number = o.source"
            " JOIN versions AS v ON v.seq = o.seq WHERE o.seq = ?"
        )
        found = (self._connection.execute(query, (seq,)).fetchone() for seq in seqs)
        return [(seq, path, str(decode_text(title))) for seq, path, title in filter(None, found)]

    def is_current(self, number: int) -> bool:
        """Return whether all versions of a reading are still live, so that reading the file again changes nothing."""
        query = f"SELECT 1 FROM origins AS o WHERE o.source = ? AND NOT {current_condition('o')} LIMIT 1"
        return self._connection.execute(query, (number,)).fetchone() is None

    def replacing(self, reading: Reading) -> list[Reading] | None:
        """Return the newest readings of other files that gave what replaced versions of a reading.

        None if one of these was deleted, or replaced by a program, standard input or the same file: reading the file
        again brings it back.
        """
        self._connection.execute(SEQ_INDEX)
        replaced = (
            "SELECT (SELECT max(seq) FROM versions WHERE id = v.id) AS seq FROM origins AS o"
            f" JOIN versions AS v ON v.seq = o.seq WHERE o.source = ? AND NOT {current_condition('o')}"
        )
        named = ", ".join(f"s.{name}" for name in COLUMNS.split(", "))
        query = (
            f"SELECT r.seq, {named} FROM (SELECT DISTINCT seq FROM ({replaced})) AS r"
            " LEFT JOIN origins AS o ON o.seq = r.seq"
            " LEFT JOIN sources AS s ON s.number = o.source AND NOT s.former AND s.path <> ?"
        )
        found: dict[int, Reading | None] = {}
        for seq, *row in self._connection.execute(query, (reading.number, reading.path)):
            found[seq] = found.get(seq) or (None if row[0] is None else reading_of(tuple(row)))
        readings = [each for each in found.values() if each is not None]
        return readings if len(readings) == len(found) else None

    def drop_superseded(self, reading: Reading) -> None:
        """Delete from the superseded readings of a file what its complete new reading gave as well."""
        superseded = self.superseded(reading.path)
        if not superseded:
            return
        marks = ", ".join("?" * len(superseded))
        self._connection.execute(
            f"DELETE FROM origins WHERE source IN ({marks})"
            " AND (SELECT id FROM versions WHERE versions.seq = origins.seq) IN"
            " (SELECT v.id FROM origins AS o JOIN versions AS v ON v.seq = o.seq WHERE o.source = ?)",
            (*superseded, reading.number),
        )
        self._connection.execute(
            f"DELETE FROM sources WHERE number IN ({marks})"
            " AND NOT EXISTS (SELECT 1 FROM origins WHERE origins.source = sources.number)",
            superseded,
        )

    def superseded(self, path: str) -> list[int]:
        """Return the superseded readings of a file that still have versions."""
        return [n for (n,) in self._connection.execute("SELECT number FROM sources WHERE path = ? AND former", (path,))]

    def ids_only_of(self, numbers: Iterable[int]) -> list[str]:
        """Return the ids of the live articles that only these readings gave."""
        self._connection.execute(SEQ_INDEX)
        self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS leaving (number INTEGER PRIMARY KEY)")
        self._connection.execute("DELETE FROM leaving")
        self._connection.executemany("INSERT OR IGNORE INTO leaving VALUES (?)", ((number,) for number in numbers))
        query = (
            "SELECT DISTINCT v.id FROM leaving JOIN origins AS o ON o.source = leaving.number"
            " JOIN versions AS v ON v.seq = o.seq"
            f" WHERE {current_condition('o')}"
            " AND NOT EXISTS (SELECT 1 FROM origins AS other"
            "   WHERE other.seq = o.seq AND other.source NOT IN (SELECT number FROM leaving))"
            " ORDER BY v.seq"
        )
        return [str(decode_text(id)) for (id,) in self._connection.execute(query)]

    def delete_readings(self, numbers: Iterable[int]) -> None:
        """Delete readings."""
        rows = [(number,) for number in numbers]
        self._connection.executemany("DELETE FROM origins WHERE source = ?", rows)
        self._connection.executemany("DELETE FROM sources WHERE number = ?", rows)

    def numbers_below(self, root: str) -> list[tuple[int, str]]:
        """Return number and file of each reading of a file at a path or below it, including superseded ones."""
        below = root.rstrip(os.sep) + os.sep
        beyond = below[:-1] + chr(ord(os.sep) + 1)
        query = (
            "SELECT number, path FROM sources WHERE path = ?"
            " UNION SELECT number, path FROM sources WHERE path >= ? AND path < ? ORDER BY number"
        )
        return self._connection.execute(query, (root, below, beyond)).fetchall()

    def iter_live(self, number: int) -> Iterator[tuple[int, str]]:
        """Yield seq and id of the live versions of a reading."""
        query = (
            "SELECT o.seq, v.id FROM origins AS o JOIN versions AS v ON v.seq = o.seq WHERE o.source = ?"
            f" AND {current_condition('o')}"
        )
        return ((seq, str(decode_text(id))) for seq, id in self._connection.execute(query, (number,)))

    def given_elsewhere(self, seqs: Container[int], numbers: Container[int]) -> set[int]:
        """Return which of these versions another reading gave as well. Reads all origins."""
        rows = self._connection.execute("SELECT source, seq FROM origins")
        return {seq for source, seq in rows if seq in seqs and source not in numbers}

    def drop_earlier(self, number: int, seqs: Iterable[int]) -> None:
        """Delete the origins of a reading for earlier versions of the articles of these versions."""
        self._connection.executemany(
            "DELETE FROM origins WHERE source = ? AND seq <> ? AND seq IN"
            " (SELECT seq FROM versions WHERE id = (SELECT id FROM versions WHERE seq = ?))",
            ((number, seq, seq) for seq in seqs),
        )

    def drop_origins(self, seqs: Iterable[int], numbers: Iterable[int]) -> None:
        """Delete the origins of these versions in these readings, and readings without origins."""
        deleted_seqs, listed = list(seqs), list(numbers)
        for number in listed:
            self._connection.executemany(
                "DELETE FROM origins WHERE source = ? AND seq = ?", ((number, seq) for seq in deleted_seqs)
            )
        self._connection.executemany(
            "DELETE FROM sources WHERE number = ? AND NOT EXISTS (SELECT 1 FROM origins WHERE source = sources.number)",
            ((number,) for number in listed),
        )

    def live_seqs(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the live version of each of these articles."""
        return live_seqs(self._connection, ids)

    def given_before(self, number: int, drafts: Sequence[tuple[str | None, Cells]]) -> list[int | None]:
        """Return, for articles that would change something, the newest version of their id that this reading gave.

        None for an article that changes nothing, and for an id that the reading did not give.
        """
        live_versions = LiveVersions(self._connection, drafts)
        query = (  # CROSS JOIN: the versions of the id first, since a reading may have a million
            "SELECT max(o.seq) FROM versions AS v CROSS JOIN origins AS o ON o.source = ? AND o.seq = v.seq"
            " WHERE v.id = ?"
        )
        given: list[int | None] = []
        for id, cells in drafts:
            known = live_versions.identify(id, cells)
            seq = live_versions.live_seq(known)
            if seq is None or live_versions.holds(seq, cells) or live_versions.keeps(seq, cells):
                given.append(None)
            else:
                given += (row[0] for row in self._connection.execute(query, (number, encode_text(known))))
        return given

    def origins_of_held(self, number: int, records: Iterable[tuple[Article, int | None]]) -> list[Origin]:
        """Return the origins of a reading for records (articles and lines) that are stored unchanged."""
        drafts = [(article.id, cells_of(article), line) for article, line in records]
        live_versions = LiveVersions(self._connection, [(id, cells) for id, cells, _ in drafts])
        origins: list[Origin] = []
        for id, cells, line in drafts:
            seq = live_versions.live_seq(live_versions.identify(id, cells))
            if seq is not None and (live_versions.holds(seq, cells) or live_versions.keeps(seq, cells)):
                origins.append((number, seq, line, None))
        return origins


def reading_of(row: tuple[object, ...]) -> Reading:
    """Return the reading of a row. Raises StoreError for an invalid row."""
    *values, complete = row
    number, path, size, changed, options, *counts = values
    sound = (
        type(number) is int
        and type(path) is str
        and type(options) is str
        and all(value is None or type(value) is int for value in (size, changed))
        and all(type(count) is int and count >= 0 for count in counts)
    )
    if not sound:
        raise StoreError(f"row {number!r} of the file {path!r:.200} is not a reading; restore the store from a copy")
    return Reading(*values, bool(complete))  # type: ignore[call-arg, arg-type]
