"""The dates of a text: scanned for runs, read, judged by their neighbours, and resolved in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from dateline.index.dates import day_of
from dateline.index.entities.dates.clauses import direction_at
from dateline.index.entities.dates.composing import read_run
from dateline.index.entities.dates.expressions import (
    Clock,
    Days,
    Expression,
    Length,
    Numeric,
    Period,
    Reading,
    Reference,
    Repeat,
    Shift,
    Within,
)
from dateline.index.entities.dates.foreign import find_foreign
from dateline.index.entities.dates.neighbours import counts, rated
from dateline.index.entities.dates.resolving import Circumstances, Resolved, asks_direction, resolve
from dateline.index.entities.dates.scanning import date_scanner
from dateline.index.entities.mention import DateMention

__all__ = ["find_dates"]

ANYWHERE = Circumstances()
Place = tuple[int, int, Reading]


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

    ``published`` is the day that relative ones are counted from; without it they stay unresolved. ``day_first`` says how the
    source writes ``04/05/2016``; an unambiguous date in the text itself counts more. A text that is not ``english`` is
    searched for dates in full only, with the names of the months in other languages.
    """
    day = day_of(published) if published is not None else None
    if not english:
        return find_foreign(text, day_first)
    places = list(_places(text))
    order = _order_in(places, day_first)
    spoken = Spoken()
    found: list[DateMention] = []
    for start, end, reading in places:
        resolved = _resolved(text, start, end, reading.expression, day, spoken, order)
        if resolved is None:
            continue
        found.append(_mention(text, start, end, resolved))
        if resolved.first is not None and resolved.first != spoken.any:
            spoken = Spoken(resolved.first if resolved.precision == "day" else spoken.day, resolved.first)
    return tuple(found)


def _resolved(
    text: str, start: int, end: int, expression: Expression, day: date | None, spoken: Spoken, order: bool | None
) -> Resolved | None:
    """Return what an expression means where it stands."""
    if isinstance(expression, Days | Length | Repeat | Reference):
        return resolve(expression, ANYWHERE)
    if day is None or not asks_direction(expression):
        return resolve(expression, Circumstances(day, _base(expression, spoken), 0, order))
    back, forward = (resolve(expression, Circumstances(day, None, sign, order)) for sign in (-1, 1))
    if back == forward:
        return replace(back, reason=f"the nearest to {day}") if back is not None and not back.reason else back
    direction = direction_at(text, start, end)
    resolved = resolve(expression, Circumstances(day, None, direction.sign, order))
    return replace(resolved, reason=direction.reason(day)) if resolved is not None and not resolved.reason else resolved


def _places(text: str) -> Iterator[Place]:
    """Yield the readings that count, with their places in the text."""
    runs = date_scanner().runs(text)
    for i in range(0, len(runs), 2):
        low, high = runs[i], runs[i + 1]
        if low and text[low - 1] in "'\u2018\u2019":
            low -= 1
        for reading in read_run(text[low:high]):
            start, end = low + reading.start, low + reading.end
            if counts(reading, text, start, end):
                yield start, end, rated(reading, text, start)


def _order_in(places: list[Place], day_first: bool | None) -> bool | None:
    """Return the order of numeric dates that the text shows, or else its source is known for."""
    shown = [place[2].expression for place in places if isinstance(place[2].expression, Numeric)]
    days = sum(each.one > 12 for each in shown)
    months = sum(each.two > 12 for each in shown)
    return day_first if days == months else days > months


def _base(expression: Expression, spoken: Spoken) -> date | None:
    """Return the day spoken of, if an expression is counted from it: years from a year that was told, days from a day."""
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
        resolved.precision,
        resolved.value,
        resolved.certainty,
        resolved.reason,
    )
