"""A query that is a date is proposed as the days of publication, in any style that names them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, SearchRequest, open_archive

TODAY = date(2016, 12, 14)


@pytest.fixture(scope="module", params=[True, False], ids=["index", "scan"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchArchive]:
    path: Path = tmp_path_factory.mktemp("dates") / "news"
    with Archive.create(path) as made:
        for number, day in enumerate((date(1987, 4, 17), date(1987, 4, 20), date(1987, 4, 20), date(1987, 10, 19))):
            made.add(Article(id=f"a{number}", body="Stocks fell by 19 points.", published=day))
        made.add(Article(id="b", body="Oil in October.", published=date(1987, 10, 5)))
    with open_archive(path, use_index=request.param) as opened:
        yield opened


def changed(archive: SearchArchive, query: str, **options: object) -> tuple[str, int] | None:
    found = archive.search(SearchRequest(query, today=TODAY, **options)).diagnosis  # type: ignore[arg-type]
    assert found is not None
    return None if found.change is None else (found.change.request.query, found.change.total)


@pytest.mark.parametrize(
    "query",
    ["1987-10-19", "10/19/87", "19.10.1987", "19871019", "1987-10-19T10:15", "Oct. 19th, 1987", '"October 19 1987"'],
)
def test_a_day_of_any_style_is_proposed(archive: SearchArchive, query: str) -> None:
    assert changed(archive, query) == ("published:1987-10-19", 1)
    assert archive.search("published:1987-10-19").total == 1


def test_it_is_proposed_beside_an_answer_with_any_of_the_words(archive: SearchArchive) -> None:
    found = archive.search("October 19 1987")
    assert found.loosened
    assert found.total
    assert changed(archive, "October 19 1987") == ("published:1987-10-19", 1)


@pytest.mark.parametrize(
    ("query", "change"),
    [
        ("10/5/87", ("published:1987-10-05", 1)),  # of its days only this one has an article
        ("1987-04", ("published:1987-04", 3)),
        ('"17 to 18 april 1987"', ("published:1987-04-17..1987-04-18", 1)),
        ('"20 april"', ('published:"20 april"', 2)),
        ("1986-10-19", None),
        ("oil 1987-10-19", ("oil", 1)),  # the words are no date
        ("=1987-10-19", None),
    ],
)
def test_what_it_names_in_other_ways(archive: SearchArchive, query: str, change: tuple[str, int] | None) -> None:
    assert changed(archive, query, match="all") == change
