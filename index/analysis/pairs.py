"""Pairs of the commonest words: terms of their own, so that phrases of them are found without their positions.

Nearly every article has both *of* and *the*, several times, so that the phrase *of the* would be looked for in the
positions of all of them. The pair is a term with a sign between the words that no term has. Its postings are those of
any term; its occurrences are where its first word stands.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["PAIRED", "SIGN", "pair_of", "pair_terms", "ranks_of"]

SIGN = "\x01"
# Terms by their mean share of the tokens of three collections: newswire of 1987, newspapers of 1916, an encyclopedia.
PAIRED = (
    "the", "of", "and", "to", "in", "a", "it", "for", "is", "that", "was", "say", "on", "by", "be", "as", "at", "with",
    "from", "he", "will", "are", "an", "has", "which", "this", "were", "have", "not", "his", "or", "been", "had", "but",
    "would", "they", "their", "i", "all", "who",
)  # fmt: skip
RANKS = {term: rank for rank, term in enumerate(PAIRED)}
UNRANKED = 255


def ranks_of(terms: Iterable[str]) -> bytes:
    """Return the rank of each term, 255 for one that makes no pairs."""
    return bytes([RANKS.get(term, UNRANKED) for term in terms])


def pair_terms() -> list[str]:
    """Return the terms of all pairs, by the rank of the first word and then of the second."""
    return [first + SIGN + second for first in PAIRED for second in PAIRED]


def pair_of(terms: tuple[str, ...]) -> str | None:
    """Return the term of two terms side by side, None if they make no pair."""
    if len(terms) == 2 and terms[0] in RANKS and terms[1] in RANKS:
        return terms[0] + SIGN + terms[1]
    return None
