"""The authority file: the people and places of an archive, in a plain text file that people edit.

``authority.toml`` in the archive's folder is TOML 1.0 in UTF-8. It has tables of two kinds, ``[[people]]`` and
``[[places]]``, each one entity:

    name       the name it is shown and counted under; required
    aliases    a list of other names, and of keys of the archive, that mean it
    hidden     true: it is not found and not counted
    split      tables ``[[people.split]]`` below it: in single articles a key means this entity and no other;
               ``from`` is the key, ``articles`` a list of ids

A name or alias belongs to one entity of its kind. Unknown keys are errors, so that typing mistakes are
reported. `HEADER` explains the same to readers of the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.index.dataclass import dataclass, field
from dateline.index.entities.authority.toml_text import Table, line_of, tables_of, write_value
from dateline.index.errors import AuthorityError
from dateline.index.files import read_small

__all__ = [
    "HEADER",
    "KINDS",
    "Entities",
    "Entity",
    "Split",
    "conflicts_of",
    "decode_authority",
    "parse_authority",
    "read_authority",
    "tables_by_entity",
]

KINDS = ("people", "places")
HEADER = """\
# Who is who in this archive, and what is where. Edit this file with any text editor, or with the commands
# `dateline people …` and `dateline places …`; it counts from the next search on, and nothing is rebuilt.
# Text after a # is a comment; the commands keep comments and the order of the file.
#
# A person with several names. The aliases are names as the articles have them; capitals and accents do not matter.
#
#     [[people]]
#     name = "Muammar Gaddafi"
#     aliases = ["Moammar Qadhafi", "Gadhafi, Muammar"]
#
# A name that is not a person: it is no longer found or counted.
#
#     [[people]]
#     name = "Tavor"
#     hidden = true
#
# Two people of one name: in the articles with these ids "John Smith" is the architect.
#
#     [[people]]
#     name = "John Smith (architect)"
#     [[people.split]]
#     from = "John Smith"
#     articles = ["wire-2016-12-14-07", "wire-2016-12-15-11"]
#
# Places are written in the same way, with [[places]] and [[places.split]].

"""
SHAPES = {"name": "a text in quotation marks", "aliases": 'a list of texts: ["one", "two"]', "hidden": "true or false"}
SHAPES |= {"split": "a table of its own, [[people.split]] or [[places.split]]"}
SPLIT_SHAPES = {"from": SHAPES["name"], "articles": "a list of ids of articles, and not an empty one"}


@dataclass(frozen=True, slots=True)
class Split:
    """A key that means an entity in single articles."""

    key: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or a place of the file. ``at`` is its number within its kind there, None for a new one."""

    name: str
    aliases: tuple[str, ...] = ()
    hidden: bool = False
    splits: tuple[Split, ...] = ()
    at: int | None = field(default=None, compare=False)


Entities = Mapping[str, tuple[Entity, ...]]
"""The entities by kind, ``people`` and ``places``, each in the order of the file."""


def read_authority(path: Path, content: bytes | None = None) -> Entities:
    """Return the entities of an authority file; no entities if there is no file. Raises AuthorityError.

    ``content`` is the content of the file if it was read before.
    """
    try:
        content = read_small(path) if content is None else content
    except FileNotFoundError:
        return dict.fromkeys(KINDS, ())
    except OSError as error:
        raise AuthorityError(f"it cannot be read ({error.strerror}); check its permissions", str(path)) from error
    return parse_authority(decode_authority(content, str(path)), str(path))


def decode_authority(content: bytes, where: str) -> str:
    """Return the text of an authority file, without a byte order mark."""
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise AuthorityError("it is not in UTF-8; save it as UTF-8 in your editor", where, line) from error


def parse_authority(text: str, where: str) -> Entities:
    """Return the entities in the text of an authority file; `where` is its path, for AuthorityError."""
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # from tomllib, or from Python for a number of thousands of digits
        said = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(error), re.DOTALL)
        line = int(said[2]) if said and said[2] else text.rstrip().count("\n") + 1
        raise AuthorityError(
            f"it is no TOML here ({said[1] if said else error}); mend the line", where, line
        ) from error
    except RecursionError as error:
        raise AuthorityError("it is no authority file: its brackets are nested too deep", where) from error
    return _Parser(text, where).entities(data)


def conflicts_of(entities: Iterable[Entity]) -> Iterator[tuple[str, int | None, str]]:
    """Yield the conflicts of entities of one kind: the reason, the number of the second entity, and the word."""
    owners: dict[str, Entity] = {}
    split_owners: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            other = owners.setdefault(" ".join(name.casefold().split()), entity)
            if other is not entity:
                yield _describe_conflict(name, entity, other), entity.at, name
        for split in entity.splits:
            for article in split.articles:
                other = split_owners.setdefault((article, split.key), entity)
                if other is not entity:
                    said = f"in the article “{article}”, “{split.key}” is “{other.name}” already; leave one of the two"
                    yield said, entity.at, article


def _describe_conflict(name: str, entity: Entity, other: Entity) -> str:
    """Return the reason why two entities cannot both have a name."""
    if name == other.name == entity.name:
        return f"“{name}” is here a second time; put all that belongs to it in one entity"
    if entity.name in other.aliases and other.name in entity.aliases:
        return f"“{entity.name}” and “{other.name}” are aliases of each other; leave one of the two entities"
    owner = "is the name of another entity" if name == other.name else f"belongs to “{other.name}”"
    return f"“{name}” {owner} already; a name can mean one entity only"


class _Parser:
    """Converts and checks the parsed text; it searches for line numbers only for errors."""

    def __init__(self, text: str, where: str) -> None:
        self._text, self._where = text, where

    def entities(self, data: Mapping[str, Any]) -> Entities:
        """Return the entities of the parsed text."""
        for name, tables in data.items():
            if name not in KINDS:
                raise self._error(f"“{name}” is unknown; write [[people]] or [[places]] above each entity", word=name)
            if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
                raise self._error(f"“{name}” must be tables; write [[{name}]], in double brackets", word=name)
        read = {kind: tuple(self._entity(kind, at, t) for at, t in enumerate(data.get(kind, ()))) for kind in KINDS}
        for kind in KINDS:
            for reason, at, word in conflicts_of(read[kind]):
                raise self._error(reason, kind, at, word)
        return read

    def _entity(self, kind: str, at: int, table: Mapping[str, Any]) -> Entity:
        for key, value in table.items():
            if key not in SHAPES:
                known = ", ".join(SHAPES)
                raise self._error(f"“{key}” is unknown; write one of {known}", kind, at, word=key)
            right = {
                "name": _is_text(value),
                "aliases": isinstance(value, list) and all(map(_is_text, value)),
                "hidden": isinstance(value, bool),
                "split": isinstance(value, list) and all(isinstance(each, dict) for each in value),
            }[key]
            if not right:
                raise self._error(f"“{key}” must be {SHAPES[key]}", kind, at, word=key)
        if "name" not in table:
            raise self._error(f'this entity has no name; write name = "…" below its [[{kind}]]', kind, at)
        splits = tuple(self._split(kind, at, each) for each in table.get("split", ()))
        return Entity(table["name"], tuple(table.get("aliases", ())), table.get("hidden", False), splits, at)

    def _split(self, kind: str, at: int, table: Mapping[str, Any]) -> Split:
        for key in (*table, *SPLIT_SHAPES):
            value = table.get(key)
            if key not in SPLIT_SHAPES:
                raise self._error(f"“{key}” is unknown; write `from` and `articles` in a split", kind, at, word=key)
            texts = [value] if key == "from" else value if isinstance(value, list) else []
            if not texts or not all(map(_is_text, texts)):
                raise self._error(f"“{key}” of a split must be {SPLIT_SHAPES[key]}", kind, at, word=key)
        return Split(table["from"], tuple(table["articles"]))

    def _error(self, reason: str, kind: str = "", at: int | None = None, word: str = "") -> AuthorityError:
        """Return an error with the line of a word in an entity, or anywhere in the file."""
        return AuthorityError(reason, self._where, self._line(kind, at, word))

    def _line(self, kind: str, at: int | None, word: str) -> int | None:
        tables = tables_of(self._text)
        owned = () if at is None else enumerate(tables_by_entity(tables, kind))
        own = next((each for number, each in owned if number == at), tables)
        for table in own:
            if word in table.pairs:
                return line_of(self._text, table.pairs[word].start)
        for table in own:
            for written in (write_value(word), f"'{word}'", f"[{word}"):
                if word and (found := self._text.find(written, table.start, table.end)) >= 0:
                    return line_of(self._text, found)
        return line_of(self._text, own[0].start) if own and own[0].name else None


def tables_by_entity(tables: list[Table], kind: str) -> Iterator[list[Table]]:
    """Yield the tables of each entity of a kind: its own table and those of its splits."""
    own: list[Table] = []
    for table in tables:
        if table.name == kind:
            if own:
                yield own
            own = [table]
        elif table.name == f"{kind}.split" and own:
            own.append(table)
    if own:
        yield own


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
