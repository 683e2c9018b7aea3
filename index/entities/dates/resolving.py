"""From what an expression says to the days it means, given the day of publication and the day last spoken of.

What leaves its year or week out is taken to be past unless its clause looks forward, as news mostly tells what has
been.
Nothing here sees the text, so what an expression means under the same circumstances is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from dateline.index.dates import Precision
from dateline.index.entities.dates.absolute import day_in, in_year
from dateline.index.entities.dates.arithmetic import (
    moved,
    part_of,
    period_around,
    week_days,
    weekday_near,
)
from dateline.index.entities.dates.days_of_month import (
    day_after,
    day_before,
    day_in_month,
    has_no_month,
    is_day_of_month,
    nearest_day,
)
from dateline.index.entities.dates.expressions import (
    Clock,
    Days,
    Expression,
    Feast,
    Impossible,
    Length,
    MonthDay,
    Moved,
    Named,
    Numeric,
    Part,
    Period,
    Range,
    Reference,
    Repeat,
    Shift,
    Unresolved,
    Within,
)
from dateline.index.entities.dates.values import value_of
from dateline.index.entities.mention import DateType

__all__ = ["Circumstances", "Resolved", "asks_direction", "resolve"]

# A day without its year is rather near than far: ten months off in the direction of the verb loses to three in the
# other.
FAR, NEAR = 270, 100
FINENESS = {"day": "D", "week": "W", "month": "M", "quarter": "Q"}
WAYS = {"last": -1, "next": 1}
UNRESOLVED = "no date of publication to count from"
NO_SUCH_DAY = "there is no such day"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a relative date is resolved by. ``direction`` is where the clause
    looks, forward (1) or back (-1). ``day_first`` says how ``04/05/2016`` is read (None: nobody knows)."""

    published: date | None = None
    spoken: date | None = None
    direction: int = 0
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days and the value of an expression, and why."""

    type: DateType
    first: date | None
    last: date | None
    precision: Precision | None
    value: str | None
    certainty: int = 100
    reason: str = ""


def asks_direction(expression: Expression) -> bool:
    """Return whether the meaning of an expression hangs on where its clause looks."""
    if isinstance(expression, Named):
        return not expression.which or expression.which == "this"
    if isinstance(expression, MonthDay | Feast):
        return not isinstance(expression, MonthDay) or expression.month is not None
    if isinstance(expression, Part):
        return asks_direction(expression.of)
    if isinstance(expression, Range):
        return asks_direction(expression.first if has_no_month(expression.last) else expression.last)
    return isinstance(expression, Clock) and expression.day is not None and asks_direction(expression.day)


@lru_cache(maxsize=1 << 15)
def resolve(expression: Expression, given: Circumstances) -> Resolved | None:
    """Return what an expression means; None where there is no such day."""
    try:
        return _resolve(expression, given)
    except (ValueError, OverflowError):  # before the year 1 or after 9999, or 30 February
        return None


def _resolve(expression: Expression, given: Circumstances) -> Resolved | None:
    """Return what an expression means; ValueError or OverflowError where there is no such day."""
    if isinstance(expression, Impossible):
        return None
    if isinstance(expression, Days):
        return dated(expression)
    if isinstance(expression, Unresolved):
        return Resolved("DATE", None, None, None, expression.value, reason=expression.reason)
    if isinstance(expression, Length):
        return Resolved("DURATION", None, None, None, expression.value)
    if isinstance(expression, Repeat):
        return Resolved("SET", None, None, None, expression.value)
    if isinstance(expression, Reference):
        return Resolved("DATE", None, None, None, expression.value)
    if isinstance(expression, Numeric):
        return numeric(expression, given)
    if isinstance(expression, Clock):
        return clock(expression, given)
    if isinstance(expression, Range):
        return ranged(expression, given)
    if isinstance(expression, Part):
        return share(expression, given)
    if isinstance(expression, Moved):
        return moved_from(expression, given)
    if given.published is None and not (
        given.spoken and isinstance(expression, Period | Shift) and expression.base == "context"
    ):
        return Resolved("DATE", None, None, None, open_value(expression), reason=UNRESOLVED)
    return relative(expression, given)


def relative(expression: Named | MonthDay | Feast | Period | Shift | Within, given: Circumstances) -> Resolved | None:
    """Return what is told from the day of publication or the day spoken of."""
    base, reason = based(expression, given)
    if isinstance(expression, Period):
        return period(expression, base, reason)
    if isinstance(expression, Shift):
        return shifted(expression, base, reason)
    if isinstance(expression, Within):
        year = _resolve(expression.year, given)
        if year is None or year.first is None:
            return None
        if isinstance(expression.named, Named) and expression.named.kind == "weekday":
            day = year.first + timedelta(days=int(expression.named.number) - 1)
            return Resolved("DATE", day, day, "day", day.isoformat(), reason=year.reason)
        fixed = in_year(expression.named, year.first.year)
        return replace(dated(fixed), reason=year.reason) if fixed is not None else None
    if is_day_of_month(expression):
        return day_of_month(expression, base, given.direction)
    if isinstance(expression, Named) and expression.kind == "weekday":
        return weekday(expression, base, given)
    return in_some_year(expression, base, given)


def dated(days: Days) -> Resolved:
    """Return days said in full."""
    return Resolved("DATE", days.first, days.last, days.precision, days.value, days.certainty, days.reason)


def based(expression: Expression, given: Circumstances) -> tuple[date, str]:
    """Return the day to count from, and the reason to give."""
    if isinstance(expression, Period | Shift) and expression.base == "context" and given.spoken is not None:
        return given.spoken, f"counted from {given.spoken}, spoken of before"
    published = given.published or date.min
    return published, f"counted from the date of publication, {published}"


def moved_from(asked: Moved, given: Circumstances) -> Resolved | None:
    """Return the day or period so many units from another: of the same fineness."""
    whole = _resolve(asked.of, given)
    if whole is None or whole.first is None or whole.precision is None:
        return whole
    day = moved(whole.first, asked.shift.count, asked.shift.unit)
    first, last, precision = period_around(day, FINENESS.get(whole.precision, "Y"))
    return replace(whole, first=first, last=last, precision=precision, value=value_of(first, precision))


def period(asked: Period, base: date, reason: str) -> Resolved:
    """Return a whole unit before, at or after the base."""
    first, last, precision = period_around(moved(base, asked.steps, asked.unit), asked.unit)
    return Resolved("DATE", first, last, precision, value_of(first, precision, asked.unit), reason=reason)


def shifted(asked: Shift, base: date, reason: str) -> Resolved:
    """Return the day so many days or weeks from the base, or the month or year so many of them from it."""
    day = moved(base, asked.count, asked.unit)
    unit = "D" if asked.unit in ("D", "W", "WE") else "Y" if asked.unit in ("DE", "CE") else asked.unit
    first, last, precision = period_around(day, unit)
    return Resolved("DATE", first, last, precision, value_of(first, precision), reason=reason)


def weekday(named: Named, base: date, given: Circumstances) -> Resolved:
    """Return the day of the week: the last one up to the base, or the next one if the clause looks forward."""
    number, reason = int(named.number), ""
    if named.which in ("last", "next"):
        day = weekday_near(base, number, named.which == "next", strictly=True)
        reason = f"the {named.which} one, seen from {base}"
    else:
        day = weekday_near(base, number, given.direction > 0 or (named.which == "this" and not given.direction))
    return Resolved("DATE", day, day, "day", day.isoformat(), reason=reason)


def day_of_month(asked: Named | MonthDay, base: date, direction: int) -> Resolved:
    """Return a day of a month that is not named; unresolved if its month has no such day."""
    if isinstance(asked, Named):
        return without_month(asked, base, direction)
    found = day_or_open(asked, day_in_month(asked.day, base, asked.steps))
    return replace(found, reason=f"of the month counted from {base}") if found.first is not None else found


def without_month(day: Named, base: date, direction: int, last: Named | None = None) -> Resolved:
    """Return a day without its month, the first of a range if ``last`` is given, and say so if its weekday decided."""
    way = WAYS.get(day.which, direction)
    found = nearest_day(day, base, way, last)
    resolved = day_or_open(day, found)
    if found == nearest_day(replace(day, weekday=0), base, way):
        return resolved
    return replace(resolved, reason=f"the nearest one with the weekday that is said, seen from {base}")


def day_or_open(asked: Named | MonthDay, found: Days | None) -> Resolved:
    """Return a day that was looked for, or what is said of it if there is no such day."""
    if found is not None:
        return dated(found)
    return Resolved("DATE", None, None, None, open_value(asked), reason=NO_SUCH_DAY)


def in_some_year(named: Named | MonthDay | Feast, base: date, given: Circumstances) -> Resolved | None:
    """Return a month, season, quarter or day of the year that the clause or its own word points to."""
    choices = [found for year in (-1, 0, 1) if (found := in_year(named, base.year + year)) is not None]
    which = "" if isinstance(named, MonthDay) else named.which
    if which in ("last", "next"):
        past = [each for each in choices if each.last < base]
        coming = [each for each in choices if each.first > base]
        found = (past or choices)[-1] if which == "last" else (coming or choices)[0]
        return replace(dated(found), reason=f"the {which} one, seen from {base}")
    if which == "this":
        found = next((each for each in choices if each.first.year == base.year), None)
        return replace(dated(found), reason=f"of the year of {base}") if found is not None else None
    leap = (
        [found for year in range(-8, 9) if (found := in_year(named, base.year + year)) is not None]
        if not choices
        else []
    )
    found = nearest(choices or leap, named, base, given.direction)
    return dated(found) if found is not None else None


def nearest(choices: list[Days], named: Named | MonthDay | Feast, base: date, sign: int) -> Days | None:
    """Return the last one that has begun, or the first that has not ended if the clause looks forward."""
    completed = isinstance(named, Named) and named.kind in ("quarter", "half")
    past = [each for each in choices if (each.last if completed else each.first) <= base]
    coming = [each for each in choices if each.last >= base]
    if not past or not coming:
        return past[-1] if past else coming[0] if coming else None
    back, ahead = (base - past[-1].first).days, (coming[0].first - base).days
    if isinstance(named, MonthDay | Feast):
        if sign == 0:
            return past[-1] if back <= ahead else coming[0]
        if sign > 0 and ahead > FAR and back < NEAR:
            return past[-1]
        if sign < 0 and back > FAR and ahead < NEAR:
            return coming[0]
    return coming[0] if sign > 0 else past[-1]


def share(asked: Part, given: Circumstances) -> Resolved | None:
    """Return a part of what another expression means; its value stays that of the whole."""
    whole = _resolve(asked.of, given)
    if whole is None or whole.first is None or whole.last is None or whole.precision is None or asked.share == "whole":
        return whole
    if asked.share in ("first week", "last week"):
        day = whole.first + timedelta(days=6) if asked.share == "first week" else whole.last - timedelta(days=6)
        first, last = week_days(day)
        return replace(whole, first=first, last=last, precision="week", value=value_of(first, "week"))
    first, last = part_of(whole.first, whole.last, whole.precision, asked.share)
    value = whole.value
    if asked.share.endswith("half") and whole.precision == "year":
        value = f"{value}-H{1 if asked.share == 'first half' else 2}"
    return replace(whole, first=first, last=last, value=value)


def clock(asked: Clock, given: Circumstances) -> Resolved | None:
    """Return a time of its day: of the day named, or else spoken of, or else of publication."""
    if asked.day is not None:
        day = _resolve(asked.day, given)
    else:
        base = given.spoken or given.published
        reason = f"on {base}, spoken of before" if given.spoken else f"on the day of publication, {base}"
        day = Resolved(
            "TIME",
            base,
            base,
            "day",
            base.isoformat() if base is not None else None,
            reason=reason if base else UNRESOLVED,
        )
    if day is None:
        return None
    value = f"{day.value or 'XXXX-XX-XX'}T{asked.clock}"
    return replace(day, type="TIME", value=value)


def ranged(asked: Range, given: Circumstances) -> Resolved | None:
    """Return the days from the one end to the other; an end that says less takes its year or month from the other."""
    start, end = ends(asked.first, asked.last, given)
    if start is None or end is None:
        return None
    if start.first is None or end.last is None:
        value = f"{start.value}/{end.value}" if start.value and end.value else None
        return Resolved("DATE", None, None, None, value, reason=(end if end.first is None else start).reason)
    if start.first > end.last:
        return None
    return Resolved(
        "DATE", start.first, end.last, end.precision, f"{start.value}/{end.value}",
        min(start.certainty, end.certainty), end.reason or start.reason,
    )  # fmt: skip


def ends(first: Expression, last: Expression, given: Circumstances) -> tuple[Resolved | None, Resolved | None]:
    """Return both ends of a range."""
    if has_no_month(last):
        start = first_of_two(first, last, given) if has_no_month(first) else _resolve(first, given)
        if start is None or start.last is None:
            return start, _resolve(last, given)
        return start, day_or_open(last, day_after(int(last.number), start.last))
    if isinstance(first, Days) and isinstance(last, MonthDay) and last.month is not None:
        return _resolve(first, given), following(last, first.last)
    end = _resolve(last, given)
    if end is not None and end.last is not None and isinstance(first, Named | MonthDay):
        if has_no_month(first):
            return day_or_open(first, day_before(int(first.number), end.last)), end
        if not is_day_of_month(first):
            return before(first, end.last, isinstance(last, Days)) or _resolve(first, given), end
    return _resolve(first, given), end


def first_of_two(first: Named, last: Named, given: Circumstances) -> Resolved:
    """Return the first of two days without a month; the weekdays of both count."""
    if given.published is None:
        return Resolved("DATE", None, None, None, open_value(first), reason=UNRESOLVED)
    return without_month(first, given.published, given.direction, last)


def before(named: Named | MonthDay, last: date, same_year: bool) -> Resolved | None:
    """Return the first end of a range as the last such before its other end."""
    if isinstance(named, Named) and named.kind == "weekday":
        day = weekday_near(last, int(named.number), forward=False)
        return Resolved("DATE", day, day, "day", day.isoformat())
    found = [each for year in (last.year - 1, last.year) if (each := in_year(named, year)) and each.first <= last]
    return dated(found[-1]) if found else None


def following(day: MonthDay, first: date) -> Resolved | None:
    """Return the last end of a range as the first such day from its other end on, if that says its year."""
    found = (in_year(day, year) for year in (first.year, first.year + 1))
    return next((dated(each) for each in found if each is not None and each.first >= first), None)


def numeric(asked: Numeric, given: Circumstances) -> Resolved | None:
    """Return a numeric date in the order that the numbers allow, the article shows or the source is known for."""
    year = int(asked.year)
    if len(asked.year) == 2:
        pivot = given.published.year if given.published is not None else 2000
        year += pivot // 100 * 100
        year += 100 if year < pivot - 50 else -100 if year > pivot + 49 else 0
    day_first = given.day_first
    sure = asked.one > 12 or asked.two > 12 or asked.one == asked.two
    if sure:
        day_first = asked.one > 12
    day, month = (asked.one, asked.two) if day_first else (asked.two, asked.one)
    found = day_in(year, month, day)
    if found is None and not sure:
        found = day_in(year, day, month)
    if found is None:
        return None
    if sure:
        return dated(found)
    if day_first is None:
        return replace(dated(found), certainty=60, reason="day and month may be the other way round: read as American")
    return replace(
        dated(found), reason="read with the " + ("day" if day_first else "month") + " first, as its source or text does"
    )


def open_value(expression: Expression) -> str | None:
    """Return the value of what stays unresolved, as far as it goes: ``XXXX-12-14``."""
    if isinstance(expression, MonthDay):
        return f"XXXX-{'XX' if expression.month is None else f'{expression.month:02}'}-{expression.day:02}"
    if isinstance(expression, Named):
        if expression.kind == "month":
            return f"XXXX-{int(expression.number):02}"
        if expression.kind == "weekday":
            return f"XXXX-WXX-{expression.number}"
        if expression.kind == "day":
            return f"XXXX-XX-{int(expression.number):02}"
        return f"XXXX-{ {'quarter': 'Q', 'half': 'H'}.get(expression.kind, '') }{expression.number}".replace(" ", "")
    return None
