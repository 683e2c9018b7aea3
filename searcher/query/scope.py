"""The context of binding one query: its fields, the day it counts from, the notes collected."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from dateline.index.dataclass import dataclass, field
from dateline.index.errors import FieldError
from dateline.index.fields import Field, FieldTable
from dateline.searcher.query.bound import Bound
from dateline.searcher.query.loosening import inner_of
from dateline.searcher.query.misspelling import nearest_names
from dateline.searcher.query.own_fields import WITHOUT_VALUES
from dateline.searcher.query.short_years import ArchiveDays
from dateline.searcher.query.tree import (
    And,
    AtLeast,
    Boost,
    First,
    InField,
    Named,
    Near,
    Node,
    Note,
    Phrase,
    Place,
    Proximity,
    Quorum,
    Range,
    TextNode,
)

__all__ = [
    "MOST_PATTERNS",
    "Scope",
    "check_tree",
    "names_of",
    "row_of",
]

MOST_PATTERNS = 64  # words of a query, each of which may match any number of words of the archive

# Nodes with a place in the query.
Placed: TypeAlias = TextNode | Range | Named | Proximity

# The numbers of nodes, and how low they can be.
LEAST: Mapping[type[Any], tuple[tuple[str, int], ...]] = {
    First: (("words", 1),),
    AtLeast: (("times", 1),),
    Quorum: (("count", 1),),
    Near: (("distance", 0),),
    Phrase: (("slop", 0),),
    Boost: (("factor", 0),),
}


def _nothing(_: Bound) -> str:
    return ""


def _always(_: Bound) -> bool:
    return True


@dataclass(slots=True)
class Scope:
    """The context of binding: the notes collected, and how many terms each analysis may still have.

    ``outside`` says of a clause of dates that no article of the archive is within it, or returns an empty text;
    ``matches`` says whether an article matches a clause; without an archive, it says yes. ``days`` gives the days of
    the archive.
    ``facts`` are the notes that they make, which are not on the reading of the query. ``unplaced`` are the operators of
    places that were tried in vain, by the ids of their nodes, each with the reason. ``patterns`` is how many of them
    the query may still have; below 0, it had too many.
    """

    fields: FieldTable
    today: date | None
    text: str
    tree: Node
    certainly: bool = False
    notes: list[Note] = field(default_factory=list)
    outside: Callable[[Bound], str] = _nothing
    matches: Callable[[Bound], bool] = _always
    days: ArchiveDays | None = None
    facts: list[Note] = field(default_factory=list)
    remaining: dict[str, int] = field(default_factory=dict)
    unplaced: dict[int, str] = field(default_factory=dict)
    patterns: int = MOST_PATTERNS

    def note(self, message: str, node: Placed) -> None:
        """Note something about a node, with its place in the query."""
        self.notes.append(Note(message, *(node.place or self.find(node))))

    def take_patterns(self, count: int, leaf: TextNode) -> bool:
        """Return whether the query may have so many more patterns; of those that it may not have, note the first."""
        if count > self.patterns >= 0:
            message = (
                f"a query can have {MOST_PATTERNS} words with wildcards, “~” or slashes; this one and later ones are"
            )
            self.note(f"{message} left out", leaf)
            self.patterns = 0
        self.patterns -= count
        return self.patterns >= 0

    def note_fact(self, message: str, node: Placed) -> None:
        """Note something on the archive about a node."""
        self.facts.append(Note(message, *(node.place or self.find(node))))

    def check_days(self, clause: Bound, node: Placed) -> None:
        """Note the days of the archive's articles if a clause of dates is outside of them."""
        if message := self.outside(clause):
            self.note_fact(message, node)

    def find(self, leaf: Placed) -> Place:
        """Return the place of a leaf without one: queries of plain words are parsed without a lexer."""
        clauses = self.tree.clauses if isinstance(self.tree, And) else (self.tree,)
        words = re.finditer(r"\S+", self.text)
        found = (word.span() for clause, word in zip(clauses, words, strict=False) if clause is leaf)
        return next(found, (0, len(self.text)))


def check_tree(tree: Node, fields: FieldTable) -> None:
    """Check a tree that a program made.

    Raises FieldError for the name of a field that is not in the table, TypeError for what is no node or no text, and
    ValueError for a number that is too low.
    """
    if not isinstance(tree, Node):
        raise TypeError(f"a query tree is made of nodes of dateline.searcher.query, not {tree!r:.60}")
    if isinstance(tree, InField | Range) and row_of(tree.field, fields) is None:
        near = nearest_names(tree.field, names_of(fields), 1) or names_of(fields)
        raise FieldError(f"the tree has the field {tree.field!r}, which the archive has not; it has {', '.join(near)}")
    if isinstance(tree, TextNode) and not isinstance(tree.text, str):
        raise TypeError(f"the text of {tree!r:.60} is no text")
    for name, least in LEAST.get(type(tree), ()):
        if not least <= getattr(tree, name) < math.inf:
            raise ValueError(f"{tree!r:.60} has the {name} {getattr(tree, name)!r}; it is {least} or more")
    for each in inner_of(tree):
        check_tree(each, fields)


def names_of(fields: FieldTable) -> list[str]:
    """Return all names and aliases that a query can have before a colon."""
    return [*(name for row in fields for name in (row.name, *row.aliases)), *WITHOUT_VALUES]


def row_of(name: str, fields: FieldTable) -> Field | None:
    """Return the field of a name in a query: one of the archive's, or `STORY` or `ID`."""
    return fields.get(name) or WITHOUT_VALUES.get(name.lower())
