"""A command that cannot write names the file or the folder, and says to free some room and to run it again."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import ArchiveUnwritable, StoreError
from dateline.index.segment.format import SectionWriter
from dateline.index.store.schema import explain_errors
from tests.commands.calls import dateline
from tests.upkeep.damage import flip

pytestmark = pytest.mark.kernels

REMEDY = "free some room on its disk, and run the same command again"


def full(*_: Any) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "archive") as writer:
        writer.add(Article(id="a", title="Ferry", body="Ilham Aliyev saw the ferry in Baku.", source="Post"))
    (tmp_path / "more.txt").write_text("Rain\n\nIt rained in Leeds.\n", encoding="utf-8")
    (tmp_path / "own.csv").write_text("name,kind\nAncellby,city\n", encoding="utf-8")
    return tmp_path


def fill_segments(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SectionWriter, "append", full)


def fill_replaced_files(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("dateline.index.files.sync_file", full)


@pytest.mark.parametrize(
    ("fill", "words"),
    [
        (fill_segments, "add more.txt"),
        (fill_replaced_files, "add more.txt"),
        (fill_segments, "rebuild"),
        (fill_replaced_files, "rebuild --extract"),
        (fill_segments, "check --repair"),
        (fill_replaced_files, "delete a"),
        (fill_replaced_files, "people alias Aliyev Alijev"),
        (fill_replaced_files, "places import own.csv"),
        (fill_replaced_files, "--archive fresh add more.txt"),
    ],
)
def test_a_full_disk_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fill: Callable[[pytest.MonkeyPatch], None], words: str
) -> None:
    if words == "check --repair":
        flip(next((folder / "archive" / "index").glob("*.seg")), "ids")
    fill(monkeypatch)
    outcome = dateline("--archive", "archive", *words.split(), cwd=folder)
    assert outcome.code == 2
    last = outcome.err.splitlines()[-1]
    assert last.startswith("dateline: fresh" if "fresh" in words else "dateline: archive")
    assert last.endswith(f"it could not be written (No space left on device); {REMEDY}")
    monkeypatch.undo()
    again = dateline("--archive", "archive", *words.split(), cwd=folder)
    if words == "delete a":  # the store had committed, and opening the archive brought the index up to date
        assert "no article has the id 'a'" in again.err
    else:
        assert again.code == 0


def test_a_program_is_told_to_commit_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(folder / "archive") as writer:
        writer.add(Article(id="b", body="Rain."))
        fill_segments(monkeypatch)
        with pytest.raises(ArchiveUnwritable, match="free some room on its disk, and commit again, or roll back"):
            writer.commit()
        monkeypatch.undo()
        writer.commit()
        assert "b" in writer


def test_a_full_disk_of_the_store_is_told_with_what_to_do() -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    expected = r"^articles\.db: its disk is full; free some room on it, and try again$"
    with pytest.raises(StoreError, match=expected), explain_errors(Path("articles.db")):
        raise error
