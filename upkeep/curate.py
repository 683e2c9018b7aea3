"""List the people and places of an archive with their names, and edit its authority file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from dateline.index.analysis.english import fold_value
from dateline.index.dataclass import dataclass
from dateline.index.entities.authority import edits as authority_edits
from dateline.index.entities.authority.authority import Authority
from dateline.index.entities.authority.history import undo
from dateline.index.entities.mention import PersonMention
from dateline.index.errors import ArticleMissing, AuthorityError
from dateline.searcher.archive import SearchArchive, open_archive

__all__ = ["EntityList", "ListedEntity", "edit_entities", "import_file", "list_entities"]

EDITS: Mapping[str, Callable[..., str]] = {
    "merge": authority_edits.merge,
    "split": authority_edits.split,
    "rename": authority_edits.rename,
    "hide": authority_edits.hide,
    "show": authority_edits.show,
    "alias": authority_edits.alias,
}
# The arguments of an edit that must be names of the archive; all by default.
NAMES: Mapping[str, slice] = {"split": slice(1), "rename": slice(1), "alias": slice(1)}


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """A person or a place with its number of articles, its keys in the archive, and its aliases.

    ``articles`` is None if it is hidden. ``aliases`` are those that are not keys of the archive. ``exceptions`` is the
    number of articles, by key, in which the key means only this entity.
    """

    name: str
    articles: int | None
    keys: tuple[str, ...]
    aliases: tuple[str, ...]
    exceptions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class EntityList:
    """The people or the places of an archive, by descending number of articles, and the file's problem, if any."""

    kind: str
    entities: tuple[ListedEntity, ...]
    problem: str | None


def list_entities(archive: SearchArchive, kind: str, words: Sequence[str] = ()) -> EntityList:
    """Return the people or places that have all words in one of their names; without words all of them."""
    loaded = archive.authority()
    authority = loaded.authority
    keys: dict[str | None, list[str]] = {}
    for key in _keys(archive, kind):
        keys.setdefault(archive.name_of(kind, key), []).append(key)
    counts = _counts(archive, kind, aliases=True)
    exceptions: dict[str, dict[str, int]] = {}
    for (_, key), name in authority.exceptions(kind).items():
        of_name = exceptions.setdefault(name, {})
        of_name[key] = of_name.get(key, 0) + 1
    hidden = {each.name: each for each in authority.entities.get(kind, ()) if each.hidden}
    made = []
    for name in dict.fromkeys((*counts, *authority.names(kind), *hidden)):
        own = tuple(sorted(keys.get(name, ())))
        if name in hidden:
            own = tuple(sorted(key for key in keys.get(None, ()) if _is_entity(authority, kind, key, name)))
        aliases = tuple(each for each in authority.aliases_of(kind, name) if each not in own)
        articles = None if name in hidden else counts.get(name, 0)
        made.append(ListedEntity(name, articles, own, aliases, exceptions.get(name, {})))
    wanted = [fold_value(word) for word in words]
    kept = [each for each in made if not wanted or any(_contains_words(name, wanted) for name in _names(each))]
    kept.sort(key=lambda each: (-(each.articles or 0), each.articles is None, fold_value(each.name), each.name))
    return EntityList(kind, tuple(kept), loaded.problem)


def edit_entities(path: str | os.PathLike[str], kind: str, edit: str, words: Sequence[str]) -> tuple[str, list[str]]:
    """Make an edit of the authority file, by the name of its command; return what was done, and notes.

    The notes are on names and ids that the archive does not have, which may be typing errors. Raises AuthorityError.
    """
    if edit == "undo":
        version = words[0] if words else None
        if version is not None and not version.isdecimal():
            raise AuthorityError(
                f"“{version}” is not a version; versions are numbered from 1, as in authority-history/"
            )
        return undo(path, None if version is None else int(version)), []
    if edit == "import":
        return import_file(path, kind, words[0]), []
    notes: list[str] = []
    with open_archive(path) as archive:
        if archive.fields.get(kind):
            names = NAMES.get(edit, slice(None))
            words = [*_archive_spelling(archive, kind, words[names], notes), *words[names.stop or len(words) :]]
            if edit == "split" and words[2:]:
                keys = _keys_split(archive, kind, words[0], words[2:], notes)
                return authority_edits.split_keys(path, kind, words[1], keys), notes
    return EDITS[edit](path, kind, *words), notes


def import_file(path: str | os.PathLike[str], kind: str, file: str) -> str:
    """Import entities of another authority file (``.toml``), or for places a gazetteer (``.csv``, ``.jsonl``).

    A gazetteer replaces that of the archive. A file with an error changes nothing. Returns what was done. Raises
    AuthorityError, GazetteerError.
    """
    if kind == "people" or Path(file).suffix.lower() == ".toml":
        return authority_edits.import_entities(path, kind, file)
    from dateline.index.entities.places.archive_gazetteer import (
        import_gazetteer,  # start-up: only this import needs it
    )

    count = import_gazetteer(path, file)
    entries = "1 entry" if count == 1 else f"{count:,} entries"
    return (
        f"{file} is now the gazetteer of the archive, with {entries}; later articles use it, "
        "and `dateline rebuild --extract` applies it to the others"
    )


def _archive_spelling(archive: SearchArchive, kind: str, names: Sequence[str], notes: list[str]) -> Iterator[str]:
    """Yield names in the spelling of the authority file or the archive; unknown ones as they are, with a note."""
    authority = archive.authority().authority
    keys = _keys(archive, kind)
    folded: dict[str, list[str]] = {}
    for key in keys:
        folded.setdefault(fold_value(key), []).append(key)
    for name in names:
        alike = folded.get(fold_value(name), [])
        if not alike and not authority.knows(kind, name):
            notes.append(f"no article names “{name}” so far")
        yield alike[0] if name not in keys and len(alike) == 1 and not authority.knows(kind, name) else name


def _keys_split(
    archive: SearchArchive, kind: str, key: str, ids: Sequence[str], notes: list[str]
) -> dict[str, list[str]]:
    """Return the keys of articles that equal the key, or else mean the same entity, each with its articles."""
    made: dict[str, list[str]] = {}
    meant = archive.name_of(kind, key)
    for id in ids:
        try:
            own = _keys_of(archive, kind, id)
        except ArticleMissing:
            notes.append(f"no article has the id “{id}” so far")
            own = [key]
        alike = [each for each in own if each == key] or [each for each in own if archive.name_of(kind, each) == meant]
        if not alike:
            notes.append(f"the article “{id}” does not name “{key}”")
        for each in alike or [key]:
            made.setdefault(each, []).append(id)
    return made


def _keys_of(archive: SearchArchive, kind: str, id: str) -> list[str]:
    """Return the keys of an article: those given by its source, and those found. Raises ArticleMissing."""
    article, found = archive.get(id), archive.found_in(id)
    given: Sequence[str] = article.people if kind == "people" else article.places
    named = () if found is None else found.people if kind == "people" else found.places
    return [*given, *dict.fromkeys(each.name if isinstance(each, PersonMention) else each.label for each in named)]


def _keys(archive: SearchArchive, kind: str) -> Mapping[str, int]:
    """Return the keys of the archive as in its articles, with the number of articles."""
    return _counts(archive, kind, aliases=False)


def _counts(archive: SearchArchive, kind: str, *, aliases: bool) -> Mapping[str, int]:
    counted = archive.search("*", limit=0, facets=[kind], aliases=aliases).facets[kind]
    return {each.value: each.count for each in counted if each.value is not None}


def _is_entity(authority: Authority, kind: str, key: str, name: str) -> bool:
    entity = authority.entity_of(kind, key)
    return entity is not None and entity.name == name


def _names(listed: ListedEntity) -> Iterator[str]:
    yield from (listed.name, *listed.keys, *listed.aliases, *listed.exceptions)


def _contains_words(name: str, words: Sequence[str]) -> bool:
    folded = fold_value(name)
    return all(word in folded for word in words)
