"""Who a key means: the authority of an archive, as its file says it when the archive is opened.

A *key* is what a field of people or places holds (a full name, a gazetteer's label, or what an article was given); an
*entity* is whom or what it means, and goes by its name. `dateline.index.entities.authority.file` says what the file is
like, and `dateline.index.entities.authority.edits` changes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dateline.index.analysis.english import fold_value
from dateline.index.entities.authority.file import KINDS, Entities, Entity, read_authority
from dateline.index.errors import AuthorityError
from dateline.index.layout import AUTHORITY, AUTHORITY_GOOD

__all__ = ["Authority", "LoadedAuthority", "load_authority"]


@dataclass(frozen=True, slots=True)
class LoadedAuthority:
    """The authority of an archive, and what is wrong with its file when an earlier version had to do."""

    authority: Authority
    problem: str | None = None


@dataclass(frozen=True)
class Authority:
    """Which keys mean which entities; the kinds are ``people`` and ``places``. Without entities every key is its own.

    A key is looked up as it is written, then without regard to case, accents and spaces, provided that only
    one entity is meant so.
    """

    entities: Entities = field(default_factory=lambda: dict[str, tuple[Entity, ...]]())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said of anybody or any place."""
        return not any(self.entities.get(kind) for kind in KINDS)

    def knows(self, kind: str, key: str) -> bool:
        """Return whether the file names a key, as a name or as an alias."""
        return self.entity_of(kind, key) is not None

    def resolve(self, kind: str, key: str) -> str | None:
        """Return the name of the entity a key means: itself when nothing is said of it, None when it is hidden."""
        entity = self.entity_of(kind, key)
        return key if entity is None else None if entity.hidden else entity.name

    def entity_of(self, kind: str, key: str) -> Entity | None:
        """Return the entity that has a key as its name or alias."""
        found = self._exact[kind].get(key)
        return found if found is not None or not self._exact[kind] else self._folded[kind].get(fold_value(key))

    def names(self, kind: str) -> Iterable[str]:
        """Return the names of the entities that are not hidden, in the order of the file."""
        return tuple(entity.name for entity in self.entities.get(kind, ()) if not entity.hidden)

    def aliases_of(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the other names of an entity, in the order of the file."""
        entity = self._exact[kind].get(name)
        return () if entity is None or entity.name != name else entity.aliases

    def exceptions(self, kind: str) -> Mapping[tuple[str, str], str]:
        """Return the names of the entities that keys mean in single articles, by (article id, key).

        An entity named here may be hidden; `resolve` tells.
        """
        return self._exceptions[kind]

    def with_listed(self, kind: str, listed: Iterable[tuple[str, tuple[str, ...]]]) -> Authority:
        """Return an authority that also has entities listed elsewhere, as names with aliases; its own go first."""
        more = tuple(
            Entity(name, tuple(alias for alias in aliases if not self.knows(kind, alias)))
            for name, aliases in listed
            if not self.knows(kind, name)
        )
        return Authority({**self.entities, kind: (*self.entities.get(kind, ()), *more)}) if more else self

    @cached_property
    def _exact(self) -> Mapping[str, Mapping[str, Entity]]:
        return {kind: {name: each for each, name in self._named(kind)} for kind in KINDS}

    @cached_property
    def _folded(self) -> Mapping[str, Mapping[str, Entity | None]]:
        """The entities by folded name; None where several are meant."""
        made: dict[str, dict[str, Entity | None]] = {}
        for kind in KINDS:
            folded: dict[str, Entity | None] = {}
            for entity, name in self._named(kind):
                if folded.setdefault(key := fold_value(name), entity) is not entity:
                    folded[key] = None
            made[kind] = folded
        return made

    @cached_property
    def _exceptions(self) -> Mapping[str, Mapping[tuple[str, str], str]]:
        return {
            kind: {
                (article, split.key): entity.name
                for entity in self.entities.get(kind, ())
                for split in entity.splits
                for article in split.articles
            }
            for kind in KINDS
        }

    def _named(self, kind: str) -> Iterable[tuple[Entity, str]]:
        return ((entity, name) for entity in self.entities.get(kind, ()) for name in (entity.name, *entity.aliases))


def load_authority(archive: str | os.PathLike[str], content: bytes | None = None) -> LoadedAuthority:
    """Return the authority of an archive: by its file, or by the last good version of it when it is broken, and why.

    ``content`` is what the file holds, where it was read before.
    """
    folder = Path(archive)
    try:
        return LoadedAuthority(Authority(read_authority(folder / AUTHORITY, content)))
    except AuthorityError as error:
        problem = str(error)
    good = folder / AUTHORITY_GOOD
    try:
        if good.is_file():
            return LoadedAuthority(
                Authority(read_authority(good)), f"{problem}; until then its last good version counts"
            )
    except AuthorityError:
        pass  # what is wrong with the copy helps nobody: the file itself is to be mended
    return LoadedAuthority(Authority(), f"{problem}; until then people and places go by the names that articles have")
