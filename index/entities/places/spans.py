"""Find the spans of place names in a text: from the tagger, and unambiguous ones from the gazetteer."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import find_meanings
from dateline.index.entities.places.sorting import SORTER
from dateline.index.entities.places.untagged import are_names, are_places, facts_of, is_sure_place
from dateline.index.kernel._places import SpanFinder

__all__ = ["Span", "are_countries", "finder_of", "is_country", "is_known"]

# Fewer inhabitants do not make a name that may be a person's that of a place.
_TOWN = 10_000

# "Shah of Iran": the place is the last name alone.
_OFFICE = re.compile(
    r"(?:Shah|King|Queen|Emir|Sultan|Prince|Princess|Duke|Duchess|Earl|Bishop|Archbishop|Tsar|Czar|"
    r"Emperor|Empress|President|Governor|Mayor|People|State|Government) of (?:the )?"
)
_BETWEEN = re.compile(r",? (?:[Aa]nd|[Oo]r) |, | (?:for|to|[Ii]n|over|against|with) |/")

Span = tuple[int, int, int]
"""Start, end and flags (`SpanFlag`) of a name."""


class SpanRules:
    """What `SpanFinder` asks of names that it has not seen, and the rules for the few that it cannot decide alone."""

    def __init__(self, gazetteer: Gazetteer, english: bool) -> None:
        self.gazetteer, self.english = gazetteer, english

    def facts_of(self, name: str) -> int:
        """Return what the gazetteer says of a name (`NameFact`)."""
        return facts_of(self.gazetteer, name, self.english)

    def are_places(self, name: str) -> bool:
        """Return whether what the tagger took for an organisation consists of places."""
        return are_places(self.gazetteer, name)

    def are_names(self, name: str) -> bool:
        """Return whether the gazetteer knows each of the names that "and" joins."""
        return are_names(self.gazetteer, name)

    def is_country(self, name: str) -> bool:
        """Return whether a name means a country, or a capital for its government."""
        return is_country(self.gazetteer, name)

    @staticmethod
    def is_office(text: str, start: int, end: int) -> bool:
        """Return whether the text between two places of it is an office: *Shah of*."""
        return _OFFICE.fullmatch(text, start, end) is not None

    def lies_in(self, name: str, holder: str) -> bool:
        """Return whether a place lies in the one that stands after it: *Springfield, Ill.*"""
        gazetteer = self.gazetteer
        inside = find_meanings(gazetteer, name, self.english).meanings
        holders = {each.place.label for each in find_meanings(gazetteer, holder, self.english, True).meanings[:3]}
        return any(not holders.isdisjoint(gazetteer.ancestors(meaning.place)) for meaning in inside)


def finder_of(gazetteer: Gazetteer, english: bool) -> SpanFinder:
    """Return what finds the spans of places in texts, English or not."""
    if english not in gazetteer.finders:
        rules = SpanRules(gazetteer, english)
        gazetteer.finders[english] = SpanFinder(rules, SORTER, gazetteer.words, english=english)
    return gazetteer.finders[english]


@lru_cache(maxsize=10_000)
def are_countries(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether a name consists of countries, or of capitals for their governments: *India and Sri Lanka*.

    The tagger takes them for organisations where they act, as teams, parties and sellers do.
    """
    return all(is_country(gazetteer, piece) for piece in _BETWEEN.split(name))


@lru_cache(maxsize=10_000)
def is_known(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether the gazetteer has a name, and not only for small towns."""
    choice = find_meanings(gazetteer, name, True)
    return not choice.reason and any(place.kind != "city" or place.population >= _TOWN for place in choice.places)


@lru_cache(maxsize=10_000)
def is_country(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether a name is that of a country, or of a capital."""
    name = name.removeprefix("the ").removeprefix("The ")
    choice = find_meanings(gazetteer, name, True)
    if not choice.meanings or choice.reason:
        return False
    best = choice.meanings[0]
    if best.flags & NameFlag.DEMONYM or not (best.place.kind == "country" or best.place.capital):
        return False
    return is_sure_place(gazetteer, name, True)
