"""Resolve a date without its year or week to the nearest one in the direction of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from dateline.index.dataclass import replace
from dateline.index.dates import month_span, year_span
from dateline.index.entities.dates.arithmetic import (
    decade_span,
    weekday_near,
)
from dateline.index.entities.dates.calendar_units import day_in, in_year, of_unit
from dateline.index.entities.dates.days_of_month import (
    day_in_month,
    is_day_of_month,
    nearest_day,
)
from dateline.index.entities.dates.expressions import (
    CompleteDate,
    Feast,
    MonthDay,
    Named,
    Numeric,
    ShortYear,
)
from dateline.index.entities.dates.periods import (
    nearest_quarter,
)
from dateline.index.entities.dates.resolved import (
    FUTURE,
    NEAREST,
    PAST,
    ResolutionContext,
    Resolved,
    day_or_unresolved,
    resolve_complete,
    resolve_day,
)

__all__ = [
    "resolve_bare_day",
    "resolve_both_ways",
    "resolve_day_of_month",
    "resolve_numeric",
    "resolve_short_year",
    "resolve_weekday",
    "resolve_yearless",
]

# A day or month without its year is probably near: if the verb is not surely its own, about three months against the
# direction of the clause are preferred to nine months or more along it.
FAR, NEAR = 270, 100
# A day of the last fortnight is not taken for one of the next year: what is announced is often printed late.
JUST_OVER = 14
SHORT_YEAR = "a year of two digits"
# It is at most so many years after the article; without a day it is one of 1930 to 2029.
YEARS_AHEAD, FIRST_OF_CENTURY = 5, 30
WAYS = {"last": -1, "next": 1}
FEBRUARY, LEAP_DAY, LAST_YEAR = 2, 29, 9999


def resolve_weekday(named: Named, base: date, context: ResolutionContext) -> Resolved:
    """Return a weekday: the last one up to the base, or the next one if the clause refers to the future."""
    number, reason = int(named.number), ""
    if named.which in ("last", "next"):
        day = weekday_near(base, number, named.which == "next", strictly=True)
        reason = f"the {named.which} one, seen from {base}"
    else:
        day = weekday_near(base, number, context.direction > 0 or (named.which == "this" and not context.direction))
    return resolve_day(day, reason)


def resolve_day_of_month(expression: Named | MonthDay, base: date, direction: int) -> Resolved:
    """Return a day of an unnamed month; unresolved if the month has no such day."""
    if isinstance(expression, Named):
        return resolve_bare_day(expression, base, direction)
    found = day_or_unresolved(expression, day_in_month(expression.day, base, expression.steps))
    return replace(found, reason=f"of the month counted from {base}") if found.days is not None else found


def resolve_bare_day(day: Named, base: date, direction: int, last: Named | None = None) -> Resolved:
    """Return a day without its month, the first of a range if ``last`` is given; say if its weekday decided."""
    way = WAYS.get(day.which, direction)
    found = nearest_day(day, base, way, last)
    resolved = day_or_unresolved(day, found)
    if found == nearest_day(replace(day, weekday=0), base, way):
        return resolved
    return replace(resolved, reason=f"the nearest one with the weekday that is said, seen from {base}")


def resolve_yearless(named: Named | MonthDay | Feast, base: date, context: ResolutionContext) -> Resolved | None:
    """Return a month, season, quarter or day in the year that its clause or its own word (*last*) indicates."""
    near = days_near(named, base) if isinstance(named, MonthDay) and not named.which else None
    if near is not None:
        return resolve_day(near[not takes_last((base - near[0]).days, (near[1] - base).days, context.direction)])
    which = named.which
    if which in ("last", "next"):
        chosen = beside(named, base, which == "last")
        return resolve_complete(chosen, f"the {which} one, seen from {base}") if chosen is not None else None
    choices = choices_around(named, base.year)
    if which == "this":
        now = next((each for each in choices if each.days.first <= base <= each.days.last), None)  # a winter in January
        found = now or next((each for each in choices if each.days.first.year == base.year), None)
        return resolve_complete(found, f"of the year of {base}") if found is not None else None
    choices = choices or choices_around(named, base.year, 8)  # 29 February
    found = nearest(*around(choices, named, base), named, base, context.direction)
    return resolve_complete(found) if found is not None else None


def beside(named: Named | MonthDay | Feast, base: date, before: bool) -> CompleteDate | None:
    """Return the last such period that is over before a day, or the first that begins after it; None if none is near.

    A winter may have begun in the year before the last; between two 29 Februaries there are up to eight years.
    """
    for years in (2, 8):
        choices = choices_around(named, base.year, years)
        if before:
            choices = tuple([each for each in choices if each.days.last < base])
        else:
            choices = tuple([each for each in choices if each.days.first > base])
        if choices:
            return choices[-1] if before else choices[0]
    return None


def resolve_both_ways(named: Named | MonthDay | Feast, base: date) -> tuple[Resolved | None, Resolved | None] | None:
    """Return the resolutions in a clause of the past and in one of the future, with a reason; one object if they are
    the same.

    None if the expression is not one that `resolve_weekday` or `resolve_yearless` resolves by its clause alone."""
    if named.which:
        return None
    if isinstance(named, MonthDay):
        near = days_near(named, base)
        if near is not None:
            last, first = near
            back, ahead = (base - last).days, (first - base).days
            past = last if takes_last(back, ahead, PAST) else first
            coming = last if takes_last(back, ahead, FUTURE) else first
            day = resolve_day(past, NEAREST)
            return day, day if past == coming else resolve_day(coming, NEAREST)
    if is_day_of_month(named):
        return None
    if isinstance(named, Named) and named.kind in ("weekday", "weekend"):
        if named.kind == "weekend":
            return None
        past, coming = [weekday_near(base, int(named.number), forward) for forward in (False, True)]
        day = resolve_day(past, NEAREST)
        return day, day if coming == past else resolve_day(coming, NEAREST)
    choices = around(choices_around(named, base.year) or choices_around(named, base.year, 8), named, base)
    one, other = [nearest(*choices, named, base, sign) for sign in (PAST, FUTURE)]
    found = None if one is None else resolve_complete(one, one.reason or NEAREST)
    return found, found if other is one or other is None else resolve_complete(other, other.reason or NEAREST)


@lru_cache(maxsize=1 << 13)
def choices_around(named: Named | MonthDay | Feast, year: int, years: int = 1) -> tuple[CompleteDate, ...]:
    """Return the days of a named period in so many years before and after a year, and in itself."""
    found = [in_year(named, each) for each in range(year - years, year + years + 1)]
    return tuple([each for each in found if each is not None])


Choices = Sequence[CompleteDate]


def around(choices: Choices, named: Named | MonthDay | Feast, base: date) -> tuple[Choices, Choices]:
    """Return the choices that have begun, or ended if they are reported then, and those that have not ended."""
    completed = isinstance(named, Named) and named.kind in ("quarter", "half")
    past = [each for each in choices if (each.days.last if completed else each.days.first) <= base]
    return past, [each for each in choices if each.days.last >= base]


def nearest(
    past: Choices, coming: Choices, named: Named | MonthDay | Feast, base: date, sign: int
) -> CompleteDate | None:
    """Return the last choice that has begun, or the first that has not ended if the clause refers to the future."""
    if not past or not coming:
        return past[-1] if past else coming[0] if coming else None
    if isinstance(named, Named) and named.kind in ("quarter", "half"):
        return nearest_quarter(past, coming, base, sign)
    back, ahead = (base - past[-1].days.first).days, (coming[0].days.first - base).days
    is_month = isinstance(named, Named) and named.kind == "month"
    if is_month and sign == FUTURE and ahead > FAR and back < NEAR:
        return past[-1]
    if isinstance(named, (MonthDay, Feast)):
        return past[-1] if takes_last(back, ahead, sign) else coming[0]
    return coming[0] if sign > 0 else past[-1]


def takes_last(back: int, ahead: int, sign: int) -> bool:
    """Return whether a day is the last one, so many days ago, and not the next one, so many days ahead."""
    if sign == 0:
        return back <= ahead
    if sign > 0:
        return back <= JUST_OVER if sign > FUTURE else ahead > FAR and back < NEAR
    return sign < PAST or back <= FAR or ahead >= NEAR


def days_near(day: MonthDay, base: date) -> tuple[date, date] | None:
    """Return the last such day up to a day, and the first from it on; None if a year near it has none."""
    if day.month is None or (day.month == FEBRUARY and day.day == LEAP_DAY) or not 1 < base.year < LAST_YEAR:
        return None
    found = date(base.year, day.month, day.day)
    if found < base:
        return found, date(base.year + 1, day.month, day.day)
    return found if found == base else date(base.year - 1, day.month, day.day), found


def resolve_numeric(expression: Numeric, context: ResolutionContext) -> Resolved | None:
    """Return a numeric date in the order that its numbers, the text or the source determine."""
    year = int(expression.year)
    if len(expression.year) == 2:
        pivot = context.published.year if context.published is not None else 2000
        year += pivot // 100 * 100
        year += 100 if year < pivot - 50 else -100 if year > pivot + 49 else 0
    day_first = context.day_first
    sure = expression.one > 12 or expression.two > 12 or expression.one == expression.two
    if sure:
        day_first = expression.one > 12
    day, month = (expression.one, expression.two) if day_first else (expression.two, expression.one)
    found = day_in(year, month, day)
    if found is None and not sure:
        found = day_in(year, day, month)
    if found is None:
        return None
    if sure:
        return resolve_complete(found)
    if day_first is None:
        guess = replace(found, days=replace(found.days, certainty=60))
        return resolve_complete(guess, "day and month may be the other way round: read as American")
    return resolve_complete(found, f"read with the {'day' if day_first else 'month'} first, as its source or text does")


def resolve_short_year(expression: ShortYear, context: ResolutionContext) -> Resolved:
    """Return a year or decade without its century: the last one that is not far after the article."""
    number, day = expression.number, context.published
    if expression.decade:
        first = 1900 + number if day is None or 1900 + number <= day.year + YEARS_AHEAD else 1800 + number
        found = of_unit(decade_span(first))
    else:
        latest = day.year + YEARS_AHEAD if day is not None else 1999 + FIRST_OF_CENTURY
        year = max(latest - (latest - number) % 100, 1)
        span = month_span(year, expression.month) if expression.month else year_span(year)
        found = of_unit(span)
    return resolve_complete(replace(found, days=replace(found.days, certainty=90)), SHORT_YEAR)
