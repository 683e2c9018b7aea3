"""Days that come every year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.dates import DateSpan
from dateline.index.entities.dates.recurrence import days_that_recur, last_begun, next_from, recurs_on


@pytest.mark.parametrize(
    ("named", "day", "is_it"),
    [
        ("04-15", date(1912, 4, 15), True),
        ("04-15", date(2016, 4, 15), True),
        ("04-15", date(2016, 4, 16), False),
        ("02-29", date(2016, 2, 29), True),
        ("02-29", date(2015, 3, 1), False),
        ("easter", date(1916, 4, 23), True),
        ("easter-2", date(2016, 3, 25), True),
        ("easter+49", date(2016, 5, 15), True),
        ("easter", date(2016, 3, 28), False),
        ("easter", date(3, 4, 1), False),
    ],
)
def test_a_day_of_every_year(named: str, day: date, is_it: bool) -> None:
    assert recurs_on(named, day) is is_it


def test_the_days_of_a_stretch_are_marked() -> None:
    low, high = date(2015, 4, 15).toordinal(), date(2017, 4, 14).toordinal()
    marked = days_that_recur("04-15", low, high)
    assert len(marked) == high - low + 1
    assert [low + at for at, each in enumerate(marked) if each] == [low, date(2016, 4, 15).toordinal()]
    assert days_that_recur("04-15", 1, 0) == b""


@given(st.sampled_from(["04-15", "02-29", "easter", "easter-2", "ramadan", "thanksgiving", "12-25"]),
       st.dates(date(1600, 1, 1), date(2200, 1, 1)))  # fmt: skip
def test_the_last_and_the_next_days_are_those_of_a_walk(named: str, day: date) -> None:
    last, following = last_begun(named, day), next_from(named, day)
    assert last is not None
    assert following is not None
    assert following.last >= day >= last.first
    since = days_that_recur(named, last.last.toordinal() + 1, day.toordinal())
    assert not any(since)  # nothing between those that have begun and the day
    until = days_that_recur(named, day.toordinal(), following.last.toordinal())
    assert sum(until) == sum(each >= day for each in _days(following))  # and nothing before the next ones


def _days(span: DateSpan) -> list[date]:
    return [date.fromordinal(each) for each in range(span.first.toordinal(), span.last.toordinal() + 1)]


def test_the_calendar_has_ends() -> None:
    assert last_begun("04-15", date(1, 1, 1)) is None
    assert next_from("04-15", date(9999, 12, 31)) is None


@pytest.mark.parametrize("named", ["4-15", "easter eggs", "", "easter+"])
def test_what_names_no_day_is_refused(named: str) -> None:
    with pytest.raises(ValueError, match="names no day"):
        recurs_on(named, date(2016, 1, 1))
