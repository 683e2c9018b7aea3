"""Convert days in numbers of the Buddhist and the Persian calendar to those of the common one.

The Buddhist calendar of Thailand is 543 years ahead. Leap years of the Persian one follow a cycle of 33 years with
eight leap years, which is right for the years 1210 to 1634 (K. M. Borkowski, "The Persian calendar for 3000 years",
Earth, Moon and Planets 74, 1996).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

__all__ = ["common_date", "other_calendar"]

BUDDHIST_AHEAD: Final = 543
# Years in which newspapers are dated so: Iran took its calendar in 1304 (1925), and Thailand its own in 2456 (1913).
BUDDHIST_YEARS: Final = range(2450, 2644)
PERSIAN_YEARS: Final = range(1300, 1451)
CYCLE: Final = 33
LEAPS: Final = 8
# The first year of a cycle, and a new year's day.
FIRST_YEAR: Final = 1210
NEW_YEAR: Final = 1395, date(2016, 3, 20)
LONG_MONTHS: Final = 6
NUMBERS: Final = re.compile(
    r"(?<![\d/.-])(?:(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<last>\d{4}))(?![\d/-])"
)


def common_date(text: str, language: str) -> str:
    """Return a text with its day in numbers as a day of the common calendar, if its language uses another one.

    These are ``th`` and ``fa``. Days of other years, and other texts, stay; a day that no calendar has makes the text
    empty.
    """
    code = language.lower().replace("_", "-").partition("-")[0]
    found = NUMBERS.search(text) if code in ("th", "fa") else None
    if found is None:
        return text
    year, month, day = (int(found["year"] or found["last"]), int(found["month"] or found["second"]),
                        int(found["day"] or found["first"]))  # fmt: skip
    if year not in (BUDDHIST_YEARS if code == "th" else PERSIAN_YEARS):
        return text
    try:
        common = date(year - BUDDHIST_AHEAD, month, day) if code == "th" else _persian_day(year, month, day)
    except ValueError:
        return ""
    return f"{text[: found.start()]}{common.isoformat()}{text[found.end() :]}"


def other_calendar(day: date) -> str:
    """Return of which other calendar a day in numbers may be and when that is read, empty if it can be of none."""
    if day.year in PERSIAN_YEARS:
        both = "the Persian or the Islamic calendar"
        return f"{both} (the Persian one is read only in Persian articles, the Islamic one never)"
    return "the Buddhist calendar (it is read only in Thai articles)" if day.year in BUDDHIST_YEARS else ""


def _persian_day(year: int, month: int, day: int) -> date:
    """Return a day of the Persian calendar; ValueError if it has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise ValueError
    before = 31 * (month - 1) if month <= LONG_MONTHS else 31 * LONG_MONTHS + 30 * (month - 1 - LONG_MONTHS)
    last = 31 if month <= LONG_MONTHS else 30 if month < 12 else 29 + _leap_years(year + 1) - _leap_years(year)
    if day > last:
        raise ValueError
    known, new_year = NEW_YEAR
    days = 365 * (year - known) + _leap_years(year) - _leap_years(known)
    return new_year + timedelta(days=days + before + day - 1)


def _leap_years(year: int) -> int:
    """Return how many leap years are from the first year to the one before a year."""
    cycles, rest = divmod(year - FIRST_YEAR, CYCLE)
    return LEAPS * cycles + (rest + 3) // 4
