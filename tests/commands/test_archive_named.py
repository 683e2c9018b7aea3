"""The archive that a call names: made once however many ask for it, and named as typed where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.calls import CORPUS, Outcome, dateline
from tests.permissions import bound_by_permissions

ARTICLE = str(CORPUS / "default" / "apollo-11-1969.txt")


def refused(place: Path, name: str, *call: str) -> str:
    """Return what a call says of an archive that is not there, on one line that names it as typed."""
    outcome: Outcome = dateline("--archive", name, *call, cwd=place)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert f" {name}" in outcome.err
    by_variable = dateline(*call, cwd=place, env={"DATELINE_ARCHIVE": name})
    assert by_variable == outcome
    return outcome.err


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("dangling", "it is a link to nowhere, which is not there; make that folder, or fix the link"),
        ("loop", "it is a link to loop"),
        ("file", "it is a file, and an archive is a folder"),
        ("file/inside", "file"),
        ("full", "the folder holds other files; choose one that is new or empty"),
        ("home", "the archive of this folder is home/.dateline"),
        ("x" * 300, "File name too long"),
    ],
)
def test_what_is_no_archive_is_named_as_typed_by_readers_and_writers(name: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_text("text", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("text", encoding="utf-8")
    (tmp_path / "home").mkdir()
    assert dateline("add", ARTICLE, cwd=tmp_path / "home").code == 0
    before = sorted(tmp_path.iterdir())
    for call in (("search", "oil"), ("stats",), ("rebuild",), ("check",), ("delete", "x")):
        assert name.split("/")[0] in refused(tmp_path, name, *call)
    assert what in refused(tmp_path, name, "add", ARTICLE)
    assert sorted(tmp_path.iterdir()) == before


def test_an_empty_folder_becomes_an_archive_and_until_then_says_how(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "dateline --archive empty add FILES" in refused(tmp_path, "empty", "search", "oil")
    assert dateline("--archive", "empty", "add", ARTICLE, cwd=tmp_path).code == 0
    (tmp_path / "link").symlink_to("empty")
    assert dateline("--archive", "link", "stats", "--json", cwd=tmp_path).json["articles"] == 1


def test_the_file_of_an_archive_names_its_folder(tmp_path: Path) -> None:
    assert dateline("add", ARTICLE, cwd=tmp_path).code == 0
    assert "its folder is .dateline" in refused(tmp_path, ".dateline/articles.db", "search", "oil")


def test_a_dangling_link_here_is_no_reason_to_look_further_up(tmp_path: Path) -> None:
    assert dateline("add", ARTICLE, cwd=tmp_path).code == 0
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / ".dateline").symlink_to("/nowhere/at/all")
    for call in (("search", "oil"), ("add", ARTICLE)):
        outcome = dateline(*call, cwd=inner)
        assert (outcome.code, "it is a link to /nowhere/at/all" in outcome.err) == (2, True)


def test_no_name_is_no_archive(tmp_path: Path) -> None:
    assert dateline("add", ARTICLE, cwd=tmp_path).code == 0
    outcome = dateline("--archive", "", "search", "oil", cwd=tmp_path)
    assert (outcome.code, "the name of the folder is empty" in outcome.err) == (2, True)


def test_a_folder_without_permission_is_named() -> None:
    with bound_by_permissions() as folder:
        (folder / "locked").mkdir(mode=0)
        (folder / "shown").mkdir(mode=0o555)
        try:
            assert "ermission denied" in refused(folder, "locked", "search", "oil")
            assert "ermission denied" in refused(folder, "locked", "add", "x")
            (folder / "a.txt").write_text("Title\n\nText.\n", encoding="utf-8")
            assert "no archive can be made at shown/a" in refused(folder, "shown/a", "add", "a.txt")
        finally:
            (folder / "locked").chmod(0o700)


@pytest.mark.slow
@pytest.mark.parametrize("keyword", [(), ("--keyword", "section")])
def test_three_that_make_one_archive_at_once_all_succeed(keyword: tuple[str, ...], tmp_path: Path) -> None:
    texts = sorted((CORPUS / "default").glob("*.txt"))
    shares = [texts[:4], texts[4:9], [*texts[9:12], CORPUS / "default" / "wire-2009-2024.jsonl"]]
    variables = {name: value for name, value in os.environ.items() if name != "DATELINE_ARCHIVE"}
    runs = []
    for number, share in enumerate(shares):
        options = keyword if number == 1 else ()
        command = [sys.executable, "-P", "-m", "dateline", "--archive", "news", "add", *map(str, share), *options]
        runs.append(subprocess.Popen(command, cwd=tmp_path, env=variables, stderr=subprocess.PIPE, text=True))
    said = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], said
    assert dateline("--archive", "news", "stats", "--json", cwd=tmp_path).json["articles"] == 24
    assert dateline("--archive", "news", "check", cwd=tmp_path).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["news"]
    for share in shares:
        names = [str(path) for path in share]
        assert dateline("--archive", "news", "check", "--against", *names, cwd=tmp_path).code == 0
        assert dateline("--archive", "news", "add", *names, cwd=tmp_path).err.startswith("0 added, ")
    if keyword:
        assert dateline("--archive", "news", "facets", "*", "section", cwd=tmp_path).code == 0
