"""Stories found beside the indexing, and kept in the store with the versions they are of.

A batch is placed on a thread of its own while the writer indexes it (the kernels let go of the interpreter), and
its stories are kept when the next one comes, or at the commit: in the transaction that the versions are in. Where what
is kept in ``stories/`` turns out to be damaged, all stories are found again from the store.
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
# Between two batches there may be deletions, which have numbers too.
MAX_GAP = 10_000_000
MAX_VERSIONS = 1 << 32


class StoryKeeper:
    """Finds the stories of what is stored in one archive, open for writing."""

    def __init__(self, store: Store, folder: Path) -> None:
        """Open what is kept in the folder ``stories/``; what is missing there is found when it is needed."""
        self._store = store
        self._finder = StoryFinder(folder)
        self._thread = ThreadPoolExecutor(1, "stories")
        self._placing: Future[list[tuple[int, int]]] | None = None
        self._upto = 0

    def begin(self, batch: Sequence[Stored]) -> None:
        """Begin to find the stories of what was just stored."""
        versions = [(stored.seq, stored.article, stored.replaced) for stored in batch if not stored.unchanged]
        if versions:
            self.find_missing(versions[0][0] - 1)
            self._check_apart(versions)
            self._upto = versions[-1][0]
            self._placing = self._thread.submit(self._finder.place, versions)

    def finish(self) -> None:
        """Keep in the store what was begun."""
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
        """Find the stories of versions up to one that are not known: of an archive made without, or cut off.

        ``restart``: of all.
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
        """Raise StoreError for versions that no store numbers so: what is kept has room for each number."""
        last = versions[-1][0] if versions else 0
        if last - self._finder.last > len(versions) + MAX_GAP or last >= MAX_VERSIONS:
            raise StoreError(
                f"a version in it has the number {last:,}, and the one before it {self._finder.last:,}; "
                "restore it from a copy",
                self._store.path,
            )

    def commit(self) -> None:
        """Make durable what later versions are compared with; after the store's own commit."""
        self._finder.commit()

    def close(self) -> None:
        """Let go of everything; what was not committed is found anew."""
        self._thread.shutdown(cancel_futures=True)
        self._finder.close()
