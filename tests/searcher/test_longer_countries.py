"""A note names countries whose names end with the name asked for: *Korea* is neither South nor North Korea."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, open_archive

PLACES = ["Korean Peninsula", *3 * ["South Korea"], "North Korea", "Seoul", "Guinea", "Africa", "South Africa",
          "Virginia", "West Virginia", "Japan", "New Zealand"]  # fmt: skip


@pytest.fixture(scope="module", params=[True, False], ids=["index", "scan"])
def archive(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[SearchArchive]:
    path = tmp_path_factory.mktemp("countries") / "news"
    with Archive.create(path) as made:
        made.add_many(Article(id=f"{number}", title="Rain", places=(each,)) for number, each in enumerate(PLACES))
    with open_archive(path, use_index=request.param) as opened:
        yield opened


@pytest.mark.parametrize("query", ["places:korea", "places:Korea", "-places:korea"])
def test_they_are_named_with_the_counts_of_what_is_typed(archive: SearchArchive, query: str) -> None:
    notes = [note.message for note in archive.search(query).notes]
    told = 'does not include places:"South Korea" (4), places:"North Korea" (1)'
    assert notes == [f"“{query.partition(':')[2]}” (1) {told}"]
    assert archive.search('places:"South Korea"').total == 4


@pytest.mark.parametrize(
    "query",
    [
        'places:"South Korea"',
        "places:guinea",  # no article names another
        "places:africa",  # includes South Africa
        "places:virginia",  # West Virginia is no country
        "places:japan",
        "places:zealand",  # no article, which is explained
        "korea",
    ],
)
def test_other_places_have_no_note(archive: SearchArchive, query: str) -> None:
    assert not any("does not include" in note.message for note in archive.search(query).notes)


def test_they_are_named_of_an_adjective(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add_many(Article(id=each, title="Rain", places=(each,)) for each in ("Germany", "West Germany"))
    with open_archive(tmp_path / "news") as archive:
        notes = [note.message for note in archive.search("places:german").notes]
        assert notes == ['“german” (1) does not include places:"West Germany" (1)']


def test_one_of_the_name_itself_is_named_once(tmp_path: Path) -> None:
    named = [*2 * ["Republic of the Congo"], "Democratic Republic of the Congo"]
    with Archive.create(tmp_path / "news") as made:
        made.add_many(Article(id=f"{id}", title="Rain", places=(each,)) for id, each in enumerate(named))
    with open_archive(tmp_path / "news") as archive:
        (note,) = archive.search("places:congo").notes
        assert note.message.count("Democratic Republic") == 1
