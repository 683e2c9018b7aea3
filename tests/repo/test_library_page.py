"""The tables of docs/library.md name what the library has."""

from __future__ import annotations

import inspect
from dataclasses import fields

import dateline
from dateline.index import Archive, errors
from dateline.searcher import Hit, Results, SearchArchive, SearchRequest
from tests.repo.sources import ROOT

PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
# The first cells of all tables.
NAMED = " ".join(line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `"))


def missing(names: list[str]) -> list[str]:
    """Return the names that no table of the page has."""
    return [name for name in names if not any(f"{mark}{name}" in NAMED for mark in ("`", "."))]


def public_names(kind: type) -> list[str]:
    """Return the public methods and attributes of a class."""
    return [name for name, _ in inspect.getmembers(kind) if not name.startswith("_")]


def test_every_exported_name_has_a_row() -> None:
    assert missing(dateline.__all__) == []


def test_every_option_of_a_search_has_a_row() -> None:
    assert missing([each.name for each in fields(SearchRequest) if each.name != "query"]) == []


def test_every_error_has_a_row() -> None:
    classes = {name: each for name, each in vars(errors).items() if inspect.isclass(each)}
    assert missing([name for name, each in classes.items() if issubclass(each, errors.DatelineError)]) == []


def test_every_method_is_on_the_page() -> None:
    in_prose = {"close", "refresh", "is_current", "search", "create", "open"}
    for_the_package = {"add_batch", "authority", "problem", "sources"}
    for kind in (SearchArchive, Archive):
        assert missing([name for name in public_names(kind) if name not in in_prose | for_the_package]) == []
    for kind, own in ((Results, {"count_by", "collapsed"}), (Hit, {"page"})):
        assert missing([name for name in public_names(kind) if name not in own]) == []
