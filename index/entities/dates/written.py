"""The table of the grammar for dates written in words or without their spaces: *April one*, *June 15,1987*."""

from __future__ import annotations

import re

from dateline.index.entities.dates.calendar_units import in_year, month_day, year_of
from dateline.index.entities.dates.expressions import Expression, Impossible, Named
from dateline.index.entities.dates.patterns import (
    A_LONG_NUMBER,
    A_MONTH,
    AN_ORDINAL_WORD,
    DAY,
    FEW_DIGITS,
    FULL_YEAR,
    GAP,
    MONTH,
    MONTHS_FIRST,
    ON_WEEKDAY,
    ORDINAL_WORD,
    SMALL,
    WEEKDAYS_FIRST,
    Rule,
    all_of,
    lowered,
    ordinal_of,
    rule,
    with_the,
)
from dateline.index.entities.dates.words import MONTHS, NUMBERS, any_of

__all__ = ["WRITTEN"]

CENTURIES = {"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}
TENS = any_of(word for word, number in NUMBERS.items() if 20 <= number < 100)
TEENS = any_of(word for word, number in NUMBERS.items() if 10 <= number < 20)
# Reuters writes numbers below ten in words.
FIGURES = [word for word, number in NUMBERS.items() if 1 <= number < 10]
FIGURE, A_FIGURE = any_of(FIGURES), "|".join(FIGURES)


def day_in_words(found: re.Match[str]) -> Expression | None:
    """Return *April one*, *May two, 1987*."""
    return month_day(found[1], str(NUMBERS[lowered(found[2])]), found[3])


def ordinal_in_words(found: re.Match[str]) -> Expression | None:
    """Return *January first*, *May the second, 1987*."""
    return month_day(found[1], str(ordinal_of(found[2])), found[3])


def year_in_words(found: re.Match[str]) -> Expression | None:
    """Return *nineteen ninety-one*, *eighteen hundred and five*."""
    words = re.findall(r"[a-z]+", lowered(found[2]))
    number = sum(NUMBERS[word] for word in words if word in NUMBERS and word != "hundred")
    return year_of(str(CENTURIES[lowered(found[1])] * 100 + number))


def winter(found: re.Match[str]) -> Expression | None:
    """Return *the winter of 1986-87*, which begins in the first of two years that follow each other."""
    first, second = int(found[1]), found[2]
    follows = str(first + 1).endswith(second)
    return in_year(Named("season", "WI"), first) if follows else None


def glued_day(found: re.Match[str]) -> Expression | None:
    """Return *August25*; *OCT7 6980* in a table of prices is a month of delivery and a price."""
    if len(found[2]) == 1 and found[1].isupper():
        return Impossible()
    return month_day(found[1], found[2], found[3])


WRITTEN: tuple[Rule, ...] = (
    rule(
        rf"{ON_WEEKDAY}({MONTH})(?:(?<!\.)|(?<=\.)(?=\s+(?-i:[a-z])))\s+({FIGURE})\b(?![\s-]*(?:hundred|thousand|and|half|{FIGURE}))(?:{GAP}({FULL_YEAR}))?",
        day_in_words,
        "day in words",
        first=MONTHS_FIRST + WEEKDAYS_FIRST,
        needs=all_of(A_MONTH, A_FIGURE),
        as_printed=True,
    ),
    rule(
        rf"{ON_WEEKDAY}(?![Mm]ay\s+second\b(?!\s*,?\s*[0-9]))({MONTH})\s+(?:the\s+)?({ORDINAL_WORD})"
        rf"(?!\s+(?:quarter|qtr|half|weeks?|week-?end|days?|months?)\b)(?:{GAP}({FULL_YEAR}))?",
        ordinal_in_words,
        "day in words",
        first=MONTHS_FIRST + WEEKDAYS_FIRST,
        needs=all_of(A_MONTH, AN_ORDINAL_WORD),
    ),
    rule(
        rf"({any_of(CENTURIES)})[\s-]+(hundred(?:\s+(?:and\s+)?(?:{TENS}(?:[\s-]+{SMALL})?|{TEENS}|{SMALL}))?"
        rf"|{TENS}(?:[\s-]+{SMALL})?|{TEENS}|oh?[\s-]+{SMALL})\b",
        year_in_words,
        "year in words",
        first=tuple(CENTURIES),
    ),
    rule(
        r"(?:the\s+)?winter(?:\s+of)?\s+([12][0-9]{3})[/\u2013-]([0-9]{4}|[0-9]{2})(?![\w/.-])",
        winter,
        first=with_the(("winter",)),
        needs=A_LONG_NUMBER,
    ),
    rule(
        rf"({any_of(MONTHS)})({DAY})(?:{GAP}({FULL_YEAR}))?",
        glued_day,
        first=MONTHS_FIRST,
        needs=A_MONTH,
        then="0123456789",
        as_printed=True,
    ),
    rule(
        rf"([0-9]{{1,2}})({MONTH})(?:{GAP}({FULL_YEAR}))?",
        lambda found: month_day(found[2], found[1], found[3]) if 1 <= int(found[1]) <= 31 else None,
        first=FEW_DIGITS,
        needs=A_MONTH,
        then="jfmasondJFMASOND",
    ),
)
