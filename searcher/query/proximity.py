"""Bind the operators of places: NEAR, ADJ, SENT, PARA, FIRST, ``^`` and ATLEAST.

Their operands need places in a text: words, phrases, patterns, people and places, choices among these (OR), and other
operators of places. Words side by side in an operand each stand for themselves: ``(a b) NEAR/5 c`` is ``a NEAR/5 c``
and ``b NEAR/5 c``. An operand without places is searched beside the others, with a note.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Final, TypeAlias

from dateline.index.analysis.registry import ENGLISH
from dateline.index.dataclass import dataclass, field
from dateline.index.fields import Field
from dateline.searcher.query import tree as q
from dateline.searcher.query.bound import (
    AllOf,
    AnyOf,
    Bound,
    Mentioned,
    Nowhere,
    Proximity,
    Relation,
    Value,
    Weighted,
)
from dateline.searcher.query.keyword_values import pattern_of_value
from dateline.searcher.query.leaves import LEAVES
from dateline.searcher.query.scope import Scope, row_of

__all__ = ["bind_proximity", "has_marks", "mentioned_field"]

BindLeaf: TypeAlias = Callable[[q.TextNode, Field | None, Scope], Mapping[str, Bound]]
Bind: TypeAlias = Callable[[q.Node, Field | None, Scope], Bound | None]

RELATIONS: Mapping[q.Closeness, Relation] = {
    "NEAR": "near",
    "ADJ": "adjacent",
    "SENT": "sentence",
    "PARA": "paragraph",
}
# Fields of people and places whose mentions have places, and the text fields that they are in.
MENTIONED: Final = ("people", "places")
MENTIONING: Final = ("title", "body")
MOST_PAIRS = 64  # of words side by side in the operands of one operator


def mentioned_field(node: q.Named) -> str:
    """Return the field of the people or the places that ``[person]`` or ``[place]`` stands for."""
    return "people" if node.what == "person" else "places"


def has_marks(scope: Scope) -> bool:
    """Return whether mentions have places in the texts: they are marked beside words of the English analysis."""
    return any(row.name in MENTIONING and row.analysis == ENGLISH for row in scope.fields.of_kind("text"))


def bind_proximity(node: q.Proximity, row: Field | None, scope: Scope, bind_leaf: BindLeaf, bind: Bind) -> Bound | None:
    """Return an operator of places as a clause, None if nothing in it is searched. Notes say what is read otherwise."""
    placing = _Placing(scope, bind_leaf, scope.unplaced.get(id(node), ""))
    made = placing.by_analysis(node, row)
    if placing.problem:
        negated = isinstance(node, q.Near) and node.negated
        joins = isinstance(node, q.Near) and not negated
        scope.note(f"{placing.problem}; {_name(node)} is {'read as AND' if joins else 'left out'}", node)
        operands = _operands(node)[:1] if negated else _operands(node)
        found = [each for clause in operands if (each := bind(clause, row, scope)) is not None]
        return AllOf(tuple(found)) if len(found) > 1 else found[0] if found else None
    if not made:
        return None
    if any(not isinstance(each, Nowhere) for each in made):
        made = [each for each in made if not isinstance(each, Nowhere)]
    elif placing.searches:
        scope.note(f"no field has both sides of {_name(node)}; it matches no article", node)
    return made[0] if len(made) == 1 else AnyOf(tuple(made))


@dataclass(slots=True)
class _Placing:
    """Binds the operands of one operator. ``problem`` is why one of them has no place, if so."""

    scope: Scope
    bind_leaf: BindLeaf
    problem: str = ""
    searches: bool = False
    bound: dict[tuple[int, Field | None], Mapping[str, Bound]] = field(default_factory=dict)

    def by_analysis(self, node: q.Proximity, row: Field | None) -> list[Bound]:
        """Return the operator as a clause for each analysis of text fields that it can be searched by."""
        made: list[Bound] = []
        for analysis in dict.fromkeys(each.analysis for each in self.scope.fields.of_kind("text")):
            clause = self.place(node, row, analysis)
            if clause is not None and clause not in made:  # mentions are the same in each
                made.append(clause)
            if self.problem:
                return []
        return made

    def place(self, node: q.Node, row: Field | None, analysis: str) -> Bound | None:
        """Return a node as a clause with places; None if this analysis has none of it, or there is a problem."""
        if self.problem:
            return None
        match node:
            case q.Word() | q.Phrase() | q.Pattern():
                return self.place_leaf(node, row, analysis)
            case q.Named():
                return self.check_marks(mentioned_field(node), Mentioned(mentioned_field(node)))
            case q.Or(clauses):
                made = [each for clause in clauses if (each := self.place(clause, row, analysis)) is not None]
                return AnyOf(tuple(made)) if len(made) > 1 else made[0] if made else None
            case q.Must(clause):
                return self.place(clause, row, analysis)
            case q.Boost(clause, factor, False):
                inner = self.place(clause, row, analysis)
                return None if inner is None else Weighted(inner, factor)
            case q.InField(name, clause):
                return self.place(clause, row_of(name, self.scope.fields) or row, analysis)
            case q.Near() | q.First() | q.Begins() | q.AtLeast():
                return self.remember(node, self.relate(node, row, analysis))
            case q.Nothing():
                return None
            case _:
                self.problem = f"{_describe(node)} has no place in a text"
                return None

    def remember(self, node: q.Proximity, found: Bound | None) -> Bound | None:
        """Note that an operator cannot be placed, for whoever then tries those within another one by themselves."""
        if self.problem:
            self.scope.unplaced[id(node)] = self.problem
        return found

    def place_leaf(self, leaf: q.TextNode, row: Field | None, analysis: str) -> Bound | None:
        if row is not None and row.kind != "text":
            wild = not isinstance(leaf, q.Word)
            if isinstance(leaf, q.Phrase):
                wild = pattern_of_value(leaf, row) is not None
            if row.name in MENTIONED and not wild:
                return self.check_marks(row.name, Value(row.name, leaf.text, row.by_word))
            what = "a value with wildcards" if row.name in MENTIONED and wild else row.name
            self.problem = f"{what} has no place in a text"
            return None
        key = id(leaf), row
        if key not in self.bound:  # once, because it may add notes
            self.bound[key] = self.bind_leaf(leaf, row, self.scope)
        found = self.bound[key].get(analysis)
        if isinstance(found, AllOf):
            self.problem = f"the analysis {analysis} has no places of parts of words"
            return None
        return found

    def check_marks(self, name: str, clause: Bound) -> Bound:
        """Return a clause of mentions. It is a problem when these have no places in this archive."""
        if not has_marks(self.scope):
            self.problem = f"{name} have no places in a text without English analysis"
        return clause

    def relate(self, node: q.Proximity, row: Field | None, analysis: str) -> Bound | None:
        """Return an operator; if words stand side by side in an operand, one clause for each of them."""
        sides = [_beside(operand) for operand in _operands(node)]
        pairs = [*product(*sides)]
        if len(pairs) > 1:
            if len(pairs) > MOST_PAIRS or (isinstance(node, q.Near) and node.negated):
                self.problem = f"{_name(node)} has several words side by side"
                return None
            message = f"{_name(node)} is read for each of the words side by side"
            if all(note.message != message for note in self.scope.notes):
                self.scope.note(message, node)
        made = [self.relate_pair(node, pair, _first_pairs(pair, sides), row, analysis) for pair in pairs]
        if any(each is None for each in made):
            return None
        found = tuple([each for each in made if each is not None])
        return found[0] if len(found) == 1 else AllOf(found)

    def relate_pair(
        self,
        node: q.Proximity,
        operands: tuple[q.Node, ...],
        counts: tuple[bool, ...],
        row: Field | None,
        analysis: str,
    ) -> Bound | None:
        """Return an operator with one clause for each operand; ``counts`` says which of them count in the score."""
        clauses = [self.place(operand, row, analysis) for operand in operands]
        if any(each is None for each in clauses):
            return None
        rows = zip(clauses, counts, strict=True)
        placed = tuple([each if once else Weighted(each, 0.0) for each, once in rows if each is not None])
        if any(map(_lacks_places, placed)):
            self.problem = f"{_name(node)} cannot contain this"
            return None
        self.searches = True
        negated = isinstance(node, q.Near) and node.negated
        fields = [_fields_of(each) for each in (placed[:1] if negated else placed)]
        if not set.intersection(*fields):
            return Nowhere()
        match node:
            case q.Near(kind, _, _, distance):
                return Proximity(RELATIONS[kind], placed, distance, negated)
            case q.First(_, words):
                return Proximity("first", placed, words)
            case q.Begins():
                return Proximity("begins", placed)
            case q.AtLeast(times):
                return Proximity("atleast", placed, times)


def _operands(node: q.Proximity) -> tuple[q.Node, ...]:
    return (node.left, node.right) if isinstance(node, q.Near) else (node.clause,)


def _beside(node: q.Node) -> tuple[q.Node, ...]:
    """Return the clauses side by side in an operand."""
    while isinstance(node, q.Must):
        node = node.clause
    if isinstance(node, q.InField):
        return tuple(q.InField(node.field, each) for each in _beside(node.clause))
    return node.clauses if isinstance(node, q.And) else (node,)


def _first_pairs(pair: tuple[q.Node, ...], sides: list[tuple[q.Node, ...]]) -> tuple[bool, ...]:
    """Return which clauses of a pair are in their first one: a word counts as often as it is typed, not once a pair."""
    if len(pair) < 2:
        return (True,)
    (left, right), (lefts, rights) = pair, sides
    return right is rights[0], left is lefts[0]


def _lacks_places(clause: Bound) -> bool:
    """Return whether a clause, or a choice in it, counts places or is of several operators: nothing is near to that."""
    if isinstance(clause, Weighted):
        return _lacks_places(clause.clause)
    if isinstance(clause, AnyOf):
        return any(map(_lacks_places, clause.clauses))
    return isinstance(clause, Nowhere | AllOf) or (isinstance(clause, Proximity) and clause.relation == "atleast")


def _fields_of(clause: Bound) -> set[str]:
    """Return the text fields in which a clause may have places."""
    if isinstance(clause, LEAVES):
        return set(clause.fields)
    match clause:
        case AnyOf(clauses):
            return set.union(*map(_fields_of, clauses))
        case Weighted(inner, _):
            return _fields_of(inner)
        case Proximity():
            return set.intersection(*map(_fields_of, clause.sought))
        case _:
            return set(MENTIONING)


def _name(node: q.Proximity) -> str:
    """Return an operator as one types it."""
    match node:
        case q.Near(kind, _, _, distance, negated):
            return f"“{'NOT ' * negated}{kind}{f'/{distance}' if distance else ''}”"
        case q.First(_, words):
            return f"“FIRST/{words}”"
        case q.Begins():
            return "“^”"
        case q.AtLeast(times):
            return f"“ATLEAST/{times}”"


def _describe(node: q.Node) -> str:
    match node:
        case q.Range(name):
            return f"the range in {name}"
        case q.Not():
            return "an exclusion"
        case q.Everything():
            return "“*”"
        case q.Quorum(count):
            return f"“{count} OF”"
        case _:
            return "a part"
