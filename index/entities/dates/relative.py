"""The second table of the grammar: dates relative to the day of publication or a day mentioned before."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.index.dataclass import replace
from dateline.index.entities.dates.calendar_units import month_day
from dateline.index.entities.dates.expressions import (
    Clock,
    DateRange,
    Expression,
    MonthDay,
    Moved,
    Named,
    Period,
    Reference,
    Shift,
)
from dateline.index.entities.dates.patterns import (
    A_MONTH,
    A_NUMBER,
    A_RANGE,
    A_UNIT,
    A_WEEKDAY,
    AN_ENDING,
    AN_ORDINAL_WORD,
    BEHIND_WEEKDAY,
    COUNT,
    COUNTS_FIRST,
    DASH,
    DAY,
    FEW_DIGITS,
    FROM,
    FULL_YEAR,
    GAP,
    HYPHEN,
    MONTH,
    MONTHS_FIRST,
    NTH,
    ON_WEEKDAY,
    ORDINAL,
    ORDINAL_WORD,
    ORDINALS_FIRST,
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
    the_each,
    unit_of,
    weekday_of,
    with_the,
)
from dateline.index.entities.dates.words import SEASONS, VAGUE_COUNTS, any_of, split_words

__all__ = ["ABBREVIATED_MONTH", "OF_MONTH", "RELATIVE", "steps_of"]

DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1}
STEPS = {"this": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "previous": -1, "preceding": -1, "following": 1}
STEPS |= {"same": 0, "that": 0, "the": 0, "current": 0, "prior": -1}
FROM_CONTEXT = {"previous", "preceding", "following", "same", "that", "prior", "the"}
PERIOD_WORDS = split_words("day night week weekend fortnight month quarter year decade century")
PERIOD = rf"{any_of(PERIOD_WORDS)}\b"
STEP_WORDS = split_words("this last next coming previous preceding following same that current")
STEP = rf"({any_of(STEP_WORDS)})"
NEAR_WORDS = split_words("this last next coming past")
LONG_UNITS = ("the week", "the month", "the year")
WHICH = {"this": "this", "last": "last", "past": "last", "previous": "last", "next": "next", "coming": "next"}
# The offset in months from publication, by the word after the day.
ABBREVIATED_MONTHS = {"inst": 0, "instant": 0, "ult": -1, "ultimo": -1, "prox": 1, "proximo": 1}
WORDED_MONTHS = {"this": 0, "present": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1}
ABBREVIATED_MONTH = rf"\.?\s+(?P<abbreviated>{any_of(ABBREVIATED_MONTHS)})\b\.?"
OF_MONTH = rf"\s+of\s+(?:the\s+)?(?P<worded>{any_of(WORDED_MONTHS)})\s+month\b"
NO_MONTH = rf"(?!\.?\s+(?:of\b|{any_of(ABBREVIATED_MONTHS)}\b|{MONTH}))"
DAY_NUMBER = rf"(?:{ORDINAL}|[0-9]{{1,2}})"
# *The 14th and 20th inst.* are two days, not a range.
DAY_TO = rf"(?:{DASH}|\s+(?:to|until|till|through|(?(opened)and|to))\s+)"
LOW_ORDINAL = 10
NO_FRACTION = re.compile(r"\.0+$")
PART_CODES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def day_word(found: re.Match[str]) -> Expression | None:
    """Return *today*, *yesterday* or *tomorrow*."""
    return Period("D", DAY_WORDS[lowered(found[1])])


def period(found: re.Match[str]) -> Expression | None:
    """Return *last week*, *the previous year*, *this month*."""
    word, unit = lowered(found[1]), unit_of(found[2])
    if unit == "WE" and word == "this":
        return Named("weekend", 0, "this")
    if lowered(found[2]) == "night":
        return Clock("NI", Period("D", STEPS[word], "context" if word in FROM_CONTEXT else "published"))
    return Period(unit, STEPS[word], "context" if word in FROM_CONTEXT else "published")


def day_of_month(found: re.Match[str]) -> Expression | None:
    """Return *the 9th*."""
    return Named("day", int(found[1])) if 1 <= int(found[1]) <= 31 else None


def weekday_and_day(found: re.Match[str]) -> Expression | None:
    """Return *Friday the 2nd*, *Friday evening, the 2nd*, *last Friday, the 2nd*."""
    which = WHICH.get(lowered(found["which"] or found["behind"] or ""), "")
    day = Named("day", int(found["day"]), which, weekday_of(found["weekday"]))  # type: ignore[arg-type]
    return Clock(PART_CODES[lowered(found["part"])], day) if found["part"] else day


def worded_days(found: re.Match[str]) -> Expression | None:
    """Return *from the fourteenth to the nineteenth*; low ordinals are usually ranks or parts."""
    first, last = ordinal_of(found["first"]), ordinal_of(found["day"])
    return DateRange(Named("day", first), Named("day", last)) if max(first, last) > LOW_ORDINAL else None


def bare_period(found: re.Match[str]) -> Expression | None:
    """Return *the day* or *the year* mentioned before."""
    if lowered(found[1]) == "weekend":
        return Named("weekend", 0)
    return Period(unit_of(found[1]), 0, "context" if lowered(found[1]) == "day" else "published")


def shift_by(count: str, unit: str, sign: int, base: str) -> Expression | None:
    """Return a day or period at a distance from the base; a vague distance gives only past or future."""
    exact = NO_FRACTION.sub("", count)
    designator = unit_of(unit)
    if designator == "Y" and exact.endswith(".5"):
        exact, designator = str(int(float(exact) * 12)), "M"
    if not exact.isdigit() or len(exact) > 4:
        return Reference("PAST_REF" if sign < 0 else "FUTURE_REF")
    number = int(exact) * (2 if lowered(unit).startswith("fortnight") else 1)
    if designator[0] == "T":
        return Reference("PAST_REF" if sign < 0 else "FUTURE_REF")
    return Shift(sign * number, designator, "context" if base == "context" else "published")


def ago(found: re.Match[str]) -> Expression | None:
    """Return *two weeks ago*, *a year earlier*, *three days later*, *a week from now*."""
    word = " ".join(lowered(found[3]).split())
    count = parse_count(found[1])
    if word == "ago":
        return shift_by(count, found[2], -1, "published")
    if word.startswith(("from now", "hence", "from today")):
        return shift_by(count, found[2], 1, "published")
    return shift_by(count, found[2], 1 if word in ("later", "after", "afterwards") else -1, "context")


def parse_count(count: str) -> str:
    """Return a count as a number, 2 for *a couple*; ``X`` for other vague counts."""
    words = lowered(count).split()
    for word in words:
        number = VAGUE_COUNTS.get(word)
        if number is not None:
            return str(number)
    return count_of(count)


def weekday(found: re.Match[str]) -> Expression | None:
    """Return *Tuesday*, *last Tuesday*, *Tuesday last*."""
    word = lowered(found[1] or found[3] or "")
    return Named("weekday", weekday_of(found[2]), WHICH.get(word, ""))  # type: ignore[arg-type]


def named_month(found: re.Match[str]) -> Expression | None:
    """Return *last March*."""
    return Named("month", month_of(found[2]), WHICH[lowered(found[1])])  # type: ignore[arg-type]


def near_day(found: re.Match[str]) -> Expression | None:
    """Return *last March 3*, *next 3 March*, *3 March last*."""
    word = lowered(found["which"] or found["behind"])
    day = month_day(found["month"] or found["named"], found["day"] or found["first"], found["year"])
    return replace(day, which=WHICH[word]) if isinstance(day, MonthDay) else day  # type: ignore[arg-type]


def season(found: re.Match[str]) -> Expression | None:
    """Return *next spring*."""
    return Named("season", SEASONS[lowered(found[2])], WHICH[lowered(found[1])])  # type: ignore[arg-type]


def steps_of(groups: Mapping[str, str | None]) -> int | None:
    """Return the offset in months of *inst.*, *of last month* and similar words, None without one."""
    word = groups.get("abbreviated") or groups.get("worded")
    return (ABBREVIATED_MONTHS | WORDED_MONTHS)[lowered(word)] if word else None


def of_month(found: re.Match[str]) -> Expression | None:
    """Return *15th inst.*, *ult.*, *prox.*, *the 15th of next month*: of this, the last, the next month."""
    groups = found.groupdict()
    days = [ordinal_of(day) for day in (groups.get("first"), groups["day"]) if day]
    if not all(1 <= day <= 31 for day in days):
        return None
    last = MonthDay(None, days[-1], steps_of(groups) or 0)
    return DateRange(Named("day", days[0]), last) if len(days) > 1 else last


def this_part(found: re.Match[str]) -> Expression | None:
    """Return *this morning*, *yesterday evening*, *tonight*."""
    if lowered(found[0]) == "tonight":
        return Clock("NI", Period("D", 0))
    steps = {"this": 0, "last": -1, "yesterday": -1, "tomorrow": 1, "today": 0}[lowered(found[1])]
    return Clock(PART_CODES[lowered(found[2])], Period("D", steps))


def weeks_from(found: re.Match[str]) -> Expression | None:
    """Return *Friday week*, *Tuesday fortnight*, *a week on Monday*: counted from the coming one."""
    groups = found.groupdict()
    count = 2 if lowered(groups.get("unit") or "") == "fortnight" else int(count_of(groups.get("count") or "1"))
    return Moved(Shift(count, "W"), Named("weekday", weekday_of(found["weekday"]), "next"))


RELATIVE: tuple[Rule, ...] = (
    rule(r"tonight\b", this_part, first=("tonight",)),
    rule(
        r"(this|yesterday|tomorrow)\s+(morning|afternoon|evening|night)\b",
        this_part,
        first=split_words("this yesterday tomorrow"),
    ),
    rule(r"(last)\s+(evening|night)\b", this_part, first=("last",)),
    rule(r"the\s+day\s+before\s+yesterday\b", lambda found: Period("D", -2), first=("the day",), needs="yesterday"),
    rule(r"the\s+day\s+after\s+tomorrow\b", lambda found: Period("D", 2), first=("the day",), needs="tomorrow"),
    rule(
        r"the\s+(week|month|year)\s+before\s+last\b",
        lambda found: Period(unit_of(found[1]), -2),
        first=LONG_UNITS,
        needs="before",
    ),
    rule(
        r"the\s+(week|month|year)\s+after\s+next\b",
        lambda found: Period(unit_of(found[1]), 2),
        first=LONG_UNITS,
        needs="after",
    ),
    rule(
        r"the\s+year\s+previous\b",
        lambda found: Period("Y", -1, "context"),
        first=("the year",),
        needs="previous",
    ),
    rule(r"the\s+next\s+day\b", lambda found: Period("D", 1, "context"), first=("the next",)),
    rule(
        rf"({COUNT})\s+({UNIT})(?<!second)['\u2019]?\s+time\b",
        lambda found: shift_by(parse_count(found[1]), found[2], 1, "published"),
        first=COUNTS_FIRST,
        needs="time",
    ),
    rule(rf"the\s+([0-9]{{1,2}}){NTH}\b", day_of_month, "ordinal day", first=("the 1", "the #")),
    rule(
        rf"(?P<opened>from|between)\s+the\s+(?P<first>{ORDINAL_WORD}){DAY_TO}(?:the\s+)?(?P<day>{ORDINAL_WORD}){NO_MONTH}",
        worded_days,
        "days",
        first=FROM,
        needs=all_of(A_RANGE, AN_ORDINAL_WORD),
    ),
    rule(
        rf"(?:(?P<which>this|last|next)\s+)?(?P<weekday>{WEEKDAY})"
        rf"(?:\s+(?P<behind>last|next)|\s+(?P<part>{any_of(PART_CODES)}))?{BEHIND_WEEKDAY}"
        rf"(?:the\s+)?(?P<day>0?[1-9]|[12][0-9]|3[01]){NTH}\b{NO_MONTH}",
        weekday_and_day,
        "weekday and day",
        first=split_words("this last next") + WEEKDAYS_FIRST,
        needs=all_of(A_WEEKDAY, A_NUMBER, AN_ENDING),
    ),
    rule(
        rf"(?P<weekday>{WEEKDAY})\s+(?P<unit>week|fortnight)\b",
        weeks_from,
        "weekday week",
        first=WEEKDAYS_FIRST,
        needs=all_of(A_WEEKDAY, "week|fortnight"),
    ),
    rule(
        rf"(?P<count>a|one|two|three|four)\s+weeks?\s+(?:on|from)\s+(?P<weekday>{WEEKDAY})(?!\s+(?:to|through)\b)",
        weeks_from,
        "weeks on",
        first=split_words("a one two three four"),
        needs=all_of(A_WEEKDAY, "week", "on|from"),
    ),
    rule(
        r"(today|tomorrow)\s+(week|fortnight)\b",
        lambda found: Shift(DAY_WORDS[lowered(found[1])] + (7 if lowered(found[2]) == "week" else 14), "D"),
        first=split_words("today tomorrow"),
        needs="week|fortnight",
    ),
    rule(r"(today|yesterday|tomorrow)\b", day_word, first=tuple(DAY_WORDS)),
    rule(
        rf"(?:the\s+)?{STEP}\s+(?:calendar\s+|fiscal\s+|financial\s+|trading\s+)?({PERIOD})",
        period,
        first=with_the(STEP_WORDS),
    ),
    rule(
        rf"({COUNT})\s+(?:and\s+a\s+half\s+)?({UNIT})\s+(ago|earlier|later|before|previously|hence|from\s+now)\b",
        ago,
        "ago",
        first=COUNTS_FIRST,
        needs=all_of(A_UNIT, "ago|earlier|later|before|previously|hence|now"),
    ),
    rule(
        rf"()the\s+(?=day|week|month|year|decade)({PERIOD})\s+(before|earlier|after)\b",
        lambda found: shift_by("1", found[2], 1 if lowered(found[3]) == "after" else -1, "context"),
        "ago",
        first=the_each(PERIOD_WORDS),
        needs="before|earlier|after",
    ),
    rule(
        rf"(?:(this|last|next|coming|past)\s+)?({WEEKDAY})(?:\s+(last|next)\b)?",
        weekday,
        "weekday",
        first=NEAR_WORDS + WEEKDAYS_FIRST,
        needs=A_WEEKDAY,
    ),
    rule(
        rf"(?P<which>this|last|next|coming)?(?(which)\s+)"
        rf"(?:(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY})|(?:the\s+)?(?P<first>{DAY})\s+(?:of\s+)?(?P<named>{MONTH}))"
        rf"(?(which)(?:{GAP}(?P<year>{FULL_YEAR}))?|\s+(?P<behind>last|next)\b(?!\s+\w))",
        near_day,
        first=NEAR_WORDS + MONTHS_FIRST + with_the(FEW_DIGITS),
        needs=all_of(A_MONTH, A_NUMBER, "this|last|next|coming"),
    ),
    rule(rf"(this|last|next|coming|past)\s+({MONTH})", named_month, first=NEAR_WORDS, needs=A_MONTH),
    rule(rf"(this|last|next|coming|past)\s+({SEASON})", season, first=NEAR_WORDS, needs="|".join(SEASONS)),
    rule(
        rf"{ON_WEEKDAY}(?:the\s+)?(?P<day>{DAY_NUMBER}){ABBREVIATED_MONTH}",
        of_month,
        "of abbreviated month",
        first=with_the(WEEKDAYS_FIRST + ORDINALS_FIRST),
        needs="inst|ult|prox",
    ),
    rule(
        rf"(?:{WEEKDAY}{BEHIND_WEEKDAY}(?:the\s+)?|the\s+)(?P<day>{ORDINAL}){OF_MONTH}",
        of_month,
        "of month",
        first=WEEKDAYS_FIRST + the_each(ORDINALS_FIRST),
        needs=all_of("of", "month"),
    ),
    rule(
        rf"(?P<opened>from\s+|between\s+)?{ON_WEEKDAY}(?:the\s+)?(?P<first>{DAY_NUMBER}){DAY_TO}"
        rf"{ON_WEEKDAY}(?:the\s+)?(?P<day>{DAY_NUMBER})(?:{ABBREVIATED_MONTH}|(?<=[a-z]){OF_MONTH})",
        of_month,
        "of abbreviated month",
        first=FROM + with_the(WEEKDAYS_FIRST + ORDINALS_FIRST),
        needs=all_of("inst|ult|prox|of", "inst|ult|prox|month", A_RANGE),
    ),
    rule(
        rf"the\s+(day|week|month|quarter|year){HYPHEN}?(?![\w])", bare_period, "the unit", first=the_each(PERIOD_WORDS)
    ),
    rule(r"(?:the\s+)?(weekend)\b", bare_period, "weekend", first=with_the(("weekend",))),
    rule(
        r"(?:right\s+)?now\b|nowadays\b|currently\b|at\s+present\b",
        lambda found: Reference("PRESENT_REF"),
        "now",
        first=split_words("right now nowadays currently at"),
    ),
    rule(
        r"(?:very\s+|more\s+|most\s+)?recent(?:ly)?\b(?:\s+(?:years|months|weeks|days|decades)\b)?",
        lambda found: Reference("PAST_REF"),
        first=split_words("very more most recent recently"),
    ),
    rule(
        r"formerly\b|the\s+past\b(?!\s+(?:\w+[\s-]){0,3}(?:second|minute|hour|day|week|month|quarter|year"
        r"|decade|centur))",
        lambda found: Reference("PAST_REF"),
        first=("formerly", "the past"),
    ),
    rule(
        r"(?:the\s+)?(?:near\s+)?future\b|(?:very\s+)?soon\b|the\s+(?:long|near|short)\s+term\b",
        lambda found: Reference("FUTURE_REF"),
        "future",
        first=with_the(split_words("near future very soon long short")),
    ),
)
