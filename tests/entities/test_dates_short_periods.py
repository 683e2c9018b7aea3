"""Dates of queries in short styles: months in numbers, years of two digits, and days since or before a date."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.query_dates import parse_query_date
from dateline.searcher.query.dates import read_date_value

TODAY = date(2016, 12, 14)
MARCH = ("1987-03-01", "1987-03-31")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("mar87", *MARCH),
        ("Mar-87", *MARCH),
        ("mar'87", *MARCH),
        ("march1987", *MARCH),
        ("3/87", *MARCH),
        ("03/1987", *MARCH),
        ("3-1987", *MARCH),
        ("03.1987", *MARCH),
        ("1987/03", *MARCH),
        ("1987-3", *MARCH),
        ("198703", *MARCH),
        ("870301", "1987-03-01", "1987-03-01"),
        ("Mar'16", "2016-03-01", "2016-03-31"),
        ("since June 1987", "1987-06-01", "9999-12-31"),
        ("after March 1987", "1987-04-01", "9999-12-31"),
        ("before April 1987", "0001-01-01", "1987-03-31"),
        ("until 1987-03", "0001-01-01", "1987-03-31"),
        ("since yesterday", "2016-12-13", "9999-12-31"),
        ("March 1987..April 1987", "1987-03-01", "1987-04-30"),
        ("certainly since oct87", "1987-10-01", "9999-12-31"),
    ],
)
def test_they_are_read(text: str, first: str, last: str) -> None:
    found = parse_query_date(text, TODAY)
    assert found is not None
    assert found.days is not None
    assert (str(found.days.first), str(found.days.last)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "13/1987",
        "0/87",
        "3/4",
        "12/31",
        "200103",
        "871301",
        "foo87",
        "since since 1987",
        "after 9999",
        "before 0001",
        "April 1987..March 1987",
        "1987-04-01..",
        "..1987",
        "since",
        "before the war",
        "000000",
    ],
)
def test_what_means_no_days_or_two_is_not(text: str) -> None:
    assert parse_query_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("oct87", "“oct87” is read as 1987-10-01 to 1987-10-31"),
        ("870301", "“870301” is read as 1987-03-01"),
        ("198703", "“198703” is read as 1987-03-01 to 1987-03-31"),
        ("since yesterday", "“since yesterday” is all days from 2016-12-13, counted from 2016-12-14"),
        ("until yesterday", "“until yesterday” is all days to 2016-12-13, counted from 2016-12-14"),
        ("03/1987", ""),
        ("since June 1987", ""),
    ],
)
def test_a_note_says_what_a_short_year_or_a_relative_day_means(text: str, note: str) -> None:
    assert read_date_value(text, TODAY).note == note
