"""Find the dates of a text: scan for runs, parse them, check the surrounding words, resolve them in order.

The kernel `dateline.index.kernel._dates` does that; what is here it asks for what it has not seen yet or cannot decide.
"""

from __future__ import annotations

from datetime import date, datetime

from dateline.index.dates import day_of
from dateline.index.entities.dates.atoms import next_start
from dateline.index.entities.dates.clauses import Direction, find_direction
from dateline.index.entities.dates.expressions import Feast, MonthDay, Named, SamePeriod, Shift
from dateline.index.entities.dates.false_positives import is_date, is_rate
from dateline.index.entities.dates.foreign import find_foreign
from dateline.index.entities.dates.nearest import resolve_both_ways
from dateline.index.entities.dates.periods import LastPeriod
from dateline.index.entities.dates.pieces import words_of_runs
from dateline.index.entities.dates.reading import in_era, read_at, read_length, read_month, read_run
from dateline.index.entities.dates.resolved import NEAREST, Resolved, make_context, make_resolved
from dateline.index.entities.dates.resolving import resolve
from dateline.index.entities.dates.scanning import start_of_cut
from dateline.index.entities.dates.surroundings import ERA_BEHIND, FAILED, PASSED, flags_around, surrounding_words
from dateline.index.entities.dates.verb_words import verb_words
from dateline.index.entities.dates.verbs import clause_words, direction_beside
from dateline.index.entities.dates.years import era_at
from dateline.index.entities.mention import DateMention
from dateline.index.kernel._dates import DateFinder, ReadParse

__all__ = ["Rules", "find_dates", "make_finder"]


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
    return FINDER.find(text, day, day_first) if english else tuple(find_foreign(text, day, day_first))


def accept(read: ReadParse, text: str, start: int, end: int, around: int) -> tuple[ReadParse, int] | None:
    """Return what a possible date is between the words around it, and its end; None if it is no date."""
    if not around & PASSED and (around & FAILED or not is_date(read.parse, text, start, end)):
        low = start - read.start
        other = alternative(read, text, low)
        if other is None:
            return None
        read, start, end = other, low + other.start, low + other.end
        around = flags_around(text, start, end)
    if around & ERA_BEHIND:
        found = era_at(read.parse.expression, text[start:end], text, end)
        if found is not None:
            return in_era(read, text[start - read.start : end], found[0]), found[1]
    if read.rate is not None and is_rate(text, start):
        return read.rate, end
    return read, end


def alternative(read: ReadParse, text: str, low: int) -> ReadParse | None:
    """Return the first alternative of a parse that passes its check, or None.

    Durations need none, because their count was already read."""
    other = read.alternative
    while other is not None:
        parse = other.parse
        if parse.check not in ("weekday", "counting") or is_date(parse, text, low + parse.start, low + parse.end):
            return other
        other = other.alternative
    return None


def from_period(read: ReadParse, day: date | None, period: LastPeriod) -> Resolved | None:
    """Return a date counted from the period mentioned last."""
    expression = read.parse.expression
    if isinstance(expression, Shift):
        expression = SamePeriod("", expression)
    return resolve(expression, make_context(day, None, 0, None, period))


def resolve_read(
    read: ReadParse, day: date | None, base: date | None, direction: int, order: bool | None
) -> Resolved | None:
    """Return the resolution of a parse in a context: the day of publication, the mentioned day and so on."""
    return resolve(read.parse.expression, make_context(day, base, direction, order, None))


def both_ways(read: ReadParse, day: date) -> tuple[Resolved | None, Resolved | None]:
    """Return the resolutions in a clause of the past and in one of the future."""
    expression = read.parse.expression
    if isinstance(expression, (Named, MonthDay, Feast)):
        try:
            ways = resolve_both_ways(expression, day)
        except OverflowError:  # one of the two is outside the years 1 to 9999
            ways = None
        if ways is not None:
            return ways
    back, forward = [resolve(expression, make_context(day, None, sign, None, None)) for sign in (-1, 1)]
    return with_reason(back), with_reason(forward)


def with_reason(resolved: Resolved | None) -> Resolved | None:
    """Return a resolution with a reason."""
    if resolved is None or resolved.reason:
        return resolved
    return make_resolved(resolved.type, resolved.days, resolved.value, NEAREST)


def reason_of(sign: int, cue: str, day: date) -> str:
    """Return what a word of tense, or none, says of a date."""
    return Direction(sign, cue).reason(day)


class Rules:
    """What the kernel asks for."""

    read_run = staticmethod(read_run)
    next_start = staticmethod(next_start)
    read_at = staticmethod(read_at)
    read_month = staticmethod(read_month)
    read_length = staticmethod(read_length)
    start_of_cut = staticmethod(start_of_cut)
    accept = staticmethod(accept)
    from_period = staticmethod(from_period)
    resolve_read = staticmethod(resolve_read)
    both_ways = staticmethod(both_ways)
    find_direction = staticmethod(find_direction)
    find_sure_direction = staticmethod(direction_beside)
    reason_of = staticmethod(reason_of)


RULES = Rules()


def make_finder(rules: Rules = RULES) -> DateFinder:
    """Return a finder that has not read anything yet."""
    return DateFinder(words_of_runs(), clause_words(), verb_words(), surrounding_words(), DateMention, rules)


FINDER = make_finder()
