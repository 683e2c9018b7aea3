"""How a query was read, in words: an outline of its tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dateline.index.dataclass import dataclass
from dateline.index.dataclass import field as attribute
from dateline.searcher.query.loosening import inner_of
from dateline.searcher.query.tree import (
    And,
    AtLeast,
    Begins,
    Boost,
    Closeness,
    Everything,
    First,
    InField,
    Must,
    Named,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Quorum,
    Range,
    Word,
)

__all__ = ["Outline", "outline_of"]

APART: Final[Mapping[Closeness, str]] = {
    "NEAR": "at most {} apart, in any order",
    "ADJ": "at most {} apart, in this order",
    "SENT": "in one sentence",
    "PARA": "in one paragraph",
}


@dataclass(frozen=True, slots=True)
class Outline:
    """A part of a query in words, and the parts in it. ``node`` is that of the tree."""

    label: str
    parts: tuple[Outline, ...] = ()
    node: Node = attribute(default_factory=Nothing, compare=False, repr=False)


def outline_of(node: Node) -> Outline:
    """Return the outline of a tree."""
    parts = () if isinstance(node, InField) and isinstance(node.clause, Everything) else inner_of(node)
    return Outline(label_of(node), tuple(map(outline_of, parts)), node)


def label_of(node: Node) -> str:
    """Return what a node asks for, without what is in it."""
    match node:
        case And():
            return "all of"
        case Or():
            return "any of"
        case Quorum(count):
            return f"at least {count} of"
        case Not():
            return "not"
        case Must():
            return "required"
        case InField(name, Everything()):
            return f"has {name}"
        case InField(name):
            return f"in {name}"
        case Boost(_, factor, constant):
            return f"adds {factor:g} to the score" if constant else f"counts {factor:g} times in the score"
        case Range():
            return f"{node.field} {_bounds(node)}"
        case Everything():
            return "every article"
        case Nothing():
            return "nothing to search"
        case Near() | First() | Begins() | AtLeast():
            return _label_of_places(node)
        case _:
            return _label_of_leaf(node)


def _label_of_places(node: Near | First | Begins | AtLeast) -> str:
    match node:
        case Near(kind, _, _, distance, negated):
            apart = APART[kind].format(f"{distance} word{'s' * (distance != 1)}")
            return f"the first, where the second is not {apart}" if negated else apart
        case First(_, words):
            return f"within the first {words} word{'s' * (words != 1)}"
        case Begins():
            return "at the beginning of a text"
        case AtLeast(times):
            return f"at least {times} time{'s' * (times != 1)}"


def _label_of_leaf(leaf: Word | Phrase | Pattern | Named) -> str:
    match leaf:
        case Named(what):
            return f"any {what}"
        case Pattern(text, "prefix"):
            return f"words that begin with “{text}”"
        case Pattern(text, "wildcard"):
            return f"words of the form “{text}”"
        case Pattern(text, "regex"):
            return f"words of the expression “{text}”"
        case Pattern(text, _, distance):
            return f"words that differ from “{text}” by at most {distance} letter{'s' * (distance != 1)}"
        case Phrase(text, slop=slop):
            moved = f", moved by at most {slop} word{'s' * (slop != 1)}" if slop else ""
            return f"the phrase “{text}”{_form(leaf)}{moved}"
        case Word(text):
            return f"“{text}”{_form(leaf)}"


def _form(leaf: Word | Phrase) -> str:
    if leaf.letters:
        return " in exactly these letters"
    return " in this form" if leaf.exact else ""


def _bounds(span: Range) -> str:
    low = "" if span.low is None else f"after {span.low}" if span.low_open else f"from {span.low}"
    high = "" if span.high is None else f"before {span.high}" if span.high_open else f"to {span.high}"
    return f"{low} {high}".strip()
