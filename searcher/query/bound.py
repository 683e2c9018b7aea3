"""The bound tree: what a query means in one archive.

Words have become terms of an analysis, dates have become days, field names are
those of the field table. An engine needs nothing else to answer: it matches the
tree, and scores the *leaves* of it (`dateline.searcher.query.leaves`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, get_args

from dateline.index.dates import DateSpan
from dateline.index.entities.dates.recurrence import recurs_on
from dateline.searcher.query.leaves import Leaf

__all__ = [
    "AllOf",
    "AnyOf",
    "Bound",
    "Clause",
    "Dated",
    "Every",
    "Has",
    "Keys",
    "NoneOf",
    "Nowhere",
    "Value",
    "Versions",
    "Yearly",
    "clauses_of",
    "leaves_of",
    "map_leaves",
]


SURE = 100  # percent


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
class Dated:
    """Articles with a span of a date field that shares a day with ``days``.

    An article without a date has no days. ``certain``: with a span that lies in them whole, and was not guessed.
    """

    field: str
    days: DateSpan
    certain: bool = False

    def accept(self, span: DateSpan) -> bool:
        """Return whether a span of an article's counts."""
        if self.certain:
            return span.first >= self.days.first and span.last <= self.days.last and span.certainty >= SURE
        return span.first <= self.days.last and span.last >= self.days.first


@dataclass(frozen=True, slots=True)
class Yearly:
    """Articles with a span, named to the day, that has a day which comes every year: ``04-15``, or ``easter``.

    ``certain``: with a span that has no other day.
    """

    field: str
    day: str
    certain: bool = False

    def accept(self, span: DateSpan) -> bool:
        """Return whether a span of an article's counts."""
        if span.precision != "day":  # before the days are looked at: a century has many
            return False
        ordinals = range(span.first.toordinal(), span.last.toordinal() + 1)
        days = (recurs_on(self.day, date.fromordinal(day)) for day in ordinals)
        return all(days) if self.certain else any(days)


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


# What a tree is made of at its innermost.
Clause: TypeAlias = Leaf | Value | Keys | Dated | Yearly | Versions | Has | Every | Nowhere
Bound: TypeAlias = Clause | AllOf | AnyOf | NoneOf


def leaves_of(tree: Bound) -> tuple[Leaf, ...]:
    """Return what a tree is scored by: its distinct leaves that are not excluded, in a fixed order.

    The order is the order in which a score is summed, so that it depends neither on how the query was written nor on
    how the articles fell into segments.
    """
    if isinstance(tree, Leaf):
        return (tree,)
    found = {clause for clause in clauses_of(tree) if isinstance(clause, Leaf)}
    return tuple([leaf for kind in KINDS for leaf in sorted(each for each in found if isinstance(each, kind))])


KINDS: tuple[type[Leaf], ...] = get_args(Leaf)


def clauses_of(tree: Bound, *, excluded: bool = False) -> Iterator[Clause]:
    """Yield the innermost clauses of a tree in order, without those that are excluded or with them."""
    if isinstance(tree, AllOf | AnyOf):
        for clause in tree.clauses:
            yield from clauses_of(clause, excluded=excluded)
    elif not isinstance(tree, NoneOf):
        yield tree
    elif excluded:
        yield from clauses_of(tree.clause, excluded=True)


def map_leaves(tree: Bound, change: Callable[[Clause], Bound]) -> Bound:
    """Return a tree with what ``change`` makes of each innermost clause in its place, excluded ones among them."""
    if isinstance(tree, AllOf | AnyOf):
        return type(tree)(tuple([map_leaves(clause, change) for clause in tree.clauses]))
    if isinstance(tree, NoneOf):
        return NoneOf(map_leaves(tree.clause, change))
    return change(tree)
