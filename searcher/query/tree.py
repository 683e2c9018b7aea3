"""The syntax tree of a query, and the conversion back to text.

The tree is plain data. Binding later decides its meaning: fields, terms, days. Texts are as typed. Leaves have places
in the query, for notes; places do not count when leaves are compared.

`to_text` prints a tree as a query. For every tree of the parser, parsing the printed text gives an equal tree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Literal, TypeAlias, get_args

from dateline.index.dataclass import dataclass
from dateline.index.dataclass import field as attribute

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
    """One run of characters, as typed. ``exact`` requires exactly this form (``=running``).

    ``place`` is (start, end) in the query, in characters, if known.
    """

    text: str
    exact: bool = False
    place: Place | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The text between quotation marks, as typed. ``exact`` requires exactly these forms (``="Oil price"``).

    ``place`` is as in `Word`.
    """

    text: str
    exact: bool = False
    place: Place | None = attribute(default=None, compare=False, repr=False)


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
    """Everything that the clause does not match."""

    clause: Node


@dataclass(frozen=True, slots=True)
class Must:
    """The clause, required also when a search falls back to any of its words (``+x``)."""

    clause: Node


@dataclass(frozen=True, slots=True)
class InField:
    """The clause, searched in one field. A field inside ``clause`` takes precedence."""

    field: str
    clause: Node


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``; None leaves that side open-ended.

    ``low_open`` excludes ``low`` itself (``>``), ``high_open`` excludes ``high`` (``<``). At least one bound is given,
    as typed. ``place`` is as in `Word`.
    """

    field: str
    low: str | None
    high: str | None
    low_open: bool = False
    high_open: bool = False
    place: Place | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles; inside a field, all articles that have it (``*``)."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A query with nothing to search."""


# Leaves that are searched in texts. Each has ``text``, its words as typed, ``exact`` and ``place``.
TextNode: TypeAlias = Word | Phrase
Node: TypeAlias = TextNode | And | Or | Not | Must | InField | Range | Everything | Nothing


@dataclass(frozen=True, slots=True)
class Note:
    """A message to the user about a query.

    ``start`` and ``end`` are its place in the query text, in characters, ``end`` exclusive. ``more`` is the number of
    further notes that it stands for.
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
# Bounds that need no quotation marks: nothing in them can be mistaken for the ends of a range.
PLAIN_BOUND = r"\w[\w/:-]*(?:\.[\w/:-]+)*"
# Text that would be read as a range directly after "field:".
RANGE_LIKE = r"(?s)[<>≤≥]|.*?(?:\.\.|…)"


def to_text(tree: Node) -> str:
    """Return a query that parses to ``tree``, which must come from the parser.

    It can be longer than the original query; the parser does not read beyond its limit.
    """
    match tree:
        case And(clauses):
            return " ".join(_operand(clause, And | Or) for clause in clauses)
        case Or(clauses):
            return " OR ".join(_operand(clause, Or) for clause in clauses)
        case Not(Not() | Must() as clause):
            # A sign comes directly before its operand, never before another sign.
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
    """Print one clause of several, in parentheses if it is of the given kinds."""
    return f"({to_text(clause)})" if isinstance(clause, parenthesised) else to_text(clause)


def _glued(clause: Node) -> str:
    """Print the operand of a sign or a field name."""
    return _operand(clause, And | Or | Not | Must)


def _value(clause: Node) -> str:
    """Print the value after ``field:``."""
    if isinstance(clause, InField | Range):
        return f"({to_text(clause)})"
    if isinstance(clause, Word) and not clause.exact and re.match(RANGE_LIKE, clause.text):
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
    return bound if re.fullmatch(PLAIN_BOUND, bound) else f'"{bound}"'
