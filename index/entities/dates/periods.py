"""Resolve periods of business: quarters, weekends, those that a day ends, and the same ones a year before.

A quarter or half is the last completed one; the one that has begun counts where it is mostly over or nearer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.index.dataclass import replace
from dateline.index.dates import DateSpan, month_span
from dateline.index.entities.dates.arithmetic import (
    half_span,
    period_around,
    shift_date,
    week_span,
    weekend_span,
)
from dateline.index.entities.dates.expressions import CompleteDate, Ended, SamePeriod
from dateline.index.entities.dates.values import timex_value
from dateline.index.kernel._records import RecordMaker

__all__ = [
    "LastPeriod",
    "days_of_ended",
    "fits",
    "last_completed",
    "length_of",
    "nearest_quarter",
    "same_period",
    "weekend_near",
]

make_span = RecordMaker(DateSpan)
ONE_DAY = timedelta(days=1)
# A quarter that began so many days ago is the one that results are of, if the last one of that name is a year old.
MOSTLY_OVER = 60
# A period of business that was mentioned: its days and its value.
LastPeriod = tuple[DateSpan, str]


def nearest_quarter(
    past: Sequence[CompleteDate], coming: Sequence[CompleteDate], base: date, sign: int
) -> CompleteDate:
    """Return the completed quarter or half, or the next one; ``coming`` includes one that has begun."""
    if sign > 0:
        return coming[0]
    back, ahead = (base - past[-1].days.last).days, (coming[0].days.first - base).days
    if sign < 0:
        return coming[0] if ahead <= -MOSTLY_OVER and back > MOSTLY_OVER else past[-1]
    return past[-1] if back <= max(0, ahead) + MOSTLY_OVER else coming[0]


def weekend_near(base: date, sign: int) -> DateSpan:
    """Return the weekend just past, or the one that has begun; the coming one in a clause of the future."""
    coming = weekend_span(base)
    if sign > 0 or coming.first <= base:
        return coming
    return weekend_span(base - timedelta(days=7))


def days_of_ended(period: Ended, end: DateSpan) -> DateSpan:
    """Return the days of a period, given those of its end."""
    after = end.last + ONE_DAY
    first = shift_date(after, -period.count, period.unit)
    days = make_span(first, end.last, "day", end.certainty)
    return make_span.changed(days, "precision", unit.precision) if (unit := unit_of(days)) is not None else days


def unit_of(days: DateSpan) -> DateSpan | None:
    """Return the calendar unit that has exactly these days, or None."""
    first, last = days.first, days.last
    for unit in "WMQY" if first.day == 1 else "W":
        found = period_around(first, unit)
        if found.first == first and found.last == last:
            return found
    return None


def length_of(period: Ended, days: DateSpan) -> str:
    """Return the value of a period: that of a calendar unit, else its length."""
    if days.precision != "day":
        return timex_value(days)
    if (days.first, days.last) in ((half.first, half.last) for half in halves(days.first.year)):
        return f"{days.first.year:04}-H{1 if days.first.month == 1 else 2}"
    if period.unit == "M" and period.count % 12 == 0:
        return f"P{period.count // 12}Y"
    return f"P{period.count}{period.unit}"


def halves(year: int) -> tuple[DateSpan, DateSpan]:
    """Return the halves of a year."""
    return half_span(year, 1), half_span(year, 2)


def last_completed(unit: str, base: date) -> LastPeriod:
    """Return the last completed unit before a day: what *the year-ago quarter* is counted from without another."""
    first = period_around(base, unit).first
    days = period_around(first - ONE_DAY, unit)
    return days, timex_value(days)


def same_period(asked: SamePeriod, last: LastPeriod) -> LastPeriod:
    """Return a period at the distance or in the year that is asked for."""
    days, value = last
    if isinstance(asked.year, CompleteDate):
        count, unit = asked.year.days.first.year - days.last.year, "Y"
    else:
        count, unit = asked.year.count, asked.year.unit
    first, after = shift_date(days.first, count, unit), shift_date(days.last + ONE_DAY, count, unit)
    moved = make_span(first, after - ONE_DAY, days.precision, days.certainty)
    if days.precision == "week":
        moved = make_span.changed(week_span(first + timedelta(days=3)), "certainty", days.certainty)
    if value.startswith("P"):
        return moved, value
    if value[4:6] == "-H":
        return moved, f"{moved.first.year:04}{value[4:]}"
    return moved, timex_value(moved)


def fits(unit: str, last: LastPeriod | None) -> bool:
    """Return whether the period mentioned last is of a unit."""
    if last is None:
        return False
    days = last[0]
    if unit == "Q":
        return (days.last - days.first).days in range(80, 100)
    if unit == "M":
        return days == replace(month_span(days.first.year, days.first.month), certainty=days.certainty)
    if unit == "W":
        return (days.last - days.first).days == 6
    return unit == ""
