"""Closing an archive waits for the call of another thread, and keeps what it committed."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import ArchiveClosed, ArchiveLocked
from dateline.searcher import SearchArchive

DAY = datetime(2020, 1, 1, tzinfo=UTC)


def create(path: Path) -> None:
    with Archive.create(path) as archive:
        archive.add(Article(id="old", body="oil"), extract=False)


def ids(path: Path) -> set[str]:
    with SearchArchive(path) as archive:
        return {hit.id for hit in archive.search("*")}


def test_close_in_another_thread_waits_for_the_commit(tmp_path: Path) -> None:
    path = tmp_path / "archive"
    create(path)
    closing = threading.Event()
    closers: list[threading.Thread] = []

    def clock() -> datetime:
        """Called within the commit: lets another thread close the archive, and gives it time to do so."""
        if not closers:
            closers.append(threading.Thread(target=lambda: (closing.set(), archive.close())))
            closers[0].start()
            closing.wait(5)
            closers[0].join(0.2)
            assert closers[0].is_alive()
            with pytest.raises(ArchiveLocked):
                Archive.open(path, timeout=0)
        return DAY

    archive = Archive.open(path, clock=clock)
    archive.add(Article(id="new", body="gas"), extract=False)
    assert archive.commit().added == 1
    closers[0].join(5)
    with pytest.raises(ArchiveClosed):
        archive.commit()
    assert ids(path) == {"old", "new"}
    with Archive.open(path) as again:
        again.add(Article(id="old", body="coal"), extract=False)
    assert ids(path) == {"old", "new"}


def test_close_within_a_call_takes_effect_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "archive"
    create(path)

    def clock() -> datetime:
        archive.close()
        return DAY

    archive = Archive.open(path, clock=clock)
    archive.add(Article(id="new", body="gas"), extract=False)
    assert archive.commit().added == 1
    with pytest.raises(ArchiveClosed):
        len(archive)
    assert ids(path) == {"old", "new"}
    with Archive.open(path, timeout=0):
        pass
