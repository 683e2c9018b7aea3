"""Read runs once: their parses, with all that is known of them without the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from dateline.index.entities.dates.composing import parse_run
from dateline.index.entities.dates.expressions import (
    Clock,
    CompleteDate,
    DateRange,
    Duration,
    Expression,
    Feast,
    MonthDay,
    Named,
    Parse,
    Period,
    Reference,
    Repeat,
    Shift,
    Unresolved,
    Within,
)
from dateline.index.entities.dates.false_positives import is_one_unit
from dateline.index.entities.dates.resolved import ResolutionContext, Resolved
from dateline.index.entities.dates.resolving import needs_direction, resolve
from dateline.index.entities.dates.surroundings import ALWAYS, Rule, quick_rules

__all__ = ["ReadParse", "in_era", "read_run", "resolve_read"]

NO_CONTEXT = ResolutionContext()
FIXED = (CompleteDate, Duration, Repeat, Reference, Unresolved)
WITH_ERA = (CompleteDate, MonthDay, Feast, DateRange, Unresolved)
# What has no numeric date in it.
ALONE = (Named, MonthDay, Feast, Period, Shift)
OF_YEARS = frozenset(("Y", "DE", "CE"))
Base = Literal["", "day", "any"]


@dataclass(frozen=True, slots=True, eq=False)
class ReadParse:
    """A parse of a run; equal only to itself, so that it is a fast key of caches.

    ``looked_at`` says whether the words around it matter: it has a check, mostly decided by the ``rules``, or may have
    an era or be a rate. ``fixed`` is its resolution if that does not depend on the text, ``base`` which mentioned day
    it is counted from, ``with_numeric`` whether it may hold a numeric date. ``rate`` is used instead where it is part
    of a rate, *15 a year*.
    """

    parse: Parse
    start: int
    end: int
    looked_at: bool
    rules: tuple[Rule, ...]
    with_era: bool
    fixed: Resolved | None
    needs_direction: bool
    base: Base
    with_numeric: bool
    alternative: ReadParse | None = None
    parts: tuple[ReadParse, ...] = ()
    rate: ReadParse | None = None


@lru_cache(maxsize=1 << 15)
def read_run(run: str) -> tuple[ReadParse, ...]:
    """Return the parses of a run."""
    return tuple([read(run, parse) for parse in parse_run(run)])


def read(run: str, parse: Parse) -> ReadParse:
    """Return a parse with all that is known of it without the text."""
    expression, said = parse.expression, run[parse.start : parse.end]
    rules = quick_rules(parse.check, said) if parse.check else ALWAYS
    fixed = resolve(expression, NO_CONTEXT) if isinstance(expression, FIXED) else None
    with_era = isinstance(expression, WITH_ERA)
    may_be_rate = isinstance(expression, Duration) and is_one_unit(expression, said)
    made = ReadParse(
        parse,
        parse.start,
        parse.end,
        rules is not ALWAYS or with_era or may_be_rate,
        rules,
        with_era,
        fixed,
        fixed is None and needs_direction(expression),
        "" if fixed is not None else base_of(expression),
        not isinstance(expression, ALONE),
        read(run, parse.alternative) if parse.alternative is not None else None,
        tuple([read(run, part) for part in parse.parts]) if parse.parts else (),
    )
    if may_be_rate and fixed is not None:
        return replace(made, rate=replace(made, fixed=replace(fixed, type="SET")))
    return made


def in_era(found: ReadParse, said: str, expression: Expression) -> ReadParse:
    """Return a parse as the expression that its era makes of it; ``said`` is the run up to its end."""
    return read(said, replace(found.parse, expression=expression, parts=()))


def base_of(expression: Expression) -> Base:
    """Return which mentioned day an expression is counted from: years from a year, days from a day."""
    if isinstance(expression, Clock):
        return "day" if expression.day is None else base_of(expression.day)
    if isinstance(expression, Within):
        return base_of(expression.year)
    if not isinstance(expression, (Period, Shift)) or expression.base != "context":
        return ""
    return "any" if expression.unit in OF_YEARS else "day"


@lru_cache(maxsize=1 << 14)
def resolve_read(
    found: ReadParse, day: date | None, base: date | None, direction: int, numeric_order: bool | None
) -> Resolved | None:
    """Return the resolution of a parse in a context: the day of publication, the mentioned day and so on."""
    return resolve(found.parse.expression, ResolutionContext(day, base, direction, numeric_order))
