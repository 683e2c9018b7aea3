"""The dates of queries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.dates import parse_span
from dateline.index.entities.dates.query_dates import names_time, parse_query_date

TODAY = date(2016, 12, 14)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("late 1990s", "1995-01-01", "1999-12-31", "decade"),
        ("1990s", "1990-01-01", "1999-12-31", "decade"),
        ("1912-04", "1912-04-01", "1912-04-30", "month"),
        ("last month", "2016-11-01", "2016-11-30", "month"),
        ("Easter 1916", "1916-04-23", "1916-04-23", "day"),
        ("circa 1912", "1912-01-01", "1912-12-31", "year"),
        ("19th century", "1801-01-01", "1900-12-31", "century"),
        ("Q3 1998", "1998-07-01", "1998-09-30", "quarter"),
        ("1998-Q3", "1998-07-01", "1998-09-30", "quarter"),
        ("spring 1912", "1912-03-01", "1912-05-31", "season"),
        ("winter 1912", "1912-12-01", "1913-02-28", "season"),
        ("December 2016", "2016-12-01", "2016-12-31", "month"),
        ("14 Dec 2016", "2016-12-14", "2016-12-14", "day"),
        ("3 to 7 May 2009", "2009-05-03", "2009-05-07", "day"),
        ("December 30, 1915, to January 2, 1916", "1915-12-30", "1916-01-02", "day"),
        ("December 14, 15 and 16, 2015", "2015-12-14", "2015-12-16", "day"),
        ("first half of 2008", "2008-01-01", "2008-06-30", "year"),
        ("March 3d, 1916", "1916-03-03", "1916-03-03", "day"),
        ("two weeks ago", "2016-11-30", "2016-11-30", "day"),
        ("next spring", "2017-03-01", "2017-05-31", "season"),
        ("last tuesday", "2016-12-13", "2016-12-13", "day"),
        ("25/12/2016", "2016-12-25", "2016-12-25", "day"),
        ("Thanksgiving 1916", "1916-11-30", "1916-11-30", "day"),
        ("ramadan 2015", "2015-06-18", "2015-07-17", "day"),
        ("9/11", "2001-09-11", "2001-09-11", "day"),
        ("last boxing day", "2015-12-26", "2015-12-26", "day"),
        ("fiscal 1987", "1987-01-01", "1987-12-31", "year"),
        ("fiscal 1986/87", "1986-01-01", "1987-12-31", "year"),
        ("the second quarter", "2016-04-01", "2016-06-30", "quarter"),
        ("the latest quarter", "2016-07-01", "2016-09-30", "quarter"),
        ("year-ago quarter", "2015-07-01", "2015-09-30", "quarter"),
        ("the week ended February 18", "2016-02-12", "2016-02-18", "day"),
        ("the six months to end-June 2015", "2015-01-01", "2015-06-30", "day"),
        ("winter of 1986-87", "1986-12-01", "1987-02-28", "season"),
        ("13/14 November 2015", "2015-11-13", "2015-11-14", "day"),
        ("June 15,1987", "1987-06-15", "1987-06-15", "day"),
        ("nineteen ninety-one", "1991-01-01", "1991-12-31", "year"),
        ("this weekend", "2016-12-17", "2016-12-18", "week"),
        ("early last week", "2016-12-05", "2016-12-06", "week"),
        ("last 7 days", "2016-12-08", "2016-12-14", "day"),
        ("the past two weeks", "2016-12-01", "2016-12-14", "day"),
        ("Past month", "2016-11-15", "2016-12-14", "day"),
        ("last three months", "2016-09-15", "2016-12-14", "day"),
        ("last two quarters", "2016-06-15", "2016-12-14", "day"),
        ("previous 10 years", "2006-12-15", "2016-12-14", "day"),
        ("last 24 hours", "2016-12-13", "2016-12-14", "day"),
        ("next 7 days", "2016-12-15", "2016-12-21", "day"),
        ("next two months", "2016-12-15", "2017-02-14", "day"),
        ("1987Q2", "1987-04-01", "1987-06-30", "quarter"),
        ("1987 q2", "1987-04-01", "1987-06-30", "quarter"),
        ("2Q87", "1987-04-01", "1987-06-30", "quarter"),
        ("2Q 1987", "1987-04-01", "1987-06-30", "quarter"),
        ("Q2'87", "1987-04-01", "1987-06-30", "quarter"),
        ("q2/16", "2016-04-01", "2016-06-30", "quarter"),
        ("H1-1987", "1987-01-01", "1987-06-30", "year"),
        ("2H87", "1987-07-01", "1987-12-31", "year"),
        ("summer of 87", "1987-06-01", "1987-08-31", "season"),
        ("the summer of '87", "1987-06-01", "1987-08-31", "season"),
        ("spring 16", "2016-03-01", "2016-05-31", "season"),
        ("first half of 87", "1987-01-01", "1987-06-30", "year"),
        ("second quarter of 87", "1987-04-01", "1987-06-30", "quarter"),
        ("march 87", "1987-03-01", "1987-03-31", "month"),
    ],
)
def test_spans(text: str, first: str, last: str, precision: str) -> None:
    found = parse_query_date(text, TODAY)
    assert found is not None
    assert found.days is not None
    days = found.days
    assert (str(days.first), str(days.last), days.precision, found.recurs) == (first, last, precision, None)


@pytest.mark.parametrize(
    ("text", "recurs"),
    [
        ("04-15", "04-15"),
        ("15 April", "04-15"),
        ("april 15", "04-15"),
        ("29 February", "02-29"),
        ("easter", "easter"),
        ("Good Friday", "easter-2"),
        ("whit sunday", "easter+49"),
        ("christmas", "12-25"),
        ("new year's eve", "12-31"),
        ("thanksgiving", "thanksgiving"),
        ("Labor Day", "labor day"),
        ("hallowe'en", "10-31"),
        ("April one", "04-01"),
    ],
)
def test_days_of_every_year(text: str, recurs: str) -> None:
    found = parse_query_date(text, None)
    assert found is not None
    assert (found.days, found.recurs) == (None, recurs)


@pytest.mark.parametrize(
    "text",
    ["", "xyz", "certainly", "02-30", "31 February", "2016-02-31", "0000", "every Friday", "three days",
     "now", "2016-", "2016 - ", "from May -", "12:30", "10 am", "noon", "the evening", "half past ten", "year",
     "the week", "04/05/2016", "1912 and", "x" * 100, "2016-12-14..", "2016-12-14 ...", "14 Dec 2016…",
     "certainly 2016-12-14..", "2016-12-14,..", "2016-12-14T10:00.."],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert parse_query_date(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    ["7 days", "two weeks", "last few days", "last 0 days", "last 9999 years", "next 99999 years", "3H87", "1987Q5"],
)
def test_a_length_of_no_known_days_is_no_date(text: str) -> None:
    assert parse_query_date(text, TODAY) is None


@pytest.mark.parametrize("text", ["last month", "yesterday", "next spring", "friday", "two weeks ago", "last 7 days"])
def test_a_relative_date_needs_today(text: str) -> None:
    assert parse_query_date(text, None) is None
    assert parse_query_date(text, TODAY) is not None


@pytest.mark.parametrize(
    ("text", "is_time"),
    [("12:30", True), ("10 am", True), ("noon", True), ("the evening", True), ("12:30Z", True), ("", False),
     ("tonight", False), ("monday 12:30", False), ("2016-12-14 12:30", False), ("10", False), ("x" * 100, False)],
)  # fmt: skip
def test_times_of_day(text: str, is_time: bool) -> None:
    assert names_time(text) == is_time


def test_certainly_and_possibly() -> None:
    assert [
        found and found.certainly
        for found in (parse_query_date(f"{word}late 1990s", None) for word in ("", "certainly ", "Possibly "))
    ] == [None, True, False]


@given(st.dates().map(str) | st.sampled_from(["1998", "Dec 2016", "last week", "today", "14 Dec 2016"]), st.dates())
def test_what_spans_are_elsewhere_they_are_here(text: str, today: date) -> None:
    span, found = parse_span(text, today), parse_query_date(text, today)
    if span is not None:
        assert found is not None
        assert found.days == span


@pytest.mark.parametrize("today", [date(1987, 10, 20), date(1987, 1, 1), date(1986, 12, 31), date(1987, 2, 28)])
@pytest.mark.parametrize(
    "text",
    ["Q1", "q2", "Q3", "Q4", "first quarter", "the 2nd quarter", "first half", "the second half", "dec",
     "March 1-10", "1-10 March", "Dec 20-25", "week ending March 13", "between Mar 1 and Mar 10", "2 to 5 November"],
)  # fmt: skip
def test_a_period_without_its_year_has_begun(text: str, today: date) -> None:
    found = parse_query_date(text, today)
    assert found is not None
    assert found.days is not None
    assert found.days.first <= today
    assert (today - found.days.first).days <= 366


@pytest.mark.parametrize(
    "text", ["next quarter", "December 20-25 2016", "the week ending Dec 23, 2016", "next December"]
)
def test_a_period_that_says_next_or_has_a_year_is_ahead(text: str) -> None:
    found = parse_query_date(text, TODAY)
    assert found is not None
    assert found.days is not None
    assert found.days.first > TODAY
