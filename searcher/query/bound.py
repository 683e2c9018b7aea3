"""The bound tree: what a query means in one archive.

Words have become terms of an analysis, dates have become days, field names are
those of the field table. An engine needs nothing else to answer: it matches the
tree, and scores the *leaves* of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

__all__ = [
    "AllOf",
    "AnyOf",
    "Bound",
    "Days",
    "Every",
    "Has",
    "Leaf",
    "NoneOf",
    "Nowhere",
    "Term",
    "TermPhrase",
    "Value",
    "leaves_of",
]


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """Articles that have a term in one of the fields; `exact`: that have it in this very form.

    ``fields`` are text fields of one analysis, in the order of the field table.
    ``form`` is what was typed. It ranks first where it stands as typed, if
    ``prefers`` says so: when all fields of the analysis are searched.
    """

    analysis: str
    fields: tuple[str, ...]
    term: str
    form: str
    exact: bool = False
    prefers: bool = True


@dataclass(frozen=True, slots=True, order=True)
class TermPhrase:
    """Articles where the terms, two or more, stand one after the other in one of the fields."""

    analysis: str
    fields: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """Articles with a value of a keyword field: one equal to ``value`` but for case and accents,
    or, ``by_word``, one that has its words among its own, one after the other."""

    field: str
    value: str
    by_word: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """Articles with a span of a date field that shares a day with ``first`` to ``last``.

    Days are ordinals: 1 is 1 January of year 1. An article without a date has no days.
    """

    field: str
    first: int
    last: int


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


Bound: TypeAlias = Term | TermPhrase | Value | Days | Has | Every | Nowhere | AllOf | AnyOf | NoneOf
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
    if isinstance(tree, Term | TermPhrase):
        yield tree
    elif isinstance(tree, AllOf | AnyOf):
        for clause in tree.clauses:
            yield from _leaves(clause)
