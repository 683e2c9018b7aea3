"""Resolve people and places: the entities of keys, and the keys that a query's value means.

A field of entities holds *keys*: people by the fullest name in their article, places by their label in the gazetteer,
and values of the source verbatim. Keys are mapped to people and places here, when an archive is searched, not when it
is indexed:

* the authority file of the archive takes precedence: it merges, renames, splits and hides;
* people whose names agree across the archive are one person (`dateline.searcher.entities.people`);
* a place lies in its parents, according to the gazetteer (`dateline.searcher.entities.places`).

A query's value becomes a set of keys (`Keys`), so engines need not know about entities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.index.dataclass import replace
from dateline.index.fields import Field, FieldTable
from dateline.searcher.engine.protocol import Engine, Naming
from dateline.searcher.entities.meaning import NamedBy
from dateline.searcher.entities.name_files import NameFiles
from dateline.searcher.query.bound import Bound, Clause, Has, Keys, Value, has_values, map_leaves
from dateline.searcher.query.tree import Note

if TYPE_CHECKING:
    from dateline.index.entities.authority.authority import Authority
    from dateline.searcher.entities.people import People
    from dateline.searcher.entities.places import Places

__all__ = ["Entities"]


class Entities:
    """The people and places of an archive by its authority file, or without `aliases` as each article names them.

    The file and the gazetteer are parsed when a query or a facet first needs them.
    """

    def __init__(self, files: NameFiles, engine: Engine, fields: FieldTable, *, aliases: bool) -> None:
        self._files, self._engine, self._fields, self._aliases = files, engine, fields, aliases
        self._named = frozenset(row.name for row in fields if row.entity)
        self._of: dict[str, People | Places] = {}
        self._namings: dict[tuple[str, str | None], Naming | None] = {}

    def of(self, row: Field) -> People | Places:
        """Return the people or places of a field of entities."""
        if row.name not in self._of:
            self._of[row.name] = self._people(row) if row.entity == "person" else self._places(row)
        return self._of[row.name]

    def naming(self, row: Field, level: str | None) -> Naming | None:
        """Return how to count a field of entities; None: each key by itself."""
        key = row.name, level
        if key not in self._namings:
            naming = self.of(row).naming(level)
            # An engine keeps columns by purpose, also for the names of the other kind.
            how = "by" if self._aliases else "without"
            self._namings[key] = naming and replace(naming, purpose=f"{naming.purpose} {how} aliases")
        return self._namings[key]

    def named_by(self, row: Field, key: str, id: str | None) -> NamedBy:
        """Return what names the entity of a key, in an article or in general."""
        kind = "people" if row.entity == "person" else "places"
        named = self.of(row)
        keys = (key, named.full_name(key))
        authority = self._files.authority.authority
        if (id, key) in authority.exceptions(kind) or any(authority.knows(kind, each) for each in keys):
            return "authority"
        return "gazetteer" if any(self._authority().knows(kind, each) for each in keys) else "names"

    def resolve(self, tree: Bound, query: str) -> tuple[Bound, tuple[Note, ...]]:
        """Return a bound tree with the keys of people and places in place of values, and notes on the query."""
        if not has_values(tree, self._named):  # as in most queries
            return tree, ()
        notes: dict[str, None] = {}
        made = map_leaves(tree, lambda clause: self._resolve_clause(clause, notes))
        if notes:
            notes |= dict.fromkeys(self.problems())
        return made, tuple(Note(note, 0, len(query)) for note in notes if note)

    def problems(self) -> list[str]:
        """Return the problems with the authority file and the archive's gazetteer, and what is used instead."""
        loaded = (self._files.authority, self._files.gazetteer) if self._aliases else (self._files.gazetteer,)
        return [each.problem for each in loaded if each.problem]

    def _authority(self) -> Authority:
        from dateline.index.entities.authority.authority import (
            Authority,  # start-up: most queries name no people or places
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

        files = self._files  # not self, which holds the result: a cycle would keep the index open
        return Places(self._engine, row, self._authority(), lambda: files.gazetteer.gazetteer)

    def _resolve_clause(self, clause: Clause, notes: dict[str, None]) -> Clause:
        """Return the resolved clause. `notes` gets its note, and an empty one if anything was looked up."""
        if isinstance(clause, Has):
            return clause if clause.level is None else self._listed(clause.field, clause.level)
        row = self._fields.get(clause.field) if isinstance(clause, Value) else None
        if row is None or not row.entity or not isinstance(clause, Value):
            return clause
        meaning = self.of(row).resolve(clause.value, by_word=clause.by_word, listed=clause.listed)
        notes[""] = notes[meaning.note] = None
        return Keys(row.name, meaning.keys, meaning.excluded, meaning.included)

    def _listed(self, field: str, level: str) -> Keys | Has:
        """Return the articles of which the facet of a field lists a value at a level."""
        row = self._fields.get(field)
        naming = None if row is None else self.naming(row, level or None)
        if naming is None:
            return Has(field)
        apart, keys = naming.exceptions, frozenset(filter(naming.names_of, self._engine.keys(field)))
        excluded = frozenset(pair for pair, names in apart.items() if pair[1] in keys and not names)
        return Keys(field, keys, excluded, frozenset(pair for pair, names in apart.items() if names))
