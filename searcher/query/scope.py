"""The context of binding one query: its fields, the day it counts from, the notes collected."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from dateline.index.dataclass import dataclass, field
from dateline.index.fields import Field, FieldTable
from dateline.searcher.query.bound import Bound
from dateline.searcher.query.own_fields import WITHOUT_VALUES
from dateline.searcher.query.short_years import ArchiveDays
from dateline.searcher.query.tree import (
    And,
    Edit,
    Named,
    Node,
    Note,
    Place,
    Proximity,
    Range,
    TextNode,
)

__all__ = [
    "MOST_PATTERNS",
    "Scope",
    "names_of",
    "row_of",
]

MOST_PATTERNS = 64  # words of a query, each of which may match any number of words of the archive

# Nodes with a place in the query.
Placed: TypeAlias = TextNode | Range | Named | Proximity


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

    def note(self, message: str, node: Placed, edits: tuple[Edit, ...] = ()) -> None:
        """Note something about a node, with its place in the query, and what to type instead."""
        self.notes.append(Note(message, *(node.place or self.find(node)), edits=edits))

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


def names_of(fields: FieldTable) -> list[str]:
    """Return all names and aliases that a query can have before a colon."""
    return [*(name for row in fields for name in (row.name, *row.aliases)), *WITHOUT_VALUES]


def row_of(name: str, fields: FieldTable) -> Field | None:
    """Return the field of a name in a query: one of the archive's, or `STORY` or `ID`."""
    return fields.get(name) or WITHOUT_VALUES.get(name.lower())
