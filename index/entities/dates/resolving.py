"""Resolve expressions to days, given the day of publication and the day mentioned last.

A date without its year or week is taken as past unless its clause refers to the future, because news mostly reports the
past. The text is not used here, so the resolution of a parse in the same context can be cached (`reading`, `directed`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dateline.index.dataclass import replace
from dateline.index.dates import year_span
from dateline.index.entities.dates.arithmetic import (
    part_of,
    period_around,
    shift_date,
    week_span,
    weekday_near,
)
from dateline.index.entities.dates.calendar_units import BEYOND, in_year
from dateline.index.entities.dates.days_of_month import (
    day_after,
    day_before,
    is_bare_day,
    is_day_of_month,
)
from dateline.index.entities.dates.expressions import (
    Clock,
    CompleteDate,
    DateRange,
    Duration,
    Ended,
    Expression,
    Feast,
    Impossible,
    MonthDay,
    Moved,
    Named,
    Numeric,
    PartOf,
    Period,
    Reference,
    Repeat,
    SamePeriod,
    Shift,
    ShortYear,
    Unresolved,
    Within,
)
from dateline.index.entities.dates.nearest import (
    resolve_bare_day,
    resolve_day_of_month,
    resolve_numeric,
    resolve_short_year,
    resolve_weekday,
    resolve_yearless,
)
from dateline.index.entities.dates.periods import (
    days_of_ended,
    fits,
    last_completed,
    length_of,
    same_period,
    weekend_near,
)
from dateline.index.entities.dates.resolved import (
    FISCAL_REASON,
    SURELY_PAST,
    UNRESOLVED,
    ResolutionContext,
    Resolved,
    day_or_unresolved,
    make_context,
    make_resolved,
    make_span,
    open_value,
    resolve_complete,
    resolve_day,
)
from dateline.index.entities.dates.values import timex_value
from dateline.index.entities.mention import DateMention
from dateline.index.kernel._records import RecordMaker

__all__ = ["ResolutionContext", "Resolved", "make_mention", "mention_of", "needs_direction", "resolve"]

make_mention = RecordMaker(DateMention)

FINENESS = {"day": "D", "week": "W", "month": "M", "quarter": "Q"}


def mention_of(text: str, start: int, end: int, resolved: Resolved) -> DateMention:
    """Return the mention of a date from ``start`` to ``end`` of a text."""
    days, value, reason = resolved.days, resolved.value, resolved.reason
    return make_mention(text[start:end], start, end, resolved.type, days, value, reason)


def needs_direction(expression: Expression) -> bool:
    """Return whether the meaning of an expression depends on the direction of its clause."""
    if isinstance(expression, Named):
        return not expression.which or expression.which == "this"
    if isinstance(expression, (MonthDay, Feast)):
        return not isinstance(expression, MonthDay) or (expression.month is not None and not expression.which)
    if isinstance(expression, PartOf):
        return needs_direction(expression.of)
    if isinstance(expression, Ended):
        return not expression.past and needs_direction(expression.end)
    if isinstance(expression, DateRange):
        return needs_direction(expression.first if is_bare_day(expression.last) else expression.last)
    return isinstance(expression, Clock) and expression.day is not None and needs_direction(expression.day)


def resolve(expression: Expression, context: ResolutionContext) -> Resolved | None:
    """Return the resolution of an expression, None if there is no such day."""
    try:
        return _resolve(expression, context)
    except (ValueError, OverflowError):  # before the year 1 or after 9999, or 30 February
        return None


def _resolve(expression: Expression, context: ResolutionContext) -> Resolved | None:
    """Return the resolution of an expression. Raises ValueError or OverflowError if there is no such day."""
    return RESOLVERS[type(expression)](expression, context)


Relative = Named | MonthDay | Feast | Period | Shift | Within


def resolve_counted(expression: Relative, context: ResolutionContext) -> Resolved | None:
    """Return an expression resolved against a day, unresolved without one."""
    if context.published is None and not (
        context.last_mentioned and isinstance(expression, (Period, Shift)) and expression.base == "context"
    ):
        return Resolved("DATE", None, open_value(expression), UNRESOLVED)
    try:
        return resolve_relative(expression, context)
    except (ValueError, OverflowError):  # a day before the year 1 or after 9999
        return Resolved("DATE", None, open_value(expression), BEYOND)


def resolve_relative(expression: Relative, context: ResolutionContext) -> Resolved | None:
    """Return an expression resolved against the day of publication or the day mentioned last."""
    base = context.published or date.min
    if isinstance(expression, MonthDay) and expression.month is not None:
        return resolve_yearless(expression, base, context)
    if isinstance(expression, Period):
        return resolve_period(expression, *base_of(expression, context))
    if isinstance(expression, Shift):
        return resolve_shift(expression, *base_of(expression, context))
    if isinstance(expression, Within):
        year = _resolve(expression.year, context)
        if year is None or year.days is None:
            return None
        if isinstance(expression.named, Named) and expression.named.kind == "weekday":
            return resolve_day(year.days.first + timedelta(days=int(expression.named.number) - 1), year.reason)
        fixed = in_year(expression.named, year.days.first.year)
        return resolve_complete(fixed, year.reason) if fixed is not None else None
    if isinstance(expression, Named) and expression.kind == "weekend":
        days = weekend_near(base, context.direction or (expression.which == "this"))
        return Resolved("DATE", days, timex_value(days, "WE"))
    if is_day_of_month(expression):
        return resolve_day_of_month(expression, base, context.direction)
    if isinstance(expression, Named) and expression.kind == "weekday":
        return resolve_weekday(expression, base, context)
    return resolve_yearless(expression, base, context)


def base_of(expression: Period | Shift, context: ResolutionContext) -> tuple[date, str]:
    """Return the base day, and the reason."""
    if expression.base == "context" and context.last_mentioned is not None:
        return context.last_mentioned, f"counted from {context.last_mentioned}, mentioned before"
    published = context.published or date.min
    return published, f"counted from the date of publication, {published}"


def resolve_moved(expression: Moved, context: ResolutionContext) -> Resolved | None:
    """Return the day or period a number of units from another, in the same precision."""
    whole = _resolve(expression.of, context)
    if whole is None or whole.days is None:
        return whole
    day = shift_date(whole.days.first, expression.shift.count, expression.shift.unit)
    days = period_around(day, FINENESS.get(whole.days.precision, "Y"))
    return replace(whole, days=days, value=timex_value(days))


def resolve_period(expression: Period, base: date, reason: str) -> Resolved:
    """Return a calendar unit before, at or after the base."""
    if expression.unit == "FY":
        days = replace(period_around(shift_date(base, expression.steps, "Y"), "Y"), certainty=70)
        return Resolved("DATE", days, f"FY{days.first.year:04}", FISCAL_REASON)
    days = period_around(shift_date(base, expression.steps, expression.unit), expression.unit)
    return make_resolved("DATE", days, timex_value(days, expression.unit), reason)


def resolve_shift(expression: Shift, base: date, reason: str) -> Resolved:
    """Return the day, month or year at a distance from the base."""
    day = shift_date(base, expression.count, expression.unit)
    unit = "D" if expression.unit in ("D", "W", "WE") else "Y" if expression.unit in ("DE", "CE") else expression.unit
    days = period_around(day, unit)
    return make_resolved("DATE", days, timex_value(days), reason)


def resolve_ended(expression: Ended, context: ResolutionContext) -> Resolved | None:
    """Return a period up to a day."""
    direction = SURELY_PAST if expression.past else context.direction
    end = _resolve(expression.end, make_context.changed(context, "direction", direction))
    if end is None or end.days is None:
        return end and make_resolved.changed(end, "value", None)
    days = days_of_ended(expression, end.days)
    return make_resolved("DATE", days, length_of(expression, days), f"it ends on {end.days.last}")


def resolve_same_period(expression: SamePeriod, context: ResolutionContext) -> Resolved | None:
    """Return the period mentioned last in another year, without one the last completed unit or the year."""
    last = context.last_period if fits(expression.unit, context.last_period) else None
    if last is None and isinstance(expression.year, CompleteDate):
        return resolve_complete(expression.year)
    if last is None and context.published is None:
        return Resolved("DATE", None, None, UNRESOLVED)
    if last is None and context.published is not None:
        if isinstance(expression.year, Shift) and expression.unit in ("", "Y"):
            return resolve_relative(expression.year, context)
        last = last_completed(expression.unit, context.published)
    if last is None:
        return None
    days, value = same_period(expression, last)
    return make_resolved("DATE", days, value, f"counted from {last[0]}, mentioned before")


def resolve_part(expression: PartOf, context: ResolutionContext) -> Resolved | None:
    """Return a part of the days of another expression; its value stays that of the whole."""
    whole = _resolve(expression.of, context)
    if whole is None or whole.days is None or expression.share == "whole":
        return whole
    days, value = whole.days, whole.value
    if expression.share in ("first week", "last week"):
        day = days.first + timedelta(days=6) if expression.share == "first week" else days.last - timedelta(days=6)
        week = replace(week_span(day), certainty=days.certainty)
        return replace(whole, days=week, value=timex_value(week))
    if expression.share.endswith("half") and make_span(days.first, days.last, days.precision, 100) == year_span(
        days.first.year
    ):
        value = f"{value}-H{1 if expression.share == 'first half' else 2}"
    return make_resolved(whole.type, part_of(days, expression.share), value, whole.reason)


def resolve_clock(expression: Clock, context: ResolutionContext) -> Resolved | None:
    """Return a time of the day named, else of the day mentioned last, else of the day of publication."""
    if expression.day is not None:
        day = _resolve(expression.day, context)
    else:
        base = context.last_mentioned or context.published
        reason = f"on {base}, mentioned before" if context.last_mentioned else f"on the day of publication, {base}"
        day = Resolved("DATE", None, None, UNRESOLVED) if base is None else resolve_day(base, reason)
    if day is None:
        return None
    return timed(expression, day)


def timed(clock: Clock, day: Resolved) -> Resolved:
    """Return a time of a day that was found."""
    return make_resolved("TIME", day.days, f"{day.value or 'XXXX-XX-XX'}T{clock.clock}", day.reason)


def resolve_range(expression: DateRange, context: ResolutionContext) -> Resolved | None:
    """Return the days of a range; an incomplete end takes its year or month from the other."""
    start, end = range_ends(expression.first, expression.last, context)
    if start is None or end is None:
        return None
    if start.days is None or end.days is None:
        value = f"{start.value}/{end.value}" if start.value and end.value else None
        return Resolved("DATE", None, value, (end if end.days is None else start).reason)
    if start.days.first > end.days.last:
        return None
    certainty = min(start.days.certainty, end.days.certainty)
    days = make_span(start.days.first, end.days.last, end.days.precision, certainty)
    return make_resolved("DATE", days, f"{start.value}/{end.value}", end.reason or start.reason)


def range_ends(
    first: Expression, last: Expression, context: ResolutionContext
) -> tuple[Resolved | None, Resolved | None]:
    """Return both ends of a range."""
    if is_bare_day(last):
        start = first_bare_day(first, last, context) if is_bare_day(first) else _resolve(first, context)
        if start is None or start.days is None:
            return start, _resolve(last, context)
        return start, day_or_unresolved(last, day_after(int(last.number), start.days.last))
    if isinstance(first, CompleteDate) and isinstance(last, MonthDay) and last.month is not None:
        return _resolve(first, context), last_end(last, first.days.last)
    end = _resolve(last, context)
    if end is not None and end.days is not None and isinstance(first, Clock) and isinstance(first.day, Named):
        start = first_end(first.day, end.days.last)
        return (_resolve(first, context) if start is None else timed(first, start)), end
    if end is not None and end.days is not None and isinstance(first, (Named, MonthDay)):
        if is_bare_day(first):
            return day_or_unresolved(first, day_before(int(first.number), end.days.last)), end
        if not is_day_of_month(first):
            return first_end(first, end.days.last) or _resolve(first, context), end
    return _resolve(first, context), end


def first_bare_day(first: Named, last: Named, context: ResolutionContext) -> Resolved:
    """Return the first of two days without a month; the weekdays of both count."""
    if context.published is None:
        return Resolved("DATE", None, open_value(first), UNRESOLVED)
    return resolve_bare_day(first, context.published, context.direction, last)


def first_end(named: Named | MonthDay, last: date) -> Resolved | None:
    """Return the first end of a range as the last possible one before its second end."""
    if isinstance(named, Named) and named.kind == "weekday":
        return resolve_day(weekday_near(last, int(named.number), forward=False))
    found = [each for year in (last.year - 1, last.year) if (each := in_year(named, year)) and each.days.first <= last]
    return resolve_complete(found[-1]) if found else None


def last_end(day: MonthDay, first: date) -> Resolved | None:
    """Return the second end of a range as the first possible day from its first end on."""
    found = (in_year(day, year) for year in (first.year, first.year + 1))
    return next((resolve_complete(each) for each in found if each is not None and each.days.first >= first), None)


# How each type of expression is resolved.
RESOLVERS: dict[type[Expression], Callable[[Any, ResolutionContext], Resolved | None]] = {
    Impossible: lambda expression, context: None,
    CompleteDate: lambda expression, context: resolve_complete(expression),
    Unresolved: lambda expression, context: Resolved("DATE", None, expression.value, expression.reason),
    Duration: lambda expression, context: make_resolved("DURATION", None, expression.value, ""),
    Repeat: lambda expression, context: make_resolved("SET", None, expression.value, ""),
    Reference: lambda expression, context: make_resolved("DATE", None, expression.value, ""),
    Numeric: resolve_numeric,
    ShortYear: resolve_short_year,
    Clock: resolve_clock,
    DateRange: resolve_range,
    PartOf: resolve_part,
    Moved: resolve_moved,
    Ended: resolve_ended,
    SamePeriod: resolve_same_period,
    **dict.fromkeys((Named, MonthDay, Feast, Period, Shift, Within), resolve_counted),
}
