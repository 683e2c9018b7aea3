"""Days of calendar units: of a year, a day of a month, a month or a feast, in a year or without one."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from dateline.index.dates import DateSpan, month_span, year_span
from dateline.index.entities.dates.arithmetic import half_span, quarter_span, season_span, week_span
from dateline.index.entities.dates.expressions import CompleteDate, Expression, Feast, MonthDay, Named, Unresolved
from dateline.index.entities.dates.holidays import feast_span
from dateline.index.entities.dates.patterns import month_of
from dateline.index.entities.dates.values import timex_value
from dateline.index.kernel._records import RecordMaker

__all__ = [
    "BEYOND",
    "day_in",
    "in_year",
    "is_beyond",
    "joined",
    "month_day",
    "named_month",
    "number_in",
    "of_unit",
    "year_of",
]

APPROXIMATE = "by the tabular calendar; the day by the moon may differ"
NO_DIGIT = re.compile(r"\D")
BEYOND = "a year outside 1 to 9999"
make_complete, make_span = RecordMaker(CompleteDate), RecordMaker(DateSpan)
make_named, make_month_day = RecordMaker(Named), RecordMaker(MonthDay)


def year_of(text: str) -> CompleteDate | None:
    """Return a year, None outside 1 to 9999."""
    year = int(text)
    return of_unit(year_span(year)) if year else None


def of_unit(days: DateSpan, unit: str = "") -> CompleteDate:
    """Return a calendar unit as a date; ``unit`` as in `timex_value`."""
    return make_complete(days, timex_value(days, unit), "")


def is_beyond(year: str) -> bool:
    """Return whether a printed year is outside 1 to 9999."""
    return not 1 <= int(year[:5]) <= 9999


def day_in(year: int, month: int, day: int) -> CompleteDate | None:
    """Return a day, or None if it does not exist: 31 February."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return make_complete(make_span(found, found, "day", 100), found.isoformat(), "")


def joined(first: CompleteDate, last: CompleteDate) -> CompleteDate:
    """Return the days from the first to the last of two days."""
    return CompleteDate(DateSpan(first.days.first, last.days.last), f"{first.value}/{last.value}")


def number_in(text: str) -> int:
    """Return the number of a printed day: ``3rd``."""
    return int(NO_DIGIT.sub("", text))


def month_day(month: str, day: str, year: str | None) -> Expression | None:
    """Return a day of a month, with or without its year."""
    if year is not None and is_beyond(year):
        return Unresolved(f"XXXX-{month_of(month):02}-{number_in(day):02}", BEYOND)
    if year is not None:
        return day_in(int(year), month_of(month), number_in(day))
    known = day_in(2000, month_of(month), number_in(day))  # a leap year: 29 February may be
    return make_month_day(month_of(month), number_in(day), 0, "") if known is not None else None


def named_month(month: str, year: str | None) -> Expression | None:
    """Return a month, with or without its year; None if the number cannot be a year."""
    if year is not None and is_beyond(year):
        return None
    named = make_named("month", month_of(month), "", 0)
    return in_year(named, int(year)) if year is not None else named


@lru_cache(maxsize=1 << 13)
def in_year(named: Named | MonthDay | Feast, year: int) -> CompleteDate | None:
    """Return the days of a named period in a year, or None if that year has none, or many: a weekend."""
    try:
        if isinstance(named, MonthDay):
            return day_in(year, named.month or 1, named.day)
        if isinstance(named, Feast):
            return of_feast(feast_span(named.name, year))
        if named.kind == "month":
            return of_unit(month_span(year, int(named.number)))
        if named.kind == "quarter":
            return of_unit(quarter_span(year, int(named.number)))
        if named.kind == "half":
            return CompleteDate(half_span(year, int(named.number)), f"{year:04}-H{named.number}")
        if named.kind == "season":
            return of_unit(season_span(year, str(named.number)), str(named.number))
        return None  # a weekday, a weekend
    except (ValueError, OverflowError):
        return None


def of_feast(days: DateSpan) -> CompleteDate:
    """Return the days of a feast; a row of days has the value of a range."""
    if days.precision == "week":
        return CompleteDate(days, timex_value(week_span(days.last)))
    if days.first < days.last:
        return CompleteDate(days, f"{days.first}/{days.last}", APPROXIMATE)
    return CompleteDate(days, timex_value(days), APPROXIMATE if days.certainty < 100 else "")
