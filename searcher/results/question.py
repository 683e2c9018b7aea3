"""The note on a question, *why did oil prices fall*: its small words are words of the search, and few articles have
them all."""

from __future__ import annotations

import re

from dateline.searcher.query import to_text
from dateline.searcher.query.binding import bind, row_of
from dateline.searcher.query.loosening import clauses_of, tree_of
from dateline.searcher.query.noted_words import ASKING
from dateline.searcher.query.tree import Edit, Node, Note, Word
from dateline.searcher.results.view import View

__all__ = ["note_question"]

# What may follow: *how many*, *why did the*.
FOLLOWING = frozenset({
    "did", "does", "do", "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should",
    "may", "might", "much", "many", "long", "far", "often", "the", "a", "an", "to",
})  # fmt: skip
FEW = 10  # articles; so many are an answer
MOST_WORDS = 12


def note_question(view: View, tree: Node, query: str) -> tuple[Note, ...]:
    """Return a note if few articles have all words of a question, and more have those after its small words."""
    clauses = clauses_of(tree)
    words = [each.text.lower() if isinstance(each, Word) and not each.exact else "" for each in clauses]
    if len(words) > MOST_WORDS or not words or words[0] not in ASKING:
        return ()
    small = 1
    while small < len(words) and words[small] in FOLLOWING:
        small += 1
    rest = clauses[small:]
    if not rest or len(rest) + small < 3 or not all(words[small:]):  # "why oil" may be a title
        return ()
    found, more = (view.engine.total(bind(tree_of(each), view.fields, query).tree) for each in (clauses, rest))
    if view.watch is not None:
        view.watch.check()  # what was not counted may match
    if found >= FEW or more <= found:
        return ()
    asking = " ".join(each.text for each in clauses[:small] if isinstance(each, Word))
    asked = to_text(tree_of(rest), lambda name: row_of(name, view.fields) is not None)  # as it is to be typed
    message = f"“{asking}” is searched, too; without it {more:,} articles match: write {asked}"
    start = [each.start() for each in re.finditer(r"\S+", query)][small]
    return (Note(message, 0, len(query), edits=(Edit(0, start + 1, query[start]),)),)
