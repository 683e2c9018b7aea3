"""Days, instants and spans of days: the types of dates that everything shares."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias, get_args

from dateline.index.dataclass import dataclass

__all__ = [
    "LONGEST_DATE",
    "PRECISIONS",
    "WEEKDAY_NAMES",
    "DateSpan",
    "Moment",
    "Order",
    "Precision",
    "QueryDate",
    "day_of",
    "instant_of",
    "is_of_zone",
    "month_span",
    "year_span",
]

# The columns of the index store a precision as its place here: a name may be added at the end, none moved.
Precision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)

# A day, or an instant: a datetime without an offset is UTC.
Moment: TypeAlias = date | datetime
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# The order of day, month and year in a numeric date.
Order = Literal["dmy", "mdy", "ymd"]

LONGEST_DATE = 80
EPOCH = date(1970, 1, 1).toordinal()
# The offset of the zone that is farthest ahead, and the bound of XML Schema on both sides.
MOST_OFFSET = timedelta(hours=14)
MICROSECOND = timedelta(microseconds=1)
DAY_MICROSECONDS = 86_400_000_000


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


@lru_cache(maxsize=1 << 9)
def year_span(year: int) -> DateSpan:
    """Return the days of a year; ValueError outside 1 to 9999."""
    return DateSpan(date(year, 1, 1), date(year, 12, 31), "year")


@lru_cache(maxsize=1 << 11)
def month_span(year: int, month: int) -> DateSpan:
    """Return the days of a month; ValueError outside months 1 to 12 and years 1 to 9999."""
    first = date(year, month, 1)
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return DateSpan(first, last, "month")


def day_of(published: Moment) -> date:
    """Return the day of publication: of an instant, the day at its own offset; of a subclass, a plain day."""
    if type(published) is date:
        return published
    return published.date() if isinstance(published, datetime) else date(*published.timetuple()[:3])


def instant_of(published: Moment) -> int:
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


def is_of_zone(offset: timedelta) -> bool:
    """Return whether a zone may have such an offset."""
    return abs(offset) <= MOST_OFFSET
