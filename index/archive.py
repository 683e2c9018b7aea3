"""An archive open for writing: articles are stored and indexed together.

`dateline.index.layout` describes its files, `dateline.index.intake.session` how they change together.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dateline.index.arguments import (
    check_clock,
    check_fields,
    check_flag,
    check_instant,
    check_memory,
    check_path,
    check_timeout,
)
from dateline.index.article import Article
from dateline.index.errors import ArchiveClosed, ArchiveUnwritable, ArticleMissing
from dateline.index.fields import DEFAULT_FIELDS, FieldTable
from dateline.index.files import explain_write_errors
from dateline.index.intake.opening import create_archive, open_session
from dateline.index.intake.session import Ingested, WriteSession
from dateline.index.rebuild import rebuild_index
from dateline.index.segment.memory import MEMORY
from dateline.index.store.placement import Draft, Stored, draft_of
from dateline.index.store.validation import check_article, check_ids, iter_articles

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from dateline.index.analysis.whoosh_schema import Schema
    from dateline.index.store.provenance import Provenance

__all__ = ["Archive", "Clock", "Ingested"]

BATCH = 1000
COMMIT_AGAIN = "commit again, or roll back: nothing since the last commit is lost"
Clock = Callable[[], datetime]  # returns the current time, with its offset


class Archive:
    """An archive open for writing. As a context it commits at the end, or rolls back after an error.

    Threads may share it: each call waits until those of other threads have ended.
    """

    def __init__(self, path: Path, lock: BaseFileLock, session: WriteSession, clock: Clock | None = None) -> None:
        """Use `create` or `open`."""
        self.path = path
        self._lock, self._session, self._clock = lock, session, clock
        self._batch: list[Article] = []
        self._batch_after: int | None = None  # the last version of the store before the batch
        self._finished = Ingested()  # the outcome of everything committed or rolled back
        self._extract = True
        self._closed = False
        self._turn = threading.RLock()  # of the thread whose call runs
        self._process = os.getpid()
        self._running = 0  # operations that run, one within the other
        self._inconsistent = False  # an operation did not end: memory may differ from what is stored

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        *,
        fields: FieldTable | None = None,
        schema: Schema | None = None,
        keywords: Iterable[str] = (),
        memory: int = MEMORY,
        timeout: float = 10.0,
        clock: Clock | None = None,
    ) -> Archive:
        """Make an empty archive in a folder that is missing or empty, and open it for writing.

        Its fields are `fields`, or those of a Whoosh `schema`, or the default ones, plus the `keywords`. `memory` and
        `clock` are as in `open`. If several programs make the same archive at once, one succeeds, and the others get
        ArchiveExists. Raises ArchiveExists, ArchiveError, FieldError.
        """
        target, fields = check_path(path), check_fields(fields)
        check_timeout(timeout)
        check_memory(memory)
        check_clock(clock)
        if schema is not None:
            from dateline.index.analysis.whoosh_schema import (
                fields_from_schema,  # start-up: Whoosh takes 65 ms to import
            )

            fields = fields_from_schema(schema)
        create_archive(target, (fields or DEFAULT_FIELDS).with_keywords(keywords))
        return cls.open(target, memory=memory, timeout=timeout, clock=clock)

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        memory: int = MEMORY,
        timeout: float = 10.0,
        clock: Clock | None = None,
    ) -> Archive:
        """Open an archive for writing; wait up to `timeout` seconds for another writer.

        Indexing takes some `memory` MB, whatever the number of articles: the more, the fewer segments, and the faster a
        search.

        `clock` returns the current time with its offset. It is stored with each version and each deletion, and decides
        from which day they count (`dateline.index.store.history`). Without a clock no time is stored. Raises
        ArchiveMissing, ArchiveLocked, StoreError, IndexDamaged, IndexFormatError.
        """
        folder = check_path(path)
        check_clock(clock)
        return cls(folder, *open_session(folder, check_timeout(timeout), check_memory(memory)), clock)

    rebuild = staticmethod(rebuild_index)

    def __enter__(self) -> Self:
        self._check_open()
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
        return self._session.fields

    @property
    def problem(self) -> str | None:
        """What is wrong with the archive's own gazetteer, and what is used instead; None if nothing is."""
        return self._session.finder.problem

    @property
    def schema(self) -> Schema:
        """The field table as a Whoosh `Schema`."""
        from dateline.index.analysis.whoosh_schema import schema_from_fields  # start-up: Whoosh takes 65 ms to import

        return schema_from_fields(self.fields)

    def add(self, article: Article, *, extract: bool = True) -> None:
        """Add an article; it is searchable after the next `commit`. `index.store.identity` says which one it replaces.

        People, places and dates are found in its text, unless it has its own `mentions` or `extract` is false. Raises
        ArticleError for a field of the wrong type; the article is not added then, and all others stay.
        """
        self._check_open()
        checked = check_article(article)
        with self._turn:
            if self._inconsistent:
                with self._operation():  # keep new articles apart from those of the failed operation
                    pass
            self._take(checked, extract)

    def add_many(self, articles: Iterable[Article], *, extract: bool = True) -> Ingested:
        """Add articles from an iterable in bounded memory; return their outcome.

        People, places and dates are found in their texts, unless an article has its own `mentions` or `extract` is
        false. Raises ArticleError at the first article with a field of the wrong type. If the call ends with this or
        with an error of the iterable, the articles before it stay, and the next `commit` keeps them; `rollback`, or an
        error that leaves the `with` block of the archive, drops them.
        """
        self._check_open()
        stream = iter_articles(articles)
        with self._operation():
            self._ingest()
        before = self._finished + self._session.counts
        for article in stream:
            checked = check_article(article)
            with self._turn:
                self._take(checked, extract)
        with self._operation():
            self._ingest()
            return self._finished + self._session.counts - before

    def add_batch(
        self, batch: Sequence[Article | Draft], *, extract: bool = True, found: Sequence[str | None] = ()
    ) -> list[Stored]:
        """Add articles, all or none of them; return the outcome of each, in order.

        ``found`` are the mention records of each, if another process has run this archive's `Finder`.
        """
        with self._operation():
            self._ingest()
            self._extract = extract
            return self._store(batch, found)

    @contextmanager
    def sources(self) -> Iterator[Provenance]:
        """Give access to the provenance of articles; its changes take effect with the next commit."""
        with self._operation():
            self._ingest()
            with self._session.sources() as provenance:
                yield provenance

    def delete(self, *ids: str) -> None:
        """Delete articles. Raises ArticleMissing, deleting none, if one does not exist, and ArticleError."""
        self._check_open()
        wanted = check_ids(ids)
        with self._operation():
            self._ingest()
            self._session.delete(wanted, self._now())

    def get(self, id: str) -> Article:
        """Return the newest version of an article, committed or not. Raises ArticleMissing, ArticleError."""
        self._check_open()
        (wanted,) = check_ids((id,))
        with self._operation():
            self._ingest()
            return self._session.store.get(wanted)

    def __contains__(self, id: object) -> bool:
        """Return whether there is an article with this id, committed or not."""
        self._check_open()
        if not isinstance(id, str):
            return False
        (wanted,) = check_ids((id,))
        with self._operation():
            self._ingest()
            self._session.store.ensure_key_indexes()
            return self._session.store.live_seq(wanted) is not None

    def __len__(self) -> int:
        """Return the number of articles, including uncommitted ones."""
        self._check_open()
        with self._operation():
            self._ingest()
            return self._session.store.count()

    def articles(self) -> Iterator[Article]:
        """Yield every article as `get` returns it, in stored order, in bounded memory.

        Articles that are added meanwhile are not included.
        """
        self._check_open()
        with self._operation():
            self._ingest()
            self._session.store.ensure_key_indexes()
        return (article for _, article in self._session.store.scan(mentions=False))

    def commit(self) -> Ingested:
        """Make everything added since the last commit durable and searchable; return its outcome.

        A commit is atomic. After an error or an interrupt, `commit` may be called again and keeps the articles, unless
        the error says that they are lost; `rollback` drops them, unless they were stored already. If the archive is
        closed instead, the next opening for writing leads to one of the two states.
        """
        with self._operation():
            self._ingest()
            done = self._session.commit()
            self._finished += done
        return done

    def rollback(self) -> None:
        """Drop everything added since the last commit.

        If a `commit` failed after it stored the articles, they stay, and are made searchable.
        """
        self._check_open()
        with self._turn, self._counted(), explain_write_errors(self.path, "roll back again"):
            self._check_open()
            self._inconsistent = True
            self._finished += self._session.counts
            self._session.rollback()
            self._batch = []
            self._recover()
            self._session.counts = Ingested()

    def close(self) -> None:
        """Close; uncommitted articles are lost. Closing twice does nothing.

        The running call of another thread ends first. Called within a call of this archive (by a clock), it takes
        effect at the end of that call.
        """
        with self._turn:
            if not self._closed:
                self._closed = True
                if not self._running:
                    self._release()

    def _release(self) -> None:
        """Close the files and let others write."""
        self._session.close()
        self._lock.release()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count a running operation; the outermost one closes the archive at its end, if it was closed meanwhile."""
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            if self._closed and not self._running:
                self._release()

    def _check_open(self) -> None:
        if os.getpid() != self._process:
            raise ArchiveClosed(
                f"the archive {self.path} was opened before a fork, by another process; open it here, too"
            )
        if self._closed:
            raise ArchiveClosed(f"the archive {self.path} was closed; open it again")

    @contextmanager
    def _operation(self) -> Iterator[None]:
        """Run an operation that changes store and index together.

        If it fails, the next operation first makes the memory consistent with what is stored (`_recover`).
        """
        with self._turn:
            self._check_open()
            with self._counted():
                self._session.store.take_over()
                if self._inconsistent:
                    self._recover()
                self._inconsistent = True
                with self._explained():
                    yield
                self._inconsistent = False

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Give errors of an operation their words."""
        try:
            yield
        except ArticleMissing:  # nothing was changed
            self._inconsistent = False
            raise
        except OSError as error:
            raise ArchiveUnwritable.of(error, self.path, COMMIT_AGAIN) from error
        except Exception as error:
            if self._closed:  # by another thread, during this operation
                raise ArchiveClosed(
                    f"the archive {self.path} was closed while it was written to; open it again"
                ) from error
            raise

    def _recover(self) -> None:
        """Make the memory consistent with the store and the index on the disk, after an operation that did not end."""
        if self._session.recover(self._batch_after):
            self._batch = []
        self._batch_after = None
        self._session.resume()
        self._inconsistent = False

    def _take(self, article: Article, extract: bool) -> None:
        """Add a checked article to the batch; store and index the batch if it is full."""
        self._set_extract(extract)
        self._batch.append(article)
        if len(self._batch) >= BATCH:
            with self._operation():
                self._ingest()

    def _set_extract(self, extract: bool) -> None:
        """Choose whether people, places and dates are found in the next articles."""
        if extract is not self._extract:
            check_flag("extract", extract)
            with self._operation():
                self._ingest()
            self._extract = extract

    def _ingest(self) -> None:
        """Store and index the batch."""
        if self._batch:
            self._batch_after = self._session.store.last_written()
            self._store(self._batch)
            self._batch, self._batch_after = [], None

    def _store(self, batch: Sequence[Article | Draft], found: Sequence[str | None] = ()) -> list[Stored]:
        """Store and index articles; return the outcome of each."""
        drafts = [draft_of(each) for each in batch]
        return self._session.add(drafts, self._now(), extract=self._extract, found=found)

    def _now(self) -> datetime | None:
        """Return the current time, if there is a clock."""
        return None if self._clock is None else check_instant(self._clock())
