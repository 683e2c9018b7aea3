"""Names that are mostly something else (West, Reading, Ford), and what shows in a text that they mean a place.

A trap is a name that common.csv of the gazetteer lists, or a short name that the lexicon of names.bin has as a common
word, a forename or a surname, unless its place is prominent.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import NameMeanings
from dateline.index.entities.places.prominence import prominence
from dateline.index.entities.tagging import COMMON_WORD, FEMALE_NAME, MALE_NAME, SURNAME, word_classes

__all__ = [
    "has_geographic_word",
    "is_after_preposition",
    "is_capitals",
    "is_county",
    "is_listed_trap",
    "is_trap",
    "is_word_or_name",
]

_WINDOW: Final = 40
# Prepositions of place; those of the first set stand before few names of people and organisations.
_IN: Final = frozenset(["in", "near", "outside", "throughout", "across", "around"])
_AT: Final = _IN | frozenset(
    [
        "at",
        "from",
        "to",
        "into",
        "toward",
        "towards",
        "via",
        "between",
        "reached",
        "reaching",
        "left",
        "leaving",
        "visited",
        "visiting",
        "entered",
        "entering",
        "off",
        "over",
        "through",
        "past",
        "along",
        "on",
        "beyond",
        "inside",
        "within",
        "above",
        "below",
    ]
)
# Before "of": "the village of", "north of".
_OF: Final = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "outskirts",
        "city",
        "town",
        "village",
        "port",
        "county",
        "parish",
        "borough",
        "community",
        "suburb",
        "hamlet",
        "region",
        "district",
        "province",
        "state",
        "people",
        "residents",
        "part",
        "parts",
    ]
)
_NAMED_OF: Final = ("of", "called", "named")
# Before "for".
_BOUND: Final = frozenset(["bound", "left", "leave", "leaving", "headed", "sailed", "departed"])
# May stand between a preposition and a name.
_SIDES: Final = frozenset(
    [
        "the",
        "nearby",
        "downtown",
        "central",
        "upper",
        "lower",
        "greater",
        "rural",
        "suburban",
        "old",
        "neighboring",
        "neighbouring",
        "northern",
        "southern",
        "eastern",
        "western",
        "north",
        "south",
        "east",
        "west",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
    ]
)
_COUNTIES: Final = (" County", " Parish", " Borough", " Township", " Counties")
_GEOGRAPHIC: Final = re.compile(
    r"(?:Count(?:y|ies)|Parish|Borough|Township|River|Creek|Lakes?|Bay|Valley|Mountains?|Mount|Mt|Hills?|Islands?|Isle|"
    r"Peninsula|Province|District|Oblast|Region|Governorate|Prefecture|Canal|Strait|Sea|Ocean|Gulf|Desert|Falls|Springs|"
    r"Beach|Harbou?r|Heights|Forest|Park|Canyon|Pass|Coast|Delta|Basin|Plateau|Plains|Glacier|Reef|Cape|Port|Fort|City|"
    r"Town|Village|Ridge|Island|Shire|Junction|Camp|Point|Lake|Airport|Street|Avenue|Road|Square|Bridge|Dam|"
    r"river|creek|lake|bay|valley|mountains?|hills?|islands?|peninsula|province|district|county|region|village|town|"
    r"governorate|canal|desert|cave|refugee camp|suburb|neighbou?rhood)"
)
_BESIDE: Final = re.compile(rf" {_GEOGRAPHIC.pattern}\b")
_INSIDE: Final = re.compile(rf"\b{_GEOGRAPHIC.pattern}\b")
_BEFORE: Final = re.compile(rf"\b{_GEOGRAPHIC.pattern} (?:of )?(?:the )?$")
# A city, region or former name with this prominence is no trap by being a word or a name: Paris, Victoria, Chad.
_PROMINENT: Final = 300_000


def is_after_preposition(text: str, start: int, *, strict: bool = False) -> bool:
    """Return whether a preposition of place stands before a name; ``strict``: one rarely before other names."""
    if text[start - 1 : start] != " ":
        return False
    words = text[max(0, start - _WINDOW) : start - 1].lower().split(" ")
    while len(words) > 1 and words[-1] in _SIDES:
        words.pop()
    if words[-1] in _NAMED_OF:
        return len(words) > 1 and words[-2] in _OF
    if words[-1] == "for":
        return len(words) > 1 and words[-2] in _BOUND
    return words[-1] in (_IN if strict else _AT)


def is_county(name: str) -> bool:
    """Return whether a name ends as those of counties do."""
    return name.endswith(_COUNTIES) or name.startswith("County ")


def has_geographic_word(text: str, start: int, end: int) -> bool:
    """Return whether a geographic word (River, County) is in a name or beside it."""
    return (
        _INSIDE.search(text, start, end) is not None
        or _BESIDE.match(text, end) is not None
        or _BEFORE.search(text[max(0, start - 24) : start]) is not None
    )


def is_capitals(name: str) -> bool:
    """Return whether all letters of a name are capitals."""
    return name == name.upper() and name != name.lower()


@lru_cache(maxsize=50_000)
def is_listed_trap(choice: NameMeanings) -> bool:
    """Return whether a name is in the gazetteer's table of names that are mostly something else."""
    return bool(choice.meanings) and bool(choice.meanings[0].flags & NameFlag.COMMON)


@lru_cache(maxsize=50_000)
def is_word_or_name(choice: NameMeanings, name: str) -> bool:
    """Return whether a name of one word is also a common word, a forename or a surname, and its place not prominent."""
    if " " in name or not choice.meanings or not word_classes(name) & (COMMON_WORD | MALE_NAME | FEMALE_NAME | SURNAME):
        return False
    best = choice.meanings[0]
    if best.flags & NameFlag.DEMONYM or best.place.kind in ("country", "world-region", "feature"):
        return False
    return prominence(best.place.kind, best.place.population, best.place.capital) < _PROMINENT


@lru_cache(maxsize=50_000)
def is_trap(choice: NameMeanings, name: str) -> bool:
    """Return whether a name counts only with a cue: a listed one, or a common word whose place is not prominent."""
    return is_listed_trap(choice) or (is_word_or_name(choice, name) and word_classes(name) & COMMON_WORD != 0)
