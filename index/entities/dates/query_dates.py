"""Read the dates of queries, with the grammar of texts.

Forms that `dateline.index.dates.parse_span` reads have the meaning given there. Other forms are all expressions of
texts that mean days (``late 1990s``, ``Easter 1916``, ``3 to 7 May 2009``), days without a year, which recur every
year (``04-15``, ``15 April``, ``christmas``), and the forms of `query_forms` (``last 7 days``). A prefix restricts the
match to dates that lie within certainly, or possibly.
"""

from __future__ import annotations

import re
from datetime import date

from dateline.index.dates import LONGEST_DATE, DateSpan, QueryDate, parse_span
from dateline.index.entities.dates.calendar_units import in_year
from dateline.index.entities.dates.composing import expression_at
from dateline.index.entities.dates.expressions import (
    Clock,
    Duration,
    Expression,
    Feast,
    MonthDay,
    Named,
    Numeric,
    Reference,
    Repeat,
)
from dateline.index.entities.dates.query_forms import days_of_length, with_full_year
from dateline.index.entities.dates.query_periods import short_period
from dateline.index.entities.dates.recurrence import last_begun, next_from
from dateline.index.entities.dates.resolving import ResolutionContext, resolve
from dateline.index.entities.dates.words import FEASTS

__all__ = ["names_time", "parse_query_date"]

ASKED = re.compile(r"(certainly|possibly)\s+", re.IGNORECASE | re.ASCII)
MONTH_AND_DAY = re.compile(r"([01][0-9])-([0-3][0-9])")
# In a text these refer to a unit mentioned before; alone they are not dates.
BARE_UNIT = re.compile(r"(?:the\s+)?(?:day|night|week|weekend|month|quarter|year|decade|century)", re.IGNORECASE)
# A bound of a range is no range itself.
BOUNDED = re.compile(r"\.\.|…|\b(?:since|after|before|until|till|up to|through)\b", re.IGNORECASE)
# Of these words and years the first say that days are to come, the last which ones they are.
AHEAD = re.compile(r"\b(?:next|coming|following|upcoming|this|tomorrow|hence|from now)\b|[0-9]{4}", re.IGNORECASE)
MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
XMAS = re.compile(r"\bxmas\b", re.IGNORECASE)


def parse_query_date(text: str, today: date | None) -> QueryDate | None:
    """Return the days of a date in a query, or the day of every year, or None if it is not a date.

    A relative date (*last month*) needs ``today``. Numeric dates in an ambiguous order (``04/05/2016``), times of day
    (``12:30``, ``noon``) and units (``year``) are not dates.
    """
    text = text.strip()
    asked = ASKED.match(text)
    certainly = asked[1].lower() == "certainly" if asked is not None else None
    if asked is not None:
        text = text[asked.end() :]
    if not text or len(text) > LONGEST_DATE or BARE_UNIT.fullmatch(text):
        return None
    span = parse_span(text, today)
    if span is not None:
        return QueryDate(span, None, certainly)
    recurs = _every_year(text)
    if recurs is not None:
        return QueryDate(None, recurs, certainly)
    days = short_period(text, lambda digits: _full_year(digits, today), lambda *bound: _bound_days(today, *bound))
    if days is not None:
        return QueryDate(days, None, certainly)
    return _read_expression(text, today, certainly)


def _read_expression(text: str, today: date | None, certainly: bool | None) -> QueryDate | None:
    """Return the days of an expression of texts."""
    expression = _expression_of(text)
    if expression is None and (full := with_full_year(text, lambda digits: _full_year(digits, today))) is not None:
        expression = _expression_of(full)
    if isinstance(expression, Duration):
        days = _days_of_duration(text, expression, today)
        return QueryDate(days, None, certainly) if days is not None else None
    if expression is None or isinstance(expression, (Repeat, Reference)) or _is_time(expression):
        return None
    recurs = _recurring(expression)
    if recurs is not None:
        return QueryDate(None, recurs, certainly)
    if (
        isinstance(expression, Numeric)
        and max(expression.one, expression.two) <= 12
        and expression.one != expression.two
    ):
        return None
    found = resolve(expression, ResolutionContext(today))
    days = found.days if found is not None else None
    return QueryDate(_begun(text, expression, days, today), None, certainly) if days is not None else None


def _bound_days(today: date | None, text: str, low: date | None = None) -> DateSpan | None:
    """Return the days of a date that is the bound of a range; None for a range.

    A day of every year is the last that has begun, and after the ``low`` bound of its range the next.
    """
    read = None if BOUNDED.search(text) else parse_query_date(text, today)
    if read is None or read.certainly is not None:
        return None
    if read.recurs is None or today is None:
        return read.days
    return last_begun(read.recurs, today) if low is None else next_from(read.recurs, low)


def _begun(text: str, expression: Expression, days: DateSpan, today: date | None) -> DateSpan:
    """Return days without a year a year earlier, if they are all after today: *Q4*, *March 1-10*, *week ending 3 May*.

    A text may announce the next ones; a month and a season in a query are the last that have begun, too.
    """
    if today is None or days.first <= today:
        return days
    if isinstance(expression, Named):
        whole = expression.kind in ("quarter", "half") and not expression.which
        before = in_year(expression, days.first.year - 1) if whole else None
        return days if before is None else before.days
    if today.year == date.min.year or AHEAD.search(text) or not MONTH.search(text):
        return days
    earlier = resolve(expression, ResolutionContext(today.replace(year=today.year - 1, day=min(today.day, 28))))
    return earlier.days if earlier is not None and earlier.days is not None and earlier.days.first <= today else days


def _full_year(digits: str, today: date | None) -> int | None:
    """Return the year that two digits mean, as after an apostrophe: *'87*."""
    read = parse_query_date(f"'{digits}", today)
    return read.days.first.year if read is not None and read.days is not None else None


def _days_of_duration(text: str, duration: Duration, today: date | None) -> DateSpan | None:
    """Return the days of *last 7 days*, None without a reference day or outside the calendar."""
    try:
        return days_of_length(text, duration.value, today) if today is not None else None
    except (OverflowError, ValueError):
        return None


def names_time(text: str) -> bool:
    """Return whether a text is a time of day without a day."""
    text = text.strip()
    expression = _expression_of(text) if 0 < len(text) <= LONGEST_DATE else None
    return expression is not None and _is_time(expression)


def _is_time(expression: Expression) -> bool:
    return isinstance(expression, Clock) and expression.day is None


def _expression_of(text: str) -> Expression | None:
    """Return the expression of a whole text, or None if part of it is not read."""
    # As in the scanner of texts, letters beyond ASCII are excluded; patterns without case would take ı for i.
    if not text.isascii() and any(each.isalnum() and not each.isascii() for each in text):
        return None
    text = XMAS.sub("christmas", re.sub(r"\s+", " ", text))
    for each in (text, f"the {text}"):
        read = expression_at(each, 0)
        if read is not None and read[1] == len(each):
            return read[0]
    return None


def _every_year(text: str) -> str | None:
    """Return a day written ``04-15``, if it exists in a leap year."""
    found = MONTH_AND_DAY.fullmatch(text)
    return _named_day(int(found[1]), int(found[2])) if found is not None else None


def _named_day(month: int, day: int) -> str | None:
    """Return a day of a month in the form of `dateline.index.entities.dates.recurrence`."""
    try:
        date(2000, month, day)
    except ValueError:
        return None
    return f"{month:02}-{day:02}"


def _recurring(expression: Expression) -> str | None:
    """Return the name of a day without a year."""
    if isinstance(expression, MonthDay) and expression.month is not None:
        return _named_day(expression.month, expression.day)
    if isinstance(expression, Feast) and not expression.which:
        feast = FEASTS.get(expression.name)
        if feast is None:
            return expression.name
        if isinstance(feast, tuple):
            return _named_day(*feast)
        return f"easter{feast:+}" if feast else "easter"
    return None
