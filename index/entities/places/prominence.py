"""How prominent a place is in the news, as a number like a population: the last resort of disambiguation."""

from __future__ import annotations

from dateline.index.entities.places.gazetteer_file import NameFlag

__all__ = ["prominence", "weight_of_name"]

# By hand, so that of one name the country goes before its capital (Djibouti), a capital before a state (Washington), a
# large city before its own province (Baghdad), a province before a town (Ontario).
_COUNTRY = 20_000_000
_WORLD_REGION = 50_000_000
_FEATURE = 3_000_000
_CAPITAL = 5_000_000
_REGION_SHARE = 0.25
_SMALLEST = 300.0

# What a name is worth that is not the place's first.
_ALTERNATE, _FOREIGN, _HISTORIC = 0.05, 0.05, 0.5


def prominence(kind: str, population: int, capital: bool) -> float:
    """Return how prominent a place is."""
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
    """Return what part of its place's prominence a name has."""
    if flags & NameFlag.FOREIGN:
        return _FOREIGN
    if flags & NameFlag.HISTORIC:
        return _HISTORIC
    return _ALTERNATE if flags & NameFlag.ALTERNATE else 1.0
