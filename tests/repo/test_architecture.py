"""The map in docs/architecture.md and the tree of files say the same."""

from __future__ import annotations

import re
from collections import Counter

from tests.repo.sources import ROOT, package_modules

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGES = ("index", "searcher", "upkeep", "commands")
# The only modules that lie directly in these folders.
LOOSE = {
    "index": {
        "__init__",
        "archive",
        "arguments",
        "article",
        "dataclass",
        "errors",
        "failure",
        "fields",
        "files",
        "layout",
        "pattern",
        "rebuild",
    },
    "searcher": {"__init__", "archive", "facets", "request"},
}
MOST_OF_ONE_NAME = 2
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_every_folder_of_the_package_has_a_row() -> None:
    folders = {path.parent.relative_to(ROOT).as_posix() for room in PACKAGES for path in (ROOT / room).rglob("*.py")}
    rows = set(re.findall(r"^\| `([a-z_/]+)/` \|", PAGE, re.MULTILINE))
    assert folders == {row for row in rows if row.split("/")[0] in PACKAGES}


def test_every_file_and_folder_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:index|searcher|upkeep|commands|tools|tests|benchmarks|corpus|docs)/[\w/.]*)`", PAGE))
    assert len(named) > 40
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_file_and_folder_that_contributors_are_sent_to_is_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:index|searcher|commands|tests|docs)/[\w/.]*)`", page)) | set(LINK.findall(page))
    assert len(named) > 30
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_folder_of_the_tests_has_a_row_and_all_that_their_page_names_is_there() -> None:
    page = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    rows = "".join(re.findall(r"^\| (`[a-z]+/`.*?) \|", page, re.MULTILINE))
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert set(re.findall(r"`([a-z]+)/`", rows)) == folders
    named = re.findall(r"`([a-z]+(?:/[\w.]*|\.(?:py|txt)))`", page)
    assert [name for name in named if not ((ROOT / "tests" / name).exists() or (ROOT / name).exists())] == []


def test_no_module_lies_loose_but_those_that_all_others_share() -> None:
    for room, modules in LOOSE.items():
        assert {path.stem for path in (ROOT / room).glob("*.py")} == modules


def test_no_name_of_a_module_is_in_more_than_two_places() -> None:
    names = Counter(path.name for path in package_modules().values() if path.name != "__init__.py")
    assert [name for name, count in names.items() if count > MOST_OF_ONE_NAME] == []
