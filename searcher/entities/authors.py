"""Authors by their initials: *J. Moray* where bylines have the name written out."""

from __future__ import annotations

from dateline.index.fields import Field
from dateline.searcher.engine.names import has_initials
from dateline.searcher.engine.protocol import Engine
from dateline.searcher.query.bound import Bound, Clause, Keys, Value, has_values, map_leaves
from dateline.searcher.query.tree import Note

__all__ = ["resolve_authors"]


def resolve_authors(tree: Bound, query: str, engine: Engine, row: Field) -> tuple[Bound, tuple[Note, ...]]:
    """Return a bound tree with the authors whose names agree with initials that no byline has as typed, and notes.

    ``row`` is the field of authors. Raises TimeUp.
    """
    notes: dict[str, None] = {}

    def resolve(clause: Clause) -> Bound:
        if not isinstance(clause, Value) or clause.field != row.name or not clause.by_word:
            return clause
        if not has_initials(clause.value) or engine.total(clause):
            return clause
        from dateline.index.entities.authority.authority import Authority  # start-up: few queries name authors
        from dateline.searcher.entities.people import People  # start-up: the same

        meaning = People(engine, row, Authority(), merge_names=False).resolve(clause.value, by_word=True)
        if not meaning.keys:
            return clause
        notes[meaning.note] = None
        return Keys(row.name, meaning.keys)

    if not has_values(tree, (row.name,)):  # as in most queries
        return tree, ()
    return map_leaves(tree, resolve), tuple([Note(note, 0, len(query)) for note in notes if note])
