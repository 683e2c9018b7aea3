"""Compose expressions from the rules of the tables: *late 1990s*, *from* one day *to* another, a time of a day.

`parse_run` parses a run of the scanner. It does not use the surrounding text, so the result for a run can be cached.
At each word the longest match is used, of equal ones the first.
"""

from __future__ import annotations

import re

from dateline.index.dataclass import replace
from dateline.index.entities.dates.atoms import (
    DURATION_RULE,
    FIGURE_RULE,
    MONTH_RULE,
    OF_PERIOD,
    OF_RANGE,
    OF_ROW,
    OF_SHARE,
    OF_WEEK,
    WEEKDAY_RULE,
    ExpressionMatch,
    atom_at,
    match_at,
    may_have_clock,
    may_have_range,
    next_start,
    parts_at,
)
from dateline.index.entities.dates.calendar_units import in_year
from dateline.index.entities.dates.days_of_month import is_bare_day, is_day_of_month
from dateline.index.entities.dates.days_with_times import (
    clock_of_day,
    day_with_clock,
)
from dateline.index.entities.dates.ended import ended_at
from dateline.index.entities.dates.expressions import (
    Clock,
    CompleteDate,
    Feast,
    Impossible,
    MonthDay,
    Moved,
    Named,
    Parse,
    PartOf,
    Period,
    Shift,
    ShortYear,
    Within,
)
from dateline.index.entities.dates.patterns import (
    BEHIND_WEEKDAY,
    GAP,
    WEEKDAY,
    Rule,
    lowered,
    weekday_of,
)
from dateline.index.entities.dates.ranges import DAY_TO, is_range_of_days, range_behind, with_weekdays
from dateline.index.entities.dates.rows import row_at, row_of_parts
from dateline.index.entities.dates.years import OPEN_YEAR, check_of_year, with_alternatives
from dateline.index.kernel._records import RecordMaker

__all__ = ["expression_at", "parse_run", "parse_word"]

SHARE = re.compile(
    r"(?:the\s+)?(?:very\s+)?(?P<share>early|late|mid|middle|beginning|start|end|close|first\s+half|second\s+half"
    r"|last\s+week|first\s+week|earlier|later|latest|earliest|turn)(?:\s*-\s*|\s+)(?:part\s+)?"
    r"(?:in\s+(?<!\bend\sin\s)(?<!\bstart\sin\s)(?<!\bclose\sin\s)|on\s+(?<!\bend\son\s)(?<!\bstart\son\s)(?<!\bclose\son\s))?"
    r"(?:of\s+)?(?=[\w'\u2018\u2019])",
    re.IGNORECASE,
)
SHARES = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
    "end": "late", "close": "late", "earlier": "whole", "later": "whole", "latest": "late", "earliest": "early",
    "turn": "early",
}  # fmt: skip
# Verbs as well: *will end next Friday*, *to close the day*.
AS_VERB = re.compile(r"(?:end|start|close)\s+", re.IGNORECASE)
SPACES = re.compile(r"\s+")
ON = re.compile(r"\s+(?:on|from)\s+", re.IGNORECASE)
LAST = re.compile(r"last\s+", re.IGNORECASE)
VERBS = {"part as verb": AS_VERB, "unit as verb": AS_VERB, "length": LAST}
OPENED = re.compile(r"(?P<from>from|between)\s+", re.IGNORECASE)
# Weekdays before a range: *Monday to Friday, the 14th to the 18th*.
WEEK = re.compile(rf"(?:from\s+)?({WEEKDAY})(?:{DAY_TO.pattern})({WEEKDAY}){BEHIND_WEEKDAY}", re.IGNORECASE)
OF = re.compile(rf"{GAP}(?:of\s+|in\s+|(?=last|this|next|the|a\s))", re.IGNORECASE)


ALTERNATIVE_RULES = {
    "weekday and day": WEEKDAY_RULE,
    "weekday week": WEEKDAY_RULE,
    "ago": DURATION_RULE,
    "day in words": MONTH_RULE,
}
make_parse, make_part = RecordMaker(Parse), RecordMaker(PartOf)


def parse_run(run: str) -> tuple[Parse, ...]:
    """Return the parses of a run, from left to right."""
    found: list[Parse] = []
    at = 0
    while (word := next_start(run, at)) is not None:
        parse, at = parse_word(run, *word)
        if parse is not None:
            found.append(parse)
    return tuple(found)


def parse_word(run: str, start: int, behind: int, alone: bool) -> tuple[Parse | None, int]:
    """Return the parse that begins at a word of `next_start`, if one does, and where to go on."""
    parse = parse_alone(run, start) if alone else parse_at(run, start)
    if parse is None:
        return None, behind
    if isinstance(parse.expression, Impossible):
        return None, parse.end
    return check_open_year(run, parse), parse.end


def parse_alone(run: str, start: int) -> Parse | None:
    """Return the parse that begins at an offset, as `parse_at` does, where it is an atom up to the end of the run."""
    found = atom_at(run, start)
    if found is None:
        return None
    expression, end, check = found
    return make_parse(start, end, expression, check, alternative_at(run, start, check) if check else None, ())


def parse_at(run: str, start: int) -> Parse | None:
    """Return the parse that begins at an offset, a row or another expression, with its alternatives."""
    parts = parts_at(run, start)
    period = ended_at(run, start, point_at) if parts & OF_PERIOD else None
    if period is not None:
        return period
    row = row_at(run, start) if parts & OF_ROW else None
    read = plain_at(run, start)
    if row is not None and (read is None or row.end >= read[1]):
        return replace(row, alternative=first_day_of_row(run, row))
    if read is None:
        return None
    expression, end, check = read
    if isinstance(expression, Named) and expression.kind in ("month", "season") and not expression.which:
        row = row_of_parts(run, start, end)
        if row is not None:
            return row
    return make_parse(start, end, expression, check, alternative_at(run, start, check) if check else None, ())


def check_open_year(run: str, parse: Parse) -> Parse:
    """Return a parse; if its last number may not be a year (*14 May 2200*), with the alternatives without it."""
    is_open = not parse.check and run[parse.end - 1].isdigit()
    year = OPEN_YEAR.search(run, parse.start, parse.end) if is_open else None
    without = parse_at(run[: year.start()], parse.start) if year is not None else None
    if year is None or without is None or without.end != year.start():
        return parse
    return with_alternatives(parse, without, check_of_year(year[1]))


def first_day_of_row(run: str, row: Parse) -> Parse | None:
    """Return the first day of a row, in case the others are not days: *May 3 and 20 others*."""
    first = point_at(run, row.start)
    return Parse(row.start, first[1], first[0], first[2]) if first is not None and row.check == "row" else None


def alternative_at(run: str, start: int, check: str) -> Parse | None:
    """Return the alternative of an expression, for the case that its check fails.

    It is the weekday in *Friday, the 5th Regiment*, the duration in *two days before* without a day, and what stands
    behind a verb: *will end next Friday*, *will last three weeks*.
    """
    verb = VERBS[check].match(run, start) if check in VERBS else None
    if verb is not None:
        return parse_at(run, verb.end())
    if check == "weeks on":
        return weeks_and_weekday(run, start)
    rule = ALTERNATIVE_RULES.get(check)
    if rule is None:
        return None
    if rule is DURATION_RULE and run[start].isdigit():
        rule = FIGURE_RULE
    found = match_at(rule.source, run, start)
    expression = rule.make(found) if found is not None else None
    if found is None or expression is None:
        return None
    expression, end, left = day_with_clock(run, (expression, found.end(), rule.check))
    return make_parse(start, end, expression, left, None, ())


def weeks_and_weekday(run: str, start: int) -> Parse | None:
    """Return the duration and the day of *for a week on Monday*, which is no day a week after it."""
    length = atom_of(run, start, DURATION_RULE)
    on = ON.match(run, length.end) if length is not None else None
    day = atom_of(run, on.end(), WEEKDAY_RULE) if on is not None else None
    if length is None or day is None:
        return None
    return Parse(start, day.end, length.expression, parts=(length, day))


def atom_of(run: str, start: int, rule: Rule) -> Parse | None:
    """Return what one rule reads at an offset."""
    found = match_at(rule.source, run, start)
    expression = rule.make(found) if found is not None else None
    return Parse(start, found.end(), expression) if found is not None and expression is not None else None


def expression_at(run: str, start: int) -> ExpressionMatch | None:
    """Return the expression that begins at an offset, its end and its check; no row of separate days."""
    parts = parts_at(run, start)
    period = ended_at(run, start, point_at) if parts & OF_PERIOD else None
    if period is not None:
        return period.expression, period.end, ""
    row = row_at(run, start) if parts & OF_ROW else None
    span = (row.expression, row.end, row.check) if row is not None and not row.parts else None
    return longer(span, plain_at(run, start))


def plain_at(run: str, start: int) -> ExpressionMatch | None:
    """Return the expression that begins at an offset, without rows."""
    parts = parts_at(run, start)
    week = WEEK.match(run, start) if parts & OF_WEEK and may_have_range(run, start) else None
    days = plain_at(run, week.end()) if week is not None else None
    if week is not None and days is not None and is_range_of_days(days[0]):
        return with_weekdays(days[0], weekday_of(week[1]), weekday_of(week[2])), days[1], days[2]
    opened = OPENED.match(run, start) if parts & OF_RANGE else None
    if opened is not None:
        first = point_at(run, opened.end())
        ranged = range_behind(run, lowered(opened["from"]), first, point_at) if first is not None else None
        return longer(ranged, atom_at(run, start))
    point = point_at(run, start)
    if point is None or point[1] == len(run) or not may_have_range(run, point[1]):
        return point
    return range_behind(run, "", point, point_at) or point


def longer(one: ExpressionMatch | None, other: ExpressionMatch | None) -> ExpressionMatch | None:
    """Return the longer match, of equal ones the first."""
    if one is None or (other is not None and other[1] > one[1]):
        return other
    return one


def point_at(run: str, start: int) -> ExpressionMatch | None:
    """Return a single expression: an atom, or one with its part, its year or its time of day."""
    found = longer(part_at(run, start), atom_at(run, start))
    if found is None:
        return None
    expression, end, check = found
    if end == len(run):
        return found
    if isinstance(expression, Clock):
        return clock_of_day(run, expression, end, check)
    if isinstance(expression, Shift):
        return shift_from_period(run, expression, end) or found
    if isinstance(expression, (Named, MonthDay, Feast)):
        found = within_year(run, expression, end) or found
    return day_with_clock(run, found) if may_have_clock(run, end) else found


def part_at(run: str, start: int) -> ExpressionMatch | None:
    """Return a part of a span, ``late 1990s``, *the first week of March*."""
    share = SHARE.match(run, start) if parts_at(run, start) & OF_SHARE else None
    if share is None:
        return None
    of = atom_at(run, share.end())
    if of is None:
        return None
    expression, end, check = of
    timed = of if end == len(run) else day_with_clock(run, of)
    if isinstance(timed[0], Clock):  # *late Tuesday night*
        return timed
    if end < len(run) and isinstance(expression, (Named, MonthDay, Feast)):
        expression, end, _ = within_year(run, expression, end) or of
    if not isinstance(expression, (CompleteDate, Named, Period, ShortYear, Within)) or is_bare_day(expression):
        return None
    name = " ".join(lowered(share["share"]).split())
    kept = check if check in ("decade", "worded decade", "century", "the unit") else ""
    if AS_VERB.fullmatch(share[0]):
        kept = "unit as verb" if kept == "the unit" else "part as verb"
    return make_part(expression, SHARES.get(name, name)), end, "part of unit" if kept == "the unit" else kept


def within_year(run: str, named: Named | MonthDay | Feast, end: int) -> ExpressionMatch | None:
    """Return a named period within a year that follows it: *of last year*, *a year earlier*."""
    if is_day_of_month(named) or (isinstance(named, Named) and (named.which or named.kind == "weekend")):
        return None
    of = OF.match(run, end)
    year = atom_at(run, of.end()) if of is not None else None
    if year is None:
        return None
    if isinstance(named, Named) and named.kind == "weekday":
        week = year[0]
        return (Within(named, week), year[1], "") if isinstance(week, Period) and week.unit == "W" else None
    if isinstance(year[0], CompleteDate) and year[0].days.precision == "year" and not isinstance(named, Named):
        fixed = in_year(named, year[0].days.first.year)
        return (fixed, year[1], "") if fixed is not None else None
    if isinstance(year[0], (Period, Shift)) and year[0].unit == "Y":
        return Within(named, year[0]), year[1], ""
    return None


def shift_from_period(run: str, shift: Shift, end: int) -> ExpressionMatch | None:
    """Return *thirty years ago* counted from a following day or period: *today*, *next month*."""
    gap = SPACES.match(run, end)
    of = atom_at(run, gap.end()) if gap is not None and shift.base == "published" else None
    if of is None or not (isinstance(of[0], Period) or (isinstance(of[0], Named) and of[0].which)):
        return None
    return Moved(shift, of[0]), of[1], ""
