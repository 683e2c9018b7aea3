"""Change entities in an authority file and keep the rest of its text.

Changes are made in place; new entities are added at the end. The result is parsed again: if it does not have exactly
the wanted entities, the file uses TOML forms that are not supported here, and is not changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from dateline.index.dataclass import replace
from dateline.index.entities.authority.file import (
    KINDS,
    Entities,
    Entity,
    Split,
    conflicts_of,
    parse_authority,
    tables_by_entity,
)
from dateline.index.entities.authority.toml_text import (
    Splice,
    Table,
    apply,
    tables_of,
    with_strings,
    without_table,
    write_value,
)
from dateline.index.errors import AuthorityError

__all__ = ["rewrite"]


def rewrite(text: str, before: Entities, after: Entities, where: str) -> str:
    """Return the text of the authority file at `where` with the entities `after` in place of `before`.

    Raises AuthorityError if entities conflict or the text uses forms that are not supported.
    """
    for kind in KINDS:
        for reason, _, _ in conflicts_of(after[kind]):
            raise AuthorityError(f"this cannot be: {reason}")
    tables = tables_of(text)
    splices: list[Splice] = []
    for kind in KINDS:
        own = list(tables_by_entity(tables, kind))
        if len(own) != len(before[kind]):
            raise _unsupported(where)
        stay = {entity.at: entity for entity in after[kind] if entity.at is not None}
        for at, (old, parts) in enumerate(zip(before[kind], own, strict=True)):
            new = stay.get(at)
            if new is None:
                splices += [without_table(text, part) for part in parts]
            elif new != old:
                splices += _changed(text, kind, parts, old, new)
    fresh = [_written(kind, entity) for kind in KINDS for entity in after[kind] if entity.at is None]
    made = "\n".join([apply(text, splices).rstrip("\n"), *fresh]) if fresh else apply(text, splices)
    made = made if made.endswith("\n") or not made else f"{made}\n"
    if "\r\n" in text:
        made = made.replace("\r\n", "\n").replace("\n", "\r\n")
    _check(made, after, where)
    return made


def _changed(text: str, kind: str, parts: list[Table], old: Entity, new: Entity) -> Iterator[Splice]:
    """Yield the splices that change an entity in the text."""
    own, *below = parts
    if new.name != old.name:
        pair = own.pairs["name"]
        yield pair.value, pair.end, write_value(new.name)
    added = ""
    if new.aliases != old.aliases:
        gone, fresh = _difference(old.aliases, new.aliases)
        if (aliases := own.pairs.get("aliases")) is None:
            added += f"\naliases = {write_value(new.aliases)}"
        else:
            yield aliases.value, aliases.end, with_strings(text[aliases.value : aliases.end], gone, fresh)
    if new.hidden != old.hidden:
        if (hidden := own.pairs.get("hidden")) is None:
            added += f"\nhidden = {write_value(new.hidden)}"
        else:
            yield hidden.value, hidden.end, write_value(new.hidden)
    if added:
        yield own.end, own.end, added
    yield from _changed_splits(text, kind, below, old.splits, new.splits, parts[-1].end)


def _changed_splits(
    text: str, kind: str, tables: list[Table], old: tuple[Split, ...], new: tuple[Split, ...], end: int
) -> Iterator[Splice]:
    """Yield the splices that change the splits of an entity; kept splits have the same positions, even if empty."""
    if len(tables) != len(old):
        return  # they are written as inline tables; the check of the result reports it
    for table, was, now in zip_longest(tables, old, new):
        if table is None:
            yield end, end, f"\n{_written_split(kind, now)}"
        elif not now.articles:
            yield without_table(text, table)
        elif was != now:
            pair = table.pairs["articles"]
            array = with_strings(text[pair.value : pair.end], *_difference(was.articles, now.articles))
            yield pair.value, pair.end, array


def _difference(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[set[str], list[str]]:
    """Return the removed values, and the added ones."""
    known = set(old)
    return known.difference(new), [each for each in new if each not in known]


def _written(kind: str, entity: Entity) -> str:
    lines = [f"\n[[{kind}]]", f"name = {write_value(entity.name)}"]
    lines += [f"aliases = {write_value(entity.aliases)}"] if entity.aliases else []
    lines += ["hidden = true"] if entity.hidden else []
    return "\n".join(lines + [_written_split(kind, split) for split in entity.splits])


def _written_split(kind: str, split: Split) -> str:
    return f"[[{kind}.split]]\nfrom = {write_value(split.key)}\narticles = {write_value(split.articles)}"


def _check(text: str, wanted: Entities, where: str) -> None:
    """Raise AuthorityError for a text that does not have the wanted entities."""
    try:
        said = parse_authority(text, where)
    except AuthorityError as error:
        raise _unsupported(where) from error
    for kind in KINDS:
        if list(map(_normalized, said[kind])) != list(map(_normalized, wanted[kind])):
            raise _unsupported(where)


def _normalized(entity: Entity) -> Entity:
    """Return an entity without empty splits, with aliases and articles sorted and unique."""
    splits = (Split(each.key, tuple(sorted(set(each.articles)))) for each in entity.splits if each.articles)
    return replace(entity, aliases=tuple(sorted(set(entity.aliases))), splits=tuple(splits))


def _unsupported(where: str) -> AuthorityError:
    said = "it is written in a way that the commands cannot change and keep as it is"
    return AuthorityError(f"{said}; edit it by hand, or give each entity its own [[people]] or [[places]]", where)
