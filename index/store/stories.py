"""The stories of versions, in the table ``stories``: a row for each version that does not begin a story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dateline.index.errors import StoreError
from dateline.index.store.access import Access
from dateline.index.store.live import LIVE_AS_OF
from dateline.index.store.schema import explain_errors

__all__ = ["StoryTable"]

INSERT = "INSERT OR REPLACE INTO stories (seq, story) VALUES (?, ?)"

# Live versions that share a story, including those that begin it.
SHARED = f"""
    SELECT v.seq, s.story FROM (
        SELECT seq, story FROM stories WHERE seq <= :last UNION SELECT story, story FROM stories WHERE seq <= :last
    ) AS s JOIN versions AS v ON v.seq = s.seq WHERE {LIVE_AS_OF}
"""


class StoryTable:
    """The stories of the versions of one store. The number of a story is its first version, live or not."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def live(self, upto: int) -> dict[int, int]:
        """Return the story of each live version that shares one, by seq, as of ``upto``."""
        with explain_errors(self._access.path):
            return dict(map(story_of, self._access.select(SHARED, {"last": upto})))

    def of(self, seqs: Sequence[int], upto: int) -> dict[int, int]:
        """Return the story of each of these versions that shares one, as of ``upto``."""
        with explain_errors(self._access.path):
            rows = self._access.select_list("SELECT seq, story FROM stories WHERE seq IN (?)", seqs)
            found = dict(map(story_of, rows))
        begun = {s for (s,) in self._access.select("SELECT DISTINCT story FROM stories WHERE seq <= ?", (upto,))}
        return {seq: found.get(seq, seq) for seq in seqs if seq in found or seq in begun}

    def record(self, rows: Iterable[tuple[int, int]], *, anew_after: int | None = None) -> None:
        """Store (seq, story) of versions that do not begin a story, in the open transaction.

        The stories of all versions after ``anew_after`` are deleted first.
        """
        with self._access.transaction.operation() as connection:
            if anew_after is not None:
                connection.execute("DELETE FROM stories WHERE seq > ?", (anew_after,))
            connection.executemany(INSERT, rows)


def story_of(row: tuple[Any, Any]) -> tuple[int, int]:
    """Return a version and its story, which cannot be later. Raises StoreError."""
    seq, story = row
    if type(story) is not int or not 0 < story <= seq:
        raise StoreError(f"version {seq} has the story {story!r:.60}, which is invalid; run `dateline check --repair`")
    return seq, story
