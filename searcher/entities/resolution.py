"""Who and where: what the values of the people and places fields name, and what a query for them means.

A field of entities holds *keys*: people by the fullest name in their article, places by their label in the
gazetteer, and what an article was given, letter for letter. Which person or place a key is, is decided here, when an
archive is searched and not when it is indexed:

* the authority file of the archive has the first word: it merges, renames, splits and hides;
* people whose names agree across the archive are one (`dateline.searcher.entities.people`);
* a place lies in its parents, as the gazetteer has them (`dateline.searcher.entities.places`).

A query's value becomes the set of keys it means (`Keys`), which engines match without knowing any of this.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.index.fields import Field, FieldTable
from dateline.searcher.engine.protocol import Engine, Naming
from dateline.searcher.entities.meaning import NamedBy
from dateline.searcher.entities.name_files import NameFiles
from dateline.searcher.query.bound import Bound, Clause, Keys, Value, map_leaves
from dateline.searcher.query.tree import Note

if TYPE_CHECKING:
    from dateline.index.entities.authority.authority import Authority
    from dateline.searcher.entities.people import People
    from dateline.searcher.entities.places import Places

__all__ = ["Entities"]


class Entities:
    """The people and places of an archive, by its authority file, or without `aliases` as each article names them.

    The file and the gazetteer are parsed when a query or a facet first needs them.
    """

    def __init__(self, files: NameFiles, engine: Engine, fields: FieldTable, *, aliases: bool) -> None:
        self._files, self._engine, self._fields, self._aliases = files, engine, fields, aliases
        self._of: dict[str, People | Places] = {}

    def of(self, row: Field) -> People | Places:
        """Return who or what the values of a field of entities name."""
        if row.name not in self._of:
            self._of[row.name] = self._people(row) if row.entity == "person" else self._places(row)
        return self._of[row.name]

    def naming(self, row: Field, level: str | None) -> Naming | None:
        """Return how to count a field of entities; None: each key by itself."""
        naming = self.of(row).naming(level)
        # An engine keeps what it has made of a column for a purpose, and is shared with the names of the other kind.
        return naming and replace(naming, purpose=f"{naming.purpose} {'by' if self._aliases else 'without'} aliases")

    def named_by(self, row: Field, key: str, id: str | None) -> NamedBy:
        """Return what decides whom or what a key names, in an article or anywhere."""
        kind = "people" if row.entity == "person" else "places"
        named = self.of(row)
        keys = (key, named.full_name(key))
        authority = self._files.authority.authority
        if (id, key) in authority.exceptions(kind) or any(authority.knows(kind, each) for each in keys):
            return "authority"
        return "gazetteer" if any(self._authority().knows(kind, each) for each in keys) else "names"

    def resolve(self, tree: Bound, query: str) -> tuple[Bound, tuple[Note, ...]]:
        """Return a bound tree with the values of people and places as the keys they mean, and notes on the query."""
        notes: dict[str, None] = {}
        made = map_leaves(tree, lambda clause: self._resolve_clause(clause, notes))
        if notes:
            notes |= dict.fromkeys(filter(None, (self._files.authority.problem, self._files.gazetteer.problem)))
        return made, tuple(Note(note, 0, len(query)) for note in notes if note)

    def _authority(self) -> Authority:
        from dateline.index.entities.authority.authority import (
            Authority,  # start-up: most queries name neither who nor where
        )

        if not self._aliases:
            return Authority()
        own, authority = self._files.gazetteer.own, self._files.authority.authority
        return authority if own is None else authority.with_listed("people", own.people)

    def _people(self, row: Field) -> People:
        from dateline.searcher.entities.people import People  # start-up: the same

        return People(self._engine, row, self._authority(), merge_names=self._aliases)

    def _places(self, row: Field) -> Places:
        from dateline.searcher.entities.places import Places  # start-up: the same

        files = self._files  # and not self, which holds what is returned: the index goes with the last reference to it
        return Places(self._engine, row, self._authority(), lambda: files.gazetteer.gazetteer)

    def _resolve_clause(self, clause: Clause, notes: dict[str, None]) -> Clause:
        """Return the clause; `notes` gets what is to be said, and an empty one when anything of it was looked up."""
        row = self._fields.get(clause.field) if isinstance(clause, Value) else None
        if row is None or not row.entity or not isinstance(clause, Value):
            return clause
        meaning = self.of(row).resolve(clause.value, by_word=clause.by_word)
        notes[""] = notes[meaning.note] = None
        return Keys(row.name, meaning.keys, meaning.but, meaning.also)
