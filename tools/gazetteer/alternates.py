"""Select alternate names of cities from GeoNames."""

from __future__ import annotations

import unicodedata

from dateline.index.entities.places.folding import fold_name

KNOWN = 25_000  # minimum population of a city for alternate names
# The towns of these countries have few other names; GeoNames lists former villages and misspellings of theirs.
IN_ENGLISH, KNOWN_IN_ENGLISH = frozenset({"US", "CA", "AU"}), 500_000
MOST = 12


def spellings(city: dict) -> list[str]:
    """Return the other names of a city in Latin letters that newspapers may print, without transliterations."""
    if city["population"] < (KNOWN_IN_ENGLISH if city["countrycode"] in IN_ENGLISH else KNOWN):
        return []
    kept: dict[str, str] = {}
    for name in city["alternatenames"]:
        folded = fold_name(name)
        if folded and folded != fold_name(city["name"]) and is_printable(name):
            kept.setdefault(folded, name)
    return list(kept.values())[: MOST if city["population"] < 500_000 else 40]


def is_printable(name: str) -> bool:
    """Return whether a name is in Latin letters, begins with a capital and is not a code."""
    letters = [c for c in name if c.isalpha()]
    return (
        3 < len(name) < 40
        and name[0].isupper()
        and not name.isupper()
        and len(name.split()) <= 4
        and all(c.isalpha() or c in " -'’." for c in name)
        and all("LATIN" in unicodedata.name(c, "") for c in letters)
    )
