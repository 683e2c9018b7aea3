"""Patterns that no shell expanded, files that vanish, and links that lead round in circles."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index.errors import ReadError
from dateline.index.readers import read


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.txt", "b.txt", "b.json", ".hidden.txt", "2016/c.txt", "2016/12/d.txt", "2017/c.txt", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Title\n\nBody" if name.endswith("txt") else '{"body": "B"}')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("?.json", ["b.json"]),
        ("[ac].*", ["a.txt"]),
        (".*.txt", [".hidden.txt"]),
        ("*/c.txt", ["2016/c.txt", "2017/c.txt"]),
        ("201[6]/*", ["2016/12/d.txt", "2016/c.txt"]),
        ("./*.json", ["./b.json"]),
        ("**/*.txt", ["a.txt", "b.txt", "2016/c.txt", "2016/12/d.txt", "2017/c.txt"]),
        ("**/**/d.txt", ["2016/12/d.txt"]),
        ("2016/**", ["2016/12/d.txt", "2016/c.txt"]),
        ("20*", ["2016/12/d.txt", "2016/c.txt", "2017/c.txt"]),
    ],
)
def test_a_pattern_stands_for_the_files_that_match(folder: Path, pattern: str, files: list[str]) -> None:
    assert [one.file for one in read([pattern])] == files


def test_a_pattern_may_be_absolute(folder: Path) -> None:
    assert [one.file for one in read([f"{folder}/*.json"])] == [f"{folder}/b.json"]


def test_a_pattern_that_matches_nothing_is_an_error(folder: Path) -> None:
    (error,) = read(["*.nothing"])
    assert isinstance(error, ReadError)
    assert "matches this pattern" in error.reason


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "[a].txt").write_text("Odd\n\nBody")
    assert [one.file for one in read(["[a].txt"])] == ["[a].txt"]


def test_links_do_not_lead_round_in_a_circle(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "2016" / "loop").symlink_to(folder / "2016")
    (folder / "self.txt").symlink_to("self.txt")
    found = [one for one in read(["**/*.txt"]) if not isinstance(one, ReadError)]
    assert len(found) == 5
    (error,) = read(["self.txt"])
    assert isinstance(error, ReadError)
    assert "leads back to itself" in error.reason


def test_a_file_that_vanishes_is_named_and_the_rest_is_read(folder: Path) -> None:
    found = read(["*.txt", "b.json"])
    assert next(found).file == "a.txt"
    (folder / "b.txt").unlink()
    error, last = found
    assert isinstance(error, ReadError)
    assert (error.file, last.file) == ("b.txt", "b.json")
    assert "no such file" in error.reason
