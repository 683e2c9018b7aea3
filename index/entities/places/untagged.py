"""Decide by the gazetteer which names that the tagger did not give as places are places, or may be."""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp
from typing import Final

from dateline.index.entities.places.cues import is_county, is_word_or_name
from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import NameMeanings, find_meanings
from dateline.index.entities.tagging import FEMALE_NAME, MALE_NAME, word_classes
from dateline.index.kernel._meanings import prominence

__all__ = ["NameFact", "are_names", "are_places", "facts_of", "is_sure_place"]

# The least population (or equivalent prominence) for an untagged name to count as a place: in English, and in other
# languages, which have no tagger. Set by hand for few false positives.
_LARGE = 1_000_000
_LARGE_ELSEWHERE = 150_000
_LARGE_REGION = 400_000
# Former names of cities that are known as their own names are.
_LARGE_FORMER = 2_000_000
_SHORTEST = 4
# The least prominence of an untagged name that counts if the article has places near it.
_LARGE_IF_NEAR = 100_000
# Before the name of a county of Ireland: Co. Kerry.
_COUNTY = ("Co ", "Co. ")
_BETWEEN = re.compile(r",? and |, ")


class NameFact:
    """What the gazetteer says of a printed name, wherever it stands: bits of an integer."""

    SURE: Final = 1
    """With a capital it always means a place."""
    RARELY_ELSE: Final = 2
    """The gazetteer knows it, and it is rarely anything else than a place."""
    LARGE: Final = 4
    """It is rarely anything else, and its place is prominent."""
    COUNTY: Final = 8
    A_WORD: Final = 16
    """It is no place unless the words beside it say so."""


@lru_cache(maxsize=50_000)
def facts_of(gazetteer: Gazetteer, name: str, english: bool) -> int:
    """Return what the gazetteer says of a name."""
    choice = find_meanings(gazetteer, name, english)
    found = NameFact.SURE if _is_sure(gazetteer, choice, name, english) else 0
    if is_county(name):
        found |= NameFact.COUNTY
    if choice.meanings and not choice.is_listed and not is_word_or_name(choice, name):
        found |= NameFact.RARELY_ELSE
        if exp(choice.scores[0]) >= _LARGE_IF_NEAR:
            found |= NameFact.LARGE
    return found if found & ~NameFact.RARELY_ELSE else found | NameFact.A_WORD


def is_sure_place(gazetteer: Gazetteer, name: str, english: bool) -> bool:
    """Return whether a name with a capital always means a place."""
    return facts_of(gazetteer, name, english) & NameFact.SURE != 0


def _is_sure(gazetteer: Gazetteer, choice: NameMeanings, name: str, english: bool) -> bool:
    if not choice.meanings or choice.reason:
        return False
    best = choice.meanings[0]
    if best.place.label in gazetteer.own:
        return True
    if best.flags & NameFlag.COMMON:
        return False
    if best.place.kind in ("country", "world-region", "feature"):
        return not (best.flags & NameFlag.DEMONYM and not english) and (len(name) >= _SHORTEST or name.isupper())
    if best.flags & NameFlag.DEMONYM:
        return english
    if len(name) >= _SHORTEST and any(
        meaning.flags & NameFlag.HISTORIC and _is_large(meaning.place) for meaning in choice.meanings
    ):
        return True
    least = _LARGE if english else _LARGE_ELSEWHERE
    if best.place.kind == "region" and name.startswith(_COUNTY):
        return english
    if best.place.kind == "region":
        least = min(least, _LARGE_REGION)
    if english:
        return len(name) > _SHORTEST and exp(choice.scores[0]) >= least
    # In other languages alternative names of a city count fully: München.
    return len(name) > _SHORTEST and prominence(best.place.kind, best.place.population, best.place.capital) >= least


def _is_large(place: Place) -> bool:
    """Return whether a city is so large that its former names are known: *Kiev*, *Bombay*."""
    return place.kind == "city" and prominence(place.kind, place.population, place.capital) >= _LARGE_FORMER


@lru_cache(maxsize=20_000)
def are_places(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether what the tagger took for one organisation consists of places: *West Bank*, *Macon County*."""
    return all(is_county(piece) or _is_region(gazetteer, piece) for piece in _BETWEEN.split(name))


@lru_cache(maxsize=20_000)
def are_names(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether the gazetteer knows each of the names that "and" joins: *Utica and Syracuse*."""
    choices = [find_meanings(gazetteer, piece, True) for piece in _BETWEEN.split(name)]
    return all(choice.meanings and not choice.is_listed for choice in choices)


def _is_region(gazetteer: Gazetteer, name: str) -> bool:
    if not is_sure_place(gazetteer, name, True) or word_classes(name) & (MALE_NAME | FEMALE_NAME):
        return False
    best = find_meanings(gazetteer, name, True).meanings[0]
    # The tagger was made from news of today: it takes the former names of cities for people (*Saigon fell*).
    return " " in name or best.place.kind != "city" or bool(best.flags & (NameFlag.DEMONYM | NameFlag.HISTORIC))
