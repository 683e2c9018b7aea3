"""Rows of days that share a month: *the 14th, 15th and 16th inst.*, *December 14 and 20, 1915*.

Consecutive days are one span, like *the 14th to 16th*; other days are separate mentions. Weekdays may precede a row
(*Monday and Tuesday, the 14th and 15th*). Months and seasons that share a year are separate mentions, too: *March and
April 1989*, *the spring and summer of 1989*.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from dateline.index.dataclass import dataclass, replace
from dateline.index.entities.dates.atoms import atom_at, match_at
from dateline.index.entities.dates.calendar_units import day_in, joined
from dateline.index.entities.dates.expressions import (
    CompleteDate,
    DateRange,
    Expression,
    Impossible,
    MonthDay,
    Named,
    Parse,
)
from dateline.index.entities.dates.patterns import (
    A_MONTH,
    BEHIND_WEEKDAY,
    FULL_YEAR,
    GAP,
    MONTH,
    NTH,
    ORDINAL,
    SEASON,
    WEEKDAY,
    month_of,
    ordinal_of,
    weekday_of,
)
from dateline.index.entities.dates.relative import ABBREVIATED_MONTH, OF_MONTH, steps_of

__all__ = ["row_at", "row_of_parts"]

DAY = rf"(?:{ORDINAL}|[0-9]{{1,2}}(?!\w|[.,:/][0-9]))"
DAYS = rf"(?P<days>(?:the\s+)?{DAY}(?:\s*,\s*(?:the\s+)?{DAY})*(?:\s*,)?\s+and\s+(?:the\s+)?{DAY})"
WEEKDAYS = rf"(?:(?P<weekdays>{WEEKDAY}(?:(?:\s*,\s*{WEEKDAY})*(?:\s*,)?\s+and\s+{WEEKDAY})?){BEHIND_WEEKDAY})?"
OF_YEAR = rf"(?:{GAP}(?P<year>{FULL_YEAR}))?"
# After its month a row has no ordinal words, and two numbers no comma: *May 5, and the second half*, *May 3, and 20
# for*.
FIGURE = rf"[0-9]{{1,2}}{NTH}?(?!\w|[.,:/][0-9])"
FIGURES = rf"(?P<days>{FIGURE}(?:(?:\s*,\s*{FIGURE})+(?:\s*,)?)?\s+and\s+(?:the\s+)?{FIGURE})"
# Each form of a row, behind what a run must have for it, which is small: few runs have it, and the forms are slow to
# compile. Without its month, a row has numbers with an ending (`parse_row`).
ROWS = (
    (re.compile(r"[a-z.]\s+[0-9]", re.IGNORECASE), rf"{WEEKDAYS}(?P<named>{MONTH})\s+{FIGURES}{OF_YEAR}"),
    (
        re.compile(rf"\s(?:{A_MONTH})", re.IGNORECASE),
        rf"{WEEKDAYS}{DAYS}\s+(?:of\s+)?(?P<month>{MONTH}){OF_YEAR}",
    ),
    (
        re.compile(r"\s(?:inst|ult|prox|month)", re.IGNORECASE),
        rf"{WEEKDAYS}{DAYS}(?:{ABBREVIATED_MONTH}|(?<=[a-z]){OF_MONTH})",
    ),
    (re.compile(r"[0-9](?:st|nd|rd|th|d)\b", re.IGNORECASE), rf"{WEEKDAYS}{DAYS}"),
)
EACH_DAY = re.compile(rf"(?:the\s+)?({DAY})", re.IGNORECASE)
EACH_WEEKDAY = re.compile(WEEKDAY, re.IGNORECASE)
NUMBERED = re.compile(rf"(?:the\s+)?[0-9]{{1,2}}{NTH}", re.IGNORECASE)
PART = rf"(?:the\s+)?(?:{MONTH}|{SEASON})"
PARTS = (
    rf"(?P<parts>{PART}(?:\s*,\s*{PART})*(?:\s*,)?\s+and\s+(?:in\s+)?{PART})"
    rf"(?:\s+of\s+|{GAP})(?P<year>{FULL_YEAR})"
)
EACH_PART = re.compile(PART, re.IGNORECASE)
GOES_ON = re.compile(r"\s*,\s|\s+and\s", re.IGNORECASE)
THE = re.compile(r"the\s+", re.IGNORECASE)
# A row needs *and*, which most runs do not have.
AND = re.compile(r"\sand\s", re.IGNORECASE)

# Makes a day from its number and its offset in months (0 or less) from the month of the row.
Maker = Callable[[int, int], Expression | None]


@dataclass(frozen=True, slots=True)
class RowDay:
    """A day of a row: its number, its offset in months from the row (0 or less), and its span."""

    number: int
    shift: int
    start: int
    end: int


@lru_cache(maxsize=1 << 6)
def row_at(run: str, start: int) -> Parse | None:
    """Return the row of days that begins at an offset; its ``parts`` are the days, if they are not consecutive."""
    if AND.search(run, start) is None:
        return None
    for needed, source in ROWS:
        found = match_at(source, run, start) if needed.search(run, start) is not None else None
        if found is not None:
            return parse_row(found)
    return None


def row_of_parts(run: str, start: int, end: int) -> Parse | None:
    """Return months or seasons that share a year, the first from ``start`` to ``end``; ``parts`` are all of them."""
    found = match_at(PARTS, run, start) if GOES_ON.match(run, end) is not None else None
    if found is None:
        return None
    spots = list(EACH_PART.finditer(found.string, *found.span("parts")))
    parts = []
    for spot in spots:
        read = atom_at(f"{THE.sub('', spot[0])} {found['year']}", 0)
        if read is None:
            return None
        parts.append(Parse(spot.start(), found.end() if spot is spots[-1] else spot.end(), read[0]))
    return Parse(found.start(), found.end(), parts[0].expression, "", None, tuple(parts))


def parse_row(found: re.Match[str]) -> Parse | None:
    """Return the parse of a row, None if it is not one: *the 3rd and a half*, *3 and 4* without a month."""
    groups = found.groupdict()
    month = groups.get("month") or groups.get("named")
    steps = steps_of(groups)
    days = days_of(found)
    if groups.get("named") and days[0].shift:  # *May 25 and 14 others*
        return None
    weekdays = [weekday_of(each[0]) for each in EACH_WEEKDAY.finditer(groups["weekdays"] or "")]
    if month is not None:
        make = by_month(month_of(month), int(groups["year"][:5]) if groups["year"] else None)
    elif steps is not None:
        make = by_steps(steps)
    elif all(NUMBERED.fullmatch(found.string, day.start, day.end) for day in days) and (
        weekdays or found["days"][:3].lower() == "the"
    ):
        make = without_month
    else:
        return None
    number = month_of(month) if month is not None else None
    following = all(follows(one, two, number) for one, two in pairwise(days))
    check = check_of(found, days, following)
    if following:
        return Parse(found.start(), found.end(), span_of(days, make, weekdays), check)
    return separate_days(found, days, make, weekdays, check)


def days_of(found: re.Match[str]) -> list[RowDay]:
    """Return the days of a row. Days before a lower number are in the month before: *the 30th and 2nd inst.*"""
    spots = list(EACH_DAY.finditer(found.string, *found.span("days")))
    numbers = [ordinal_of(spot[1]) for spot in spots]
    drops = [one >= two for one, two in pairwise(numbers)]
    return [
        RowDay(number, -sum(drops[i:]), spot.start(), spot.end())
        for i, (number, spot) in enumerate(zip(numbers, spots, strict=True))
    ]


def follows(one: RowDay, two: RowDay, month: int | None) -> bool:
    """Return whether two days are certainly consecutive; ``month`` is the row's, if known."""
    if two.number != 1 or one.shift == two.shift:
        return two.number == one.number + 1
    return one.number == 31 or (one.number == 30 and month in (5, 7, 10, 12) and two.shift == 0)


def by_month(month: int, year: int | None) -> Maker:
    """Return the function that makes days of a named month."""

    def make(number: int, shift: int) -> Expression | None:
        years, before = divmod(month - 1 + shift, 12)
        if year is not None:
            return day_in(year + years, before + 1, number)
        return MonthDay(before + 1, number) if day_in(2000, before + 1, number) is not None else None

    return make


def by_steps(steps: int) -> Maker:
    """Return the function that makes days of a month counted from that of publication."""
    return lambda number, shift: MonthDay(None, number, steps + shift) if 1 <= number <= 31 else None


def without_month(number: int, shift: int) -> Expression | None:
    """Return a day without its month."""
    return Named("day", number) if 1 <= number <= 31 else None


def span_of(days: list[RowDay], make: Maker, weekdays: list[int]) -> Expression:
    """Return the days from the first of a row to its last."""
    ends = [make(day.number, day.shift) for day in (days[0], days[-1])]
    first, last = weekday_on(ends[0], weekdays[:1]), weekday_on(ends[-1], weekdays[1:][-1:])
    if first is None or last is None:
        return Impossible()
    if isinstance(first, CompleteDate) and isinstance(last, CompleteDate):
        return joined(first, last)
    if isinstance(first, MonthDay) and (first.month is None or days[0].shift):
        return DateRange(Named("day", first.day), last)
    return DateRange(first, last)


def weekday_on(day: Expression | None, weekday: list[int]) -> Expression | None:
    """Return a day with its weekday, if it lacks a month."""
    return replace(day, weekday=weekday[0]) if isinstance(day, Named) and weekday else day


def separate_days(found: re.Match[str], days: list[RowDay], make: Maker, weekdays: list[int], check: str) -> Parse:
    """Return a row of days that are not consecutive. The span of the month belongs to the first or the last of them."""
    made = [weekday_on(make(day.number, day.shift), weekdays[i : i + 1]) for i, day in enumerate(days)]
    starts = [first_start(found, weekdays), *(day.start for day in days[1:])]
    ends = [*(day.end for day in days[:-1]), found.end()]
    parts = tuple(Parse(start, end, day) for start, end, day in zip(starts, ends, made, strict=True) if day is not None)
    return Parse(found.start(), found.end(), parts[0].expression if parts else Impossible(), check, None, parts)


def first_start(found: re.Match[str], weekdays: list[int]) -> int:
    """Return the start of the first day of a row, including its own weekday, but not weekdays of all days."""
    if len(weekdays) < 2:
        return found.start()
    return found.start("named" if found.groupdict().get("named") else "days")


def check_of(found: re.Match[str], days: list[RowDay], following: bool) -> str:
    """Return the name of the check of a row."""
    groups = found.groupdict()
    if groups.get("worded"):
        return "of month"
    if groups.get("abbreviated"):
        return "of abbreviated month"
    if groups.get("month"):
        return ""
    if groups.get("named") is None:
        return "days" if groups["weekdays"] else "ordinal day"
    # *May 3 and 20 others*: a bare number may count what comes next.
    sure = groups["year"] or not found["days"][-1].isdigit() or (following and len(days) == 2)
    return "" if sure else "row"
