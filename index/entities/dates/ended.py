"""Periods that their last day fixes: *the week ended February 18*, *six months to end-June*.

The period and its last day are two expressions, as in TIMEX3. The period has days, because its end is known, and the
value of a calendar unit if it is one (*the quarter ended March 31*), else that of its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.index.entities.dates.expressions import (
    CompleteDate,
    Ended,
    Expression,
    MonthDay,
    Named,
    Parse,
    PartOf,
)
from dateline.index.entities.dates.patterns import COUNT, count_of, lowered
from dateline.index.entities.dates.quarters import FISCAL
from dateline.index.kernel._records import RecordMaker

__all__ = ["ended_at"]

make_parse = RecordMaker(Parse)
PointAt = Callable[[str, int], tuple[Expression, int, str] | None]
UNITS = {"week": (1, "W"), "month": (1, "M"), "quarter": (3, "M"), "qtr": (3, "M"), "half": (6, "M"), "year": (12, "M")}
PERIOD = re.compile(
    rf"(?:the\s+|a\s+)?(?P<period>(?:(?:first|second|third|fourth|final|latest|last|previous)[\s-]+)?"
    rf"(?:{FISCAL}\s+)?(?:(?P<count>{COUNT})[\s-]+)?(?:{FISCAL}\s+)?(?P<unit>week|month|quarter|qtr|half|year)s?)\b\.?"
    rf"(?:\s*,\s*|\s+)(?P<word>ended|ending|to)\s+(?:on\s+)?(?=\w)",
    re.IGNORECASE,
)
LONGEST = 600  # months or weeks


def ended_at(run: str, start: int, point_at: PointAt) -> Parse | None:
    """Return the period that begins at an offset and its last day, as two parts of a parse."""
    found = PERIOD.match(run, start)
    if found is None or (lowered(found["word"]) == "to" and found["count"] is None and not has_article(found)):
        return None
    end = point_at(run, found.end())
    if end is None or not is_end(end[0]):
        return None
    number, unit = UNITS[lowered(found["unit"])]
    count = count_of(found["count"]) if found["count"] else "1"
    if not count.isdigit() or not 1 <= int(count) * number <= LONGEST:
        return None
    period = Ended(int(count) * number, unit, end[0], lowered(found["word"]) == "ended")
    parts = (
        make_parse(start, found.end("period"), period, "", None, ()),
        make_parse(found.end(), end[1], end[0], "", None, ()),
    )
    return make_parse(start, end[1], period, "", None, parts)


def has_article(found: re.Match[str]) -> bool:
    """Return whether a period has its article: *the year to March 31*."""
    return found.start("period") > found.start()


def is_end(expression: Expression) -> bool:
    """Return whether an expression can be the end of a period: a day, a month, or the end of a month."""
    if isinstance(expression, PartOf):
        return expression.share == "late" and is_end(expression.of)
    if isinstance(expression, CompleteDate):
        return expression.days.precision in ("day", "month")
    if isinstance(expression, Named):
        return expression.kind in ("month", "weekday")
    return isinstance(expression, MonthDay) and expression.month is not None
