"""How an archive reads a query: its dates, names and words with their meaning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, open_archive
from dateline.searcher.query.outline import Outline

TODAY = date(2016, 12, 14)


@pytest.fixture(scope="module", params=[True, False], ids=["index", "scan"])
def archive(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[SearchArchive]:
    path: Path = tmp_path_factory.mktemp("reading") / "news"
    with Archive.create(path) as made:
        for number in range(3):
            people = ("Ailsa Moray",) if number else ("Ailsa Moray", "Tom Moray", "Una Moray", "Zoe Moray")
            made.add(Article(id=f"{number}", title="Ferry", people=people, places=("Azerbaijan",), published=TODAY))
    with open_archive(path, use_index=request.param) as opened:
        yield opened


def written(outline: Outline) -> str:
    parts = "; ".join(map(written, outline.parts))
    return f"{outline.label} ({parts})" if parts else outline.label


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("oil", "“oil”"),
        ("Oil", "“Oil”"),
        ("Schlüter", "“Schlüter”: schluter"),
        ("R&D", "“R&D”: the phrase r d"),
        ("U.N.", "“U.N.”"),
        ("==José", "“José” in exactly these letters"),
        ('title:"José said"', "in title (the phrase “José said”: jose said)"),
        ("published:march", "in published (“march”: 2016-03-01 to 2016-03-31)"),
        ("published:christmas", "in published (“christmas”: 25 December of every year)"),
        ("published:10", "in published (“10”: no date, searched as words)"),
        ("-published:>2015", "not (published after 2015: from 2016-01-01)"),
        ("published:..2015", "published to 2015: to 2015-12-31"),
        ("published:2016-01..2016-02", "published from 2016-01 to 2016-02: 2016-01-01 to 2016-02-29"),
        ('people:"Mrs. Ailsa Moray"', "in people (the phrase “Mrs. Ailsa Moray”: Ailsa Moray)"),
        ('people:"Ailsa Moray"', "in people (the phrase “Ailsa Moray”)"),
        ("people:moray", "in people (“moray”: Ailsa Moray, Tom Moray, Una Moray and 1 more)"),
        ("people:merkel", "in people (“merkel”: nobody)"),
        ("places:azerbaijani", "in places (“azerbaijani”: Azerbaijan)"),
        ("has:people", "has people"),
        ("missing:published", "not (has published)"),
        ("people:mor*", "in people (words that begin with “mor”)"),
    ],
)
def test_leaves_have_their_meaning(archive: SearchArchive, query: str, words: str) -> None:
    assert written(archive.reading(query, today=TODAY)) == words


def test_a_relative_date_without_a_day_to_count_from_has_no_days(archive: SearchArchive) -> None:
    assert written(archive.reading("published:yesterday")) == "in published (“yesterday”: no days)"
