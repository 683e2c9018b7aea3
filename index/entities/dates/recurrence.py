"""Days that recur every year: a day of a month, ``04-15``, one counted from Easter, ``easter``, ``easter-2``, or those
of a feast with a rule of its own, ``thanksgiving``, ``ramadan``.

Easter is that of the western churches.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateline.index.dates import DateSpan
from dateline.index.pattern import compile_late

__all__ = ["days_that_recur", "last_begun", "next_from", "recurs_on"]

LONGEST_GAP = 8  # years between two 29 Februaries about 1900

MONTH_DAY = compile_late(r"([0-9]{2})-([0-9]{2})")
FROM_EASTER = compile_late(r"easter([+-][0-9]{1,3})?")


def recurs_on(named: str, day: date) -> bool:
    """Return whether a day is the recurring day of a name. Raises ValueError for an invalid name."""
    return day in _days_of_year(named, day.year)


def days_that_recur(named: str, low: int, high: int) -> bytes:
    """Return a byte for each day from `low` to `high` (ordinals): 1 for the recurring day, else 0."""
    made = bytearray(max(0, high - low + 1))
    if made:
        for year in range(date.fromordinal(low).year, date.fromordinal(high).year + 1):
            for day in _days_of_year(named, year):
                if low <= day.toordinal() <= high:
                    made[day.toordinal() - low] = 1
    return bytes(made)


def last_begun(named: str, today: date) -> DateSpan | None:
    """Return the recurring days of the last year in which they have begun by a day, None if the calendar has none."""
    for year in range(today.year, max(0, today.year - LONGEST_GAP - 1), -1):
        days = _days_of_year(named, year)
        if days and days[0] <= today:
            return DateSpan(days[0], days[-1])
    return None


def next_from(named: str, day: date) -> DateSpan | None:
    """Return the first recurring days that do not end before a day, None if the calendar has none."""
    for year in range(day.year, min(date.max.year, day.year + LONGEST_GAP) + 1):
        days = _days_of_year(named, year)
        if days and days[-1] >= day:
            return DateSpan(days[0], days[-1])
    return None


def _days_of_year(named: str, year: int) -> tuple[date, ...]:
    """Return the recurring day in a year, empty if the year lacks it (29 February, Easter before the reform)."""
    found = MONTH_DAY.fullmatch(named)
    try:
        if found is not None:
            return (date(year, int(found[1]), int(found[2])),)
        feast = FROM_EASTER.fullmatch(named)
        from dateline.index.entities.dates.holidays import feast_day, feast_span  # start-up: few queries ask for one

        if feast is None:
            days = feast_span(named, year)
            return tuple(date.fromordinal(day) for day in range(days.first.toordinal(), days.last.toordinal() + 1))
        return (feast_day("easter", year) + timedelta(days=int(feast[1] or 0)),)
    except (ValueError, OverflowError):
        return ()
    except KeyError as error:
        raise ValueError(f"{named!r} names no day of the year") from error
