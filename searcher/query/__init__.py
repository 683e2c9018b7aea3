"""Query text → lexemes → tree and notes. What the tree means is bound elsewhere."""

from __future__ import annotations

from dateline.searcher.query.grammar import Parsed, parse
from dateline.searcher.query.tree import (
    And,
    Everything,
    InField,
    Must,
    Node,
    Not,
    Note,
    Nothing,
    Or,
    Phrase,
    Range,
    Word,
    to_text,
)

__all__ = [
    "And",
    "Everything",
    "InField",
    "Must",
    "Node",
    "Not",
    "Note",
    "Nothing",
    "Or",
    "Parsed",
    "Phrase",
    "Range",
    "Word",
    "parse",
    "to_text",
]
