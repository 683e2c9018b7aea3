"""The dates of a text: scanned for runs, read, judged by their neighbours, and resolved in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from dateline.index.dates import day_of
from dateline.index.entities.dates.clauses import direction_at
from dateline.index.entities.dates.composing import read_run
from dateline.index.entities.dates.days_of_month import has_weekday, lacks_month
from dateline.index.entities.dates.expressions import (
    Clock,
    Days,
    Expression,
    Length,
    Numeric,
    Period,
    Range,
    Reading,
    Reference,
    Repeat,
    Shift,
    Unresolved,
    Within,
)
from dateline.index.entities.dates.foreign import find_foreign
from dateline.index.entities.dates.neighbours import counts, is_rate
from dateline.index.entities.dates.resolving import Circumstances, Resolved, asks_direction, resolve
from dateline.index.entities.dates.scanning import date_scanner, start_of_run
from dateline.index.entities.dates.years import era_at
from dateline.index.entities.mention import DateMention

__all__ = ["find_dates"]

ANYWHERE = Circumstances()
NEAREST = "the nearest to the date of publication"


@dataclass(frozen=True, slots=True)
class Read:
    """A reading, what it means wherever it stands (None: that depends), and whether the clause must be asked; the same
    of what it is instead, and of its parts."""

    reading: Reading
    fixed: Resolved | None
    asks: bool
    instead: Read | None
    parts: tuple[Read, ...] = ()


Place = tuple[int, int, Read]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The day last spoken of, and the first day of what was last spoken of, be it a day or a year."""

    day: date | None = None
    any: date | None = None


def find_dates(
    text: str,
    published: date | datetime | None = None,
    *,
    day_first: bool | None = None,
    english: bool = True,
) -> tuple[DateMention, ...]:
    """Return the dates, times, durations and sets of a text, in its order.

    ``published`` is the day that relative ones are counted from; without it they stay unresolved. ``day_first`` says
    how the
    source writes ``04/05/2016``; an unambiguous date in the text itself counts more. A text that is not ``english`` is
    searched for dates in full only, with the names of the months in other languages.
    """
    day = day_of(published) if published is not None else None
    if not english:
        return find_foreign(text, day, day_first)
    places = list(_places(text))
    order = _order_in(places, day_first)
    spoken = Spoken()
    found: list[DateMention] = []
    for start, end, read in places:
        resolved = read.fixed or _resolved(text, start, end, read, day, spoken, order)
        if resolved is None:
            continue
        found.append(_mention(text, start, end, resolved))
        if resolved.first is not None and resolved.first != spoken.any:
            spoken = Spoken(resolved.first if resolved.precision == "day" else spoken.day, resolved.first)
    return tuple(found)


@lru_cache(maxsize=1 << 15)
def _read(run: str) -> tuple[Read, ...]:
    """Return what stands in a run, with what can be said of it for all texts."""
    return tuple(_considered(reading) for reading in read_run(run))


def _considered(reading: Reading) -> Read:
    """Return a reading with what it means wherever it stands."""
    expression = reading.expression
    fixed = isinstance(expression, Days | Length | Repeat | Reference | Unresolved)
    instead = _considered(reading.instead) if reading.instead is not None else None
    parts = tuple(_considered(part) for part in reading.parts)
    return Read(reading, resolve(expression, ANYWHERE) if fixed else None, asks_direction(expression), instead, parts)


def _resolved(
    text: str, start: int, end: int, read: Read, day: date | None, spoken: Spoken, order: bool | None
) -> Resolved | None:
    """Return what an expression means where it stands."""
    expression = read.reading.expression
    if day is None or not read.asks:
        return resolve(expression, Circumstances(day, _base(expression, spoken), 0, order))
    back, forward = _both_ways(expression, day)
    if back == forward:
        return back
    direction = direction_at(text, start, end, lacks_month(expression))
    if direction.present and _runs(expression, back, day):
        return back and replace(
            back, reason=f"it has begun by {day}, and \u201c{direction.cue}\u201d is of the present"
        )
    sign = 0 if direction.present and has_weekday(expression) else direction.sign
    resolved = forward if sign > 0 else back if sign < 0 else resolve(expression, Circumstances(day))
    if resolved is None or (resolved.reason and resolved.reason != NEAREST):
        return resolved
    return replace(resolved, reason=direction.reason(day))


def _runs(expression: Expression, back: Resolved | None, day: date) -> bool:
    """Return whether a range of days without a month, taken as past, still runs on the day of publication."""
    if not isinstance(expression, Range) or not lacks_month(expression):
        return False
    return back is not None and back.last is not None and back.last >= day


@lru_cache(maxsize=1 << 14)
def _both_ways(expression: Expression, day: date) -> tuple[Resolved | None, Resolved | None]:
    """Return what an expression means in a clause that looks back, and in one that looks forward."""
    ways = [resolve(expression, Circumstances(day, None, sign)) for sign in (-1, 1)]
    back, forward = (way and (way if way.reason else replace(way, reason=NEAREST)) for way in ways)
    return back, forward


def _places(text: str) -> Iterator[Place]:
    """Yield the readings that count, with their places in the text."""
    runs = date_scanner().runs(text)
    done = 0
    for i in range(0, len(runs), 2):
        low, high = runs[i], runs[i + 1]
        low = start_of_run(text, low, runs[i - 1] if i else 0)
        for read in _read(text[low:high]):
            reading = read.reading
            start = low + reading.start
            if start < done:
                continue
            standing = _standing(read, text, low)
            if standing is None:
                continue
            read, end = _in_era(standing, text, low)
            reading = read.reading
            if read.fixed is not None and is_rate(reading, text, start):
                read = replace(read, fixed=replace(read.fixed, type="SET"))
            if read.parts:
                yield from ((low + part.reading.start, low + part.reading.end, part) for part in read.parts)
            else:
                yield start, end, read
            done = end


def _standing(read: Read, text: str, low: int) -> Read | None:
    """Return a reading if it counts where it stands, else the first that it is instead and that does."""
    reading = read.reading
    if not reading.check or counts(reading, text, low + reading.start, low + reading.end):
        return read
    other = read.instead
    while other is not None and not _stands(other.reading, text, low):
        other = other.instead
    return other


def _stands(reading: Reading, text: str, low: int) -> bool:
    """Return whether what an expression is instead counts; a mere length does, as the count was read already."""
    return reading.check not in ("weekday", "counting") or counts(reading, text, low + reading.start, low + reading.end)


def _in_era(read: Read, text: str, low: int) -> tuple[Read, int]:
    """Return a reading in the era said behind it, *14 May 44 BC*, and where it ends."""
    reading = read.reading
    start, end = low + reading.start, low + reading.end
    found = era_at(reading.expression, text[start:end], text, end)
    if found is None:
        return read, end
    return _considered(replace(reading, expression=found[0], parts=())), found[1]


def _order_in(places: list[Place], day_first: bool | None) -> bool | None:
    """Return the order of numeric dates that the text shows, or else its source is known for."""
    shown = [place[2].reading.expression for place in places if isinstance(place[2].reading.expression, Numeric)]
    days = sum(each.one > 12 for each in shown)
    months = sum(each.two > 12 for each in shown)
    return day_first if days == months else days > months


def _base(expression: Expression, spoken: Spoken) -> date | None:
    """Return what an expression is counted from, if that was spoken of: years from a year, days from a day."""
    if isinstance(expression, Clock):
        return spoken.day if expression.day is None else _base(expression.day, spoken)
    if isinstance(expression, Within):
        return _base(expression.year, spoken)
    if not isinstance(expression, Period | Shift) or expression.base != "context":
        return None
    return spoken.any if expression.unit in ("Y", "DE", "CE") else spoken.day


def _mention(text: str, start: int, end: int, resolved: Resolved) -> DateMention:
    """Return a mention of what was resolved."""
    return DateMention(
        text[start:end],
        start,
        end,
        resolved.type,
        resolved.first,
        resolved.last,
        None if resolved.first is None else resolved.precision,
        resolved.value,
        resolved.certainty,
        resolved.reason,
    )
