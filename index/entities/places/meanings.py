"""The possible meanings of a printed name, each with a weight that does not depend on the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import exp

from dateline.index.entities.places.folding import fold_name, folds
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.kernel._gazetteer import hash_name
from dateline.index.kernel._meanings import NameMeanings, weigh_meanings

__all__ = ["NameMeanings", "find_meanings", "shares"]

_PARTS = "(?:north|south|east|west|central|upper|lower|greater|downtown|old|mid)"
_PART = re.compile(rf"(?i)(?:the )?{_PARTS}(?:ern)?[- ]+(?=\w{{4}})")
_IN_PART = re.compile(_PARTS)
_AROUND = re.compile(
    r"(?i)^(?:the )?(?:(?:city|town|state|province|republic|kingdom|government|region|port|town|islands?|gulf) of "
    r"(?:the )?)?(.{3,}?)"
    r"(?: (?:city|province|state|region|county|district|governorate|republic|airport|area|river|valley|"
    r"peninsula|islands?|oblast|prefecture|metropolitan area))?$"
)
_LAST = (
    " city", " province", " state", " region", " county", " district", " governorate", " republic", " airport", " area",
    " river", " valley", " peninsula", " island", " islands", " oblast", " prefecture",
)  # fmt: skip
# Kinds of places that may have a northern part; kinds that "province" and similar words mean.
_PARTED = frozenset({"country", "region", "world-region", "feature"})
_ANY = frozenset({"country", "region", "city", "world-region", "feature"})
_REGIONS = frozenset({"region"})
_FEATURES = frozenset({"feature"})
_KINDS = dict.fromkeys(
    ["province", "state", "region", "county", "district", "governorate", "oblast", "prefecture"], _REGIONS
) | dict.fromkeys(["river", "valley", "peninsula", "island", "islands"], frozenset({"feature", "region"}))


# Words that make another place of a name, which is not that of a city beside it: Chicago River, Gulf of Aqaba.
_OTHERS = (" river", " valley")
_GULF = ("gulf of ", "the gulf of ")
# Names that are no part of the place whose name they end with.
_WHOLE = frozenset({"west nile", "west midlands", "south pole", "north pole"})
# Football clubs of Britain: Manchester City.
_CLUB = " City"
_CITY = frozenset({"city"})
_CITY_OF = ("city of ", "port of ", "town of ")

# Names that a source of the gazetteer gives to a place that no English text means by them.
_STRAY = {
    "banco": "El Banco", "berea": "Aleppo", "berk": "Wegberg", "brod": "Erode", "cham": "Damascus",
    "cheng": "Zhengzhou", "dabei": "Dubai", "dako": "Dhaka", "dáil": "Da‘il", "egero": "Eger", "fuyo": "Buyeo",
    "judah": "Jeddah", "julia": "Plovdiv", "kil": "Kiel", "marburg": "Maribor", "messidor": "Tournefeuille",
    "mien": "Mianyang, Shaanxi", "neva": "Nawá, Daraa", "outer islands": "Ninove", "pari": "Paris",
    "salam": "Saham", "satoru": "Châteauroux", "sinti": "Xindi", "vil": "Wiehl", "white house": "Casablanca",
    "whitehall": "Atlanta",
}  # fmt: skip
# A former name means a living city abroad, if that has as many people: Salisbury, which was Harare, and Canton.
_LIVING = 40_000
# What the former name has less then (a logarithm): the other places of the article decide.
_LESS = 0.7

# A county of Britain or Ireland: Co. Durham.
_COUNTY = ("Co ", "Co. ")

_NONE = NameMeanings((), ())


@lru_cache(maxsize=50_000)
def find_meanings(gazetteer: Gazetteer, name: str, english: bool, after_comma: bool = False) -> NameMeanings:
    """Return the meanings of a printed name, empty if the gazetteer does not have it.

    ``after_comma``: it follows another place and a comma, where *Ala.* and *TX* are names, too. An unknown name is
    tried without the usual additions (*northern Iraq*, *Helmand province*).
    """
    found = _known(gazetteer, name, english, after_comma)
    if found.meanings or not (" " in name or "-" in name):  # a word alone is without additions
        return found
    if name.startswith(_COUNTY):
        return _known(gazetteer, f"County {name.partition(' ')[2]}", english, False)
    lowered = name.lower()
    bare = _AROUND.sub(r"\1", name) if _may_have_additions(name, lowered) else name
    core = _PART.sub("", bare, count=1) if _IN_PART.search(lowered) or not name.isascii() else bare
    if bare == core == name or lowered in _WHOLE:
        return _NONE
    other = lowered.endswith(_OTHERS) or lowered.startswith(_GULF)
    for shorter in dict.fromkeys((bare, core)):
        if shorter != name and (found := _known(gazetteer, shorter, english, False)).meanings:
            kinds = _PARTED if shorter == core != bare else _kinds_beside(name)
            strict = other or kinds is _PARTED or (kinds is _CITY and found.meanings[0].place.kind == "country")
            if name.endswith(_CLUB) and found.meanings[0].place.country == "GB":
                continue
            fit = [at for at, meaning in enumerate(found.meanings) if meaning.place.kind in kinds] or range(
                0 if strict else len(found.meanings)
            )
            if fit:
                reason = f"part of {shorter}" if kinds is _PARTED else ""
                return NameMeanings(
                    tuple(found.meanings[at] for at in fit), tuple(found.scores[at] for at in fit), reason
                )
    return _NONE


def _may_have_additions(name: str, lowered: str) -> bool:
    """Return whether a name may begin or end with one of the words of `_AROUND`."""
    return lowered.startswith("the ") or " of " in lowered or lowered.endswith(_LAST) or not name.isascii()


def _kinds_beside(name: str) -> frozenset[str]:
    """Return the kinds that the words around a name allow: *Helmand province*, *City of Turkey*."""
    if name[:8].lower() in _CITY_OF or name[4:12].lower() in _CITY_OF:
        return _CITY
    if name.lower().startswith(_GULF):
        return _FEATURES
    return _KINDS.get(name.rpartition(" ")[2].lower(), _ANY)


def _known(gazetteer: Gazetteer, name: str, english: bool, after_comma: bool) -> NameMeanings:
    capitals = name.upper() == name
    unfit = 0
    if not after_comma:
        unfit |= NameFlag.QUALIFIER
    if english:
        unfit |= NameFlag.FOREIGN
    if not capitals:
        unfit |= NameFlag.CAPITALS
    known = gazetteer.meanings_of(hash_name(name, folds()))
    if after_comma and known and not _is_short_form(name):
        unfit |= NameFlag.QUALIFIER
    stray = _STRAY.get(name.lower()) if english else None
    if stray is not None:
        known = tuple([meaning for meaning in known if meaning.place.label != stray or stray in gazetteer.own])
    return _living_first(weigh_meanings(known, unfit, gazetteer.own))


def _living_first(choice: NameMeanings) -> NameMeanings:
    """Return the meanings with a living city before a place abroad that had its name."""
    meanings, scores = choice.meanings, choice.scores
    if not meanings or not meanings[0].flags & NameFlag.HISTORIC or meanings[0].place.kind != "city":
        return choice
    country = meanings[0].place.country
    for at, each in enumerate(meanings):
        place = each.place
        if not each.flags and place.kind == "city" and place.population >= _LIVING and place.country != country:
            less = scores[at] - _LESS
            last = next((n for n, score in enumerate(scores) if score < less), len(scores))
            return NameMeanings(
                (*meanings[1:last], meanings[0], *meanings[last:]),
                (*scores[1:last], less, *scores[last:]),
                choice.reason,
            )
    return choice


def _is_short_form(name: str) -> bool:
    # "Ore" and "La" are short forms when printed so; "ORE" is not.
    return not name.isupper() or "." in name or len(fold_name(name).replace(" ", "")) <= 3


def shares(scores: Sequence[float]) -> list[float]:
    """Return the softmax of scores: the logarithms of 9 and 1 give 0.9 and 0.1."""
    top = max(scores)
    weights = [exp(score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]
