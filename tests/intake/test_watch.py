"""Watching goes on where the system cannot tell what changed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from dateline.index.intake import watch
from dateline.index.intake.watch import stable_files

WAIT = 30.0


def take(written: Iterator[list[str]], count: int) -> list[str]:
    """Return the names of the next files, sorted."""
    end = time.monotonic() + WAIT
    found: list[str] = []
    while len(found) < count and time.monotonic() < end:
        found += next(written)
    return sorted(os.path.basename(file) for file in found)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have only names that are text")
def test_a_name_that_is_not_utf_8_does_not_end_it(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    notes: list[str] = []
    (tmp_path / "old.txt").touch()
    written = stable_files([str(tmp_path)], str(tmp_path / "archive"), notes.append)
    next(written)
    strange = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(strange).write_text("strange")
    (tmp_path / "a.txt").write_text("a")
    assert take(written, 3) == ["a.txt", "old.txt", "\udcff.txt"]
    with Path(strange).open("a") as file:
        file.write("more")
    (tmp_path / "b.txt").write_text("b")
    assert take(written, 2) == ["b.txt", "\udcff.txt"]
    assert len(notes) == 1
    assert "not UTF-8" in notes[0]


def test_what_is_written_while_no_watch_can_begin_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_folders: str, **_options: object) -> Iterator[set[tuple[object, str]]]:
        raise RuntimeError("no watch can begin")
        yield set()

    package = ModuleType("watchfiles")
    package.watch, package.Change = broken, None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "watchfiles", package)
    monkeypatch.setattr(watch, "POLL_MILLISECONDS", 1)
    monkeypatch.setattr(watch, "STABLE_SECONDS", 0.0)
    notes: list[str] = []
    written = stable_files([str(tmp_path)], str(tmp_path / "archive"), notes.append)
    assert next(written) == []
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(name)
        (tmp_path / "archive").mkdir(exist_ok=True)
        (tmp_path / "archive" / f"{name}.txt").write_text(name)
        assert next(written) == [str(tmp_path / f"{name}.txt")]
        assert next(written) == []
    assert len(notes) == 1
