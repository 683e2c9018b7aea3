"""Of articles about the days asked for, those that name them most closely come first; words come before dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, open_archive

TEXTS = {
    "year": "Oil fell in 1987, after years of war.",
    "day": "Oil fell on 14 March 1987, after war.",
    "month": "Oil fell in March 1987, after a war.",
    "most": "Oil, oil, oil: the price of oil and the oil wells in 1987.",
    "none": "Oil fell.",
}


@pytest.fixture(params=[True, False], ids=["index", "scan"])
def archive(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SearchArchive]:
    with Archive.create(tmp_path / "news") as made:
        # The more closely an article names the day, the older it is, so that ties would reverse the order.
        for number, (id, text) in enumerate(TEXTS.items()):
            published = date(1990, 1, 9) if id == "year" else date(1990, 1, 1 + number)
            made.add(Article(id=id, title="Oil", body=text, published=published), extract=True)
        for number in range(20):  # that “oil” says something
            made.add(Article(id=f"rain {number}", title="Rain", body="It rained.", published=date(1989, 1, 1)))
    with open_archive(tmp_path / "news", use_index=request.param) as opened:
        yield opened


def ranked(archive: SearchArchive, query: str, **options) -> list[str]:
    return [hit.id for hit in archive.search(query, **options).hits]


def test_a_day_comes_before_its_month_and_its_year(archive: SearchArchive) -> None:
    for query in ("about:1987-03-14", "about:1987-03-14 OR source:x", "about:1987-03-13..1987-03-14"):
        assert ranked(archive, query)[:2] == ["day", "month"], query
    found = {hit.id: hit.score for hit in archive.search("about:1987-03-14").hits}
    assert found == {"day": 0.1, "month": 0.1 * (1 / 31), "year": 0.1 * (1 / 365), "most": 0.1 * (1 / 365)}


def test_dates_within_the_days_asked_for_are_equally_close(archive: SearchArchive) -> None:
    assert {hit.score for hit in archive.search("about:1987").hits} == {0.1}
    assert {hit.score for hit in archive.search("about:..1987-12").hits} == {0.1}


def test_words_that_score_more_come_first(archive: SearchArchive) -> None:
    assert ranked(archive, "oil about:1987-03-14") == ["most", "day", "month", "year"]
    assert ranked(archive, "oil about:1987-03-14", limit=2, offset=1) == ["day", "month"]


def test_filters_exclusions_and_clauses_without_weight_add_nothing(archive: SearchArchive) -> None:
    assert {hit.score for hit in archive.search("*", filters={"about": "1987-03-14"}).hits} == {0.0}
    assert {hit.score for hit in archive.search("about:1987-03-14^0").hits} == {0.0}
    assert {hit.score for hit in archive.search("about:1987-03-14^=3").hits} == {3.0}
    assert {hit.score for hit in archive.search("* -about:1987-03-14").hits} == {0.0}
    assert {hit.score for hit in archive.search("published:1990").hits} == {0.0}


def test_a_clause_counts_as_often_as_it_is_typed_or_weighed(archive: SearchArchive) -> None:
    for query in ("about:1987-03-14^2", "about:1987-03-14 about:1987-03-14", 'about:1987-03-14 about:"14 March 1987"'):
        assert archive.search(query).hits[0].score == 0.2, query


def test_the_explanation_names_the_closest_date(archive: SearchArchive) -> None:
    for hit in archive.search("oil about:1987-03-14").hits:
        why = hit.explanation()
        assert why.value == hit.score
        assert sum(part.value for part in why.parts) == pytest.approx(hit.score)
    labels = {hit.id: hit.explanation().parts[-1].label for hit in archive.search("oil about:1987-03-14").hits}
    assert labels["day"] == "about 1987-03-14: 0.1 × 1, the share of the days of “1987-03-14”"
    assert labels["month"].endswith("× 0.0322581, the share of the days of “1987-03-01 to 1987-03-31”")
