"""The article store: every version of every article, durably, in one SQLite file.

A row of ``versions`` never changes. Adding an article appends a *version*; replacing it appends another that names the
row it replaces; deleting appends a *tombstone*. Rows are numbered by ``seq``, always increasing, so that "the store as
of seq n" never changes: the index records up to which seq it is current, and readers of an older state still find its
texts.

`dateline.index.store.identity` decides which article an added one is. If its content equals the live version of its id,
nothing changes, whatever its file and notes. A deleted id may be added again; the version then replaces nothing.

A commit is on the disk when `commit` returns. Until its first commit a store is filled under a rollback journal, which
blocks readers; afterwards readers and writers do not wait for each other. The store uses only SQLite's locks: the
archive ensures that there is one writer.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from dateline.index.errors import ArticleMissing, StoreError
from dateline.index.store.access import Access
from dateline.index.store.columns import ADDED, CELL_LIST, CELLS, FOUND
from dateline.index.store.generation import Identity, give_identity, read_archive, read_identity
from dateline.index.store.history import History
from dateline.index.store.live import LIVE_AS_OF, live_seqs
from dateline.index.store.rows import RESTORE, decode_text, encode_text, stored_article, with_added
from dateline.index.store.schema import create_database, explain_errors
from dateline.index.store.stories import StoryTable

if TYPE_CHECKING:
    from dateline.index.article import Article
    from dateline.index.store.derived import DamageHandler, MentionRow, Mentions
    from dateline.index.store.placement import Draft, Stored
    from dateline.index.store.provenance import Provenance

__all__ = ["Change", "Deleted", "Store"]

# Lists of versions have 32-bit numbers (`dateline.index.stories.runs`).
MOST_VERSIONS = 1 << 32

LAST_CHARACTER = chr(sys.maxunicode)
SURROGATES = range(0xD800, 0xE000)  # characters that UTF-8 has not

READ_ROWS = 32  # versions read at a time
LAST = "SELECT coalesce(max(seq), 0) FROM versions"


class Deleted(NamedTuple):
    """A tombstone: its seq, the id, and the version that was live before."""

    seq: int
    id: str
    replaced: int


class Change(NamedTuple):
    """One row of the store: its kind, the version that it replaced, and the article of a version."""

    seq: int
    kind: Literal["version", "tombstone"]
    replaced: int | None
    article: Article | None


class Store:
    """The article store of one archive.

    Threads may share it: each has its own connection and reads committed rows. The thread that began a transaction, by
    `add` or `delete`, also reads its uncommitted rows. Other tables have their own classes: `mentions`, `stories`, and
    `sources`; `history` has the versions over time.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        """Use `create` or `open`."""
        self.path = path
        self._access = Access(path, writable=writable)
        self.stories = StoryTable(self._access)
        self.history = History(self._access)

    @cached_property
    def mentions(self) -> Mentions:
        """The mentions of versions, as records."""
        from dateline.index.store.derived import Mentions  # start-up: plain words have no mentions

        return Mentions(self._access)

    @classmethod
    def create(cls, path: str | os.PathLike[str]) -> Store:
        """Make an empty store, open for writing, at a path that does not exist. Raises StoreError.

        Close it before its folder is renamed, then open it again: SQLite finds its journal by name.
        """
        create_database(Path(path))
        return cls(Path(path), writable=True)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, writable: bool = False) -> Store:
        """Open the store at a path. Raises StoreError if it is missing, damaged or of a newer version.

        If nothing can be written beside the store, it is read without locks (`dateline.index.store.lockless`).
        """
        if not Path(path).is_file():
            raise StoreError("there is no article store here; restore it from a copy, or make a new archive", path)
        return cls(Path(path), writable=writable)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections of all threads. Uncommitted rows are dropped.

        Reading threads get their answer or ArchiveClosed; a writing thread is waited for.
        """
        self._access.close()

    # Writing

    def take_over(self) -> None:
        """Let the calling thread read uncommitted rows that another thread wrote; threads take turns to write."""
        self._access.transaction.take_over()

    def add(
        self,
        articles: Sequence[Article | Draft],
        now: datetime | None = None,
        extract: Callable[[list[Stored]], Iterable[MentionRow]] | None = None,
    ) -> list[Stored]:
        """Append one batch in the open transaction, begun on demand; return the outcome of each article, in order.

        ``now`` is stored as the time of adding. ``extract`` returns the rows of mentions of what was stored, which are
        stored with it. Within a batch a later article replaces an earlier one of the same id. A batch is stored as a
        whole or not at all. Raises StoreError for an article that cannot be stored or a full disk (then `recover`
        returns whether the transaction is still open), ArchiveLocked if another program is writing.
        """
        from dateline.index.store.derived import write_mentions  # start-up: searches do not write
        from dateline.index.store.originals import write_originals  # start-up: the same
        from dateline.index.store.placement import draft_of  # start-up: the same

        drafts = [draft_of(article) for article in articles]
        if not drafts:
            return []
        added = encode_moment(now)
        if added is not None:
            drafts = [draft._replace(cells=with_added(draft.cells, added)) for draft in drafts]
        transaction = self._access.transaction
        with transaction.operation() as connection:
            placed = transaction.place(connection, drafts)
            transaction.insert(connection, placed.rows)
            write_originals(connection, placed.stored)
            if extract is not None:
                write_mentions(connection, extract(placed.stored))
            return placed.stored

    def delete(self, ids: Iterable[str], now: datetime | None = None) -> list[Deleted]:
        """Append a tombstone for each id, added at ``now``.

        Raises ArticleMissing, and deletes nothing, if one has no live version.
        """
        wanted = list(dict.fromkeys(ids))
        transaction = self._access.transaction
        with transaction.operation() as connection:
            transaction.ensure_key_indexes(connection)
            live = live_seqs(connection, wanted)
            for id in wanted:
                if id not in live:
                    raise missing_article(id)
            deleted = [Deleted(seq, id, live[id]) for seq, id in enumerate(wanted, transaction.last + 1)]
            empty_cells = tuple(encode_moment(now) if place == ADDED else None for place in range(len(CELLS)))
            transaction.insert(connection, [(seq, id, replaced, 1, *empty_cells) for seq, id, replaced in deleted])
            return deleted

    def identify(self, generation: int, archive: str | None = None) -> None:
        """Give an older archive an id and a generation, and raise the generation to at least this one.

        The id is that of the index, ``archive``, if it has one. This has its own transaction, and is the first step of
        opening an archive for writing.
        """
        with self._access.transaction.connection() as connection:
            give_identity(connection, generation, archive)

    def raise_generation(self) -> None:
        """Count the open transaction, begun on demand, as a change of the archive's answers.

        Articles and deletions count without this.
        """
        transaction = self._access.transaction
        with transaction.operation() as connection:
            transaction.count_change(connection)

    @contextmanager
    def sources(self) -> Iterator[Provenance]:
        """Give access to the provenance of articles, in one operation of the transaction.

        This makes the indexes of keys, so a first load calls it as late as possible.
        """
        from dateline.index.store.provenance import Provenance  # start-up: searches do not need it

        with self._access.transaction.operation() as connection:
            yield Provenance(connection)

    @contextmanager
    def read_sources(self) -> Iterator[Provenance]:
        """Give access to the provenance of articles for reading."""
        from dateline.index.store.provenance import Provenance  # start-up: searches do not need it

        with self._access.connection() as connection:
            yield Provenance(connection)

    def commit(self) -> None:
        """Make everything added and deleted since the last commit durable.

        Raises ArchiveLocked if readers block the first commit of a new store; nothing is lost then, and commit may be
        called again.
        """
        self._access.transaction.commit()

    def rollback(self) -> None:
        """Drop everything added and deleted since the last commit."""
        self._access.transaction.rollback()

    def recover(self) -> bool:
        """Undo an interrupted operation; return whether the transaction is still open.

        SQLite may have rolled it back after a full disk or a failed read; then everything since the last commit is
        lost.
        """
        return self._access.transaction.recover()

    def last_written(self) -> int:
        """Return the highest seq, committed or not; 0 of an empty store."""
        with self._access.transaction.connection() as connection:
            ((last,),) = connection.execute(LAST).fetchall()
        return int(last)

    def count_since(self, seq: int) -> tuple[int, int]:
        """Return how many rows after ``seq`` are new articles, and how many replace another version."""
        query = "SELECT count(*) - count(replaces), count(replaces) FROM versions WHERE seq > ? AND NOT deleted"
        ((added, replaced),) = self._access.select(query, (seq,))
        return int(added), int(replaced)

    # Reading

    def read_transaction(self) -> AbstractContextManager[None]:
        """Return a context in which this thread reads one state of the store."""
        return self._access.read_transaction()

    def connection(self) -> AbstractContextManager[sqlite3.Connection]:
        """Return the connection for reading of this thread; for the modules of this package."""
        return self._access.connection()

    def identity(self) -> Identity:
        """Return the id of the archive and its generation."""
        with self._access.connection() as connection:
            return read_identity(connection)

    def archive(self) -> str | None:
        """Return the id of the archive; None in an older one."""
        with self._access.connection() as connection:
            return read_archive(connection)

    def generation(self) -> int:
        """Return the generation of the archive; 0 if it has none yet."""
        return self.identity().generation or 0

    def last_seq(self) -> int:
        """Return the highest seq, 0 of an empty store."""
        ((last,),) = self._access.select(LAST)
        if last >= MOST_VERSIONS:
            raise StoreError(f"it has the version number {last:,}, which is too high; {RESTORE}", self.path)
        return int(last)

    def count(self) -> int:
        """Return the number of live articles."""
        # Every row except tombstones is a version, and every row that replaces makes one of them superseded.
        ((rows, replacing, tombstones),) = self._access.select(
            "SELECT (SELECT count(*) FROM versions), count(*), coalesce(sum(deleted), 0)"
            " FROM versions WHERE replaces IS NOT NULL"
        )
        return int(rows) - int(replacing) - int(tombstones)

    def get(self, id: str) -> Article:
        """Return the live article of an id. Raises ArticleMissing."""
        self.ensure_key_indexes()
        query = f"SELECT deleted, id, {CELL_LIST} FROM versions WHERE id = ? ORDER BY seq DESC LIMIT 1"
        with explain_errors(self.path):
            for deleted, found, *cells in self._access.select(query, (encode_text(id),)):
                if not deleted:
                    return stored_article(found, tuple(cells))
        raise missing_article(id)

    def ensure_key_indexes(self) -> None:
        """Make the indexes of keys, if this thread is in the first load of a new store."""
        # Other threads read committed rows, which are indexed.
        if self._access.is_writing:
            with self._access.connection() as connection:
                self._access.transaction.ensure_key_indexes(connection)

    def original(self, seq: int, article: Article) -> Article:
        """Return the article of a version with its title and body before cleaning."""
        from dateline.index.store.originals import ORIGINAL, with_original  # start-up: few readers compare

        with explain_errors(self.path):
            ((title, body),) = self._access.select(f"{ORIGINAL} WHERE v.seq = ?", (seq,)) or ((None, None),)
            return with_original(article, title, body)

    def read(self, seqs: Sequence[int]) -> dict[int, Article]:
        """Return the articles of versions, live or not; unknown seqs and tombstones are left out."""
        query = f"SELECT seq, id, {CELL_LIST} FROM versions WHERE seq IN (?) AND NOT deleted"
        with explain_errors(self.path):
            return {seq: stored_article(id, tuple(cells)) for seq, id, *cells in self._access.select_list(query, seqs)}

    def live_seq(self, id: str, upto: int | None = None) -> int | None:
        """Return the live version of an id as of ``upto`` (now), None if there is none."""
        last = self.last_seq() if upto is None else upto
        query = "SELECT seq, deleted FROM versions WHERE id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1"
        return next((seq for seq, deleted in self._access.select(query, (encode_text(id), last)) if not deleted), None)

    def live_seqs_of_prefix(self, prefix: str, upto: int) -> list[int]:
        """Return the live versions of the ids that begin with a prefix, as of ``upto``."""
        beyond = text_after(prefix)
        below = "AND id < :beyond" if beyond else ""
        query = f"SELECT seq FROM versions AS v WHERE id >= :first {below} AND {LIVE_AS_OF}"
        values: dict[str, object] = {"first": encode_text(prefix), "beyond": encode_text(beyond), "last": upto}
        with explain_errors(self.path):
            return [seq for (seq,) in self._access.select(query, values)]

    def read_found(self, seqs: Sequence[int]) -> Iterator[tuple[int, Article]]:
        """Yield the articles of versions with mentions, in bounded memory."""
        from dateline.index.store.derived import with_mentions  # start-up: plain words have no mentions

        query = f"SELECT seq, {FOUND}, id, {CELL_LIST} FROM versions AS v WHERE seq IN (?) AND NOT deleted ORDER BY seq"
        with explain_errors(self.path):
            for start in range(0, len(seqs), READ_ROWS):
                for seq, found, id, *cells in self._access.select_list(query, seqs[start : start + READ_ROWS]):
                    yield seq, with_mentions(stored_article(id, tuple(cells)), found)

    def ids(self, seqs: Sequence[int]) -> dict[int, str]:
        """Return the ids of rows, including tombstones; unknown seqs are left out."""
        found = self._access.select_list("SELECT seq, id FROM versions WHERE seq IN (?)", seqs)
        with explain_errors(self.path):
            return {seq: str(decode_text(id)) for seq, id in found}

    def scan(
        self, *, after: int = 0, upto: int | None = None, mentions: bool = True, broken: DamageHandler | None = None
    ) -> Iterator[tuple[int, Article]]:
        """Yield seq and article of the live versions as of ``upto`` (now) with a seq above ``after``, ascending.

        The articles have their mentions, unless ``mentions`` is false. Rows stored meanwhile are not included, and no
        transaction stays open. For an invalid row ``broken`` is called with its seq; without it the StoreError is
        raised.
        """
        last = self.last_seq() if upto is None else upto
        query = (
            f"SELECT seq, {FOUND if mentions else 'NULL'}, id, {CELL_LIST} FROM versions AS v"
            f" WHERE seq > :after AND {LIVE_AS_OF} ORDER BY seq"
        )
        return self._articles(self._access.scan_pages(query, after, last), broken)

    def changes(self, after: int, upto: int | None = None, *, mentions: bool = True) -> Iterator[Change]:
        """Yield every row with ``after`` < seq <= ``upto`` (now), ascending, with or without mentions."""
        last = self.last_seq() if upto is None else upto
        query = (
            f"SELECT seq, deleted, replaces, {FOUND if mentions else 'NULL'}, id, {CELL_LIST} FROM versions AS v"
            " WHERE seq > :after AND seq <= :last ORDER BY seq"
        )
        return self._changes(self._access.scan_pages(query, after, last))

    # Reading rows

    def _articles(self, rows: Iterable[Any], broken: DamageHandler | None) -> Iterator[tuple[int, Article]]:
        from dateline.index.store.derived import with_mentions  # start-up: plain words have no mentions

        with explain_errors(self.path):
            for seq, found, id, *cells in rows:
                try:
                    article = with_mentions(stored_article(id, tuple(cells)), found)
                except StoreError as error:
                    if broken is None:
                        raise
                    broken(seq, error)
                    continue
                yield seq, article

    def _changes(self, rows: Iterable[Any]) -> Iterator[Change]:
        from dateline.index.store.derived import with_mentions  # start-up: plain words have no mentions

        with explain_errors(self.path):
            for seq, deleted, replaced, found, id, *cells in rows:
                if type(replaced) is not int and replaced is not None:
                    raise StoreError(f"version {seq} replaces {replaced!r:.60}, which is not a version; {RESTORE}")
                article = None if deleted else with_mentions(stored_article(id, tuple(cells)), found)
                yield Change(seq, "tombstone" if deleted else "version", replaced, article)


def text_after(prefix: str) -> str:
    """Return the least text that comes after all those with a prefix; an empty text if there is none."""
    stem = prefix.rstrip(LAST_CHARACTER)
    if not stem:
        return ""
    following = ord(stem[-1]) + 1
    return stem[:-1] + chr(SURROGATES.stop if following in SURROGATES else following)


def encode_moment(moment: datetime | None) -> str | None:
    """Return the stored form of the time of adding."""
    return None if moment is None else moment.isoformat(timespec="seconds")


def missing_article(id: str) -> ArticleMissing:
    """Return the error for an id without a live article."""
    return ArticleMissing(f"no article has the id {id!r}; search for the article to see its id")
