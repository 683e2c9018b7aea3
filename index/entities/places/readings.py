"""Decide how a printed name is resolved, wherever it stands: whether it needs a cue, or other places of the article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.index.entities.places.cues import is_trap
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.meanings import NameMeanings, find_meanings, find_nested, shares
from dateline.index.entities.places.resolutions import Resolution, resolve_plainly
from dateline.index.kernel._records import RecordMaker

__all__ = [
    "CERTAIN", "DOUBTFUL", "LIKELY", "TRAP", "UNKNOWN", "NameReading", "is_hamlet", "read_name", "reading_of",
]  # fmt: skip

# A name whose first meaning has this share is unambiguous: it is context for others and needs none.
_SURE = 0.98
_SHORT_FORM = 6
_HAMLET = 5_000
# A name is in no gazetteer; needs a cue; is ambiguous; means its first place unless much speaks for another; has only
# one meaning, whatever the article is about.
UNKNOWN, TRAP, DOUBTFUL, LIKELY, CERTAIN = range(5)


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a printed name means wherever it stands, and how it is resolved."""

    choice: NameMeanings
    kind: int
    labels: frozenset[str]
    plain: Resolution | None = None
    """The resolution of a certain name, unless the year decides what is said of it."""


_make_reading = RecordMaker(NameReading)


@lru_cache(maxsize=50_000)
def read_name(gazetteer: Gazetteer, name: str, english: bool, after_comma: int) -> NameReading:
    """Return the reading of a printed name; ``after_comma`` is not 0 if it follows another place and a comma."""
    choice = find_meanings(gazetteer, name, english, after_comma != 0)
    if not choice.meanings and len(name) <= _SHORT_FORM:
        # A tagged name may be a short form without a comma before it: "a Tex. senator".
        choice = find_meanings(gazetteer, name, english, True)
    return reading_of(gazetteer, choice, name)


def reading_of(gazetteer: Gazetteer, choice: NameMeanings, name: str) -> NameReading:
    """Return the reading of a name with these meanings."""
    kind = _kind_of(gazetteer, choice, name)
    plain = resolve_plainly(choice, 0) if kind == CERTAIN and not choice.meanings[0].period else None
    return _make_reading(choice, kind, frozenset([meaning.place.label for meaning in choice.meanings]), plain)


def _kind_of(gazetteer: Gazetteer, choice: NameMeanings, name: str) -> int:
    if not choice.meanings:
        return UNKNOWN
    if is_trap(choice, name):
        return TRAP
    if len(choice.meanings) == 1:
        return LIKELY if is_hamlet(choice) else CERTAIN
    nested = find_nested(gazetteer, choice)
    scores = [score for at, score in enumerate(choice.scores) if at not in nested]
    return LIKELY if len(scores) == 1 or shares(scores)[0] > _SURE else DOUBTFUL


def is_hamlet(choice: NameMeanings) -> bool:
    """Return whether the first meaning of a name is a small town, which is none in an article of another country."""
    place = choice.meanings[0].place
    return place.kind == "city" and place.population < _HAMLET
