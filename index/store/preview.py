"""Which article each of many would be, and whether it would change anything, were they added one after another.

Nothing is added. What an article would change, those after it see: two records of one URL are one article also where
the archive has neither. For that, the ids and digests of what would change are remembered, about 300 bytes each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from dateline.index.article import Article
from dateline.index.store.columns import CELLS, CONTENT, FILE, URL_KEY
from dateline.index.store.live import LiveVersions
from dateline.index.store.rows import Cells, cells_of, digest_id, encode_all
from dateline.index.store.store import Store

__all__ = ["ExpectedVersion", "Preview"]


class ExpectedVersion(NamedTuple):
    """What an article would be: its id, the version of it that is live in the archive (None: it is missing there),
    whether that version holds the same content, and, where it does not, the digest of the article's and what of it
    is another, as columns of the store."""

    id: str
    seq: int | None
    same: bool
    digest: str
    differing: tuple[str, ...] = ()


class Preview:
    """Foresees what becomes of articles in one state of a store."""

    def __init__(self, store: Store) -> None:
        """Take a store that is at rest (`Store.read_transaction`) for as long as this is asked."""
        self._store = store
        self.last = store.last_seq()
        self._pending = PendingVersions(self.last)

    def add(self, articles: Sequence[Article]) -> list[ExpectedVersion]:
        """Return what the next articles would be, in their order."""
        drafts = [(article.id, cells_of(article)) for article in articles]
        with self._store.connection() as connection:
            live = PreviewVersions(connection, drafts, self._pending)
            return [live.expect(id, cells) for id, cells in drafts]


class PendingVersions:
    """What those before would have changed; their versions have numbers above the last one of the store."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.next = last + 1
        self.seqs: dict[str, int] = {}
        self.digests: dict[int, str] = {}
        self.holders: dict[int, dict[int, list[tuple[str, int]]]] = {URL_KEY: {}, FILE: {}}

    def add(self, id: str, cells: Cells, digest: str) -> int:
        """Note a version of an article; return its number."""
        seq, self.next = self.next, self.next + 1
        self.digests.pop(self.seqs.get(id, 0), None)
        self.seqs[id] = seq
        self.digests[seq] = digest
        for key, holders in self.holders.items():
            if cells[key]:
                holders.setdefault(hash(cells[key]), []).append((id, seq))
        return seq


class PreviewVersions(LiveVersions):
    """What is live in the store, and what those before would have changed of it."""

    def __init__(
        self, connection: sqlite3.Connection, batch: Sequence[tuple[str | None, Cells]], pending: PendingVersions
    ) -> None:
        super().__init__(connection, batch)
        self._pending = pending
        for key, before in pending.holders.items():
            for value in {cells[key] for id, cells in batch if not id and cells[key]} if before else ():
                self._holders[key].setdefault(value, []).extend(before.get(hash(value), ()))

    def expect(self, given: str | None, cells: Cells) -> ExpectedVersion:
        """Return what an article would be."""
        id = self.identify(given, cells)
        seq = super().live_seq(id)
        same = seq is not None and super().holds(seq, cells)
        current = self.live_seq(id)
        digest = "" if same else digest_id(cells)
        if current is None or not self.holds(current, cells):
            made = self._pending.add(id, cells, digest or digest_id(cells))
            for key, holders in self._holders.items():
                if cells[key]:
                    holders.setdefault(cells[key], []).append((id, made))
        return ExpectedVersion(id, seq, same, digest, () if same or seq is None else self._differing(seq, cells))

    def _differing(self, seq: int, cells: Cells) -> tuple[str, ...]:
        """Return which cells of a version of the store are others than these, of those that are content."""
        pairs = zip(CELLS, self._cells[seq], encode_all(cells), strict=True)
        return tuple(name for name, kept, given in islice(pairs, CONTENT, None) if kept != given)

    def live_seq(self, id: str) -> int | None:
        """Return the version of an id that stands, of the store or of those before; None if there is none."""
        pending = self._pending.seqs.get(id)
        return super().live_seq(id) if pending is None else pending

    def holds(self, seq: int, cells: Cells) -> bool:
        """Return whether the version holds the same content as the cells."""
        if seq > self._pending.last:
            return self._pending.digests.get(seq) == digest_id(cells)
        return super().holds(seq, cells)
