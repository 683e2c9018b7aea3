"""Expressions of time before they are resolved to days. Plain values, no arithmetic."""

from __future__ import annotations

from typing import Literal

from dateline.index.dataclass import dataclass
from dateline.index.dates import DateSpan

__all__ = [
    "Clock",
    "CompleteDate",
    "DateRange",
    "Duration",
    "Ended",
    "Expression",
    "Feast",
    "Impossible",
    "MonthDay",
    "Moved",
    "Named",
    "Numeric",
    "Parse",
    "PartOf",
    "Period",
    "Reference",
    "Repeat",
    "SamePeriod",
    "Shift",
    "ShortYear",
    "Unresolved",
    "Within",
]

Base = Literal["published", "context"]
NamedKind = Literal["month", "weekday", "weekend", "season", "quarter", "half", "day"]
Which = Literal["", "this", "last", "next"]


@dataclass(frozen=True, slots=True)
class CompleteDate:
    """A complete date: ``14 December 2016``, ``1998``, ``the 19th century``; its days, and its TIMEX3 value."""

    days: DateSpan
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month without its year: ``14 December``; with no month, ``steps`` from this one: *15th ult.*

    ``which`` is the word before it: *last March 3*."""

    month: int | None
    day: int
    steps: int = 0
    which: Which = ""


@dataclass(frozen=True, slots=True)
class Numeric:
    """A numeric date in an ambiguous order: ``04/05/2016``. ``year`` is as printed, with two digits or four."""

    one: int
    two: int
    year: str


@dataclass(frozen=True, slots=True)
class ShortYear:
    """A year without its century: ``'82``, *Jan. '16*; ``decade``: ten of them, *the '70s*, *the seventies*."""

    number: int
    month: int = 0
    decade: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A month, weekday (Monday is 1), weekend, season, quarter or half of a year, or day of the month, alone.

    ``weekday`` is that of a day of the month, *Friday the 2nd*; 0: none."""

    kind: NamedKind
    number: int | str
    which: Which = ""
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast without its year."""

    name: str
    which: Which = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar unit, counted from the one that contains the base: *last week* is -1 week."""

    unit: str
    steps: int
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class Shift:
    """A day or period a number of units before (negative) or after the base: *two weeks ago*, *a year earlier*."""

    count: int
    unit: str
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class Moved:
    """A number of units before or after another day or period: *thirty years ago this week*."""

    shift: Shift
    of: Expression


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part of a span: *early*, *mid*, *late*, *first half*, *second half*, *whole* (``earlier this month``)."""

    of: Expression
    share: str


@dataclass(frozen=True, slots=True)
class Within:
    """A named part of a relative year or week: *the first quarter of last year*, *Friday of this week*."""

    named: Named | MonthDay | Feast
    year: Period | Shift | CompleteDate


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """The period mentioned last, in another year: *the year-ago quarter*, *the same period of 1986*.

    ``unit`` is its unit, empty for any."""

    unit: str
    year: Shift | CompleteDate


@dataclass(frozen=True, slots=True)
class Ended:
    """A number of weeks or months up to a day: *the week ended February 18*. ``past``: it is over."""

    count: int
    unit: str
    end: Expression
    past: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day (``15:00``, ``MO`` for a morning) of a day; None: of the day mentioned last."""

    clock: str
    day: Expression | None


@dataclass(frozen=True, slots=True)
class DateRange:
    """From the first day of one expression to the last day of another."""

    first: Expression
    last: Expression


@dataclass(frozen=True, slots=True)
class Reference:
    """The past, the present or the future, without days: ``PAST_REF``."""

    value: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration, as a TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Impossible:
    """A text in the form of a date that does not exist: ``31 February 2016``."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A date that cannot be resolved, and why: ``14 May 44 BC``. ``value`` is its known part."""

    value: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurring time, as a TIMEX3 value."""

    value: str


Expression = (
    CompleteDate
    | MonthDay
    | Numeric
    | ShortYear
    | Named
    | Feast
    | Period
    | Shift
    | PartOf
    | Within
    | SamePeriod
    | Ended
    | Clock
    | DateRange
    | Reference
    | Duration
    | Repeat
    | Impossible
    | Moved
    | Unresolved
)


@dataclass(frozen=True, slots=True)
class Parse:
    """An expression and its span in a run.

    ``check`` names the check of the surrounding words that it must pass; ``alternative`` is used if it fails.
    ``parts`` are the expressions of a row of separate days.
    """

    start: int
    end: int
    expression: Expression
    check: str = ""
    alternative: Parse | None = None
    parts: tuple[Parse, ...] = ()
