"""Dates of queries in forms that the grammar of texts does not read as days.

Short forms of quarters and halves (``1987Q2``, ``2Q87``, ``H1-1987``), years of two digits (``summer of 87``), and
lengths of time that end or begin today (``last 7 days``, ``past two weeks``, ``next 3 months``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.index.dates import DateSpan
from dateline.index.entities.dates.arithmetic import shift_date

__all__ = ["days_of_length", "with_full_year"]

FullYear = Callable[[str], int | None]

APOSTROPHE = "['\u2018\u2019]"
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})\s?[/-]?\s?(?P<unit>[qh])\s?(?P<number>[1-4])", re.IGNORECASE)
YEAR_LAST = re.compile(
    rf"(?:(?P<unit>[qh])\s?(?P<number>[1-4])|(?P<digit>[1-4])\s?(?P<letter>[qh]))"
    rf"(?:\s?[/-]\s?|\s+of\s+|\s*){APOSTROPHE}?(?P<year>[0-9]{{4}}|[0-9]{{2}})",
    re.IGNORECASE,
)
HALVES = 2
TWO_DIGITS = re.compile(rf".*[^\W\d_]\.?,?\s+(?:of\s+)?(?P<year>{APOSTROPHE}?(?P<digits>[0-9]{{2}}))", re.IGNORECASE)
# What has no days of its own, so that a number after it is a year; after a month it may be a day.
WITHOUT_DAYS = re.compile(r"\b(?:spring|summer|autumn|fall|winter|half|quarter|qtr)\b", re.IGNORECASE)
LAST_OF_MONTH = 31

BACK = re.compile(r"(?:the\s+)?(?:last|past|previous|preceding|prior)\s", re.IGNORECASE)
AHEAD = re.compile(r"(?:the\s+)?(?:next|coming|following)\s", re.IGNORECASE)
LENGTH = re.compile(r"P(?:(?P<count>[0-9]{1,5})(?P<unit>D|W|M|Q|Y|DE)|T(?P<hours>[0-9]{1,5})H)")
MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120}
ONE_DAY = timedelta(days=1)


def with_full_year(text: str, full_year: FullYear) -> str | None:
    """Return a date with its year in four digits, in a form of the grammar; None if it is in no such form.

    ``full_year`` returns the year that two digits mean.
    """
    short = YEAR_FIRST.fullmatch(text) or YEAR_LAST.fullmatch(text)
    if short is not None:
        parts = short.groupdict()
        unit, number = parts["unit"] or parts["letter"], parts["number"] or parts["digit"]
        year = _four_digits(short["year"], full_year)
        return None if year is None or (unit in "hH" and int(number) > HALVES) else f"{unit}{number} {year}"
    found = TWO_DIGITS.fullmatch(text)
    if found is None:
        return None
    is_year = found["year"] != found["digits"] or int(found["digits"]) > LAST_OF_MONTH or WITHOUT_DAYS.search(text)
    year = _four_digits(found["digits"], full_year) if is_year else None
    return None if year is None else text[: found.start("year")] + year


def _four_digits(digits: str, full_year: FullYear) -> str | None:
    year = int(digits) if len(digits) > 2 else full_year(digits)
    return None if year is None else f"{year:04}"


def days_of_length(text: str, value: str, today: date) -> DateSpan | None:
    """Return the days of a length of time that ends or begins today; None if a text says neither.

    ``value`` is that of TIMEX3: ``P7D`` of *last 7 days*, which are today and the six days before. The *next 7 days*
    begin tomorrow. OverflowError or ValueError outside the calendar.
    """
    found, back = LENGTH.fullmatch(value), BACK.match(text) is not None
    if found is None or not (back or AHEAD.match(text)):
        return None
    if found["hours"] is not None:
        days = timedelta(days=-(-int(found["hours"]) // 24))
        return DateSpan(today - days, today) if back else DateSpan(today, today + days)
    count = int(found["count"]) * (-1 if back else 1)
    if not count:
        return None
    if found["unit"] in MONTHS_OF:
        end = shift_date(today, count * MONTHS_OF[found["unit"]], "M")
    else:
        end = today + timedelta(days=count * (7 if found["unit"] == "W" else 1))
    return DateSpan(end + ONE_DAY, today) if back else DateSpan(today + ONE_DAY, end)
