"""Other processes that read: the same archive as one alone makes, and an error in words when one of them dies."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.index.errors import DatelineError
from dateline.index.intake import portions
from dateline.index.intake import workers as crew
from dateline.index.intake.run import Settings
from dateline.searcher import open_archive
from tests.intake.runs import content, cut_small, do, write_lines

FACETS = ("people", "places", "filed", "agency", "about:year", "published:year", "source", "topics")
CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def told(archive: Path, *paths: Path, jobs: int) -> tuple[object, ...]:
    """Return all that a run does and says."""
    done, events = do(archive, *paths, settings=Settings(jobs=jobs))
    notes = [(where, found.article.notes) for event in events for where, found in event.found]
    errors = [str(error) for event in events for error in event.skipped]
    with open_archive(archive) as opened:
        facets = opened.search("*", limit=1000, facets=FACETS).facets
        counts = {name: {each.value: each.count for each in found} for name, found in facets.items()}
    return content(archive), notes, errors, counts, done.counts, sum(event.size for event in events)


def bad_input(folder: Path) -> None:
    """Fill a folder with what cannot be read, beside what can."""
    write_lines(folder / "long.jsonl", range(300))
    with (folder / "long.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"id": "broken\n\n{"title": "no body"}\n')
    packed = gzip.compress((folder / "long.jsonl").read_bytes())
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (folder / "loop.jsonl").symlink_to(folder / "loop.jsonl")
    with (folder / "wire.jsonl").open("w", encoding="utf-8") as lines:  # datelines apart from the text
        for number in range(300):
            row = {"id": f"w{number}", "dateline": "PARIS, Dec 14 (AP)", "title": "Wire", "body": "Rain fell in Lyon."}
            lines.write(json.dumps(row) + "\n")
    (folder / "away.txt").symlink_to(folder / "nowhere.txt")
    (folder / "wrong.html").write_bytes(b'{"id": "json", "title": "In truth JSON", "body": "Text."}\n')
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (folder / "empty.jsonl").write_bytes(b"")


@pytest.mark.slow
def test_two_processes_make_the_archive_that_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch)
    shutil.copytree(CORPUS, tmp_path / "corpus")
    bad_input(tmp_path / "corpus")
    one = told(tmp_path / "one", tmp_path / "corpus", tmp_path / "missing.txt", jobs=1)
    two = told(tmp_path / "two", tmp_path / "corpus", tmp_path / "missing.txt", jobs=2)
    assert one == two
    assert one[3]["filed"]["Paris"] >= 300  # type: ignore[index]
    errors = "\n".join(one[2])  # type: ignore[arg-type]
    for name in (
        "long.jsonl:301",
        "long.jsonl:303",
        "cut.jsonl.gz",
        "loop.jsonl",
        "away.txt",
        "picture.txt",
        "missing.txt",
    ):
        assert name in errors, name


@pytest.mark.slow
def test_an_endless_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.jsonl").open("wb") as lines:
        lines.write(b'{"id": "a", "body": "One."}\n{"id": "b", "body": "')
        for _ in range(70):
            lines.write(b"x" * (1 << 20))
        lines.write(b'"}\n{"id": "c", "body": "Three."}\n')
    done, events = do(tmp_path / "archive", tmp_path / "a.jsonl", settings=Settings(jobs=2, extract=False))
    assert [error.line for event in events for error in event.skipped] == [2]
    assert [where.rpartition(":")[2] for event in events for where, _ in event.found] == ["1", "3"]
    assert done.counts["jsonl", "added"] == 2


@pytest.mark.parametrize("code", ["import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "raise SystemExit(3)"])
def test_a_process_that_dies_is_an_error_in_words(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch)
    write_lines(tmp_path / "a.jsonl", range(100))

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", f"import sys; sys.stdin.readline(); {code}"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    monkeypatch.setattr(crew, "start_process", start)
    with pytest.raises(DatelineError, match=r"a process that was reading .*a\.jsonl (was ended by|ended with)"):
        do(tmp_path / "archive", tmp_path / "a.jsonl", settings=Settings(jobs=2))


def test_no_process_outlives_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch)
    write_lines(tmp_path / "a.jsonl", range(100))
    started: list[subprocess.Popen[bytes]] = []
    before = crew.start_process

    def start() -> subprocess.Popen[bytes]:
        started.append(before())
        return started[-1]

    monkeypatch.setattr(crew, "start_process", start)
    do(tmp_path / "archive", tmp_path / "a.jsonl", settings=Settings(jobs=2, extract=False))
    assert len(started) == 2
    assert all(process.returncode is not None for process in started)


@pytest.mark.parametrize("cut", [1, 7, 64, 100_000])
def test_portions_give_together_the_lines_of_the_file(cut: int, tmp_path: Path) -> None:
    text = b"\xef\xbb\xbfone\n\ntwo and a half\r\n\n\nthree\nlast"
    (tmp_path / "a").write_bytes(text)
    found = []
    with (tmp_path / "a").open("rb") as stream:
        for start in range(0, len(text), cut):
            stream.seek(0)
            found += list(portions.lines_in_range(stream, start, min(start + cut, len(text))))
    assert b"".join(found) == text.removeprefix(b"\xef\xbb\xbf")
