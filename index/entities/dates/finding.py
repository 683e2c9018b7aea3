"""Find the dates of a text: scan for runs, parse them, check the surrounding words, resolve them in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dateline.index.dates import DateSpan, day_of
from dateline.index.entities.dates.directed import resolve_directed
from dateline.index.entities.dates.expressions import Ended, Expression, Numeric, SamePeriod, Shift
from dateline.index.entities.dates.false_positives import is_date, is_rate
from dateline.index.entities.dates.foreign import find_foreign
from dateline.index.entities.dates.periods import LastPeriod
from dateline.index.entities.dates.reading import ReadParse, in_era, read_run, resolve_read
from dateline.index.entities.dates.resolved import ResolutionContext, Resolved
from dateline.index.entities.dates.resolving import make_mention, resolve
from dateline.index.entities.dates.scanning import date_scanner, start_of_cut
from dateline.index.entities.dates.surroundings import ERA_BEHIND, FAILED, PASSED, flags_around
from dateline.index.entities.dates.years import era_at
from dateline.index.entities.mention import DateMention

__all__ = ["find_dates"]

# How far *a year earlier* may be from the quarter or month that it is counted from, in characters.
NEAR_PERIOD = 300
PERIODS = frozenset(("quarter", "month"))
PlacedParse = tuple[int, int, ReadParse]


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
    placed = _place_parses(text)
    last_mentioned = LastMentioned()
    numeric_order, counted = day_first, False
    found: list[DateMention] = []
    for start, end, read in placed:
        resolved, reason = read.fixed, ""
        if resolved is None:
            if read.with_numeric and not counted:
                numeric_order, counted = _find_numeric_order(placed, day_first), True
            order = numeric_order if read.with_numeric else None
            resolved, reason = _resolved(text, start, end, read, day, last_mentioned, order)
            if resolved is None:
                continue
        days, value = resolved.days, resolved.value
        reason = reason or resolved.reason
        found.append(make_mention(text[start:end], start, end, resolved.type, days, value, reason))
        if days is not None:
            last_mentioned.note(read.parse.expression, days, value, end)
    return found


def _resolved(
    text: str,
    start: int,
    end: int,
    read: ReadParse,
    day: date | None,
    last_mentioned: LastMentioned,
    numeric_order: bool | None,
) -> tuple[Resolved | None, str]:
    """Return the resolution of an expression in its text, and the reason if it is not its own."""
    if last_mentioned.period is not None:
        expression = read.parse.expression
        if isinstance(expression, Shift) and is_year_before(expression, text, last_mentioned.place, end):
            expression = SamePeriod("", expression)
        if isinstance(expression, SamePeriod):
            return resolve(expression, ResolutionContext(day, last_period=last_mentioned.period)), ""
    if day is not None and read.needs_direction:
        return resolve_directed(text, start, end, read, day)
    base = None
    if read.base:
        base = last_mentioned.day if read.base == "day" else last_mentioned.any
    return resolve_read(read, day, base, 0, numeric_order), ""


def is_year_before(shift: Shift, text: str, place: int, end: int) -> bool:
    """Return whether *a year earlier* is counted from the period before it, which ends at ``place``.

    *A year ago* often means the year itself, so it counts only next to the period of a report."""
    limit = NEAR_PERIOD if shift.base == "context" else NEAR_PERIOD // 2
    return shift.count == -1 and shift.unit in ("Y", "M", "Q") and end - place <= limit and "\n" not in text[place:end]


def _place_parses(text: str) -> list[PlacedParse]:
    """Return the accepted parses with their spans in the text."""
    placed: list[PlacedParse] = []
    done = behind = 0
    for low, run, cut in date_scanner().cut(text):
        if cut and (start := start_of_cut(text, low, behind)) < low:
            low, run = start, text[start:low] + run
        behind = low + len(run)
        for read in read_run(run):
            start, end = low + read.start, low + read.end
            if start < done:
                continue
            if read.looked_at:
                around = flags_around(text, start, end, read.rules)
                if around & (PASSED | ERA_BEHIND) != PASSED or read.rate is not None:
                    accepted = _accepted(read, text, start, end, around)
                    if accepted is None:
                        continue
                    read, end = accepted
                    start = low + read.start
            if read.parts:
                placed += [(low + part.start, low + part.end, part) for part in read.parts]
            else:
                placed.append((start, end, read))
            done = end
    return placed


def _accepted(read: ReadParse, text: str, start: int, end: int, around: int) -> tuple[ReadParse, int] | None:
    """Return what a possible date is between the words around it, and its end; None if it is no date."""
    if not around & PASSED and (around & FAILED or not is_date(read.parse, text, start, end)):
        low = start - read.start
        other = _alternative(read, text, low)
        if other is None:
            return None
        read, start, end = other, low + other.start, low + other.end
        around = flags_around(text, start, end)
    if around & ERA_BEHIND and read.with_era:
        return _with_era(read, text, start, end)
    if read.rate is not None and is_rate(text, start):
        return read.rate, end
    return read, end


def _alternative(read: ReadParse, text: str, low: int) -> ReadParse | None:
    """Return the first alternative of a parse that passes its check, or None.

    Durations need none, because their count was already read."""
    other = read.alternative
    while other is not None:
        parse = other.parse
        if parse.check not in ("weekday", "counting") or is_date(parse, text, low + parse.start, low + parse.end):
            return other
        other = other.alternative
    return None


def _with_era(read: ReadParse, text: str, start: int, end: int) -> tuple[ReadParse, int]:
    """Return a parse in the era that follows it, *14 May 44 BC*, and its end."""
    said = text[start:end]
    found = era_at(read.parse.expression, said, text, end)
    if found is None:
        return read, end
    return in_era(read, text[start - read.start : end], found[0]), found[1]


def _find_numeric_order(placed: list[PlacedParse], day_first: bool | None) -> bool | None:
    """Return the order of numeric dates that the text shows, else that of the source."""
    shown = [one for _, _, read in placed if isinstance(one := read.parse.expression, Numeric)]
    days = sum(each.one > 12 for each in shown)
    months = sum(each.two > 12 for each in shown)
    return day_first if days == months else days > months
