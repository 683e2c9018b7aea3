"""The first table of the grammar: calendar dates, complete or without year or order."""

from __future__ import annotations

import re
from datetime import date

from dateline.index.dataclass import replace
from dateline.index.dates import DateSpan
from dateline.index.entities.dates.arithmetic import (
    century_span,
    decade_span,
    week_span,
    weekend_span,
)
from dateline.index.entities.dates.calendar_units import (
    day_in,
    in_year,
    joined,
    month_day,
    named_month,
    number_in,
    of_unit,
    year_of,
)
from dateline.index.entities.dates.expressions import (
    CompleteDate,
    DateRange,
    Expression,
    MonthDay,
    Named,
    Numeric,
    ShortYear,
)
from dateline.index.entities.dates.patterns import (
    A_DASH,
    A_LONG_NUMBER,
    A_MONTH,
    A_NUMBER,
    A_RANGE,
    AN_APOSTROPHE,
    AN_ORDINAL_WORD,
    BEHIND_WEEKDAY,
    DAY,
    END,
    FEW_DIGITS,
    FOUR_DIGITS,
    FROM,
    FULL_YEAR,
    GAP,
    MONTH,
    MONTHS_FIRST,
    NO_DAY_NUMBER,
    NTH,
    ON_WEEKDAY,
    ORDINAL,
    ORDINAL_WORD,
    ORDINAL_WORDS_FIRST,
    ORDINALS_FIRST,
    SEASON,
    WEEKDAY,
    WEEKDAYS_FIRST,
    YEAR,
    Rule,
    all_of,
    lowered,
    month_of,
    ordinal_of,
    rule,
    with_the,
)
from dateline.index.entities.dates.words import SEASONS, any_of, split_words

__all__ = ["ABSOLUTE"]


def iso_day(found: re.Match[str]) -> Expression | None:
    """Return the day of ``2016-12-14``."""
    return day_in(int(found[1]), int(found[2]), int(found[3]))


def iso_week(found: re.Match[str]) -> Expression | None:
    """Return the week of ``2016-W50``."""
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return of_unit(week_span(monday))


def weekend_of(found: re.Match[str]) -> Expression | None:
    """Return the Saturday and Sunday of the week of a day."""
    named = month_day(found[1], found[2], found[3])
    return of_unit(weekend_span(named.days.first), "WE") if isinstance(named, CompleteDate) else None


def decade(found: re.Match[str]) -> Expression | None:
    """Return the ten years of ``1990s`` or ``'90s``."""
    year = int(found[1])
    if len(found[1]) == 2:
        return ShortYear(year, decade=True)
    return of_unit(decade_span(year)) if year and not year % 10 else None


def century(found: re.Match[str]) -> Expression | None:
    """Return the hundred years of ``the 19th century``."""
    number = ordinal_of(found[1])
    if not 1 <= number <= 22:
        return None
    return of_unit(century_span(number))


def centuries(found: re.Match[str]) -> Expression | None:
    """Return *the 17th to 19th centuries*."""
    ends = [ordinal_of(found[1]), ordinal_of(found[2])]
    if not 1 <= ends[0] < ends[1] <= 22:
        return None
    return DateRange(*(of_unit(century_span(end)) for end in ends))


# Before it, two such numbers with a slash are prices, unless they follow each other: *1175/1185*.
OLDEST_WITH_SLASH = 1500


def school_year(found: re.Match[str]) -> Expression | None:
    """Return the years of ``2009/10`` and ``1914-18``, from the first to the last day of both."""
    first, last = int(found[1]), found[2]
    second = int(found[1][:2] + last) if len(last) == 2 else int(last)
    if not 1000 <= first < second <= first + 200:
        return None
    if first < OLDEST_WITH_SLASH and "/" in found[0] and len(last) == 4 and second > first + 1:
        return None
    return CompleteDate(DateSpan(date(first, 1, 1), date(second, 12, 31), "year"), f"{first:04}/{second:04}")


def day_range(found: re.Match[str]) -> Expression | None:
    """Return the days of ``3-7 May 2009``; without a year the range is resolved later.

    *The 28th to the 3rd of May* begins in April; ``28-3 May`` is usually a score and a date.
    """
    from_day, to_day = found["from"] or found["first"], found["to"] or found["last"]
    month = found["month"] or found["named"]
    first, last = (month_day(month, day, found["year"]) for day in (from_day, to_day))
    if isinstance(first, CompleteDate) and isinstance(last, CompleteDate) and first.days.first <= last.days.last:
        return joined(first, last)
    if isinstance(first, MonthDay) and isinstance(last, MonthDay) and first.day < last.day:
        return DateRange(first, last)
    if not isinstance(first, (CompleteDate, MonthDay)) or not isinstance(last, (CompleteDate, MonthDay)):
        return None
    if found["named"] is not None:
        return None if from_day.isdigit() else DateRange(first, Named("day", number_in(to_day)))
    opened = found["opened"] is not None or not from_day.isdigit()
    return DateRange(Named("day", number_in(from_day)), last) if opened else None


def worded_days(found: re.Match[str]) -> Expression | None:
    """Return *the fourteenth to the nineteenth of May*; a first day with a higher number is in the month before."""
    last = month_day(found["month"], str(ordinal_of(found["last"])), found["year"])
    return DateRange(Named("day", ordinal_of(found["first"])), last) if last is not None else None


DECADE_NAMES = {
    name: 10 * number
    for number, name in enumerate(
        split_words("twenties thirties forties fifties sixties seventies eighties nineties"), start=2
    )
}
DECADES = any_of(DECADE_NAMES)
QUOTES = ("'", "\u2018", "\u2019")
APOSTROPHE = r"['\u2019]?"


def worded_decade(name: str) -> Expression | None:
    """Return the ten years of *the thirties*."""
    return ShortYear(DECADE_NAMES[lowered(name)], decade=True)


def circa(found: re.Match[str]) -> Expression | None:
    """Return the year of ``circa 1912``, with a low certainty."""
    year = year_of(found[1])
    return year and CompleteDate(replace(year.days, certainty=50), year.value, "circa")


def quoted_year(found: re.Match[str]) -> Expression | None:
    """Return the year of ``'82``."""
    return ShortYear(int(found[1]))


def season(found: re.Match[str]) -> Expression | None:
    """Return a season, with or without its year."""
    named = Named("season", SEASONS[lowered(found[1])])
    return in_year(named, int(found[2])) if found[2] else named


def numeric(found: re.Match[str]) -> Expression | None:
    """Return a numeric date; with full stops the day always comes first."""
    if found[2] == ".":
        return day_in(int(found[4]), int(found[3]), int(found[1]))
    if not 1 <= min(int(found[1]), int(found[3])) <= 12 or max(int(found[1]), int(found[3])) > 31:
        return None
    return Numeric(int(found[1]), int(found[3]), found[4])


OF_YEAR = rf"(?:{GAP}(?:of\s+|in\s+)?({YEAR}))?"
PLAIN_DAY = rf"(?:0?[1-9]|[12][0-9]|3[01]){NTH}?"
TO = r"(?:\s*[-\u2013\u2014]\s*|\s+(?:to|and|until|till|through)\s+)"
# *December 14 and 20* are two days, not a range.
DAY_TO = r"(?:\s*[-/\u2013\u2014]\s*|\s+(?:to|until|till|through|(?(opened)and|to))\s+)"
CENTURY = r"(?:\s+|\s*-\s*)centur(?:y|ies)\b"

# With a number that is not a day of any month, there is no month either: *32 May 2016*.
NO_DAY = r"(?:00?|3[2-9]|[4-9][0-9])(?:st|nd|rd|th)?(?![\w]|[.,:/][0-9])"

ABSOLUTE: tuple[Rule, ...] = (
    rule(r"([0-9]{4})-([01][0-9])-([0-3][0-9])(?![0-9])", iso_day, first=FOUR_DIGITS, then="-/"),
    rule(r"([0-9]{4})/([01][0-9])/([0-3][0-9])(?![0-9])", iso_day, first=FOUR_DIGITS, then="-/"),
    rule(
        r"([12][0-9]{3})-q([1-4])(?![0-9-])",
        lambda found: in_year(Named("quarter", int(found[2])), int(found[1])),
        first=FOUR_DIGITS,
        then="-",
    ),
    rule(r"([12][0-9]{3})-w([0-5][0-9])(?![0-9-])", iso_week, first=FOUR_DIGITS, then="-"),
    rule(
        rf"(?P<opened>from\s+|between\s+)?(?P<on>{WEEKDAY}{BEHIND_WEEKDAY})?(?:the\s+)?"
        rf"(?:(?P<from>{PLAIN_DAY}){DAY_TO}(?(on){WEEKDAY}{BEHIND_WEEKDAY})(?:the\s+)?(?P<to>{DAY})\s+(?:of\s+)?(?P<month>{MONTH})"
        rf"|(?P<named>{MONTH})\s+(?P<first>{PLAIN_DAY}){DAY_TO}(?(on){WEEKDAY}{BEHIND_WEEKDAY})(?P<last>{DAY}))"
        rf"(?:{GAP}(?P<year>{FULL_YEAR}))?",
        day_range,
        first=FROM + with_the(MONTHS_FIRST + WEEKDAYS_FIRST + FEW_DIGITS),
        needs=all_of(A_MONTH, A_NUMBER, A_RANGE),
    ),
    rule(
        rf"weekend\s+of\s+({MONTH})\s+({DAY})(?:{GAP}({FULL_YEAR}))?",
        weekend_of,
        first=("weekend",),
        needs=all_of(A_MONTH, A_NUMBER),
    ),
    rule(
        rf"{ON_WEEKDAY}(?:the\s+)?({DAY})(?:\s+day)?(?:\s+of\s+|\s*-\s*|\s+)({MONTH})(?:(?:{GAP}|\s*-\s*)({FULL_YEAR}))?",
        lambda found: month_day(found[2], found[1], found[3]),
        first=WEEKDAYS_FIRST + with_the(FEW_DIGITS),
        needs=all_of(A_MONTH, A_NUMBER),
    ),
    rule(
        rf"{ON_WEEKDAY}({MONTH})(?:\s*-\s*|\s+|(?<=\.))(?:the\s+)?({DAY})(?:{GAP}({FULL_YEAR}))?",
        lambda found: month_day(found[1], found[2], found[3]),
        first=MONTHS_FIRST + WEEKDAYS_FIRST,
        needs=all_of(A_MONTH, A_NUMBER),
    ),
    rule(
        rf"({MONTH})(?:\s*,\s*|\s*-\s*|\s+of\s+|\s+){APOSTROPHE}({FULL_YEAR})",
        lambda found: named_month(found[1], found[2]),
        first=MONTHS_FIRST,
        needs=all_of(A_MONTH, A_LONG_NUMBER),
    ),
    rule(
        rf"(?<![0-9.,:/-])(?:the\s+)?{NO_DAY}(?:\s+(?:of\s+)?|-)(?>{MONTH})"
        rf"(?:(?:{GAP}|\s*-\s*){FULL_YEAR}|(?!\s*[0-9]|\s+day\b))",
        lambda found: None,
        first=with_the(FEW_DIGITS),
        needs=all_of(A_MONTH, NO_DAY_NUMBER),
    ),
    rule(
        rf"{MONTH}\s+(?:the\s+)?{NO_DAY}{GAP}{FULL_YEAR}",
        lambda found: None,
        first=MONTHS_FIRST,
        needs=all_of(A_MONTH, NO_DAY_NUMBER, A_LONG_NUMBER),
    ),
    rule(
        rf"(?:the\s+)?({ORDINAL_WORD})\s+(?:day\s+)?of\s+({MONTH})(?:{GAP}({FULL_YEAR}))?",
        lambda found: month_day(found[2], str(ordinal_of(found[1])), found[3]),
        first=with_the(ORDINAL_WORDS_FIRST),
        needs=all_of(A_MONTH, "of"),
    ),
    rule(
        rf"(?P<opened>from\s+|between\s+)?the\s+(?P<first>{ORDINAL_WORD}){DAY_TO}(?:the\s+)?(?P<last>{ORDINAL_WORD})"
        rf"\s+of\s+(?P<month>{MONTH})(?:{GAP}(?P<year>{FULL_YEAR}))?",
        worded_days,
        first=FROM + with_the(ORDINAL_WORDS_FIRST),
        needs=all_of(A_MONTH, "of", A_RANGE, AN_ORDINAL_WORD),
    ),
    rule(
        rf"({MONTH})\s+['\u2018\u2019]([0-9]{{2}})(?![\w])",
        lambda found: ShortYear(int(found[2]), month_of(found[1])),
        first=MONTHS_FIRST,
        needs=all_of(A_MONTH, A_NUMBER, AN_APOSTROPHE),
    ),
    rule(
        rf"({MONTH})(?!\s*[0-9])", lambda found: named_month(found[1], None), "month", first=MONTHS_FIRST, needs=A_MONTH
    ),
    rule(
        r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|(?<=/)[0-9]{2})(?![\w]|[/.-][0-9])",
        numeric,
        first=FEW_DIGITS,
        then="/.-",
    ),
    rule(rf"(?:the\s+)?([0-9]{{4}})(?:\s*['\u2019])?s{END}", decade, first=with_the(FOUR_DIGITS), then="sS' "),
    rule(
        rf"(?:the\s+)?['\u2018\u2019]?\s?([2-9]0)s{END}",
        decade,
        "decade",
        first=with_the(QUOTES + FEW_DIGITS),
        then="sS 234567890",
    ),
    rule(
        rf"(?:the\s+)?({DECADES})\b",
        lambda found: worded_decade(found[1]),
        "worded decade",
        first=with_the(tuple(DECADE_NAMES)),
        needs="twe|thi|for|fif|six|sev|eig|nin",
    ),
    rule(rf"(?:the\s+)?({ORDINAL}){CENTURY}", century, "century", first=with_the(ORDINALS_FIRST), needs="centur"),
    rule(
        rf"(?:from\s+|between\s+)?(?:the\s+)?({ORDINAL}){TO}(?:the\s+)?({ORDINAL}){CENTURY}",
        centuries,
        "century",
        first=FROM + with_the(ORDINALS_FIRST),
        needs="centur",
    ),
    rule(rf"(?:the\s+)?({SEASON}){OF_YEAR}", season, "season", first=with_the(tuple(SEASONS))),
    rule(
        r"([12][0-9]{3})[/\u2013-]([0-9]{4}|[0-9]{2})(?![\w]|[-/:.,][0-9])",
        school_year,
        "years",
        first=FOUR_DIGITS,
        then="/-",
    ),
    rule(
        rf"(?:circa|ca?\.?|approximately|around|about)\s*({YEAR})",
        circa,
        "circa",
        first=split_words("circa c ca approximately around about"),
        needs=A_LONG_NUMBER,
    ),
    rule(rf"(?:the\s+year\s+)({YEAR}){END}", lambda found: year_of(found[1]), first=("the year",), needs=A_LONG_NUMBER),
    rule(
        r"([12][0-9]{3})-(0[1-9]|1[0-2])(?![0-9-])",
        lambda found: in_year(Named("month", int(found[2])), int(found[1])),
        first=FOUR_DIGITS,
        needs=A_DASH,
    ),
    rule(
        r"((?:1[89]|20)[0-9]{2})(?=\s+(?:full\s+)?(?:year|yr|quarter|qtr)\b)",
        lambda found: year_of(found[1]),
        first=FOUR_DIGITS,
        needs="yea|yr|qua|qtr",
        then=" ",
    ),
    rule(rf"({YEAR}){END}", lambda found: year_of(found[1]), "year", first=FOUR_DIGITS),
    rule(r"['\u2018\u2019]\s?([0-9]{2})(?![\w]|[.,:/-][0-9])", quoted_year, "quoted year", first=QUOTES),
)
