"""From query text to lexemes, a tree and notes. Binding resolves the tree in an archive."""

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
