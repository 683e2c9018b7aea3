"""Names that are mostly something else (West, Reading, Ford), and what shows in a text that they mean a place.

A trap is a name that common.csv of the gazetteer lists, or a short name that the lexicon of names.bin has as a common
word, a forename or a surname, unless its place is prominent.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.index.entities.people.titles import word_set
from dateline.index.entities.places.meanings import NameMeanings
from dateline.index.entities.places.sorting import SORTER
from dateline.index.entities.tagging import COMMON_WORD, FEMALE_NAME, MALE_NAME, SURNAME, word_classes
from dateline.index.kernel._places import GeographicWords, PlaceCues

__all__ = [
    "CUES",
    "GEOGRAPHIC",
    "PHRASES",
    "is_after_preposition",
    "is_capitals",
    "is_county",
    "is_no_place",
    "is_word_or_name",
]

_COUNTIES: Final = (" County", " Parish", " Borough", " Township", " Counties")
_WORDS: Final = (
    "County Counties Parish Borough Township River Creek Lake Lakes Bay Valley Mountain Mountains Mount Mt Hill "
    "Hills Island Islands Isle Peninsula Province District Oblast Region Governorate Prefecture Canal Strait Sea "
    "Ocean Gulf Desert Falls Springs Beach Harbor Harbour Heights Forest Park Canyon Pass Coast Delta Basin "
    "Plateau Plains Glacier Reef Cape Port Fort City Town Village Ridge Shire Junction Camp Point Airport Street "
    "Avenue Road Square Bridge Dam "
    "river creek lake bay valley mountain mountains hill hills island islands peninsula province district county "
    "region village town governorate canal desert cave suburb neighborhood neighbourhood"
)
GEOGRAPHIC: Final = GeographicWords([*_WORDS.split(), "refugee camp"])
# Words with which a preposition says nothing of a place: "a stake in Acme", "swore in Ann Lee", "shares at Acme".
PHRASES: Final = word_set("""
    interest interests interested stake stakes share shares shareholder shareholders shareholding shareholdings holding
    holdings investment investments invest invests invested investing swore sworn swear swearing confidence faith belief
    believe believes believed majority trading traded specialises specialised specialising specializes specialized
    specializing reported published written appear appears appeared appearing starred starring role roles character
    characters degree pct percent cent % layoff layoffs lay-off lay-offs analyst analysts economist economists executive
    executives engineer engineers editor editors
""")
# A preposition that does not belong to such a word, or a geographic word (River, County) in a name or beside it.
CUES: Final = PlaceCues(SORTER, GEOGRAPHIC, PHRASES)
# Names in no gazetteer that prepositions stand before, and that are none of places: markets, teachings and books.
_THINGS: Final = word_set("""
    Libor Eurodollar Eurodollars Eurobond Eurobonds Euroyen Euromarket Christianity Torah Talmud Quran Koran
    Bible Scripture Genesis Exodus Islam Vedas Sanskrit Congress City County State Town Village River Street Avenue
    St. Mt. Internet Web Facebook Twitter Google YouTube Wikipedia Netflix Instagram TikTok Hinduism Catholicism
    Parliament Heaven Hell Lent Advent Christmas Easter Act Section Chapter Article Title Figure Table
""")
_TEACHING: Final = re.compile(r"[a-z]ism$")
_WORD_OR_NAME: Final = COMMON_WORD | MALE_NAME | FEMALE_NAME | SURNAME


def is_after_preposition(text: str, start: int, *, strict: bool = False) -> bool:
    """Return whether a preposition of place stands before a name; ``strict``: one rarely before other names."""
    return SORTER.preposition(text, start) > (1 if strict else 0)


def is_no_place(name: str) -> bool:
    """Return whether a name that the gazetteer lacks is that of something else: *Christianity*, *Libor*."""
    return name in _THINGS or _TEACHING.search(name) is not None


def is_county(name: str) -> bool:
    """Return whether a name ends as those of counties do."""
    return name.endswith(_COUNTIES) or name.startswith("County ")


def is_capitals(name: str) -> bool:
    """Return whether all letters of a name are capitals."""
    return name == name.upper() and name != name.lower()


def is_word_or_name(choice: NameMeanings, name: str) -> bool:
    """Return whether a name of one word is also a common word, a forename or a surname, and its place not prominent."""
    return choice.is_obscure and " " not in name and word_classes(name) & _WORD_OR_NAME != 0
