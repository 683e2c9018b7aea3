"""A query tree as a JSON value, and back.

A node is an object with its ``type`` and its attributes, as `dateline.searcher.query.tree` describes them; what has its
default is left out. `docs/output.md` has the schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from dateline.index.dataclass import dataclass
from dateline.searcher.query import tree as q
from dateline.searcher.query.grammar import LONGEST, MOST_WORDS, words_in
from dateline.searcher.query.lexer import MOST_SLOP
from dateline.searcher.query.tree_checks import MOST_APART, MOST_BOOST, MOST_NESTED, check_nodes

__all__ = ["tree_from_json", "tree_to_json"]

KINDS: Final[Mapping[str, type[Any]]] = {
    kind.__name__.lower(): kind
    for kind in (
        *(q.Word, q.Phrase, q.Pattern, q.Named, q.Near, q.First, q.Begins, q.AtLeast, q.Quorum, q.Boost),
        *(q.And, q.Or, q.Not, q.Must, q.InField, q.Range, q.Everything, q.Nothing),
    )
}
NAMES: Final = {kind: name for name, kind in KINDS.items()}
LEAVES = (q.Word, q.Phrase, q.Pattern, q.Named, q.Range, q.Everything)


def tree_to_json(tree: q.Node) -> dict[str, Any]:
    """Return a tree as a JSON value; `tree_from_json` gives an equal tree, with the places of the nodes.

    Raises TypeError and ValueError for what is no tree (`check_nodes`).
    """
    check_nodes(tree)
    return _to_json(tree)


def _to_json(tree: q.Node) -> dict[str, Any]:
    made: dict[str, Any] = {"type": NAMES[type(tree)]}
    for name in type(tree).__match_args__:
        value = getattr(tree, name)
        if name == "clauses":
            if not isinstance(value, tuple):
                raise TypeError(f"the clauses of a node are a tuple of nodes, not {value!r:.60}")
            made[name] = [_to_json(each) for each in value]
        elif name in ("clause", "left", "right"):
            made[name] = _to_json(value)
        elif name == "place" and value is not None:
            made[name] = list(value)
        elif value is not None and (value is not False) and not (value == 0 and name in ("slop", "distance")):
            made[name] = value
    return made


def tree_from_json(value: object) -> q.Node:
    """Return the tree of a JSON value. Raises ValueError, which names the place in the value."""
    reader = _Reader()
    tree = reader.read(value, "tree", MOST_NESTED)
    if reader.words > MOST_WORDS or reader.characters > LONGEST:
        raise ValueError(
            f"tree: a query can have {MOST_WORDS:,} words and {LONGEST:,} characters in all; leave some out"
        )
    return tree


@dataclass(slots=True)
class _Reader:
    """Reads one value, and counts the words and characters in it."""

    words: int = 0
    characters: int = 0

    def read(self, value: object, path: str, room: int) -> q.Node:
        if not isinstance(value, dict):
            raise ValueError(f"{path}: a node is an object with a type, not {value!r:.60}")
        kind = value.get("type")
        if not isinstance(kind, str) or kind not in KINDS:
            raise ValueError(f"{path}.type: {kind!r:.60} is none of {', '.join(KINDS)}")
        if not room:
            raise ValueError(f"{path}: nested more than {MOST_NESTED} deep; take some nodes out")
        attributes = KINDS[kind].__match_args__
        for name in value:
            if name != "type" and name not in attributes:
                raise ValueError(f"{path}: {kind} has no {name!r:.60}; it has {', '.join(attributes) or 'only a type'}")
        given: dict[str, Any] = dict.fromkeys(set(attributes) & {"low", "high"})  # open, unless they are given
        for name in attributes:
            if name in value:
                given[name] = self.read_attribute(name, value[name], f"{path}.{name}", room - 1)
            elif (kind, name) in NEEDED or name in NEEDED_EVERYWHERE:
                raise ValueError(f"{path}: {kind} needs {name}")
        node: q.Node = KINDS[kind](**given)
        _check(node, path)
        if isinstance(node, LEAVES) and self.characters <= LONGEST:
            self.words += words_in(node)
        return node

    def read_attribute(self, name: str, value: Any, path: str, room: int) -> Any:
        if name == "clauses":
            if not isinstance(value, list):
                raise ValueError(f"{path}: this is a list of nodes, not {value!r:.60}")
            return tuple([self.read(each, f"{path}[{place}]", room) for place, each in enumerate(value)])
        if name in ("clause", "left", "right"):
            return self.read(value, path, room)
        if name == "place":
            sound = isinstance(value, list) and len(value) == 2 and all(type(each) is int for each in value)
            if not sound or not 0 <= value[0] <= value[1]:
                raise ValueError(f"{path}: a place is [start, end] in characters, not {value!r:.60}")
            return tuple(value)
        if name in ("exact", "letters", "negated", "constant", "low_open", "high_open"):
            return _of_type(value, (bool,), "true or false", path)
        if name == "factor":
            return float(_of_type(value, (int, float), "a number", path))
        if name in ("distance", "slop", "words", "times", "count"):
            return _of_type(value, (int,), "a whole number", path)
        if name in ("low", "high") and value is None:
            return None
        text: str = _of_type(value, (str,), "a text", path)
        if name in ("text", "low", "high"):
            self.characters += len(text)
        return text


# Attributes without a default, in every kind that has them, or in one.
NEEDED_EVERYWHERE: Final = frozenset(
    ("text", "what", "left", "right", "clause", "clauses", "words", "times", "count", "factor", "field")
)
NEEDED: Final = frozenset((("pattern", "kind"), ("near", "kind")))


def _of_type(value: Any, types: tuple[type, ...], wanted: str, path: str) -> Any:
    if type(value) not in types:
        raise ValueError(f"{path}: this is {wanted}, not {value!r:.60}")
    return value


def _check(node: q.Node, path: str) -> None:
    """Raise ValueError for a node with values that no query has."""
    match node:
        case q.Word(text) | q.Phrase(text) if not text.strip():
            problem = "text: it is empty"
        case q.Word(exact=False, letters=True) | q.Phrase(exact=False, letters=True):
            problem = "letters: it goes with exact"
        case q.Phrase(slop=slop) if not 0 <= slop <= MOST_SLOP:
            problem = f"slop: it is 0 to {MOST_SLOP:,}"
        case q.Pattern(kind=kind) if kind not in ("prefix", "wildcard", "regex", "fuzzy"):
            problem = "kind: it is prefix, wildcard, regex or fuzzy"
        case q.Pattern(text) if not text:
            problem = "text: it is empty"
        case q.Pattern(kind=kind, distance=distance) if distance not in ((1, 2) if kind == "fuzzy" else (0,)):
            problem = "distance: it is 1 or 2 of fuzzy, 0 of all others"
        case q.Named(what) if what not in ("person", "place"):
            problem = "what: it is person or place"
        case q.Near(kind) if kind not in get_args(q.Closeness):
            problem = f"kind: it is one of {', '.join(get_args(q.Closeness))}"
        case q.Near(kind, distance=distance) if kind in ("SENT", "PARA") and distance:
            problem = f"distance: {kind} has none"
        case q.Near(kind, distance=distance) if kind in ("NEAR", "ADJ") and not 1 <= distance <= MOST_APART:
            problem = f"distance: it is 1 to {MOST_APART:,}"
        case q.First(_, number) | q.AtLeast(number) if not 1 <= number <= MOST_APART:
            problem = f"the number is 1 to {MOST_APART:,}"
        case q.And(clauses) | q.Or(clauses) | q.Quorum(_, clauses) if len(clauses) < 2:
            problem = "clauses: there are two or more"
        case q.Quorum(count, clauses) if not 1 <= count <= len(clauses):
            problem = "count: it is 1 to the number of clauses"
        case q.Boost(_, factor) if not 0.0 <= factor < MOST_BOOST:
            problem = f"factor: it is 0 or more, and less than {MOST_BOOST:,.0f}"
        case q.Range(_, None, None):
            problem = "a range needs low or high"
        case _:
            return
    raise ValueError(f"{path}: {problem}")
