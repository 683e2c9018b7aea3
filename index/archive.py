"""The archive, open for writing: articles in, the store and the index kept together.

Where its parts lie is said in `dateline.index.layout`, how they change as one in `dateline.index.intake.session`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dateline.index.article import Article
from dateline.index.errors import ArchiveClosed, ArchiveError, ArticleMissing
from dateline.index.fields import DEFAULT_FIELDS, FieldTable
from dateline.index.intake.opening import create_archive, open_session
from dateline.index.intake.session import Ingested, WriteSession
from dateline.index.rebuild import rebuild_index
from dateline.index.store.placement import Draft, draft_of
from dateline.index.store.store import Stored
from dateline.index.store.validation import check_article, check_ids, iter_articles

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from dateline.index.analysis.whoosh_schema import Schema
    from dateline.index.store.provenance import Provenance

__all__ = ["Archive", "Clock", "Ingested"]

BATCH = 1000
Clock = Callable[[], datetime]  # says what time it is, with its offset


class Archive:
    """An archive, open for writing. As a context it commits at the end, or rolls back if an error ends it."""

    def __init__(self, path: Path, lock: BaseFileLock, session: WriteSession, clock: Clock | None = None) -> None:
        """Use `create` or `open`."""
        self.path = path
        self._lock, self._session, self._clock = lock, session, clock
        self._batch: list[Article] = []
        self._batch_after: int | None = None  # the last version of the store when storing the batch began
        self._finished = Ingested()  # what became of all that was committed or rolled back
        self._extract = True
        self._closed = False
        self._inconsistent = False  # an operation did not end: memory may differ from what is stored

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
        `keywords` besides. `clock` is as in `open`. Of several programs that make the same archive at once, one does,
        and the others get ArchiveExists. Raises ArchiveExists, ArchiveError, FieldError.
        """
        if schema is not None:
            from dateline.index.analysis.whoosh_schema import (
                fields_from_schema,  # start-up: Whoosh takes 65 ms to import
            )

            fields = fields_from_schema(schema)
        target = Path(path)
        create_archive(target, (fields or DEFAULT_FIELDS).with_keywords(keywords))
        return cls.open(target, timeout=timeout, clock=clock)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, timeout: float = 10.0, clock: Clock | None = None) -> Archive:
        """Open an archive for writing, waiting `timeout` seconds for whoever writes now.

        `clock` says what time it is, with its offset: that is written beside each version and each deletion, and tells
        from which day they count (`dateline.index.store.history`). Without it nothing is written there.
        Raises ArchiveMissing, ArchiveLocked, StoreError, IndexDamaged, IndexFormatError.
        """
        folder = Path(path)
        return cls(folder, *open_session(folder, timeout), clock)

    rebuild = staticmethod(rebuild_index)

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
        return self._session.fields

    @property
    def problem(self) -> str | None:
        """What is wrong with the archive's own gazetteer, and what counts until it is mended; None: nothing."""
        return self._session.finder.problem

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
        if self._inconsistent:
            with self._operation():  # what is added from now on must not be taken for what failed
                pass
        self._batch.append(checked)
        if len(self._batch) >= BATCH:
            with self._operation():
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
        with self._operation():
            self._ingest()
        self._set_extract(extract)
        before = self._finished + self._session.counts
        for article in stream:
            self._batch.append(check_article(article))
            if len(self._batch) >= BATCH:
                with self._operation():
                    self._ingest()
        with self._operation():
            self._ingest()
        return self._finished + self._session.counts - before

    def add_batch(
        self, batch: Sequence[Article | Draft], *, extract: bool = True, found: Sequence[str | None] = ()
    ) -> list[Stored]:
        """Take articles, all at once; return what became of each, in their order.

        ``found`` are the records of what this archive's `Finder` found in each, where another process has looked.
        """
        with self._operation():
            self._ingest()
            self._extract = extract
            return self._store(batch, found)

    @contextmanager
    def sources(self) -> Iterator[Provenance]:
        """Give what is kept of the files that articles came from; changes of it count from the next commit on."""
        with self._operation():
            self._ingest()
            with self._session.sources() as provenance:
                yield provenance

    def delete(self, *ids: str) -> None:
        """Take articles out of search. Raises ArticleMissing, deleting none, if one is not there, ArticleError."""
        self._check_open()
        wanted = check_ids(ids)
        with self._operation():
            self._ingest()
            self._session.delete(wanted, self._now())

    def get(self, id: str) -> Article:
        """Return the newest version of an article, uncommitted ones among them. Raises ArticleMissing, ArticleError."""
        self._check_open()
        (wanted,) = check_ids((id,))
        with self._operation():
            self._ingest()
            return self._session.store.get(wanted)

    def __contains__(self, id: object) -> bool:
        """Return whether there is an article with this id, uncommitted or not."""
        self._check_open()
        if not isinstance(id, str):
            return False
        with self._operation():
            self._ingest()
            self._session.store.ensure_key_indexes()
            return self._session.store.live_seq(id) is not None

    def __len__(self) -> int:
        """Return the number of articles, with uncommitted ones and without deleted ones."""
        self._check_open()
        with self._operation():
            self._ingest()
            return self._session.store.count()

    def articles(self) -> Iterator[Article]:
        """Yield every article as `get` returns it, in the order of storing, in bounded memory.

        Articles that are added while it is read are not among them.
        """
        self._check_open()
        with self._operation():
            self._ingest()
            self._session.store.ensure_key_indexes()
        return (article for _, article in self._session.store.scan(mentions=False))

    def commit(self) -> Ingested:
        """Make everything taken since the last commit durable and searchable; return what became of it.

        All of it counts from then on, or nothing. After an error or an interrupt, `commit` may be called again, and
        keeps what was taken if the error does not say that it was lost; `rollback` drops it, unless it was stored
        already; and if the archive is closed, the next opening for writing ends in one of the two states.
        """
        with self._operation():
            self._ingest()
            done = self._session.commit()
            self._finished += done
        return done

    def rollback(self) -> None:
        """Forget everything taken since the last commit.

        After a `commit` that failed when the articles were stored already, they stay, and are made searchable.
        """
        self._check_open()
        self._inconsistent = True
        self._finished += self._session.counts
        self._session.rollback()
        self._batch = []
        self._recover()
        self._session.counts = Ingested()

    def close(self) -> None:
        """Close; what was not committed is lost. Closing twice does nothing."""
        if not self._closed:
            self._closed = True
            self._session.close()
            self._lock.release()

    def _check_open(self) -> None:
        if self._closed:
            raise ArchiveClosed(f"the archive {self.path} was closed; open it again")

    @contextmanager
    def _operation(self) -> Iterator[None]:
        """Hold together what changes store and index in one operation.

        When it does not end, the next operation first brings the memory in line with what is stored (`_recover`).
        """
        self._check_open()
        if self._inconsistent:
            self._recover()
        self._inconsistent = True
        try:
            yield
        except ArticleMissing:  # nothing was changed
            self._inconsistent = False
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
        self._inconsistent = False

    def _recover(self) -> None:
        """Make what is in memory what the store and the index on the disk say, after an operation that did not end."""
        if self._session.recover(self._batch_after):
            self._batch = []
        self._batch_after = None
        self._session.resume()
        self._inconsistent = False

    def _set_extract(self, extract: bool) -> None:
        """Choose whether people, places and dates are found in what is taken from now on."""
        if extract != self._extract:
            with self._operation():
                self._ingest()
            self._extract = extract

    def _ingest(self) -> None:
        """Bring the batch into the store and the index."""
        if self._batch:
            self._batch_after = self._session.store.last_written()
            self._store(self._batch)
            self._batch, self._batch_after = [], None

    def _store(self, batch: Sequence[Article | Draft], found: Sequence[str | None] = ()) -> list[Stored]:
        """Bring articles into the store and the index; return what became of each."""
        drafts = [draft_of(each) for each in batch]
        return self._session.add(drafts, self._now(), extract=self._extract, found=found)

    def _now(self) -> datetime | None:
        """Return what time it is, as far as anybody said."""
        return None if self._clock is None else self._clock()
