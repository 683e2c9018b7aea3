"""The article store: versions, snapshots, durability, and its errors in words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from dateline.index.article import Article
from dateline.index.errors import ArchiveClosed, ArchiveLocked, ArticleMissing, StoreError
from dateline.index.store.store import Store
from tests.permissions import bound_by_permissions


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "articles.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.create(path) as made:
        yield made


# Round trips

TEXTS = st.text(st.characters(), max_size=12)  # all of Unicode, NUL and lone surrogates among it
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
OFFSETS = st.integers(-86399, 86399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
ARTICLES = st.builds(
    Article,
    id=st.none() | TEXTS.filter(bool),
    title=TEXTS,
    body=TEXTS,
    # `fold` says nothing beside a fixed offset, and ISO 8601 has no word for it.
    published=st.none()
    | st.dates()
    | (st.datetimes() | st.datetimes(timezones=OFFSETS)).map(lambda moment: moment.replace(fold=0)),
    byline=st.none() | TEXTS,
    dateline=st.none() | TEXTS,
    source=st.none() | TEXTS,
    url=st.none() | TEXTS,
    language=st.none() | TEXTS,
    people=LISTS,
    places=LISTS,
    topics=LISTS,
    extra=st.dictionaries(TEXTS, JSON, max_size=3),
    file=st.none() | TEXTS.filter(bool),
    notes=LISTS,
)


def same(left: Article, right: Article) -> bool:
    """Equal in every field; two instants of unlike offsets are not, though they compare equal."""
    return all(getattr(left, field.name) == getattr(right, field.name) for field in fields(Article)) and (
        repr(left.published) == repr(right.published)
    )


@given(article=ARTICLES, indexed=st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_field_comes_back_as_it_went_in(tmp_path: Path, article: Article, indexed: bool) -> None:
    path = tmp_path / "articles.db"
    path.unlink(missing_ok=True)
    with Store.create(path) as store:
        if indexed:
            store.add([Article(id="another \N{SNOWMAN} one", body="x")])
            store.commit()
        (stored,) = store.add([article])
        assert same(stored.article, replace(article, id=stored.id))
        (again,) = store.add([article])
        assert again.unchanged
        assert again.seq == stored.seq
        assert again.id == stored.id
        store.commit()
    with Store.open(path) as store:
        assert same(store.get(stored.id), stored.article)
        assert store.ids([stored.seq]) == {stored.seq: stored.id}
        assert same(store.read([stored.seq])[stored.seq], stored.article)
    path.unlink()


def test_a_day_stays_a_day_and_an_instant_keeps_its_offset(store: Store) -> None:
    moments = [
        date(1, 1, 1),
        date(9999, 12, 31),
        datetime(2016, 12, 14, 23, 30),
        datetime(2016, 12, 14, 23, 30, tzinfo=UTC),
        datetime(2016, 12, 14, 23, 30, 1, 5, tzinfo=timezone(timedelta(hours=-5, minutes=-30))),
        datetime(1900, 1, 1, tzinfo=timezone(timedelta(minutes=19, seconds=32))),
    ]
    store.add([Article(id=str(n), published=moment) for n, moment in enumerate(moments)])
    for n, moment in enumerate(moments):
        kept = store.get(str(n)).published
        assert kept == moment
        assert type(kept) is type(moment)
        assert repr(kept.isoformat()) == repr(moment.isoformat())


def test_an_article_that_cannot_be_stored_leaves_the_others_in(store: Store) -> None:
    store.add([Article(id="a", body="1")])
    with pytest.raises(StoreError, match="'c' cannot be stored"):
        store.add([Article(id="b"), Article(id="c", extra={"when": date(2016, 12, 14)})])
    store.commit()
    assert [article.id for _, article in store.scan()] == ["a"]


# Versions, tombstones, snapshots


def test_versions_stay_and_each_snapshot_shows_what_was_live_in_it(store: Store) -> None:
    store.add([Article(id="a", body="1"), Article(id="b", body="1")])  # 1, 2
    store.add([Article(id="a", body="2")])  # 3
    assert [tuple(deleted) for deleted in store.delete(["b"])] == [(4, "b", 2)]
    store.add([Article(id="b", body="3")])  # 5
    store.commit()

    def live(upto: int | None) -> list[tuple[int, str]]:
        return [(seq, f"{article.id}{article.body}") for seq, article in store.scan(upto=upto)]

    assert live(0) == []
    assert live(2) == [(1, "a1"), (2, "b1")]
    assert live(3) == [(2, "b1"), (3, "a2")]
    assert live(4) == [(3, "a2")]
    assert live(5) == live(None) == live(99) == [(3, "a2"), (5, "b3")]
    assert [seq for seq, _ in store.scan(after=3)] == [5]
    assert (store.last_seq(), store.count()) == (5, 2)
    texts = {seq: article.body for seq, article in store.read([1, 2, 3, 4, 5, 6]).items()}
    assert texts == {1: "1", 2: "1", 3: "2", 5: "3"}
    assert store.ids([4, 5, 6]) == {4: "b", 5: "b"}


def test_changes_are_every_row_in_order(store: Store) -> None:
    store.add([Article(id="a", body="1")])
    store.add([Article(id="a", body="2")])
    store.delete(["a"])
    rows = [(seq, kind, replaced, article and article.body) for seq, kind, replaced, article in store.changes(0)]
    assert rows == [(1, "version", None, "1"), (2, "version", 1, "2"), (3, "tombstone", 2, None)]
    assert [change.seq for change in store.changes(1, 2)] == [2]
    assert list(store.changes(3)) == []


def test_a_scan_is_of_the_moment_it_was_asked_for(path: Path) -> None:
    with Store.create(path) as writer:
        writer.add([Article(id=str(n), body="x") for n in range(1000)])
        writer.commit()
        with Store.open(path) as reader:
            scan = reader.scan()
            assert next(scan)[0] == 1
            writer.add([Article(id=str(n), body="y") for n in range(1500)])
            writer.commit()
            writer.delete(["7"])
            writer.commit()
            assert [seq for seq, _ in scan] == list(range(2, 1001))
            assert reader.count() == 1499


def test_long_articles_are_scanned_a_few_at_a_time(store: Store) -> None:
    store.add([Article(id=str(n), body=str(n) * 1_500_000) for n in range(9)])
    assert [article.body[0] for _, article in store.scan()] == list("012345678")


def test_deleting_an_unknown_id_deletes_nothing(store: Store) -> None:
    store.add([Article(id="a", body="1")])
    for ids in (["a", "b"], ["b"]):
        with pytest.raises(ArticleMissing, match="'b'"):
            store.delete(ids)
    assert store.count() == 1
    assert len(store.delete(["a", "a"])) == 1
    with pytest.raises(ArticleMissing):
        store.delete(["a"])
    with pytest.raises(ArticleMissing):
        store.get("a")


def test_an_id_may_come_back_late_in_a_first_load(store: Store) -> None:
    for start in range(0, 3000, 1000):
        store.add([Article(id=str(n), body="x") for n in range(start, start + 1000)])
    late, after = store.add([Article(id="17", body="y"), Article(id="3000", body="x")])
    assert (late.seq, late.replaced, after.replaced) == (3001, 18, None)
    store.add([Article(id=str(n), body="x") for n in range(3001, 3500)])
    store.commit()
    assert store.count() == 3500
    assert store.get("17").body == "y"


# A model of it all


class Comparison(RuleBasedStateMachine):
    """The store beside a dict: id to body, and the keys each live article has."""

    folders = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(self.base) / str(Comparison.folders)
        Comparison.folders += 1
        self.folder.mkdir()
        self.path = self.folder / "articles.db"
        self.store = Store.create(self.path)
        self.live: dict[str, tuple[int, str]] = {}
        self.history: dict[int, dict[str, tuple[int, str]]] = {0: {}}
        self.last = 0
        self.kept = (dict(self.live), self.last)

    base = ""

    @rule(batch=st.lists(st.tuples(st.sampled_from("abcdé\ud800"), st.sampled_from("xyz\ud801")), max_size=6))
    def add(self, batch: list[tuple[str, str]]) -> None:
        stored = self.store.add([Article(id=id, body=body) for id, body in batch])
        for (id, body), got in zip(batch, stored, strict=True):
            before = self.live.get(id)
            if before is not None and before[1] == body:
                assert (got.seq, got.replaced, got.unchanged) == (before[0], None, True)
                continue
            self.last += 1
            assert (got.seq, got.replaced, got.unchanged) == (self.last, before and before[0], False)
            self.live[id] = (self.last, body)
            self.history[self.last] = dict(self.live)

    @rule(ids=st.lists(st.sampled_from("abcdé\ud800"), min_size=1, max_size=3))
    def delete(self, ids: list[str]) -> None:
        if not set(ids) <= set(self.live):
            with pytest.raises(ArticleMissing):
                self.store.delete(ids)
            return
        for deleted, id in zip(self.store.delete(ids), dict.fromkeys(ids), strict=True):
            self.last += 1
            assert deleted == (self.last, id, self.live.pop(id)[0])
            self.history[self.last] = dict(self.live)

    @rule()
    def commit(self) -> None:
        self.store.commit()
        self.kept = (dict(self.live), self.last)

    @rule()
    def rollback(self) -> None:
        self.store.rollback()
        self.forget()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path, writable=True)
        self.forget()

    def forget(self) -> None:
        live, self.last = self.kept
        self.live = dict(live)
        self.history = {seq: state for seq, state in self.history.items() if seq <= self.last}

    @invariant()
    def agrees(self) -> None:
        assert (self.store.last_seq(), self.store.count()) == (self.last, len(self.live))
        found = {str(article.id): (seq, article.body) for seq, article in self.store.scan()}
        assert found == self.live
        for id, (seq, body) in self.live.items():
            assert self.store.get(id).body == body
            assert self.store.ids([seq]) == {seq: id}

    @rule(part=st.floats(0, 1))
    def look_back(self, part: float) -> None:
        upto = int(part * self.last)
        found = {str(article.id): (seq, article.body) for seq, article in self.store.scan(upto=upto)}
        assert found == self.history[upto]

    @precondition(lambda self: self.last > 0)
    @rule(part=st.floats(0, 1))
    def replay(self, part: float) -> None:
        after = int(part * self.last)
        live = dict(self.history[after].values())
        for seq, _, replaced, article in self.store.changes(after):
            if replaced is not None:
                del live[replaced]
            if article is not None:
                live[seq] = article.body
        assert live == dict(self.live.values())

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


def test_the_store_does_what_a_dict_does(tmp_path: Path) -> None:
    Comparison.base = str(tmp_path)
    run_state_machine_as_test(Comparison, settings=settings(max_examples=40, stateful_step_count=20, deadline=None))


# Durability, threads, errors


def test_a_new_store_goes_over_to_the_write_ahead_log_with_its_first_commit(path: Path) -> None:
    def mode() -> str:
        with closing(sqlite3.connect(path)) as connection:
            return str(connection.execute("PRAGMA journal_mode").fetchone()[0])

    with Store.create(path) as store:
        assert mode() == "delete"
        store.commit()
        assert mode() == "delete"
    with Store.open(path, writable=True) as store:
        store.add([Article(id="a")])
        store.commit()
        assert mode() == "wal"
    assert sorted(os.listdir(path.parent)) == ["articles.db"]


def test_what_was_not_committed_is_gone_after_closing(path: Path) -> None:
    with Store.create(path) as store:
        store.add([Article(id="a", body="1")])
        store.commit()
        store.add([Article(id="b", body="1")])
        store.delete(["a"])
    with Store.open(path) as store:
        assert [article.id for _, article in store.scan()] == ["a"]


def test_only_the_thread_that_writes_sees_what_is_not_committed(store: Store) -> None:
    store.add([Article(id="a")])
    store.commit()
    store.add([Article(id="b")])
    counts: list[int] = []
    thread = threading.Thread(target=lambda: counts.append(store.count()))
    thread.start()
    thread.join()
    assert (store.count(), counts) == (2, [1])


def test_threads_read_at_once_while_one_writes(path: Path) -> None:
    with Store.create(path) as writer:
        writer.add([Article(id=str(n), body="0") for n in range(300)])
        writer.commit()
        failures: list[object] = []
        done = threading.Event()
        with Store.open(path) as reader:

            def read() -> None:
                try:
                    while not done.is_set():
                        upto = reader.last_seq()
                        assert len({article.id for _, article in reader.scan(upto=upto)}) == 300
                        assert len(reader.read(range(1, 301))) == 300
                except BaseException as error:  # noqa: BLE001 - a thread can only report what it met
                    failures.append(error)

            threads = [threading.Thread(target=read) for _ in range(4)]
            for thread in threads:
                thread.start()
            for turn in range(1, 8):
                writer.add([Article(id=str(n), body=str(turn)) for n in range(300)])
                writer.commit()
            done.set()
            for thread in threads:
                thread.join()
            assert failures == []


def test_the_connection_of_a_thread_that_ended_is_closed(store: Store) -> None:
    store.add([Article(id="a")])
    store.commit()
    for _ in range(20):
        thread = threading.Thread(target=store.count)
        thread.start()
        thread.join()
    assert len(store._access.readers._opened) <= 2


def test_a_closed_store_says_so(path: Path) -> None:
    store = Store.create(path)
    store.add([Article(id=str(n), body="x") for n in range(600)])
    store.commit()
    scan = store.scan()
    next(scan)
    store.close()
    store.close()
    uses = [store.count, store.last_seq, store.commit, store.rollback, lambda: store.get("1"), lambda: list(scan)]
    uses += [lambda: store.read([1]), lambda: store.add([Article()]), lambda: store.delete(["1"])]
    for use in uses:
        with pytest.raises(ArchiveClosed, match="open the archive again"):
            use()


def test_a_store_opened_for_reading_refuses_changes(path: Path) -> None:
    Store.create(path).close()
    with Store.open(path) as store, pytest.raises(StoreError, match="opened for reading"):
        store.add([Article(id="a")])


def test_a_second_writer_is_told_to_wait(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.store.schema.BUSY_SECONDS", 0.05)
    with Store.create(path) as first, Store.open(path, writable=True) as second:
        first.add([Article(id="a")])
        with pytest.raises(ArchiveLocked, match="another program"):
            second.add([Article(id="b")])
        first.commit()
        second.add([Article(id="b")])
        second.commit()
        assert first.count() == 2


def test_a_store_is_made_only_where_nothing_is(path: Path) -> None:
    Store.create(path).close()
    with pytest.raises(StoreError, match="there already"):
        Store.create(path)
    with pytest.raises(StoreError, match="cannot be made"):
        Store.create(path.parent / "none" / "articles.db")


def test_a_missing_store_says_what_to_do(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no article store"):
        Store.open(path)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"not a database, but long enough to be looked at" * 30])
def test_a_file_that_is_no_store_says_so(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for writable in (False, True):
        with pytest.raises(StoreError, match=r"not an article store|is damaged"):
            Store.open(path, writable=writable)


def test_a_newer_store_asks_for_an_upgrade(path: Path) -> None:
    Store.create(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"newer Dateline.*upgrade Dateline"):
        Store.open(path)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_older_store_is_read_as_it_is_and_upgraded_by_a_writer(path: Path, version: int) -> None:
    article = Article(id="a", title="Kept", body="Text.", published=date(2016, 12, 14))
    with Store.create(path) as store:
        store.add([article])
        store.commit()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DROP VIEW articles; DROP INDEX versions_days")
        tables = ("stories", "originals", "sources", "origins", "mentions")
        for table in tables[: {1: 5, 2: 4, 3: 0}[version]]:
            connection.executescript(f"DROP TABLE {table}")
        for column in ("updated", "added") if version < 3 else ():
            connection.executescript(f"ALTER TABLE versions DROP COLUMN {column}")
        connection.executescript("CREATE VIEW articles AS SELECT id FROM versions")
        connection.execute(f"PRAGMA user_version = {version}")
    with Store.open(path) as store:
        assert store.get("a") == article
        assert [each for _, each in store.scan()] == [article]
        # What it has of days counts: it was published on one.
        assert [store.history.as_of(date(2016, 12, day), 1).excludes(1) for day in (13, 14)] == [True, False]
        assert [(each.since, each.added) for each in store.history.versions("a", 1)] == [(date(2016, 12, 14), None)]
    with Store.open(path, writable=True) as store:
        store.add([replace(article, updated=date(2016, 12, 15))])
        store.commit()
        assert store.get("a").updated == date(2016, 12, 15)
        assert list(store.history.as_of(date(2016, 12, 14), 2).older) == [1]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT updated FROM articles").fetchall() == [("2016-12-15",)]


def test_a_damaged_store_raises_an_error_in_words(path: Path) -> None:
    with Store.create(path) as store:
        store.add([Article(id=str(n), title=f"title {n}", body=f"{n} " * 500) for n in range(400)])
        store.commit()
    whole = path.read_bytes()
    for start in range(0, len(whole), 16384):
        path.write_bytes(whole[:start] + b"\xa5" * 512 + whole[start + 512 :])
        # Anything but an error of ours fails the test; a page that nothing here looks at may raise none.
        with suppress(StoreError), Store.open(path, writable=True) as store:
            for _ in store.scan():
                pass
            store.count()
            store.add([Article(id=str(n), body="new") for n in range(400)])
            store.commit()
    path.write_bytes(whole[:100] + b"\xa5" * 400 + whole[500:])
    with pytest.raises(StoreError, match="is damaged"):
        Store.open(path)


def test_a_full_disk_drops_what_was_not_committed(store: Store) -> None:
    store.add([Article(id="a", body="1")])
    store.commit()
    with store._access.transaction.connection() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 3}")
    store.add([Article(id="b", body="1")])
    with pytest.raises(StoreError, match="full"):
        store.add([Article(id=str(n), body="x" * 10_000) for n in range(20)])
    with store._access.transaction.connection() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    store.commit()
    assert [article.id for _, article in store.scan()] == ["a"]
    store.add([Article(id="c", body="x")])
    store.commit()
    assert store.last_seq() == 2


def test_a_failure_in_the_middle_of_a_batch_leaves_no_half_of_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([Article(id="a", body="1")])

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("dateline.index.store.transaction.place", interrupt)
        patch.setattr("dateline.index.store.transaction.place_unseen", interrupt)
        with pytest.raises(KeyboardInterrupt):
            store.add([Article(id="b", body="1")])
    store.commit()
    assert [article.id for _, article in store.scan()] == ["a"]
    store.add([Article(id="b", body="1")])
    store.commit()
    assert [article.id for _, article in store.scan()] == ["a", "b"]


def test_a_store_in_a_folder_that_may_not_be_written_to_can_be_read() -> None:
    with bound_by_permissions() as folder:
        path = folder / "articles.db"
        with Store.create(path) as store:
            store.add([Article(id="a", body="1")])
            store.commit()
        path.chmod(0o444)
        folder.chmod(0o555)
        try:
            with Store.open(path) as store:
                assert store.get("a").body == "1"
                assert store.count() == 1
            with pytest.raises(StoreError, match="may not be written to"):
                Store.open(path, writable=True)
        finally:
            folder.chmod(0o755)


def test_the_view_shows_the_live_articles_to_any_program(path: Path) -> None:
    with Store.create(path) as store:
        store.add([Article(id="a", title="1", people=("Aliyev",)), Article(id="b", title="2")])
        store.add([Article(id="a", title="3", people=("Aliyev", "Netanyahu"))])
        store.delete(["b"])
        store.commit()
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT id, title, people FROM articles").fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert rows == [("a", "3", '["Aliyev","Netanyahu"]')]
