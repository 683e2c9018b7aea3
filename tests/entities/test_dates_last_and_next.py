"""*Last*, *this* and *next* before what comes once a year, or more seldom."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dateline.index.entities.dates.finding import find_dates

CASES = {
    # A winter begins in one year and ends in the next.
    ("It was cold last winter.", "2015-01-15"): "2013-12-01 to 2014-02-28",
    ("It was cold last winter.", "2015-06-15"): "2014-12-01 to 2015-02-28",
    ("It was cold last winter.", "2015-12-15"): "2014-12-01 to 2015-02-28",
    ("It is cold this winter.", "2015-01-15"): "2014-12-01 to 2015-02-28",
    ("It will be cold this winter.", "2015-06-15"): "2015-12-01 to 2016-02-29",
    ("It will be cold next winter.", "2015-01-15"): "2015-12-01 to 2016-02-29",
    # A leap day.
    ("It was held on 29 February last.", "2018-06-01"): "2016-02-29",
    ("It was held last 29 February.", "2003-06-01"): "2000-02-29",
    ("It will be held next 29 February.", "2016-12-14"): "2020-02-29",
    ("It will be held on 29 February next.", "1896-03-01"): "1904-02-29",
}


@pytest.mark.parametrize(("asked", "days"), CASES.items())
def test_last_this_and_next(asked: tuple[str, str], days: str) -> None:
    text, published = asked
    (found,) = find_dates(text, date.fromisoformat(published))
    assert str(found.days) == days


def test_what_is_outside_the_calendar_is_no_date() -> None:
    assert [each.days for each in find_dates("It was cold last winter.", date(1, 1, 15))] in ([], [None])


def test_a_subclass_of_a_day_leaves_nothing_behind() -> None:
    class Day(date):
        def __str__(self) -> str:
            return "DAY!"

    for text in ("It rained this week.", "He died on March 3."):
        odd = find_dates(text, Day(2009, 5, 5))
        assert odd == find_dates(text, date(2009, 5, 5)) == find_dates(text, datetime(2009, 5, 5, 12, 0))
        assert all(type(each.first) is date and "DAY!" not in each.reason for each in odd)
