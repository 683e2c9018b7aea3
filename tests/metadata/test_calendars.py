"""Days in numbers of the Buddhist and the Persian calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean
from dateline.index.dates import day_of, parse_published
from dateline.index.dates.calendars import common_date
from dateline.index.readers.formats.html import read_page
from tests.growth import assert_linear
from tests.readers.page_forms.form import TEXT, TITLE


def record(published: str, language: str | None) -> Article:
    return clean(RawArticle({"title": "T", "body": "B", "published": published, "language": language}, "a.csv", 2))


# Days that histories give in both calendars: an invasion, a coup, a revolution, an election; and new year's days.
@pytest.mark.parametrize(
    ("persian", "day"),
    [
        ("1320/06/03", "1941-08-25"), ("1332/05/28", "1953-08-19"), ("1357/11/22", "1979-02-11"),
        ("1388/03/22", "2009-06-12"), ("1395/01/01", "2016-03-20"), ("1395/12/30", "2017-03-20"),
        ("1396/01/01", "2017-03-21"), ("1400/01/01", "2021-03-21"), ("1404/01/01", "2025-03-21"),
        ("1395/09/24", "2016-12-14"), ("24/9/1395", "2016-12-14"), ("1395-09-24", "2016-12-14"),
        ("۱۳۹۵/۰۹/۲۴", "2016-12-14"), ("1395/02/31", "2016-05-20"), ("1394/12/30", ""), ("1395/07/31", ""),
        ("1395/13/01", ""), ("1395/00/01", ""), ("2016/12/14", "2016/12/14"), ("1395", "1395"),
    ],
)  # fmt: skip
def test_persian_days_in_numbers(persian: str, day: str) -> None:
    assert common_date(persian, "fa") == common_date(persian, "fa-IR") == day


def test_persian_days_follow_each_other() -> None:
    day = date(1921, 3, 21)  # the first one of 1300
    numbers = [(year, month, number) for year in range(1300, 1451) for month in range(1, 13) for number in range(1, 32)]
    found = [text for year, month, number in numbers if (text := common_date(f"{year}/{month}/{number}", "fa"))]
    begun = date.fromisoformat(found[0])
    assert abs(begun - day) <= timedelta(days=1)
    assert found == [(begun + timedelta(days=each)).isoformat() for each in range(len(found))]


@pytest.mark.parametrize("text", ["14/12/2559", "2559-12-14", "14.12.2559", "14-12-2559", "๑๔/๑๒/๒๕๕๙"])
def test_thai_days_in_numbers(text: str) -> None:
    found = record(text, "th")
    assert (found.published, len(found.notes)) == (date(2016, 12, 14), 1)
    assert found.notes[0].endswith("is read as 2016-12-14, because its language is th")
    assert record("14/12/2016", "th").notes == ()


@pytest.mark.parametrize(
    ("text", "language", "calendar"),
    [
        ("14/12/2559", "en", "the Buddhist calendar"), ("2559-12-14", None, "the Buddhist calendar"),
        ("1395/09/24", "ar", "the Persian or the Islamic calendar"), ("1395-09-24", None, "the Persian or the Islamic"),
        ("1395/09/24", "th", "the Persian or the Islamic calendar"), ("14/12/2559", "fa", "the Buddhist calendar"),
    ],
)  # fmt: skip
def test_elsewhere_such_days_are_not_read_and_a_note_says_why(text: str, language: str | None, calendar: str) -> None:
    found = record(text, language)
    assert found.published is None
    (note,) = found.notes
    assert note.startswith(f'"{text}" may be of {calendar}')
    assert note.endswith("; kept as undated")


def test_a_day_that_its_calendar_lacks_is_none_with_a_note() -> None:
    found = record("1394/12/30", "fa")
    assert (found.published, found.notes) == (None, ('"1394/12/30" may be of the Persian or the Islamic calendar '
            "(the Persian one is read only in Persian articles, the Islamic one never); kept as undated",))  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("th", "14/12/2559", date(2016, 12, 14)), ("th", "14/12/2559 10:31", date(2016, 12, 14)),
        ("th", "14/12/2016", date(2016, 12, 14)), ("fa", "1395/09/24", date(2016, 12, 14)),
        ("fa", "۱۳۹۵/۰۹/۲۴ - ۱۰:۳۱", date(2016, 12, 14)), ("en", "14/12/2559", None), ("de", "1395/09/24", None),
    ],
)  # fmt: skip
def test_pages_in_these_languages(language: str, text: str, day: date | None) -> None:
    page = f"<html lang={language}><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{{}}</article>"
    for mark in (f"<p>{text}</p>", f"<time>{text}</time>"):
        found = read_page(page.format(mark + TEXT).encode(), "a.html")
        assert isinstance(found, RawArticle)
        moment = parse_published(found.values.get("published"))
        assert (None if moment is None else day_of(moment)) == day


def test_calendars_take_linear_time() -> None:
    for piece in ("1395/", "14/12/", "1395/09/2"):
        assert_linear(lambda size, piece=piece: common_date(piece * size, "fa"), 10_000)
