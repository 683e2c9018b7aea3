"""Keys that an object in JSON has twice: the parser keeps the last value, and a note says so.

The parser of the standard library does not report them, and one with a hook takes twice the time. So the colons after
keys are counted first; only if there are more of them than keys, the text is parsed again.
"""

from __future__ import annotations

import json

from dateline.index.article import ArticleNote

__all__ = ["notes_on_duplicates"]

MOST_NAMED = 5


def notes_on_duplicates(text: str, at: int, end: int, content: object) -> tuple[ArticleNote, ...]:
    """Return a note that names the keys that an object of a record has twice; none for most records."""
    colons = text.count('":', at, end) + text.count('" :', at, end)
    if colons <= count_keys(content):
        return ()
    names = find_duplicates(text[at:end])
    if not names:
        return ()
    shown = ", ".join(f"`{name[:40]}`" for name in names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
    return (ArticleNote("a key twice", f"the record has a key more than once: {shown}; the last value was kept"),)


def count_keys(content: object) -> int:
    """Return the number of keys of a JSON value and of all values in it."""
    count = 0
    left = [content]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            count += len(each)
            left.extend(value for value in each.values() if type(value) is dict or type(value) is list)
        elif isinstance(each, list):
            left.extend(value for value in each if type(value) is dict or type(value) is list)
    return count


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
