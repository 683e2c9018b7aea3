"""The days of a date in a query that names its year: a year, a month, a day, or days relative to today."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.index.dates.published import parse_published
from dateline.index.dates.spans import LONGEST_DATE, DateSpan, day_of, month_span, year_span
from dateline.index.pattern import compile_late

__all__ = ["parse_span", "signs_after"]

YEAR_MONTH = compile_late(r"([0-9]{4})-([0-9]{2})")
NAMED_MONTH = compile_late(r"([^\W\d_]{3,14})\.?,?\s+(?:de\s+)?([0-9]{4})")
# Two points or more behind a date open a range; one may be part of it (“14. 12. 2016.”).
OPEN_RANGE = compile_late(r"[.．]{2}|[…‥]")
SIGNS_AFTER = " \t\n,;.，；．、…‥"
RELATIVE = compile_late(r"(this|last)\s+(week|month|year)", re.IGNORECASE)


def parse_span(text: str, today: date | None = None) -> DateSpan | None:
    """Return the days of a date in a query, or None.

    It reads a year, a month (``2016-12``, ``Dec 2016``), a day in any form of `parse_published`, and, if ``today`` is
    given, *today*, *yesterday* and *this* or *last* *week* (Monday to Sunday), *month* or *year*. The beginning of a
    range (``2016-12-14..``) is not a date.
    """
    text = text.strip()
    if len(text) > LONGEST_DATE:
        return None
    try:
        if len(text) == 4 and text.isascii() and text.isdigit():
            return year_span(int(text))
        found = YEAR_MONTH.fullmatch(text)
        if found is not None:
            return month_span(int(found[1]), int(found[2]))
        found = NAMED_MONTH.fullmatch(text)
        if found is not None and (span := named_month(found[1], int(found[2]))) is not None:
            return span
        relative = relative_span(text, today) if today is not None else None
    except (ValueError, OverflowError):  # year 0, month 13, a week before the year 1
        return None
    if relative is None and OPEN_RANGE.search(signs_after(text)):
        return None
    published = parse_published(text) if relative is None else None
    return relative if published is None else DateSpan(day_of(published), day_of(published))


def signs_after(text: str) -> str:
    """Return the signs at the end of a date that `parse_published` reads it without: ``,`` of ``2016-12-14,``."""
    return text[len(text.rstrip(SIGNS_AFTER)) :].strip()


def named_month(name: str, year: int) -> DateSpan | None:
    """Return the days of a month of a year; None if the name is that of no month, or of two."""
    from dateline.index.dates.names import fold, months_named  # start-up: most dates are ISO dates

    numbers = months_named(fold(name))
    return month_span(year, next(iter(numbers))) if len(numbers) == 1 else None


def relative_span(text: str, today: date) -> DateSpan | None:
    """Return the days of *yesterday* or *last month*, relative to ``today``; OverflowError before the year 1."""
    word = text.lower()
    if word in ("today", "yesterday"):
        day = today if word == "today" else today - timedelta(days=1)
        return DateSpan(day, day)
    found = RELATIVE.fullmatch(word)
    if found is None:
        return None
    from dateutil.relativedelta import relativedelta  # start-up: it takes 20 ms

    steps = 1 if found[1] == "last" else 0
    if found[2] == "week":
        monday = today - relativedelta(days=today.weekday(), weeks=steps)
        return DateSpan(monday, monday + relativedelta(days=6), "week")
    if found[2] == "month":
        day = today - relativedelta(months=steps)
        return month_span(day.year, day.month)
    return year_span((today - relativedelta(years=steps)).year)
