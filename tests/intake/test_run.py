"""A run can be cut off anywhere and go on: nothing is lost, and nothing is read twice but the tail."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from dateline.index.archive import Archive
from dateline.index.intake import Options
from dateline.index.intake.run import READ_BEFORE, Run, Settings
from dateline.upkeep.audit import audit_sources
from tests.intake.runs import begin, content, counts, cut_small, do, write_lines

KILLED = """
import os, signal, sys
from pathlib import Path
from dateline.index.archive import Archive
from dateline.index.intake import Options, portions, run
from dateline.index.intake import plan as planning
portions.PORTION_SIZE = planning.PORTION_SIZE = 4000
run.MIN_PARALLEL_SIZE, run.COMMIT_EVERY = 0, 100
path = Path(sys.argv[1])
doing = run.Run(sys.argv[3:], Options(), None, lambda: Archive.create(path), run.Settings(jobs=int(sys.argv[2])))
for number, event in enumerate(doing):
    if number == 17:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_goes_on_where_it_was(jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch)
    write_lines(tmp_path / "a.jsonl", range(400))
    write_lines(tmp_path / "b.jsonl", range(400, 700))
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    command = [sys.executable, "-P", "-c", KILLED, str(tmp_path / "cut"), str(jobs), *map(str, paths)]
    killed = subprocess.run(command, check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    kept = len(content(tmp_path / "cut", "versions")["versions"])
    assert 0 < kept < 700
    again, events = do(tmp_path / "cut", *paths, settings=Settings(jobs=jobs))
    assert again.counts[READ_BEFORE, "unchanged"] == kept
    assert again.counts["jsonl", "added"] == sum(len(event.found) for event in events) == 700 - kept
    do(tmp_path / "whole", *paths, settings=Settings(jobs=jobs))
    assert content(tmp_path / "cut") == content(tmp_path / "whole")


def test_a_file_that_cannot_be_cut_goes_on_after_what_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_small(monkeypatch)
    monkeypatch.setattr("dateline.index.intake.portions.BATCH_RECORDS", 50)
    rows = "".join(f"a{n},Title {n},Body {n}\n" for n in range(500))
    (tmp_path / "a.csv").write_text("id,title,body\n" + rows, encoding="utf-8")
    first = begin(tmp_path / "archive", tmp_path / "a.csv")
    for number, _ in enumerate(first):
        if number == 4:
            break
    assert first.archive is not None
    first.archive.close()  # what was not committed is gone
    again, _ = do(tmp_path / "archive", tmp_path / "a.csv")
    assert (again.counts[READ_BEFORE, "unchanged"], again.counts["csv", "added"]) == (200, 300)
    do(tmp_path / "whole", tmp_path / "a.csv")
    assert content(tmp_path / "archive") == content(tmp_path / "whole")


def test_a_run_that_is_told_to_stop_keeps_what_it_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch)
    write_lines(tmp_path / "a.jsonl", range(300))
    doing = begin(tmp_path / "archive", tmp_path / "a.jsonl")
    for number, _ in enumerate(doing):
        if number == 3:
            doing.stop()
    assert doing.stopped
    assert doing.archive is not None
    doing.archive.close()
    kept = len(content(tmp_path / "archive", "versions")["versions"])
    assert 0 < kept < 300
    again, _ = do(tmp_path / "archive", tmp_path / "a.jsonl")
    assert counts(again) == {"unchanged": kept, "added": 300 - kept}


def test_a_file_that_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", range(20))
    first, _ = do(tmp_path / "archive", tmp_path / "a.jsonl")
    assert counts(first) == {"added": 20}
    again, events = do(tmp_path / "archive", tmp_path / "a.jsonl")
    assert counts(again) == {"unchanged": 20}
    assert not any(event.found for event in events)
    forced, events = do(tmp_path / "archive", tmp_path / "a.jsonl", settings=Settings(extract=False, again=True))
    assert counts(forced) == {"unchanged": 20}
    assert sum(len(event.found) for event in events) == 20


def test_of_an_id_that_a_file_has_twice_the_last_record_counts_and_makes_versions_once(tmp_path: Path) -> None:
    file, archive = tmp_path / "a.jsonl", tmp_path / "archive"
    record = '{{"id": "x", "title": "{0}", "body": "It rained.", "source": "wire"}}\n'
    file.write_text("".join(map(record.format, ("T", "T2", "T3"))), encoding="utf-8")
    first, _ = do(archive, file)
    assert counts(first) == {"added": 1, "replaced": 2}
    assert [row[:2] for row in content(archive, "origins")["origins"]] == [(1, 3)]

    again, events = do(archive, file)
    assert counts(again) == {"unchanged": 3}
    assert not any(event.found for event in events)

    assert len(content(archive, "versions")["versions"]) == 3

    file.write_text("".join(map(record.format, ("T3", "T4 and more"))), encoding="utf-8")
    changed, _ = do(archive, file)
    assert counts(changed) == {"unchanged": 1, "replaced": 1}
    assert counts(do(archive, file)[0]) == {"unchanged": 2}


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_file_with_an_id_twice_and_a_skipped_record_makes_versions_once(name: str, tmp_path: Path) -> None:
    file, archive = tmp_path / name, tmp_path / "archive"
    record = '{{"id": "{}", "title": "{}", "body": "It rained.", "source": "wire"}}\n'
    rows = [record.format("x", "T"), record.format("y", "Y"), "[]\n", record.format("x", "T2")]
    file.write_text("".join(rows), encoding="utf-8")
    assert counts(do(archive, file)[0]) == {"added": 2, "replaced": 1, "skipped": 1}
    before = content(archive, "versions")
    for _ in range(2):
        again, events = do(archive, file)
        assert counts(again) == {"unchanged": 3, "skipped": 1}
        assert [error.line for event in events for error in event.skipped] == [3]
        assert content(archive, "versions") == before
    file.write_text("".join(rows[:2]), encoding="utf-8")
    assert counts(do(archive, file)[0]) == {"unchanged": 1, "replaced": 1}


def test_a_file_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", range(20))
    do(tmp_path / "archive", tmp_path / "a.jsonl")
    write_lines(tmp_path / "a.jsonl", range(10, 25), "said in Ganja")
    again, _ = do(tmp_path / "archive", tmp_path / "a.jsonl")
    assert counts(again) == {"replaced": 10, "added": 5}
    # The same size, another time of its last change.
    state = os.stat(tmp_path / "a.jsonl")
    os.utime(tmp_path / "a.jsonl", ns=(state.st_atime_ns, state.st_mtime_ns + 1))
    _, events = do(tmp_path / "archive", tmp_path / "a.jsonl")
    assert sum(len(event.found) for event in events) == 15


def test_other_options_read_a_file_anew(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x", "body": "One.", "text": "Two."}\n', encoding="utf-8")
    do(tmp_path / "archive", tmp_path / "a.jsonl")
    mapped, _ = do(tmp_path / "archive", tmp_path / "a.jsonl", options=Options({"body": "text"}))
    assert counts(mapped) == {"replaced": 1}
    back, _ = do(tmp_path / "archive", tmp_path / "a.jsonl")
    assert counts(back) == {"replaced": 1}


def test_an_article_that_was_deleted_or_replaced_from_elsewhere_comes_back(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", range(3))
    do(tmp_path / "archive", tmp_path / "a.jsonl")
    with Archive.open(tmp_path / "archive") as archive:
        archive.delete("a1")
    again, _ = do(tmp_path / "archive", tmp_path / "a.jsonl")
    assert counts(again) == {"unchanged": 2, "added": 1}
    write_lines(tmp_path / "b.jsonl", range(1), "said elsewhere")
    do(tmp_path / "archive", tmp_path / "b.jsonl")
    again, _ = do(tmp_path / "archive", tmp_path / "a.jsonl")
    assert counts(again) == {"unchanged": 2, "replaced": 1}


def test_a_file_with_something_wrong_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x", "body": "One."}\n{"id":\n', encoding="utf-8")
    for outcome in ("added", "unchanged"):
        done, events = do(tmp_path / "archive", tmp_path / "a.jsonl")
        assert counts(done) == {outcome: 1, "skipped": 1}
        assert [error.line for event in events for error in event.skipped] == [2]


def test_a_file_that_changes_while_it_is_read_is_read_the_next_time(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", range(3))
    doing = begin(tmp_path / "archive", tmp_path / "a.jsonl")
    steps = doing._steps
    first = next(steps)
    write_lines(tmp_path / "a.jsonl", range(4))
    doing._steps = iter([first])
    list(doing)
    assert doing.archive is not None
    doing.archive.close()
    again, _ = do(tmp_path / "archive", tmp_path / "a.jsonl")
    assert counts(again) == {"unchanged": 4}


def test_the_origin_of_every_article_is_kept(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", range(3))
    (tmp_path / "b.txt").write_text("Title\n\nBody.\n", encoding="utf-8")
    do(tmp_path / "archive", tmp_path / "a.jsonl", tmp_path / "b.txt")
    rows = content(tmp_path / "archive", "origins")["origins"]
    assert rows == [(1, 1, 1), (1, 2, 2), (1, 3, 3), (2, 4, 1)]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to processes")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_makes_an_archive_too_late_writes_to_the_one_that_is_there(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_small(monkeypatch)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    write_lines(first, range(50))
    write_lines(second, range(40, 90))
    late = Run([str(second), str(first)], Options(), None, lambda: made_meanwhile(), Settings(jobs))

    def made_meanwhile() -> Archive:
        do(tmp_path / "news", first)
        return Archive.open(tmp_path / "news")

    list(late)
    assert counts(late) == {"added": 40, "unchanged": 60}
    assert late.archive is not None
    late.archive.close()
    with closing(sqlite3.connect(tmp_path / "news" / "articles.db")) as connection:
        sources = dict(connection.execute("SELECT path, count(*) FROM sources WHERE NOT former GROUP BY path"))
        assert sources == {str(first): 1, str(second): 1}
        numbers = [number for (number,) in connection.execute("SELECT number FROM sources")]
        assert len(numbers) == len(set(numbers))
    again, _ = do(tmp_path / "news", first, second)
    assert counts(again) == {"unchanged": 100}
    assert audit_sources(tmp_path / "news", [str(first), str(second)]).sound


def has_versions(archive: Path) -> bool:
    """Return whether a run has committed its first articles."""
    try:
        return (archive / "articles.db").exists() and bool(content(archive, "versions")["versions"])
    except sqlite3.OperationalError:  # the store is being made
        return False


def test_ctrl_c_ends_it_with_what_was_read(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", range(60_000))  # three commits
    command = [sys.executable, "-P", "-m", "dateline.cli", "--archive", "archive", "add", "a.jsonl", "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not has_versions(tmp_path / "archive"):
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told.endswith(" added\nstopped; run the same command again to continue\n")
    assert content(tmp_path / "archive", "versions")["versions"]
