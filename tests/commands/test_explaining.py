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
        'no article has people:alyev; similar: people:"Ilham Aliyev" (5)',
        'smallest change: people:"Ilham Aliyev" instead of people:alyev (1 article)',
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
