"""The dateline of a news story: ``BAKU, Dec. 13 (Reuters) —`` gives a place, a day and an agency.

It is at the start of the text or of one of its first lines, after a headline or a byline. It has one or more places,
mostly in capitals, each with its region; optionally a date and an agency, in either order; and a dash, or a colon
after an agency in brackets or a city in capitals. A line in mixed case counts only with a date or an agency.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from dateline.index.dataclass import replace
from dateline.index.dates import day_of
from dateline.index.entities.agencies import AGENCIES
from dateline.index.entities.dates.finding import find_dates
from dateline.index.entities.mention import DateMention, FoundDateline, PlaceMention
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.meanings import find_meanings
from dateline.index.entities.places.places import find_places
from dateline.index.kernel._datelines import heads_in
from dateline.index.kernel._records import RecordMaker

__all__ = ["find_dateline", "read_dateline"]

_make_dateline = RecordMaker(FoundDateline)
_make_place, _make_date = RecordMaker(PlaceMention), RecordMaker(DateMention)

# How many lines are searched, and how many characters of each.
_LINES: Final = 4
_REACH: Final = 140
# How far the day may be after the publication: because of time zones and weeklies dated ahead.
_EARLY: Final = timedelta(days=3)

_AGENCY = "|".join(sorted((re.escape(name) for name in AGENCIES), key=len, reverse=True))
_BRACKETS = re.compile(rf"\((?P<agency>(?i:{_AGENCY}))(?:[ /,][^()]{{0,40}})?\)")
_AGENCIES = tuple(AGENCIES)
_BARE_AGENCY = re.compile(rf"[,\s]\s*(?P<agency>(?i:{_AGENCY}))\s*$")
_LONGEST_PLACE: Final = 61
_AFTER_PLACE = re.compile(r"[\d(]")
_PLACE = re.compile(rf"[^\W\d_][^\d(]{{1,{_LONGEST_PLACE - 1}}}?(?=\s*(?:,\s*(?:\w+\.?\s+\d|\d)|\(|\d|$))")
_CAPITALS = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"\d{4}")
_BETWEEN_PLACES = re.compile(r"(,\s*|\s*/\s*|\s+and\s+)")


def find_dateline(
    text: str,
    published: date | datetime | None = None,
    *,
    gazetteer: Gazetteer,
    english: bool = True,
) -> FoundDateline | None:
    """Return the dateline of a text, or None. ``published`` gives a missing year."""
    for start, end, mark in heads_in(text, _LINES, _REACH):
        found = _dateline_at(text, start, end, text[mark], published, gazetteer, english)
        if found is not None:
            return found
    return None


def read_dateline(
    printed: str, published: date | datetime | None = None, *, gazetteer: Gazetteer, english: bool = True
) -> FoundDateline | None:
    """Return a dateline that is printed apart from the text, with empty spans, or None if the text is no dateline."""
    printed = printed.strip()
    read = _read_apart if len(printed) <= _REACH else _read_apart.__wrapped__  # a damaged one can be of any length
    return read(printed, None if published is None else day_of(published), gazetteer, english)


@lru_cache(maxsize=4096)  # bureaus send several stories a day
def _read_apart(printed: str, published: date | None, gazetteer: Gazetteer, english: bool) -> FoundDateline | None:
    line = find_dateline(f"{printed} - ", published, gazetteer=gazetteer, english=english)
    if line is None:
        return None
    place = line.place and _make_place.copy(line.place, line.place.text, 0, 0)
    day = line.date and _make_date.copy(line.date, line.date.text, 0, 0)
    return _make_dateline(line.text, 0, 0, place, day, line.agency)


def _dateline_at(
    text: str,
    start: int,
    end: int,
    mark: str,
    published: date | datetime | None,
    gazetteer: Gazetteer,
    english: bool,
) -> FoundDateline | None:
    """Return the dateline of a span before a dash or a colon. What is quickly known excludes most."""
    head = text[start:end]
    agency, end_of_place = _agency(head)
    printed = _place_of(head[:end_of_place])
    if printed is None:
        return None
    city = printed.partition(",")[0]
    capitals = city == city.upper()
    if not capitals and mark == ":" and not head.endswith(")"):
        return None
    rest = head[len(printed) :]
    if not (agency or capitals or rest.strip(" ,")):
        return None
    place = _place(text, start, start + len(printed), gazetteer, published, english=english)
    if place is None and not (agency or capitals):
        return None
    day = _day(rest, published, english)
    if not capitals and not (agency or day):
        return None
    if place is None and not (agency or day):
        return None
    if mark == ":" and not (head.endswith(")") or (capitals and place is not None and place.kind == "city")):
        return None
    if day is not None:
        day = _moved(day, start + len(printed))
    return _make_dateline(text[start:end].rstrip(), start, start + len(head.rstrip()), place, day, agency)


def _agency(head: str) -> tuple[str | None, int]:
    """Return the agency of a dateline, and the end of the text before it."""
    found = _BRACKETS.search(head) if "(" in head else None
    if found is None and (not head.isascii() or head.rstrip().upper().endswith(_AGENCIES)):
        found = _BARE_AGENCY.search(head)  # it begins with a blank: as a rule it is not tried
    return (None, len(head)) if found is None else (AGENCIES[found["agency"].upper()], found.start())


def _place_of(head: str) -> str | None:
    """Return the places as printed, without a date."""
    if _AFTER_PLACE.search(head):
        found = _PLACE.match(head)
        printed = found[0] if found else ""
    else:  # most
        printed = head.rstrip()
        printed = printed if len(printed) <= _LONGEST_PLACE else ""
    if not _CAPITALS.search(printed):
        return None
    return _without_month(printed.rstrip(" ,"))


_MONTH = re.compile(
    r",?\s+(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?$",
    re.IGNORECASE,
)
_MONTH_IN = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|[^\0-\x7f]", re.IGNORECASE)


def _without_month(printed: str) -> str | None:
    """Return a place without the month after it, or None if nothing is left."""
    if not _MONTH_IN.search(printed, printed.rfind(" ") + 1):
        return printed or None
    return _MONTH.sub("", printed).rstrip(" ,") or None


def _day(rest: str, published: date | datetime | None, english: bool) -> DateMention | None:
    """Return the day in what follows the place, with offsets in it."""
    if not rest.strip(" ,"):  # as after most names
        return None
    return _day_said(rest, None if published is None else day_of(published), english)


@lru_cache(maxsize=4096)  # the datelines of a day mostly say the same day
def _day_said(rest: str, today: date | None, english: bool) -> DateMention | None:
    for mention in find_dates(rest, today, english=english):
        if mention.type == "DATE":
            return _of_the_past(mention, today)
    return None


def _of_the_past(mention: DateMention, today: date | None) -> DateMention:
    """Return the day of a dateline in the year before publication: a story is published after it was filed."""
    days = mention.days
    if today is None or days is None or _YEAR.search(mention.text):
        return mention
    if days.first - today <= _EARLY or days.first != days.last:
        return mention
    try:
        day = days.first.replace(year=days.first.year - 1)
    except ValueError:  # 29 February
        return mention
    days = replace(days, first=day, last=day)
    return replace(mention, days=days, value=day.isoformat(), reason="the last such day before publication")


def _moved(mention: DateMention, by: int) -> DateMention:
    return _make_date.copy(mention, mention.text, mention.start + by, mention.end + by)


def _place(
    text: str, start: int, end: int, gazetteer: Gazetteer, published: date | datetime | None, *, english: bool
) -> PlaceMention | None:
    """Return the first place of a dateline: the longest run of its words that the gazetteer knows."""
    year = published.year if published is not None else 0
    if start == 0:
        return _place_alone(text[:end], gazetteer, year, english)
    return _place_after(text[:end], start, gazetteer, year, english)


@lru_cache(maxsize=4096)  # with nothing before it, the place is the same in every text
def _place_alone(printed: str, gazetteer: Gazetteer, year: int, english: bool) -> PlaceMention | None:
    return _place_after(printed, 0, gazetteer, year, english)


def _place_after(text: str, start: int, gazetteer: Gazetteer, year: int, english: bool) -> PlaceMention | None:
    """Return the first place from an offset on; the text ends with the places of the dateline."""
    spans: list[tuple[int, int, bool]] = []
    at = start
    for piece in _BETWEEN_PLACES.split(text[start:]):
        stop = at + len(piece)
        if piece.strip(" ,/") and piece.strip() != "and":
            if not spans and not find_meanings(gazetteer, piece.strip(), english).meanings:
                return None
            spans.append((at, at + len(piece.rstrip()), False))
        at = stop
    published = date(year, 1, 1) if year else None  # of which only the year decides
    mentions = find_places(text, spans, gazetteer=gazetteer, published=published, english=english)
    return next((mention for mention in mentions if mention.start >= start and mention.kind != "unknown"), None)
