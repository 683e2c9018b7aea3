"""Predict the id of articles and whether they would change anything, if they were added in order.

Nothing is added. Later articles see the changes of earlier ones: two records with one URL are one article even if the
archive has neither. Therefore the ids and digests of changes are kept, about 300 bytes each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from dateline.index.article import Article
from dateline.index.store.columns import CELLS, CONTENT, FILE, URL_KEY
from dateline.index.store.live import Holders, LiveVersions, hold
from dateline.index.store.rows import Cells, cells_of, digest_id, encode_all
from dateline.index.store.store import Store
from dateline.index.store.summaries import TextSize, size_of_text

__all__ = ["ExpectedVersion", "Preview"]


class ExpectedVersion(NamedTuple):
    """The predicted outcome of an article.

    ``seq`` is the live version of its id in the archive, if any; ``same`` says that it has the same content. If not,
    ``digest`` is that of the article, and ``differing`` are the columns of the store that differ. ``kept_longer`` says
    that the article is a summary, which changes nothing because there is a longer text of it.
    """

    id: str
    seq: int | None
    same: bool
    digest: str
    differing: tuple[str, ...] = ()
    kept_longer: bool = False


class Preview:
    """Predicts the outcome of articles in one state of a store."""

    def __init__(self, store: Store) -> None:
        """Use a store within a read transaction (`Store.read_transaction`)."""
        self._store = store
        self.last = store.last_seq()
        self._pending = PendingVersions(self.last)

    def add(self, articles: Sequence[Article]) -> list[ExpectedVersion]:
        """Return the outcome of the next articles, in order."""
        drafts = [(article.id, cells_of(article)) for article in articles]
        with self._store.connection() as connection:
            live = PreviewVersions(connection, drafts, self._pending)
            return [live.expect(id, cells) for id, cells in drafts]


class PendingVersions:
    """The changes of earlier articles; their versions have numbers above the last one of the store."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.next = last + 1
        self.seqs: dict[str, int] = {}
        self.digests: dict[int, str] = {}
        self.sizes: dict[int, TextSize] = {}
        # The keys are hashes of URLs and files.
        self.holders: dict[int, Holders] = {URL_KEY: {}, FILE: {}}

    def add(self, id: str, cells: Cells, digest: str) -> int:
        """Record a version of an article; return its number."""
        seq, self.next = self.next, self.next + 1
        self.digests.pop(self.seqs.get(id, 0), None)
        self.sizes.pop(self.seqs.get(id, 0), None)
        self.seqs[id] = seq
        self.digests[seq] = digest
        self.sizes[seq] = size_of_text(cells)
        for key, holders in self.holders.items():
            if cells[key]:
                hold(holders, hash(cells[key]), id, seq)
        return seq


class PreviewVersions(LiveVersions):
    """The live versions of the store, with the changes of earlier articles."""

    def __init__(
        self, connection: sqlite3.Connection, batch: Sequence[tuple[str | None, Cells]], pending: PendingVersions
    ) -> None:
        super().__init__(connection, batch)
        self._pending = pending
        for key, before in pending.holders.items():
            for value in {cells[key] for id, cells in batch if not id and cells[key]} if before else ():
                for id, seq in before.get(hash(value), {}).items():
                    hold(self._holders[key], value, id, seq)

    def expect(self, given: str | None, cells: Cells) -> ExpectedVersion:
        """Return the outcome of an article."""
        id = self.identify(given, cells)
        seq = super().live_seq(id)
        same = seq is not None and super().holds(seq, cells)
        current = self.live_seq(id)
        if current is not None and self.keeps(current, cells):
            return ExpectedVersion(id, seq, False, "", (), kept_longer=True)
        digest = "" if same else digest_id(cells)
        if current is None or not self.holds(current, cells):
            made = self._pending.add(id, cells, digest or digest_id(cells))
            for key, holders in self._holders.items():
                if cells[key]:
                    hold(holders, cells[key], id, made)
        return ExpectedVersion(id, seq, same, digest, () if same or seq is None else self._differing(seq, cells))

    def _differing(self, seq: int, cells: Cells) -> tuple[str, ...]:
        """Return the content columns of a version of the store that differ from these cells."""
        pairs = zip(CELLS, self._cells[seq], encode_all(cells), strict=True)
        return tuple(name for name, kept, given in islice(pairs, CONTENT, None) if kept != given)

    def live_seq(self, id: str) -> int | None:
        """Return the live version of an id, in the store or among the changes; None if there is none."""
        pending = self._pending.seqs.get(id)
        return super().live_seq(id) if pending is None else pending

    def keeps(self, seq: int, cells: Cells) -> bool:
        """Return whether a version stays although these cells, a summary of its text, are added."""
        if seq > self._pending.last:
            return self._pending.sizes[seq].stays_before(size_of_text(cells))
        return super().keeps(seq, cells)

    def holds(self, seq: int, cells: Cells) -> bool:
        """Return whether a version has the same content as the cells."""
        if seq > self._pending.last:
            return self._pending.digests.get(seq) == digest_id(cells)
        return super().holds(seq, cells)
