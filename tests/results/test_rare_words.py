"""What a word or name that few articles have was probably meant as."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, SearchRequest, open_archive
from dateline.searcher.render.diagnosis import suggestion_text

MANY = 40


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("rare") / "news"
    with Archive.create(made) as archive:
        for number in range(MANY):
            text = "Brennick said the board met. Ferries run from port F77."
            archive.add(Article(id=f"m{number}", title="Harbour", body=text, people=("Orla Brennick",)))
        archive.add(Article(id="typo", title="Harbour", body="Brenick left port.", people=("Orla Brenick",)))
        archive.add(Article(id="other", title="Pier", body="A boar fled. Port F78 is one of the boards."))
    return made


@pytest.fixture(scope="module", params=[True, False], ids=["index", "scan"])
def archive(path: Path, request: pytest.FixtureRequest) -> Iterator[SearchArchive]:
    with open_archive(path, use_index=request.param) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "meant", "total"),
    [
        ("brenick", "brennick", MANY),
        ("Brenick port", "brennick port", MANY),
        ("title:harbour brenick", "title:harbour brennick", MANY),
        ("people:brenick", "people:brennick", MANY),
        ('people:"Orla Brenick"', 'people:"Orla Brennick"', MANY),
    ],
)
def test_a_misspelling_of_few_articles_has_the_commoner_word(
    archive: SearchArchive, query: str, meant: str, total: int
) -> None:
    results = archive.search(query, facets=("people",))
    assert len(results) == 1
    assert results.diagnosis is None
    assert results.suggestion is not None
    assert (results.suggestion.request.query, results.suggestion.total) == (meant, total)
    assert archive.search(results.suggestion.request).total == total  # what it says can be pasted
    assert archive.search(query).suggestion == archive.search(SearchRequest(query)).suggestion


@pytest.mark.parametrize(
    "query",
    [
        "brennick",  # many articles
        "boar",  # short words have neighbours that are other words
        "boards",  # another form of the same word
        "F78",  # a code
        '"brenick left"',  # a phrase
        "=brenick",
        "zzzzzz",
        "-brennick",
        "id:typo",
        "*",
    ],
)
def test_other_queries_have_none(archive: SearchArchive, query: str) -> None:
    assert archive.search(query).suggestion is None


def test_a_plain_query_has_it_with_what_it_replaces(archive: SearchArchive) -> None:
    found = archive.search("brenick", plain=True, deadline=lambda: False).suggestion
    assert found is not None
    assert suggestion_text(found) == "did you mean: brennick instead of brenick (40 articles)"


def test_it_asks_the_deadline(archive: SearchArchive) -> None:
    up = False
    results = archive.search("brenick", deadline=lambda: up)
    up = True
    assert results.suggestion is None or results.suggestion.total == MANY
