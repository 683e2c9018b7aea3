"""Feasts and holidays by rule: fixed days, days counted from Easter, weekdays of a month, and other calendars.

* Easter is that of the western churches (`dateutil.easter`).
* Days of the United States: the Uniform Monday Holiday Act moved some of them to Mondays in 1971; Thanksgiving was the
  last Thursday of November until 1938, the last but one in 1939 to 1941, and is the fourth since (Public Law 77-379).
* Jewish feasts follow the arithmetic of the Hebrew calendar (E. M. Reingold and N. Dershowitz, Calendrical
  Calculations, chapter 8). They begin on the evening before the day given here.
* Muslim feasts are those of the tabular calendar with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 (the same
  book, chapter 7). The moon that is seen may be a day or two away, so their certainty is `TABULAR`.

The Chinese New Year and Diwali follow astronomy, not a rule, so they are not here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache, partial

from dateline.index.dates import DateSpan
from dateline.index.entities.dates.arithmetic import easter_sunday
from dateline.index.entities.dates.patterns import lowered
from dateline.index.entities.dates.words import FEASTS, any_of

__all__ = ["FEAST", "FEAST_NAMES", "feast_day", "feast_name", "feast_span", "may_be_feast"]

TABULAR = 70
MONDAY, THURSDAY, SUNDAY = 1, 4, 7
UNIFORM_MONDAYS = 1971
RAMADAN, SHAWWAL, DHU_AL_HIJJA = 9, 10, 12
FIRST_NISAN_DAYS = 163  # from Passover to the next Jewish new year
# The ordinals (of `date`) before which 1 Tishri of the year 1 and 1 Muharram of the year 1 come.
HEBREW_EPOCH, ISLAMIC_EPOCH = -1373427, 227014
HEBREW_YEARS = 3761


def weekday_of_month(month: int, weekday: int, nth: int, year: int) -> date:
    """Return the nth weekday of a month; -1 is the last."""
    if nth < 0:
        last = date(year, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def since_1971(month: int, weekday: int, nth: int, before: tuple[int, int], year: int) -> date:
    """Return a holiday that moved to a Monday in 1971, from a fixed day."""
    return weekday_of_month(month, weekday, nth, year) if year >= UNIFORM_MONDAYS else date(year, *before)


def thanksgiving(year: int) -> date:
    """Return Thanksgiving of the United States."""
    if year <= 1941:
        last = weekday_of_month(11, THURSDAY, -1, year)
        return last - timedelta(days=7 if year >= 1939 else 0)
    return weekday_of_month(11, THURSDAY, 4, year)


def election_day(year: int) -> date:
    """Return the day of elections of the United States, the Tuesday after the first Monday of November."""
    return weekday_of_month(11, MONDAY, 1, year) + timedelta(days=1)


def hebrew_new_year(year: int) -> int:
    """Return the ordinal of 1 Tishri of a Hebrew year."""
    return HEBREW_EPOCH + elapsed_days(year) + year_correction(year)


def elapsed_days(year: int) -> int:
    """Return the days from the epoch to the mean new moon of a year, put off by the rule of the weekdays."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def year_correction(year: int) -> int:
    """Return the days by which a year is put off, so that no year is too long or too short."""
    before, this, after = (elapsed_days(each) for each in (year - 1, year, year + 1))
    if after - this == 356:
        return 2
    return 1 if this - before == 382 else 0


def after_new_year(days: int, year: int) -> date:
    """Return the day a number of days after the Jewish new year in a year."""
    return date.fromordinal(hebrew_new_year(year + HEBREW_YEARS) + days)


def before_new_year(days: int, year: int) -> date:
    """Return the day a number of days before the Jewish new year in a year."""
    return after_new_year(-days, year)


def hanukkah(year: int) -> date:
    """Return 25 Kislev; the months before it have 30 and 29 or 30 days, by the length of the year."""
    number = year + HEBREW_YEARS
    new_year = hebrew_new_year(number)
    long = (hebrew_new_year(number + 1) - new_year) % 10 == 5
    return date.fromordinal(new_year + 30 + (30 if long else 29) + 24)


def islamic_day(month: int, day: int, year: int) -> date:
    """Return the first day in a year that is a day of the tabular calendar of Islam."""
    number = (year - 622) * 33 // 32 - 1
    while (found := islamic_ordinal(number, month, day)) < date(year, 1, 1).toordinal():
        number += 1
    return date.fromordinal(found)


def islamic_ordinal(year: int, month: int, day: int) -> int:
    """Return the ordinal of a day of the tabular calendar."""
    return ISLAMIC_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day


Maker = Callable[[int], date]
ISLAMIC: dict[str, Maker] = {
    "ramadan": partial(islamic_day, RAMADAN, 1),
    "eid al-fitr": partial(islamic_day, SHAWWAL, 1),
    "eid al-adha": partial(islamic_day, DHU_AL_HIJJA, 10),
}
MOVABLE: dict[str, Maker] = {
    "martin luther king day": partial(weekday_of_month, 1, MONDAY, 3),
    "presidents' day": partial(weekday_of_month, 2, MONDAY, 3),
    "mother's day": partial(weekday_of_month, 5, SUNDAY, 2),
    "memorial day": partial(since_1971, 5, MONDAY, -1, (5, 30)),
    "father's day": partial(weekday_of_month, 6, SUNDAY, 3),
    "labor day": partial(weekday_of_month, 9, MONDAY, 1),
    "columbus day": partial(since_1971, 10, MONDAY, 2, (10, 12)),
    "election day": election_day,
    "remembrance sunday": partial(weekday_of_month, 11, SUNDAY, 2),
    "thanksgiving day": thanksgiving,
    "thanksgiving": thanksgiving,
    "passover": partial(before_new_year, FIRST_NISAN_DAYS),
    "purim": partial(before_new_year, FIRST_NISAN_DAYS + 30),
    "shavuot": partial(before_new_year, FIRST_NISAN_DAYS - 50),
    "rosh hashanah": partial(after_new_year, 0),
    "yom kippur": partial(after_new_year, 9),
    "sukkot": partial(after_new_year, 14),
    "hanukkah": hanukkah,
    **ISLAMIC,
}
SPELLINGS = {
    "xmas": "christmas", "chanukah": "hanukkah", "eid ul-fitr": "eid al-fitr", "eid ul-adha": "eid al-adha",
    "saint patrick's day": "st patrick's day", "saint valentine's day": "valentine's day",
    "saint george's day": "st george's day", "saint andrew's day": "st andrew's day",
    "martin luther king jr day": "martin luther king day", "president's day": "presidents' day",
    "rosh hashana": "rosh hashanah", "hallowe'en": "halloween",
}  # fmt: skip
# What is printed between the words of a name, by what the table has there.
GAPS = {"": r"\s+", "'": r"\s*['\u2019]?\s*", "-": r"[-\s]\s*"}
FEAST_NAMES = (*FEASTS, *MOVABLE, *SPELLINGS)
FEAST = any_of(re.sub(r"\W+", lambda found: GAPS[found[0].strip()], name) for name in FEAST_NAMES) + r"\b"
PLAIN = {re.sub(r"\W", "", name): name for name in (*FEASTS, *MOVABLE)} | {
    re.sub(r"\W", "", spelt): name for spelt, name in SPELLINGS.items()
}
# With the word before a feast that is chosen by it.
SQUEEZED = (*PLAIN, *(f"{which}{name}" for which in ("this", "last", "next") for name in PLAIN))


def may_be_feast(run: str, start: int) -> bool:
    """Return whether the name of a feast may begin at an offset of a run: its letters are those of one."""
    return re.sub(r"\W", "", lowered(run[start:])).startswith(SQUEEZED)


def feast_name(printed: str) -> str:
    """Return the name of a feast as its rule has it, however it is printed. Raises KeyError for another name."""
    return PLAIN[re.sub(r"\W", "", lowered(printed))]


@lru_cache(maxsize=1024)
def feast_day(name: str, year: int) -> date:
    """Return the (first) day of a feast. Raises ValueError or OverflowError if a year has none."""
    if name in MOVABLE:
        return MOVABLE[name](year)
    feast = FEASTS[name]
    if isinstance(feast, tuple):
        return date(year, *feast)
    return easter_sunday(year) + timedelta(days=feast)


def feast_span(name: str, year: int) -> DateSpan:
    """Return the days of a feast: all days of the Ramadan and of Easter week, else one."""
    first = feast_day(name, year)
    if name == "ramadan":
        return DateSpan(first, first + timedelta(days=29), certainty=TABULAR)
    if name == "easter week":
        return DateSpan(first, first + timedelta(days=6), "week")
    return DateSpan(first, first, certainty=TABULAR if name in ISLAMIC else 100)
