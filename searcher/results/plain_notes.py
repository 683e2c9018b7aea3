"""The notes on plain words: few have any."""

from __future__ import annotations

from dateline.searcher.query.grammar import parse
from dateline.searcher.query.tree import Note
from dateline.searcher.results.country import note_country
from dateline.searcher.results.question import note_question
from dateline.searcher.results.view import View

__all__ = ["note_plain"]


def note_plain(view: View, query: str, of_facets: tuple[Note, ...], *, is_question: bool) -> tuple[Note, ...]:
    """Return the notes on a query of plain words, with those on its facets, in the order of every other query."""
    tree = parse(query, lambda name: False).tree
    asked = note_question(view, tree, query) if is_question else ()
    return (*note_country(view, tree, query), *of_facets, *asked)
