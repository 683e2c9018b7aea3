"""The dates that a page gives as values: which can be read, and which stand for a missing date."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from dateline.index.dates import Moment, day_of
from dateline.index.metadata.day_lines import DayOrder, read_moment

__all__ = ["is_placeholder", "is_recent", "read_date"]

# Years of dates that a page only shows: older ones are history.
FIRST_YEAR: Final = 1993
# There were no newspapers before; years after are those of the Buddhist calendar.
YEARS: Final = range(1600, 2400)
# What programs write for a missing date, and the first days that they can count: of .NET, Windows, SQL Server,
# spreadsheets and Unix.
NO_DATE: Final = re.compile(r"0000|-\d|0+$|9999")
PLACEHOLDERS: Final = frozenset(
    (date(1, 1, 1), date(1601, 1, 1), date(1753, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1))
)
# The first moment of Unix is the evening before in America.
FIRST_DAY_OF_UNIX: Final = date(1970, 1, 1)
EVENING_BEFORE: Final = date(1969, 12, 31)
EVENING: Final = 12


def read_date(text: str, order: DayOrder = "") -> Moment | None:
    """Return the date of a text, None if it cannot be read or is a placeholder."""
    text = text.strip()
    if NO_DATE.match(text):
        return None
    moment = read_moment(text, order)
    return moment if moment is not None and moment.year in YEARS and not stands_for_none(moment) else None


def is_placeholder(text: str) -> bool:
    """Return whether a text is what programs write for a missing date."""
    text = text.strip()
    if NO_DATE.match(text):
        return True
    moment = read_moment(text)
    return moment is not None and stands_for_none(moment)


def is_recent(moment: Moment) -> bool:
    """Return whether a date that is only shown can be that of a web page."""
    return moment.year >= FIRST_YEAR


def stands_for_none(moment: Moment) -> bool:
    """Return whether a date is the first one that a program can count, in any time zone."""
    day = day_of(moment)
    if day in PLACEHOLDERS or day == FIRST_DAY_OF_UNIX:
        return True
    return day == EVENING_BEFORE and isinstance(moment, datetime) and moment.hour >= EVENING
