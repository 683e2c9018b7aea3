"""Days of a month that is not named: *the 14th*, *the 14th inst.*, and ranges with such an end.

The same rules apply to single days and ranges:

* *inst.* is the month of publication, *ult.* the month before, *prox.* the month after.
* Without such a word the day is the last one up to publication, or the first one from it on if the clause refers to the
  future. Months without such a day are skipped.
* A weekday (*Friday the 2nd*, at either end of a range) selects a month in which it fits: of the last twelve, or the
next
  two. If the direction of the clause is unknown, the last such day comes first, then those in the future, then the
  others. A day in the next fortnight is preferred to one more than 100 days ago. If no month fits, or the month is
  known, the weekday is ignored.
* In a range the end without a month follows the other end: the last day is the first such day from the first day on,
  the first day is the last such day up to the last day. So a last day below the first is in the next month.
* A day that its month does not have (the 31st ult. in December) is unresolved, as is a range with such an end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from typing import TypeGuard

from dateline.index.entities.dates.calendar_units import day_in
from dateline.index.entities.dates.expressions import Clock, CompleteDate, DateRange, Expression, MonthDay, Named

__all__ = [
    "day_after",
    "day_before",
    "day_in_month",
    "has_bare_day",
    "has_weekday",
    "is_bare_day",
    "is_day_of_month",
    "nearest_day",
]

# Of three months in a row at least one has a 31st.
MONTHS_SEARCHED = 4
# How far a weekday is searched.
DAYS_BACK, MONTHS_FORWARD = 366, 2
# A day at most 14 days ahead is preferred to one over 100 days ago: the weekday is more reliable than the direction.
FAR, SOON = 100, 14


def is_day_of_month(expression: Expression) -> TypeGuard[Named | MonthDay]:
    """Return whether an expression is a day of an unnamed month."""
    return is_bare_day(expression) or (isinstance(expression, MonthDay) and expression.month is None)


def is_bare_day(expression: Expression) -> TypeGuard[Named]:
    """Return whether an expression is a day alone, *the 14th*, without *inst.* or the like."""
    return isinstance(expression, Named) and expression.kind == "day"


def has_bare_day(expression: Expression) -> bool:
    """Return whether an expression is a day alone, a range of two such days, or a time of one."""
    if isinstance(expression, DateRange):
        return is_bare_day(expression.first) and is_bare_day(expression.last)
    return is_bare_day(expression.day if isinstance(expression, Clock) and expression.day is not None else expression)


def day_in_month(number: int, base: date, steps: int) -> CompleteDate | None:
    """Return a day of the month ``steps`` months after that of ``base``, or None if there is no such day."""
    year, month = divmod(12 * base.year + base.month - 1 + steps, 12)
    return day_in(year, month + 1, number)


def nearest_day(day: Named, base: date, direction: int, last: Named | None = None) -> CompleteDate | None:
    """Return a day without its month, the first of a range if ``last`` is given; None outside the calendar.

    It is the first such day from ``base`` on if ``direction`` is 1, else the last up to it; with weekdays
    the first that fits, if any.
    """
    number = int(day.number)
    if day.weekday or (last is not None and last.weekday):
        fitting = [each for each in candidates(number, base, direction) if weekdays_fit(each.days.first, day, last)]
        if direction < 0 and (not fitting or (base - fitting[0].days.first).days > FAR):
            soon = (each for each in days_ahead(number, base) if (each.days.first - base).days <= SOON)
            fitting[:0] = [each for each in soon if weekdays_fit(each.days.first, day, last)]
        if fitting:
            return fitting[0]
    return next(days_ahead(number, base) if direction > 0 else days_back(number, base), None)


def days_ahead(number: int, base: date) -> Iterator[CompleteDate]:
    """Yield such days from ``base`` on."""
    found = (day_in_month(number, base, step) for step in range(MONTHS_SEARCHED))
    return (each for each in found if each is not None and each.days.first >= base)


def days_back(number: int, base: date) -> Iterator[CompleteDate]:
    """Yield such days up to ``base``, the last first, for a year."""
    found = (day_in_month(number, base, -step) for step in range(13))
    return (each for each in found if each is not None and 0 <= (base - each.days.first).days < DAYS_BACK)


def candidates(number: int, base: date, direction: int) -> Iterator[CompleteDate]:
    """Yield the days from which a weekday selects, the most likely first."""
    back, ahead = days_back(number, base), islice(days_ahead(number, base), MONTHS_FORWARD)
    if direction:
        return ahead if direction > 0 else back
    return chain(islice(back, 1), ahead, back)


def weekdays_fit(day: date, first: Named, last: Named | None) -> bool:
    """Return whether a day and the last day of its range have the weekdays given for them."""
    if first.weekday and first.weekday != day.isoweekday():
        return False
    if last is None or not last.weekday:
        return True
    end = day_after(int(last.number), day)
    return end is not None and end.days.first.isoweekday() == last.weekday


def has_weekday(expression: Expression) -> bool:
    """Return whether an expression has a weekday with a day of the month, at an end of a range or with a time."""
    if isinstance(expression, Clock):
        return expression.day is not None and has_weekday(expression.day)
    if isinstance(expression, DateRange):
        return has_weekday(expression.first) or has_weekday(expression.last)
    return isinstance(expression, Named) and expression.weekday > 0


def day_after(number: int, first: date) -> CompleteDate | None:
    """Return the last day of a range: in the month of its first day, or in the next one if its number is lower."""
    return day_in_month(number, first, 1 if number < first.day else 0)


def day_before(number: int, last: date) -> CompleteDate | None:
    """Return the first day of a range: in the month of its last day, or in the one before if its number is higher."""
    return day_in_month(number, last, -1 if number > last.day else 0)
