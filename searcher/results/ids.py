"""Articles by their ids: ``id:ID`` and ``id:prefix*`` in a bound tree, resolved to versions of the state searched."""

from __future__ import annotations

from dateline.searcher.engine.states import State
from dateline.searcher.query.bound import (
    Bound,
    Clause,
    Every,
    Has,
    Nowhere,
    Value,
    ValuePattern,
    Versions,
    has_values,
    map_leaves,
)
from dateline.searcher.query.own_fields import ID
from dateline.searcher.query.tree import Note

__all__ = ["resolve_ids"]


def resolve_ids(tree: Bound, query: str, state: State) -> tuple[Bound, tuple[Note, ...]]:
    """Return a bound tree with versions in place of ids, and notes on unknown ones."""
    if not has_values(tree, (ID.name,)):
        return tree, ()
    notes: dict[str, None] = {}
    made = map_leaves(tree, lambda clause: _resolve(clause, state, notes))
    return made, tuple(Note(note, 0, len(query)) for note in notes)


def _resolve(clause: Clause, state: State, notes: dict[str, None]) -> Clause:
    if isinstance(clause, Has) and clause.field == ID.name:
        return Every()
    if isinstance(clause, ValuePattern) and clause.field == ID.name:
        found = state.seqs_of_prefix(clause.text)
        if not found:
            notes[f"no article has an id that begins with “{clause.text}”"] = None
        return Versions(found) if found else Nowhere()
    if isinstance(clause, Value) and clause.field == ID.name:
        seq = state.seq_of(clause.value)
        if seq is None:
            notes[f"no article has the id “{clause.value}”"] = None
        return Nowhere() if seq is None else Versions(frozenset((seq,)))
    return clause
