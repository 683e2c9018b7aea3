"""How pieces of the tables make one expression: *late* in *the 1990s*, *from* one day *to* another, a time of a day.

`read_run` reads a run as the scanner gives it; it knows nothing of the text around, so what it says of a run can be
kept.
At each word the longest rule wins, the earlier of equals.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from dateline.index.entities.dates.absolute import ABSOLUTE, in_year
from dateline.index.entities.dates.clocks import CLOCKS, PART
from dateline.index.entities.dates.days_of_month import has_no_month, has_weekday, is_day_of_month
from dateline.index.entities.dates.expressions import (
    Clock,
    Days,
    Expression,
    Feast,
    Impossible,
    MonthDay,
    Moved,
    Named,
    Numeric,
    Part,
    Period,
    Range,
    Reading,
    Shift,
    Unresolved,
    Within,
)
from dateline.index.entities.dates.lengths import LENGTHS
from dateline.index.entities.dates.patterns import BEHIND_WEEKDAY, GAP, NTH, WEEKDAY, Rule, first_of, weekday_of
from dateline.index.entities.dates.relative import PART_CODES, RELATIVE
from dateline.index.entities.dates.rows import row_at
from dateline.index.entities.dates.words import listed
from dateline.index.entities.dates.years import OPEN_YEAR, check_of_year, doubtful

__all__ = ["read_at", "read_run"]

WEEKDAY_RULE = next(each for each in RELATIVE if each.check == "weekday")
LENGTH_RULE = next(each for each in LENGTHS if each.check == "length")
RULES: tuple[Rule, ...] = ABSOLUTE + RELATIVE + CLOCKS + LENGTHS
WORD = re.compile(r"['\u2018\u2019]?\w+")
# No expression begins with these alone; the tables have those that belong to one.
SKIPPED = frozenset(
    listed("in on at by for is as to of and with during since until till through within over very just s that")
)
SHARE = re.compile(
    r"(?:the\s+)?(?:very\s+)?(?P<share>early|late|mid|middle|beginning|start|end|close|first\s+half|second\s+half"
    r"|last\s+week|first\s+week|earlier|later|latest|earliest|turn)(?:\s*-\s*|\s+)(?:part\s+)?(?:in\s+"
    r"|on\s+)?(?:of\s+)?(?=[\w'\u2018\u2019])",
    re.IGNORECASE,
)
SHARES = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
    "end": "late", "close": "late", "earlier": "whole", "later": "whole", "latest": "late", "earliest": "early",
    "turn": "early",
}  # fmt: skip
OPENED = re.compile(r"(?P<from>from|between)\s+", re.IGNORECASE)
BARE_TO = re.compile(r"\s+(?:to|until|till|through)\s+|\s*[-\u2013\u2014]\s*", re.IGNORECASE)
# Behind a day a comma may close its year or its weekday: *December 30, 1915, to January 2, 1916*.
DAY_TO = re.compile(r"(?:\s*,)?(?:\s+(?:to|until|till|through)\s+|\s*[-\u2013]\s*)|\s*\u2014\s*", re.IGNORECASE)
TWO_DASHES = r"\s*[-\u2013\u2014]{2}\s*"
# By the word before the first day; *the* is that of a day without its month.
TO = {
    "from": re.compile(rf"\s+and\s+|{TWO_DASHES}|{DAY_TO.pattern}", re.IGNORECASE),
    "between": re.compile(rf"(?:\s*,)?\s+and\s+|{TWO_DASHES}|{DAY_TO.pattern}", re.IGNORECASE),
    "the": re.compile(rf"{TWO_DASHES}|{DAY_TO.pattern}", re.IGNORECASE),
}
# The weekdays of a range before it: *Monday to Friday, the 14th to the 18th*.
WEEK = re.compile(rf"(?:from\s+)?({WEEKDAY})(?:{DAY_TO.pattern})({WEEKDAY}){BEHIND_WEEKDAY}", re.IGNORECASE)
# The last day of a range without its article: *the 14th to 19th*.
BARE_DAY = re.compile(rf"([0-9]{{1,2}}){NTH}\b", re.IGNORECASE)
OF = re.compile(rf"{GAP}(?:of\s+|in\s+|(?=last|this|next|the|a\s))", re.IGNORECASE)
TO_DAY = re.compile(r"\s*,?\s*(?:on\s+|of\s+|in\s+|at\s+)?", re.IGNORECASE)
TO_CLOCK = re.compile(r"\s*,?\s*(?:at\s+|by\s+)?(?:about\s+|around\s+|approximately\s+)?", re.IGNORECASE)
DAY_PART = re.compile(rf"\s+({PART})", re.IGNORECASE)
# A number that the next word shows to be no part of a date: most numbers of a run are such.
IDLE_NUMBER = re.compile(
    r"(?:[0-9]{1,3}|[0-9]+(?:\.[0-9]+|(?:,[0-9]{3})+))(?=\s*$|\s+(?:[0-9]|(?:in|from|the|for|on|at|by"
    r"|last|next|this|during|over|with|since|as|is)\b"
    r"|(?:to|and)\s+[a-z]))",
    re.IGNORECASE,
)
HALVES = frozenset(PART_CODES.values())
RangeEnd = (Days, MonthDay, Named, Within, Part, Unresolved)

Found = tuple[Expression, int, str]


def read_run(run: str) -> tuple[Reading, ...]:
    """Return the expressions of a run, from left to right."""
    found: list[Reading] = []
    at = 0
    while (word := WORD.search(run, at)) is not None:
        start = word.start()
        if word[0].lower() in SKIPPED:
            at = word.end()
            continue
        reading = reading_at(run, start)
        at = reading.end if reading is not None else word.end()
        if reading is not None and not isinstance(reading.expression, Impossible):
            found.append(with_doubt_of_year(run, reading))
    return tuple(found)


def reading_at(run: str, start: int) -> Reading | None:
    """Return the reading that begins at a place, a row or another, with what it is instead."""
    row = row_at(run, start)
    read = plain_at(run, start)
    if row is not None and (read is None or row.end >= read[1]):
        return replace(row, instead=first_of_row(run, row))
    if read is None:
        return None
    expression, end, check = read
    return Reading(start, end, expression, check, instead(run, start, check))


def with_doubt_of_year(run: str, reading: Reading) -> Reading:
    """Return a reading whose last number may be no year (*14 May 2200*) with what it is without it."""
    year = OPEN_YEAR.search(run, reading.start, reading.end) if not reading.check else None
    without = reading_at(run[: year.start()], reading.start) if year is not None else None
    if year is None or without is None or without.end != year.start():
        return reading
    return doubtful(reading, without, check_of_year(year[1]))


def first_of_row(run: str, row: Reading) -> Reading | None:
    """Return the first day of a row, for when it turns out that the others are none: *May 3 and 20 others*."""
    first = point(run, row.start)
    return Reading(row.start, first[1], first[0], first[2]) if first is not None and row.check == "row" else None


def instead(run: str, start: int, check: str) -> Reading | None:
    """Return what an expression is if the words around it show that it is not what it was read as.

    It is the mere weekday in *Friday, the 5th Regiment*, and the mere length in *two days before*, for when it turns
    out that nothing is told of the day.
    """
    rule = {"weekday and day": WEEKDAY_RULE, "ago": LENGTH_RULE}.get(check)
    found = rule.pattern.match(run, start) if rule is not None else None
    expression = rule.make(found) if rule is not None and found is not None else None
    if rule is None or found is None or expression is None:
        return None
    expression, end, left = day_with_clock(run, (expression, found.end(), rule.check))
    return Reading(start, end, expression, left)


def read_at(run: str, start: int) -> Found | None:
    """Return the expression that begins at a place, where it ends, and its check; not a row of single days."""
    row = row_at(run, start)
    span = (row.expression, row.end, row.check) if row is not None and not row.parts else None
    return longest(span, plain_at(run, start))


def plain_at(run: str, start: int) -> Found | None:
    """Return the expression that begins at a place, rows left out."""
    week = WEEK.match(run, start)
    days = plain_at(run, week.end()) if week is not None else None
    if week is not None and days is not None and is_range_of_days(days[0]):
        return with_weekdays(days[0], weekday_of(week[1]), weekday_of(week[2])), days[1], days[2]
    opened = OPENED.match(run, start)
    if opened is not None:
        return longest(ranged(run, opened.end(), opened["from"].lower()), atom(run, start))
    first = point(run, start)
    if first is not None and isinstance(first[0], RangeEnd):
        return ranged(run, start, "", first) or first
    return first


def is_range_of_days(expression: Expression) -> bool:
    """Return whether an expression is of several days."""
    if isinstance(expression, Days):
        return expression.precision == "day" and expression.first < expression.last
    return isinstance(expression, Range) and kind_of(expression.last) == "day"


def with_weekdays(days: Expression, first: int, last: int) -> Expression:
    """Return a range of days with the weekdays of its ends, if it lacks a month."""
    if isinstance(days, Range) and has_no_month(days.first) and has_no_month(days.last):
        return Range(replace(days.first, weekday=first), replace(days.last, weekday=last))
    return days


def longest(*found: Found | None) -> Found | None:
    """Return what reaches furthest, the earlier of equals."""
    return max((each for each in found if each is not None), key=lambda each: each[1], default=None)


def ranged(run: str, start: int, opened: str, first: Found | None = None) -> Found | None:
    """Return a range whose first end begins at ``start``, behind *from* or *between*, if two ends of one kind are
    there."""
    first = first or point(run, start)
    if first is None or not isinstance(first[0], RangeEnd):
        return None
    to = TO[opened or "the"] if opened or has_no_month(first[0]) else DAY_TO if kind_of(first[0]) == "day" else BARE_TO
    joined = to.match(run, first[1])
    last = last_end(run, joined.end(), first[0]) if joined is not None else None
    if last is None:
        return None
    if isinstance(last[0], Impossible) and is_day_of_month(first[0]):
        return last
    if not alike(first[0], last[0]):
        return None
    return Range(first[0], last[0]), last[1], "days" if has_no_month(first[0]) and has_no_month(last[0]) else ""


def last_end(run: str, start: int, first: Expression) -> Found | None:
    """Return the last end of a range."""
    found = point(run, start)
    return bare_day(run, start) if found is None and is_day_of_month(first) else found


def bare_day(run: str, start: int) -> Found | None:
    """Return a day without its month and its article, as the end of a range may be: *the 14th to 19th*."""
    bare = BARE_DAY.match(run, start)
    if bare is None:
        return None
    number = int(bare[1])
    return Named("day", number) if 1 <= number <= 31 else Impossible(), bare.end(), ""


def alike(first: Expression, last: Expression) -> bool:
    """Return whether two expressions can be the ends of one range."""
    kinds = [kind_of(each) for each in (first, last)]
    return kinds[0] == kinds[1] != ""


def kind_of(expression: Expression) -> str:
    """Return how finely an end of a range is said."""
    if isinstance(expression, Days):
        return expression.precision
    if isinstance(expression, Named):
        return expression.kind
    if isinstance(expression, MonthDay | Unresolved):
        return "day"
    if isinstance(expression, Within | Part):
        return kind_of(expression.named if isinstance(expression, Within) else expression.of)
    return ""


def point(run: str, start: int) -> Found | None:
    """Return an expression that is no range: an atom, or one with its part, its year or its time of day."""
    found = longest(part(run, start), atom(run, start))
    if found is None:
        return None
    expression, end, check = found
    if isinstance(expression, Clock):
        return clock_of_day(run, expression, end, check)
    if isinstance(expression, Shift):
        return moved_shift(run, expression, end) or found
    if isinstance(expression, Named | MonthDay | Feast):
        found = within_year(run, expression, end) or found
    return day_with_clock(run, found)


@cache
def rules_for(first: str) -> tuple[Rule, ...]:
    """Return the rules that can begin with a character."""
    return tuple(each for each in RULES if not each.first or first in each.first)


@lru_cache(maxsize=1 << 6)
def atom(run: str, start: int) -> Found | None:
    """Return what the longest rule of the tables makes of the words at a place; kept while one run is read."""
    if start >= len(run) or (run[start].isdigit() and (IDLE_NUMBER.match(run, start) or is_fraction(run, start))):
        return None
    best: tuple[Rule, re.Match[str]] | None = None
    end = start
    for each in rules_for(first_of(run, start)):
        match = each.pattern.match(run, start)
        if match is not None and match.end() > end:
            end, best = match.end(), (each, match)
    if best is None:
        return None
    expression = best[0].make(best[1])
    return (expression, end, best[0].check) if expression is not None else (Impossible(), end, "")


def is_fraction(run: str, start: int) -> bool:
    """Return whether the digits at a place stand behind a decimal point: *14* in *3.14 May*."""
    return start > 1 and run[start - 1] == "." and run[start - 2].isdigit()


def part(run: str, start: int) -> Found | None:
    """Return a part of a span, ``late 1990s``, *the first week of March*."""
    if start >= len(run) or run[start].isdigit():
        return None
    share = SHARE.match(run, start)
    if share is None:
        return None
    of = atom(run, share.end())
    if of is None:
        return None
    expression, end, check = of
    if isinstance(expression, Named | MonthDay | Feast):
        expression, end, _ = within_year(run, expression, end) or of
    if not isinstance(expression, Days | Named | Period | Within) or has_no_month(expression):
        return None
    name = re.sub(r"\s+", " ", share["share"].lower())
    kept = check if check in ("decade", "century", "the unit") else ""
    return Part(expression, SHARES.get(name, name)), end, "part of unit" if kept == "the unit" else kept


def within_year(run: str, named: Named | MonthDay | Feast, end: int) -> Found | None:
    """Return what has a name within a year that is said behind it: *of last year*, *a year earlier*."""
    if is_day_of_month(named) or (isinstance(named, Named) and named.which):
        return None
    of = OF.match(run, end)
    year = atom(run, of.end()) if of is not None else None
    if year is None:
        return None
    if isinstance(named, Named) and named.kind == "weekday":
        week = year[0]
        return (Within(named, week), year[1], "") if isinstance(week, Period) and week.unit == "W" else None
    if isinstance(year[0], Days) and year[0].precision == "year" and not isinstance(named, Named):
        fixed = in_year(named, year[0].first.year)
        return (fixed, year[1], "") if fixed is not None else None
    if isinstance(year[0], Period | Shift) and year[0].unit == "Y":
        return Within(named, year[0]), year[1], ""
    return None


def moved_shift(run: str, shift: Shift, end: int) -> Found | None:
    """Return *thirty years ago* counted from the day or period that follows: *today*, *next month*."""
    gap = re.compile(r"\s+").match(run, end)
    of = atom(run, gap.end()) if gap is not None and shift.base == "published" else None
    if of is None or not (isinstance(of[0], Period) or (isinstance(of[0], Named) and of[0].which)):
        return None
    return Moved(shift, of[0]), of[1], ""


def clock_of_day(run: str, clock: Clock, end: int, check: str) -> Found:
    """Return a time of day with the day behind it, if one is there."""
    to = TO_DAY.match(run, end)
    if clock.day is None and to is not None and to.end() > end:
        day = atom(run, to.end())
        if day is not None and is_day(day[0]):
            named, end, _ = day_with_clock(run, day)
            return Clock(half_of_day(clock, named), named.day if isinstance(named, Clock) else named), end, ""
        if day is not None and isinstance(day[0], Clock) and day[0].clock in HALVES:
            named, end, _ = clock_of_day(run, day[0], day[1], "") if day[0].day is None else day
            return Clock(half_of_day(clock, day[0]), named.day if isinstance(named, Clock) else None), end, ""
    return clock, end, check


def half_of_day(clock: Clock, named: Expression) -> str:
    """Return the time of a clock, in the half of the day that a part of it says: *three o'clock this afternoon*."""
    late = isinstance(named, Clock) and named.clock in HALVES and named.clock != "MO"
    if (
        clock.clock in HALVES
        or not late
        or not clock.clock[:2] < "12"
        or (isinstance(named, Clock) and named.clock == "NI" and clock.clock < "05")
    ):
        return clock.clock
    return f"{int(clock.clock[:2]) + 12}{clock.clock[2:]}"


def day_with_clock(run: str, found: Found) -> Found:
    """Return a day with the time behind it: *Friday morning*, *3 May at 15:00*."""
    expression, end, check = found
    if not is_day(expression):
        return found
    kept = check if has_weekday(expression) else ""
    named = DAY_PART.match(run, end)
    if named is not None:
        word = named[1].lower()
        return (
            Clock(PART_CODES.get(word, "12:00" if word in ("noon", "midday") else "NI"), expression),
            named.end(),
            kept,
        )
    iso = re.compile(r"T([0-2][0-9]):?([0-5][0-9])(?::?[0-5][0-9])?(Z?)").match(run, end)
    if iso is not None:
        return Clock(f"{iso[1]}:{iso[2]}{iso[3]}", expression), iso.end(), kept
    to = TO_CLOCK.match(run, end)
    if to is not None and to.end() > end:
        clock = atom(run, to.end())
        if clock is not None and isinstance(clock[0], Clock) and clock[0].clock not in HALVES:
            of, end, _ = clock_of_day(run, clock[0], clock[1], "")
            if isinstance(of, Clock) and of.day is None:
                return Clock(of.clock, expression), end, kept
    return found


def is_day(expression: Expression) -> bool:
    """Return whether an expression is one day, which can have a time."""
    if isinstance(expression, Days):
        return expression.precision == "day" and expression.first == expression.last
    if isinstance(expression, Period):
        return expression.unit == "D"
    return isinstance(expression, MonthDay | Numeric | Feast | Unresolved) or (
        isinstance(expression, Named) and (expression.kind == "weekday" or has_weekday(expression))
    )
