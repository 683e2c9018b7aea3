"""Join days and times of day: *Friday morning*, *3 May at 15:00*, *three o'clock this afternoon*."""

from __future__ import annotations

import re

from dateline.index.entities.dates.atoms import (
    ExpressionMatch,
    atom_at,
)
from dateline.index.entities.dates.clocks import PART
from dateline.index.entities.dates.days_of_month import has_weekday
from dateline.index.entities.dates.expressions import (
    Clock,
    CompleteDate,
    Expression,
    Feast,
    MonthDay,
    Named,
    Numeric,
    Period,
    Unresolved,
)
from dateline.index.entities.dates.patterns import lowered
from dateline.index.entities.dates.relative import PART_CODES

__all__ = ["clock_of_day", "day_with_clock"]

TO_DAY = re.compile(r"\s*,?\s*(?:on\s+|of\s+|in\s+|at\s+)?", re.IGNORECASE)
TO_CLOCK = re.compile(r"\s*,?\s*(?:at\s+|by\s+)?(?:about\s+|around\s+|approximately\s+)?", re.IGNORECASE)
ISO_CLOCK = re.compile(r"T([0-2][0-9]):?([0-5][0-9])(?::?[0-5][0-9])?(Z?)")
DAY_PART = re.compile(rf"\s+({PART})", re.IGNORECASE)
HALVES = frozenset(PART_CODES.values())


def clock_of_day(run: str, clock: Clock, end: int, check: str) -> ExpressionMatch:
    """Return a time of day with the day after it, if any."""
    to = TO_DAY.match(run, end)
    if clock.day is None and to is not None and to.end() > end:
        day = atom_at(run, to.end())
        if day is not None and is_day(day[0]):
            named, end, _ = day_with_clock(run, day)
            return Clock(half_of_day(clock, named), named.day if isinstance(named, Clock) else named), end, ""
        if day is not None and isinstance(day[0], Clock) and day[0].clock in HALVES:
            named, end, _ = clock_of_day(run, day[0], day[1], "") if day[0].day is None else day
            return Clock(half_of_day(clock, day[0]), named.day if isinstance(named, Clock) else None), end, ""
    return clock, end, check


def half_of_day(clock: Clock, named: Expression) -> str:
    """Return a time in the half of the day that a part of the day gives: *three o'clock this afternoon*."""
    late = isinstance(named, Clock) and named.clock in HALVES and named.clock != "MO"
    if (
        clock.clock in HALVES
        or not late
        or not clock.clock[:2] < "12"
        or (isinstance(named, Clock) and named.clock == "NI" and clock.clock < "05")
    ):
        return clock.clock
    return f"{int(clock.clock[:2]) + 12}{clock.clock[2:]}"


def day_with_clock(run: str, found: ExpressionMatch) -> ExpressionMatch:
    """Return a day with the time after it: *Friday morning*, *3 May at 15:00*."""
    expression, end, check = found
    if not is_day(expression):
        return found
    kept = check if has_weekday(expression) else ""
    named = DAY_PART.match(run, end)
    if named is not None:
        word = lowered(named[1])
        return (
            Clock(PART_CODES.get(word, "12:00" if word in ("noon", "midday") else "NI"), expression),
            named.end(),
            kept,
        )
    iso = ISO_CLOCK.match(run, end)
    if iso is not None:
        return Clock(f"{iso[1]}:{iso[2]}{iso[3]}", expression), iso.end(), kept
    to = TO_CLOCK.match(run, end)
    if to is not None and to.end() > end:
        clock = atom_at(run, to.end())
        if clock is not None and isinstance(clock[0], Clock) and clock[0].clock not in HALVES:
            of, end, _ = clock_of_day(run, clock[0], clock[1], "")
            if isinstance(of, Clock) and of.day is None:
                return Clock(of.clock, expression), end, kept
    return found


def is_day(expression: Expression) -> bool:
    """Return whether an expression is a single day, which can have a time."""
    if isinstance(expression, CompleteDate):
        return expression.days.precision == "day" and expression.days.first == expression.days.last
    if isinstance(expression, Period):
        return expression.unit == "D"
    return isinstance(expression, (MonthDay, Numeric, Feast, Unresolved)) or (
        isinstance(expression, Named) and (expression.kind == "weekday" or has_weekday(expression))
    )
