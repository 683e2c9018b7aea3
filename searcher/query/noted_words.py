"""The plain words with which a query may have a note: all others need no tree to find that they have none."""

from __future__ import annotations

__all__ = ["ASKING", "CAPITALS", "NOTED", "PRONOUN", "SMALL_NOT", "SMALL_OR", "WITHIN"]

ASKING = frozenset(("who", "whom", "whose", "what", "when", "where", "which", "why", "how"))
PRONOUN = "us"  # and a country
SMALL_OR = "or"
SMALL_NOT = "not"
WITHIN = "within"  # as in "oil within 5 of price"
# Operators of other programs, or parts of them (`dateline.searcher.query.other_operators`).
CAPITALS = frozenset(("XOR", "ANDNOT", "BUT", "ATLEAST", "AROUND", "OF"))
NOTED = frozenset((WITHIN, SMALL_OR, SMALL_NOT))
