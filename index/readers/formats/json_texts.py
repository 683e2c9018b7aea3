"""Texts that other programs keep in lists and objects: ``"headline": ["…"]``, ``"authors": [{"name": …}]``.

A list of one is its item, a list of the paragraphs of a body is their text, and people, papers and topics are their
names. What an object says beside the name is kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.index.readers.key_names import SINGLE, is_blank, is_given, key_of, needs_no_change

__all__ = ["plain_texts"]

# Keys whose values may be objects with a name.
NAMED = frozenset(("byline", "source", "section", "people", "places", "topics"))
# What such objects call the name, in order of rank.
NAMES = ("name", "displayName", "display_name", "title")


def plain_texts(record: Mapping[str, object]) -> Mapping[str, object]:
    """Return a record with the values of Dateline's keys as texts; the record itself if they are."""
    found = {name: key for name, value in record.items() if type(value) in (list, dict) and (key := key_of(name))}
    if not found:
        return record
    values = dict(record)
    for name, key in found.items():
        if key in SINGLE:
            values[name] = single(values[name], is_body=key == "body")
        if key in NAMED:
            keep_names(values, name, key)
    return values


def single(value: object, *, is_body: bool) -> object:
    """Return the item of a list of one, and the text of a list of paragraphs; other values unchanged."""
    if not isinstance(value, list):
        return value
    if len(value) == 1 and isinstance(value[0], str | int | float):
        return value[0]
    if is_body and value and all(isinstance(item, str) for item in value):
        return "\n\n".join(value)
    return value


def keep_names(values: dict[str, object], name: str, key: str) -> None:
    """Keep the names of objects as the value of a key; what they say otherwise stays, under paths if it must."""
    value = values[name]
    items = value if isinstance(value, list) else [value]
    names = [name_of(item) for item in items]
    if not names or not all(names) or all(isinstance(item, str) for item in items):
        return
    plain: object = names if isinstance(value, list) else names[0]
    others = others_in(value, name)
    if not needs_no_change(name, key):
        if not is_given(values, key):
            values[key if others else name] = plain
        return
    values[name] = plain
    for path, other in others.items():
        values.setdefault(path, other)


def name_of(item: object) -> str:
    """Return a name, or that in an object, else the empty text."""
    if isinstance(item, dict):
        item = next((item[name] for name in NAMES if isinstance(item.get(name), str)), "")
    return item.strip() if isinstance(item, str) else ""


def others_in(value: object, path: str) -> dict[str, object]:
    """Return what objects say beside their names, by their paths (``source.id``, ``authors.0.url``)."""
    if isinstance(value, list):
        parts = [others_in(item, f"{path}.{place}") for place, item in enumerate(value)]
        return {key: other for part in parts for key, other in part.items()}
    if not isinstance(value, Mapping):
        return {}
    taken = next((name for name in NAMES if isinstance(value.get(name), str)), "")
    return {f"{path}.{key}": other for key, other in value.items() if key != taken and not is_blank(other)}
