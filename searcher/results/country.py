"""The note on ``us`` in small letters, where the country is probably meant: texts tell it from the pronoun, a query
cannot."""

from __future__ import annotations

import re

from dateline.index.analysis.english import INITIALS_TERM
from dateline.index.analysis.registry import ENGLISH
from dateline.searcher.query.loosening import clauses_of
from dateline.searcher.query.noted_words import PRONOUN
from dateline.searcher.query.tree import Must, Node, Note, Place, Word
from dateline.searcher.results.view import View

__all__ = ["note_country"]

MOST_WORDS = 8  # of a query that is not a sentence
# Words after which it is the pronoun, except *to*, *for*, *with* and other words that stand before a country, too.
BEFORE_PRONOUN = frozenset({
    "all", "among", "amongst", "any", "ask", "asked", "asks", "both", "bring", "brings", "brought", "each", "gave",
    "give", "given", "gives", "help", "helped", "helping", "helps", "join", "let", "lets", "like", "made",
    "make", "makes", "most", "none", "of", "show", "showed", "shows", "some", "taught", "teach", "tell", "tells",
    "than", "that", "told", "want", "wants",
})  # fmt: skip


def note_country(view: View, tree: Node, query: str) -> tuple[Note, ...]:
    """Return a note on ``us`` in a query if articles have the country; otherwise none."""
    if PRONOUN not in query or not any(analysis == ENGLISH for analysis, _, _ in view.fields.bare):
        return ()
    place = _place_of_pronoun(tree, query)
    articles = 0 if place is None else view.engine.term_counts(ENGLISH, INITIALS_TERM)[0]
    if place is None or not articles:
        return ()
    named = "article names" if articles == 1 else "articles name"
    return (Note(f"“us” finds the pronoun; {articles:,} {named} the country: write “U.S.”", *place),)


def _place_of_pronoun(tree: Node, query: str) -> Place | None:
    """Return the place of the first ``us`` that stands for itself in a short query and can be the country."""
    clauses = clauses_of(tree)
    before = ""
    for clause in clauses if len(clauses) <= MOST_WORDS else ():
        leaf = clause.clause if isinstance(clause, Must) else clause
        word = leaf.text if isinstance(leaf, Word) and not leaf.exact else ""
        if word == PRONOUN and before not in BEFORE_PRONOUN:
            # Queries of plain words are parsed without places.
            words = (found.span() for found in re.finditer(r"\S+", query) if found[0] == PRONOUN)
            return (leaf.place if isinstance(leaf, Word) else None) or next(words, (0, len(query)))
        before = word.lower()
    return None
