"""Find complete dates in texts that are not English: ISO and numeric dates, and days and months by name.

The names of months are those of `dateline.index.dates.names`. Names that mean different months in two languages
(*listopad*) are left out. Numeric dates have the day first by default, as in nearly all countries but the United
States.
"""

from __future__ import annotations

import re
from datetime import date

from dateline.index.dataclass import replace
from dateline.index.dates.names import foreign_months
from dateline.index.entities.dates.calendar_units import in_year, year_of
from dateline.index.entities.dates.expressions import CompleteDate, MonthDay, Named
from dateline.index.entities.dates.foreign_verbs import find_direction
from dateline.index.entities.dates.resolving import ResolutionContext, Resolved, mention_of, resolve
from dateline.index.entities.mention import DateMention

__all__ = ["find_foreign"]

# Every form begins with a number or ends in a year, so names are never searched alone. Bounded repeats keep it linear.
YEAR = r"(?P<{}>1[0-9]{{3}}|2[01][0-9]{{2}})(?![0-9])"
OF = r"(?:[^\S\n]+(?:de|del|di|of|d[’']))?"
NAME = r"[^\W\d_]{3,14}"
DATES = re.compile(
    rf"(?<![\w.,/:-])(?P<day>0?[1-9]|[12][0-9]|3[01])(?:\.|º|er|-?e|ª)?{OF}[^\S\n]+(?:d['’])?(?P<month>{NAME})\.?(?:,?{OF}[^\S\n]+{YEAR.format('year')})?"
    rf"|(?<![\w-])(?P<y>[0-9]{{4}})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![0-9-])"
    rf"|(?<![\w.,/-])(?P<one>[0-9]{{1,2}})(?P<sign>[./-])(?P<two>[0-9]{{1,2}})(?P=sign){YEAR.format('full')}(?![./-][0-9])"
    rf"|(?<![\w-])(?P<open>(?i:im[^\S\n]+jahre?|in|en|seit|depuis|desde|nel|dal|em|année|año|anno|i|sedan"
    rf"|zwischen|entre|fra|tra))[^\S\n]+{YEAR.format('lone')}"
    rf"|(?<![\w-])(?P<named>{NAME})\.?,?{OF}[^\S\n]+{YEAR.format('of')}"
)
# A number after a day without its year: an improbable year, or a count. The year of the day is then unknown.
OTHER_NUMBER = re.compile(r",?[^\S\n]{1,3}[0-9]{4,}(?![\w.,/:-][0-9])")


def find_foreign(text: str, published: date | None, day_first: bool | None) -> tuple[DateMention, ...]:
    """Return the complete dates in a text of any language; a day without its year has the verb of its clause, or
    is the nearest to publication."""
    made: list[DateMention] = []
    for found in DATES.finditer(text):
        resolved = _resolved(found, published, day_first is not False)
        if resolved is not None:
            start, end = found.span("lone" if found["lone"] is not None else 0)
            made.append(mention_of(text, start, end, resolved))
    return tuple(made)


def _resolved(found: re.Match[str], published: date | None, day_first: bool) -> Resolved | None:
    """Return the resolution of a match, None if it is not a date."""
    if found["full"] is not None:
        one, two = int(found["one"]), int(found["two"])
        day, month = (one, two) if (day_first or one > 12) and two <= 12 else (two, one)
        return _day(int(found["full"]), month, day)
    if found["y"] is not None:
        return _day(int(found["y"]), int(found["m"]), int(found["d"]))
    if found["lone"] is not None:
        return _fixed(year_of(found["lone"]))
    month = foreign_months().get((found["month"] or found["named"]).lower(), 0)
    if not month:
        return None
    if found["named"] is not None:
        return _fixed(in_year(Named("month", month), int(found["of"])))
    if found["year"] is not None:
        return _day(int(found["year"]), month, int(found["day"]))
    if OTHER_NUMBER.match(found.string, found.end()):
        return None
    direction = find_direction(found.string, *found.span())
    resolved = resolve(MonthDay(month, int(found["day"])), ResolutionContext(published, direction=direction))
    reason = f"the verb looks {'forward' if direction > 0 else 'back'}, seen from" if direction else "the nearest to"
    return resolved and replace(resolved, reason=resolved.reason or f"{reason} {published}")


def _day(year: int, month: int, day: int) -> Resolved | None:
    """Return a day, None if it does not exist."""
    return _fixed(in_year(MonthDay(month, day), year)) if month else None


def _fixed(found: CompleteDate | None) -> Resolved | None:
    """Return a complete date, resolved."""
    return resolve(found, ResolutionContext()) if found is not None else None
