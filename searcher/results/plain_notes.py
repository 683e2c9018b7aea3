"""The notes on plain words: few have any."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.searcher.facets import NamedFacet, facet_notes
from dateline.searcher.query.grammar import parse
from dateline.searcher.query.tree import Note
from dateline.searcher.results.country import note_country
from dateline.searcher.results.question import note_question
from dateline.searcher.results.view import View

__all__ = ["note_plain"]


def note_plain(
    view: View, query: str, facets: Sequence[NamedFacet], *, is_phrase: bool, is_question: bool
) -> tuple[Note, ...]:
    """Return the notes on a query of plain words and on its facets, in the order of every other query."""
    notes = facet_notes(facets, query, lambda: view.entities(True)) if facets else ()
    if is_phrase:
        return notes
    tree = parse(query, lambda name: False).tree
    asked = note_question(view, tree, query) if is_question else ()
    return (*note_country(view, tree, query), *notes, *asked)
