"""The table of the grammar for the periods of business: quarters, halves and financial years, and those a year before.

*The year-ago quarter* and *the same period last year* are counted from the quarter, month or half mentioned last.
"""

from __future__ import annotations

import re

from dateline.index.dataclass import replace
from dateline.index.dates import year_span
from dateline.index.entities.dates.calendar_units import in_year, year_of
from dateline.index.entities.dates.expressions import (
    CompleteDate,
    Expression,
    Named,
    NamedKind,
    Period,
    SamePeriod,
    Shift,
    Within,
)
from dateline.index.entities.dates.patterns import (
    A_LONG_NUMBER,
    A_NUMBER,
    AN_APOSTROPHE,
    FEW_DIGITS,
    GAP,
    HYPHEN,
    NTH,
    YEAR,
    Rule,
    all_of,
    lowered,
    rule,
    unit_of,
    with_the,
)
from dateline.index.entities.dates.resolved import FISCAL_REASON
from dateline.index.entities.dates.words import split_words

__all__ = ["FISCAL", "QUARTERS", "QUARTER_NAMES"]

QUARTER_NAMES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "opening": 1, "closing": 4}
FISCAL = r"(?:fiscal|financial)"
QUARTER = r"(?:quarter|qtr)\b\.?"
OF_YEAR = rf"(?:{GAP}(?:of\s+|in\s+)?(?:{FISCAL}\s+|fy\s?)?({YEAR}))?"
STEPS = {
    "this": 0,
    "current": 0,
    "last": -1,
    "past": -1,
    "previous": -1,
    "prior": -1,
    "latest": -1,
    "next": 1,
    "coming": 1,
}
PERIOD = r"(?:period|quarter|qtr|months?|week|half|year)\b"
YEAR_BEFORE = (
    rf"(?:(?P<last>last|(?:the\s+)?(?:previous|prior|preceding))\s+year|the\s+year\s+(?P<before>before|earlier|previous)"
    rf"|(?:a|one)\s+year\s+(?:ago|earlier|before|previously)|(?:of\s+|in\s+)?(?P<year>{YEAR}))\b"
)


def quarter_number(printed: str) -> int:
    """Return the number of a quarter or half; a digit counts, whatever ending is printed after it: "2th"."""
    return int(printed[0]) if printed[0].isdigit() else QUARTER_NAMES[lowered(printed)]


def quarter(found: re.Match[str]) -> Expression | None:
    """Return a quarter of a year, of which the financial one is taken as the calendar year (*Q3 FY24*)."""
    named = Named("quarter", quarter_number(found[1]))
    if found.re.groups > 2 and found[3]:
        return in_year(named, full_year(found[3]))
    return in_year(named, int(found[2])) if found[2] else named


def full_year(printed: str) -> int:
    """Return the number of a financial year of four or two digits."""
    return int(printed) if len(printed) == 4 else int(printed) + (2000 if int(printed) < 30 else 1900)


def quarter_of_year(found: re.Match[str]) -> Expression | None:
    """Return *last year's first quarter*, *this year's second half*."""
    kind: NamedKind = "half" if lowered(found[3]) == "half" else "quarter"
    return Within(Named(kind, quarter_number(found[2])), Period("Y", STEPS[lowered(found[1])]))


def half(found: re.Match[str]) -> Expression | None:
    """Return the first or second half of a year."""
    named = Named("half", quarter_number(found[1]))
    return in_year(named, int(found[2])) if found[2] else named


def fiscal_year(found: re.Match[str]) -> Expression | None:
    """Return a financial year, taken as the calendar year because its true bounds are unknown.

    *Fiscal 1986/87* is both years."""
    printed, second = found[1].lstrip("'\u2018\u2019 "), found[2]
    first = full_year(printed)
    year = year_of(str(first))
    if year is None or second is None:
        return year and CompleteDate(replace(year.days, certainty=70), f"FY{first}", FISCAL_REASON)
    last = int(str(first)[: 4 - len(second)] + second)
    if last != first + 1:
        return None
    days = replace(year.days, last=year_span(last).last, certainty=70)
    return CompleteDate(days, f"FY{last}", FISCAL_REASON)


def relative_fiscal_year(found: re.Match[str]) -> Expression | None:
    """Return *this fiscal year*, *the latest financial year*."""
    return Period("FY", STEPS[lowered(found[1])])


def latest_period(found: re.Match[str]) -> Expression | None:
    """Return *the latest quarter*, *the prior year*."""
    return Period(period_unit(found[1]), -1)


def period_unit(printed: str) -> str:
    """Return the designator of a period; empty for *period*, which may be of any length."""
    printed = lowered(printed).rstrip(".")
    if printed in ("period", "half"):
        return ""
    return "Q" if printed == "qtr" else unit_of(printed)


def year_ago(found: re.Match[str]) -> Expression | None:
    """Return *the year-ago quarter*, *a year-earlier loss*, *the month-ago level*."""
    return SamePeriod(period_unit(found[2]) if found[2] else "", Shift(-1, unit_of(found[1])))


def same_period(found: re.Match[str]) -> Expression | None:
    """Return *the same period last year*, *the corresponding quarter of 1986*."""
    if found["year"] is not None:
        year = year_of(found["year"])
        return SamePeriod(period_unit(found[1]), year) if year is not None else None
    return SamePeriod(period_unit(found[1]), Shift(-1, "Y"))


QUARTERS: tuple[Rule, ...] = (
    rule(
        rf"(?:the\s+)?(?:{FISCAL}\s+)?(first|second|third|fourth|final|opening|closing|[1-4]{NTH})"
        rf"{HYPHEN}(?:{FISCAL}\s+)?{QUARTER}{OF_YEAR}",
        quarter,
        "quarter",
        first=with_the(split_words("fiscal financial") + tuple(QUARTER_NAMES) + FEW_DIGITS),
        needs="quarter|qtr",
        then=" -nNsSrRtTdD",
    ),
    rule(
        rf"(this|last|next)\s+year['\u2019]s\s+(first|second|third|fourth|final|[1-4]{NTH}){HYPHEN}(quarter|half)\b",
        quarter_of_year,
        first=split_words("this last next"),
        needs=all_of("year", "quarter|half", AN_APOSTROPHE),
    ),
    rule(
        rf"q\s?([1-4])\b(?:\s*,?\s*(?:of\s+)?(?:(?:{FISCAL}\s+|fy\s?)?({YEAR})|fy\s?['\u2019]?([0-9]{{2}})(?![\w/.-]\w)))?",
        quarter,
        first=("q",),
    ),
    rule(
        rf"(?:the\s+)?(first|second){HYPHEN}half\b(?:{GAP}(?:of\s+|in\s+)?({YEAR}))?",
        half,
        "half",
        first=with_the(split_words("first second")),
        needs="half",
    ),
    rule(rf"h\s?([12])\s+({YEAR})", half, first=("h",), needs=A_LONG_NUMBER),
    rule(
        r"(?:the\s+)?(?:fy|fiscal(?:\s+year)?|financial\s+year)\s*((?:1[0-9]{3}|2[01][0-9]{2})(?![0-9]|[.,:][0-9])"
        r"|['\u2018\u2019]\s?[0-9]{2})(?:\s?[/\u2013-]\s?([0-9]{4}|[0-9]{1,2})(?![\w/.-]))?",
        fiscal_year,
        first=with_the(split_words("fy fiscal financial")),
        needs=all_of("fy|fiscal|financial", A_NUMBER),
    ),
    rule(
        r"(?:the\s+)?fy\s?([0-9]{2})(?:\s?[/\u2013-]\s?([0-9]{2}))?(?![\w%]|[/.,:-][0-9])",
        fiscal_year,
        first=with_the(("fy",)),
        needs="fy",
    ),
    rule(
        rf"(?:the\s+)?({'|'.join(STEPS)})\s+{FISCAL}\s+year\b",
        relative_fiscal_year,
        first=with_the(tuple(STEPS)),
        needs="fiscal|financial",
    ),
    rule(
        r"the\s+(?:latest|prior)\s+(quarter|qtr|month|week|year)\b\.?",
        latest_period,
        first=("the latest", "the prior"),
        needs="latest|prior",
    ),
    rule(
        rf"(?:the\s+)?(year|month|week)(?:-(?:ago|earlier)\b|\s+(?:ago|earlier)(?=\s+{PERIOD}))(?:\s+({PERIOD}))?",
        year_ago,
        first=with_the(split_words("year month week")),
        needs="ago|earlier",
    ),
    rule(
        rf"(?:the\s+)?(?:same|corresponding|comparable|equivalent)\s+(?:(?:three|six|nine|first)\s+)?({PERIOD})"
        rf"\s*,?\s*{YEAR_BEFORE}",
        same_period,
        first=with_the(split_words("same corresponding comparable equivalent")),
        needs="same|corresp|compar|equiv",
    ),
)
