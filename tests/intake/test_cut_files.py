"""A file that becomes shorter while it is read has a line, and a sync deletes nothing of it."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from dateline.index.archive import Archive
from dateline.index.errors import ReadError
from dateline.index.intake.sync import delete_vanished
from dateline.index.readers import read
from tests.intake.runs import ONE, begin, cut_small, do, write_lines

WORDS = "became shorter while it was read"


def cut_when_opened(monkeypatch: pytest.MonkeyPatch, path: Path, size: int) -> None:
    """Let a file become shorter just after it was opened for reading."""
    opened = open

    def cut_then_read(file: str, mode: str) -> BinaryIO:
        stream = opened(file, mode)
        found = _Stream(stream, path, size)
        return io.BufferedReader(found, 100)  # type: ignore[return-value]

    monkeypatch.setattr("dateline.index.readers.paths.open", cut_then_read, raising=False)
    monkeypatch.setattr("dateline.index.intake.portions.open", cut_then_read, raising=False)


class _Stream(io.RawIOBase):
    def __init__(self, stream: BinaryIO, path: Path, size: int) -> None:
        self._stream, self._path, self._size = stream, path, size

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def fileno(self) -> int:
        return self._stream.fileno()

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if self._stream.tell() and os.path.samestat(os.fstat(self._stream.fileno()), os.stat(self._path)):
            os.truncate(self._path, self._size)
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt"])
def test_a_file_that_becomes_shorter_has_a_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_lines(tmp_path / name, range(40))
    assert not any(isinstance(one, ReadError) for one in read([str(tmp_path / name)]))
    cut_when_opened(monkeypatch, tmp_path / name, 3000)
    errors = [one for one in read([str(tmp_path / name)]) if isinstance(one, ReadError)]
    assert [error.reason for error in errors if WORDS in error.reason] == [errors[-1].reason]


def test_a_file_that_grows_has_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_lines(tmp_path / "a.jsonl", range(40))
    found = []
    for one in read([str(tmp_path / "a.jsonl")]):
        found.append(one)
        if len(found) == 1:
            with open(tmp_path / "a.jsonl", "a", encoding="utf-8") as grown:
                grown.write('{"title": "T", "body": "B"}\n')
    assert not any(isinstance(one, ReadError) for one in found)


@pytest.mark.parametrize("in_portions", [True, False])
def test_a_sync_deletes_no_article_of_a_file_that_was_cut(
    in_portions: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if in_portions:
        cut_small(monkeypatch)
    path = tmp_path / "a.jsonl"
    write_lines(path, range(200))
    do(tmp_path / "archive", path)
    write_lines(path, range(1, 201))
    cut_when_opened(monkeypatch, path, 6000)
    again = begin(tmp_path / "archive", path, settings=ONE)
    assert again.archive is not None
    errors = [error for event in again for error in event.skipped if WORDS in error.reason]
    deleted, doubtful = delete_vanished(again.archive, [str(path)], [])
    again.archive.close()
    assert len(errors) == 1
    assert (deleted, doubtful) == (0, [str(path)])
    monkeypatch.undo()
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.get("a199") is not None


def test_a_sync_deletes_no_article_of_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_lines(path, range(700))
    do(tmp_path / "archive", path)
    write_lines(path, range(600))
    found = []
    for late in ("\n", ""):
        again = begin(tmp_path / "archive", path, settings=ONE)
        assert again.archive is not None
        for _ in again:
            with path.open("a", encoding="utf-8") as file:
                file.write(late)
        found.append(delete_vanished(again.archive, [str(path)], []))
        again.archive.close()
    assert found == [(0, [str(path)]), (100, [])]
