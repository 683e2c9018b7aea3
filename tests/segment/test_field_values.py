"""What of an article is in a field: given, found, derived."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from dateline.index import Article
from dateline.index.dates import DateSpan
from dateline.index.entities.mention import DateMention, Extraction, FoundDateline, PersonMention, PlaceMention
from dateline.index.segment.field_values import keyword_values, spans_of, text_of

LATE_1990S = DateSpan(date(1995, 1, 1), date(1999, 12, 31), "year", 80)
DECEMBER_13 = DateSpan(date(2016, 12, 13), date(2016, 12, 13), "day", 100)
BAKU = PlaceMention("BAKU", 0, 4, "Baku", "Baku", "city", "AZ")
DAY = DateMention("Dec. 13", 6, 13, "DATE", DECEMBER_13, "2016-12-13")
FOUND = Extraction(
    people=(PersonMention("Aliyev", 30, 36, "Ilham Aliyev"), PersonMention("Hart", 40, 44, "Leyla Hart")),
    places=(BAKU, PlaceMention("Baku", 50, 54, "Baku", "Baku", "city", "AZ")),
    dates=(
        DAY,
        DAY,
        DateMention("late 1990s", 60, 70, "DATE", LATE_1990S, "199"),
        DateMention("three days", 80, 90, "DURATION", value="P3D"),
        DateMention("yesterday", 95, 104, "DATE"),
    ),
    dateline=FoundDateline("BAKU, Dec. 13 (Reuters) —", 0, 25, BAKU, DAY, "Reuters"),
)
ARTICLE = Article(
    id="1",
    title="T",
    body="B",
    published=date(2016, 12, 14),
    people=("Leyla Hart", ""),
    places=("baku",),
    mentions=FOUND,
)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("people", ("Leyla Hart", "Ilham Aliyev")),
        ("places", ("baku", "Baku")),
        ("agency", ("Reuters",)),
        ("filed", ("Baku",)),
        ("weekday", ("Wednesday",)),
        ("topics", ()),
        ("desk", ()),
    ],
)
def test_given_values_come_first_and_each_value_once(field: str, values: tuple[str, ...]) -> None:
    assert tuple(keyword_values(ARTICLE, field)) == values


def test_an_article_nobody_looked_into_has_what_it_was_given() -> None:
    article = Article(id="1", people=("A",), extra={"agency": "AP", "weekday": "market day", "n": [1, True, "", None]})
    assert [tuple(keyword_values(article, name)) for name in ("people", "agency", "weekday", "n", "filed")] == [
        ("A",), ("AP",), ("market day",), ("1", "true"), (),
    ]  # fmt: skip


def test_a_byline_gives_the_people_in_it() -> None:
    article = Article(id="1", byline="By Leyla Hart and TOM REID, Reuters")
    assert tuple(keyword_values(article, "byline")) == ("Leyla Hart", "Tom Reid")
    assert tuple(keyword_values(Article(id="2", byline=" "), "byline")) == ()


def test_only_resolved_days_are_days_and_each_span_counts_once() -> None:
    assert spans_of(ARTICLE, "about") == [LATE_1990S, DECEMBER_13]


def test_the_day_of_publication_is_that_of_its_own_offset() -> None:
    late = Article(published=datetime(2016, 12, 13, 23, 0, tzinfo=timezone(timedelta(hours=-8))))
    assert spans_of(late, "published") == (DECEMBER_13,)
    assert tuple(keyword_values(late, "weekday")) == ("Tuesday",)
    assert spans_of(Article(), "published") == () == tuple(keyword_values(Article(), "weekday"))


def test_a_declared_date_is_read_from_the_extra_keys() -> None:
    article = Article(extra={"held": ["2016-12-13", "13 December 2016", "nonsense", None], "about": "2016-12-13"})
    assert spans_of(article, "held") == [DECEMBER_13] == spans_of(article, "about")


def test_a_text_is_an_attribute_or_an_extra_key() -> None:
    article = Article(title="T", body="B", byline="By Hart", extra={"lead": "L", "n": 1})
    assert [text_of(article, name) for name in ("title", "body", "byline", "lead", "n")] == [
        "T",
        "B",
        "By Hart",
        "L",
        "",
    ]
