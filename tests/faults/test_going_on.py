"""What a program gives after a write that failed is kept, whatever became of what it gave before."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import DatelineError
from dateline.index.segment.writer import IndexWriter
from dateline.index.store import transaction
from dateline.index.store.store import Store
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_archive


def ids_of(path: Path) -> set[str]:
    assert audit_archive(path).sound
    with open_archive(path) as archive:
        return {hit.id for hit in archive.search("*", limit=5000).hits}


class FailingOnce:
    """Raises at one call of a function, and then calls it."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, error: BaseException, at: int
    ) -> None:
        self._left = at
        real = getattr(owner, name)

        def call(*arguments: object, **options: object) -> object:
            self._left -= 1
            if self._left == 0:
                raise error
            return real(*arguments, **options)

        monkeypatch.setattr(owner, name, call)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=repr)
def test_what_is_added_after_a_failed_commit_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="a", body="first"))
        FailingOnce(monkeypatch, IndexWriter, "add", error, 1)
        with pytest.raises((KeyboardInterrupt, DatelineError)):
            archive.commit()
        archive.add(Article(id="b", body="second"))
        assert archive.commit().added == 2
    assert ids_of(tmp_path / "news") == {"a", "b"}


def test_what_is_added_after_a_failed_batch_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = 0
    with Archive.create(tmp_path / "news") as archive:
        FailingOnce(monkeypatch, IndexWriter, "add", OSError(28, "No space left on device"), 1000)
        for number in range(1005):
            try:
                archive.add(Article(id=str(number), body="x"), extract=False)
            except DatelineError:
                failed += 1
    assert failed == 1
    assert ids_of(tmp_path / "news") == set(map(str, range(1005)))


def test_what_is_added_again_because_it_was_lost_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="z", body="before"))
        archive.commit()
        archive.add_many([Article(id="a", body="first")])
        store = archive._session.store
        connection = store._access.transaction._connection
        assert connection is not None
        connection.execute("ROLLBACK")  # as SQLite does where the disk is full
        FailingOnce(monkeypatch, Store, "commit", OSError(28, "No space left on device"), 1)
        with pytest.raises(DatelineError):
            archive.commit()
        for id in ("a", "c"):
            archive.add(Article(id=id, body="again"))
        assert archive.commit().added == 2
    assert ids_of(tmp_path / "news") == {"a", "c", "z"}


def test_an_interrupt_as_a_transaction_begins_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="z", body="before"))
    with Archive.open(tmp_path / "news") as archive:
        archive.add(Article(id="a", body="first"))
        FailingOnce(monkeypatch, transaction, "read_identity", KeyboardInterrupt(), 1)
        with pytest.raises(KeyboardInterrupt):
            archive.commit()
        assert archive.commit().added == 1
    assert ids_of(tmp_path / "news") == {"a", "z"}
