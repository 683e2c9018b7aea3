"""What `add` does beyond one run: the list of what was skipped, keeping to folders, watching them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands.calls import CORPUS, Outcome, dateline

WAIT = 30.0


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of three files, added with --sync."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a", "b"):
        write(folder / f"{name}.txt", name)
    rows = [{"id": f"wire-{n}", "title": f"Wire {n}", "body": f"Text {n}."} for n in range(3)]
    (folder / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert sync(tmp_path).err.splitlines()[-1] == "5 added"
    return folder


def write(path: Path, name: str) -> None:
    path.write_text(f"Title {name}\n\nThe text of {name}.\n", encoding="utf-8")


def sync(place: Path, *more: str) -> Outcome:
    return dateline("add", "--sync", "news", *more, cwd=place)


def last(outcome: Outcome) -> str:
    return outcome.err.splitlines()[-1]


def test_what_was_skipped_is_listed_in_a_file(tmp_path: Path) -> None:
    outcome = dateline("add", str(CORPUS / "broken"), "missing.txt", "--errors", "errors.jsonl", cwd=tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 6
    assert all(list(row) == ["file", "line", "reason"] for row in rows)
    reason = "cannot be read: there is no such file or folder"
    assert rows[-1] == {"file": "missing.txt", "line": None, "reason": reason}
    told = outcome.err.splitlines()
    assert told[-1] == "7 added, 6 skipped"
    assert "  text: 3 added, 1 skipped" in told


def test_a_list_of_what_was_skipped_replaces_no_other_file(tmp_path: Path) -> None:
    content = '{"title": "A", "body": "The ferry ran aground."}\n'
    (tmp_path / "news.jsonl").write_text(content, encoding="utf-8")
    outcome = dateline("add", "news.jsonl", "--errors", "news.jsonl", cwd=tmp_path)
    assert (outcome.code, "news.jsonl, which is no list of errors" in " ".join(outcome.err.split())) == (2, True)
    assert (tmp_path / "news.jsonl").read_text(encoding="utf-8") == content
    for _ in range(2):  # the list of an earlier run is replaced
        assert dateline("add", "news.jsonl", "missing.txt", "--errors", "errors.jsonl", cwd=tmp_path).code == 2
        assert len((tmp_path / "errors.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_list_of_what_was_skipped_that_cannot_be_written_does_not_cost_the_run(tmp_path: Path) -> None:
    nowhere = dateline("add", str(CORPUS / "broken"), "--errors", "nowhere/errors.jsonl", cwd=tmp_path)
    assert (nowhere.code, "nowhere/errors.jsonl" in nowhere.err) == (2, True)
    assert not (tmp_path / ".dateline").exists()
    if Path("/dev/full").exists():
        full = dateline("add", str(CORPUS / "broken"), "--errors", "/dev/full", cwd=tmp_path)
        assert full.code == 2
        assert full.err.count("/dev/full: cannot be written: No space left on device") == 1
        assert last(full) == "7 added, 5 skipped"


def test_sync_takes_out_what_is_gone(news: Path, tmp_path: Path) -> None:
    (news / "a.txt").unlink()
    rows = (news / "wire.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (news / "wire.jsonl").write_text("".join(rows[1:]), encoding="utf-8")
    write(news / "c.txt", "c")
    shown = sync(tmp_path, "--dry-run")
    assert [line.split()[0] for line in shown.out.splitlines()] == ["new", "changed", "gone"]
    assert "nothing was done" in shown.err
    assert last(sync(tmp_path)) == "1 added, 3 unchanged, 2 deleted"
    assert last(sync(tmp_path)) == "0 added, 4 unchanged"
    assert dateline("show", "wire-0", cwd=tmp_path).code == 2


def test_sync_does_not_take_an_empty_folder_at_its_word(news: Path, tmp_path: Path) -> None:
    news.rename(tmp_path / "elsewhere")
    for make in (lambda: None, news.mkdir):
        make()
        refused = sync(tmp_path)
        assert (refused.code, "is a disk missing?" in refused.err) == (2, True)
        assert dateline("stats", "--json", cwd=tmp_path).json["articles"] == 5
    assert last(sync(tmp_path, "--even-if-empty")) == "0 added, 5 deleted, 1 skipped"


def remember(place: Path) -> None:
    """Put a link to a file elsewhere and a folder of its own beside the others, and sync."""
    disk = place / "disk"
    disk.mkdir()
    write(disk / "linked.txt", "linked")
    (place / "news" / "linked.txt").symlink_to(disk / "linked.txt")
    (place / "news" / "inner").mkdir()
    write(place / "news" / "inner" / "deep.txt", "deep")
    assert last(sync(place)) == "2 added, 5 unchanged"


@pytest.mark.parametrize("even", [(), ("--even-if-empty",)])
def test_sync_keeps_what_may_be_there(even: tuple[str, ...], news: Path, tmp_path: Path) -> None:
    remember(tmp_path)
    (tmp_path / "disk").rename(tmp_path / "unmounted")
    (news / "a.txt").unlink()
    (news / "a.txt").symlink_to("a.txt")
    (news / "inner").rename(tmp_path / "locked")
    (news / "inner").symlink_to("nowhere")
    done = sync(tmp_path, *even)
    assert last(done) == "0 added, 4 unchanged, 2 skipped"
    assert done.err.count("cannot be read") == 2
    check = dateline("check", "--against", "news", cwd=tmp_path)
    assert "ghost" not in check.out
    (news / "inner").unlink()
    assert last(sync(tmp_path)) == "0 added, 4 unchanged, 1 deleted, 2 skipped"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_sync_names_what_stands_where_a_file_was(news: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (news / name).unlink()
    os.mkfifo(news / "a.txt")
    (news / "b.txt").mkdir()
    for more in ((), ("--dry-run",)):
        done = sync(tmp_path, *more)
        assert "a.txt: note: a pipe stands where a file was; its articles (1) are kept" in done.err
        assert "b.txt: note: a folder stands where a file was; its articles (1) are kept" in done.err
    assert dateline("stats", "--json", cwd=tmp_path).json["articles"] == 5


def test_sync_leaves_what_another_file_gave_too(news: Path, tmp_path: Path) -> None:
    (news / "copy.jsonl").write_bytes((news / "wire.jsonl").read_bytes())
    sync(tmp_path)
    (news / "wire.jsonl").unlink()
    assert last(sync(tmp_path)) == "0 added, 5 unchanged"
    (news / "copy.jsonl").unlink()
    assert last(sync(tmp_path)) == "0 added, 2 unchanged, 3 deleted"


def test_sync_takes_nothing_out_of_a_file_that_it_could_not_read_to_its_end(news: Path, tmp_path: Path) -> None:
    rows = (news / "wire.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (news / "wire.jsonl").write_text(rows[0] + '{"id": "wire-1"', encoding="utf-8")
    done = sync(tmp_path)
    assert last(done) == "0 added, 3 unchanged, 1 skipped"
    assert "no article of it is deleted" in done.err
    (news / "wire.jsonl").write_text(rows[0], encoding="utf-8")
    assert last(sync(tmp_path)) == "0 added, 3 unchanged, 2 deleted"


def test_sync_keeps_to_its_own_paths(news: Path, tmp_path: Path) -> None:
    write(tmp_path / "beside.txt", "beside")
    dateline("add", "beside.txt", cwd=tmp_path)
    (tmp_path / "beside.txt").unlink()
    assert last(sync(tmp_path)) == "0 added, 5 unchanged"
    assert dateline("stats", "--json", cwd=tmp_path).json["articles"] == 6


@pytest.mark.parametrize("call", [("--dry-run", "news"), ("--sync", "--watch", "news"), ("--sync", "-")])
def test_what_does_not_go_together_is_said(call: tuple[str, ...], tmp_path: Path) -> None:
    assert dateline("add", *call, cwd=tmp_path).code == 2


@contextmanager
def watching(place: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-P", "-m", "dateline.cli", "--archive", "archive", "add", "--watch", "news"]
    with subprocess.Popen(command, cwd=place, stderr=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


def wait_for(place: Path, count: int) -> None:
    """Wait until the archive has so many articles."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        found = dateline("--archive", "archive", "stats", "--json", cwd=place)
        if found.code == 0 and found.json["articles"] == count:
            return
        time.sleep(0.1)
    raise AssertionError(f"{count} articles never came")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to processes")
def test_watch_adds_what_is_written(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    news = tmp_path / "news"
    news.mkdir()
    write(news / "a.txt", "a")
    with watching(tmp_path) as running:
        wait_for(tmp_path, 1)
        write(news / "b.txt", "b")
        (news / "later").mkdir()
        write(news / "later" / "c.txt", "c")
        write(news / "gone.txt", "gone")
        (news / "gone.txt").unlink()
        write(news / ".hidden.txt", "hidden")
        with (news / "slow.jsonl").open("w", encoding="utf-8") as slow:
            slow.write('{"id": "slow", "title": "Slow", "body": "Half ')
            slow.flush()
            time.sleep(0.3)
            slow.write('written."}\n')
        wait_for(tmp_path, 4)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=WAIT)
    assert running.returncode == 0
    assert told.splitlines()[-1] == "4 added"
    assert "slow.jsonl" not in told


def test_watch_names_the_package_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    outcome = dateline("add", "--watch", ".", cwd=tmp_path)
    assert outcome.code == 2
    assert "pip install 'dateline[watch]'" in outcome.err


def test_equal_numbers_in_two_tables_are_noted(tmp_path: Path) -> None:
    for name, titles in (("a", "ABC"), ("b", "XYC"), ("c", "X")):
        rows = [f"{number},{title},It ran {name}.\n" for number, title in enumerate(titles, 1)]
        (tmp_path / f"{name}.csv").write_text("id,title,body\n" + "".join(rows))
    assert "another title" not in dateline("add", "a.csv", cwd=tmp_path).err
    added = dateline("add", "b.csv", cwd=tmp_path).err
    (line,) = (line for line in added.splitlines() if "another title" in line)
    assert line.startswith(str(tmp_path / "b.csv"))
    assert "2 articles of other files" in line
    assert "(1, 2)" in line
    assert "another title" not in dateline("add", "c.csv", cwd=tmp_path).err  # the title is that of the live version
    (tmp_path / "c.csv").write_text("id,title,body\n1,Q,It ran c.\n")
    assert "another title" not in dateline("add", "c.csv", cwd=tmp_path).err  # a new state of the same file
    both = dateline("add", "--archive", "other", "a.csv", "b.csv", cwd=tmp_path).err
    assert "2 articles of other files" in both  # in one batch
    assert "another title" not in dateline("add", "--quiet", "--archive", "third", "a.csv", "b.csv", cwd=tmp_path).err


PACKAGE = "<packageItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:a'/>"
DRAFTS = """<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>s</title>
<item><title>d</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item></channel></rss>"""


@pytest.mark.parametrize("content", [PACKAGE, DRAFTS], ids=["package", "drafts"])
def test_a_file_of_items_that_are_no_articles_is_no_error(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(content, encoding="utf-8")
    for option in ("--strict", "--sync"):
        found = dateline("add", "a.xml", option, "--errors", "errors.jsonl", cwd=tmp_path)
        assert (found.code, found.err.splitlines()[-1]) == (0, "no article added, 1 passed over")
        assert (tmp_path / "errors.jsonl").read_bytes() == b""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", "[]"),
        ("a.xml", "<rss version='2.0'><channel><title>s</title></channel></rss>"),
        ("a.csv", "title,body"),
    ],
)
def test_a_file_without_any_item_is_no_error(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = dateline("add", name, "--strict", cwd=tmp_path)
    assert (found.code, found.err) == (0, "no article added, 0 skipped\n")


def test_articles_of_one_id_in_one_file_are_noted(tmp_path: Path) -> None:
    rows = [("x", "A"), ("y", "B"), *((f"n{n}", "N") for n in range(1500)), ("x", "C"), ("y", "B")]
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps({"id": i, "title": t, "body": f"{n}"}) + "\n" for n, (i, t) in enumerate(rows)))
    added = dateline("add", "--no-extract", "a.jsonl", cwd=tmp_path)
    (line,) = (line for line in added.err.splitlines() if "note: 1 id has" in line)
    assert "several records with different titles (x); the last one counts" in line
    file.write_text(json.dumps({"id": "x", "title": "D", "body": "later"}) + "\n")
    assert "note: 1 id" not in dateline("add", "--no-extract", "a.jsonl", cwd=tmp_path).err


def test_linked_folders_are_named(tmp_path: Path) -> None:
    (tmp_path / "news" / "inner.json").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "news" / "a.txt", "a")
    write(tmp_path / "elsewhere" / "b.txt", "b")
    (tmp_path / "news" / "linked.json").symlink_to(tmp_path / "elsewhere")
    for call in ("read", "add"):
        told = dateline(call, "news", cwd=tmp_path).err
        assert "1 linked folder was not followed (news/linked.json); to read what is in it, name it" in told
        assert "of a kind that is not read" not in told
    (tmp_path / "news" / "loop").symlink_to(".")
    assert (
        "2 linked folders were not followed (news/linked.json, news/loop)" in dateline("add", "news", cwd=tmp_path).err
    )
    assert last(dateline("add", "news/linked.json", cwd=tmp_path)) == "1 added"


def test_many_records_in_a_row_with_one_reason_are_counted(tmp_path: Path) -> None:
    good = '{"title": "A", "body": "It rained."}'
    (tmp_path / "a.json").write_text(f"[{good}, {'[], ' * 50}{good}, []]")
    outcome = dateline("add", "a.json", "--errors", "errors.jsonl", cwd=tmp_path)
    told = [line for line in outcome.err.splitlines() if "not an object" in line]
    assert len(told) == 21
    assert told[-1].startswith("a.json: and 31 more: the record is not an object")
    assert len((tmp_path / "errors.jsonl").read_text(encoding="utf-8").splitlines()) == 51
    assert last(outcome) == "1 added, 1 unchanged, 51 skipped"
