"""The syntax tree of a query.

The tree is plain data. Binding later decides its meaning: fields, terms, days. Texts are as typed. Leaves have places
in the query, for notes; places do not count when leaves are compared. `dateline.searcher.query.printing` prints a tree
as a query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from dateline.index.dataclass import dataclass
from dateline.index.dataclass import field as attribute

__all__ = [
    "MOST_NOTES",
    "And",
    "AtLeast",
    "Begins",
    "Boost",
    "Closeness",
    "Edit",
    "Everything",
    "First",
    "InField",
    "Must",
    "Named",
    "Near",
    "Node",
    "Not",
    "Note",
    "Nothing",
    "Operator",
    "Or",
    "Pattern",
    "PatternKind",
    "Phrase",
    "Place",
    "Proximity",
    "Quorum",
    "Range",
    "TextNode",
    "Word",
    "limit_notes",
]


Place: TypeAlias = tuple[int, int]
PatternKind: TypeAlias = Literal["prefix", "wildcard", "regex", "fuzzy"]
Closeness: TypeAlias = Literal["NEAR", "ADJ", "SENT", "PARA"]


@dataclass(frozen=True, slots=True)
class Word:
    """One run of characters, as typed.

    ``exact`` requires this form in any case (``=running``); with ``letters`` the same capitals and accents, too
    (``==Turkey``). ``place`` is (start, end) in the query, in characters, if known.
    """

    text: str
    exact: bool = False
    place: Place | None = attribute(default=None, compare=False, repr=False)
    letters: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """The text between quotation marks, as typed.

    ``exact``, ``letters`` and ``place`` are as in `Word`. ``slop`` is how far its words may stand from their places,
    in words (``"oil price"~3``).
    """

    text: str
    exact: bool = False
    place: Place | None = attribute(default=None, compare=False, repr=False)
    letters: bool = False
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words of which a part is left open: any word with a folded form that the pattern matches.

    * ``prefix``: words that begin with ``text`` (``oil*``);
    * ``wildcard``: in ``text``, ``*`` stands for any letters, ``?`` for one (``*stan``, ``w?man``);
    * ``regex``: ``text`` is a regular expression for the whole word (``/colou?r/``);
    * ``fuzzy``: words that differ from ``text`` by at most ``distance`` letters (``netanyahoo~2``).

    ``place`` is as in `Word`.
    """

    text: str
    kind: PatternKind
    distance: int = 0
    place: Place | None = attribute(default=None, compare=False, repr=False)
    exact = False  # a pattern asks for forms anyway


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of any person or any place (``[person]``); ``place`` is as in `Word`."""

    what: Literal["person", "place"]
    place: Place | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Two clauses at places of one text that are close to each other.

    * ``NEAR``: at most ``distance`` words apart in either order, neighbours being one word apart;
    * ``ADJ``: the same, ``left`` before ``right``;
    * ``SENT``, ``PARA``: in one sentence, in one paragraph; ``distance`` is 0.

    ``negated``: ``left`` at a place where ``right`` is not as close (``a NOT NEAR/5 b``).
    """

    kind: Closeness
    left: Node
    right: Node
    distance: int = 0
    negated: bool = False
    place: Place | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class First:
    """The clause within the first words of a text (``a FIRST/50``)."""

    clause: Node
    words: int
    place: Place | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Begins:
    """The clause at the beginning of a text (``^a``)."""

    clause: Node
    place: Place | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The clause at so many places of an article or more (``ATLEAST/3 a``)."""

    times: int
    clause: Node
    place: Place | None = attribute(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quorum:
    """At least ``count`` of the clauses (``2 OF (a b c)``)."""

    count: int
    clauses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Boost:
    """The clause, with its part of the score multiplied by ``factor`` (``a^2``).

    ``constant``: every article that matches gets ``factor`` itself as that part (``a^=2``).
    """

    clause: Node
    factor: float
    constant: bool = False


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
TextNode: TypeAlias = Word | Phrase | Pattern
Proximity: TypeAlias = Near | First | Begins | AtLeast
Node: TypeAlias = (
    TextNode | Named | Proximity | And | Or | Not | Must | Quorum | Boost | InField | Range | Everything | Nothing
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A text to type instead of the characters of a query from ``start`` to ``end``, exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A message to the user about a query.

    ``start`` and ``end`` are its place in the query text, in characters, ``end`` exclusive. ``more`` is the number of
    further notes that it stands for. ``edits`` are what the message says to type instead, which a program can do; notes
    are compared without them.
    """

    message: str
    start: int
    end: int
    more: int = 0
    edits: tuple[Edit, ...] = attribute(default=(), compare=False, repr=False)


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
# Words in capitals that are operators, or may be.
RESERVED = frozenset((*OPERATORS, *get_args(Closeness)))
