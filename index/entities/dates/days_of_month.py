"""Days of a month that is not named: *the 14th*, *the 14th inst.*, and ranges with such an end.

One rule serves single days and ranges:

* *inst.* is the month of publication, *ult.* the month before, *prox.* the month after.
* Without such a word the day is the last one up to publication, or the first one from it on if the clause looks
  forward. Months that have no such day are passed over.
* In a range the end without a month follows the other end: the last day is the first such day from the first day on,
  the first day is the last such day up to the last day. So a last day below the first is in the next month.
* A day that its month does not have (the 31st ult. in December) is unresolved, as is a range with such an end.
"""

from __future__ import annotations

from datetime import date
from typing import TypeGuard

from dateline.index.entities.dates.absolute import day_in
from dateline.index.entities.dates.expressions import Days, Expression, MonthDay, Named

__all__ = ["day_after", "day_before", "day_in_month", "has_no_month", "is_day_of_month", "nearest_day"]

# Of three months in a row at least one has a 31st.
MONTHS_SEARCHED = 3


def is_day_of_month(expression: Expression) -> TypeGuard[Named | MonthDay]:
    """Return whether an expression is a day of a month that it does not name."""
    return has_no_month(expression) or (isinstance(expression, MonthDay) and expression.month is None)


def has_no_month(expression: Expression) -> TypeGuard[Named]:
    """Return whether an expression is a day alone, *the 14th*, without *inst.* or the like."""
    return isinstance(expression, Named) and expression.kind == "day"


def day_in_month(number: int, base: date, steps: int) -> Days | None:
    """Return a day of the month that is ``steps`` months after that of ``base``; None if there is no such day."""
    year, month = divmod(12 * base.year + base.month - 1 + steps, 12)
    return day_in(year, month + 1, number)


def nearest_day(number: int, base: date, forward: bool) -> Days | None:
    """Return the first such day from ``base`` on (``forward``), or the last up to it; None beyond the calendar."""
    for step in range(MONTHS_SEARCHED):
        found = day_in_month(number, base, step if forward else -step)
        if found is not None and (found.first >= base if forward else found.first <= base):
            return found
    return None


def day_after(number: int, first: date) -> Days | None:
    """Return the last day of a range: in the month of its first day, or in the next month if it is below that."""
    return day_in_month(number, first, 1 if number < first.day else 0)


def day_before(number: int, last: date) -> Days | None:
    """Return the first day of a range: in the month of its last day, or in the month before if it is above that."""
    return day_in_month(number, last, -1 if number > last.day else 0)
