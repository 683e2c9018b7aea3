"""How likely the meanings of a name are before an article is read (`dateline.index.kernel._meanings`)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from math import log

from dateline.index.entities.places.gazetteer import PlaceMeaning
from dateline.index.entities.places.gazetteer_file import NameFlag

__all__ = ["prominence", "traits", "weighed"]

# Set by hand, so that among places of one name a country precedes its capital (Djibouti), a capital a state
# (Washington), a large city its province (Baghdad), a province a town (Ontario).
_COUNTRY = 20_000_000
_WORLD_REGION = 50_000_000
_FEATURE = 3_000_000
_CAPITAL = 5_000_000
_REGION_SHARE = 0.25
_SMALLEST = 300.0

# Factors for names that are not the main name of the place.
_ALTERNATE, _FOREIGN, _HISTORIC = 0.05, 0.05, 0.5


def prominence(kind: str, population: int, capital: bool) -> float:
    """Return the prominence of a place."""
    if kind == "country":
        return _COUNTRY + population
    if kind == "world-region":
        return _WORLD_REGION
    if kind == "feature":
        return _FEATURE
    if kind == "region":
        return max(_SMALLEST, population * _REGION_SHARE) if population else _FEATURE
    return max(_SMALLEST, population) + (min(_CAPITAL, 20 * population) if capital else 0)


def weight_of_name(flags: int) -> float:
    """Return the factor of a name to the prominence of its place."""
    if flags & NameFlag.FOREIGN:
        return _FOREIGN
    if flags & NameFlag.HISTORIC:
        return _HISTORIC
    return _ALTERNATE if flags & NameFlag.ALTERNATE else 1.0


def weighed(
    meanings: Sequence[PlaceMeaning], unfit: int, own: Container[str]
) -> tuple[list[PlaceMeaning], list[float]]:
    """Return the most likely meanings, and the logarithm of the weight of each."""
    weights = []
    for meaning in meanings:
        place, flags = meaning.place, meaning.flags
        if flags & unfit:
            continue
        weight = prominence(place.kind, place.population, place.capital) * weight_of_name(flags)
        if flags & NameFlag.QUALIFIER:
            weight = _COUNTRY
        weights.append((weight + (1e12 if place.label in own else 0.0), meaning))
    weights.sort(key=lambda pair: pair[0], reverse=True)
    return [meaning for _, meaning in weights[:24]], [log(weight) for weight, _ in weights[:24]]


def traits(meanings: Sequence[PlaceMeaning]) -> tuple[bool, bool]:
    """Return whether a name is listed as mostly something else, and whether its first place is not prominent."""
    if not meanings:
        return False, False
    place, flags = meanings[0].place, meanings[0].flags
    known = flags & NameFlag.DEMONYM or place.kind in ("country", "world-region", "feature")
    return flags & NameFlag.COMMON != 0, not known and prominence(place.kind, place.population, place.capital) < 300_000
