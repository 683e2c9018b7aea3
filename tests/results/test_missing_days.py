"""An empty answer names the days that no article has, and the nearest days that articles have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, SearchRequest, open_archive
from dateline.searcher.results.diagnosis import Diagnosis

TODAY = date(2016, 12, 14)
NEAR = [("published:1987-04-20", 2), ("published:1987-04-17", 1)]


@pytest.fixture(scope="module", params=[True, False], ids=["index", "scan"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchArchive]:
    path: Path = tmp_path_factory.mktemp("days") / "news"
    with Archive.create(path) as made:
        for number, day in enumerate((date(1987, 4, 17), date(1987, 4, 20), date(1987, 4, 20), date(1987, 10, 19))):
            made.add(Article(id=f"a{number}", body=f"Oil {number}.", published=day))
    with open_archive(path, use_index=request.param) as opened:
        yield opened


def diagnosed(archive: SearchArchive, query: str, **options: object) -> Diagnosis:
    found = archive.search(SearchRequest(query, today=TODAY, **options)).diagnosis  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize("query", ["published:1987-04-19", 'published:"Easter 1987"', "date:19.4.1987"])
def test_the_nearest_days_are_named_and_proposed(archive: SearchArchive, query: str) -> None:
    found = diagnosed(archive, query)
    assert [each.text for each in found.missing] == [query]
    assert [(each.text, each.count) for each in found.missing[0].similar] == NEAR
    assert found.change is not None
    assert (found.change.request.query, found.change.total) == NEAR[0]


def test_so_are_those_around_a_range_beside_words(archive: SearchArchive) -> None:
    found = diagnosed(archive, "oil published:1987-05..1987-09")
    assert [each.text for each in found.missing[0].similar] == ["published:1987-04-20", "published:1987-10-19"]
    assert found.change is not None
    assert found.change.request.query == "oil published:1987-04-20"  # of the two, the one with more articles


def test_so_are_those_around_a_filter(archive: SearchArchive) -> None:
    found = diagnosed(archive, "oil", filters={"published": "1987-04-19"})
    assert [each.text for each in found.missing] == ["--filter published=1987-04-19"]
    assert [each.text for each in found.missing[0].similar] == [
        "--filter published=1987-04-20",
        "--filter published=1987-04-17",
    ]
    assert found.change is not None
    assert (found.change.request.filter_pairs, found.change.total) == ((("published", "1987-04-20"),), 2)


@pytest.mark.parametrize("query", ["published:christmas", "about:1642-03-02", "published:12-25"])
def test_a_day_of_every_year_and_one_of_texts_are_named_alone(archive: SearchArchive, query: str) -> None:
    found = diagnosed(archive, query)
    assert [(each.text, each.similar) for each in found.missing] == [(query, ())]


@pytest.mark.parametrize("query", ["published:2019", "published:1987-04-16", "-published:1987", "published:zzz"])
def test_days_that_a_note_explains_are_not_named_again(archive: SearchArchive, query: str) -> None:
    assert diagnosed(archive, query).missing == ()


def test_a_date_that_has_articles_is_not_missing(archive: SearchArchive) -> None:
    assert [each.text for each in diagnosed(archive, "zzz published:1987-04-20", match="all").missing] == ["zzz"]
