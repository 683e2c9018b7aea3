"""What trees that programs make may have: their values are checked before they are bound, printed or kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from dateline.index.errors import FieldError
from dateline.index.fields import FieldTable
from dateline.searcher.query.grammar import DEEPEST
from dateline.searcher.query.lexer import MOST_SLOP
from dateline.searcher.query.loosening import inner_of
from dateline.searcher.query.misspelling import nearest_names
from dateline.searcher.query.scope import names_of, row_of
from dateline.searcher.query.tree import (
    AtLeast,
    Boost,
    Closeness,
    First,
    InField,
    Named,
    Near,
    Node,
    Pattern,
    PatternKind,
    Phrase,
    Quorum,
    Range,
    TextNode,
)

__all__ = ["MOST_APART", "MOST_BOOST", "MOST_NESTED", "check_nodes", "check_tree"]

MOST_NESTED: Final = 4 * DEEPEST  # a sign, a field, a group and an operator at each depth of a query
MOST_APART: Final = 10_000
MOST_BOOST: Final = 10_000.0  # of queries and JSON
HEAVIEST: Final = 1e30  # of programs: scores stay finite
# The whole numbers of nodes: the least and the most.
NUMBERS: Final[Mapping[type[Any], tuple[str, int, int]]] = {
    First: ("words", 1, MOST_APART),
    AtLeast: ("times", 1, MOST_APART),
    Quorum: ("count", 1, MOST_APART),
    Near: ("distance", 0, MOST_APART),
    Phrase: ("slop", 0, MOST_SLOP),
    Pattern: ("distance", 0, 2),
}
# What nodes say by one of several words.
WORDS: Final[Mapping[type[Any], tuple[str, tuple[str, ...]]]] = {
    Near: ("kind", get_args(Closeness)),
    Pattern: ("kind", get_args(PatternKind)),
    Named: ("what", ("person", "place")),
}


def check_tree(tree: Node, fields: FieldTable) -> None:
    """Check a tree that a program made for an archive.

    Raises FieldError for the name of a field that is not in the table, and what `check_nodes` raises.
    """
    for node in check_nodes(tree):
        if isinstance(node, InField | Range) and row_of(node.field, fields) is None:
            near = nearest_names(node.field, names_of(fields), 1) or names_of(fields)
            had = f"the tree has the field {node.field!r}, which the archive has not"
            raise FieldError(f"{had}; it has {', '.join(near)}")


def check_nodes(tree: Node) -> list[Node]:
    """Return the nodes of a tree that a program made, the deepest ones on the right first.

    Raises TypeError for what is no node or has another type than its class says, and ValueError for a number beyond its
    limits, an unknown word, and a tree that is nested too deep or contains itself.
    """
    found: list[Node] = []
    pending: list[tuple[Any, int]] = [(tree, 0)]
    while pending:
        node, depth = pending.pop()
        if not isinstance(node, Node):
            raise TypeError(f"a query tree is made of nodes of dateline.searcher.query, not {node!r:.60}")
        if depth > MOST_NESTED:
            raise ValueError(f"the tree is nested more than {MOST_NESTED} deep; take some nodes out")
        _check_values(node)
        found.append(node)
        pending += [(each, depth + 1) for each in inner_of(node)]
    return found


def _check_values(node: Node) -> None:
    if isinstance(node, TextNode) and type(node.text) is not str:
        raise TypeError(f"the text of a {_name(node)} is no text: {node.text!r:.60}")
    if isinstance(node, InField | Range) and type(node.field) is not str:
        raise TypeError(f"the field of a {_name(node)} is no text: {node.field!r:.60}")
    name, least, most = NUMBERS.get(type(node), ("", 0, 0))
    if name and (type(number := getattr(node, name)) is not int or not least <= number <= most):
        error = TypeError if type(number) is not int else ValueError
        raise error(f"the {name} of a {_name(node)} is a whole number from {least} to {most:,}, not {number!r:.60}")
    if isinstance(node, Boost):
        factor: Any = node.factor
        if type(factor) not in (int, float):
            raise TypeError(f"the factor of a weight is a number, not {factor!r:.60}")
        if not 0 <= factor < HEAVIEST:
            raise ValueError(f"the factor of a weight is 0 or more, and less than {HEAVIEST:g}, not {factor!r:.60}")
    name, words = WORDS.get(type(node), ("", ()))
    if name and getattr(node, name) not in words:
        raise ValueError(f"the {name} of a {_name(node)} is {', '.join(words)}, not {getattr(node, name)!r:.60}")


def _name(node: Node) -> str:
    return type(node).__name__.lower()
