"""The grammar of the dates that sources give: every way in which a text can be read as one full day.

Each of `FORMS` reads a day at the beginning of a text; a time of day may follow, or stand before it. A weekday may
stand before the day or after it. Texts are folded (`names.fold`), so that case, accents and full-width signs do not
matter. A year has four digits; in numeric dates, and in ``14-Dec-16`` or beside a weekday or a time, two, with the
century of RFC 2822: 50 is 1950, 49 is 2049.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from dateline.index.dates.clocks import FIRST, ZONE_HOURS, Clock, clock_after, clock_of, moment_at
from dateline.index.dates.names import ENGLISH_MONTHS, fold, months_named, weekdays_named
from dateline.index.dates.scripts import rewrite
from dateline.index.dates.spans import Moment, Order, is_of_zone

__all__ = ["Reading", "read_forms"]

# A letter, or a vowel sign of Devanagari or Thai.
LETTER = r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0e31-\u0e3a\u0e47-\u0e4e])"
NAME = rf"(?P<name>(?:كانون|تشرين) {LETTER}{{1,8}}|{LETTER}{{1,14}})"
WORD = (
    rf"(?:יום |thu (?=(?:hai|ba|tu|nam|sau|bay)\b)|chu (?=nhat\b)|e (?={LETTER}{{4}}))?"
    rf"{LETTER}{{1,14}}(?:[-']{LETTER}{{1,10}})?"
)
YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
ANY_YEAR = r"(?P<year>[0-9]{4}(?![0-9])|'?[0-9]{2}(?![0-9:]))"
# What some languages write after the year: “2016 г.”, “2016 року”, “2016.”
AFTER_YEAR = r"(?: ?(?:года|году|г|року|р|r|d|م)\b\.?|\.)?"

# “Wed, 14 Dec 2016 08:30:00 +0100” of mail and RSS, read at once because it is so frequent.
INTERNET = re.compile(
    r"(?:[A-Za-z]{3}, ?)?([0-9]{1,2}) ([A-Za-z]{3,9}) ([0-9]{4})"
    r"(?: ([0-9]{2}):([0-9]{2})(?::([0-9]{2}))? ([+-][0-9]{2}[0-5][0-9]|[A-Z]{1,3}))?"
)
DAY_FIRST = re.compile(
    rf"(?P<day>[0-9]{{1,2}})"
    rf"(?: ?(?:\.o?|°|st|nd|rd|th|er|re|eme|de|te|o|a|e|:e|:a|-e|-?(?:ое|го|е))(?!{LETTER}))?(?: ?[-/.] ?| )?"
    rf"(?:of |del? |di |d'|ב)?{NAME}\.?(?P<join>,? ?[-/.]? ?)(?:of |del? |a\.d\. )?{ANY_YEAR}{AFTER_YEAR}"
)
MONTH_FIRST = re.compile(
    rf"{NAME}\.?(?: ?[-/.] ?| )(?:the )?(?P<day>[0-9]{{1,2}})(?:\.|(?:st|nd|rd|th|er|o|a)(?!{LETTER}))?"
    rf"(?: ?, ?| ?[-/] ?| )(?:of |del? )?(?P<year>[0-9]{{4}}|'[0-9]{{2}})(?![0-9:]){AFTER_YEAR}"
)
YEAR_FIRST = re.compile(
    rf"(?P<year>[0-9]{{4}})\.?(?: m\.)?(?: ?[-/,] ?| )?{NAME}\.?(?: ?[-/,] ?| )?(?P<day>[0-9]{{1,2}})(?![0-9:])"
    rf"(?:\.| d\.?|-{LETTER}{{2,3}}\b)?"
)
# “2016. gada 14. decembris” is Latvian, “2016(e)ko abenduaren 14(a)” Basque.
LATVIAN = re.compile(rf"(?P<year>[0-9]{{4}})\.? (?:gada|g\.) (?P<day>[0-9]{{1,2}})\.? {NAME}\.?")
BASQUE = re.compile(
    rf"(?P<year>[0-9]{{4}})(?:\(e\)|e)?ko (?P<name>{LETTER}{{3,14}}?)(?:ren|k)?\.? (?P<day>[0-9]{{1,2}})"
    rf"(?:\(?e?an?\)?)?(?!{LETTER})"
)
# “Dec 14 12:30:00 EST 2016”, of Unix and of social networks
YEAR_LAST = re.compile(rf"{NAME}\.? (?P<day>[0-9]{{1,2}}),? (?P<clock>[0-9]{{1,2}}:.{{1,40}}?) {YEAR}")
MARKED = re.compile(r"(?P<year>[0-9]{4}) ?[年년] ?(?P<month>[0-9]{1,2}) ?[月월] ?(?P<day>[0-9]{1,2}) ?[日일号號]?")
NUMERIC = re.compile(
    r"(?P<one>[0-9]{1,4}) ?(?P<sign>[-/.]) ?(?P<two>[0-9]{1,2}) ?(?P=sign) ?(?P<three>[0-9]{1,4})(?![0-9])"
    r"(?: ?(?:года|году|г|року|р|r)\b\.?|\.)?"
)
# Of EXIF, with a time or alone.
COLONS = re.compile(r"(?P<year>[0-9]{4}):(?P<month>[01][0-9]):(?P<day>[0-3][0-9])(?![0-9:])")
# XML Schema gives a day its zone, which does not change it.
ZONED_DAY = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$"
)
# ISO 8601 may divide the last part of a time: 12.5 hours.
DIVIDED = re.compile(
    r"(?P<day>[0-9]{4}-?[0-9]{2}-?[0-9]{2})t(?P<hour>[0-9]{2})(?::?(?P<minute>[0-9]{2}))?[.,](?P<tenth>[0-9])"
    r"(?P<zone>z|[+-][0-9]{2}:?[0-5][0-9])?$"
)
COMPACT = re.compile(
    r"(?:d:)?(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?P<time>(?:t?[0-9]{2}){2,3}|t[0-9]{2})?(?P<rest>[.,][0-9]{1,9})?"
    r"(?P<zone> ?(?:z(?:00'?(?:00'?)?)?|[+-][0-9:']{2,8}))?"
)
ORDINAL = re.compile(r"(?P<year>[0-9]{4})-(?P<count>[0-9]{3})(?![0-9])")
WEEK = re.compile(r"(?P<week>[0-9]{4}(?:-w[0-9]{2}-[1-7]|w[0-9]{2}[1-7]))(?![0-9])")

PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
BEFORE = re.compile(rf"(?P<weekday>{WORD}){PART_OF_DAY}(?P<sign>\.? ?,|\.)? ?(?P<rest>.+)")
# A preposition only before numbers: a line of text may begin with “Am 14. Dezember 2016”.
ARTICLE = re.compile(r"(?:(?:the|den|der|dem|le|el|il|d\.|ngay) |(?:am|vom|em|op) (?=[0-9]{1,2} ?[-./] ?[0-9]))")
AFTER = re.compile(rf" ?,? ?\(?(?P<weekday>{WORD})\.?(?P<sign>\))?(?P<rest>.*)")
# Epoch time: how many of its units are a second, by its number of digits.
EPOCH_UNITS = {9: 1, 10: 1, 13: 1_000, 16: 1_000_000}
EPOCH_TIME = re.compile(r"(?P<sign>-?)(?P<count>[0-9]{9,16})(?:\.(?P<fraction>[0-9]{1,9}))?")
# “/Date(1481718600000+0100)/” in JSON: the zone is that of the writer, the time is counted in UTC.
WRAPPED = re.compile(r"/date\((-?[0-9]{9,16})(?:[+-][0-9]{4})?\)/")
HOURLY = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})")


ARABIC = re.compile("[\u0600-\u06ff]")
THAI_DIGIT = re.compile("[\u0e50-\u0e59]")
# A date may stand in brackets, or after a word that says what it is.
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
PUBLISHED = re.compile(
    r"(?:(?:date|datum|fecha|data|дата): ?"
    r"|(?:published|posted|veroffentlicht|erschienen|publie|publicado|publicada|pubblicato|pubblicata|gepubliceerd"
    r"|publicerad|publiceret|publisert|julkaistu|opublikowano|publikovano|опубликовано|опубликован|опубліковано)"
    r"(?: on| am| le| el| em| il| op| den| dne)?(?: ?: ?| )(?=.*[0-9]))"
)


class Reading(NamedTuple):
    """One way to read a text: the day or instant, and what it rests on.

    ``order`` is the order of a numeric date, and ``sign`` its sign; ``languages`` are those in which a name has this
    meaning. Both are empty if the text does not depend on them. ``is_short``: the year has two digits, and nothing else
    says that it is one. ``is_usual``: it is meant if no evidence is against it.
    """

    moment: Moment
    order: Order | None = None
    sign: str = ""
    languages: str = ""
    is_short: bool = False
    is_usual: bool = False


Days = list[Reading]
# The weekdays that a text names; None if it names none.
Weekdays = frozenset[int] | None
SHORT, LAST_DAY = 2, 31


def read_forms(text: str) -> tuple[Reading, ...]:
    """Return every reading of a text; several if it can mean several days. Linear in the text."""
    internet = INTERNET.fullmatch(text)
    if internet is not None and (moment := _internet(internet)) is not None:
        return (Reading(moment),)
    plain = " ".join(fold(text).split())
    bracketed = BRACKETED.fullmatch(plain)
    plain = PUBLISHED.sub("", plain if bracketed is None else plain[1:-1].strip(), count=1)
    plain = rewrite(plain, ARABIC.search(text) is not None, THAI_DIGIT.search(text) is not None)
    found = _epoch(plain) or _read(plain)
    if not found and (first := FIRST.fullmatch(plain)) is not None:
        found = _clock_first(first)
    return tuple(each for each in found if not each.is_short)


def _internet(found: re.Match[str]) -> Moment | None:
    """Return the instant of the commonest form; None if the grammar must read it, or nothing can."""
    day, name, year, hour, minute, second, zone = found.groups()
    month = ENGLISH_MONTHS.get(name.lower())
    hours = ZONE_HOURS.get(zone.lower()) if zone is not None else None
    if month is None or (zone is not None and zone.isalpha() and hours is None):
        return None
    try:
        if zone is None:
            return date(int(year), month, int(day))
        offset = timedelta(hours=hours) if hours is not None else timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
        offset = -offset if zone[0] == "-" and hours is None else offset
        if not is_of_zone(offset):
            return None
        zoned = timezone(offset) if offset else UTC
        return datetime(int(year), month, int(day), int(hour), int(minute), int(second or 0), 0, zoned)
    except ValueError:
        return None


def _read(text: str) -> Days:
    """Return the readings of a text that begins with a day, or with a weekday or an article before it."""
    found = _day_and_rest(text, None)
    if found or text[:1].isdigit():
        return found
    before = BEFORE.fullmatch(text)
    if before is None:
        return []
    weekdays = _weekdays(before)
    if weekdays is None and before["rest"][:1].isdigit() and (found := _beside_short(before)):
        return found
    if weekdays is None and ARTICLE.match(text) is None:
        return []
    rest = before["rest"] if weekdays is not None else text
    article = ARTICLE.match(rest)
    return _day_and_rest(rest[article.end() :] if article is not None else rest, weekdays)


def _day_and_rest(text: str, weekdays: Weekdays) -> Days:
    """Return the readings of a text that begins with a day, and has nothing else but a time and a weekday."""
    for pattern, days_of in FORMS:
        begun = pattern.match(text)
        if begun is None or not (days := list(_existing(days_of, begun))):
            continue
        rest = text[begun.end() :]
        with_weekday = weekdays
        after = AFTER.fullmatch(rest) if rest else None
        if after is not None and weekdays is None and (named := _weekdays(after)) is not None:
            rest, with_weekday = after["rest"], named
        rest = rest.rstrip(" ,;.") if not rest.endswith("m.") else rest
        clock = clock_after(rest) if rest else None
        if rest and clock is None:
            continue
        return _complete(days, clock, with_weekday)
    return _unix(text, weekdays)


def _weekdays(found: re.Match[str]) -> Weekdays:
    """Return the weekdays that the word of a match means; two letters only with a sign, for they are words (*on*)."""
    name = found["weekday"]
    if len(name) <= SHORT and name.isascii() and not found["sign"]:
        return None
    return frozenset(weekdays_named(name)) or None


def _beside_short(found: re.Match[str]) -> Days:
    """Return the readings behind a weekday of two letters without a sign, if one of them has it: *Mi 14.12.2016*."""
    weekdays = weekdays_named(found["weekday"])
    days = _day_and_rest(found["rest"], frozenset(weekdays) or None) if weekdays else []
    return [] if all(each.moment.isoweekday() not in weekdays for each in days) else days


def _existing(days_of: Callable[[re.Match[str]], Iterator[Reading]], found: re.Match[str]) -> Iterator[Reading]:
    """Yield the readings of a match; nothing if the calendar has no such day."""
    try:
        yield from days_of(found)
    except (ValueError, OverflowError):
        return


def _complete(days: Days, clock: Clock | None, weekdays: Weekdays) -> Days:
    """Return readings with their time. A weekday, if it is only one, decides between several."""
    if len({each.moment for each in days}) > 1 and weekdays is not None and len(weekdays) == 1:
        days = [each for each in days if each.moment.isoweekday() in weekdays] or days
    is_plain = clock is None and weekdays is None
    return [
        each._replace(moment=moment, is_short=each.is_short and is_plain)
        for each in days
        if (moment := _moment(each.moment, clock)) is not None
    ]


def _moment(day: Moment, clock: Clock | None) -> Moment | None:
    """Return a day with its time; None if there is no such time."""
    try:
        return day if isinstance(day, datetime) else moment_at(day, clock)
    except (ValueError, OverflowError):
        return None


def _unix(text: str, weekdays: Weekdays) -> Days:
    """Return the readings of a date whose year follows the time."""
    found = YEAR_LAST.fullmatch(text)
    if found is None:
        return []
    clock = clock_of(found["clock"])
    return _complete(list(_existing(_named, found)), clock, weekdays) if clock is not None else []


def _clock_first(found: re.Match[str]) -> Days:
    """Return the readings of a day with the time before it."""
    zone, rest = found["zone"] or "", found["rest"]
    for clock_text, day_text in ((found["clock"], f"{zone} {rest}".strip()), (found["clock"] + zone, rest)):
        clock = clock_of(clock_text)
        days = _read(day_text)
        if days and clock is not None and not any(isinstance(each.moment, datetime) for each in days):
            return _complete([each._replace(is_short=False) for each in days], clock, None)
    return []


def _named(found: re.Match[str]) -> Iterator[Reading]:
    """Yield the readings of a day with the name of its month."""
    written = found["year"]
    year = _full_year(written.lstrip("'")) if len(written) < 4 else int(written)
    is_short = len(written) == 2 and "-" not in found["join"] and "/" not in found["join"]
    months = months_named(found["name"])
    for month, languages in months.items():
        day = date(year, month, int(found["day"]))
        yield Reading(day, languages=languages if len(months) > 1 else "", is_short=is_short)


def _numbered(found: re.Match[str]) -> Iterator[Reading]:
    """Yield the readings of year, month and day as numbers."""
    yield Reading(date(int(found["year"]), int(found["month"]), int(found["day"])))


def _numeric(found: re.Match[str]) -> Iterator[Reading]:
    """Yield the readings of three numbers: with the year first or last, and the day before the month or after it."""
    one, two, three = found["one"], found["two"], found["three"]
    sizes = len(one), len(three)
    if sizes[0] == 4 and sizes[1] <= 2:  # no one writes 2016/day/month
        yield Reading(date(int(one), int(two), int(three)))
        return
    if sizes[0] > 2 or sizes[1] not in (2, 4):
        return
    year = _full_year(three)
    is_day_of_none = False
    tried: list[tuple[Order, int, str, str]] = [("dmy", year, two, one), ("mdy", year, one, two)]
    if sizes == (2, 2):
        tried.append(("ymd", _full_year(one), two, three))
    for order, each, month, day in tried:
        if order == "ymd" and is_day_of_none and found["sign"] != "-":
            return  # 31.04.05 is a mistake: no one writes the year so if it could be a day
        if not 1 <= int(month) <= 12:
            continue
        made = _day(each, int(month), int(day))
        is_day_of_none = is_day_of_none or (made is None and 1 <= int(day) <= LAST_DAY)
        if made is not None:
            # With points, the day comes first nearly everywhere, unless the year may.
            is_usual = order == "dmy" and found["sign"] == "." and (sizes[1] == 4 or int(three) > LAST_DAY)
            yield Reading(made, order, found["sign"], is_usual=is_usual)


def _divided(found: re.Match[str]) -> Iterator[Reading]:
    """Yield the reading of a time that ends in tenths of an hour or of a minute."""
    tenth = 6 * int(found["tenth"])
    minute, second = (tenth, 0) if found["minute"] is None else (int(found["minute"]), tenth)
    clock = clock_of(f"{found['hour']}:{minute:02}:{second:02}{found['zone'] or ''}")
    if clock is not None:
        yield Reading(moment_at(date.fromisoformat(found["day"]), clock))


def _compact(found: re.Match[str]) -> Iterator[Reading]:
    """Yield the reading of digits without signs; the time may be among them."""
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    digits = (found["time"] or "").replace("t", "")
    if not digits:
        if not found["rest"] and not found["zone"]:
            yield Reading(day)
        return
    zone = (found["zone"] or "").replace("'", "").strip()
    zone = "z" if zone.startswith("z") else zone  # Z00'00' of PDF
    pairs = ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))
    clock = clock_of((pairs if len(digits) > 2 else pairs + ":00") + (found["rest"] or "") + zone)
    if clock is not None:
        yield Reading(moment_at(day, clock))


def _ordinal(found: re.Match[str]) -> Iterator[Reading]:
    """Yield the reading of the day of a year: ``2016-349``."""
    day = date(int(found["year"]), 1, 1) + timedelta(days=int(found["count"]) - 1)
    if day.year == int(found["year"]):
        yield Reading(day)


def _week(found: re.Match[str]) -> Iterator[Reading]:
    """Yield the reading of the day of a week: ``2016-W50-3``."""
    yield Reading(date.fromisoformat(found["week"].upper()))


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Reading]]], ...] = (
    (DAY_FIRST, _named),
    (ZONED_DAY, _numbered),
    (DIVIDED, _divided),
    (NUMERIC, _numeric),
    (MONTH_FIRST, _named),
    (YEAR_FIRST, _named),
    (LATVIAN, _named),
    (BASQUE, _named),
    (MARKED, _numbered),
    (COLONS, _numbered),
    (COMPACT, _compact),
    (ORDINAL, _ordinal),
    (WEEK, _week),
)


def _epoch(text: str) -> Days:
    """Return the readings of a number of seconds, milliseconds or microseconds since 1970."""
    wrapped = WRAPPED.fullmatch(text)
    found = EPOCH_TIME.fullmatch(text if wrapped is None else wrapped[1])
    unit = EPOCH_UNITS.get(len(found["count"])) if found is not None else None
    if found is None or unit is None or (found["fraction"] and unit > 1) or found["count"].startswith("0"):
        return []  # programs write 0000000000 for a missing date, and 0000000017 is a number of something else
    microseconds = int(found["count"]) * (1_000_000 // unit) + int((found["fraction"] or "0")[:6].ljust(6, "0"))
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=-microseconds if found["sign"] else microseconds)
    readings = [Reading(moment)]
    hourly = HOURLY.fullmatch(text)  # 2016121412 is a second of 2033, or an hour of 2016
    if hourly is not None and (day := _day(int(hourly[1]), int(hourly[2]), int(hourly[3]))) is not None:
        hour = int(hourly[4])
        readings += [Reading(datetime(day.year, day.month, day.day, hour))] if hour < 24 else []
    return readings


def _day(year: int, month: int, day: int) -> date | None:
    """Return a day, None if the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(digits: str) -> int:
    """Return the year of two digits or four."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)
