"""Stories on the command line, over corpus/duplicates: collapsed, counted, and found by one of their articles."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from tests.commands.calls import CORPUS, dateline
from tests.repo.documents import written_schema


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    assert dateline("add", str(CORPUS / "duplicates"), cwd=folder).code == 0
    return folder


@pytest.mark.parametrize("index", [(), ("--no-index",)])
def test_a_collapsed_search_shows_each_story_once(place: Path, index: tuple[str, ...]) -> None:
    everything = dateline("search", "*", "--limit", "100", "--json", *index, cwd=place).json
    assert "copies" not in everything["hits"][0]
    found = dateline(
        "search", "*", "--collapse", "story", "--count-by", "story", "--facet", "source", "--json", *index, cwd=place
    ).json
    jsonschema.Draft202012Validator(written_schema("Dateline's JSON output, schema 1")).validate(found)
    # The copy that is the same to the byte is no article of its own.
    assert (everything["total"], found["total"], found["counted"]) == (11, 4, "story")
    assert sorted(hit["copies"] for hit in found["hits"]) == [1, 2, 2, 2]
    assert all(each["count"] <= 4 for each in found["facets"]["source"])
    text = dateline("search", "*", "--collapse", "story", "--count-by", "story", *index, cwd=place).out
    assert text.startswith("4 stories\n")
    assert text.count("more of this story") == 4
    asked = re.findall(r"(\d) more of this story: (story:\S+)", " ".join(text.split()))
    assert len(asked) == 4
    for copies, query in asked:
        assert dateline("search", query, "--json", *index, cwd=place).json["total"] == int(copies) + 1


def test_a_story_is_found_by_the_id_of_one_of_its_articles(place: Path) -> None:
    first = dateline("search", "kipchoge", "--json", cwd=place).json["hits"][0]["id"]
    shown = dateline("search", f'story:"{first}"', "--jsonl", cwd=place)
    assert shown.out.count("ipchoge") >= 3
    assert len(shown.out.splitlines()) == 3
    nothing = dateline("search", "story:nobody", cwd=place)
    assert nothing.code == 1
    assert "no article has the id" in nothing.err


@pytest.mark.parametrize(("by", "line"), [("article", "11 articles"), ("story", "4 stories"), ("source", "6 sources")])
def test_facets_count_what_is_asked(place: Path, by: str, line: str) -> None:
    shown = dateline("facets", "*", "topics", "source", "--count-by", by, cwd=place).out
    assert shown.splitlines()[0] == line
