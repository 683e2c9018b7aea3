"""Dates in queries: the days of a text, and a note for the user.

A date that names its year is clear. A note explains dates relative to today, dates of every year, and dates with a
guessed century or year. A text without a day, such as a time of day, is not a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from dateline.index.dataclass import dataclass
from dateline.index.dates import DateSpan, QueryDate, day_of, month_span, parse_span, readings_of, year_span
from dateline.index.pattern import compile_late
from dateline.searcher.query.lookalikes import clip

__all__ = ["DateValue", "bounds_of_years", "date_text", "days_text", "read_date_value"]

# Six digits are a day with a short year, or a month: the note says which.
YEAR = compile_late(r"\A(?![0-9]{6}\Z).*?(?:[0-9]{4}|centur)", re.IGNORECASE | re.DOTALL)
# Vague even with a year: the days of a winter or a financial year.
VAGUE = compile_late(r"\b(?:fy|fiscal|financial|ca?|circa|approximately|around|about|winter)\b", re.IGNORECASE)
TIME = compile_late(r"[0-9]:[0-9]{2}|[0-9]T[0-9]{2}\b|[0-9] ?[ap]\.?m\b", re.IGNORECASE)
# Two days or months with a sign between them, as in ISO 8601 and in other programs.
FROM_TO = compile_late(r"\s*([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)\s?[,:;/–—]\s?([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)\s*")
HOW_MANY = {2: "two", 3: "three"}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
ANY_DAY = date(2000, 6, 15)


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date in a query; ``date`` is None if the text names no days, or days relative to an unknown today.

    ``note`` is a message for the user, or empty. ``relative``: the date is relative to an unknown today.
    """

    date: QueryDate | None
    note: str = ""
    relative: bool = False


def read_date_value(text: str, today: date | None) -> DateValue:
    """Return the date of a text in a query, relative to ``today``."""
    span = parse_span(text)
    if span is not None and YEAR.search(text):
        return DateValue(QueryDate(span), _note_time(text))
    from dateline.index.entities.dates.query_dates import (  # start-up: most dates need no grammar
        names_time,
        parse_query_date,
    )

    read = parse_query_date(text, today)
    if read is not None:
        if today is not None and parse_query_date(text, None) != read:
            return DateValue(read, f"“{clip(text)}” is {days_text(read)}, counted from {today}")
        clear = read.recurs is None and YEAR.search(text) and not VAGUE.search(text)
        return DateValue(read, _note_time(text) if clear else f"“{clip(text)}” is read as {days_text(read)}")
    if today is None and parse_query_date(text, ANY_DAY) is not None:
        return DateValue(None, f"“{clip(text)}” is relative to today, and no reference day is set", True)
    if (both := _days_from_to(text)) is not None:
        return DateValue(both, f"“{clip(text)}” is read as {days_text(both)}")
    if names_time(text):
        return DateValue(None, f"“{clip(text)}” is a time of day, not a date")
    days = sorted({day_of(each.moment).isoformat() for each in readings_of(text)})
    if len(days) > 1:
        many = HOW_MANY.get(len(days), "several")
        return DateValue(None, f"“{clip(text)}” can mean {many} days; write {' or '.join(days)}")
    return DateValue(None, f"“{clip(text)}” is not a date that Dateline reads")


def bounds_of_years(
    texts: Sequence[str | None], bounds: Sequence[DateValue | None], today: date | None
) -> list[DateValue | None]:
    """Return the bounds of a range, in which a day of every year has its year; None: open, or without ``today``.

    The last days that have begun are meant, those before the upper bound, or the next after the lower one:
    *since 10 March*, *20 December to 5 January*.
    """
    low, high = bounds
    if today is None or not any(each is not None and each.date is not None and each.date.recurs for each in bounds):
        return [low, high]
    from dateline.index.entities.dates.recurrence import last_begun, next_from  # start-up: few queries have such days

    until = _first_day(high) or today
    low = _with_days(texts[0], low, today, lambda named: last_begun(named, until))
    since = _first_day(low)
    found = (lambda named: last_begun(named, today)) if since is None else (lambda named: next_from(named, since))
    return [low, _with_days(texts[1], high, today, found)]


def _first_day(read: DateValue | None) -> date | None:
    """Return the first day of a bound, None if it is open or has no days of one year."""
    return None if read is None or read.date is None or read.date.days is None else read.date.days.first


def _with_days(
    text: str | None, read: DateValue | None, today: date, find: Callable[[str], DateSpan | None]
) -> DateValue | None:
    """Return a bound with the days that are found for it, if it is a day of every year."""
    if text is None or read is None or read.date is None or read.date.recurs is None:
        return read
    days = find(read.date.recurs)
    if days is None:
        return read
    dated = QueryDate(days, None, read.date.certainly)
    return DateValue(dated, f"“{clip(text)}” is {days_text(dated)}, counted from {today}")


def _days_from_to(text: str) -> QueryDate | None:
    """Return the days from one to another, *1987-03-01/1987-03-31*."""
    found = FROM_TO.fullmatch(text)
    if found is None:
        return None
    low, high = parse_span(found[1]), parse_span(found[2])
    if low is None or high is None or low.first > high.last:
        return None
    return QueryDate(DateSpan(low.first, high.last))


def _note_time(text: str) -> str:
    """Return a note if a date has a time of day, which is not searched; else an empty text."""
    return f"“{clip(text)}” has a time of day; the whole day is meant" if TIME.search(text) else ""


def date_text(days: DateSpan) -> str:
    """Return days as one types them in a query: a year, a month, a day, or a range of days."""
    year, month = days.first.year, days.first.month
    if (days.first, days.last) == (year_span(year).first, year_span(year).last):
        return f"{year:04}"
    if (days.first, days.last) == (month_span(year, month).first, month_span(year, month).last):
        return f"{year:04}-{month:02}"
    return str(days.first) if days.first == days.last else f"{days.first}..{days.last}"


def days_text(read: QueryDate) -> str:
    """Return the days of a date as text: ``2016-05-01 to 2016-05-31``, or ``15 April of every year``."""
    if read.recurs is not None:
        name, found, days = read.recurs.partition("easter")
        if not found and not name[:1].isdigit():
            return f"{name} of every year"
        if not name:
            count = int(days or 0)
            where = f"{abs(count)} day{'s' * (abs(count) != 1)} {'before' if count < 0 else 'after'} " if count else ""
            return f"{where}Easter of every year"
        return f"{int(name[3:])} {MONTHS[int(name[:2]) - 1]} of every year"
    return str(read.days) if read.days is None else span_text(read.days)


def span_text(span: DateSpan) -> str:
    """Return a span of days as text; one end may be open."""
    if span.last == date.max:
        return f"all days from {span.first}"
    return f"all days to {span.last}" if span.first == date.min else str(span)
