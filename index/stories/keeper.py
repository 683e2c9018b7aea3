"""Find stories in a thread during indexing, and record them in the store.

A thread places a batch while the writer indexes it (the kernels release the GIL). Its stories are recorded with the
next batch or at the commit, in the transaction of the versions. If ``stories/`` is damaged, all stories are found again
from the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from dateline.index.errors import IndexDamaged, StoreError
from dateline.index.store.placement import Stored
from dateline.index.store.store import Store
from dateline.index.stories.finder import StoryFinder, Version

__all__ = ["StoryKeeper"]

BATCH = 1000
# Deletions between two batches have numbers, too.
MAX_GAP = 10_000_000
MAX_VERSIONS = 1 << 32


class StoryKeeper:
    """Finds and records the stories of an archive that is open for writing."""

    def __init__(self, store: Store, folder: Path) -> None:
        """Open the folder ``stories/``; missing stories are found when they are needed."""
        self._store = store
        self._finder = StoryFinder(folder)
        self._thread = ThreadPoolExecutor(1, "stories")
        self._placing: Future[list[tuple[int, int]]] | None = None
        self._upto = 0

    def begin(self, batch: Sequence[Stored]) -> None:
        """Begin to find the stories of a batch that was just stored."""
        versions = [(stored.seq, stored.article, stored.replaced) for stored in batch if not stored.unchanged]
        if versions:
            self.find_missing(versions[0][0] - 1)
            self._check_apart(versions)
            self._upto = versions[-1][0]
            self._placing = self._thread.submit(self._finder.place, versions)

    def finish(self) -> None:
        """Wait for the current batch and record its stories in the store."""
        placing, self._placing = self._placing, None
        if placing is None:
            return
        try:
            joined = placing.result()
        except IndexDamaged:
            self.find_missing(self._upto, restart=True)
            return
        if joined:
            self._store.stories.record(joined)

    def find_missing(self, upto: int, *, restart: bool = False) -> None:
        """Find unknown stories of versions up to one: of an archive without stories, or after an interruption.

        ``restart`` finds the stories of all versions again.
        """
        self.finish()
        if restart or self._finder.last > upto:  # or the store was replaced by an older copy
            self._finder.clear()
        try:
            self._find(upto)
        except IndexDamaged:
            self._finder.clear()
            self._find(upto)

    def _find(self, upto: int) -> None:
        after = self._finder.last
        if after >= upto:
            return
        self._store.stories.record((), anew_after=after)
        changes = self._store.changes(after, upto, mentions=False)
        while batch := list(islice(changes, BATCH)):
            versions = [(seq, article, replaced) for seq, _, replaced, article in batch if article is not None]
            self._check_apart(versions)
            self._store.stories.record(self._finder.place(versions))

    def _check_apart(self, versions: Sequence[Version]) -> None:
        """Raise StoreError for versions with implausible numbers, because the files have room for each number."""
        last = versions[-1][0] if versions else 0
        if last - self._finder.last > len(versions) + MAX_GAP or last >= MAX_VERSIONS:
            raise StoreError(
                f"a version in it has the number {last:,}, and the one before it {self._finder.last:,}; "
                "restore it from a copy",
                self._store.path,
            )

    def commit(self) -> None:
        """Make the signatures durable; called after the commit of the store."""
        self._finder.commit()

    def close(self) -> None:
        """Close the thread and the files; uncommitted stories are found again later."""
        self._thread.shutdown(cancel_futures=True)
        self._finder.close()
