"""Years of two digits in queries: *'16* in an archive of 1916 means that year, whatever the century of today.

A year of two digits has the century of the archive if its articles are from only one year with these last digits, and
the date would otherwise be beyond their days. Other dates are read as everywhere (`dateline.searcher.query.dates`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from dateline.index.dataclass import replace
from dateline.index.dates import DateSpan, QueryDate, day_of, readings_of
from dateline.index.pattern import compile_late
from dateline.searcher.query.dates import DateValue, bounds_of_years, date_text, read_date_value
from dateline.searcher.query.lookalikes import clip

__all__ = ["ArchiveDays", "read_archive_bounds", "read_archive_date"]

ArchiveDays: TypeAlias = "Callable[[], tuple[date, date] | None]"  # the first and the last day of publication

# The end of a date: two digits alone, after an apostrophe, a day and a month, a word, or the day of a month.
SHORT_YEAR = compile_late(
    r"(?:\A|['’‘]|\A[0-9]{1,2}([-/.])[0-9]{1,2}\1|[a-z]{3}[.,]? |[a-z] of |[a-z]\.? [0-9]{1,2},? )([0-9]{2})\Z",
    re.IGNORECASE,
)
APOSTROPHES = "'’‘"


def read_archive_date(text: str, today: date | None, days: ArchiveDays | None) -> DateValue:
    """Return the date of a text in a query, relative to ``today``, with the years of an archive."""
    found = None if days is None or len(text) < 2 or not text[-2:].isdigit() else SHORT_YEAR.search(text.rstrip())
    known = days() if found is not None and days is not None else None
    read = read_date_value(text, today)
    if found is None and read.date is None and days is not None and len(readings_of(text)) > 1:
        return _only_day(text, days()) or read
    if found is None or known is None:
        return read
    years = [year for year in range(known[0].year, known[1].year + 1) if year % 100 == int(found[2])]
    if len(years) != 1 or _is_within(read.date, known):
        return read
    whole = text[: found.start(2)].rstrip(APOSTROPHES) + f"{years[0]:04}"
    other = _in_year(whole, today, known)
    if read.date is not None and read.date.recurs is not None:  # *Mar 16* is a day
        span = None if other.date is None else other.date.days
        return read if span is None else replace(read, note=f"{read.note}; for the year write {date_text(span)}")
    if other.date is None or other.date.days is None:
        if read.date is not None or len(readings_of(text)) < 2:
            return read
        return replace(other, note=other.note.replace(clip(whole), clip(text), 1))  # it names the days to write
    if other.note:  # of two days
        return replace(other, note=other.note.replace(clip(whole), clip(text), 1))
    note = f"“{clip(text)}” is read as {other.date.days}, the century of the archive"
    return DateValue(other.date, note)


def read_archive_bounds(
    bounds: Sequence[str | None], today: date | None, days: ArchiveDays | None
) -> list[DateValue | None]:
    """Return the dates of the bounds of a range; None: open. If the archive gives one its century, both are of it.

    Days of every year have the years that `bounds_of_years` gives them.
    """
    return bounds_of_years(bounds, _bounds_of_century(bounds, today, days), today)


def _bounds_of_century(
    bounds: Sequence[str | None], today: date | None, days: ArchiveDays | None
) -> list[DateValue | None]:
    """Return the dates of the bounds of a range; None: open. If the archive gives one its century, both are of it."""
    read = [None if text is None else read_archive_date(text, today, days) for text in bounds]
    known = days() if days is not None and any(text and SHORT_YEAR.search(text) for text in bounds) else None
    if known is None or all(
        text is None or each == read_date_value(text, today) for text, each in zip(bounds, read, strict=True)
    ):
        return read
    first, last = (day.year // 100 * 100 for day in known)
    century = date(max(first, 1), 1, 1), date(last + 99, 12, 31)
    both = [None if text is None else read_archive_date(text, today, lambda: century) for text in bounds]
    return [own if each is not None and each.date is None else each for own, each in zip(read, both, strict=True)]


def _in_year(text: str, today: date | None, known: tuple[date, date]) -> DateValue:
    """Return the date of a text with its whole year; of two days that it can mean, the only one of the archive."""
    read = read_date_value(text, today)
    return read if read.date is not None else _only_day(text, known) or read


def _only_day(text: str, known: tuple[date, date] | None) -> DateValue | None:
    """Return the only one of the days that a text can mean on which the archive can have articles, with a note."""
    within = [
        day for day in {day_of(each.moment) for each in readings_of(text)} if known and known[0] <= day <= known[1]
    ]
    if len(within) != 1:
        return None
    note = f"“{clip(text)}” is read as {within[0]}, the only day that it can mean in this archive"
    return DateValue(QueryDate(DateSpan(within[0], within[0])), note)


def _is_within(read: QueryDate | None, known: tuple[date, date]) -> bool:
    """Return whether a date shares a day with those of an archive."""
    return read is not None and read.days is not None and read.days.first <= known[1] and read.days.last >= known[0]
