"""Calendar arithmetic: months, weeks, seasons, decades, and steps between them.

Easter is python-dateutil's, which is imported inside a function, because most texts do not need it and it takes 20 ms
at start-up. Days outside the years 1 to 9999 raise ValueError or OverflowError.

The meaning of vague words is defined here:

* an early, middle or late part of a decade is its years 0-4, 4-6, 5-9; of a century its years 1-33, 34-66, 67-100; of
  a year January-April, May-August, September-December; of a quarter its months; of a month the days 1-10,
  11-20, 21-end; of a week Monday and Tuesday, Wednesday and Thursday, Friday to Sunday;
* seasons are those of the northern hemisphere, by whole months: winter 1912 is December 1912 to February 1913.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from dateline.index.dates import DateSpan, month_span, year_span
from dateline.index.kernel._records import RecordMaker

__all__ = [
    "century_span",
    "decade_span",
    "easter_sunday",
    "half_span",
    "part_of",
    "period_around",
    "quarter_span",
    "season_span",
    "shift_date",
    "week_span",
    "weekday_near",
    "weekend_span",
]

make_span = RecordMaker(DateSpan)
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
SHORTEST_MONTH = 28
HALF_YEAR = 184  # days of the longer half
FIRST_MONTHS = {"early": 1, "mid": 5, "late": 9}
FIRST_DAYS = {"early": 1, "mid": 11, "late": 21}
WEEK_PARTS = {"early": (0, 1), "mid": (2, 3), "late": (4, 6)}
DECADE_PARTS = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}
CENTURY_PARTS = {"early": (0, 32), "mid": (33, 65), "late": (66, 99)}


@lru_cache(maxsize=1 << 10)
def quarter_span(year: int, quarter: int) -> DateSpan:
    """Return the days of a calendar quarter, 1 to 4."""
    return DateSpan(date(year, 3 * quarter - 2, 1), month_span(year, 3 * quarter).last, "quarter")


@lru_cache(maxsize=1 << 9)
def half_span(year: int, half: int) -> DateSpan:
    """Return the days of the first or second half of a year."""
    return DateSpan(date(year, 6 * half - 5, 1), month_span(year, 6 * half).last, "year")


@lru_cache(maxsize=1 << 9)
def season_span(year: int, season: str) -> DateSpan:
    """Return the days of a season that begins in a year."""
    start = date(year, SEASON_STARTS[season], 1)
    return DateSpan(start, shift_date(start, 3, "M") - timedelta(days=1), "season")


def decade_span(year: int) -> DateSpan:
    """Return the days of the ten years from ``year`` on."""
    return DateSpan(date(year, 1, 1), date(year + 9, 12, 31), "decade")


def century_span(number: int) -> DateSpan:
    """Return the days of the nth century: the 19th is 1801 to 1900."""
    return DateSpan(date(100 * number - 99, 1, 1), date(100 * number, 12, 31), "century")


def week_span(day: date) -> DateSpan:
    """Return the week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return make_span(monday, monday + timedelta(days=6), "week", 100)


def weekend_span(day: date) -> DateSpan:
    """Return the Saturday and Sunday of the week of a day."""
    week = week_span(day)
    return make_span(week.last - timedelta(days=1), week.last, "week", 100)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the western churches."""
    from dateutil.easter import easter  # start-up, see the top of the module

    return easter(year)


def shift_date(day: date, count: int, unit: str) -> date:
    """Return the day ``count`` units later (negative: earlier); the 31st becomes the last day of a shorter month."""
    if unit in ("D", "W", "WE"):
        return day + timedelta(days=count if unit == "D" else 7 * count)
    year, month = divmod(12 * day.year + day.month - 1 + count * MONTHS_OF[unit], 12)
    if day.day <= SHORTEST_MONTH:
        return day.replace(year=year, month=month + 1)
    return day.replace(year=year, month=month + 1, day=min(day.day, month_span(year, month + 1).last.day))


def period_around(day: date, unit: str) -> DateSpan:
    """Return the calendar unit that contains a day."""
    if unit == "D":
        return make_span(day, day, "day", 100)
    if unit == "W":
        return week_span(day)
    if unit == "WE":
        return weekend_span(day)
    if unit == "M":
        return month_span(day.year, day.month)
    if unit == "Q":
        return quarter_span(day.year, (day.month + 2) // 3)
    if unit == "DE":
        return decade_span(day.year - day.year % 10)
    if unit == "CE":
        return century_span((day.year + 99) // 100)
    return year_span(day.year)


def weekday_near(day: date, weekday: int, forward: bool, strictly: bool = False) -> date:
    """Return the nearest weekday (Monday is 1) up to a day, or from it on; ``strictly`` excludes that day."""
    steps = (weekday - day.isoweekday()) % 7 if forward else -((day.isoweekday() - weekday) % 7)
    if strictly and not steps:
        steps = 7 if forward else -7
    return day + timedelta(days=steps)


def part_of(whole: DateSpan, share: str) -> DateSpan:
    """Return the days of a part (*early*, *mid*, *late*, *first half*, *second half*) of a span."""
    first, last = _ends_of_part(whole, share)
    return make_span(first, last, whole.precision, whole.certainty)


def _ends_of_part(whole: DateSpan, share: str) -> tuple[date, date]:
    first, last, precision = whole.first, whole.last, whole.precision
    if first == last:  # no day has parts that are days
        return first, last
    if share in ("first half", "second half"):
        middle = first + (last - first) // 2
        if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
            middle = date(first.year, 6, 30)
        return (first, middle) if share == "first half" else (middle + timedelta(days=1), last)
    if precision == "year" and (last - first).days < HALF_YEAR:  # its thirds are of two months
        start = shift_date(first, 2 * ("early", "mid", "late").index(share), "M")
        return start, min(last, shift_date(start, 2, "M") - timedelta(days=1))
    if precision in ("decade", "century"):
        low, high = (DECADE_PARTS if precision == "decade" else CENTURY_PARTS)[share]
        return date(first.year + low, 1, 1), date(first.year + high, 12, 31)
    if precision == "year":
        month = FIRST_MONTHS[share]
        return date(first.year, month, 1), month_span(last.year, month + 3).last
    if precision in ("quarter", "season"):
        start = shift_date(first, ("early", "mid", "late").index(share), "M")
        return start, shift_date(start, 1, "M") - timedelta(days=1)
    if precision == "month":
        day = FIRST_DAYS[share]
        return first.replace(day=day), last if share == "late" else first.replace(day=day + 9)
    if precision == "week":
        low, high = WEEK_PARTS[share]
        return first + timedelta(days=low), first + timedelta(days=high)
    return first, last
