"""Join two expressions to a range: *from* one day *to* another, *between* two months."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.index.dataclass import replace
from dateline.index.entities.dates.atoms import ExpressionMatch
from dateline.index.entities.dates.days_of_month import is_bare_day, is_day_of_month
from dateline.index.entities.dates.expressions import (
    Clock,
    CompleteDate,
    DateRange,
    Expression,
    Impossible,
    MonthDay,
    Named,
    PartOf,
    ShortYear,
    Unresolved,
    Within,
)
from dateline.index.entities.dates.patterns import NTH

__all__ = ["DAY_TO", "is_range_of_days", "range_behind", "with_weekdays"]

PointAt = Callable[[str, int], ExpressionMatch | None]
BARE_TO = re.compile(r"\s+(?:to|until|till|through)\s+|\s*[-\u2013\u2014]\s*", re.IGNORECASE)
# After a day a comma may end its year or its weekday: *December 30, 1915, to January 2, 1916*.
DAY_TO = re.compile(r"(?:\s*,)?(?:\s+(?:to|until|till|through)\s+|\s*[-\u2013]\s*)|\s*\u2014\s*", re.IGNORECASE)
TWO_DASHES = r"\s*[-\u2013\u2014]{2}\s*"
# By the word before the first day; *the* is for a day without its month.
TO = {
    "from": re.compile(rf"\s+and\s+|{TWO_DASHES}|{DAY_TO.pattern}", re.IGNORECASE),
    "between": re.compile(rf"(?:\s*,)?\s+and\s+|{TWO_DASHES}|{DAY_TO.pattern}", re.IGNORECASE),
    "the": re.compile(rf"{TWO_DASHES}|{DAY_TO.pattern}", re.IGNORECASE),
}
# The last day of a range without its article: *the 14th to 19th*.
BARE_DAY = re.compile(rf"([0-9]{{1,2}}){NTH}\b", re.IGNORECASE)
RANGE_ENDS = (Clock, CompleteDate, MonthDay, Named, ShortYear, Within, PartOf, Unresolved)


def is_range_of_days(expression: Expression) -> bool:
    """Return whether an expression is a range of days."""
    if isinstance(expression, CompleteDate):
        return expression.days.precision == "day" and expression.days.first < expression.days.last
    return isinstance(expression, DateRange) and precision_of(expression.last) == "day"


def with_weekdays(days: Expression, first: int, last: int) -> Expression:
    """Return a range of days with the weekdays of its ends, if it lacks a month."""
    if isinstance(days, DateRange) and is_bare_day(days.first) and is_bare_day(days.last):
        return DateRange(replace(days.first, weekday=first), replace(days.last, weekday=last))
    return days


def range_behind(run: str, opened: str, first: ExpressionMatch, point_at: PointAt) -> ExpressionMatch | None:
    """Return a range with its first end, after *from* or *between*, if both ends are of one kind."""
    if not isinstance(first[0], RANGE_ENDS):
        return None
    to = DAY_TO if precision_of(first[0]) == "day" else BARE_TO
    if isinstance(first[0], Clock) and not opened:
        return None
    if opened or is_bare_day(first[0]):
        to = TO[opened or "the"]
    joined = to.match(run, first[1])
    if joined is not None and run.startswith("The ", joined.end()):  # a dateline: *April 27 - The 22nd meeting*
        return None
    last = last_end_at(run, joined.end(), first[0], point_at) if joined is not None else None
    if last is None:
        return None
    if isinstance(last[0], Impossible) and is_day_of_month(first[0]):
        return last
    if not are_of_one_kind(first[0], last[0]):
        return None
    return DateRange(first[0], last[0]), last[1], "days" if is_bare_day(first[0]) and is_bare_day(last[0]) else ""


def last_end_at(run: str, start: int, first: Expression, point_at: PointAt) -> ExpressionMatch | None:
    """Return the second end of a range."""
    found = point_at(run, start)
    return bare_day_at(run, start) if found is None and is_day_of_month(first) else found


def bare_day_at(run: str, start: int) -> ExpressionMatch | None:
    """Return a day without its month and article, at the end of a range: *the 14th to 19th*."""
    bare = BARE_DAY.match(run, start)
    if bare is None:
        return None
    number = int(bare[1])
    return Named("day", number) if 1 <= number <= 31 else Impossible(), bare.end(), ""


def are_of_one_kind(first: Expression, last: Expression) -> bool:
    """Return whether two expressions can be the ends of one range."""
    kinds = [precision_of(each) for each in (first, last)]
    return kinds[0] == kinds[1] != ""


def precision_of(expression: Expression) -> str:
    """Return the precision of an end of a range, empty if it cannot be one."""
    if isinstance(expression, CompleteDate):
        return expression.days.precision
    if isinstance(expression, Named):
        return expression.kind
    if isinstance(expression, Clock):  # *from 9am on Monday to 5pm on Friday*
        return "time" if isinstance(expression.day, Named) and expression.day.kind == "weekday" else ""
    if isinstance(expression, (MonthDay, Unresolved)):
        return "day"
    if isinstance(expression, ShortYear):
        return "decade" if expression.decade else "month" if expression.month else "year"
    if isinstance(expression, (Within, PartOf)):
        return precision_of(expression.named if isinstance(expression, Within) else expression.of)
    return ""
