"""Versions on the command line: listed, compared, shown one by one, and searched as of a day."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest

from tests.commands.calls import Outcome, dateline
from tests.repo.documents import written_schema

FIRST = {
    "id": "ferry", "title": "Ferry aground", "published": "2016-12-14", "topics": ["ships"],
    "body": "A ferry ran aground. It had 120 people aboard.\n\nNobody was hurt.",
}  # fmt: skip
SECOND = {
    **FIRST, "updated": "2016-12-16", "topics": ["ships", "correction"], "title": "Ferry aground off Lyon",
    "body": "A ferry ran aground. It had 102 people aboard.\n\nNobody was hurt. An earlier version was wrong.",
}  # fmt: skip
OTHER = {"id": "strike", "title": "Strike", "published": "2016-12-10", "body": "The trams of Lyon stand still."}


def add(folder: Path, *articles: dict[str, object]) -> None:
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    assert dateline("add", "-", stdin=lines.encode(), cwd=folder).code == 0


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions")
    add(folder, FIRST, OTHER)
    add(folder, SECOND)
    return folder


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    add(tmp_path, FIRST, OTHER)
    return tmp_path


def ids(outcome: Outcome) -> list[str]:
    return [hit["id"] for hit in outcome.json["hits"]]


def test_versions_are_listed_the_oldest_first(place: Path) -> None:
    shown = dateline("show", "ferry", "--versions", cwd=place)
    assert (shown.code, shown.err) == (0, "")
    head, _, first, second = shown.out.splitlines()
    assert head == "ferry: 2 versions"
    assert first.startswith("1  2016-12-14  2")
    assert first.endswith("  Ferry aground")
    assert second.startswith("2  2016-12-16  2")
    assert second.endswith("current  Ferry aground off Lyon")


def test_what_changed_is_shown_word_by_word(place: Path) -> None:
    lines = dateline("show", "ferry", "--versions", "--diff", cwd=place).out.splitlines()
    assert lines[5:] == [
        "version 1 → 2",
        "  title: Ferry aground{+ off Lyon+}",
        "  topics: ships; {+correction+}",
        "  updated: {+2016-12-16+}",
        "  body:",
        "    A ferry ran aground. It had [-120-]{+102+} people aboard.",
        "",
        "    Nobody was hurt.{+ An earlier version was wrong.+}",
    ]


def test_one_version_has_nothing_to_compare(place: Path) -> None:
    shown = dateline("show", "strike", "--versions", "--diff", cwd=place)
    assert shown.code == 0
    assert shown.out.startswith("strike: 1 version\n")
    assert "→" not in shown.out
    assert "changes" not in dateline("show", "strike", "--versions", "--diff", "--json", cwd=place).json["versions"][0]


def test_the_json_is_as_the_schema_says(place: Path) -> None:
    validate = jsonschema.Draft202012Validator(written_schema("Dateline's JSON output, schema 1")).validate
    plain = dateline("show", "ferry", "--versions", "--json", cwd=place).json
    validate(plain)
    assert [(each["version"], each["since"], each["current"]) for each in plain["versions"]] == [
        (1, "2016-12-14", False),
        (2, "2016-12-16", True),
    ]
    compared = dateline("show", "ferry", "--versions", "--diff", "--json", cwd=place).json
    validate(compared)
    changes = compared["versions"][1].pop("changes")
    assert compared == plain
    assert {"field": "topics", "before": ["ships"], "after": ["ships", "correction"]} in changes["fields"]
    assert "".join(piece["text"] for piece in changes["body"] if piece["kind"] != "added") == FIRST["body"]
    assert "".join(piece["text"] for piece in changes["body"] if piece["kind"] != "removed") == SECOND["body"]


def test_a_version_is_shown_whole_by_its_number(place: Path) -> None:
    assert dateline("show", "ferry", "--version", "1", "--json", cwd=place).json["body"] == FIRST["body"]
    assert dateline("show", "ferry", "--version", "2", "--json", cwd=place).json["body"] == SECOND["body"]
    assert "**120**" in dateline("show", "ferry", "--version", "1", "--highlight", "120", cwd=place).out
    none = dateline("show", "ferry", "--version", "3", cwd=place)
    assert none.code == 2
    assert "has no version 3" in none.err


@pytest.mark.parametrize("index", [(), ("--no-index",)])
def test_a_search_of_a_day_finds_what_was_there(place: Path, index: tuple[str, ...]) -> None:
    for day, query, found in (
        ("2016-12-09", "*", []),
        ("2016-12-13", "*", ["strike"]),
        ("2016-12-15", "120", ["ferry"]),
        ("2016-12-15", "102 OR Lyon", ["strike"]),
        ("2016-12-16", "120", []),
        ("16 December 2016", "102", ["ferry"]),
        ("2999-01-01", "102", ["ferry"]),
    ):
        asked = dateline("search", query, "--as-of", day, "--json", *index, cwd=place)
        assert (ids(asked), asked.code) == (found, 0 if found else 1), (day, query)


def test_counts_and_marks_are_those_of_the_day(place: Path) -> None:
    counted = dateline("facets", "*", "topics", "--as-of", "2016-12-15", "--json", cwd=place).json
    assert counted["facets"]["topics"] == [{"value": "ships", "count": 1}, {"value": None, "count": 1}]
    hit = dateline(
        "search", "120", "--as-of", "2016-12-15", "--collapse", "story", "--explain", "--json", cwd=place
    ).json
    (start, end), *_ = hit["hits"][0]["marks"]
    assert hit["hits"][0]["snippet"][start:end] == "120"
    assert hit["hits"][0]["explanation"]["value"] == hit["hits"][0]["score"]


def test_show_shows_the_version_of_a_day(place: Path) -> None:
    assert dateline("show", "ferry", "--as-of", "2016-12-15", "--json", cwd=place).json["body"] == FIRST["body"]
    assert dateline("show", "ferry", "--as-of", "2016-12-16", "--json", cwd=place).json["body"] == SECOND["body"]
    before = dateline("show", "ferry", "--as-of", "2016-12-13", cwd=place)
    assert before.code == 2
    assert "no article had the id 'ferry' on 2016-12-13" in before.err


def test_a_deleted_article_keeps_its_versions_and_its_days(fresh: Path) -> None:
    assert dateline("delete", "ferry", cwd=fresh).code == 0
    shown = dateline("show", "ferry", "--versions", cwd=fresh)
    assert "  deleted" in shown.out.splitlines()[-1]
    (first, deletion) = dateline("show", "ferry", "--versions", "--json", cwd=fresh).json["versions"]
    assert (first["current"], deletion["deleted"], deletion["version"]) == (False, True, None)
    day = deletion["since"]
    assert dateline("search", "ferry", "--as-of", "2020-01-01", cwd=fresh).code == 0
    assert dateline("search", "ferry", "--as-of", day, cwd=fresh).code == 1
    assert dateline("show", "ferry", "--version", "1", cwd=fresh).code == 0
    gone = dateline("show", "ferry", cwd=fresh)
    assert gone.code == 2
    assert "the article 'ferry' was deleted; `dateline show ferry --versions` lists" in gone.err


def test_where_nobody_wrote_down_when_a_version_was_added_the_one_before_is_hidden(fresh: Path) -> None:
    changed = {**SECOND, "updated": None}
    add(fresh, changed)
    assert dateline("delete", "strike", cwd=fresh).code == 0
    with closing(sqlite3.connect(fresh / ".dateline" / "articles.db")) as store, store:
        store.execute("UPDATE versions SET added = NULL")
    assert dateline("search", "102", "--as-of", "2016-12-15", cwd=fresh).code == 0
    assert dateline("search", "120", "--as-of", "2016-12-15", cwd=fresh).code == 1
    assert dateline("search", "strike", "--as-of", "2016-12-15", cwd=fresh).code == 1
    rows = dateline("show", "ferry", "--versions", "--json", cwd=fresh).json["versions"]
    assert [(row["since"], row["added"]) for row in rows] == [("2016-12-14", None)] * 2


def test_an_undated_article_was_there_from_when_it_was_added(tmp_path: Path) -> None:
    add(tmp_path, {"id": "x", "title": "Undated", "body": "No day."})
    assert dateline("search", "undated", "--as-of", "2016-12-15", cwd=tmp_path).code == 1
    with closing(sqlite3.connect(tmp_path / ".dateline" / "articles.db")) as store, store:
        store.execute("UPDATE versions SET added = NULL")
    assert dateline("search", "undated", "--as-of", "2016-12-15", cwd=tmp_path).code == 0
    assert "(always)" in dateline("show", "x", "--versions", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("search", "x", "--as-of", "nonsense"), "is not a date"),
        (("search", "x", "--as-of", "2016-02-31"), "is not a date"),
        (("show", "ferry", "--as-of", "last tuesday"), "is not a date"),
        (("show", "ferry", "--diff"), "--diff goes with --versions"),
        (("show", "ferry", "--versions", "--version", "1"), "exclude each other"),
        (("show", "ferry", "--versions", "--as-of", "2016-12-14"), "exclude each other"),
        (("show", "ferry", "--versions", "--highlight", "x"), "--version N"),
        (("show", "ferry", "--version", "0"), "--version"),
        (("show", "nobody", "--versions"), "no article has the id 'nobody'"),
        (("show", "nobody", "--versions", "--diff", "--json"), "no article has the id 'nobody'"),
        (("show", "nobody", "--version", "1"), "no article has the id 'nobody'"),
    ],
)
def test_a_wrong_call_says_so(place: Path, call: tuple[str, ...], said: str) -> None:
    outcome = dateline(*call, cwd=place)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


@pytest.mark.parametrize("in_memory", [0, 128 << 20])
@pytest.mark.parametrize("temporary", ["there", "nowhere"])
def test_a_past_day_needs_no_temporary_folder_and_leaves_nothing_there(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, temporary: str, in_memory: int
) -> None:
    call = ("search", "120", "--as-of", "2016-12-15")
    expected = dateline(*call, cwd=place)
    (tmp_path / "there").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / temporary))
    monkeypatch.setattr("dateline.searcher.engine.as_of.IN_MEMORY", in_memory)
    assert dateline(*call, cwd=place) == expected
    assert expected.code == 0
    assert list((tmp_path / "there").iterdir()) == []
