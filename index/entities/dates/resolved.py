"""What an expression is resolved to, and the context in which it is resolved."""

from __future__ import annotations

from datetime import date

from dateline.index.dataclass import dataclass
from dateline.index.dates import DateSpan
from dateline.index.entities.dates.expressions import (
    CompleteDate,
    Expression,
    MonthDay,
    Named,
)
from dateline.index.entities.dates.periods import (
    LastPeriod,
)
from dateline.index.entities.mention import DateType
from dateline.index.kernel._records import RecordMaker

__all__ = [
    "FISCAL_REASON",
    "FUTURE",
    "NEAREST",
    "PAST",
    "SURELY_PAST",
    "UNRESOLVED",
    "ResolutionContext",
    "Resolved",
    "day_or_unresolved",
    "make_context",
    "make_resolved",
    "make_span",
    "open_value",
    "resolve_complete",
    "resolve_day",
]

# Directions. Twice as much if nothing else is possible: then a date is not the nearest one in the other direction.
PAST, SURELY_PAST, FUTURE = -1, -2, 1
FISCAL_REASON = "a financial year, taken as the calendar year"
NEAREST = "the nearest to the date of publication"
UNRESOLVED = "no date of publication to count from"
NO_SUCH_DAY = "there is no such day"


@dataclass(frozen=True, slots=True)
class ResolutionContext:
    """The context of a relative date.

    ``direction`` is that of the clause: future (1) or past (-1); 2 and -2 if nothing else is possible.
    ``day_first`` is the order of ``04/05/2016`` (None: unknown). ``last_period`` is the quarter, month or half that was
    mentioned last."""

    published: date | None = None
    last_mentioned: date | None = None
    direction: int = 0
    day_first: bool | None = None
    last_period: LastPeriod | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days and the value of an expression, if it has any, and the reason."""

    type: DateType
    days: DateSpan | None
    value: str | None
    reason: str = ""


make_context, make_resolved, make_span = RecordMaker(ResolutionContext), RecordMaker(Resolved), RecordMaker(DateSpan)


def resolve_complete(found: CompleteDate, reason: str = "") -> Resolved:
    """Return a complete date, for its own reason unless another is given."""
    return make_resolved("DATE", found.days, found.value, reason or found.reason)


def resolve_day(day: date, reason: str = "") -> Resolved:
    """Return a single day."""
    return make_resolved("DATE", make_span(day, day, "day", 100), day.isoformat(), reason)


def day_or_unresolved(expression: Named | MonthDay, found: CompleteDate | None) -> Resolved:
    """Return a day if it exists, else an unresolved date."""
    if found is not None:
        return resolve_complete(found)
    return Resolved("DATE", None, open_value(expression), NO_SUCH_DAY)


def open_value(expression: Expression) -> str | None:
    """Return the known part of the value of an unresolved date: ``XXXX-12-14``."""
    if isinstance(expression, MonthDay):
        return f"XXXX-{'XX' if expression.month is None else f'{expression.month:02}'}-{expression.day:02}"
    if isinstance(expression, Named):
        if expression.kind == "month":
            return f"XXXX-{int(expression.number):02}"
        if expression.kind == "weekday":
            return f"XXXX-WXX-{expression.number}"
        if expression.kind == "day":
            return f"XXXX-XX-{int(expression.number):02}"
        if expression.kind == "weekend":
            return "XXXX-WXX-WE"
        return f"XXXX-{ {'quarter': 'Q', 'half': 'H'}.get(expression.kind, '') }{expression.number}".replace(" ", "")
    return None
