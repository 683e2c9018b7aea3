"""Reject texts that look like dates but are not: *may*, a price, an age, a score, by the words around them.

Rules refer to checks by name. A check gets the parse, its text, and the `BEFORE` and `AFTER` characters around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.index.entities.dates.expressions import Duration, Named, Parse
from dateline.index.entities.dates.false_forms import CHECKS_OF_FORMS
from dateline.index.entities.dates.false_numbers import (
    ENDED,
    OLD,
    PREPOSITION,
    century,
    circa,
    counting,
    days,
    decade,
    far_year,
    length,
    of_abbreviated_month,
    old_year,
    ordinal_day,
    quoted_year,
    row,
    worded_decade,
    year,
    years,
)

__all__ = ["is_date", "is_one_unit", "is_rate"]

BEFORE, AFTER = 32, 32

NAME_BEFORE = re.compile(r"(?:[a-z,]\s+|^\s*)(?:[A-Z][\w.]*)\s+$")
TITLE_BEFORE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Theresa|Brian|Minister|President)\.?\s+$")
NAME_AFTER = re.compile(r"\s+(?:said|says|told|was\s+born|herself|himself|[A-Z][a-z]+(?:son|man|ton)\b)")
# *April Ashley*, where a name may begin.
FIRST_WORD = re.compile(r"(?:^|[.,;:]|\band|\bwith)\s*$")
SURNAME = re.compile(r"\s+[A-Z][a-z]{2,}\b(?!\s+(?:[A-Z]|[Ss]ales|[Ff]utures))")
# *May* is a verb in a headline: *And May Have Captured Airmen*.
MODAL = re.compile(
    r"\s+(?:Be|Have|Not|Still|Yet|Soon|Never|Also|Get|Go|Become|Face|Lose|Take|Make|Seek|Need|Want|Cause|Come|Give|Help"
    r"|Hold|Keep|Use|BE|HAVE|NOT)\b"
)
# Days and clubs that are named so: *Bloody Sunday*, *Super Tuesday*, *Sheffield Wednesday*.
NAMED_DAY = re.compile(r"\b(?:Bloody|Super|Cyber|Giving|Ruby|Sheffield)\s+$", re.IGNORECASE)
NO_SINGLE_DAY = re.compile(r"\b(?:every|each|last|a|the|to|through)\s+$|-$", re.IGNORECASE)
OF_LENGTH = re.compile(
    r"\b(?:for|of|lasting|last(?:s|ed)?|nearly|almost|about|than|after|over|in|within|the|once|twice|times|days?|every)\s+$",
    re.IGNORECASE,
)
MARCH_OF = re.compile(r"\s+(?:on|for|against)\s+(?!the\s+[0-9]|[0-9])")
AT_TIME = re.compile(
    r"(?:^|\W)(?:at|by|around|about|until|till|from|to|before|after|since|of|between|and|past|on|this)\s+$",
    re.IGNORECASE,
)
OF_DAY = re.compile(
    r"(?:^|\W)(?:of|for|end|ended|ending|during|in|on|over|through|throughout|close[sd]?|finish(?:ed)?"
    r"|later|earlier|opened|start)\s+$",
    re.IGNORECASE,
)
CLAUSE_NEXT = re.compile(r"\s+(?:[0-9]|that|when|after|before|of|he|she|they|we|it|in\s+which|the|to)\b")
THE_PERIOD = re.compile(
    r"(?:^|\W)(?:of|for|during|in|over|through|throughout|within|ending|ended|this)\s+$", re.IGNORECASE
)
RATE = re.compile(
    r"(?:[0-9]|\bonce|\btwice|\btimes|illion|mln|bln|bpd|barrels|tonnes|tons|dlrs|dollars|euros|pct"
    r"|percent|%|cents)\s+$",
    re.IGNORECASE,
)
IN_SEASON = re.compile(
    r"(?:^|\W)(?:in|this|last|next|during|by|until|since|early|late|mid|every|each|the|for|,)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
GAMES = re.compile(r"\s+(?:Olympics?|tides?|Games|Palace|Street|of\s+(?!last|this|next|[0-9])|water)")
FRACTION = re.compile(
    r"\s+(?:of\s+(?!the\s+year|last|this|next|[0-9])|points?|final|percent|pct|century|mile)|\s*-\s*final",
    re.IGNORECASE,
)

THE_ONE = re.compile(
    r"\b(?:player|man|woman|person|book|film|word|team|coach|goal|song|rookie|driver|time)s?\s+of\s+$", re.IGNORECASE
)
NO_DAY = re.compile(r"\b(?:0|00|3[2-9]|[4-9][0-9])\s+$")
Check = Callable[[Parse, str, str, str], bool]


def month(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether the name of a month is not a verb or a person."""
    word = said.rstrip(".").lower()
    if NO_DAY.search(before) or (word == "may" and MODAL.match(after)):
        return False
    if PREPOSITION.search(before):
        return not (word == "march" and MARCH_OF.match(after) and before.lower().endswith("the "))
    if word in ("may", "march", "mar", "jan", "sept", "dec", "june", "april", "august", "jun", "apr", "aug"):
        if TITLE_BEFORE.search(before) or NAME_AFTER.match(after) or NAME_BEFORE.search(before):
            return False
        if FIRST_WORD.search(before) and SURNAME.match(after):
            return False
        return word in ("june", "april", "august") or said.endswith(".")
    return len(word) > 4 or said.endswith(".") or word == "july"


def weekday(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether the name of a weekday is one: short forms need a preposition."""
    if after.startswith((" Times", " Telegraph", " Mirror", " Express", " Herald", " Mail")):
        return False
    if after[:7].lower() == " school" or NAMED_DAY.search(before):
        return False
    words = said.lower().split()
    short = {"sun", "sat", "mon", "wed", "fri", "thu", "tue"}
    if not short.intersection(words) or len(words) > 1:
        return "black" not in before.lower()[-6:]
    return bool(re.search(r"(?:^|\W)(?:on|until|by|since)\s+$", before, re.IGNORECASE))


def weekday_week(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *Friday week* is a week after Friday, not a week that begins or ends with it."""
    return NO_SINGLE_DAY.search(before) is None and not after.startswith(("-", "'", "\u2019", " of "))


def weeks_on(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *a week on Friday* is counted from Friday, not *for a week on Friday*."""
    return OF_LENGTH.search(before) is None


def the_unit(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the day* or *the year* refers to one mentioned before, not to one that is described next."""
    if CLAUSE_NEXT.match(after) or THE_ONE.search(before):
        return False
    return bool((OF_DAY if said.lower().endswith("day") else THE_PERIOD).search(before))


def part_of_unit(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the end of the year* refers to a known year."""
    return not re.match(r"\s+(?:that|when|of)\b", after)


def weekday_and_day(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *Friday the 5th* is a day, not a day and the fifth of a series."""
    return ENDED.match(after) is not None and weekday(parse, said, before, after)


def of_month(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the third of this month* is a day, not one of *this month's games*."""
    return not after.startswith(("'s", "\u2019s"))


def day_before(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the day before* is complete, without an event that it refers to."""
    words = said.lower().split()
    if words[-1] not in ("before", "after"):
        return True
    return bool(re.match(r"\s*(?:[.,;:!?)\u2014]|$)|\s+(?:and|but|in|at|to|by|on|from|with)\b", after))


def now(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *now* and *current* refer to the present."""
    return not re.match(r"\s+(?:accounts?|affairs)\b", after) and not before.endswith("-")


def adverb(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *Daily* is not the name of a newspaper."""
    return not (said[0].isupper() and re.match(r"\s+[A-Z]", after) and not re.search(r"[.!?]\s*$|^\s*$", before))


def future(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *future* is a noun of time, and *soon* is not *as soon as*."""
    if re.search(r"\bas\s+$", before, re.IGNORECASE) and said.lower() == "soon":
        return False
    return (
        said.lower().startswith("the")
        or "future" not in said.lower()
        or bool(re.search(r"\b(?:near|foreseeable|in)\s+$", before))
    )


def half(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the second half* is that of a year, not of a match."""
    return not isinstance(parse.expression, Named) or bool(
        re.match(r"\s+(?:earnings|results|profits?|sales|net|loss)", after)
    )


def quarter(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether a quarter is that of a year."""
    return not FRACTION.match(after)


def season(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *spring* and *fall* are seasons, not water and a loss."""
    if GAMES.match(after):
        return False
    if said.lower().removeprefix("the ").startswith("fall"):
        return bool(re.search(r"\bin\s+(?:the\s+)?$", before)) and not re.match(r"\s+(?:in|of)\b", after)
    return (
        said.lower().startswith("the")
        or bool(IN_SEASON.search(before))
        or bool(re.match(r"\s*,?\s*$|\s+(?:was|and|is|meetings)", after))
    )


def clock(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether two numbers are a time, not a score or a ratio."""
    if said.count(":") == 2 and not AT_TIME.search(before):
        return False
    return (
        bool(AT_TIME.search(before))
        or not said[-1].isdigit()
        or bool(re.search(r"[(,]\s*$|^\s*$", before) and len(said) == 5)
    )


def part_of_day(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *morning* or *noon* alone refers to a certain day."""
    if re.search(r"(?:noon|midnight|midday)$", said, re.IGNORECASE) and not said.lower().endswith("afternoon"):
        return True
    return said.lower().startswith("the") and bool(re.search(r"\b(?:[Ii]n|during|of|for|until)\s+$", before))


def plural(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *years* alone are a duration, not after a number or in a name."""
    return not re.search(r"[0-9]\s*$", before) and said[0].islower() and not OLD.match(after)


CHECKS: dict[str, Check] = {
    **CHECKS_OF_FORMS,
    "month": month,
    "weekday": weekday,
    "year": year,
    "years": years,
    "circa": circa,
    "quoted year": quoted_year,
    "decade": decade,
    "worded decade": worded_decade,
    "century": century,
    "length": length,
    "the unit": the_unit,
    "part of unit": part_of_unit,
    "now": now,
    "adverb": adverb,
    "future": future,
    "half": half,
    "quarter": quarter,
    "season": season,
    "clock": clock,
    "part of day": part_of_day,
    "ordinal day": ordinal_day,
    "days": days,
    "row": row,
    "of abbreviated month": of_abbreviated_month,
    "far year": far_year,
    "old year": old_year,
    "counting": counting,
    "weekday and day": weekday_and_day,
    "weekday week": weekday_week,
    "weeks on": weeks_on,
    "of month": of_month,
    "ago": day_before,
    "plural": plural,
}


def is_date(parse: Parse, text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]``, parsed so, is a date in its context."""
    check = CHECKS.get(parse.check)
    if check is None:
        return True
    before, after = inside_paragraph(text, max(0, start - BEFORE), start, end, end + AFTER)
    return check(parse, text[start:end], before, after)


def is_one_unit(duration: Duration, said: str) -> bool:
    """Return whether a duration may be part of a rate: *a year*, *an hour*."""
    return duration.value.startswith(("P1", "PT1")) and said[:2].lower() in ("a ", "an")


def is_rate(text: str, start: int) -> bool:
    """Return whether a duration of one unit is part of a rate: *a year* in *15 a year*."""
    return RATE.search(inside_paragraph(text, max(0, start - BEFORE), start, start, start)[0]) is not None


def inside_paragraph(text: str, low: int, start: int, end: int, high: int) -> tuple[str, str]:
    """Return the characters from ``low`` to ``start`` and from ``end`` to ``high``, within the paragraph."""
    before, after = text[low:start], text[end:high]
    if "\n" in before:
        before = before[before.rindex("\n") + 1 :]
    if "\n" in after:
        after = after[: after.index("\n")]
    return before, after
