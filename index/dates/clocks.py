"""The time of day beside a day, and its zone: ``8:30 p.m. EST``, ``12h30``, ``T08:30:00+01:00``, ``오후 3:30``.

Texts are folded (`names.fold`).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from dateline.index.dataclass import dataclass
from dateline.index.dates.names import fold
from dateline.index.dates.spans import Moment, is_of_zone

__all__ = ["FIRST", "Clock", "clock_after", "clock_of", "moment_at"]

# The names of RFC 2822. Any other name (IST, BST) means several zones or depends on the season as people write it, so
# it leaves the day alone.
ZONE_HOURS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip

HALVES = {
    "午前": 0, "上午": 0, "凌晨": 0, "早上": 0, "오전": 0, "午後": 12, "午后": 12, "下午": 12, "晚上": 12, "오후": 12,
}  # fmt: skip
HALF_BEFORE = "|".join(HALVES)
# After the time, in Greek and Arabic: “8:15 π.μ.”, “08:15 م”.
HALVES_AFTER = {
    **dict.fromkeys(("πμ", "π.μ"), 0), **dict.fromkeys(("μμ", "μ.μ"), 12),
    **dict.fromkeys(map(fold, ("ص", "صباحا")), 0), **dict.fromkeys(map(fold, ("م", "مساء")), 12),
}  # fmt: skip
HALF_AFTER = "|".join(map(re.escape, sorted(HALVES_AFTER, key=len, reverse=True)))
HOUR_WORD = "時|时|시|點|点"
SECONDS = (
    r" ?(?:[:.]|분|分|min|m) ?(?P<second>[0-9]{2}|(?<=:)[0-9])(?![0-9])"
    r"(?:[.,:](?P<fraction>[0-9]{1,9}))? ?(?:秒|초|s\b)?"
)
TIME = (
    rf"(?:(?P<before>{HALF_BEFORE}) ?)?(?P<hour>[0-9]{{1,2}})"
    rf"(?: ?(?:[:.h]|{HOUR_WORD}) ?(?P<minute>[0-9]{{2}})(?:{SECONDS}| ?(?:分|분|min\b|m\b)?))?"
    rf"(?P<whole> ?(?:h\b|uhr\b|uur\b|hrs?\b|hs\b|horas?\b|hours\b|{fold('बजे')}|{HOUR_WORD}))?"
    rf"(?: ?(?:(?P<half>[ap])\.? ?m|(?P<after>{HALF_AFTER}))\b\.?)?"
)
# Names of zones have other letters, too: “МСК”.
ZONE_WORD = "[a-zа-яіїєґα-ω]"
NOTE = r"(?: ?\([^()]*\)| ?\[[^\[\]]*\])?"
ZONE = (
    rf"(?:(?:gmt|utc|ut)? ?(?P<offset>[+-][0-9]{{1,2}}(?::?[0-9]{{2}}){{0,2}})(?:z| {ZONE_WORD}{{1,5}})?"
    rf"|(?P<zone>(?:{ZONE_WORD}{{1,5}}|[a-z]{{2,12}}/[a-z_/]{{1,30}})(?:[+-][0-9]{{1,2}})?"
    rf"|(?:[a-z]{{2,12}} ){{1,3}}time))"
    rf"{NOTE}"
)
AT = (
    r"(?:(?:posted at|updated at|at|um|kl|klo|klokken|om|ore|alle ore|alle|a las|a la"
    rf"|as|a|o godz|godz|o|ob|la ora|orele|la|v|h|kell|в|о|об|у|u|saat|pukul|pk|στισ|{fold('الساعة')})"
    r"[.:]? )?"
)
TAIL = re.compile(rf"(?:t|:|_| ?[,;|·•@/] ?| ?- ?| )?{AT}{TIME}(?: ?{ZONE})?")
# “(GMT+7)”, “(MEZ)”
IN_BRACKETS = re.compile(rf"\(((?:gmt|utc) ?[+-][0-9:]{{1,5}}|{ZONE_WORD}{{2,5}})\)$")
CLOCK = re.compile(rf"{TIME}(?: ?{ZONE})?")
# A clock before a day: only with a sign that no date has.
FIRST = re.compile(
    r"(?P<clock>[0-9]{1,2}(?:[:h][0-9]{2}(?::[0-9]{2})?(?: ?[ap]\.? ?m\b\.?)?| ?[ap]\.? ?m\b\.?)"
    r"(?: ?[+-][0-9]{2}:?[0-9]{2})?)"
    r"(?P<zone> [a-z]{1,5})?(?: ?[,;|·•] ?(?:on |am |le )?| ?- ?| on | am | le | )(?P<rest>.+)"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``is_local``: its zone is named by a word that means no single offset."""

    hour: int
    minute: int = 0
    second: int = 0
    microsecond: int = 0
    offset: timedelta | None = None
    is_local: bool = False


def clock_after(text: str) -> Clock | None:
    """Return the time that a text after a day gives, with the sign or word before it; None if it gives none."""
    found = TAIL.fullmatch(text) or TAIL.fullmatch(IN_BRACKETS.sub(r"\1", text))
    return None if found is None else _clock(found)


def clock_of(text: str) -> Clock | None:
    """Return the time that a text gives, None if the text is not a time."""
    found = CLOCK.fullmatch(text)
    return None if found is None else _clock(found)


def _clock(found: re.Match[str]) -> Clock | None:
    """Return the time of a match, None for a time that no clock shows and for a bare number."""
    before, hour, minute, second, fraction, whole, half, after, offset, zone = found.group(
        "before", "hour", "minute", "second", "fraction", "whole", "half", "after", "offset", "zone"
    )
    if minute is None and not (whole or half or after or before):
        return None
    hours = int(hour)
    # “13:30 AM”, as “13:30 PM”, has its hour from a clock of 24 hours.
    if (half or after or before) and hours <= 12:
        is_afternoon = half == "p" if half else HALVES_AFTER[after] if after else HALVES[before]
        hours = hours % 12 + (12 if is_afternoon else 0)
    known = 0 if zone is None else ZONE_HOURS.get(zone)
    ahead = _offset(offset) if offset else timedelta(hours=known) if zone and known is not None else None
    return Clock(
        hours,
        int(minute or 0),
        int(second or 0),
        int(fraction[:6].ljust(6, "0")) if fraction else 0,
        ahead,
        known is None or (ahead is None and offset is not None),
    )


def _offset(text: str) -> timedelta | None:
    """Return the offset written ``+0100``, ``-1`` or ``+01:00``; None if no zone can have it: ``+0575``, ``+1500``."""
    digits = text[1:].replace(":", "")
    if len(digits) == 1:
        digits = f"0{digits}"
    if len(digits) % 2 or int(digits[2:4] or 0) > 59 or int(digits[4:6] or 0) > 59:
        return None
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0), seconds=int(digits[4:6] or 0))
    signed = -offset if text[0] == "-" else offset
    return signed if is_of_zone(signed) else None


def moment_at(day: date, clock: Clock | None) -> Moment:
    """Return the instant of a time on a day, or the day. Raises ValueError and OverflowError for an impossible one."""
    if clock is None:
        return day
    # 24:00 is the first moment of the next day.
    next_day = clock.hour == 24 and not (clock.minute or clock.second or clock.microsecond)
    # A leap second is the last one of its minute, because no clock of a program has it.
    second = 59 if clock.second == 60 else clock.second
    moment = datetime(
        day.year, day.month, day.day, 0 if next_day else clock.hour, clock.minute, second, clock.microsecond
    )
    if clock.is_local:
        return day
    moment += timedelta(days=next_day)
    return moment if clock.offset is None else moment.replace(tzinfo=timezone(clock.offset))
