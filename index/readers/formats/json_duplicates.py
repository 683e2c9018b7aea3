"""Keys that an object in JSON has twice: the parser keeps the last value, and a note says so."""

from __future__ import annotations

import json

from dateline.index.article import ArticleNote

__all__ = ["DuplicateKey", "notes_on_duplicates", "object_of"]

MOST_NAMED = 5


class DuplicateKey(Exception):
    """An object has a key twice. `object_of` raises it, and the reader parses the text again without it."""


def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object by its keys and values, for the parser. Raises DuplicateKey."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise DuplicateKey
    return values


def notes_on_duplicates(text: str) -> tuple[ArticleNote, ...]:
    """Return a note that names the keys that an object of a record has twice."""
    names = find_duplicates(text)
    shown = ", ".join(f"`{name[:40]}`" for name in names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
    return (ArticleNote("a key twice", f"the record has a key more than once: {shown}; the last value was kept"),)


def find_duplicates(text: str) -> list[str]:
    """Return the keys that an object of a JSON value has more than once."""
    found: dict[str, None] = {}

    def look_at(pairs: list[tuple[str, object]]) -> dict[str, object]:
        values = dict(pairs)
        if len(values) < len(pairs):
            seen: set[str] = set()
            for name, _ in pairs:
                if name in seen:
                    found[name] = None
                seen.add(name)
        return values

    json.loads(text, object_pairs_hook=look_at)
    return list(found)
