"""The bound tree: the meaning of a query in one archive.

Words are terms of an analysis, dates are days, field names are those of the field table. An engine needs nothing else:
it matches the tree, and scores its *leaves* (`dateline.searcher.query.leaves`), each by its weight (`weights_of`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

from dateline.index.analysis.english import fold_value
from dateline.index.dataclass import comparison_key, dataclass, replace
from dateline.index.dates import DateSpan
from dateline.searcher.engine.words import folded_words
from dateline.searcher.query.leaves import LEAVES, Leaf
from dateline.searcher.query.tree import PatternKind

__all__ = [
    "GROUPS",
    "JOINING",
    "AllOf",
    "AnyOf",
    "Bound",
    "Clause",
    "Constant",
    "Dated",
    "Every",
    "Has",
    "Keys",
    "Match",
    "Mentioned",
    "NoneOf",
    "Nowhere",
    "Proximity",
    "Relation",
    "SomeOf",
    "Value",
    "ValuePattern",
    "Versions",
    "Weighted",
    "Yearly",
    "clauses_of",
    "constants_of",
    "dates_of",
    "divide_clauses",
    "has_leaves",
    "has_values",
    "leaves_of",
    "map_leaves",
    "unweighted",
    "weighed_leaves",
    "weights_of",
    "widen",
]

# What words side by side mean: any of them if no article has them all; all; any.
Match = Literal["auto", "all", "any"]
SURE = 100  # percent


@dataclass(frozen=True, slots=True)
class Value:
    """Articles with a value of a keyword field: one equal to ``value`` but for case and accents,
    or, ``by_word``, one that has its words among its own, one after the other.

    ``listed``: the value may be picked from a facet; a place's then means exactly the place that the facet counts.
    """

    field: str
    value: str
    by_word: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class ValuePattern:
    """Articles with a value of a keyword field that a pattern matches, as a whole, or, ``by_word``, one of its words,
    or, if ``text`` is several words with wildcards, words of it one after the other.

    The rest is as in `dateline.searcher.query.leaves.WordPattern`.
    """

    field: str
    text: str
    kind: PatternKind
    distance: int = 0
    by_word: bool = False

    def accept(self, value: str) -> bool:
        """Return whether a value counts."""
        from dateline.searcher.automata.compilation import compile_pattern  # start-up: few queries have patterns

        accepts = compile_pattern(self.text, self.kind, self.distance).accepts
        if accepts(fold_value(value)) or not self.by_word:
            return accepts(fold_value(value))
        words = folded_words(value)
        if self.kind != "wildcard" or " " not in self.text:
            return any(map(accepts, words))
        return compile_pattern(f"* {self.text} *", self.kind, self.distance).accepts(f" {' '.join(words)} ")


@dataclass(frozen=True, slots=True)
class Keys:
    """Articles with exactly one of these values of a field of people or places.

    The names of a person or a place, and the places within it, are resolved before
    (`dateline.searcher.entities.resolution`). ``excluded`` and ``included`` are exceptions for single articles, as
    pairs of an article's id and a value: the excluded ones do not count, the included ones count even if they are not
    in ``keys``.
    """

    field: str
    keys: frozenset[str]
    excluded: frozenset[tuple[str, str]] = frozenset()
    included: frozenset[tuple[str, str]] = frozenset()

    def accept(self, id: str, value: str) -> bool:
        """Return whether a value of an article counts."""
        return (value in self.keys and (id, value) not in self.excluded) or (id, value) in self.included


@dataclass(frozen=True, slots=True)
class Dated:
    """Articles with a span of a date field that overlaps ``days``.

    Articles without a date have none. ``certain``: the span must lie within them, and be certain.
    """

    field: str
    days: DateSpan
    certain: bool = False

    def accept(self, span: DateSpan) -> bool:
        """Return whether a span of an article counts."""
        if self.certain:
            return span.first >= self.days.first and span.last <= self.days.last and span.certainty >= SURE
        return span.first <= self.days.last and span.last >= self.days.first


@dataclass(frozen=True, slots=True)
class Yearly:
    """Articles with a span, of the precision of a day, that contains a day of every year: ``04-15``, or ``easter``.

    ``certain``: the span must be only that day.
    """

    field: str
    day: str
    certain: bool = False

    def accept(self, span: DateSpan) -> bool:
        """Return whether a span of an article counts."""
        if span.precision != "day":  # first, because a century has many days
            return False
        from dateline.index.entities.dates.recurrence import recurs_on  # start-up: few queries have days of every year

        ordinals = range(span.first.toordinal(), span.last.toordinal() + 1)
        days = (recurs_on(self.day, date.fromordinal(day)) for day in ordinals)
        return all(days) if self.certain else any(days)


@dataclass(frozen=True, slots=True)
class Versions:
    """Articles that are one of these versions in the store."""

    seqs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Has:
    """Articles with any content in a field.

    ``level``: of people and places, only content that their facet lists at this level (``country``; an empty text:
    themselves), which is resolved before (`dateline.searcher.entities.resolution`).
    """

    field: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Articles whose text mentions any person (``field`` is *people*) or any place (*places*)."""

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


@dataclass(frozen=True, slots=True)
class SomeOf:
    """Articles that at least ``count`` of the clauses match."""

    count: int
    clauses: tuple[Bound, ...]


# How the clauses of a `Proximity` stand to each other; `dateline.searcher.engine.proximity` says what each means.
Relation: TypeAlias = Literal[
    "phrase", "slop", "near", "adjacent", "sentence", "paragraph", "first", "begins", "atleast"
]


@dataclass(frozen=True, slots=True)
class Proximity:
    """Articles with places in one text field at which the clauses stand in a relation to each other.

    Each clause is a leaf, a clause of people or places, `AnyOf` such clauses, or another proximity. ``number`` is the
    distance in words, the slop, the number of first words, or the least number of places. ``negated``: places of the
    first clause at which the second is not as close.
    """

    relation: Relation
    clauses: tuple[Bound, ...]
    number: int = 0
    negated: bool = False

    @property
    def sought(self) -> tuple[Bound, ...]:
        """The clauses that must have a place."""
        return self.clauses[:1] if self.negated else self.clauses


@dataclass(frozen=True, slots=True)
class Constant:
    """Articles that the clause matches, each of which gets ``value`` as the clause's part of the score."""

    clause: Bound
    value: float


@dataclass(frozen=True, slots=True)
class Weighted:
    """Articles that the clause matches; its leaves count ``weight`` times in their scores, 0 or more.

    With 0 the clause only decides which articles match. Weights within weights multiply.
    """

    clause: Bound
    weight: float


# The innermost parts of a tree.
Clause: TypeAlias = Leaf | Value | ValuePattern | Keys | Dated | Yearly | Versions | Has | Mentioned | Every | Nowhere
Bound: TypeAlias = Clause | AllOf | AnyOf | NoneOf | SomeOf | Proximity | Weighted | Constant
GROUPS: Final = (AllOf, AnyOf)
JOINING: Final = (*GROUPS, SomeOf)
WITH_CLAUSES: Final = (*JOINING, Proximity)
WITH_CLAUSE: Final = (NoneOf, Weighted, Constant)


def leaves_of(tree: Bound) -> tuple[Leaf, ...]:
    """Return the distinct leaves of a tree that are not excluded, in the order in which scores are summed.

    The order depends neither on the form of the query nor on the segments of articles. Leaves of any weight are there.
    """
    return (tree,) if isinstance(tree, LEAVES) else tuple([leaf for leaf, _ in weighed_leaves(tree)])


def weights_of(tree: Bound) -> tuple[tuple[Leaf, float], ...]:
    """Return the leaves of a tree that count in scores, in the order of `leaves_of`, each with its weight."""
    return tuple([row for row in weighed_leaves(tree) if row[1] > 0.0])


def weighed_leaves(tree: Bound) -> list[tuple[Leaf, float]]:
    """Return the leaves of a tree, in the order of `leaves_of`, each with its weight, which may be 0.

    The weight of a leaf is the sum over its places in the query, in their order: a word typed twice counts twice.
    """
    if isinstance(tree, LEAVES):
        return [(tree, 1.0)]
    weights: dict[Leaf, float] = {}
    for clause, weight in _weighted_clauses(tree):
        if isinstance(clause, LEAVES):
            weights[clause] = weights.get(clause, 0.0) + weight
    ordered: list[Leaf] = []
    for kind, key in ORDER.items():
        ordered += sorted([leaf for leaf in weights if type(leaf) is kind], key=key)
    return [(leaf, weights[leaf]) for leaf in ordered]


def has_leaves(tree: Bound) -> bool:
    """Return whether a tree has leaves that are not excluded."""
    return any(isinstance(clause, LEAVES) for clause in clauses_of(tree))


def unweighted(tree: Bound) -> Bound:
    """Return a tree without its weights: what matches it."""
    if isinstance(tree, GROUPS):
        return type(tree)(tuple([unweighted(clause) for clause in tree.clauses]))
    if isinstance(tree, NoneOf):
        return NoneOf(unweighted(tree.clause))
    if isinstance(tree, SomeOf | Proximity):
        return replace(tree, clauses=tuple([unweighted(clause) for clause in tree.clauses]))
    return unweighted(tree.clause) if isinstance(tree, Weighted | Constant) else tree


def constants_of(tree: Bound) -> tuple[Constant, ...]:
    """Return the clauses of a tree with a constant part of the score, in order; not those that are excluded.

    A weight around a clause multiplies its part.
    """
    if isinstance(tree, Constant):
        return (tree,)
    if isinstance(tree, JOINING):
        return tuple([each for clause in tree.clauses for each in constants_of(clause)])
    if isinstance(tree, Weighted):
        return tuple([Constant(each.clause, tree.weight * each.value) for each in constants_of(tree.clause)])
    return ()


def dates_of(tree: Bound) -> tuple[tuple[Dated, float], ...]:
    """Return the clauses on dates in the text (`about`) that count in scores, each with its weight.

    They are distinct, in the order of their days, and not excluded. Their weights are those of leaves (`weights_of`).
    """
    weights: dict[Dated, float] = {}
    for clause, weight in _weighted_clauses(tree):
        if isinstance(clause, Dated) and clause.field == "about":
            key = Dated(clause.field, DateSpan(clause.days.first, clause.days.last), clause.certain)
            weights[key] = weights.get(key, 0.0) + weight
    ordered = sorted(weights, key=lambda each: (each.days.first, each.days.last, each.certain))
    return tuple([(clause, weights[clause]) for clause in ordered if weights[clause] > 0.0])


# By what the leaves of a kind are ordered and told apart, as their comparison does; every query sorts some.
ORDER: Mapping[type[Leaf], Callable[[Leaf], tuple[object, ...]]] = {kind: comparison_key(kind) for kind in LEAVES}


def clauses_of(tree: Bound) -> list[Clause]:
    """Return the innermost clauses of a tree in order, without excluded ones."""
    return [clause for clause, _ in _weighted_clauses(tree)]


def _weighted_clauses(tree: Bound) -> list[tuple[Clause, float]]:
    """Return the innermost clauses of a tree in order, without excluded ones, and the weight of each."""
    found: list[tuple[Clause, float]] = []
    stack = [(tree, 1.0)]
    while stack:
        clause, weight = stack.pop()
        if isinstance(clause, LEAVES):
            found.append((clause, weight))
        elif isinstance(clause, JOINING):
            stack += [(each, weight) for each in reversed(clause.clauses)]
        elif isinstance(clause, Proximity):
            stack += [(each, weight) for each in reversed(clause.sought)]
        elif isinstance(clause, Weighted):
            stack.append((clause.clause, weight * clause.weight))
        elif isinstance(clause, Constant):
            stack.append((clause.clause, 0.0))
        elif not isinstance(clause, NoneOf):
            found.append((clause, weight))
    return found


def has_values(tree: Bound, fields: Container[str]) -> bool:
    """Return whether a tree has a clause on one of these fields beside its leaves; excluded ones count."""
    stack = [tree]
    while stack:
        clause = stack.pop()
        if isinstance(clause, LEAVES):
            continue
        if isinstance(clause, WITH_CLAUSES):
            stack += clause.clauses
        elif isinstance(clause, WITH_CLAUSE):
            stack.append(clause.clause)
        elif getattr(clause, "field", None) in fields:
            return True
    return False


def widen(tree: Bound) -> Bound | None:
    """Return a tree that all articles of a tree match, without operators of places and counts; None if it has none.

    It has the same leaves, so that an article that both match has one score.
    """
    return _widened(tree) if _has_operators(tree) else None


def _has_operators(tree: Bound) -> bool:
    """Return whether a tree has operators of places or counts that are not excluded."""
    if isinstance(tree, GROUPS):
        return any(map(_has_operators, tree.clauses))
    if isinstance(tree, Weighted | Constant):
        return _has_operators(tree.clause)
    return isinstance(tree, SomeOf | Proximity)


def _widened(tree: Bound) -> Bound:
    if isinstance(tree, SomeOf):
        return _joined(AnyOf, tree.clauses)
    if isinstance(tree, Proximity):
        return _joined(AllOf, tree.sought)
    if isinstance(tree, AllOf | AnyOf):
        return _joined(type(tree), tree.clauses)
    if isinstance(tree, Weighted | Constant):
        return replace(tree, clause=_widened(tree.clause))
    return tree


def _joined(kind: type[AllOf | AnyOf], clauses: tuple[Bound, ...]) -> Bound:
    """Return widened clauses under one group, with groups of the same kind in it dissolved and repeated words once."""
    made: dict[Bound, None] = {}
    for clause in map(_widened, clauses):
        made |= dict.fromkeys(clause.clauses if isinstance(clause, kind) else (clause,))
    return next(iter(made)) if len(made) == 1 else kind(tuple(made))


def divide_clauses(tree: Bound) -> tuple[tuple[Clause, ...], tuple[Proximity, ...]]:
    """Return the innermost clauses of a tree outside operators of places, and the outermost of these operators.

    Excluded ones are left out, and equal operators are there once.
    """
    apart: list[Clause] = []
    places: dict[Proximity, None] = {}
    stack = [tree]
    while stack:
        clause = stack.pop()
        if isinstance(clause, Proximity):
            places[clause] = None
        elif isinstance(clause, JOINING):
            stack += reversed(clause.clauses)
        elif isinstance(clause, Weighted | Constant):
            stack.append(clause.clause)
        elif not isinstance(clause, NoneOf):
            apart.append(clause)
    return tuple(apart), tuple(places)


def map_leaves(tree: Bound, change: Callable[[Clause], Bound]) -> Bound:
    """Return a tree whose innermost clauses, including excluded ones, are replaced by the results of ``change``."""
    if isinstance(tree, GROUPS):
        return type(tree)(tuple([map_leaves(clause, change) for clause in tree.clauses]))
    if isinstance(tree, NoneOf):
        return NoneOf(map_leaves(tree.clause, change))
    if isinstance(tree, SomeOf | Proximity):
        return replace(tree, clauses=tuple([map_leaves(clause, change) for clause in tree.clauses]))
    if isinstance(tree, Weighted | Constant):
        return replace(tree, clause=map_leaves(tree.clause, change))
    return change(tree)
