"""What an archive that is open for writing changes as one: its store, its index, its stories.

A commit writes the new segments, commits the store, then changes the manifest. If it is cut off between the last two
the store is ahead of its index; the next opening for writing brings the index up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from operator import add, sub
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.index.fields import FieldTable
from dateline.index.layout import INDEX, STORIES
from dateline.index.rebuild import make_finder
from dateline.index.segment.writer import IndexWriter, catch_up, commit_index, open_writer
from dateline.index.store.derived import MentionRow, extract_mentions
from dateline.index.store.placement import Draft
from dateline.index.store.store import Store, Stored

if TYPE_CHECKING:
    from dateline.index.entities.finder import Finder
    from dateline.index.store.provenance import Provenance
    from dateline.index.stories.keeper import StoryKeeper

__all__ = ["Ingested", "WriteSession"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """How many articles were new, took the place of another version, or changed nothing.

    ``incomplete`` of the first two were stored without people, places and dates, because the search for them raised;
    `dateline check` names them, and with `--repair` tries again.
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
    """Store, index and stories of one archive. After an operation that did not end, call `recover`, then `resume`."""

    def __init__(self, path: Path, store: Store, writer: IndexWriter) -> None:
        """Take a store and an index that is up to date with it."""
        self.store = store
        self.counts = Ingested()  # what became of what was taken since the last commit
        self._path, self._writer = path, writer
        self._keeper: StoryKeeper | None = None  # of stories, from the first article on
        self._finder: Finder | None = None  # of people, places and dates
        self._changed = False  # the index is to be changed by the next commit
        self._pending = False  # the store's transaction holds something

    @property
    def fields(self) -> FieldTable:
        """The field table of the index."""
        return self._writer.fields

    @property
    def finder(self) -> Finder:
        """What finds people, places and dates in the articles of this archive."""
        if self._finder is None:
            self._finder = make_finder(self._path)
        return self._finder

    def add(
        self, drafts: Sequence[Draft], now: datetime | None, *, extract: bool, found: Sequence[str | None] = ()
    ) -> list[Stored]:
        """Bring articles into the store and the index; return what became of each. See `Archive.take`."""
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
        """Take articles out of search. Raises ArticleMissing, deleting none, if one is not there."""
        for deleted in self.store.delete(ids, now):
            self._pending = self._changed = True
            self._writer.remove(deleted.replaced)

    @contextmanager
    def sources(self) -> Iterator[Provenance]:
        """Give what is kept of the files that articles came from; changes of it count from the next commit on."""
        with self.store.sources() as provenance:
            self._pending = True
            yield provenance

    def commit(self) -> Ingested:
        """Make everything since the last commit durable and searchable; return what became of it."""
        if self._changed:
            self._writer.flush()
        if self._keeper is not None:
            self._keeper.finish()
        self.store.commit()  # perhaps of sources only
        self._pending = False
        if self._keeper is not None:
            self._keeper.commit()
        if self._changed:
            commit_index(self._writer, self.store)
            self._changed = False
        done, self.counts = self.counts, Ingested()
        return done

    def rollback(self) -> None:
        """Forget the transaction of the store; the index is as before after `recover` and `resume`."""
        self.store.rollback()
        self.counts, self._changed, self._pending = Ingested(), False, False

    def recover(self, batch_after: int | None) -> bool:
        """Undo what an operation that did not end has half done.

        Return whether the batch that it may have begun to store after this version must not be stored again: it is
        stored, or the transaction of all that was taken since the last commit is lost.
        """
        self._forget_stories()
        self._writer.close()
        pending = self.store.recover()
        self._writer = open_writer(self._path / INDEX)
        last = self.store.last_written()
        lost = self._pending and not pending and last == self._writer.seq
        return lost or (batch_after is not None and last > batch_after)

    def resume(self) -> None:
        """Make what is in memory what the store and the index on the disk say.

        The index is derived, so all that counts is read from the store: what it has committed becomes searchable, and
        what its open transaction holds is indexed again and waits for the next commit.
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
        """Let go of the files; what was not committed is lost."""
        self._forget_stories()
        self._writer.close()
        self.store.close()

    @property
    def _stories(self) -> StoryKeeper:
        """What finds copies and near copies."""
        if self._keeper is None:
            from dateline.index.stories.keeper import StoryKeeper  # start-up: who opens an archive may not add to it

            self._keeper = StoryKeeper(self.store, self._path / STORIES)
        return self._keeper

    def _forget_stories(self) -> None:
        """Let go of the stories that were not committed."""
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None
