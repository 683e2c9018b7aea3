"""Closing an archive while it is read: whoever reads gets the right answer or ArchiveClosed, and nothing waits."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import ArchiveClosed, ArticleError, StoreError
from dateline.index.store.store import Store
from dateline.searcher import FacetCount, SearchArchive, open_archive
from dateline.searcher.engine.plain_words import PlainWords
from dateline.searcher.engine.snapshot import Snapshot
from dateline.searcher.request import SearchOptions

FUZZER = Path(__file__).resolve().parents[1] / "fuzz" / "fuzz_closing.py"
PATIENCE = 60.0  # seconds after which a thread is stuck


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "news") as archive:
        archive.add_many(
            Article(id=f"a{n}", title=f"Title {n}", body=f"oil body{n}", source="Wire", published=date(2016, 1, 1))
            for n in range(20)
        )
        archive.commit()
        archive.add(Article(id="a0", title="Title 0", body="oil mended", published=date(2016, 1, 1)))
    return tmp_path / "news"


class Pause:
    """A place at which one thread waits until another lets it go on."""

    def __init__(self) -> None:
        self._reached, self._left = threading.Event(), threading.Event()

    def wait(self) -> None:
        self._reached.set()
        assert self._left.wait(PATIENCE)

    def during(self, work: Callable[[], object], then: Callable[[], object]) -> tuple[object, BaseException | None]:
        """Do `work` in a thread, `then` here while it waits; return what the work gave or raised."""

        def guarded() -> tuple[object, BaseException | None]:
            try:
                return work(), None
            except Exception as error:  # noqa: BLE001 - the thread reports what it met
                return None, error

        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(guarded)
            assert self._reached.wait(PATIENCE)
            then()
            self._left.set()
            return found.result(PATIENCE)


def query_that_calls(store: Store, function: Callable[[], object]) -> list[object]:
    """Run a query that calls a function in its midst."""
    with store.connection() as connection:
        connection.create_function("call", 0, lambda: function() and None)
    return store._access.select("SELECT call(), seq FROM versions")


def test_closing_at_random_moments_gives_no_wrong_answer_and_leaves_no_file_open() -> None:
    shown = subprocess.run([sys.executable, FUZZER, "150", "3"], capture_output=True, text=True, check=False)
    assert shown.returncode == 0, f"{shown.returncode}\n{shown.stdout}{shown.stderr}"
    assert "150 closes under 3 threads, 0 failed" in shown.stdout


def test_a_query_that_is_running_when_the_store_is_closed_ends_as_closed(path: Path) -> None:
    store, pause = Store.open(path / "articles.db"), Pause()
    _, error = pause.during(lambda: query_that_calls(store, pause.wait), store.close)
    assert isinstance(error, ArchiveClosed), error
    with pytest.raises(ArchiveClosed):
        store.count()


def test_a_query_may_close_its_own_store_as_a_finalizer_would(path: Path) -> None:
    store = Store.open(path / "articles.db")
    assert len(query_that_calls(store, store.close)) == 21
    assert len(store._access.readers._opened) == 1
    with pytest.raises(ArchiveClosed):
        store.count()


def test_a_store_may_be_closed_by_the_thread_that_holds_a_state_of_it(path: Path) -> None:
    store = Store.open(path / "articles.db")
    with store.read_transaction(), store.connection() as connection:
        store.close()
        assert connection.execute("SELECT count(*) FROM versions").fetchone() == (21,)
        with pytest.raises(ArchiveClosed):
            store.count()
    with pytest.raises(ArchiveClosed):
        store.count()


def test_a_connection_that_was_in_use_is_closed_when_it_is_left(path: Path) -> None:
    store, pause = Store.open(path / "articles.db"), Pause()
    connections = []

    def read() -> None:
        with store.read_transaction(), store.connection() as connection:
            connections.append(connection)
            pause.wait()

    pause.during(read, store.close)
    with pytest.raises(Exception, match="closed database"):
        connections[0].execute("SELECT 1")


@pytest.mark.parametrize("method", ["_all_parts", "statistics"])
def test_a_search_that_is_running_when_its_archive_is_closed_ends_well(
    path: Path, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, pause = open_archive(path), Pause()
    real = getattr(Snapshot, method)

    def paused(snapshot: Snapshot) -> object:
        found = real(snapshot)
        pause.wait()
        return found

    monkeypatch.setattr(Snapshot, method, paused)
    ids, error = pause.during(lambda: [hit.id for hit in archive.search("oil", limit=30).hits], archive.close)
    assert error is None
    assert sorted(ids) == sorted(f"a{n}" for n in range(20))  # type: ignore[call-overload]


@pytest.mark.parametrize(("query", "kind", "method"), [("+oil", Snapshot, "total"), ("oil", PlainWords, "count")])
def test_counts_that_are_being_taken_when_the_archive_is_closed_are_right(
    path: Path, query: str, kind: type, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, pause = open_archive(path), Pause()
    results = archive.search(query, facets=["source"])
    real = getattr(kind, method)

    def paused(*given: object, **named: object) -> object:
        pause.wait()
        return real(*given, **named)

    monkeypatch.setattr(kind, method, paused)
    assert pause.during(lambda: results.total, archive.close) == (20, None)
    with pytest.raises(ArchiveClosed):
        _ = results.facets


def calls(archive: SearchArchive) -> list[Callable[[], object]]:
    return [
        lambda: archive.search("oil"),
        lambda: archive.get("a1"),
        lambda: archive.original("a1"),
        lambda: archive.found_in("a1"),
        lambda: archive.versions("a1"),
        lambda: list(archive.changes("a1")),
        lambda: archive.highlighter("oil"),
        lambda: archive.marker("a1", "oil"),
        lambda: archive.matched_mentions("a1", "oil"),
        lambda: archive.name_of("people", "Ilham Aliyev"),
        archive.stats,
        archive.is_current,
        archive.refresh,
    ]


@pytest.mark.parametrize("use_index", [True, False])
def test_a_closed_archive_says_so_whatever_is_asked(path: Path, use_index: bool) -> None:
    archive = open_archive(path, use_index=use_index)
    for call in calls(archive):
        call()
    results = archive.search("oil", facets=["source"], collapse="story")
    read = archive.search("oil").hits[0]
    assert read.article
    changes = archive.changes("a0")
    archive.close()
    archive.close()
    late = [lambda: results.total, lambda: results.facets, lambda: results.hits[0].article, lambda: next(changes)]
    late += [results.hits[0].snippet, lambda: results.hits[0].copies, read.explanation]
    for call in [*calls(archive), *late]:
        with pytest.raises(ArchiveClosed, match="open"):
            call()
    assert "oil" in read.snippet()  # its text was read before


def test_many_threads_and_a_finalizer_may_close_at_once(path: Path) -> None:
    archive = open_archive(path)
    with ThreadPoolExecutor(8) as pool:
        for each in [pool.submit(archive.close) for _ in range(50)]:
            each.result(PATIENCE)
    archive = open_archive(path)
    owner = threading.Event()
    owner.itself = owner  # type: ignore[attr-defined]
    weakref.finalize(owner, archive.close)
    del owner
    gc.collect()
    with pytest.raises(ArchiveClosed):
        archive.search("oil")


@pytest.mark.parametrize(
    ("query", "options"),
    [("people:nobody OR places:france OR oil", {"collapse": "story", "count_by": "story"}), ("+oil", {}), ("oil", {})],
)
def test_closing_lets_go_of_the_index_though_results_are_kept(path: Path, query: str, options: SearchOptions) -> None:
    archive = open_archive(path)
    facets = ["people", "places:country", "published:year", "lag", "source"]
    results = archive.search(query, facets=facets, **options)
    assert (results.total, len(results.facets), results.hits[0].copies) == (20, 5, 0)
    assert results.hits[0].explanation()
    engine = weakref.ref(archive._view.engine)
    segment = weakref.ref(archive._view.engine.segments[0].file._map)  # type: ignore[attr-defined]
    archive.close()
    assert engine() is None
    assert segment() is None
    assert results.facets["source"] == (FacetCount("Wire", 19), FacetCount(None, 1))  # what was counted can be read


def test_a_store_that_was_replaced_is_not_read_beside_the_old_index(tmp_path: Path) -> None:
    for name in ("old", "other"):
        with Archive.create(tmp_path / name) as made:
            made.add(Article(id="a", title=f"Oil, {name}", body="Oil rose."))

    def title(archive: SearchArchive) -> str:
        with ThreadPoolExecutor(1) as pool:  # a thread of its own opens a connection of its own
            return pool.submit(lambda: archive.search("oil").hits[0].article.title).result()

    with open_archive(tmp_path / "old") as archive:
        assert title(archive) == "Oil, old"
        shutil.rmtree(tmp_path / "old")
        with pytest.raises(StoreError, match="restore it from a copy"):
            title(archive)
        assert not (tmp_path / "old").exists()
        shutil.copytree(tmp_path / "other", tmp_path / "old")
        with pytest.raises(StoreError, match="another file has taken its place; refresh the archive"):
            title(archive)
        assert archive.refresh()
        assert title(archive) == "Oil, other"


@pytest.mark.parametrize("id", [1, 2**63, ["a"], True, None])
def test_an_id_that_is_no_text_is_refused(tmp_path: Path, id: Any) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add(Article(id="1", body="Oil rose."))
    with open_archive(tmp_path / "news") as archive:
        for read in (archive.get, archive.original, archive.versions, archive.changes, archive.found_in):
            with pytest.raises(ArticleError, match="give each id as a str"):
                read(id)
