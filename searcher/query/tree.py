"""The tree a query is read into, and the way back to text.

Frozen values and nothing else: what the words mean (which field, which terms,
which days) is decided later, by the binding. Every text in a tree stands as it was
typed. A leaf knows its place in the query, for notes; two leaves that differ in nothing else are equal.

`to_text` prints a tree as a query. For every tree that the parser gives,
parsing the printed text gives an equal tree.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Literal, TypeAlias, get_args

__all__ = [
    "MOST_NOTES",
    "And",
    "Everything",
    "InField",
    "Must",
    "Node",
    "Not",
    "Note",
    "Nothing",
    "Operator",
    "Or",
    "Phrase",
    "Place",
    "Range",
    "TextNode",
    "Word",
    "limit_notes",
    "to_text",
]


Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """One run of characters, as typed. ``exact`` asks for this very form (``=running``).

    ``place`` is (start, end) in the query, in characters; None: not known.
    """

    text: str
    exact: bool = False
    place: Place | None = dataclasses.field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stood between quotation marks, as typed. ``exact`` asks for these very forms (``="Oil price"``).

    ``place`` is as in `Word`.
    """

    text: str
    exact: bool = False
    place: Place | None = dataclasses.field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of the clauses, two or more."""

    clauses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the clauses, two or more."""

    clauses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever the clause does not match."""

    clause: Node


@dataclass(frozen=True, slots=True)
class Must:
    """The clause, and it holds when a search falls back to any of its words (``+x``)."""

    clause: Node


@dataclass(frozen=True, slots=True)
class InField:
    """The clause, searched in one field. A field inside ``clause`` wins over this one."""

    field: str
    clause: Node


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``; None leaves that side open-ended.

    ``low_open`` says that ``low`` itself is left out (``>``), ``high_open`` that
    ``high`` is (``<``). At least one bound is given; bounds are as typed. ``place`` is as in `Word`.
    """

    field: str
    low: str | None
    high: str | None
    low_open: bool = False
    high_open: bool = False
    place: Place | None = dataclasses.field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles; inside a field, all articles that have it (``*``)."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A query in which there is nothing to search."""


# What is looked for in texts. Each has ``text``, its words as typed, ``exact`` and ``place``.
TextNode: TypeAlias = Word | Phrase
Node: TypeAlias = TextNode | And | Or | Not | Must | InField | Range | Everything | Nothing


@dataclass(frozen=True, slots=True)
class Note:
    """What the reader of a query should tell its writer.

    ``start`` and ``end`` are the place in the query text it speaks of, in
    characters, ``end`` exclusive. ``more`` is how many notes that are not given it stands for.
    """

    message: str
    start: int
    end: int
    more: int = 0


MOST_NOTES = 20


def limit_notes(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return the first `MOST_NOTES` notes, and one more that counts the others."""
    given = [note for note in notes if not note.more]
    left = [*given[MOST_NOTES:], *(note for note in notes if note.more)]
    if not left:
        return tuple(given)
    count = sum(note.more or 1 for note in left)
    start, end = min(note.start for note in left), max(note.end for note in left)
    return (*given[:MOST_NOTES], Note(f"and {count:,} more like these", start, end, count))


Operator: TypeAlias = Literal["AND", "OR", "NOT"]
OPERATORS: Mapping[str, Operator] = {name: name for name in get_args(Operator)}
# Bounds that need no quotation marks: nothing in them can be taken for the ends of a range.
PLAIN_BOUND = re.compile(r"\w[\w/:-]*(?:\.[\w/:-]+)*")
# What would be read as a range if it stood directly behind "field:".
RANGE_LIKE = re.compile(r"[<>≤≥]|.*?(?:\.\.|…)", re.DOTALL)


def to_text(tree: Node) -> str:
    """Return a query that parses to ``tree``, given a tree that the parser gave.

    It can be longer than the query typed was; the parser reads no more than its limit of it.
    """
    match tree:
        case And(clauses):
            return " ".join(_operand(clause, And | Or) for clause in clauses)
        case Or(clauses):
            return " OR ".join(_operand(clause, Or) for clause in clauses)
        case Not(Not() | Must() as clause):
            # A sign stands directly before what it is about, never before another sign.
            return "NOT " + to_text(clause)
        case Not(clause):
            return "-" + _glued(clause)
        case Must(clause):
            return "+" + _glued(clause)
        case InField(field, clause):
            return f"{field}:{_value(clause)}"
        case Everything():
            return "*"
        case Nothing():
            return ""
        case Range():
            return f"{tree.field}:{_span(tree)}"
        case Phrase(text, exact):
            return f'="{text}"' if exact else f'"{text}"'
        case Word(text, exact):
            if exact:
                return "=" + text
            return f"({text})" if text in OPERATORS else text


def _operand(clause: Node, parenthesised: type | UnionType) -> str:
    """Print one clause of several; the kinds given need parentheses around them."""
    return f"({to_text(clause)})" if isinstance(clause, parenthesised) else to_text(clause)


def _glued(clause: Node) -> str:
    """Print what a sign or a field name stands directly before."""
    return _operand(clause, And | Or | Not | Must)


def _value(clause: Node) -> str:
    """Print what follows ``field:``."""
    if isinstance(clause, InField | Range):
        return f"({to_text(clause)})"
    if isinstance(clause, Word) and not clause.exact and RANGE_LIKE.match(clause.text):
        return f"({clause.text})"
    return _glued(clause)


def _span(span: Range) -> str:
    """Print the bounds of a range."""
    low = None if span.low is None else _bound(span.low)
    high = None if span.high is None else _bound(span.high)
    if low is not None and high is not None:
        return f"{low}..{high}"
    if low is not None:
        return (">" if span.low_open else ">=") + low
    return ("<" if span.high_open else "<=") + (high or "")


def _bound(bound: str) -> str:
    return bound if PLAIN_BOUND.fullmatch(bound) else f'"{bound}"'
