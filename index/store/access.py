"""Access to the rows of one store: a connection for reading for each thread, and the transaction of the writer.

Connections stay within this package.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.index.errors import StoreError
from dateline.index.store.connections import ReaderPool, closed_error
from dateline.index.store.live import select_in
from dateline.index.store.schema import explain_errors

if TYPE_CHECKING:
    from dateline.index.store.transaction import Transaction

__all__ = ["Access"]

# The size of a page of a scan: rows, and characters of text.
SCAN_ROWS = 256
SCAN_CHARACTERS = 4_000_000


class Access:
    """The connections of a store, until it is closed.

    The thread that began a transaction reads its uncommitted rows; all others read committed ones.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        """Open the first connection. Raises StoreError."""
        self.path = path
        self.readers = ReaderPool(path)
        self._closed = False
        self._transaction: Transaction | None = None
        with explain_errors(path):
            if writable:
                from dateline.index.store.transaction import Transaction  # start-up: searches do not write

                self._transaction = Transaction(path)
            else:
                self.readers.get()

    def close(self) -> None:
        """Close the connections of all threads. Uncommitted rows are dropped."""
        self._closed = True
        if self._transaction is not None:
            self._transaction.close()
        self.readers.close()

    @property
    def transaction(self) -> Transaction:
        """The transaction. Raises ArchiveClosed, StoreError if the store is open for reading."""
        if self._closed:
            raise closed_error(self.path)
        if self._transaction is None:
            raise StoreError("it was opened for reading; open the archive for writing to change it", self.path)
        return self._transaction

    @property
    def is_writing(self) -> bool:
        """Whether the calling thread has begun a transaction and reads through it."""
        return self._transaction is not None and self._transaction.is_of_this_thread

    def connection(self) -> AbstractContextManager[sqlite3.Connection]:
        """Return the connection of this thread, which stays open until its context ends."""
        return self.transaction.connection() if self.is_writing else self.readers.get()

    @contextmanager
    def read_transaction(self) -> Iterator[None]:
        """Let this thread read one state of the store until the context ends."""
        with self.connection() as connection:
            if connection.in_transaction:
                yield
                return
            connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.rollback()

    def select(self, query: str, values: Sequence[object] | dict[str, object] = ()) -> list[Any]:
        """Return the rows of a query."""
        with self.connection() as connection:
            return connection.execute(query, values).fetchall()

    def select_list(self, query: str, values: Sequence[object]) -> list[Any]:
        """Return the rows of a query with a list of values in place of ``(?)``."""
        with self.connection() as connection:
            return list(select_in(connection, query, values))

    def scan_pages(self, query: str, after: int, last: int) -> Iterator[Any]:
        """Yield the rows of a query over ``:after`` < seq <= ``:last`` page by page; it gets a ``LIMIT``.

        No transaction is open between two pages. The first value of a row is its seq, the last its text.
        """
        while page := self._read_page(f"{query} LIMIT {SCAN_ROWS}", after, last):
            yield from page
            after = page[-1][0]

    def _read_page(self, query: str, after: int, last: int) -> list[Any]:
        """Return the next rows, up to SCAN_ROWS of them or SCAN_CHARACTERS of text."""
        page: list[Any] = []
        characters = 0
        with self.connection() as connection:
            cursor = connection.execute(query, {"after": after, "last": last})
            try:
                for row in cursor:
                    page.append(row)
                    characters += len(row[-1] or "")
                    if characters > SCAN_CHARACTERS:
                        break
            finally:
                cursor.close()
        return page
