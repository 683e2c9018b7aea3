"""The tree of a pattern."""

from __future__ import annotations

from typing import TypeAlias

from dateline.index.dataclass import dataclass
from dateline.searcher.automata.ranges import ANY, Characters, only

__all__ = [
    "MOST_POSITIONS",
    "Choice",
    "Part",
    "PatternError",
    "Repeat",
    "Row",
    "Some",
    "anything",
    "letters",
    "size_of",
]

MOST_POSITIONS = 509  # and those before and after


class PatternError(ValueError):
    """A pattern that cannot be searched. The message says why, for a note."""


@dataclass(frozen=True, slots=True)
class Some:
    """One character of a set."""

    characters: Characters


@dataclass(frozen=True, slots=True)
class Row:
    """Parts one after the other; none is an empty text."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any of the parts, one or more."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part from ``least`` to ``most`` times; None is any number."""

    part: Part
    least: int
    most: int | None


Part: TypeAlias = Some | Row | Choice | Repeat


def letters(text: str) -> Row:
    """Return a text as it stands."""
    return Row(tuple([Some(only(character)) for character in text]))


def anything() -> Repeat:
    """Return any text, also an empty one."""
    return Repeat(Some(ANY), 0, None)


def size_of(part: Part) -> int:
    """Return how many characters an automaton distinguishes: repetitions are written out."""
    match part:
        case Some():
            return 1
        case Repeat(inner, least, most):
            return size_of(inner) * max(least, 1 if most is None else most)
        case Row(parts) | Choice(parts):
            return sum(map(size_of, parts))
