"""The live versions of the store: as an SQL condition, and for the ids, URLs and files of one batch.

The articles of a batch are placed one by one, each with regard to those before it, but the store is queried for all of
them at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from dateline.index.store.columns import CELL_LIST, FILE, URL_KEY
from dateline.index.store.rows import Cells, decode_text, digest_id, encode_text, same_content
from dateline.index.store.summaries import size_of_text

__all__ = ["LIVE", "LIVE_AS_OF", "Holders", "LiveVersions", "current_condition", "hold", "live_seqs", "select_in"]

# Values in one query. SQLite allows thousands, but caches one statement for each number of them.
PAGE = 500


def current_condition(row: str = "v", upto: str = "") -> str:
    """Return the SQL condition that no row has replaced or deleted the version ``seq`` of a row.

    ``upto`` is a further condition on such a row, ``later``.
    """
    return f"NOT EXISTS (SELECT 1 FROM versions AS later WHERE later.replaces = {row}.seq{upto})"


# Conditions on a row ``v`` of `versions`: it is the live version of an article, now or as of ``:last``.
LIVE = f"NOT v.deleted AND {current_condition()}"
LIVE_AS_OF = f"v.seq <= :last AND NOT v.deleted AND {current_condition(upto=' AND later.seq <= :last')}"
NEWEST = "SELECT id, max(seq), deleted FROM versions WHERE id IN (?) GROUP BY id"
HOLDERS = f"SELECT {{key}}, id, seq FROM versions AS v WHERE {{key}} IN (?) AND {LIVE} ORDER BY seq"


def select_in(connection: sqlite3.Connection, query: str, values: Iterable[object]) -> Iterator[Any]:
    """Yield the rows of a query with a list of values in place of ``(?)``, queried in pages."""
    distinct = list(dict.fromkeys(values))
    for start in range(0, len(distinct), PAGE):
        page = distinct[start : start + PAGE]
        yield from connection.execute(query.replace("(?)", f"({','.join('?' * len(page))})"), page).fetchall()


def live_seqs(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return the seq of the live version of each id that has one."""
    found = select_in(connection, NEWEST, map(encode_text, ids))
    return {str(decode_text(id)): seq for id, seq, deleted in found if not deleted}


# The articles of each URL or file: their ids and versions, in the order of these.
Holders = dict[Any, dict[str, int]]


def hold(holders: Holders, key: object, id: str, seq: int) -> None:
    """Record that the version ``seq``, the newest of all, has this URL or file."""
    found = holders.setdefault(key, {})
    found.pop(id, None)
    found[id] = seq


class LiveVersions:
    """The live versions that a batch may replace, updated as its articles are placed."""

    def __init__(self, connection: sqlite3.Connection, batch: Iterable[tuple[str | None, Cells]]) -> None:
        self._connection = connection
        batch = list(batch)
        given = [id for id, _ in batch if id]
        self._live: dict[str, int | None] = dict.fromkeys(given)
        self._live.update(live_seqs(connection, given))
        nameless = [cells for id, cells in batch if not id]
        self._holders = {
            URL_KEY: self._find_holders("url_key", [cells[URL_KEY] for cells in nameless]),
            FILE: self._find_holders("file", [cells[FILE] for cells in nameless]),
        }
        self._cells: dict[int, Cells] = {}
        self._read_cells([seq for seq in self._live.values() if seq is not None])

    def identify(self, id: str | None, cells: Cells) -> str:
        """Return the id of an article: its own, or by URL, by file, by content."""
        if id:
            return id
        for key, holders in self._holders.items():
            found = holders.get(cells[key], {}) if cells[key] else {}
            for holder in chain({str(cells[URL_KEY])} & found.keys(), reversed(found)):
                if self.live_seq(holder) == found[holder]:
                    return holder
        if cells[URL_KEY]:
            return str(cells[URL_KEY])
        turn = 0
        while not self._is_free(made := digest_id(cells, turn), cells):
            turn += 1
        return made

    def live_seq(self, id: str) -> int | None:
        """Return the seq of the live version of an id, None if there is none."""
        if id not in self._live:
            self._live[id] = live_seqs(self._connection, [id]).get(id)
        return self._live[id]

    def holds(self, seq: int, cells: Cells) -> bool:
        """Return whether a version has the same content as the cells."""
        if seq not in self._cells:
            self._read_cells([seq])
        return same_content(self._cells[seq], cells)

    def keeps(self, seq: int, cells: Cells) -> bool:
        """Return whether a version stays although these cells, a summary of its text, are added."""
        given = size_of_text(cells)
        if not given.is_summary:
            return False
        if seq not in self._cells:
            self._read_cells([seq])
        return size_of_text(self._cells[seq]).stays_before(given)

    def add(self, id: str, seq: int, cells: Cells) -> None:
        """Record that an article of the batch became the live version of an id."""
        replaced = self._live.get(id)
        if replaced is not None:
            self._cells.pop(replaced, None)
        self._live[id] = seq
        self._cells[seq] = cells
        for key, holders in self._holders.items():
            if cells[key]:
                hold(holders, cells[key], id, seq)

    def _is_free(self, id: str, cells: Cells) -> bool:
        """Return whether a digest can be the id: no article has it, or one with the same text."""
        seq = self.live_seq(id)
        return seq is None or self.holds(seq, cells)

    def _find_holders(self, key: str, values: list[Any]) -> Holders:
        """Return the live articles of each URL or file."""
        holders: Holders = {}
        for value, id, seq in select_in(
            self._connection, HOLDERS.format(key=key), [encode_text(value) for value in values if value]
        ):
            hold(holders, decode_text(value), str(decode_text(id)), seq)
        return holders

    def _read_cells(self, seqs: list[int]) -> None:
        query = f"SELECT seq, {CELL_LIST} FROM versions WHERE seq IN (?)"
        for seq, *cells in select_in(self._connection, query, seqs):
            self._cells[seq] = tuple(cells)
