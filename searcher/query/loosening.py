"""Small changes of a query after which it may match more: for an answer without any article."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.dataclass import dataclass, replace
from dateline.searcher.query.operators import has_patterns
from dateline.searcher.query.tree import (
    And,
    AtLeast,
    Begins,
    Boost,
    First,
    InField,
    Must,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Place,
    Quorum,
    Range,
    TextNode,
    Word,
)

__all__ = ["Sought", "clauses_of", "inner_of", "loosened", "parts_of", "place_of", "replaced", "sought_in", "tree_of"]


@dataclass(frozen=True, slots=True)
class Sought:
    """A leaf that a query looks for, and the field that it is looked for in, if any."""

    leaf: TextNode
    field: str | None

    def clause(self, leaf: Node | None = None) -> Node:
        """Return the leaf, or another in its place, in its field."""
        inner = self.leaf if leaf is None else leaf
        return inner if self.field is None else InField(self.field, inner)


def clauses_of(tree: Node) -> tuple[Node, ...]:
    """Return the clauses of a query, all of which must hold."""
    if isinstance(tree, Nothing):
        return ()
    return tree.clauses if isinstance(tree, And) else (tree,)


def tree_of(clauses: tuple[Node, ...]) -> Node:
    """Return the query of clauses, all of which must hold; the inverse of `clauses_of`."""
    flat = [each for clause in clauses for each in clauses_of(clause)]
    return Nothing() if not flat else flat[0] if len(flat) == 1 else And(tuple(flat))


def inner_of(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly in a node."""
    match node:
        case And(clauses) | Or(clauses) | Quorum(_, clauses):
            return clauses
        case Near(_, left, right):
            return left, right
        case Not() | Must() | InField() | Boost() | First() | Begins() | AtLeast():
            return (node.clause,)
        case _:
            return ()


def sought_in(node: Node, field: str | None = None) -> Iterator[Sought]:
    """Yield the leaves that a query looks for, not those that it excludes."""
    if isinstance(node, Word | Phrase | Pattern):
        yield Sought(node, field)
    elif isinstance(node, InField):
        yield from sought_in(node.clause, node.field)
    elif isinstance(node, Near) and node.negated:
        yield from sought_in(node.left, field)
    elif not isinstance(node, Not):
        for each in inner_of(node):
            yield from sought_in(each, field)


def parts_of(clause: Node) -> tuple[Node, ...]:
    """Return what an operator of places or a quorum puts together, or the words of a phrase; else the clause alone."""
    match clause:
        case Near() | Quorum():
            return inner_of(clause)
        case Phrase(text, place=place) if len(words := text.split()) > 1 and not has_patterns(text):
            return tuple([Word(each, place=place) for each in words])
        case _:
            return (clause,)


def place_of(node: Node) -> Place | None:
    """Return the place of a clause in the query: from its first leaf to its last. None if no leaf has one."""
    own = None if isinstance(node, And | Or | Not | Must | InField | Quorum | Boost) else getattr(node, "place", None)
    places = [own, *map(place_of, inner_of(node))]
    known = [each for each in places if each is not None]
    return (min(start for start, _ in known), max(end for _, end in known)) if known else None


def loosened(node: Node) -> Iterator[Node]:
    """Yield a clause with one thing in it less strict: a phrase as words, any form, any place, any field of texts."""
    match node:
        case Word(_, exact=True) | Phrase(_, exact=True):
            yield replace(node, exact=False, letters=False)
        case Phrase(text, place=place) if len(words := text.split()) > 1:
            yield And(tuple([Word(each, place=place) for each in words]))
        case Near(_, left, right, negated=False):
            yield And((*clauses_of(left), *clauses_of(right)))
        case First(clause) | Begins(clause) | AtLeast(_, clause):
            yield clause
        case Quorum(count, clauses) if count > 1:
            yield Quorum(count - 1, clauses)
        case InField(_, clause):
            yield from (InField(node.field, each) for each in loosened(clause))
            yield clause
        case Must(clause):
            yield from map(Must, loosened(clause))
        case Boost(clause):
            yield from (replace(node, clause=each) for each in loosened(clause))
        case Range() if node.low_open or node.high_open:
            yield replace(node, low_open=False, high_open=False)


def replaced(node: Node, leaf: TextNode, other: Node) -> Node:
    """Return a clause with another node in place of one of its leaves."""
    if node is leaf:
        return other
    match node:
        case And(clauses) | Or(clauses) | Quorum(_, clauses):
            made = [replaced(each, leaf, other) for each in clauses]
            return replace(node, clauses=tuple(made)) if any(map(_differs, made, clauses)) else node
        case Near(_, left, right):
            return replace(node, left=replaced(left, leaf, other), right=replaced(right, leaf, other))
        case InField(_, clause) if clause is leaf and isinstance(other, InField):
            return other
        case Not(clause) | Must(clause) | InField(_, clause) | Boost(clause) | First(clause) | Begins(clause):
            return replace(node, clause=replaced(clause, leaf, other))
        case AtLeast(_, clause):
            return replace(node, clause=replaced(clause, leaf, other))
        case _:
            return node


def _differs(one: Node, other: Node) -> bool:
    return one is not other
