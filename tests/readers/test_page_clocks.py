"""Dates above the headline, where pages print the day on which they are read, and dates that can mean several days."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.article import RawArticle
from dateline.index.dates import day_of, parse_published
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import PARAGRAPHS

TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
CLOCKS = (
    '<div id="date">Friday, March 3, 2017</div>',
    '<div class="date">Friday, March 3, 2017</div>',
    '<time datetime="2017-03-03">Friday, March 3, 2017</time>',
    "<div>Friday, March 3, 2017</div>",
)


def published(above: str, below: str) -> date:
    body = f"{above}<h1>Storm batters the north</h1>{below}{TEXT}"
    markup = f"<html lang=en><head><title>Storm batters the north</title></head><body>{body}</body></html>"
    article = read_page(markup.encode(), "page.html")
    assert isinstance(article, RawArticle)
    moment = parse_published(str(article.values["published"]))
    assert moment is not None
    return day_of(moment)


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("day", ["<p>14 December 2010</p>", '<p class="meta">By Ailsa Moray, 14 December 2010</p>'])
def test_a_date_below_the_headline_comes_before_one_above(clock: str, day: str) -> None:
    assert published(clock, day) == date(2010, 12, 14)


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_date_above_the_headline_is_read_if_there_is_no_other(clock: str) -> None:
    assert published(clock, "<p>By Ailsa Moray</p>") == date(2017, 3, 3)


def test_a_mark_of_publication_above_the_headline_comes_first() -> None:
    mark = '<span class="published">14 December 2010</span>'
    assert published(mark, "<p>3 March 2017</p>") == date(2010, 12, 14)


@pytest.mark.parametrize("day", ["16/12/08 10:12", "04/05/2016", "05.04.16"])
def test_a_date_that_can_mean_several_days_is_named_in_a_note(day: str) -> None:
    markup = f"<html lang=en><body><h1>Storm batters the north</h1><p>{day}</p>{TEXT}</body></html>"
    article = read_page(markup.encode(), "page.html")
    assert isinstance(article, RawArticle)
    assert "published" not in article.values
    assert any(day.split()[0] in note for note in article.notes)
