"""Closing an archive while it is read: whoever reads gets the right answer or ArchiveClosed, and nothing waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import ArchiveClosed
from dateline.index.store import Store

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
    with store._reader() as connection:
        connection.create_function("call", 0, lambda: function() and None)
    return store._ask("SELECT call(), seq FROM versions")


def test_a_query_that_is_running_when_the_store_is_closed_ends_as_closed(path: Path) -> None:
    store, pause = Store.open(path / "articles.db"), Pause()
    _, error = pause.during(lambda: query_that_calls(store, pause.wait), store.close)
    assert isinstance(error, ArchiveClosed), error
    with pytest.raises(ArchiveClosed):
        store.count()


def test_a_query_may_close_its_own_store_as_a_finalizer_would(path: Path) -> None:
    store = Store.open(path / "articles.db")
    assert len(query_that_calls(store, store.close)) == 21
    assert len(store._readings._opened) == 1
    with pytest.raises(ArchiveClosed):
        store.count()


def test_a_store_may_be_closed_by_the_thread_that_holds_a_state_of_it(path: Path) -> None:
    store = Store.open(path / "articles.db")
    with store.at_rest() as connection:
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
        with store.at_rest() as connection:
            connections.append(connection)
            pause.wait()

    pause.during(read, store.close)
    with pytest.raises(Exception, match="closed database"):
        connections[0].execute("SELECT 1")
