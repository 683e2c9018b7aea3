"""The query that searches what a tree does, if there is one.

A program can make trees that no text gives: values with quotation marks, patterns with white space, numbers out of
range, nodes nested deeper than a query can be.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

from dateline.index.dataclass import replace
from dateline.index.fields import DEFAULT_FIELDS
from dateline.searcher.query.grammar import parse
from dateline.searcher.query.loosening import inner_of
from dateline.searcher.query.printing import Quoting, as_typed, to_text
from dateline.searcher.query.scope import row_of
from dateline.searcher.query.tree import And, InField, Node, Or, Phrase, Range, Word

__all__ = ["typed_text"]


def typed_text(tree: Node, *, closeness: bool = False) -> str | None:
    """Return a query that searches what a tree does and is read without notes; None if there is none.

    The names in the tree and those of the default fields count as fields. A word that cannot be typed, or has a note
    where it is typed (``who?``), is a phrase in the query, but not beside other words if their ``closeness`` counts.
    """
    known = _fields_in(tree)

    def is_field(name: str) -> bool:
        return name in known or row_of(name, DEFAULT_FIELDS) is not None

    if _is_changed(tree):
        return None
    for quoting in get_args(Quoting):
        text = to_text(tree, is_field, quoting)
        parsed = parse(text, is_field)
        shown = partial(as_typed, is_field=is_field, quoting=quoting)
        if closeness and _has_phrase_for_word(tree, shown):
            continue
        if not parsed.notes and _flat(parsed.tree) == _flat(shown(tree)):
            return text
    return None


def _fields_in(node: Node) -> set[str]:
    own = {node.field} if isinstance(node, InField | Range) else set()
    return own.union(*map(_fields_in, inner_of(node)))


def _flat(node: Node) -> Node:
    """Return a tree in which no And has one as a clause, and no Or."""
    if isinstance(node, And | Or):
        kind = type(node)
        sides = [_flat(each) for each in node.clauses]
        flat = [inner for each in sides for inner in (each.clauses if isinstance(each, kind) else (each,))]
        return flat[0] if len(flat) == 1 else kind(tuple(flat))
    changed: dict[str, Any] = {
        name: _flat(getattr(node, name)) for name in ("clause", "left", "right") if name in node.__match_args__
    }
    if "clauses" in node.__match_args__:
        changed["clauses"] = tuple(map(_flat, inner_of(node)))
    return replace(node, **changed) if changed else node


def _has_phrase_for_word(node: Node, shown: Callable[[Node], Node]) -> bool:
    """Return whether a word beside others is a phrase as it is typed."""
    if isinstance(node, And) and any(isinstance(each, Word) and shown(each) != each for each in node.clauses):
        return True
    return any(_has_phrase_for_word(each, shown) for each in inner_of(node))


def _is_changed(node: Node, *, valued: bool = False) -> bool:
    """Return whether the value of a field, a whole text, has other characters as it is typed (``valued``: in one)."""
    if isinstance(node, Word | Phrase):
        typed = as_typed(node)
        return valued and isinstance(typed, Word | Phrase) and typed.text != node.text
    return any(_is_changed(each, valued=valued or isinstance(node, InField)) for each in inner_of(node))
