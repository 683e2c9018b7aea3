"""Records of databases and search engines in JSON, made plain.

Such programs wrap records in others (``{"hits": {"hits": […]}}``), the values of a record in another (``_source``,
``attributes``), and numbers and days in objects (MongoDB: ``{"$date": …}``). What is wrapped is taken out; a record
without any of this stays as it is. `json_systems` does the same for content management systems.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from dateline.index.readers.formats.ghost_export import is_ghost_export, posts_of
from dateline.index.readers.formats.json_systems import is_of_system, of_system, why_no_article
from dateline.index.readers.key_names import SINGLE, is_blank, key_of

__all__ = ["is_plain", "is_wrapper", "plain_record", "records_in"]

# The keys under which programs keep lists of records, or objects with such a list. Under the last ones, articles may
# also have lists of other things.
LISTS = ("articles", "docs", "hits", "posts", "results", "response", "db")
OTHER_LISTS = ("items", "documents", "records", "entries", "stories", "data", "nodes")
DEEPEST_LIST = 5
# An object with one of these in it is an article, whatever lists it has; under `TITLED` it may be the name of a list.
OF_ARTICLES = frozenset(("body", "text", "content", "html", "attributes", "_source"))
TITLED = frozenset(("title", "headline"))
TEXTS_ONLY = frozenset((str,))
# What MongoDB writes for a number that is missing, or was divided by nothing.
NO_NUMBERS = ("NaN", "Infinity", "-Infinity")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def records_in(document: Mapping[str, object], depth: int = DEEPEST_LIST) -> list[object] | None:
    """Return the records that a document wraps; None if it is a record itself."""
    if depth == 0 or has_text(document, OF_ARTICLES):
        return None
    if is_ghost_export(document):
        return posts_of(document)
    is_named = has_text(document, TITLED)
    for name in (*LISTS, *OTHER_LISTS):
        inner = document.get(name)
        first = inner[0] if isinstance(inner, list) and inner else inner
        if isinstance(first, dict) and (not isinstance(inner, list) or len(inner) == 1):
            found = records_in(first, depth - 1)
            if found is not None:
                return found
        if not isinstance(inner, list):
            continue
        if is_record(first, () if is_named else LISTS, name) or (not is_named and (name == "articles" or not inner)):
            return inner
        if name == "articles" and not inner:
            return inner
    return None


def is_wrapper(before: Mapping[str, object], name: str) -> bool:
    """Return whether an object wraps the records in its list under a name, by the keys before it."""
    return name in (*LISTS, *OTHER_LISTS) and not has_text(before, OF_ARTICLES)


def has_text(record: Mapping[str, object], names: frozenset[str]) -> bool:
    """Return whether a record has a value under one of these names, in any case."""
    return any(name.lower() in names and not is_blank(value) for name, value in record.items())


def is_record(first: object, certain: Collection[str], name: str) -> bool:
    """Return whether the first item of a list shows that its items are records, under a ``certain`` name any object."""
    if not isinstance(first, dict):
        return False
    return name in certain or has_text(first, OF_ARTICLES if not certain else OF_ARTICLES | TITLED)


def plain_record(record: dict[str, object]) -> dict[str, object] | str:
    """Return a record with what is wrapped in it taken out, the record itself if nothing is.

    A record of a content management system that is no published article gives the reason.
    """
    if is_plain(record):
        return record
    values = unwrapped(record)
    return (why_no_article(values) or of_system(values)) if is_of_system(values) else values


def is_plain(record: Mapping[str, object]) -> bool:
    """Return whether nothing is wrapped in a record: no object, no list of others than texts, none for one text."""
    for name, value in record.items():
        kind = type(value)
        if kind is dict:
            return False
        if kind is list and value and (not TEXTS_ONLY.issuperset(map(type, value)) or key_of(name) in SINGLE):  # type: ignore[call-overload]
            return False
    return "html" not in record


def unwrapped(record: dict[str, object]) -> dict[str, object]:
    """Return the values of a record, as databases and search engines wrap them, with its id."""
    values = record
    for name in ("_source", "attributes"):
        inner = record.get(name)
        # Strapi keeps nothing but the id beside the values.
        is_around = "_id" in record or "type" in record or len(record) == 1 or record.keys() == {"id", name}
        if isinstance(inner, dict) and is_around:
            values = dict(inner)
            if "id" not in values and isinstance(record.get("id"), str | int):
                values["id"] = record["id"]
            break
    identity = plain_value(record.get("_id"))
    # A plain `_id` beside other keys is a key like others.
    is_wrapped = values is not record or isinstance(record.get("_id"), dict)
    if is_wrapped and isinstance(identity, str | int) and "id" not in values:
        values = {"id": identity, **{key: value for key, value in values.items() if key != "_id"}}
    return {key: plain_value(value) for key, value in values.items()}


def plain_value(value: object) -> object:
    """Return a value with the objects of MongoDB in it as plain values."""
    if isinstance(value, list):
        return [plain_value(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) != 1 or not next(iter(value)).startswith("$"):
        return {key: plain_value(item) for key, item in value.items()}
    ((name, inner),) = value.items()
    inner = plain_value(inner)
    if name == "$date" and isinstance(inner, int) and not isinstance(inner, bool):
        return instant_of(inner)
    if name in ("$numberLong", "$numberInt") and isinstance(inner, str) and is_integer(inner):
        return int(inner)
    if name == "$numberDouble" and inner in NO_NUMBERS:
        return None
    if name in ("$date", "$oid", "$uuid", "$symbol", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal"):
        return inner
    return {name: inner}


def is_integer(text: str) -> bool:
    """Return whether a text is an integer of 64 bits."""
    return len(text) <= 20 and text.removeprefix("-").isdecimal() and text.isascii()


def instant_of(milliseconds: int) -> object:
    """Return an instant in ISO 8601, by its milliseconds since 1970; the number itself if there is no such instant."""
    try:
        return (EPOCH + timedelta(milliseconds=milliseconds)).isoformat()
    except OverflowError:
        return milliseconds
