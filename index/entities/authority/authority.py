"""Map keys to entities by the authority file of an archive, as it is when the archive is opened.

A *key* is a value in a field of people or places: a full name, a gazetteer label, or a value from the source. An
*entity* is the person or place that it means, and is identified by its name. `dateline.index.entities.authority.file`
describes the file, `dateline.index.entities.authority.edits` changes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from dateline.index.analysis.english import fold_value
from dateline.index.dataclass import dataclass, field
from dateline.index.entities.authority.file import KINDS, Entities, Entity, read_authority
from dateline.index.errors import AuthorityError
from dateline.index.layout import AUTHORITY, AUTHORITY_GOOD

__all__ = ["Authority", "LoadedAuthority", "load_authority"]


@dataclass(frozen=True, slots=True)
class LoadedAuthority:
    """The authority of an archive, and the problem with its file if an earlier version is used."""

    authority: Authority
    problem: str | None = None


@dataclass(frozen=True)
class Authority:
    """The mapping of keys to entities; the kinds are ``people`` and ``places``. Unknown keys stand for themselves.

    A key is looked up as written, then without case, accents and spaces if only one entity matches.
    """

    entities: Entities = field(default_factory=lambda: dict[str, tuple[Entity, ...]]())

    @property
    def is_empty(self) -> bool:
        """Whether there are no entities."""
        return not any(self.entities.get(kind) for kind in KINDS)

    def knows(self, kind: str, key: str) -> bool:
        """Return whether a key is a name or an alias of an entity."""
        return self.entity_of(kind, key) is not None

    def resolve(self, kind: str, key: str) -> str | None:
        """Return the name of the entity that a key means: the key itself if unknown, None if the entity is hidden."""
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

        These entities may be hidden; `resolve` returns None for them.
        """
        return self._exceptions[kind]

    def with_listed(self, kind: str, listed: Iterable[tuple[str, tuple[str, ...]]]) -> Authority:
        """Return an authority with further entities, as names with aliases; its own take precedence."""
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
        """The entities by folded name; None for ambiguous names."""
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
    """Return the authority of an archive from its file, or from the last valid version if the file is broken.

    ``content`` is the content of the file if it was read before.
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
        pass  # the error in the copy does not help: the file itself must be corrected
    return LoadedAuthority(Authority(), f"{problem}; until then people and places go by the names that articles have")
