"""Days, instants and spans: what is read, what is not, and that no clock is asked."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.dates import DateSpan, day_of, instant_of, parse_published, parse_span

DAY = date(2016, 12, 14)
WEDNESDAY = date(2016, 12, 14)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def at(hours: float, hour: int = 8, minute: int = 30) -> datetime:
    return datetime(2016, 12, 14, hour, minute, tzinfo=timezone(timedelta(hours=hours)))


@pytest.mark.parametrize(
    "text",
    [
        "2016-12-14",
        " 2016-12-14\n",
        "20161214",
        20161214,
        "2016/12/14",
        "14 December 2016",
        "14 december 2016",
        "14th December 2016",
        "14 Dec 2016",
        "14-DEC-2016",
        "December 14, 2016",
        "December 14th, 2016",
        "December 14 2016",
        "Dec. 14, 2016",
        "Dec 14,2016",
        "Wednesday, 14 December 2016",
        "Wed 14 Dec 2016",
        "14 Dec 2016 08:30 CET",
        DAY,
    ],
)
def test_a_full_day_is_read_in_many_forms(text: object) -> None:
    assert parse_published(text) == DAY
    assert not isinstance(parse_published(text), datetime)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2016-12-14T08:30:00+01:00", at(1)),
        ("2016-12-14T08:30:00+0100", at(1)),
        ("2016-12-14 08:30:00 +0100", at(1)),
        ("2016-12-14T08:30Z", at(0)),
        ("2016-12-14t08:30z", at(0)),
        ("2016-12-14 08:30:00 UTC", at(0)),
        ("20161214T083000Z", at(0)),
        ("2016-12-14T08:30", datetime(2016, 12, 14, 8, 30)),
        ("2016-12-14T08:30:00.250", datetime(2016, 12, 14, 8, 30, 0, 250_000)),
        ("2016-12-14T24:00", datetime(2016, 12, 15)),
        ("Wed, 14 Dec 2016 08:30:00 +0100", at(1)),
        ("Wed, 14 Dec 2016 08:30:00 +0100 (CET)", at(1)),
        ("Wed, 14 Dec 2016 08:30:00 -0330", at(-3.5)),
        ("Wed, 14 Dec 2016 08:30:00 GMT", at(0)),
        ("14 Dec 2016 08:30 EST", at(-5)),
        ("December 14, 2016 at 8:30 p.m.", datetime(2016, 12, 14, 20, 30)),
        ("14-DEC-2016 08:30:01.79", datetime(2016, 12, 14, 8, 30, 1, 790_000)),
    ],
)
def test_an_instant_keeps_its_offset_and_a_naive_time_stays_naive(text: str, instant: datetime) -> None:
    read = parse_published(text)
    assert isinstance(read, datetime)
    assert read == instant
    assert read.utcoffset() == instant.utcoffset()


@pytest.mark.parametrize("text", ["14² December 2016", "2016-12-14¹", "14 December 2016⁷"])
def test_the_number_of_a_footnote_is_no_digit_of_a_date(text: str) -> None:
    assert parse_published(text) == date(2016, 12, 14)


@pytest.mark.parametrize("text", ["2016-12-14T08:30+99:00", "14 Dec 2016 08:30 +9900"])
def test_an_offset_that_cannot_be_leaves_the_day(text: str) -> None:
    assert parse_published(text) == date(2016, 12, 14)


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "2016",
        2016,
        "2016-12",
        "201612",
        "March 1998",
        "14 December",
        "December 14",
        "14 December 16",
        "14/12/16",
        "04/05/2016",
        "31 February 2016",
        "2015-02-29",
        "20160231",
        "2016-13-01",
        "0000-01-01",
        "31 April 0000",
        "the day after",
        "today",
        "Wednesday",
        "08:30",
        "14 Dec 2016 25:00",
        "2016-12-14T99:00",
        "۱۳۹۵-۰۹-۲۴",
        "2016-12-14" * 1_000,
        "1" * 1_000_000,
        None,
        True,
        20161214.0,
        [2016, 12, 14],
        10**30,
    ],
)
def test_what_is_no_full_day_is_none(value: object) -> None:
    assert parse_published(value) is None


@given(st.dates())
def test_every_day_of_the_calendar_is_read_back(day: date) -> None:
    assert parse_published(day.isoformat()) == day
    assert parse_published(day.isoformat().replace("-", "")) == day
    month = MONTHS[day.month - 1]
    assert parse_published(f"{day.day} {month} {day.year:04d}") == day
    assert parse_published(f"{month[:3]}. {day.day}, {day.year:04d}") == day


@given(st.datetimes(timezones=st.none() | st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))))
def test_every_instant_is_read_back(instant: datetime) -> None:
    read = parse_published(instant.isoformat())
    assert read == instant
    assert isinstance(read, datetime)
    assert read.utcoffset() == instant.utcoffset()


@given(st.text(max_size=40) | st.from_regex(r"[0-9a-zA-Z:,./+ -]{1,30}", fullmatch=True))
def test_any_text_is_a_day_or_none_and_never_an_error(text: str) -> None:
    assert parse_published(text) is None or isinstance(parse_published(text), date)
    assert parse_span(text, WEDNESDAY) is None or isinstance(parse_span(text, WEDNESDAY), DateSpan)


def test_a_date_object_is_kept_as_it_is() -> None:
    assert parse_published(at(1)) == at(1)


def test_iso_dates_do_not_load_dateutil() -> None:
    code = (
        "import sys; from dateline.index.dates import parse_published, parse_span;"
        "assert parse_published('2016-12-14') and parse_published('2016-12-14T08:30:00+01:00');"
        "assert parse_published('14 December 2016') and parse_span('Dec 2016');"
        "sys.exit('dateutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2016", "2016-01-01", "2016-12-31", "year"),
        ("2016-12", "2016-12-01", "2016-12-31", "month"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("Dec 2016", "2016-12-01", "2016-12-31", "month"),
        ("dec. 2016", "2016-12-01", "2016-12-31", "month"),
        ("February 2015", "2015-02-01", "2015-02-28", "month"),
        ("2016-12-14", "2016-12-14", "2016-12-14", "day"),
        ("14 December 2016", "2016-12-14", "2016-12-14", "day"),
        ("2016-12-14T23:30:00-05:00", "2016-12-14", "2016-12-14", "day"),
        ("today", "2016-12-14", "2016-12-14", "day"),
        ("Yesterday", "2016-12-13", "2016-12-13", "day"),
        ("this week", "2016-12-12", "2016-12-18", "week"),
        ("last week", "2016-12-05", "2016-12-11", "week"),
        ("this month", "2016-12-01", "2016-12-31", "month"),
        ("last  month", "2016-11-01", "2016-11-30", "month"),
        ("this year", "2016-01-01", "2016-12-31", "year"),
        ("last year", "2015-01-01", "2015-12-31", "year"),
    ],
)
def test_a_query_names_a_span_of_days(text: str, first: str, last: str, precision: str) -> None:
    span = parse_span(text, WEDNESDAY)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat(), span.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text", ["", "201612", "0000", "2016-13", "2016-00", "19980", "last", "last decade", "04/05/2016"]
)
def test_what_names_no_days_is_no_span(text: str) -> None:
    assert parse_span(text, WEDNESDAY) is None


@pytest.mark.parametrize("text", ["today", "yesterday", "last week", "this month", "last year"])
def test_relative_days_need_a_reference_day(text: str) -> None:
    assert parse_span(text) is None


@pytest.mark.parametrize("text", ["yesterday", "last week", "last month", "last year"])
def test_nothing_was_before_the_first_day_of_the_calendar(text: str) -> None:
    assert parse_span(text, date.min) is None


def test_the_last_month_of_the_calendar_is_a_span() -> None:
    assert parse_span("9999-12") == DateSpan(date(9999, 12, 1), date.max, "month")
    assert parse_span("this week", date.max) is None


def test_the_day_of_an_instant_is_the_local_day_of_its_offset() -> None:
    assert day_of(at(14, hour=0)) == DAY
    assert day_of(DAY) == DAY
    assert not isinstance(day_of(at(1)), datetime)


def test_instants_count_microseconds_in_utc() -> None:
    assert instant_of(date(1970, 1, 1)) == 0
    assert instant_of(date(1969, 12, 31)) == -86_400_000_000
    assert instant_of(datetime(1970, 1, 1, 1, 0, 0, 5)) == 3_600_000_005
    assert instant_of(at(1)) == instant_of(at(0, hour=7))
    assert instant_of(DAY) == instant_of(datetime(2016, 12, 14, tzinfo=UTC))


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))])))
def test_instants_at_both_ends_of_the_calendar_do_not_overflow(instant: datetime) -> None:
    offset = instant.utcoffset()
    assert offset is not None
    expected = (instant.replace(tzinfo=None) - datetime(1970, 1, 1) - offset) // timedelta(microseconds=1)
    assert instant_of(instant) == expected
