"""SQL that the queries of the store share: which rows are live, and lists of values."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

__all__ = ["LIVE", "LIVE_AS_OF", "PAGE", "select_in", "standing"]

# Values in one query. SQLite takes thousands, but keeps a statement for each number of them.
PAGE = 500


def standing(row: str = "v", upto: str = "") -> str:
    """Return the condition that nothing has replaced or deleted the version ``seq`` of a row.

    ``upto`` is a further condition on the row ``later`` that would have done so.
    """
    return f"NOT EXISTS (SELECT 1 FROM versions AS later WHERE later.replaces = {row}.seq{upto})"


# Conditions on a row ``v`` of `versions`: it is the text of an article that is there now, or was there as of ``:last``.
LIVE = f"NOT v.deleted AND {standing()}"
LIVE_AS_OF = f"v.seq <= :last AND NOT v.deleted AND {standing(upto=' AND later.seq <= :last')}"


def select_in(connection: sqlite3.Connection, query: str, values: Iterable[object]) -> Iterator[Any]:
    """Yield the rows of a query whose ``(?)`` stands for a list, of which the values are asked a page at a time."""
    distinct = list(dict.fromkeys(values))
    for start in range(0, len(distinct), PAGE):
        page = distinct[start : start + PAGE]
        yield from connection.execute(query.replace("(?)", f"({','.join('?' * len(page))})"), page).fetchall()
