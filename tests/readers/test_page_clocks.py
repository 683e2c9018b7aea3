"""Dates above the headline, where pages print the day on which they are read, and dates that can mean several days."""

from __future__ import annotations

from datetime import date

import pytest

from tests.readers.page_forms.reading import day_of_article, read_headed

CLOCKS = (
    '<div id="date">Friday, March 3, 2017</div>',
    '<div class="date">Friday, March 3, 2017</div>',
    '<time datetime="2017-03-03">Friday, March 3, 2017</time>',
    "<div>Friday, March 3, 2017</div>",
)


def published(above: str, below: str) -> date | None:
    return day_of_article(read_headed("Storm batters the north", below, above))


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
    article = read_headed("Storm batters the north", f"<p>{day}</p>")
    assert "published" not in article.values
    assert any(day.split()[0] in note for note in article.notes)
