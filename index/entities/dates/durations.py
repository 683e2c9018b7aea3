"""The third table of the grammar: durations and recurring times, which are not resolved to days."""

from __future__ import annotations

import re

from dateline.index.entities.dates.expressions import Duration, Expression, Repeat
from dateline.index.entities.dates.patterns import (
    A_UNIT,
    A_WEEKDAY,
    COUNT,
    COUNT_WORDS_FIRST,
    DIGITS,
    FIGURE,
    MONTH,
    ORDINAL,
    SEASON,
    UNIT,
    WEEKDAY,
    WEEKDAYS_FIRST,
    Rule,
    all_of,
    count_of,
    lowered,
    month_of,
    ordinal_of,
    rule,
    unit_of,
    weekday_of,
    with_the,
)
from dateline.index.entities.dates.values import duration_value
from dateline.index.entities.dates.words import PARTS_OF_DAY, SEASONS, split_words
from dateline.index.kernel._records import RecordMaker

__all__ = ["DURATIONS"]

make_duration = RecordMaker(Duration)
MANNER = (
    r"(?:(?:straight|consecutive|successive|full|whole|entire|more|working|trading|business|calendar|long|single)\s+)?"
)
# *About three years*, *more than a decade*: of the expression, but without a meaning of its own here.
MODIFIER = r"(?:(?:about|around|roughly|approximately|nearly|almost|over|only|just|(?:more|less)\s+than)\s+)?"
ADVERBS = {
    "daily": "P1D", "nightly": "P1D", "hourly": "PT1H", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "quarterly": "P1Q", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y",
    "per annum": "P1Y", "biannual": "P6M", "biennial": "P2Y",
}  # fmt: skip
MODIFIERS = split_words("about around roughly approximately nearly almost over only just more less")
STEPS = split_words("last past next coming first following previous final")
PLURALS_FIRST = split_words("seconds minutes hours days nights weeks months years decades centuries")
YEAR_AND_UNIT = r"(?:1[0-9]|20)[0-9]{2}\s+(?:full\s+)?(?:second|month|quarter|qtr|year|yr)\b"
# More than so many of a unit in the singular are a year or the number of a table: *1985 year net*, *vs 2,560,000 Year*.
MOST_OF_ONE = 999
OF_UNITS = rf"([\s-]+and[\s-]+(?:a|one)[\s-]half)?(?:\s*[-\u2013]\s*|\s+)?{MANNER}({UNIT})"
PLURALS = r"(?:second|minute|hour|day|night|week|month|year|decade|centurie)s\b"


def length(found: re.Match[str]) -> Expression | None:
    """Return *three days*, *a 42-year*, *two and a half years*."""
    count, unit = count_of(found[1]), unit_of(found[3])
    if is_single(found[3]) and count.isdigit() and int(count) > MOST_OF_ONE and "-" not in found[0]:
        return None
    if lowered(found[3]).startswith("fortnight") and count != "X":
        count = str(2 * int(float(count)))
    if found[2] and count.isdigit():
        count += ".5"
    if unit == "TS" and lowered(found[1]) in ("a", "an"):
        return None
    return make_duration(duration_value(count, unit))


def is_single(unit: str) -> bool:
    """Return whether a unit is printed in the singular."""
    return not lowered(unit).rstrip(".").endswith("s")


def half(found: re.Match[str]) -> Expression | None:
    """Return *half an hour*, *half a year*."""
    unit = unit_of(found[1])
    value = {"TH": "PT30M", "Y": "P6M", "DE": "P5Y", "CE": "P50Y"}.get(unit) or duration_value("0.5", unit)
    return Duration(value)


def every(found: re.Match[str]) -> Expression | None:
    """Return *every Friday*, *each year*, *every two weeks*, *every other day*."""
    if found["part"] is not None:
        day = f"XXXX-WXX-{weekday_of(found['weekday'])}" if found["weekday"] else "XXXX-XX-XX"
        return Repeat(f"{day}T{PARTS_OF_DAY[lowered(found['part'])]}")
    name = found["name"]
    if name is not None:
        return named_repeat(lowered(name).rstrip("."))
    count = "2" if lowered(found["other"] or "").startswith("other") else count_of(found["count"] or "one")
    if found["nth"]:
        count = str(ordinal_of(found["nth"]))
    if lowered(found["unit"]) == "weekend" and count == "1":
        return Repeat("XXXX-WXX-WE")
    return Repeat(duration_value(count, unit_of(found["unit"])))


def named_repeat(name: str) -> Expression | None:
    """Return a day, month or season that recurs every year or week."""
    for read, form in ((weekday_of, "XXXX-WXX-{}"), (month_of, "XXXX-{:02}")):
        try:
            return Repeat(form.format(read(name)))
        except KeyError:
            continue
    return Repeat(f"XXXX-{SEASONS[name]}")


def unit_rate(found: re.Match[str]) -> Expression | None:
    """Return *a year* in *15 a year*."""
    return Repeat(duration_value("1", unit_of(found[1])))


DURATIONS: tuple[Rule, ...] = (
    rule(
        rf"(?:every|each)\s+(?:(?P<other>other|single)\s+)?(?:(?P<nth>{ORDINAL})\s+)?"
        rf"(?:(?:(?P<weekday>{WEEKDAY})\s+)?(?P<part>morning|afternoon|evening|night)\b"
        rf"|(?:(?P<count>{COUNT})\s+)?(?P<unit>{UNIT})|(?P<name>{WEEKDAY}|{MONTH}|{SEASON}))",
        every,
        first=split_words("every each"),
        needs="every|each",
    ),
    rule(
        rf"({WEEKDAY})\s+(morning|afternoon|evening|night)s\b",
        lambda found: Repeat(f"XXXX-WXX-{weekday_of(found[1])}T{found[2][:2].upper()}"),
        first=WEEKDAYS_FIRST,
        needs=all_of(A_WEEKDAY, "morning|afternoon|evening|night"),
    ),
    rule(
        r"(sun|mon|tues|wednes|thurs|fri|satur)days\b",
        lambda found: named_repeat(lowered(found[1]) + "day"),
        first=split_words("sundays mondays tuesdays wednesdays thursdays fridays saturdays"),
        needs=A_WEEKDAY,
    ),
    rule(
        r"(daily|nightly|hourly|biweekly|weekly|fortnightly|bimonthly|monthly|quarterly|yearly|annually|annual"
        r"|per\s+annum|biannual|biennial)\b",
        lambda found: Repeat(ADVERBS[re.sub(r"\s+", " ", lowered(found[1]))]),
        "adverb",
        first=split_words(" ".join(ADVERBS)),
    ),
    rule(rf"per\s+(?=day|week|month|year|hour|quarter)({UNIT})", unit_rate, first=("per",)),
    rule(
        r"(a\s+quarter|three[\s-]quarters)\s+of\s+an\s+hour\b",
        lambda found: Duration("PT15M" if found[1][0] in "aA" else "PT45M"),
        first=split_words("a three"),
        needs=all_of("quarter", "hour"),
    ),
    rule(rf"half\s+(?:an?\s+|the\s+)?(?:\s*-\s*)?({UNIT})", half, first=("half",)),
    rule(
        rf"(?![0-9]){MODIFIER}(?:(?:the\s+)?(?:last|past|next|coming|first|following|previous|final)\s+)?({COUNT})"
        + OF_UNITS,
        length,
        "length",
        first=MODIFIERS + with_the(STEPS) + COUNT_WORDS_FIRST,
        needs=A_UNIT,
    ),
    rule(rf"(?!{YEAR_AND_UNIT})({FIGURE}){OF_UNITS}", length, "length", first=DIGITS, needs=A_UNIT, then=" -,."),
    rule(
        rf"(?:the\s+)(?:last|past|next)\s+(?:few\s+|several\s+|many\s+)({UNIT})",
        lambda found: Duration(duration_value("X", unit_of(found[1]))),
        first=("the last", "the past", "the next"),
        needs="few|several|many",
    ),
    rule(
        rf"(?:the\s+)past\s+(?=week|month|year|decade|century|day|hour|quarter)({UNIT})",
        lambda found: Duration(duration_value("1", unit_of(found[1]))),
        first=("the past",),
    ),
    rule(
        rf"({PLURALS})", lambda found: Duration(duration_value("X", unit_of(found[1]))), "plural", first=PLURALS_FIRST
    ),
    rule(
        r"(decade|year|month|week|day|hour)s?(?=\s*-\s*long\b)",
        lambda found: Duration(duration_value("X" if found[0][-1] in "sS" else "1", unit_of(found[1]))),
        first=split_words("decade year month week day hour decades years months weeks days hours"),
        needs="long",
    ),
)
