"""The parts of an archive that change together while it is open for writing: store, index, stories.

A commit writes the new segments, commits the store, then replaces the manifest. If it is interrupted between the last
two steps, the store is ahead of the index, and the next opening for writing brings the index up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from datetime import datetime
from operator import add, sub
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.index.dataclass import dataclass, replace
from dateline.index.fields import FieldTable
from dateline.index.layout import INDEX, STORIES
from dateline.index.rebuild import make_finder
from dateline.index.segment.writer import IndexWriter, catch_up, commit_index, open_writer
from dateline.index.store.derived import MentionRow, extract_mentions
from dateline.index.store.placement import Draft, Stored
from dateline.index.store.store import Store

if TYPE_CHECKING:
    from dateline.index.entities.finder import Finder
    from dateline.index.store.provenance import Provenance
    from dateline.index.stories.keeper import StoryKeeper

__all__ = ["Ingested", "WriteSession"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """The numbers of articles that were new, replaced another version, or changed nothing.

    ``incomplete`` of the first two were stored without mentions, because the extraction failed; `dateline check`
    reports them, and tries again with `--repair`.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    incomplete: int = 0

    def __add__(self, other: Ingested) -> Ingested:
        return Ingested(*map(add, astuple(self), astuple(other)))

    def __sub__(self, other: Ingested) -> Ingested:
        return Ingested(*map(sub, astuple(self), astuple(other)))


class WriteSession:
    """Store, index and stories of one archive. After a failed operation, call `recover`, then `resume`."""

    def __init__(self, path: Path, store: Store, writer: IndexWriter, memory: int) -> None:
        """Own a store and an index that is up to date with it. ``memory`` is that of the program in MB."""
        self.store = store
        self.counts = Ingested()  # the outcome of the articles since the last commit
        self._path, self._writer, self._memory = path, writer, memory
        self._keeper: StoryKeeper | None = None  # from the first article on
        self._finder: Finder | None = None  # from the first article on
        self._changed = False  # the next commit changes the index
        self._pending = False  # the store has uncommitted changes

    @property
    def fields(self) -> FieldTable:
        """The field table of the index."""
        return self._writer.fields

    @property
    def finder(self) -> Finder:
        """The finder of people, places and dates of this archive."""
        if self._finder is None:
            self._finder = make_finder(self._path)
        return self._finder

    def add(
        self, drafts: Sequence[Draft], now: datetime | None, *, extract: bool, found: Sequence[str | None] = ()
    ) -> list[Stored]:
        """Store and index articles; return the outcome of each. See `Archive.add_batch`."""
        added = replaced = unchanged = 0
        extracted: list[Stored] = []

        def extract_batch(stored: list[Stored]) -> list[MentionRow]:
            nonlocal extracted
            extracted, rows = extract_mentions(stored, found, self.finder.find if extract else None)
            return rows

        extracts = extract or any(draft.article.mentions is not None for draft in drafts)
        stored = self.store.add(drafts, now, extract_batch if extracts else None)
        self._pending = True
        fresh = extracted if extracts else stored
        self._stories.begin(fresh)
        for each in fresh:
            if each.unchanged:
                unchanged += 1
                continue
            if each.replaced is None:
                added += 1
            else:
                replaced += 1
                self._writer.remove(each.replaced)
            self._writer.add(each.seq, each.article)
        if self._writer.full:
            self._writer.flush()
        self._changed = self._changed or added + replaced > 0
        self.counts += Ingested(added, replaced, unchanged, sum(each.failed is not None for each in fresh))
        return fresh

    def delete(self, ids: Iterable[str], now: datetime | None) -> None:
        """Delete articles. Raises ArticleMissing, deleting none, if one does not exist."""
        for deleted in self.store.delete(ids, now):
            self._pending = self._changed = True
            self._writer.remove(deleted.replaced)

    @contextmanager
    def sources(self) -> Iterator[Provenance]:
        """Give access to the provenance of articles; its changes take effect with the next commit."""
        with self.store.sources() as provenance:
            self._pending = True
            yield provenance

    def commit(self) -> Ingested:
        """Make everything since the last commit durable and searchable; return its outcome."""
        if self._changed:
            self._writer.flush()
        if self._keeper is not None:
            self._keeper.finish()
        self.store.commit()  # it may have changes of sources only
        self._pending = False
        if self._keeper is not None:
            self._keeper.commit()
        if self._changed:
            commit_index(self._writer, self.store)
            self._changed = False
        done, self.counts = self.counts, Ingested()
        return done

    def rollback(self) -> None:
        """Roll back the store; `recover` and `resume` restore the index."""
        self.store.rollback()
        self.counts, self._changed, self._pending = Ingested(), False, False

    def recover(self, batch_after: int | None) -> bool:
        """Undo an operation that did not end.

        Returns whether the batch that it began to store after this version must not be stored again: it is stored, or
        all articles since the last commit are lost.
        """
        self._forget_stories()
        self._writer.close()
        pending = self.store.recover()
        self._writer = open_writer(self._path / INDEX, self._memory)
        last = self.store.last_written()
        lost = self._pending and not pending and last == self._writer.seq
        return lost or (batch_after is not None and last > batch_after)

    def resume(self) -> None:
        """Make the memory consistent with the store and the index on the disk.

        The index is derived, so the store decides: its committed versions become searchable, and those of its open
        transaction are indexed again for the next commit.
        """
        pending, last = self.store.recover(), self.store.last_written()
        added, replaced = self.store.count_since(self._writer.seq)
        self.counts = replace(self.counts, added=added, replaced=replaced)
        self._changed = pending and last > self._writer.seq
        self._pending = pending
        catch_up(self._writer, self.store, commit=not pending)
        if self._changed:
            self._stories.find_missing(last)

    def close(self) -> None:
        """Close the files; uncommitted changes are lost."""
        self._forget_stories()
        self._writer.close()
        self.store.close()

    @property
    def _stories(self) -> StoryKeeper:
        """The keeper of stories, which finds copies and near copies."""
        if self._keeper is None:
            from dateline.index.stories.keeper import StoryKeeper  # start-up: opening an archive does not need it

            self._keeper = StoryKeeper(self.store, self._path / STORIES)
        return self._keeper

    def _forget_stories(self) -> None:
        """Drop stories that were not committed."""
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None
