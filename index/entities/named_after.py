"""Ships and nobles are named after places and people: *the liner Persia*, *the Duke of Wellington*.

A ship is neither a person nor a place, and a noble is a person by his whole name. So is *the Persia* in the article of
the ship. Most texts have neither: the few characters before each name tell.
"""

from __future__ import annotations

from typing import Final, TypeVar

from dateline.index.entities.glances import MENTIONS
from dateline.index.entities.mention import PersonMention, PlaceMention
from dateline.index.entities.people.cue_words import SHIPS
from dateline.index.entities.people.titles import word_set
from dateline.index.kernel._glances import Tails

__all__ = ["tell_bearers"]

Mention = TypeVar("Mention", PersonMention, PlaceMention)

# What stands before the name of a ship. "Carrier" is not among them, since it is mostly an airline, and "boat" neither.
_SHIPS: Final = (
    word_set("""
    steamer steamers Steamer steamship steamships Steamship steamboat liner liners battleship battleships battlecruiser
    cruiser cruisers destroyer destroyers dreadnought dreadnoughts frigate frigates corvette submarine submarines
    minesweeper gunboat ferry tanker tankers supertanker schooner schooners yacht trawler trawlers freighter freighters
    collier barque brigantine
""")
    | SHIPS
)
_LONGEST: Final = max(map(len, _SHIPS)) + 3
_ARTICLES: Final = (" the ", "The ", "\nthe ")
# Ranks of which the place is only a part of the name. A prince or a king rules his country, but that of Wales.
_RANKS: Final = (
    "Duke of ", "Duchess of ", "Earl of ", "Countess of ", "Marquess of ", "Marquis of ", "Marchioness of ",
    "Viscount of ", "Viscountess of ",
)  # fmt: skip
_WALES: Final = "Wales"
_OF_WALES: Final = ("Prince of ", "Princess of ")
_ALL_RANKS: Final = (*_RANKS, *_OF_WALES)
_RULERS: Final = "Grand "
_OF: Final = " of "
_GAPS: Final = (" ", ' "', " “", " '", " ‘")
_LETTERED: Final = tuple(letters + gap for letters in sorted(SHIPS) for gap in _GAPS)
# The last characters before a name that may be that of a ship or of a noble.
_TAIL: Final = 4
_TAILS: Final = frozenset((_OF, *((ship + gap)[-_TAIL:] for ship in _SHIPS for gap in _GAPS)))
_BEFORE_NAMES: Final = Tails(each for each in _TAILS if len(each) == _TAIL)


def tell_bearers(
    text: str,
    people: tuple[PersonMention, ...],
    places: tuple[PlaceMention, ...],
    lettered: frozenset[str] = frozenset(),
) -> tuple[tuple[PersonMention, ...], tuple[PlaceMention, ...]]:
    """Return people and places without ships, and with nobles as people.

    ``lettered`` are the names of ships that the text calls so by letters (*HMS*).
    """
    if lettered:
        return _with_nobles(text, *_without_ships(text, people, places, lettered))
    if not (_may_bear(text, people) or _may_bear(text, places)):
        return people, places
    return _with_nobles(text, *_without_ships(text, people, places, lettered))


def _may_bear(text: str, mentions: tuple[PersonMention, ...] | tuple[PlaceMention, ...]) -> bool:
    """Return whether a kind of ship or a rank stands before a name. Only ranks end with *of*."""
    at = MENTIONS.first_after(_BEFORE_NAMES, text, mentions, 0)
    while at >= 0:
        start = mentions[at].start
        if text.endswith(_ALL_RANKS, 0, start) if text.endswith(_OF, 0, start) else _is_ship(text, start):
            return True
        at = MENTIONS.first_after(_BEFORE_NAMES, text, mentions, at + 1)
    return False


def _without_ships(
    text: str, people: tuple[PersonMention, ...], places: tuple[PlaceMention, ...], lettered: frozenset[str]
) -> tuple[tuple[PersonMention, ...], tuple[PlaceMention, ...]]:
    ships = {each.text for mentions in (people, places) for each in mentions if _is_ship(text, each.start)} | lettered
    if not ships:
        return people, places
    # A surname that is the ship's alone is never that of a person: "Cole is a destroyer".
    people = tuple(
        [
            each
            for each in people
            if each.title or each.text not in lettered or each.name != each.text or " " in each.text
        ]
    )
    places = tuple([each for each in places if not (each.text == "U.S." and text.startswith("S.", each.end))])
    return _without(text, people, ships), _without(text, places, ships)


def _is_ship(text: str, start: int) -> bool:
    """Return whether a kind of ship stands directly before a name."""
    if text[start - _TAIL : start] not in _TAILS:
        return False
    return any(word in _SHIPS for word in text[max(0, start - _LONGEST) : start].rstrip("\"“'‘").split()[-1:])


def _is_as_ship(text: str, start: int) -> bool:
    """Return whether a name stands as that of a ship does: after an article, a kind of ship or its letters."""
    return text.endswith(_ARTICLES, 0, start) or text.endswith(_LETTERED, 0, start) or _is_ship(text, start)


def _without(text: str, mentions: tuple[Mention, ...], ships: set[str]) -> tuple[Mention, ...]:
    return tuple(each for each in mentions if not (each.text in ships and _is_as_ship(text, each.start)))


def _with_nobles(
    text: str, people: tuple[PersonMention, ...], places: tuple[PlaceMention, ...]
) -> tuple[tuple[PersonMention, ...], tuple[PlaceMention, ...]]:
    nobles = {each.start: noble for each in places if (noble := _noble(text, each, each.kind == "country"))}
    nobles.update((each.start, noble) for each in people if (noble := _noble(text, each, False)))
    if not nobles:
        return people, places
    inside = {at for each in nobles.values() for at in range(each.start, each.end)}
    kept = [each for each in people if inside.isdisjoint((each.start, each.end - 1))]
    people = tuple(sorted([*kept, *nobles.values()], key=lambda person: person.start))
    return people, tuple([each for each in places if each.start not in nobles])


def _noble(text: str, mention: PersonMention | PlaceMention, is_country: bool) -> PersonMention | None:
    """Return the person whose name ends with that of a place, or None."""
    start, end, name = mention.start, mention.end, mention.text
    if text[start - _TAIL : start] != _OF:
        return None
    ranks = _ALL_RANKS if name == _WALES else () if is_country else _RANKS
    rank = next((each for each in ranks if text.endswith(each, 0, start)), "")
    first = start - len(rank)
    if not rank or text.endswith(_RULERS, 0, first) or _is_ship(text, first):  # HMS Prince of Wales
        return None
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():  # Duke of York Street
        return None
    whole = text[first:end]
    return PersonMention(whole, first, end, whole)
