"""Read runs: their parses, with all that is known of them without the text."""

from __future__ import annotations

from typing import Literal

from dateline.index.dataclass import replace
from dateline.index.entities.dates.calendar_units import day_in, in_year, year_of
from dateline.index.entities.dates.composing import parse_run, parse_word
from dateline.index.entities.dates.days_of_month import has_bare_day, has_weekday
from dateline.index.entities.dates.expressions import (
    Clock,
    CompleteDate,
    DateRange,
    Duration,
    Ended,
    Expression,
    Feast,
    MonthDay,
    Named,
    Numeric,
    Parse,
    PartOf,
    Period,
    Reference,
    Repeat,
    SamePeriod,
    Shift,
    ShortYear,
    Unresolved,
    Within,
)
from dateline.index.entities.dates.false_positives import is_one_unit
from dateline.index.entities.dates.resolved import ResolutionContext, make_resolved
from dateline.index.entities.dates.resolving import needs_direction, resolve
from dateline.index.entities.dates.surroundings import ALWAYS, quick_rules
from dateline.index.entities.dates.values import duration_value
from dateline.index.entities.dates.words import NUMBERS, UNITS
from dateline.index.kernel._dates import ReadParse
from dateline.index.kernel._records import RecordMaker

__all__ = ["in_era", "read_at", "read_length", "read_month", "read_run"]

make_parse, make_duration, make_named = RecordMaker(Parse), RecordMaker(Duration), RecordMaker(Named)
make_month_day = RecordMaker(MonthDay)
NO_CONTEXT = ResolutionContext()
FIXED = frozenset((CompleteDate, Duration, Repeat, Reference, Unresolved))
WITH_ERA = frozenset((CompleteDate, MonthDay, Feast, DateRange, Unresolved))
# What has no numeric date in it.
ALONE = (Named, MonthDay, Feast, Period, Shift, ShortYear)
LEAP_YEAR = 2000  # 29 February may be
OF_YEARS = frozenset(("Y", "DE", "CE"))
# What *a year earlier* may be counted in from a mentioned period.
OF_PERIODS = frozenset(("Y", "M", "Q"))
Base = Literal["", "day", "any"]

# Traits, as in the kernel: whether the words around a parse matter, because it has a check, an era or a rate; whether
# it may have an era, or depends on its clause; from which mentioned day it is counted; whether it may hold a numeric
# date; what decides in its clause; what it is for later dates; and whether it may be counted from a mentioned period.
LOOKED_AT, HAS_ERA, DIRECTED, FROM_DAY, FROM_ANY, WITH_NUMERIC, BARE_DAY, NAMES_WEEKDAY, HAS_WEEKDAY = (
    1 << bit for bit in range(9)
)
FROM: dict[Base, int] = {"": 0, "day": FROM_DAY, "any": FROM_ANY}
IS_ENDED, IS_SAME_PERIOD, FROM_PERIOD, BARE_RANGE = (1 << bit for bit in range(9, 13))


def read_run(run: str) -> tuple[ReadParse, ...]:
    """Return the parses of a run."""
    return tuple([read(run, parse) for parse in parse_run(run)])


def read_at(run: str, start: int, behind: int, alone: bool) -> tuple[ReadParse | None, int]:
    """Return the parse at a word at which one may begin, if one does, and where to go on (`parse_word`)."""
    parse, at = parse_word(run, start, behind, alone)
    return (read(run, parse) if parse is not None else None), at


def read(run: str, parse: Parse) -> ReadParse:
    """Return a parse with all that is known of it without the text."""
    expression, check, rate, fixed, order = parse.expression, parse.check, None, None, 0
    kind = type(expression)
    said = run[parse.start : parse.end] if check or kind is Duration else ""
    rules = quick_rules(check, said) if check else ALWAYS
    traits = HAS_ERA if kind in WITH_ERA else 0
    if kind in FIXED:
        fixed = resolve(expression, NO_CONTEXT)
        if fixed is not None and kind is Duration and is_one_unit(expression, said):  # type: ignore[arg-type]
            rate = ReadParse(parse, traits, make_resolved("SET", fixed.days, fixed.value, fixed.reason))
    else:
        traits |= traits_of(expression)
        order = order_of(expression)
    if rules is not ALWAYS or traits & HAS_ERA or rate is not None:
        traits |= LOOKED_AT
    alternative = None
    if parse.alternative is not None and rules is not ALWAYS:  # else it is never asked for
        alternative = read(run, parse.alternative)
    parts = tuple([read(run, part) for part in parse.parts]) if parse.parts else None
    return ReadParse(parse, traits, fixed, rules, order, alternative, parts, rate)


def read_month(said: str, month: int, day: int, year: int) -> tuple[ReadParse, ...]:
    """Return the parse of a month with its day and its year, each 0 if it is not said, or of a year alone; none if
    there is no such day."""
    expression: Expression | None
    check = ""
    if not month:
        expression, check = year_of(str(year)), "year"
    elif day:
        expression = day_in(year or LEAP_YEAR, month, day)
        expression = make_month_day(month, day, 0, "") if expression is not None and not year else expression
    else:
        expression, check = make_named("month", month, "", 0), "month"
        if year:
            expression, check = in_year(expression, year), ""
    if expression is None:
        return ()
    return (read(said, make_parse(0, len(said), expression, check, None, ())),)


def read_length(said: str, count: str, unit: str) -> tuple[ReadParse, ...]:
    """Return the parse of a duration with its count, an article, a number or a word, and its unit."""
    number = count if count[0].isdigit() else str(NUMBERS.get(count.lower(), 1))
    value = duration_value(number, UNITS[unit.lower().removesuffix("s")])
    return (read(said, make_parse(0, len(said), make_duration(value), "length", None, ())),)


def traits_of(expression: Expression) -> int:
    """Return the traits of an expression that depends on the text."""
    kind = type(expression)
    if kind is MonthDay and expression.month is not None:  # type: ignore[union-attr]
        return DIRECTED
    if kind is Period:
        return FROM[base_of(expression)]
    if kind is PartOf:
        return DIRECTED | WITH_NUMERIC if needs_direction(expression) else WITH_NUMERIC
    if isinstance(expression, Named):
        return traits_of_named(expression)
    traits = DIRECTED if needs_direction(expression) else 0
    traits |= FROM[base_of(expression)]
    traits |= 0 if isinstance(expression, ALONE) else WITH_NUMERIC
    named = expression.day if isinstance(expression, Clock) else expression
    if isinstance(named, Named) and named.kind == "weekday":
        traits |= NAMES_WEEKDAY
    if has_bare_day(expression):
        traits |= BARE_DAY | BARE_RANGE if isinstance(expression, DateRange) else BARE_DAY
    traits |= HAS_WEEKDAY if has_weekday(expression) else 0
    if isinstance(expression, SamePeriod):
        return traits | IS_SAME_PERIOD
    if isinstance(expression, Shift) and expression.count == -1 and expression.unit in OF_PERIODS:
        traits |= FROM_PERIOD
    return traits | IS_ENDED if isinstance(expression, Ended) else traits


def traits_of_named(named: Named) -> int:
    """Return the traits of a named period or day."""
    traits = DIRECTED if not named.which or named.which == "this" else 0
    traits |= HAS_WEEKDAY if named.weekday > 0 else 0
    return traits | (NAMES_WEEKDAY if named.kind == "weekday" else BARE_DAY if named.kind == "day" else 0)


def order_of(expression: Expression) -> int:
    """Return which number of a numeric date can only be its day: 1 the first, -1 the second, 0 none or both."""
    return (expression.one > 12) - (expression.two > 12) if isinstance(expression, Numeric) else 0


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
