"""The prominence of places in the news, on the scale of a population: used if nothing else resolves a name."""

from __future__ import annotations

from dateline.index.entities.places.gazetteer_file import NameFlag

__all__ = ["prominence", "weight_of_name"]

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
