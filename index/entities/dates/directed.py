"""Resolve expressions that depend on the direction of their clause: a weekday, a month, a day without its year."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dateline.index.entities.dates.clauses import find_direction, is_over
from dateline.index.entities.dates.days_of_month import has_bare_day, has_weekday
from dateline.index.entities.dates.expressions import Clock, DateRange, Expression, Named
from dateline.index.entities.dates.reading import ReadParse, resolve_read
from dateline.index.entities.dates.resolved import SURELY_PAST, ResolutionContext, Resolved
from dateline.index.entities.dates.resolving import resolve

__all__ = ["resolve_directed"]

NEAREST = "the nearest to the date of publication"


def resolve_directed(text: str, start: int, end: int, read: ReadParse, day: date) -> tuple[Resolved | None, str]:
    """Return the resolution of an expression by its clause, and the reason if it is not its own."""
    back, forward, same = both_ways(read, day)
    if same and not is_over(text, start):
        return back, ""
    expression = read.parse.expression
    direction = find_direction(text, start, end, has_bare_day(expression), names_weekday(expression))
    if direction.present and is_current(expression, back, day):
        return back, f"it has begun by {day}, and \u201c{direction.cue}\u201d is of the present"
    sign = 0 if direction.present and has_weekday(expression) else direction.sign
    resolved = forward if sign > 0 else back
    if sign in (0, SURELY_PAST):
        resolved = resolve_read(read, day, None, sign, None)
    if resolved is None or (resolved.reason and resolved.reason != NEAREST):
        return resolved, ""
    return resolved, direction.reason(day)


def names_weekday(expression: Expression) -> bool:
    """Return whether an expression is a weekday, or a time of one."""
    named = expression.day if isinstance(expression, Clock) else expression
    return isinstance(named, Named) and named.kind == "weekday"


def is_current(expression: Expression, back: Resolved | None, day: date) -> bool:
    """Return whether a range of days without a month, taken as past, includes the day of publication."""
    if not isinstance(expression, DateRange) or not has_bare_day(expression):
        return False
    return back is not None and back.days is not None and back.days.last >= day


@lru_cache(maxsize=1 << 14)
def both_ways(read: ReadParse, day: date) -> tuple[Resolved | None, Resolved | None, bool]:
    """Return the resolutions in a clause of the past and in one of the future, and whether they are the same."""
    ways = [resolve(read.parse.expression, ResolutionContext(day, None, sign)) for sign in (-1, 1)]
    back, forward = [way and (way if way.reason else Resolved(way.type, way.days, way.value, NEAREST)) for way in ways]
    return back, forward, back == forward
