"""The dates of an English text (`dateline.index.kernel._dates`), with nothing kept from one text to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateline.index.entities.dates.clauses import find_direction, is_over
from dateline.index.entities.dates.days_of_month import has_bare_day, has_weekday
from dateline.index.entities.dates.expressions import (
    Clock,
    DateRange,
    Duration,
    Ended,
    Expression,
    Named,
    Numeric,
    Period,
    SamePeriod,
    Shift,
    Within,
)
from dateline.index.entities.dates.false_positives import is_one_unit
from dateline.index.entities.dates.finding import Rules
from dateline.index.entities.dates.periods import LastPeriod
from dateline.index.entities.dates.reading import read_run
from dateline.index.entities.dates.resolved import NEAREST, ResolutionContext, Resolved
from dateline.index.entities.dates.resolving import needs_direction, resolve
from dateline.index.entities.dates.scanning import CUT, start_of_cut, vocabulary
from dateline.index.entities.dates.surroundings import flags_around, quick_rules
from dateline.index.entities.dates.verbs import find_sure_direction
from dateline.index.entities.mention import DateMention
from dateline.index.kernel._dates import ReadParse
from tests.oracles.dates import find_runs

__all__ = ["find_dates"]

WORDS = vocabulary()
LETTERS = re.compile("[A-Za-z]*")
Placed = tuple[int, int, ReadParse]


def find_dates(text: str, day: date | None, day_first: bool | None) -> tuple[DateMention, ...]:
    placed = list(place_parses(text))
    order = order_in(placed, day_first)
    last_day: date | None = None
    last_any: date | None = None
    period: tuple[LastPeriod, int] | None = None
    found = []
    for start, end, read in placed:
        expression = read.parse.expression
        base = {"day": last_day, "any": last_any, "": None}[base_of(expression)]
        resolved = resolve_at(text, start, end, read, ResolutionContext(day, base, 0, order), period)
        if resolved is None:
            continue
        days, value = resolved.days, resolved.value
        said, kind = text[start:end], resolved.type
        if isinstance(expression, Duration) and read.rate is None and is_one_unit(expression, said):
            kind = "SET"  # what the read parse of a year has for a rate has none itself
        found.append(DateMention(said, start, end, kind, days, value, resolved.reason))
        if days is None:
            continue
        ended = isinstance(expression, Ended)
        if days.precision == "day" and days.first != last_any:
            last_day = days.first
        is_day = days.precision == "day" and not ended
        last_any = days.first
        of_period = ended or days.precision in ("quarter", "month") or (value or "")[4:6] == "-H"
        if not is_day and of_period and value and not isinstance(expression, SamePeriod):
            period = (days, value), end
    return tuple(found)


def place_parses(text: str) -> Iterator[Placed]:
    runs = find_runs(text, WORDS)
    done = behind = 0
    for low, high in zip(runs[::2], runs[1::2], strict=True):
        start = low
        if text[max(0, low - 1) : low] in ("'", "\u2018", "\u2019"):
            start -= 1
        elif WORDS.get(LETTERS.match(text, low)[0].lower(), 0) & CUT:
            start = start_of_cut(text, low, behind)
        behind = high
        for read in read_run(text[start:high]):
            if start + read.start < done:
                continue
            accepted = accepted_at(read, text, start)
            if accepted is None:
                continue
            chosen, done = accepted
            if chosen.parts:
                yield from ((start + part.start, start + part.end, part) for part in chosen.parts)
            else:
                yield start + chosen.start, done, chosen


def accepted_at(read: ReadParse, text: str, low: int) -> tuple[ReadParse, int] | None:
    start, end = low + read.start, low + read.end
    check = read.parse.check
    around = flags_around(text, start, end, quick_rules(check, text[start:end]) if check else ((0, 0, True),))
    return Rules.accept(read, text, start, end, around)


def order_in(placed: list[Placed], day_first: bool | None) -> bool | None:
    shown = [one for _, _, read in placed if isinstance(one := read.parse.expression, Numeric)]
    days = sum(each.one > 12 for each in shown)
    months = sum(each.two > 12 for each in shown)
    return day_first if days == months else days > months


def base_of(expression: Expression) -> str:
    if isinstance(expression, Clock):
        return "day" if expression.day is None else base_of(expression.day)
    if isinstance(expression, Within):
        return base_of(expression.year)
    if not isinstance(expression, (Period, Shift)) or expression.base != "context":
        return ""
    return "any" if expression.unit in ("Y", "DE", "CE") else "day"


def resolve_at(
    text: str, start: int, end: int, read: ReadParse, context: ResolutionContext, period: tuple[LastPeriod, int] | None
) -> Resolved | None:
    expression, day = read.parse.expression, context.published
    if period is not None:
        last, place = period
        if isinstance(expression, Shift) and expression.count == -1 and expression.unit in ("Y", "M", "Q"):
            near = end - place <= (300 if expression.base == "context" else 150)
            if near and "\n" not in text[place:end]:
                expression = SamePeriod("", expression)
        if isinstance(expression, SamePeriod):
            return resolve(expression, ResolutionContext(day, last_period=last))
    if day is not None and needs_direction(expression):
        return resolve_directed(text, start, end, expression, day)
    return resolve(expression, context)


def resolve_directed(text: str, start: int, end: int, expression: Expression, day: date) -> Resolved | None:
    ways = [resolve(expression, ResolutionContext(day, None, sign)) for sign in (-1, 1)]
    back, forward = [way and with_reason(way, way.reason or NEAREST) for way in ways]
    if back == forward and not is_over(text, start):
        surely = {sign: resolve(expression, ResolutionContext(day, None, sign)) for sign in (-2, 2)}
        sure = find_sure_direction(text, start, end)
        if all(same_days(each, back) for each in surely.values()) or not sure.sign:
            return back
        resolved = surely[sure.sign]
        if resolved is None or (resolved.reason and resolved.reason != NEAREST):
            return resolved
        return with_reason(resolved, sure.reason(day))
    named = expression.day if isinstance(expression, Clock) else expression
    weekday = isinstance(named, Named) and named.kind == "weekday"
    direction = find_direction(text, start, end, has_bare_day(expression), weekday)
    is_range = isinstance(expression, DateRange) and has_bare_day(expression)
    if direction.present and is_range and back is not None and back.days is not None and back.days.last >= day:
        return with_reason(back, f"it has begun by {day}, and \u201c{direction.cue}\u201d is of the present")
    sign = 0 if direction.present and has_weekday(expression) else direction.sign
    resolved = resolve(expression, ResolutionContext(day, None, sign)) if sign in (0, -2) else (back, forward)[sign > 0]
    if resolved is None or (resolved.reason and resolved.reason != NEAREST):
        return resolved
    return with_reason(resolved, direction.reason(day))


def with_reason(resolved: Resolved, reason: str) -> Resolved:
    return Resolved(resolved.type, resolved.days, resolved.value, reason)


def same_days(one: Resolved | None, other: Resolved | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.days, one.value) == (other.days, other.value)
