"""The meaning of a query's value as people or places, and the levels by which places are counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dateline.index.dataclass import dataclass

__all__ = ["LEVELS", "Meaning", "NamedBy"]

# What names the entity of a key: the authority file, the archive's own gazetteer, or the names alone.
NamedBy = Literal["authority", "gazetteer", "names"]

# The levels by which places can be counted, each with its kind of place.
LEVELS: Mapping[str, str] = {"country": "country", "region": "region", "city": "city", "continent": "world-region"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a query's value: keys and exceptions in single articles, as in `Keys`, and a note for the user.

    ``names`` are the entities that it means, for explanations.
    """

    keys: frozenset[str]
    excluded: frozenset[tuple[str, str]] = frozenset()
    included: frozenset[tuple[str, str]] = frozenset()
    names: tuple[str, ...] = ()
    note: str = ""
