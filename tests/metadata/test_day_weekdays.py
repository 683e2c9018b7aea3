"""The weekday beside a date in numbers decides which of them is the day: 4 December 2016 is a Sunday."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.article import RawArticle
from dateline.index.dates import day_of, parse_published
from dateline.index.metadata.day_lines import days_in_line
from dateline.index.metadata.top_lines import find_day_line
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import TEXT, TITLE

DECEMBER, APRIL = date(2016, 12, 4), date(2016, 4, 12)


def days(line: str) -> list[date]:
    return [day_of(each.moment) for each in days_in_line(line)]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Submitted by jroe on Sun, 04/12/2016", DECEMBER),
        ("Submitted by jroe on Sun, 04/12/2016 - 10:31", DECEMBER),
        ("Submitted by jroe on Tue, 04/12/2016 - 10:31", APRIL),
        ("Posted Sunday (04/12/2016)", DECEMBER),
        ("04/12/2016 (Sun) | Ailsa Moray", DECEMBER),
        ("04/12/2016, Tuesday", APRIL),
        ("Ailsa Moray, dimanche, le 04/12/2016", DECEMBER),
        ("Hafen | Sun 12.04.2016", DECEMBER),
        ("Norwick, Chủ Nhật, 04/12/2016", DECEMBER),
        ("Sun 04/12/16", DECEMBER),
    ],
)
def test_the_weekday_decides(line: str, day: date) -> None:
    assert days(line) == [day]


@pytest.mark.parametrize(
    "line",
    [
        "Submitted by jroe on Wed, 04/12/2016",  # the weekday of no reading
        "The Sun, 04/12/2016",
        "by Joe Sun, 04/12/2016",
        "04/12/2016 Sun shines on the quay",
        "04/12/2016 Tue 11/12/2016",  # the weekday of the next date
    ],
)
def test_what_is_no_weekday_of_the_date_decides_nothing(line: str) -> None:
    assert DECEMBER not in days(line)
    assert APRIL not in days(line)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Sun, 04/12/2016 - 10:31", "2016-12-04T10:31:00"),
        ("Sun 04/12/2016 3:31 pm", "2016-12-04T15:31:00"),
        ("Sun, 04/12/2016 10:31 GMT", "2016-12-04T10:31:00+00:00"),
        ("Sun, 04/12/2016 10:31 +0500", "2016-12-04T10:31:00+05:00"),
        ("الأحد 04/12/2016 3:31 مساء", "2016-12-04T15:31:00"),
    ],
)
def test_the_time_behind_such_a_date_keeps_its_half_of_the_day_and_its_zone(line: str, moment: str) -> None:
    assert [each.moment.isoformat() for each in days_in_line(line)] == [moment]


def page_day(line: str, language: str = "en-US") -> date | None:
    head = f"<html lang={language}><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
    found = read_page(f"{head}{line}<div>{TEXT}</div></body></html>".encode(), "a.html")
    assert isinstance(found, RawArticle), found
    moment = parse_published(found.values.get("published"))
    return None if moment is None else day_of(moment)


@pytest.mark.parametrize("language", ["en", "en-US", "de"])
@pytest.mark.parametrize(
    "line",
    [
        "<div class=submitted>Submitted by <span class=username>jroe</span> on Sun, 04/12/2016 - 10:31</div>",
        "<p>Sunday <time>04/12/2016</time></p>",
        "<p>By Ailsa Moray | Sunday <span class=date>04/12/2016</span></p>",
    ],
)
def test_the_weekday_comes_before_the_language_of_a_page(line: str, language: str) -> None:
    assert page_day(line, language) == DECEMBER


def test_a_date_with_its_weekday_shows_the_order_of_the_others() -> None:
    assert page_day("<p>05/12/2016</p><p>Updated: Sun 04/12/2016</p>", "en") == date(2016, 12, 5)


def test_a_date_with_its_weekday_above_a_text() -> None:
    assert find_day_line("Posted by jroe on Sun, 04/12/2016\n\nIt ran aground.") == day_of(DECEMBER)
