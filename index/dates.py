"""Read days, instants and spans of days in the forms in which people write them.

Only this module calls python-dateutil, and dateutil never fills in what a text omits: a pattern must first find the
day, the month and a year of four digits, and only the time of day is left to its parser. Nothing here reads the clock;
*today* is an argument.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal, get_args

__all__ = [
    "PRECISIONS",
    "DateSpan",
    "Precision",
    "QueryDate",
    "day_of",
    "instant_of",
    "month_span",
    "parse_published",
    "parse_span",
    "year_span",
]

# The columns of the index store a precision as its place here: a name may be added at the end, none moved.
Precision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)

# dateutil is imported inside functions: it takes 20 ms, and most dates are ISO dates, which the standard library reads.

LONGEST_DATE = 80
EPOCH = date(1970, 1, 1).toordinal()
MICROSECOND = timedelta(microseconds=1)
DAY_MICROSECONDS = 86_400_000_000

MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?,?\s+"
)
NTH = r"(?:st|nd|rd|th)?"
YEAR = r"[0-9]{4}"
CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:\s?[ap]m)?"
# The names of RFC 2822. Any other name (IST, CET) means several zones or depends on the machine, so texts with one are
# not read.
ZONE_HOURS = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
ZONE = r"(?:[+-][0-9]{2}:?[0-9]{2}|gmt|utc|ut|z|[ecmp][sd]t)"

# Year, month, day: no one writes them 2016/day/month, so the slash is clear here.
ISO_DAY = re.compile(r"([0-9]{4})([-/]?)([0-9]{2})\2([0-9]{2})")
ISO_INSTANT = re.compile(
    r"((?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}))[T ]([0-9]{2}[0-9:.,]*)(?: ?(Z|UTC|GMT|[+-][0-9:]{2,8}))?", re.IGNORECASE
)
# Compiled on first use (`re` keeps them): compiling takes longer than most programs need them.
WRITTEN = (
    rf"(?:{WEEKDAY})?(?:(?P<day>[0-9]{{1,2}}){NTH}(?:\s+|-)(?P<month>{MONTH})(?:,?\s+|-)"
    rf"|(?P<named>{MONTH})\s+(?P<nth>[0-9]{{1,2}}){NTH}(?:\s*,\s*|\s+))(?P<year>{YEAR})"
    rf"(?:(?:,?\s+|,?\s+at\s+)(?P<clock>{CLOCK})(?:\s*(?P<zone>{ZONE})(?:\s*\([a-z]{{1,5}}\))?)?)?"
)
YEAR_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
NAMED_MONTH = rf"({MONTH}),?\s+({YEAR})"
RELATIVE = re.compile(r"(this|last)\s+(week|month|year)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days from ``first`` to ``last``, both included, and how precisely they were named.

    ``certainty`` is in percent: 100 for explicit dates, less for *circa* and for guesses.
    """

    first: date
    last: date
    precision: Precision = "day"
    certainty: int = 100

    def __str__(self) -> str:
        """Return the first and the last day, or the only one."""
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class QueryDate:
    """A date in a query: a span of days, or a day of every year.

    ``recurs`` is that day in the form of `dateline.index.entities.dates.recurrence`, without a span. ``certainly`` says
    whether the query asked for dates that lie in it entirely (True) or possibly (False); None if it said neither.
    """

    days: DateSpan | None
    recurs: str | None = None
    certainly: bool | None = None


def parse_published(value: object) -> date | datetime | None:
    """Return the day or the instant of a date of the source, or None.

    It reads ISO days and date-times (with an offset, ``Z`` or neither: a time without an offset stays naive),
    ``20161214``, ``2016/12/14``, days with a month in English words, RFC 2822, and ``date`` and ``datetime`` objects.
    It returns None for everything that is not one full day of the years 1 to 9999: ``2016``, ``March 1998``, 31
    February, and the ambiguous ``04/05/2016``.
    """
    if isinstance(value, date):
        return value
    if isinstance(value, int) and 1000_01_01 <= value <= 9999_12_31:
        value = str(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    if len(text) > LONGEST_DATE:
        return None
    try:
        return parse_iso(text) or parse_written(text)
    except (ValueError, OverflowError):  # the pattern holds, the day does not exist: 31 February, year 0
        return None


def parse_iso(text: str) -> date | datetime | None:
    """Return the day or instant of an ISO 8601 text, None if it is none; ValueError for an impossible one."""
    if len(text) == 10 and text[4] == "-" == text[7]:
        return date.fromisoformat(text)
    if len(text) == 19 and text[4::3] == "--T::" and text[11:13] != "24":
        return datetime.fromisoformat(text)
    found = ISO_DAY.fullmatch(text)
    if found is not None:
        return date(int(found[1]), int(found[3]), int(found[4]))
    found = ISO_INSTANT.fullmatch(text)
    if found is None:
        return None
    zone = found[3] or ""
    text = f"{found[1]}T{found[2]}{'Z' if zone.isalpha() else zone}"
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        from dateutil.parser import isoparse  # lazy, see the top of the module

        instant = isoparse(text)  # 24:00, which only newer Pythons read
        offset = instant.utcoffset()
        return instant if offset is None else instant.replace(tzinfo=timezone(offset))


def parse_written(text: str) -> date | datetime | None:
    """Return the day or instant of ``14 December 2016`` and similar, None for other texts; may raise ValueError."""
    found = re.fullmatch(WRITTEN, text.replace("a.m.", "am").replace("p.m.", "pm"), re.IGNORECASE)
    if found is None:
        return None
    month = MONTH_NAMES.index((found["month"] or found["named"])[:3].lower()) + 1
    day = date(int(found["year"]), month, int(found["day"] or found["nth"]))
    if found["clock"] is None:
        return day
    from dateutil import parser  # lazy, see the top of the module

    # Only the time is left to the parser, with the day found as its default.
    instant = parser.parse(found["clock"], default=datetime(day.year, day.month, day.day))
    zone = (found["zone"] or "").lower()
    return instant.replace(tzinfo=zone_of(zone)) if zone else instant


def zone_of(text: str) -> timezone:
    """Return the zone of ``+0100``, ``+01:00`` or a name of RFC 2822; ValueError beyond 24 hours."""
    if text.isalpha():
        return timezone(timedelta(hours=ZONE_HOURS.get(text, 0)))
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)


def parse_span(text: str, today: date | None = None) -> DateSpan | None:
    """Return the days of a date in a query, or None.

    It reads a year, a month (``2016-12``, ``Dec 2016``), a day in any form of `parse_published`, and, if ``today`` is
    given, *today*, *yesterday* and *this* or *last* *week* (Monday to Sunday), *month* or *year*.
    """
    text = text.strip()
    if len(text) > LONGEST_DATE:
        return None
    try:
        if len(text) == 4 and text.isascii() and text.isdigit():
            return year_span(int(text))
        found = YEAR_MONTH.fullmatch(text)
        if found is not None:
            return month_span(int(found[1]), int(found[2]))
        found = re.fullmatch(NAMED_MONTH, text, re.IGNORECASE)
        if found is not None:
            return month_span(int(found[2]), MONTH_NAMES.index(found[1][:3].lower()) + 1)
        if today is not None:
            relative = relative_span(text, today)
            if relative is not None:
                return relative
    except (ValueError, OverflowError):  # year 0, month 13, a week before the year 1
        return None
    published = parse_published(text)
    if published is None:
        return None
    return DateSpan(day_of(published), day_of(published))


def year_span(year: int) -> DateSpan:
    """Return the days of a year; ValueError outside 1 to 9999."""
    return DateSpan(date(year, 1, 1), date(year, 12, 31), "year")


def month_span(year: int, month: int) -> DateSpan:
    """Return the days of a month; ValueError when there is none."""
    first = date(year, month, 1)
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return DateSpan(first, last, "month")


def relative_span(text: str, today: date) -> DateSpan | None:
    """Return the days of *yesterday* or *last month*, relative to ``today``; OverflowError before the year 1."""
    word = text.lower()
    if word in ("today", "yesterday"):
        day = today if word == "today" else today - timedelta(days=1)
        return DateSpan(day, day)
    found = RELATIVE.fullmatch(word)
    if found is None:
        return None
    from dateutil.relativedelta import relativedelta  # lazy, see the top of the module

    steps = 1 if found[1] == "last" else 0
    if found[2] == "week":
        monday = today - relativedelta(days=today.weekday(), weeks=steps)
        return DateSpan(monday, monday + relativedelta(days=6), "week")
    if found[2] == "month":
        day = today - relativedelta(months=steps)
        return month_span(day.year, day.month)
    return year_span((today - relativedelta(years=steps)).year)


def day_of(published: date | datetime) -> date:
    """Return the day of publication: of an instant, the day at its own offset."""
    return published.date() if isinstance(published, datetime) else published


def instant_of(published: date | datetime) -> int:
    """Return microseconds since 1970-01-01 UTC, negative before.

    A day stands for its midnight UTC, a datetime without an offset is UTC. The
    first and last days of the calendar with any offset are counted, too.
    """
    days = (published.toordinal() - EPOCH) * DAY_MICROSECONDS
    if not isinstance(published, datetime):
        return days
    clock = (published.hour * 3600 + published.minute * 60 + published.second) * 1_000_000 + published.microsecond
    offset = published.utcoffset()
    return days + clock - (offset // MICROSECOND if offset is not None else 0)
