"""Seats of companies and others: *the Paris-based company*.

A hyphen joins the place to a word that does not belong to it; the tagger takes many such words for parts of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dateline.index.dataclass import replace
from dateline.index.entities.mention import PersonMention, PlaceMention
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import find_meanings, shares
from dateline.index.entities.places.untagged import NameFact, facts_of
from dateline.index.entities.tagging import COMMON_WORD, FEMALE_NAME, MALE_NAME, word_classes
from dateline.index.kernel._glances import Parts

__all__ = ["find_seats"]

_BASED: Final = Parts(("-based",))
# The last words before it that begin with capitals.
_NAME: Final = re.compile(r"(?<![\w-])(?:[A-Z][\w'’]*\.? ){0,2}[A-Z][\w'’]*\.?$")
_ARTICLE: Final = "The "
_FARTHEST: Final = 40
# A town of fewer people may be something else.
_TOWN: Final = 10_000


def find_seats(
    gazetteer: Gazetteer, text: str, people: tuple[PersonMention, ...], places: tuple[PlaceMention, ...]
) -> tuple[tuple[PersonMention, ...], tuple[PlaceMention, ...]]:
    """Return people and places with the places before *-based*, and without people that begin with one."""
    at = _BASED.first_in(text, 0)
    if at < 0:  # as in most texts
        return people, places
    known = {end for each in places for end in (each.end, each.end + 1)}
    named = {each.text: each for each in reversed(places)}
    labels = {each.label for each in places}
    found = list[PlaceMention]()
    while at >= 0:
        if at not in known and (start := _start_of_place(gazetteer, text, at)) is not None:
            found.append(_place(gazetteer, text[start:at], start, named, labels))
        at = _BASED.first_in(text, at + 1)
    if not found:
        return people, places
    starts = {each.start for each in found}
    people = tuple([each for each in people if each.start not in starts])
    return people, tuple(sorted((*_outside(places, found), *found), key=lambda place: place.start))


def _outside(places: tuple[PlaceMention, ...], found: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Yield the places that share no word with the seats found. Both are in the order of the text."""
    at = 0
    for each in places:
        while at < len(found) and found[at].end <= each.start:
            at += 1
        if at == len(found) or found[at].start >= each.end:
            yield each


def _start_of_place(gazetteer: Gazetteer, text: str, end: int) -> int | None:
    """Return the start of the longest name of a place that ends at an offset."""
    found = _NAME.search(text, max(0, end - _FARTHEST), end)
    if found is None:
        return None
    start = found.start()
    while True:
        if not text.startswith(_ARTICLE, start) and _is_seat(gazetteer, text[start:end]):
            return start
        start = text.find(" ", start, end) + 1
        if not start:
            return None


def _is_seat(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether a name is that of a town or a region, and no common word or forename."""
    choice = find_meanings(gazetteer, name, True)
    if not choice.meanings or choice.is_listed or choice.reason:
        return False
    if facts_of(gazetteer, name, True) & (NameFact.SURE | NameFact.LARGE):
        return True
    if " " not in name and word_classes(name) & (COMMON_WORD | MALE_NAME | FEMALE_NAME):
        return False
    place = choice.meanings[0].place
    return place.kind != "city" or place.population >= _TOWN


def _place(
    gazetteer: Gazetteer, name: str, start: int, named: Mapping[str, PlaceMention], labels: set[str]
) -> PlaceMention:
    """Return a place as the first mention of its name, else as the first that lies in a place of the text."""
    end = start + len(name)
    if name in named:
        return replace(named[name], start=start, end=end)
    choice = find_meanings(gazetteer, name, True)
    held = (at for at, each in enumerate(choice.meanings) if not labels.isdisjoint(gazetteer.ancestors(each.place)))
    at = 0 if choice.meanings[0].place.kind == "country" else next(held, 0)
    place = choice.meanings[at].place
    return PlaceMention(
        name, start, end, place.name, place.label, place.kind, place.country, place.lat, place.lon, place.geonameid,
        round(shares(choice.scores)[at], 2), bool(choice.meanings[at].flags & NameFlag.DEMONYM),
        reason="other places in the article" if at else "",
    )  # fmt: skip
