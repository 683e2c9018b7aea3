"""What a value of a query means among people and places, and what entities are counted and known by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["LEVELS", "Meaning", "NamedBy"]

# What decides which entity a key is: the authority file, the archive's own gazetteer, or the names in it alone.
NamedBy = Literal["authority", "gazetteer", "names"]

# What places can be counted by, and the kind of place that each is.
LEVELS: Mapping[str, str] = {"country": "country", "region": "region", "city": "city", "continent": "world-region"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a value of a query means: keys and single articles' exceptions, as in `Keys`, and what should be said of it.

    ``names`` are the entities it means, for who wants to know why.
    """

    keys: frozenset[str]
    but: frozenset[tuple[str, str]] = frozenset()
    also: frozenset[tuple[str, str]] = frozenset()
    names: tuple[str, ...] = ()
    note: str = ""
