"""The commands on people and places: what they say and change, and that it counts from the next search on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.index.entities.places.archive_gazetteer import load_gazetteer
from tests.commands.calls import Outcome, dateline

ARTICLES = [
    {"id": "a", "title": "Talks", "body": "They met.", "people": ["Moammar Qadhafi", "John Smith"], "places": ["usa"]},
    {"id": "b", "title": "Oil", "body": "It flows.", "people": ["Gadhafi, Muammar"], "places": ["United States"]},
    {"id": "c", "title": "Towers", "body": "He built.", "people": ["John Smith"], "places": ["Kenya"]},
    {"id": "d", "title": "Verse", "body": "She wrote.", "people": ["J. Smith", "Tavor"], "places": ["Kenya"]},
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    lines = "\n".join(map(json.dumps, ARTICLES)).encode()
    assert call(tmp_path, "add", "--no-extract", "-", stdin=lines).code == 0
    return tmp_path


def call(place: Path, *words: str, stdin: bytes = b"") -> Outcome:
    outcome = dateline(*words, cwd=place, stdin=stdin)
    assert "Traceback" not in outcome.err + outcome.out
    return outcome


def found(place: Path, query: str) -> set[str]:
    return {hit["id"] for hit in call(place, "search", query, "--json").json["hits"]}


def counts(place: Path, field: str) -> dict[str, int]:
    return {each["value"]: each["count"] for each in call(place, "facets", "*", field, "--json").json["facets"][field]}


def test_merge_counts_at_once_and_undo_takes_it_back(place: Path) -> None:
    before = counts(place, "people")
    done = call(place, "people", "merge", "Muammar Gaddafi", "Moammar Qadhafi", "gadhafi, muammar")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "note: no article names “Muammar Gaddafi” so far\n"
        "“Moammar Qadhafi” and “Gadhafi, Muammar” now mean “Muammar Gaddafi”\n"
    )
    assert counts(place, "people")["Muammar Gaddafi"] == 2
    assert found(place, 'people:"Muammar Gaddafi"') == {"a", "b"}
    undone = call(place, "people", "undo")
    assert (undone.code, "kept as version 2" in undone.err) == (0, True)
    assert counts(place, "people") == before
    assert call(place, "places", "undo").code == 0
    assert found(place, 'people:"Muammar Gaddafi"') == {"a", "b"}


def test_list_shows_what_means_whom(place: Path) -> None:
    call(place, "people", "merge", "Muammar Gaddafi", "Moammar Qadhafi", "Gadhafi, Muammar", "Brother Leader")
    call(place, "people", "hide", "tavor")
    listed = call(place, "people", "list", "gad", "--json").json
    assert listed == {
        "schema": 1,
        "total": 1,
        "people": [
            {
                "name": "Muammar Gaddafi", "articles": 2, "hidden": False,
                "keys": ["Gadhafi, Muammar", "Moammar Qadhafi"], "aliases": ["Brother Leader"], "exceptions": {},
            }
        ],
    }  # fmt: skip
    text = call(place, "people", "list")
    assert text.code == 0
    assert "       2  Muammar Gaddafi  Gadhafi, Muammar; Moammar Qadhafi; Brother Leader (no article)" in text.out
    assert "  hidden  Tavor" in text.out
    assert "… and" in call(place, "people", "list", "--limit", "1").out
    nobody = call(place, "people", "list", "zeppelin")
    assert (nobody.code, nobody.out) == (1, "no people\n")


def test_split_in_an_article(place: Path) -> None:
    assert found(place, 'people:"John Smith"') >= {"a", "c"}
    done = call(place, "people", "split", "john smith", "John Smith (architect)", "c", "nowhere")
    assert done.err.startswith("note: no article has the id “nowhere” so far\n")
    assert found(place, 'people:"John Smith (architect)"') == {"c"}
    assert counts(place, "people")["John Smith (architect)"] == 1
    assert "John Smith (in 2 articles)" in call(place, "people", "list", "architect").out


def test_a_split_takes_the_key_that_the_article_has(place: Path) -> None:
    assert call(place, "people", "split", "John Smith", "Jo Smith (poet)", "d").err == (
        "in 1 article, “J. Smith” now means “Jo Smith (poet)”\n"
    )
    assert counts(place, "people")["Jo Smith (poet)"] == 1
    assert "does not name" in call(place, "people", "split", "John Smith", "Somebody", "b").err


def test_rename_hide_show_and_alias(place: Path) -> None:
    assert call(place, "people", "rename", "tavor", "Tavor Levi").code == 0
    assert counts(place, "people")["Tavor Levi"] == 1
    assert found(place, 'people:"tavor levi"') == {"d"}
    assert call(place, "people", "hide", "Tavor").code == 0
    assert "Tavor Levi" not in counts(place, "people")
    assert found(place, "people:tavor") == set()
    assert call(place, "people", "show", "Tavor").code == 0
    assert found(place, "people:tavor") == {"d"}
    assert call(place, "people", "alias", "Tavor Levi", "Tav").code == 0
    assert found(place, "people:tav") == {"d"}


def test_places_merge(place: Path) -> None:
    assert call(place, "places", "merge", "United States", "usa").code == 0
    assert counts(place, "places")["United States"] == 2
    assert found(place, 'places:"United States"') == {"a", "b"}


def test_without_aliases_names_are_as_articles_have_them(place: Path) -> None:
    call(place, "people", "merge", "Muammar Gaddafi", "Moammar Qadhafi")
    plain = call(place, "facets", "*", "people", "--no-aliases", "--json").json["facets"]["people"]
    assert "Moammar Qadhafi" in {each["value"] for each in plain}


def test_a_broken_file_is_told_and_the_last_good_one_counts(place: Path) -> None:
    call(place, "people", "merge", "Muammar Gaddafi", "Moammar Qadhafi", "Gadhafi, Muammar")
    file = place / ".dateline" / "authority.toml"
    good = file.read_text(encoding="utf-8")
    file.write_text(f"{good}\n[[people]]\nnom = 'x'\n", encoding="utf-8")
    answer = call(place, "search", 'people:"Muammar Gaddafi"')
    assert answer.code == 0
    assert "“nom” is unknown" in answer.err
    listed = call(place, "people", "list", "gaddafi")
    assert (listed.code, "last good version" in listed.err) == (0, True)
    refused = call(place, "people", "hide", "Tavor")
    assert (refused.code, "authority.toml:" in refused.err) == (2, True)
    assert call(place, "people", "undo").code == 0
    assert file.read_text(encoding="utf-8") == good


@pytest.mark.parametrize(
    "words",
    [
        ("people", "merge", "John Smith"),
        ("people", "merge", "John Smith", "John Smith"),
        ("people", "rename", "A"),
        ("people", "rename", "A", "B", "C"),
        ("people", "undo", "soon"),
        ("people", "undo"),
        ("people", "hide"),
        ("people", "import", "none.toml"),
        ("people", "import", "names.csv"),
        ("places", "import", "none.csv"),
        ("places", "nonsense"),
    ],
)
def test_wrong_calls_are_2_and_change_nothing(words: tuple[str, ...], place: Path) -> None:
    outcome = call(place, *words)
    assert outcome.code == 2
    assert outcome.err
    assert not (place / ".dateline" / "authority.toml").exists()


def test_without_an_archive(tmp_path: Path) -> None:
    for words in (("list",), ("hide", "x"), ("undo",)):
        outcome = call(tmp_path, "people", *words)
        assert (outcome.code, "add FILES" in outcome.err) == (2, True)


def test_import_of_an_authority_file(place: Path) -> None:
    (place / "mine.toml").write_text('[[people]]\nname = "M. Gaddafi"\naliases = ["Moammar Qadhafi"]\n')
    assert call(place, "people", "import", "mine.toml").err == "1 people imported from mine.toml\n"
    assert found(place, 'people:"M. Gaddafi"') >= {"a"}
    (place / "bad.toml").write_text('[[people]]\nname = "M. Gaddafi"\nalias = []\n')
    bad = call(place, "people", "import", "bad.toml")
    assert (bad.code, "bad.toml:3: “alias” is unknown" in bad.err) == (2, True)


def test_import_of_a_gazetteer(place: Path) -> None:
    mine, kept = place / "mine.csv", place / ".dateline" / "gazetteer.csv"
    mine.write_text("name,aliases,kind,parent\nHarbour Quarter,the Quarter,feature,Kenya\n", encoding="utf-8")
    done = call(place, "places", "import", "mine.csv")
    assert (done.code, "with 1 entry;" in done.err) == (0, True)
    assert kept.read_bytes() == mine.read_bytes()
    (place / "bad.csv").write_text("name,parent\nHarbour Quarter,Nowhere at All\n", encoding="utf-8")
    bad = call(place, "places", "import", "bad.csv")
    assert bad.code == 2
    assert "bad.csv, line 2" in bad.err
    assert kept.read_bytes() == mine.read_bytes()
    (place / "mine.jsonl").write_text('{"name": "Harbour Quarter", "parent": "Kenya"}\n', encoding="utf-8")
    assert call(place, "places", "import", "mine.jsonl").code == 0
    assert not kept.exists()


def test_a_broken_gazetteer_leaves_the_last_good_one_in_force(place: Path) -> None:
    (place / "mine.csv").write_text("name,parent\nHarbour Quarter,Kenya\n", encoding="utf-8")
    assert call(place, "places", "import", "mine.csv").code == 0
    (place / ".dateline" / "gazetteer.csv").write_text("name,parents\nHarbour Quarter,Kenya\n", encoding="utf-8")
    loaded = load_gazetteer(place / ".dateline")
    assert loaded.gazetteer.by_label("Harbour Quarter") is not None
    assert loaded.problem is not None
    assert "gazetteer.csv, line 2: there is no column 'parents'" in loaded.problem
    (place / ".dateline" / "gazetteer.good.csv").unlink()
    loaded = load_gazetteer(place / ".dateline")
    assert (loaded.own, "built-in gazetteer alone" in (loaded.problem or "")) == (None, True)
    (place / ".dateline" / "gazetteer.csv").unlink()
    assert load_gazetteer(place / ".dateline").problem is None


def test_why_names_what_decides_who_is_meant(tmp_path: Path) -> None:
    articles = [
        {"id": "long", "title": "Talks", "body": "President Robert John Mackenzie spoke in Oslo. Mackenzie left."},
        {"id": "short", "title": "Oil", "body": "President Robert Mackenzie flew to Bergen on Monday."},
    ]
    assert call(tmp_path, "add", "-", stdin="\n".join(map(json.dumps, articles)).encode()).code == 0
    assert not (tmp_path / ".dateline" / "authority.toml").exists()
    by_names = call(tmp_path, "why", "short", "people:mackenzie")
    assert "Robert Mackenzie is Robert John Mackenzie" in by_names.out
    assert "the names in other articles: " in by_names.out
    assert "authority" not in by_names.out + by_names.err
    as_printed = call(tmp_path, "why", "short", "people:mackenzie", "--no-aliases")
    assert (as_printed.code, " is Robert John" in as_printed.out) == (0, False)
    listed = json.dumps({"name": "Bob Mackenzie", "aliases": ["Robert Mackenzie"], "kind": "person"})
    (tmp_path / "people.jsonl").write_text(listed + "\n", encoding="utf-8")
    assert call(tmp_path, "places", "import", "people.jsonl").code == 0
    by_gazetteer = call(tmp_path, "why", "short", "people:bob")
    assert "the archive's gazetteer: Robert Mackenzie is Bob Mackenzie" in by_gazetteer.out
    assert call(tmp_path, "people", "rename", "Robert John Mackenzie", "Bob Mackenzie").code == 0
    assert "the authority file: Robert Mackenzie is Bob Mackenzie" in call(tmp_path, "why", "short", "people:bob").out
