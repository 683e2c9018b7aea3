"""Places as people type them, where the gazetteer has no such name: *NYC*, *Washington State*, *the Gulf*, *Calif.*"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from dateline.index.analysis.english import fold, fold_name_word
from dateline.index.entities.mention import PlaceKind
from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.pattern import compile_late
from dateline.searcher.entities.namesakes import Namesakes, find_namesakes

__all__ = ["other_readings", "read_place"]

# Initials of places that no gazetteer has as their names.
INITIALS: Final = {
    "nyc": "New York City", "sf": "San Francisco", "frg": "West Germany", "brd": "West Germany", "ddr": "East Germany",
}  # fmt: skip
MOST_INITIALS: Final = 3
LONGEST: Final = 100  # characters of a name with other words
# A word that an article or a preposition without its vowel may begin: *Cote divoire*.
ELIDED = compile_late(r"(?i)\b([dl])(?=[aeiouyh]\w)")
THE = compile_late(r"(?i)\Athe\s+(?=\S)")
# A word that says what kind of place is meant, before the name or after it.
KINDS: Final[dict[str, tuple[PlaceKind, ...]]] = {
    "state": ("region",), "province": ("region",), "city": ("city",), "town": ("city",),
}  # fmt: skip
OF_KIND = compile_late(r"(?i)\A(?:the\s+)?(state|province|city|town)\s+of\s+(\S.*)\Z")
WITH_KIND = compile_late(r"(?i)\A(?:the\s+)?(\S.*?)\s+(state|province|city|town)\Z")


def read_place(gazetteer: Gazetteer, value: str) -> tuple[str, Namesakes]:
    """Return what a value that names no place is read as, and the places of that name; empty if there are none.

    A word for its kind (*Washington State*, *city of Lyon*) decides between the places of a name. *The* is left out.
    Two or three letters are initials (*LA*), else a short form that stands after names of towns (*Calif.*).
    """
    ways: tuple[Callable[[Gazetteer, str], tuple[str, Namesakes]], ...] = (_by_kind, _without_article, _by_letters)
    for way in ways if len(value) <= LONGEST else ():
        read, found = way(gazetteer, value)
        if found.places:
            return read, found
    return "", Namesakes()


def other_readings(gazetteer: Gazetteer, value: str) -> Iterator[tuple[str, Namesakes]]:
    """Yield what else a value may be read as, and the places of that name: short forms, and other spellings.

    *WA* in capitals is a state, too. *Zuerich* is *Zürich*, and *Cote divoire* is *Côte d'Ivoire*.
    """
    if len(value) > LONGEST:
        return
    if value.isupper() and len(value.replace(".", "")) <= MOST_INITIALS:
        short = [each.place for each in gazetteer.meanings(value) if each.flags & NameFlag.QUALIFIER]
        yield from ((each.label, _all([each])) for each in short)
    folded = fold(value)
    for spelt in (" ".join(map(fold_name_word, value.split())), ELIDED.sub(r"\1'", value)):
        if fold(spelt) != folded and (found := find_namesakes(gazetteer, spelt)).places:
            yield found.places[0].label, found


def _by_kind(gazetteer: Gazetteer, value: str) -> tuple[str, Namesakes]:
    if of_kind := OF_KIND.match(value):
        kind, name = of_kind.groups()
    elif with_kind := WITH_KIND.match(value):
        name, kind = with_kind.groups()
    else:
        return "", Namesakes()
    found = _all(place for place in find_namesakes(gazetteer, name).places if place.kind in KINDS[kind.lower()])
    return (found.places[0].label if found.places else ""), found


def _all(places: Iterable[Place]) -> Namesakes:
    """Return places each of which may be meant."""
    kept = tuple(places)
    return Namesakes(kept, frozenset(place.label for place in kept))


def _without_article(gazetteer: Gazetteer, value: str) -> tuple[str, Namesakes]:
    name = THE.sub("", value)
    return name, find_namesakes(gazetteer, name) if name != value else Namesakes()


def _by_letters(gazetteer: Gazetteer, value: str) -> tuple[str, Namesakes]:
    letters = value.replace(".", "").strip()
    name = INITIALS.get(letters.lower(), "")
    if not name and letters.isupper() and 1 < len(letters) <= MOST_INITIALS:
        name = "".join([f"{letter}." for letter in letters])
    if name and (found := find_namesakes(gazetteer, name)).places:
        return name, found
    short = [each.place for each in gazetteer.meanings(value) if each.flags & NameFlag.QUALIFIER]
    return (short[0].label, _all(short[:1])) if short else ("", Namesakes())
