"""The archive, open for writing: articles in, the store and the index kept together.

Where its parts lie is said in `dateline.index.layout`.
A commit writes the new segments, commits the store, then changes the manifest. If it is cut off
between the last two the store is ahead of its index; the next opening for writing
brings the index up to date.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from itertools import zip_longest
from operator import add, sub
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dateline.index.analysis.registry import check_analyses
from dateline.index.article import Article
from dateline.index.entities.authority.versions import keep_good
from dateline.index.errors import (
    ArchiveClosed,
    ArchiveError,
    ArticleMissing,
    Failure,
    IndexDamaged,
    attempt,
)
from dateline.index.fields import DEFAULT_FIELDS, FieldTable
from dateline.index.files import sync_folder
from dateline.index.layout import INDEX, STORE, STORIES, check_vacant, find_store, take_lock, write_fields
from dateline.index.rebuild import make_finder, rebuild_index
from dateline.index.segment.writer import IndexWriter, commit_index, create_index
from dateline.index.store.derived import MentionRow, failure_of, values_in
from dateline.index.store.placement import Draft, draft_of
from dateline.index.store.store import Store, Stored
from dateline.index.store.validation import check_article, check_ids, iter_articles

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from dateline.index.analysis.whoosh_schema import Schema
    from dateline.index.entities.finder import Finder
    from dateline.index.store.provenance import Provenance
    from dateline.index.stories.keeper import StoryKeeper

__all__ = ["Archive", "Clock", "Ingested"]

BATCH = 1000
Clock = Callable[[], datetime]  # says what time it is, with its offset


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


class Archive:
    """An archive, open for writing. As a context it commits at the end, or rolls back if an error ends it."""

    def __init__(self, path: Path, lock: BaseFileLock, store: Store, writer: IndexWriter, clock: Clock | None) -> None:
        """Use `create` or `open`."""
        self.path = path
        self._lock, self._store, self._writer, self._clock = lock, store, writer, clock
        self._keeper: StoryKeeper | None = None  # of stories, from the first article on
        self._looker: Finder | None = None  # of people, places and dates
        self._batch: list[Article] = []
        self._batch_after: int | None = None  # the last version of the store when storing the batch began
        self._ingested = Ingested()
        self._ended = Ingested()  # what became of all that was committed or rolled back
        self._extract = True
        self._changed = False
        self._closed = False
        self._pending = False  # the store's transaction holds something
        self._unsettled = False  # an operation has begun and did not end: what is in memory may not be what is stored

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        *,
        fields: FieldTable | None = None,
        schema: Schema | None = None,
        keywords: Iterable[str] = (),
        timeout: float = 10.0,
        clock: Clock | None = None,
    ) -> Archive:
        """Make an empty archive in a folder that is missing or empty, and open it for writing.

        Its fields are `fields`, or those of a Whoosh `schema`, or the default ones, and the
        `keywords` besides. `clock` is as in `open`. It is made aside and moved into place, so that no half of one is
        ever there; of several programs that make the same archive at once, one does, and the others get ArchiveExists.
        Raises ArchiveExists, ArchiveError, FieldError.
        """
        if schema is not None:
            from dateline.index.analysis.whoosh_schema import (
                fields_from_schema,  # start-up: Whoosh takes 65 ms to import
            )

            fields = fields_from_schema(schema)
        table = (fields or DEFAULT_FIELDS).with_keywords(keywords)
        check_analyses(table)
        check_vacant(path)
        target = Path(path)
        parent = target.absolute().parent
        try:
            parent.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=parent))
        except OSError as error:
            raise ArchiveError(f"no archive can be made at {path}: {error.strerror}") from error
        try:
            fresh.chmod(0o755)
            Store.create(fresh / STORE).close()
            write_fields(fresh, table)
            create_index(fresh / INDEX, table)
            _move_into_place(fresh, target)
            sync_folder(parent)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        return cls.open(target, timeout=timeout, clock=clock)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, timeout: float = 10.0, clock: Clock | None = None) -> Archive:
        """Open an archive for writing, waiting `timeout` seconds for whoever writes now.

        `clock` says what time it is, with its offset: that is written beside each version and each deletion, and tells
        from which day they count (`dateline.index.store.history`). Without it nothing is written there.
        Raises ArchiveMissing, ArchiveLocked, StoreError, IndexDamaged, IndexFormatError.
        """
        folder = Path(path)
        find_store(folder)
        with ExitStack() as opened:
            lock = take_lock(folder, timeout)
            opened.callback(lock.release)
            store = Store.open(folder / STORE, writable=True)
            opened.callback(store.close)
            keep_good(folder)
            writer = _open_writer(folder)
            archive = cls(folder, lock, store, writer, clock)
            opened.callback(archive.close)
            store.identify(writer.generation)
            archive._catch_up()
            opened.pop_all()
        return archive

    @classmethod
    def rebuild(
        cls,
        path: str | os.PathLike[str],
        *,
        fields: FieldTable | None = None,
        keywords: Iterable[str] = (),
        extract: bool = False,
        detect: bool = False,
        timeout: float = 10.0,
        progress: Callable[[int], None] | None = None,
    ) -> int:
        """Build the index of an archive anew from its store, beside the old one, and swap; return the articles.

        The old index is not read, so it may be damaged or gone; whoever searches keeps it until then.
        Its fields are `fields`, or those that it was declared with, and the `keywords` besides. People, places and
        dates that were found by an older Dateline are found again; with `extract`, in every article that did not bring
        its own, and with `detect` as well, languages that are not given are found by a detector. `progress` is told
        how many articles are done, now and then.
        """
        return rebuild_index(
            path,
            fields=fields,
            keywords=keywords,
            extract=extract,
            detect=detect,
            timeout=timeout,
            progress=progress,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and not self._closed:
                self.commit()
        finally:
            self.close()

    @property
    def fields(self) -> FieldTable:
        """The field table."""
        return self._writer.fields

    @property
    def problem(self) -> str | None:
        """What is wrong with the archive's own gazetteer, and what counts until it is mended; None: nothing."""
        return self._finder.problem

    @property
    def schema(self) -> Schema:
        """The field table as a Whoosh `Schema`."""
        from dateline.index.analysis.whoosh_schema import schema_from_fields  # start-up: Whoosh takes 65 ms to import

        return schema_from_fields(self.fields)

    def add(self, article: Article, *, extract: bool = True) -> None:
        """Take an article; it counts from the next `commit` on. Which article it replaces: see `index.identity`.

        People, places and dates are found in its text, unless it brings its own `mentions` or `extract` is false.
        Raises ArticleError for an article with a field of the wrong type: it is not taken, all others stay.
        """
        self._check_open()
        checked = check_article(article)
        self._set_extract(extract)
        if self._unsettled:
            with self._changing():  # what is added from now on must not be taken for what failed
                pass
        self._batch.append(checked)
        if len(self._batch) >= BATCH:
            with self._changing():
                self._ingest()

    def add_many(self, articles: Iterable[Article], *, extract: bool = True) -> Ingested:
        """Take articles as they come, in bounded memory; return what became of them.

        People, places and dates are found in their texts, unless an article brings its own `mentions` or
        `extract` is false. Raises ArticleError at the first article with a field of the wrong type. Whatever ends the
        call, this or an error of the iterable, the articles before it stay taken, and the next `commit` keeps them;
        `rollback`, or an error that leaves the `with` block of the archive, drops them.
        """
        self._check_open()
        stream = iter_articles(articles)
        with self._changing():
            self._ingest()
        self._set_extract(extract)
        before = self._ended + self._ingested
        for article in stream:
            self._batch.append(check_article(article))
            if len(self._batch) >= BATCH:
                with self._changing():
                    self._ingest()
        with self._changing():
            self._ingest()
        return self._ended + self._ingested - before

    def take(
        self, batch: Sequence[Article | Draft], *, extract: bool = True, found: Sequence[str | None] = ()
    ) -> list[Stored]:
        """Take articles, all at once; return what became of each, in their order.

        ``found`` are the records of what this archive's `Finder` found in each, where another process has looked.
        """
        with self._changing():
            self._ingest()
            self._extract = extract
            return self._take(batch, found)

    @contextmanager
    def sources(self) -> Iterator[Provenance]:
        """Give what is kept of the files that articles came from; changes of it count from the next commit on."""
        with self._changing():
            self._ingest()
            with self._store.sources() as kept:
                self._pending = True
                yield kept

    def delete(self, *ids: str) -> None:
        """Take articles out of search. Raises ArticleMissing, deleting none, if one is not there, ArticleError."""
        self._check_open()
        wanted = check_ids(ids)
        with self._changing():
            self._ingest()
            for deleted in self._store.delete(wanted, self._now()):
                self._pending = self._changed = True
                self._writer.remove(deleted.replaced)

    def get(self, id: str) -> Article:
        """Return the newest version of an article, uncommitted ones among them. Raises ArticleMissing, ArticleError."""
        self._check_open()
        (wanted,) = check_ids((id,))
        with self._changing():
            self._ingest()
            return self._store.get(wanted)

    def commit(self) -> Ingested:
        """Make everything taken since the last commit durable and searchable; return what became of it.

        All of it counts from then on, or nothing. After an error or an interrupt, `commit` may be called again, and
        keeps what was taken if the error does not say that it was lost; `rollback` drops it, unless it was stored
        already; and if the archive is closed, the next opening for writing ends in one of the two states.
        """
        with self._changing():
            self._ingest()
            if self._changed:
                self._writer.flush()
            if self._keeper is not None:
                self._keeper.finish()
            self._store.commit()  # perhaps of sources only
            self._pending = False
            if self._keeper is not None:
                self._keeper.commit()
            if self._changed:
                commit_index(self._writer, self._store)
                self._changed = False
            done, self._ingested = self._ingested, Ingested()
            self._ended += done
        return done

    def rollback(self) -> None:
        """Forget everything taken since the last commit.

        After a `commit` that failed when the articles were stored already, they stay, and are made searchable.
        """
        self._check_open()
        self._unsettled = True
        self._ended += self._ingested
        self._store.rollback()
        self._batch, self._ingested, self._changed, self._pending = [], Ingested(), False, False
        self._settle()
        self._ingested = Ingested()

    def close(self) -> None:
        """Close; what was not committed is lost. Closing twice does nothing."""
        if not self._closed:
            self._closed = True
            self._release()

    def _check_open(self) -> None:
        if self._closed:
            raise self._was_closed()

    def _was_closed(self) -> ArchiveClosed:
        return ArchiveClosed(f"the archive {self.path} was closed; open it again")

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Hold together what changes store and index in one operation.

        When it does not end, the next operation first brings the memory in line with what is stored (`_settle`).
        """
        self._check_open()
        if self._unsettled:
            self._settle()
        self._unsettled = True
        try:
            yield
        except ArticleMissing:  # nothing was changed
            self._unsettled = False
            raise
        except OSError as error:
            raise ArchiveError(
                f"the archive {self.path} could not be written: {error.strerror or error}; what was taken since the "
                "last commit is not lost: free space or mend the disk and commit again, or roll back"
            ) from error
        except Exception as error:
            if self._closed:  # by another thread, in the middle of this
                raise ArchiveClosed(
                    f"the archive {self.path} was closed while it was written to; open it again"
                ) from error
            raise
        self._unsettled = False

    def _settle(self) -> None:
        """Make what is in memory what the store and the index on the disk say, after an operation that did not end.

        The index is derived, so all that counts is read from the store: what it has committed becomes searchable, and
        what its open transaction holds is indexed again and waits for the next commit.
        """
        self._forget_stories()
        self._writer.close()
        pending = self._store.recover()
        self._writer = _open_writer(self.path)
        behind = self._writer.seq
        last = self._store.last_written()
        lost = self._pending and not pending and last == behind
        stored = self._batch_after is not None and last > self._batch_after
        if lost or stored:
            self._batch = []
        self._batch_after = None
        added, replaced = self._store.count_since(behind)
        self._ingested = replace(self._ingested, added=added, replaced=replaced)
        self._changed = pending and last > behind
        self._pending = pending
        self._catch_up(commit=not pending)
        if self._changed:
            self._stories.find_missing(last)
        self._unsettled = False

    def _set_extract(self, extract: bool) -> None:
        """Choose whether people, places and dates are found in what is taken from now on."""
        if extract != self._extract:
            with self._changing():
                self._ingest()
            self._extract = extract

    def _release(self) -> None:
        self._forget_stories()
        self._writer.close()
        self._store.close()
        self._lock.release()

    def _ingest(self) -> None:
        """Bring the batch into the store and the index."""
        if self._batch:
            self._batch_after = self._store.last_written()
            self._take(self._batch)
            self._batch, self._batch_after = [], None

    def _take(self, batch: Sequence[Article | Draft], found: Sequence[str | None] = ()) -> list[Stored]:
        """Bring articles into the store and the index; return what became of each."""
        added = replaced = unchanged = 0
        looked: list[Stored] = []

        def look(stored: list[Stored]) -> list[MentionRow]:
            nonlocal looked
            looked, rows = self._look_into(stored, found)
            return rows

        drafts = [draft_of(each) for each in batch]
        looks = self._extract or any(draft.article.mentions is not None for draft in drafts)
        stored = self._store.add(drafts, self._now(), look if looks else None)
        self._pending = True
        fresh = looked if looks else stored
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
        incomplete = sum(each.failed is not None for each in fresh)
        self._ingested += Ingested(added, replaced, unchanged, incomplete)
        return fresh

    def _now(self) -> datetime | None:
        """Return what time it is, as far as anybody said."""
        return None if self._clock is None else self._clock()

    def _look_into(self, batch: Sequence[Stored], found: Sequence[str | None]) -> tuple[list[Stored], list[MentionRow]]:
        """Return what was stored with what is found in it, and the rows that keep this."""
        looked: list[Stored] = []
        rows: list[MentionRow] = []
        for stored, record in zip_longest(batch, found):
            mentions, failed = stored.article.mentions, None
            if stored.unchanged or (mentions is None and not self._extract):
                looked.append(stored)
                continue
            if mentions is not None:
                rows.append((stored.seq, mentions, True))
            elif record is not None:
                mentions, failed = (
                    (None, why) if (why := failure_of(record)) else (values_in(stored.article, record), None)
                )
                rows.append((stored.seq, record, False))
            else:
                result = attempt(self._finder.find, stored.article)
                mentions, failed = (None, result.reason) if isinstance(result, Failure) else (result, None)
                rows.append((stored.seq, result, False))
            looked.append(stored._replace(article=replace(stored.article, mentions=mentions), failed=failed))
        return looked, rows

    @property
    def _stories(self) -> StoryKeeper:
        """What finds copies and near copies."""
        if self._keeper is None:
            from dateline.index.stories.keeper import StoryKeeper  # start-up: who opens an archive may not add to it

            self._keeper = StoryKeeper(self._store, self.path / STORIES)
        return self._keeper

    def _forget_stories(self) -> None:
        """Let go of the stories that were not committed."""
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None

    @property
    def _finder(self) -> Finder:
        """What finds people, places and dates in the articles of this archive."""
        if self._looker is None:
            self._looker = make_finder(self.path)
        return self._looker

    def _catch_up(self, *, commit: bool = True) -> None:
        """Bring an index that the store is ahead of up to date: its last commit was cut off.

        Without ``commit`` what the store holds is still in its transaction, and the index waits as well.
        """
        last = self._store.last_seq()
        if self._writer.seq > last:
            raise IndexDamaged(
                "it has articles that the store does not have: was articles.db replaced by an older copy?",
                self.path / INDEX,
                "`dateline check --repair` makes an index of what is there",
            )
        if self._writer.seq == last:
            return
        for change in self._store.changes(self._writer.seq):
            if change.replaced is not None:
                self._writer.remove(change.replaced)
            if change.article is not None:
                self._writer.add(change.seq, change.article)
            if self._writer.full:
                self._writer.flush()
        if commit:
            commit_index(self._writer, self._store)


def _move_into_place(fresh: Path, target: Path) -> None:
    """Give a new archive its name. Raises ArchiveExists if something is there by now, ArchiveError if it cannot."""
    try:
        os.replace(fresh, target)  # a folder replaces an empty folder, never one that holds something
    except OSError as error:
        check_vacant(target)
        raise ArchiveError(f"no archive can be made at {target}: {error.strerror}") from error


def _open_writer(path: Path) -> IndexWriter:
    try:
        return IndexWriter(path / INDEX)
    except FileNotFoundError as error:
        raise IndexDamaged("it is missing", error.filename) from error
