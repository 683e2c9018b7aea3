"""The fourth table of the grammar: times of day."""

from __future__ import annotations

import re

from dateline.index.entities.dates.expressions import Clock, Expression
from dateline.index.entities.dates.patterns import (
    COUNT,
    COUNTS_FIRST,
    FEW_DIGITS,
    FOUR_DIGITS,
    Rule,
    count_of,
    lowered,
    rule,
    with_the,
)
from dateline.index.entities.dates.words import NUMBERS, PARTS_OF_DAY, any_of, split_words

__all__ = ["CLOCKS", "PART"]

ZONE = (
    r"(?:\s*\(?\s*(?P<zone>utc|gmt|z|[ecmp][sd]t|bst|cet|local\s+time)\b"
    r"(?:\s*[+-]\s*[0-9]{1,4})?(?:\s*\))?)?"
)
HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
PART = rf"(?:{any_of(PARTS_OF_DAY)}\b)"
HOURS = {name: number for name, number in NUMBERS.items() if 1 <= number <= 12}


def clock(found: re.Match[str]) -> Expression | None:
    """Return ``15:00``, ``3 p.m.``, ``18:00 UTC``, ``0800 GMT``."""
    groups = found.groupdict()
    hour, minute, second = int(groups["hour"]), int(groups.get("minute") or 0), groups.get("second")
    half = lowered(groups.get("half") or "")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    zone = "Z" if lowered(groups.get("zone") or "") in ("utc", "gmt", "z") else ""
    return Clock(f"{hour:02}:{minute:02}" + (f":{second}" if second else "") + zone, None)


def oclock(found: re.Match[str]) -> Expression | None:
    """Return *three o'clock*; the half of the day is unknown."""
    hour = int(found[1]) if found[1].isdigit() else HOURS[lowered(found[1])]
    return Clock(f"{hour:02}:00", None) if 1 <= hour <= 24 else None


MINUTES = {"a quarter": 15, "quarter": 15, "half": 30}


def worded_clock(found: re.Match[str]) -> Expression | None:
    """Return *a quarter to ten*, *twenty minutes past five*, *half past nine*; None for *a few minutes past four*."""
    hour = int(found[3]) if found[3].isdigit() else HOURS[lowered(found[3])]
    word = re.sub(r"\s+", " ", lowered(found[1]))
    count = str(MINUTES.get(word) or count_of(word))
    if not count.isdigit():
        return None
    minutes = int(count)
    if not (1 <= hour <= 12 and 1 <= minutes <= 59):
        return None
    if lowered(found[2]) in ("to", "before", "of"):
        hour, minutes = (hour - 1) or 12, 60 - minutes
    return Clock(f"{hour:02}:{minutes:02}", None)


def part_of_day(found: re.Match[str]) -> Expression | None:
    """Return *morning*, *noon*, *midnight*."""
    word = lowered(found[1])
    return Clock({"noon": "12:00", "midday": "12:00", "midnight": "24:00"}.get(word) or PARTS_OF_DAY[word], None)


CLOCKS: tuple[Rule, ...] = (
    rule(
        rf"(?P<hour>[0-9]{{1,2}})(?:[:.](?P<minute>[0-5][0-9]))?(?::(?P<second>[0-5][0-9]))?\s?{HALF}{ZONE}",
        clock,
        first=FEW_DIGITS,
        needs="am|pm|a|p",
        then=" :.aApP",
    ),
    rule(
        rf"(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9:]){ZONE}",
        clock,
        "clock",
        first=FEW_DIGITS,
        then=":",
    ),
    rule(
        r"(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9])\s?(?:hours\b|hrs\b\.?|(?P<zone>utc|gmt)\b)",
        clock,
        first=FOUR_DIGITS,
        needs="hours|hrs|utc|gmt",
        then=" hHuUgG",
    ),
    rule(r"(?P<hour>[0-2]?[0-9])\s(?P<zone>utc|gmt)\b", clock, first=FEW_DIGITS, needs="utc|gmt", then=" "),
    rule(
        rf"([0-9]{{1,2}}|{any_of(HOURS)})\s+o\s?['\u2019]?\s?clock\b",
        oclock,
        first=FEW_DIGITS + tuple(HOURS),
        needs="clo|ocl",
        then=" ",
    ),
    rule(
        rf"((?:a\s+)?quarter|half|(?:{COUNT}(?=\s+minutes))|five|ten|twenty|twenty-five)(?:\s+minutes?)?"
        rf"\s+(past|to|before|after)\s+([0-9]{{1,2}}|{any_of(HOURS)})\b(?:\s+o\s?['\u2019]?\s?clock\b)?",
        worded_clock,
        first=split_words("a quarter half") + COUNTS_FIRST,
        needs="past|to|before|after",
    ),
    rule(
        rf"(?:the\s+)?(?:early\s+|late\s+|mid-?\s*)?({PART})",
        part_of_day,
        "part of day",
        first=with_the(
            split_words("early late mid") + tuple(PARTS_OF_DAY) + tuple(f"mid{part}" for part in PARTS_OF_DAY)
        ),
    ),
)
