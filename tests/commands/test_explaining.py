"""What the commands say about how a query was read, and why an article matches or none does."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from tests.commands.calls import CORPUS, dateline
from tests.repo.documents import written_schema


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of corpus/default in .dateline."""
    folder = tmp_path_factory.mktemp("place")
    assert dateline("add", str(CORPUS / "default"), cwd=folder).code == 0
    return folder


def test_an_empty_answer_says_why_on_standard_error(place: Path) -> None:
    found = dateline("search", "oil", "people:alyev", "--filter", "published=2016", cwd=place)
    assert (found.code, found.out) == (1, "0 articles\n")
    assert found.err.splitlines() == [
        "articles of each part alone: oil 7, people:alyev 0, --filter published=2016 7",
        "no article has people:alyev; similar: people:aliyev (5)",
        "smallest change: people:aliyev instead of people:alyev (1 article)",
    ]


def test_an_empty_answer_says_why_in_json(place: Path) -> None:
    found = dateline("search", "oil", "people:alyev", "--json", cwd=place)
    assert (found.code, found.err) == (1, "")
    jsonschema.Draft202012Validator(written_schema("Dateline's JSON output, schema 1")).validate(found.json)
    assert found.json["diagnosis"]["clauses"][0] == {"text": "oil", "start": 0, "end": 3, "count": 7}
    assert "diagnosis" not in dateline("search", "oil", "--json", cwd=place).json


def test_a_strict_search_with_a_note_fails(place: Path) -> None:
    found = dateline("search", "topcs:oil", "--strict", cwd=place)
    assert (found.code, found.out) == (2, "")
    assert 'there is no field "topcs"; searched as words; did you mean "topics:"? (at “topcs”)' in found.err


def test_why_says_yes_or_no_for_each_part_with_its_place(place: Path) -> None:
    query = 'oil -gas (title:president OR "common facilities") people:aliyev'
    found = dateline("why", "hc-2016-12-14-baku", query, "--filter", "source=Post", cwd=place)
    assert (found.code, found.err) == (0, "")
    assert found.out.splitlines()[4:] == [
        "the article does not match",
        "no  all of",
        "yes   “oil” · title 30–33: oil",
        "no    not",
        "yes     “gas” · body 779–782: gas",
        "yes   any of",
        "no      in title",
        "no        “president”",
        "yes     the phrase “common facilities” · body 747–764: common facilities",
        "yes   in people",
        "yes     “aliyev”: Ilham Aliyev · body 85–97: Ilham Aliyev",
        "no  source is Post",
    ]


def test_why_adds_up_the_score_of_a_hit(place: Path) -> None:
    hit = dateline("search", "oil baku", "--json", cwd=place).json["hits"][0]
    found = dateline("why", hit["id"], "oil baku", "--json", cwd=place)
    jsonschema.Draft202012Validator(written_schema("Dateline's JSON output, schema 1")).validate(found.json)
    assert found.json["verdict"]["score"]["value"] == hit["score"]
    assert dateline("why", hit["id"], "zzz", cwd=place).code == 1
    noted = dateline("why", hit["id"], "oil zzz topcs:oil", cwd=place)
    assert (noted.code, noted.out.splitlines()[0]) == (
        0,
        "the article matches any of the words; no article has all of them",
    )
    assert 'did you mean "topics:"?' in noted.err


def test_an_explanation_with_any_says_any_of(place: Path) -> None:
    shown = dateline("search", "oil =gas -coal", "--explain", "--any", cwd=place)
    assert shown.out.splitlines()[:7] == [
        "read as:", "  all of", "    not", "      “coal”", "    any of", "      “oil”", "      “gas” in this form",
    ]  # fmt: skip


def test_an_explanation_says_how_the_query_was_read(place: Path) -> None:
    query = "oil OR =gas -published:2017.."
    shown = dateline("search", query, "--explain", cwd=place)
    assert shown.out.splitlines()[:8] == [
        "read as:",
        "  any of",
        "    “oil”",
        "    all of",
        "      “gas” in this form",
        "      not",
        "        published from 2017: from 2017-01-01",
        "",
    ]
    found = dateline("search", query, "--explain", "--json", cwd=place)
    jsonschema.Draft202012Validator(written_schema("Dateline's JSON output, schema 1")).validate(found.json)
    assert found.json["reading"]["parts"][0] == {"label": "“oil”", "parts": []}
