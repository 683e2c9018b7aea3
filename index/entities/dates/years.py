"""Numbers after a day, a month or a feast that may not be years, and eras.

*14 May 2200* is a day of that year at the end of a clause; before a noun that the number counts (*14 May 2200 people
came*) it is a day without a year. Otherwise it stays unresolved, because no day is better than a wrong one.
"""

from __future__ import annotations

import re

from dateline.index.dataclass import replace
from dateline.index.entities.dates.calendar_units import BEYOND, in_year, is_beyond
from dateline.index.entities.dates.expressions import (
    CompleteDate,
    DateRange,
    Expression,
    Feast,
    MonthDay,
    Parse,
    Unresolved,
)
from dateline.index.entities.dates.patterns import YEAR
from dateline.index.entities.dates.resolved import open_value

__all__ = ["OPEN_YEAR", "check_of_year", "era_at", "with_alternatives"]

# A number after a date that may not be a year; 1700 to 2099 always count as years.
OPEN_YEAR = re.compile(r"(?:\s*,\s*|\s+)(?!(?:1[7-9]|20)[0-9]{2}(?![0-9]))([0-9]{4,})\Z")
IN_BAND = re.compile(YEAR)
IN_DOUBT = "the number behind it may be its year, or count what follows"
BC = r"(?:BCE?|B\.\s?C\.(?:\s?E\.)?)(?!\w)"
AD = r"(?:AD|A\.\s?D\.|CE)(?!\w)"
ERA = re.compile(rf"[^\S\n]*{BC}")
YEAR_OF_ERA = re.compile(
    rf"(?:[^\S\n]*,)?[^\S\n]+(?:(?P<year>[0-9]{{1,6}}(?:,[0-9]{{3}})?)\s?(?:(?P<before>{BC})|{AD})"
    rf"|{AD}\s?(?P<behind>[0-9]{{1,4}})(?!\w))"
)


def check_of_year(number: str) -> str:
    """Return the name of the check for a number that may be a year."""
    return "old year" if IN_BAND.fullmatch(number) else "far year"


def with_alternatives(parse: Parse, without: Parse, check: str) -> Parse:
    """Return a date with its year; its alternatives are the date without it, then an unresolved one."""
    neither = Parse(parse.start, without.end, Unresolved(open_value(without.expression), IN_DOUBT))
    if without.check not in ("", "row"):  # a month alone has no evidence that it is a month
        return replace(parse, check=check)
    return replace(parse, check=check, alternative=replace(without, check="counting", alternative=neither))


def era_at(expression: Expression, said: str, text: str, end: int) -> tuple[Expression, int] | None:
    """Return a date in the era that follows it, and the end; None without an era.

    *14 May 44 BC* and *14 May 1200 BC* are outside the calendar; *14 May 987 AD* and *14 May AD 987* are days.
    """
    if not isinstance(expression, (CompleteDate, MonthDay, Feast, DateRange, Unresolved)):
        return None
    if said[-1:].isdigit() and ERA.match(text, end):
        return Unresolved(None, BEYOND), end
    found = YEAR_OF_ERA.match(text, end) if not isinstance(expression, CompleteDate) else None
    if found is None:
        return None
    year = (found["year"] or found["behind"]).replace(",", "")
    if found["before"] or is_beyond(year) or not isinstance(expression, (MonthDay, Feast)):
        return Unresolved(None, BEYOND), found.end()
    days = in_year(expression, int(year))
    return (days, found.end()) if days is not None else (Unresolved(None, BEYOND), found.end())
