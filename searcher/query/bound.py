"""The bound tree: what a query means in one archive.

Words have become terms of an analysis, dates have become days, field names are
those of the field table. An engine needs nothing else to answer: it matches the
tree, and scores the *leaves* of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import TypeAlias

__all__ = [
    "AllOf",
    "AnyOf",
    "Bound",
    "Days",
    "Every",
    "Has",
    "Keys",
    "Leaf",
    "NoneOf",
    "Nowhere",
    "Term",
    "TermPhrase",
    "Value",
    "Versions",
    "Yearly",
    "clauses_of",
    "leaves_of",
]


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """Articles that have a term in one of the fields; `exact`: that have it there in this very form.

    ``fields`` are text fields of one analysis, in the order of the field table.
    ``form`` is what was typed. It ranks first where it stands as typed, if
    ``prefers`` says so: when all fields of the analysis are searched. `exact` decides which articles match, and
    nothing of their scores. ``found`` is an engine's own: the documents of each segment, where it had to look them up.
    """

    analysis: str
    fields: tuple[str, ...]
    term: str
    form: str
    exact: bool = False
    prefers: bool = True
    found: Mapping[str, int] | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, order=True)
class TermPhrase:
    """Articles where the terms, two or more, stand one after the other in one of the fields.

    ``forms``, where there are any, are those in which they must stand there, one of each term. They decide which
    articles match, and nothing of their scores. ``found`` is as in `Term`.
    """

    analysis: str
    fields: tuple[str, ...]
    terms: tuple[str, ...]
    forms: tuple[str, ...] = ()
    found: Mapping[str, int] | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Value:
    """Articles with a value of a keyword field: one equal to ``value`` but for case and accents,
    or, ``by_word``, one that has its words among its own, one after the other."""

    field: str
    value: str
    by_word: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """Articles with one of these values, letter for letter, of a field of people or places.

    What a person or a place is called, and what lies in it, is worked out before
    (`dateline.searcher.entities.resolution`). ``but`` and ``also`` are single articles' exceptions, pairs of an
    article's id and a value it has: with those in ``but`` the value does not count, with those in ``also`` it counts
    whatever ``keys`` has.
    """

    field: str
    keys: frozenset[str]
    but: frozenset[tuple[str, str]] = frozenset()
    also: frozenset[tuple[str, str]] = frozenset()

    def accept(self, id: str, value: str) -> bool:
        """Return whether a value of an article's counts."""
        return (value in self.keys and (id, value) not in self.but) or (id, value) in self.also


@dataclass(frozen=True, slots=True)
class Days:
    """Articles with a span of a date field that shares a day with ``first`` to ``last``.

    Days are ordinals: 1 is 1 January of year 1. An article without a date has no days. ``certain``: with a span
    that lies in them whole, and was not guessed.
    """

    field: str
    first: int
    last: int
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Yearly:
    """Articles with a span, named to the day, that has a day which comes every year: ``04-15``, or ``easter``.

    ``certain``: with a span that has no other day.
    """

    field: str
    day: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Versions:
    """Articles that are one of these versions in the store."""

    seqs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Has:
    """Articles that have anything in a field."""

    field: str


@dataclass(frozen=True, slots=True)
class Every:
    """All articles."""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """No article."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Articles that all clauses match."""

    clauses: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Articles that any clause matches."""

    clauses: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Articles that the clause does not match."""

    clause: Bound


Bound: TypeAlias = (
    Term | TermPhrase | Value | Keys | Days | Yearly | Versions | Has | Every | Nowhere | AllOf | AnyOf | NoneOf
)
Leaf: TypeAlias = Term | TermPhrase


def leaves_of(tree: Bound) -> tuple[Leaf, ...]:
    """Return what a tree is scored by: its distinct terms and phrases that are not excluded, in a fixed order.

    The order, terms before phrases and then by their parts, is the order in which a
    score is summed, so that it depends neither on how the query was written nor on how the
    articles fell into segments.
    """
    found = set(_leaves(tree))
    return (
        *sorted(leaf for leaf in found if isinstance(leaf, Term)),
        *sorted(leaf for leaf in found if isinstance(leaf, TermPhrase)),
    )


def _leaves(tree: Bound) -> Iterator[Leaf]:
    return (clause for clause in clauses_of(tree) if isinstance(clause, Term | TermPhrase))


def clauses_of(tree: Bound) -> Iterator[Bound]:
    """Yield the innermost clauses of a tree that are not excluded, in order."""
    if isinstance(tree, AllOf | AnyOf):
        for clause in tree.clauses:
            yield from clauses_of(clause)
    elif not isinstance(tree, NoneOf):
        yield tree
