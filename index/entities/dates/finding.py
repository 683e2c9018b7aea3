"""Find the dates of a text: scan for runs, parse them, check the surrounding words, resolve them in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from dateline.index.dates import DateSpan, day_of
from dateline.index.entities.dates.clauses import find_direction, is_over
from dateline.index.entities.dates.composing import parse_run
from dateline.index.entities.dates.days_of_month import has_bare_day, has_weekday
from dateline.index.entities.dates.expressions import (
    Clock,
    CompleteDate,
    DateRange,
    Duration,
    Ended,
    Expression,
    Named,
    Numeric,
    Parse,
    Period,
    Reference,
    Repeat,
    SamePeriod,
    Shift,
    Unresolved,
    Within,
)
from dateline.index.entities.dates.false_positives import is_date, is_rate
from dateline.index.entities.dates.foreign import find_foreign
from dateline.index.entities.dates.periods import LastPeriod
from dateline.index.entities.dates.resolved import SURELY_PAST
from dateline.index.entities.dates.resolving import (
    ResolutionContext,
    Resolved,
    mention_of,
    needs_direction,
    resolve,
)
from dateline.index.entities.dates.scanning import date_scanner, start_of_run
from dateline.index.entities.dates.years import era_at
from dateline.index.entities.mention import DateMention

__all__ = ["find_dates"]

NO_CONTEXT = ResolutionContext()
# The first characters of an era or its year; the empty string is in it, too.
ERAS = "ABC0123456789"
# How far *a year earlier* may be from the quarter or month that it is counted from, in characters.
NEAR_PERIOD = 300
PERIODS = frozenset(("quarter", "month"))
NEAREST = "the nearest to the date of publication"


@dataclass(frozen=True, slots=True)
class ResolvedParse:
    """A parse with its alternative and parts, its resolution if that does not depend on the text, and whether it needs
    the direction of the clause."""

    parse: Parse
    fixed: Resolved | None
    needs_direction: bool
    alternative: ResolvedParse | None
    parts: tuple[ResolvedParse, ...] = ()


PlacedParse = tuple[int, int, ResolvedParse]


@dataclass(slots=True)
class LastMentioned:
    """The day mentioned last, the first day of the date of any precision mentioned last, and the quarter, month or half
    mentioned last with its place in the text."""

    day: date | None = None
    any: date | None = None
    period: LastPeriod | None = None
    place: int = 0

    def note(self, expression: Expression, days: DateSpan, value: str | None, place: int) -> None:
        """Take down a date."""
        precision = days.precision
        if precision == "day":
            if days.first != self.any:
                self.day = days.first
            if not isinstance(expression, Ended):
                self.any = days.first
                return
        self.any = days.first
        is_period = precision in PERIODS or isinstance(expression, Ended) or (value or "")[4:6] == "-H"
        if is_period and value and not isinstance(expression, SamePeriod):
            self.period, self.place = (days, value), place


def find_dates(
    text: str,
    published: date | datetime | None = None,
    *,
    day_first: bool | None = None,
    english: bool = True,
) -> tuple[DateMention, ...]:
    """Return the dates, times, durations and sets of a running text, in order; none goes over a line end.

    Relative dates are counted from ``published``, else they stay unresolved. ``day_first`` is the order in which the
    source writes ``04/05/2016``; an unambiguous date in the text takes precedence. A text that is not ``english`` is
    searched only for complete dates, with the names of months in other languages.
    """
    day = day_of(published) if published is not None else None
    return tuple(_find(text, day, day_first) if english else find_foreign(text, day, day_first))


def _find(text: str, day: date | None, day_first: bool | None) -> list[DateMention]:
    """Return the dates of an English text."""
    placed = list(_iter_parses(text))
    numeric_order = _find_numeric_order(placed, day_first)
    last_mentioned = LastMentioned()
    found: list[DateMention] = []
    for start, end, read in placed:
        resolved = read.fixed or _resolved(text, start, end, read, day, last_mentioned, numeric_order)
        if resolved is None:
            continue
        found.append(mention_of(text, start, end, resolved))
        if resolved.days is not None:
            last_mentioned.note(read.parse.expression, resolved.days, resolved.value, end)
    return found


@lru_cache(maxsize=1 << 15)
def _parse_run(run: str) -> tuple[ResolvedParse, ...]:
    """Return the parses of a run, resolved as far as possible without the text."""
    return tuple(_pre_resolve(parse) for parse in parse_run(run))


def _pre_resolve(parse: Parse) -> ResolvedParse:
    """Return a parse with its resolution, if that does not depend on the text."""
    expression = parse.expression
    fixed = isinstance(expression, CompleteDate | Duration | Repeat | Reference | Unresolved)
    alternative = _pre_resolve(parse.alternative) if parse.alternative is not None else None
    parts = tuple(_pre_resolve(part) for part in parse.parts)
    return ResolvedParse(
        parse, resolve(expression, NO_CONTEXT) if fixed else None, needs_direction(expression), alternative, parts
    )


def _resolved(
    text: str,
    start: int,
    end: int,
    read: ResolvedParse,
    day: date | None,
    last_mentioned: LastMentioned,
    numeric_order: bool | None,
) -> Resolved | None:
    """Return the resolution of an expression in its text."""
    expression = read.parse.expression
    if last_mentioned.period is not None:
        if isinstance(expression, Shift) and is_year_before(expression, text, last_mentioned.place, end):
            expression = SamePeriod("", expression)
        if isinstance(expression, SamePeriod):
            return resolve(expression, ResolutionContext(day, last_period=last_mentioned.period))
    if day is None or not read.needs_direction:
        return resolve(expression, ResolutionContext(day, _base(expression, last_mentioned), 0, numeric_order))
    back, forward = _both_ways(expression, day)
    if back == forward and not is_over(text, start):
        return back
    direction = find_direction(text, start, end, has_bare_day(expression), names_weekday(expression))
    if direction.present and _is_current(expression, back, day):
        return back and replace(
            back, reason=f"it has begun by {day}, and \u201c{direction.cue}\u201d is of the present"
        )
    sign = 0 if direction.present and has_weekday(expression) else direction.sign
    if sign in (0, SURELY_PAST):
        resolved = resolve(expression, ResolutionContext(day, None, sign))
    else:
        resolved = forward if sign > 0 else back
    if resolved is None or (resolved.reason and resolved.reason != NEAREST):
        return resolved
    return replace(resolved, reason=direction.reason(day))


def is_year_before(shift: Shift, text: str, place: int, end: int) -> bool:
    """Return whether *a year earlier* is counted from the period before it, which ends at ``place``.

    *A year ago* often means the year itself, so it counts only next to the period of a report."""
    limit = NEAR_PERIOD if shift.base == "context" else NEAR_PERIOD // 2
    return shift.count == -1 and shift.unit in ("Y", "M", "Q") and end - place <= limit and "\n" not in text[place:end]


def names_weekday(expression: Expression) -> bool:
    """Return whether an expression is a weekday, or a time of one."""
    named = expression.day if isinstance(expression, Clock) else expression
    return isinstance(named, Named) and named.kind == "weekday"


def _is_current(expression: Expression, back: Resolved | None, day: date) -> bool:
    """Return whether a range of days without a month, taken as past, includes the day of publication."""
    if not isinstance(expression, DateRange) or not has_bare_day(expression):
        return False
    return back is not None and back.days is not None and back.days.last >= day


@lru_cache(maxsize=1 << 14)
def _both_ways(expression: Expression, day: date) -> tuple[Resolved | None, Resolved | None]:
    """Return the resolutions of an expression in a clause of the past, and in one of the future."""
    ways = [resolve(expression, ResolutionContext(day, None, sign)) for sign in (-1, 1)]
    back, forward = (way and (way if way.reason else replace(way, reason=NEAREST)) for way in ways)
    return back, forward


def _iter_parses(text: str) -> Iterator[PlacedParse]:
    """Yield the accepted parses with their spans in the text."""
    runs = date_scanner().runs(text)
    done = 0
    for i in range(0, len(runs), 2):
        low, high = runs[i], runs[i + 1]
        low = start_of_run(text, low, runs[i - 1] if i else 0)
        for read in _parse_run(text[low:high]):
            parse = read.parse
            if low + parse.start < done:
                continue
            accepted = _accepted(read, text, low) if parse.check else read
            if accepted is None:
                continue
            end = low + accepted.parse.end
            # Few dates are followed by what can be an era, with or without its year.
            read = accepted
            if text[end : end + 2].lstrip(", \u00a0")[:1] in ERAS:
                read, end = _with_era(accepted, text, low)
            parse = read.parse
            start = low + parse.start
            if read.fixed is not None and isinstance(parse.expression, Duration) and is_rate(parse, text, start):
                read = replace(read, fixed=replace(read.fixed, type="SET"))
            if read.parts:
                yield from ((low + part.parse.start, low + part.parse.end, part) for part in read.parts)
            else:
                yield start, end, read
            done = end


def _accepted(read: ResolvedParse, text: str, low: int) -> ResolvedParse | None:
    """Return a parse if it passes its check, else the first alternative that does, or None."""
    parse = read.parse
    if is_date(parse, text, low + parse.start, low + parse.end):
        return read
    other = read.alternative
    while other is not None and not _is_accepted(other.parse, text, low):
        other = other.alternative
    return other


def _is_accepted(parse: Parse, text: str, low: int) -> bool:
    """Return whether an alternative passes its check; durations need none, because their count was already read."""
    return parse.check not in ("weekday", "counting") or is_date(parse, text, low + parse.start, low + parse.end)


def _with_era(read: ResolvedParse, text: str, low: int) -> tuple[ResolvedParse, int]:
    """Return a parse in the era that follows it, *14 May 44 BC*, and its end."""
    parse = read.parse
    start, end = low + parse.start, low + parse.end
    found = era_at(parse.expression, text[start:end], text, end)
    if found is None:
        return read, end
    return _pre_resolve(replace(parse, expression=found[0], parts=())), found[1]


def _find_numeric_order(placed: list[PlacedParse], day_first: bool | None) -> bool | None:
    """Return the order of numeric dates that the text shows, else that of the source."""
    shown = [each[2].parse.expression for each in placed if isinstance(each[2].parse.expression, Numeric)]
    days = sum(each.one > 12 for each in shown)
    months = sum(each.two > 12 for each in shown)
    return day_first if days == months else days > months


def _base(expression: Expression, last_mentioned: LastMentioned) -> date | None:
    """Return the mentioned day from which an expression is counted: years from a year, days from a day."""
    if isinstance(expression, Clock):
        return last_mentioned.day if expression.day is None else _base(expression.day, last_mentioned)
    if isinstance(expression, Within):
        return _base(expression.year, last_mentioned)
    if not isinstance(expression, Period | Shift) or expression.base != "context":
        return None
    return last_mentioned.any if expression.unit in ("Y", "DE", "CE") else last_mentioned.day
