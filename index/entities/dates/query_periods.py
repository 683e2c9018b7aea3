"""Dates of queries in short styles that texts seldom have: months in numbers, short years, and days since a date.

``oct87``, ``3/87``, ``03/1987``, ``1987/03``, ``1987-3`` and ``198703`` are months, ``870301`` is a day, ``since June
1987``, ``before April 1987`` and ``March 1987..April 1987`` are ranges. What can be read in two ways is not read:
``mar16`` may be a day, and ``200103`` a month or a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.index.dates import DateSpan, month_span, parse_span

__all__ = ["short_period"]

FullYear = Callable[[str], int | None]
Days = Callable[..., DateSpan | None]

LAST_OF_MONTH = 31  # a number above it is no day
NAMED_MONTH = re.compile(r"(?P<name>[a-z]{3,9})\.?[-/]?(?P<mark>['’‘]?)(?P<year>[0-9]{4}|[0-9]{2})", re.IGNORECASE)
MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})(?:[/.-](?P<year>[0-9]{4})|/(?P<short>[0-9]{2}))")
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[/.-](?P<month>[0-9]{1,2})")
SIX_DIGITS = re.compile(r"[0-9]{6}")
FROM_YEAR, TO_YEAR = 1000, 2999  # a number of six digits that begins with such a year may be a month of it
SIDE = re.compile(r"(?P<side>since|after|before|until|till|up to|through)\s+(?P<date>.+)", re.IGNORECASE)
BOUNDS = re.compile(r"(?P<low>.+?)\s*(?:\.\.+|…)\s*(?P<high>.+)")
ONE_DAY = timedelta(days=1)


def short_period(text: str, full_year: FullYear, days_of: Days) -> DateSpan | None:
    """Return the days of a text in one of these styles; None if it is in no such style, or can be read in two ways.

    ``full_year`` returns the year that two digits mean, ``days_of`` the days of a date in a query, and
    of the upper bound of a range if the first day of its lower bound is given too.
    """
    try:
        return _month(text, full_year) or _six_digits(text, full_year) or _range(text, days_of)
    except (ValueError, OverflowError):  # no such month or day, or outside of the calendar
        return None


def _month(text: str, full_year: FullYear) -> DateSpan | None:
    """Return the days of a month by name or number and a year."""
    named = NAMED_MONTH.fullmatch(text)
    if named is not None:
        is_year = named["mark"] or int(named["year"]) > LAST_OF_MONTH
        year = _full(named["year"], full_year) if is_year else None
        return None if year is None else parse_span(f"{named['name']} {year:04}")
    found = MONTH_FIRST.fullmatch(text) or YEAR_FIRST.fullmatch(text)
    if found is None:
        return None
    digits = found["year"] or found["short"]
    year = _full(digits, full_year) if int(digits) > LAST_OF_MONTH else None
    return None if year is None else month_span(year, int(found["month"]))


def _full(digits: str, full_year: FullYear) -> int | None:
    return int(digits) if len(digits) > 2 else full_year(digits)


def _six_digits(text: str, full_year: FullYear) -> DateSpan | None:
    """Return the month of ``198703`` or the day of ``870301``; None if both are possible."""
    if SIX_DIGITS.fullmatch(text) is None:
        return None
    year, month = int(text[:4]), int(text[4:])
    as_month = month_span(year, month) if FROM_YEAR <= year <= TO_YEAR and 1 <= month <= 12 else None
    full = full_year(text[:2])
    try:
        day = date(full, month=int(text[2:4]), day=int(text[4:])) if full is not None else None
    except ValueError:
        day = None
    if day is not None:
        return DateSpan(day, day) if as_month is None else None
    return as_month


def _range(text: str, days_of: Days) -> DateSpan | None:
    """Return the days since or before a date, or from one to another; the calendar ends with the years 1 and 9999."""
    side = SIDE.fullmatch(text)
    if side is not None:
        days = days_of(side["date"])
        return None if days is None else _beside(days, side["side"].lower())
    bounds = BOUNDS.fullmatch(text)
    low = days_of(bounds["low"]) if bounds is not None else None
    high = days_of(bounds["high"], low.first) if bounds is not None and low is not None else None
    return DateSpan(low.first, high.last) if low is not None and high is not None and low.first <= high.last else None


def _beside(days: DateSpan, side: str) -> DateSpan:
    """Return the days on a side of others; OverflowError outside of the calendar."""
    if side == "since":
        return DateSpan(days.first, date.max)
    if side == "after":
        return DateSpan(days.last + ONE_DAY, date.max)
    return DateSpan(date.min, days.first - ONE_DAY if side == "before" else days.last)
