"""Keys that the user names (``--map``): the value under their key, or at a path into objects and lists, moves to ours.

    {"content": {"rendered": "…"}, "dates": ["2016-12-14"]}     body=content.rendered, published=dates.0

A key that has the points in its name takes precedence over a path.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.index.article import RawArticle
from dateline.index.dataclass import replace

__all__ = ["paths_in", "rename"]

# Readers make a plain text of a list of one text and of an object with a name; its path still leads to it.
OF_TEXTS = frozenset(("0", "name", "rendered", "value"))


def rename(raw: RawArticle, mapping: Mapping[str, str]) -> RawArticle:
    """Return the record with the values under their keys moved to ours."""
    present: dict[str, tuple[str, object]] = {}
    for ours, theirs in mapping.items():
        if ours == theirs:
            continue
        if theirs in raw.values:
            present[ours] = theirs, raw.values[theirs]
        elif "." in theirs and (found := value_at(raw.values, theirs.split("."))) is not None:
            present[ours] = theirs, found
    if not present:
        return raw
    values = dict(raw.values)
    for theirs, _ in present.values():
        values = without(values, theirs)
    for ours, (theirs, value) in present.items():
        if ours in values and theirs not in present:
            values[theirs] = values[ours]
        values[ours] = paragraphs_of(value) if ours == "body" else value
    return replace(raw, values=values)


def paragraphs_of(value: object) -> object:
    """Return a list of texts as the paragraphs of a body; other values unchanged."""
    if isinstance(value, list) and value and all(isinstance(text, str) for text in value):
        return "\n\n".join(value)
    return value


def value_at(content: object, path: Sequence[str]) -> object:
    """Return the value at a path of keys and of places in lists, None if there is none."""
    for part in path:
        if isinstance(content, Mapping):
            content = content.get(part)
        elif isinstance(content, list) and part.isdecimal() and part.isascii():
            content = content[int(part)] if len(part) < 10 and int(part) < len(content) else None
        elif not (isinstance(content, str) and part in OF_TEXTS):
            return None
    return content


def without(values: Mapping[str, object], path: str) -> dict[str, object]:
    """Return values without the one at a path; what is in lists stays, and an object that would be empty goes."""
    if path in values:
        return {key: value for key, value in values.items() if key != path}
    name, _, rest = path.partition(".")
    inner = values.get(name)
    if not rest or isinstance(inner, list) or name not in values:
        return dict(values)
    left = without(inner, rest) if isinstance(inner, Mapping) else {}
    return {key: left if key == name else value for key, value in values.items() if key != name or left}


def paths_in(values: Mapping[str, object]) -> list[str]:
    """Return the names of the values, those in objects as paths."""
    return [
        path
        for name, value in values.items()
        for path in ([f"{name}.{inner}" for inner in value] if isinstance(value, Mapping) and value else [name])
    ]
