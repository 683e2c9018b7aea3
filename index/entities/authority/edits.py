"""Edits of the authority file of an archive: merge, split, rename, hide, show, alias.

Each function takes the archive's folder and the kind (``people`` or ``places``), changes the file, and returns a
description of the change. Names need not occur in the archive. An impossible edit raises AuthorityError and changes
nothing. `dateline.index.entities.authority.history.undo` reverts an edit.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from dateline.index.analysis.english import fold_value
from dateline.index.dataclass import replace
from dateline.index.entities.authority.file import Entities, Entity, Split, parse_authority, read_authority
from dateline.index.entities.authority.history import lock_authority, read_text, save_version
from dateline.index.entities.authority.rewriting import rewrite
from dateline.index.errors import AuthorityError
from dateline.index.layout import AUTHORITY

__all__ = ["alias", "hide", "import_entities", "merge", "rename", "show", "split", "split_keys"]

Archive = str | os.PathLike[str]


def merge(archive: Archive, kind: str, into: str, *names: str) -> str:
    """Merge the entities of names into the entity `into`."""
    return _edit(archive, kind, lambda draft: draft.merge(into, names))


def split(archive: Archive, kind: str, key: str, name: str, *articles: str) -> str:
    """Map a key to the entity `name` in these articles; without articles, in all.

    A key that is split off to its own name is not grouped with similar names.
    """
    return _edit(archive, kind, lambda draft: draft.split(key, name, articles))


def split_keys(archive: Archive, kind: str, name: str, articles: Mapping[str, Sequence[str]]) -> str:
    """Map several keys, each in its articles, to the entity `name`, in one edit."""
    return _edit(
        archive, kind, lambda draft: "; ".join(draft.split(key, name, ids) for key, ids in articles.items() if ids)
    )


def rename(archive: Archive, kind: str, name: str, new: str) -> str:
    """Rename an entity; the old name becomes an alias."""
    return _edit(archive, kind, lambda draft: draft.rename(name, new))


def hide(archive: Archive, kind: str, *names: str) -> str:
    """Exclude entities from search and facets."""
    return _edit(archive, kind, lambda draft: "; ".join(draft.hide(name, True) for name in names))


def show(archive: Archive, kind: str, *names: str) -> str:
    """Include hidden entities in search and facets again."""
    return _edit(archive, kind, lambda draft: "; ".join(draft.hide(name, False) for name in names))


def alias(archive: Archive, kind: str, name: str, *aliases: str) -> str:
    """Add names that no entity has as aliases of the entity `name`; `merge` is for names of other entities."""
    return _edit(archive, kind, lambda draft: draft.alias(name, aliases))


def import_entities(archive: Archive, kind: str, file: str | os.PathLike[str]) -> str:
    """Add all entities of a kind in another authority file to the archive's file."""
    if not Path(file).is_file():
        raise AuthorityError("there is no such file", str(file))
    entities = read_authority(Path(file))[kind]
    if not entities:
        raise AuthorityError(f"it has no [[{kind}]]; nothing is imported", str(file))

    def add(draft: _Draft) -> str:
        for entity in entities:
            draft.add_entity(entity)
        return f"{len(entities):,} {kind} imported from {file}"

    return _edit(archive, kind, add)


def _edit(archive: Archive, kind: str, change: Callable[[_Draft], str]) -> str:
    """Apply a change to the file of an archive; return its description."""
    with lock_authority(archive) as folder:
        where = str(folder / AUTHORITY)
        text = read_text(folder)
        before = parse_authority(text, where)
        draft = _Draft(kind, before)
        said = change(draft)
        save_version(folder, rewrite(text, before, draft.entities(), where))
        return said


class _Draft:
    """The entities of one kind while they are edited."""

    def __init__(self, kind: str, before: Entities) -> None:
        self._kind, self._before = kind, before
        self._own: dict[int, Entity] = {}
        self._exact: dict[str, int] = {}
        self._folded: dict[str, set[int]] = {}
        for at, entity in enumerate(before[kind]):
            self._put(at, entity)

    def entities(self) -> Entities:
        """Return all entities as they are now."""
        return {**self._before, self._kind: tuple(self._own[at] for at in sorted(self._own))}

    def merge(self, into: str, names: Sequence[str]) -> str:
        target = self._find_or_add(into)
        for name in names:
            self._check_text(name)
            source = self._find(name)
            if source == target:
                if name == self._own[target].name or name in self._own[target].aliases:
                    raise AuthorityError(
                        f"“{name}” means “{self._own[target].name}” already; there is nothing to merge"
                    )
                source = None  # only case or accents differ: list the alias for readers of the file
            gained: tuple[str, ...] = (name,)
            if source is not None:
                entity = self._own[source]
                gained = (name, entity.name, *entity.aliases)
                self._drop(source)
                self._move_splits(entity, target)
            self._add_aliases(target, gained)
        return f"{_listed(names)} now {'mean' if len(names) > 1 else 'means'} “{self._own[target].name}”"

    def alias(self, name: str, aliases: Sequence[str]) -> str:
        target = self._find_or_add(name)
        for each in aliases:
            other = self._find(each)
            if other is not None and other != target:
                raise AuthorityError(f"“{each}” means “{self._own[other].name}”; merge the two if they are one")
        return self.merge(name, aliases)

    def rename(self, name: str, new: str) -> str:
        self._check_text(new)
        target = self._find_or_add(name)
        old, other = self._own[target], self._find(new)
        if old.name == new:
            raise AuthorityError(f"“{name}” goes by the name “{new}” already")
        if other not in (None, target):
            raise AuthorityError(f"“{new}” is in the authority file already; merge the two if they are one")
        aliases = (*(each for each in old.aliases if each != new), old.name)
        self._put(target, replace(old, name=new, aliases=aliases))
        return f"“{old.name}” is now shown as “{new}”"

    def hide(self, name: str, hidden: bool) -> str:
        if not hidden and self._find(name) is None:
            raise AuthorityError(f"“{name}” is not hidden; the authority file does not have it")
        target = self._find_or_add(name)
        entity = self._own[target]
        if entity.hidden == hidden:
            raise AuthorityError(f"“{entity.name}” is {'hidden already' if hidden else 'not hidden'}")
        self._put(target, replace(entity, hidden=hidden))
        return f"“{entity.name}” is {'now hidden' if hidden else 'shown again'}"

    def split(self, key: str, name: str, articles: Sequence[str]) -> str:
        self._check_text(key)
        if not articles:
            return self._split_off(key, name)
        target = self._find_or_add(name)
        meant = self._find(key)
        if meant == target or (meant is None and key == self._own[target].name):
            raise AuthorityError(
                f"“{key}” means “{self._own[target].name}” in all articles; choose another name for these"
            )
        for at, entity in list(self._own.items()):
            if any(each.key == key for each in entity.splits):
                self._put(at, _without(entity, key, articles))
        self._put(target, _with(self._own[target], key, articles))
        count = "1 article" if len(articles) == 1 else f"{len(articles):,} articles"
        return f"in {count}, “{key}” now means “{self._own[target].name}”"

    def add_entity(self, entity: Entity) -> None:
        """Add an entity of another file."""
        target = self._find_or_add(entity.name)
        fresh = [each for each in entity.aliases if self._find(each) != target]
        if fresh:
            self.merge(entity.name, fresh)
        target = self._find_or_add(entity.name)
        self._put(target, replace(self._own[target], hidden=entity.hidden or self._own[target].hidden))
        for each in entity.splits:
            self.split(each.key, entity.name, each.articles)

    def _split_off(self, key: str, name: str) -> str:
        """Map a key to another entity."""
        source = self._find(key)
        if source is not None:
            entity = self._own[source]
            if key == entity.name or key not in entity.aliases:
                said = (
                    f"“{key}” is the name of an entity"
                    if key == entity.name
                    else f"“{entity.name}” has no alias “{key}”"
                )
                raise AuthorityError(f"{said}; rename it, or name the articles in which it is somebody else")
            self._put(source, replace(entity, aliases=tuple(each for each in entity.aliases if each != key)))
        target = self._find_or_add(name)
        if key != self._own[target].name:
            self._add_aliases(target, (key,))
        return f"“{key}” now means only “{name}”" if key != name else f"“{key}” now stands for itself"

    def _find(self, name: str) -> int | None:
        """Return the number of the entity with a name or alias, looked up as in `Authority`."""
        if name in self._exact:
            return self._exact[name]
        found = self._folded.get(fold_value(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def _put(self, at: int, entity: Entity) -> None:
        """Set the entity with a number."""
        self._drop(at)
        self._own[at] = entity
        for name in (entity.name, *entity.aliases):
            self._exact[name] = at
            self._folded.setdefault(fold_value(name), set()).add(at)

    def _drop(self, at: int) -> None:
        if (entity := self._own.pop(at, None)) is not None:
            for name in (entity.name, *entity.aliases):
                self._exact.pop(name, None)
                self._folded[fold_value(name)].discard(at)

    def _find_or_add(self, name: str) -> int:
        """Return the number of the entity with a name or alias; add the entity if it is missing."""
        self._check_text(name)
        found = self._find(name)
        if found is None:
            found = max(self._own, default=-1) + 1
            self._put(found, Entity(name))
        return found

    def _add_aliases(self, at: int, names: Iterable[str]) -> None:
        entity = self._own[at]
        fresh = dict.fromkeys((*entity.aliases, *names))
        self._put(at, replace(entity, aliases=tuple(each for each in fresh if each != entity.name)))

    def _move_splits(self, source: Entity, target: int) -> None:
        for each in source.splits:
            if each.articles:
                self._put(target, _with(self._own[target], each.key, each.articles))

    def _check_text(self, name: str) -> None:
        if not name.strip() or not name.isprintable():
            raise AuthorityError(f"{name!a} cannot be a name; write words that can be read")


def _with(entity: Entity, key: str, articles: Iterable[str]) -> Entity:
    """Return an entity with more articles in the split of a key."""
    splits = list(entity.splits)
    for at, each in enumerate(splits):
        if each.key == key and each.articles:
            splits[at] = replace(each, articles=tuple(dict.fromkeys((*each.articles, *articles))))
            return replace(entity, splits=tuple(splits))
    return replace(entity, splits=(*splits, Split(key, tuple(dict.fromkeys(articles)))))


def _without(entity: Entity, key: str, articles: Iterable[str]) -> Entity:
    """Return an entity with fewer articles in the split of a key; an empty split keeps its position."""
    out = set(articles)
    return replace(
        entity,
        splits=tuple(
            replace(each, articles=tuple(id for id in each.articles if id not in out)) if each.key == key else each
            for each in entity.splits
        ),
    )


def _listed(names: Sequence[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)
