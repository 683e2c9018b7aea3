"""ninjs, the IPTC's news in JSON: one item a document, a list of them, or an item a line.

Version 1 has texts under ``headline``, ``body_text``, ``body_xhtml`` and similar keys; version 2 has the lists
``headlines`` and ``bodies``, whose parts have a role and a content type. Plain text is preferred to markup,
and the main part to others. Other keys are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dateline.index.article import RawArticle
from dateline.index.dataclass import replace
from dateline.index.errors import ReadError
from dateline.index.readers.formats.fragments import has_tags, text_of_html
from dateline.index.readers.formats.json_records import read_records

__all__ = ["read_ninjs"]

MAIN = ("main", "")
# The bodies of version 1, plain text first; any other `body_…` comes after them.
BODIES = ("body_text", "body_xhtml", "body_html", "body_xml")
# Dateline's key, and the ninjs lists of named things.
NAMED = {
    "people": ("person", "people"),
    "places": ("place", "places"),
    "topics": ("subject", "subjects"),
    "organisations": ("organisation", "organisations"),
}
# Dateline's key, and the ninjs keys, the better one first.
KEYS = {
    "id": ("uri",),
    "byline": ("byline", "by"),
    "dateline": ("located", "dateline"),
    "language": ("language",),
    "url": ("canonicalurl", "link"),
    "published": ("firstcreated", "contentcreated", "versioncreated"),
    "section": ("genre",),
    "source": ("copyrightholder",),
}
# Keys that version 2 may spell with capitals.
NEW_KEYS = frozenset(name for names in KEYS.values() for name in names) | {"infosources", "copyrightholder"}


def read_ninjs(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each item, or the error."""
    for found in read_records(lines, file):
        yield found if isinstance(found, ReadError) else replace(found, values=values_of(found.values))


def values_of(item: Mapping[str, object]) -> dict[str, object]:
    """Return the values of an item under Dateline's keys."""
    item = in_small_letters(item)
    taken = {"headline", "title", "headlines", "bodies", "infosources"}
    values: dict[str, object] = {"title": title_of(item), "body": body_of(item)}
    for ours, theirs in KEYS.items():
        values[ours] = next((text for key in theirs if (text := text_of(item.get(key)))), "")
        taken.update(theirs)
    version = text_of(item.get("versioncreated"))
    values["updated"] = version if version != values["published"] else ""
    values["source"] = values["source"] or next(iter(names_in(item.get("infosources"))), "")
    for ours, theirs in NAMED.items():
        values[ours] = list(dict.fromkeys(name for key in theirs for name in names_in(item.get(key))))
        taken.update(theirs)
    kept = {key: value for key, value in values.items() if value or key in ("title", "body")}
    others = {key: value for key, value in item.items() if key not in taken and not key.startswith("body")}
    return {**kept, **{key: value for key, value in others.items() if key not in kept}}


def in_small_letters(item: Mapping[str, object]) -> Mapping[str, object]:
    """Return an item with the keys as version 1 spells them; version 2 has capitals (``versionCreated``)."""
    return {key.lower() if key.lower() in NEW_KEYS and key.lower() not in item else key: item[key] for key in item}


def title_of(item: Mapping[str, object]) -> str:
    """Return the headline, the main one if there are several."""
    return text_of(item.get("headline")) or text_of(item.get("title")) or main_of(item.get("headlines"))


def body_of(item: Mapping[str, object]) -> str:
    """Return the text in paragraphs from the best body."""
    others = sorted(key for key in item if key.startswith("body_") and key not in BODIES)
    for key in (*BODIES, *others):
        if text := text_of(item.get(key)):
            return text if key == "body_text" else text_of_html(text)
    return main_of(item.get("bodies")) or text_of(item.get("body")) or text_of(item.get("description_text"))


def main_of(parts: object) -> str:
    """Return the text of the main part, preferably plain text."""
    found = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    found.sort(key=lambda part: (text_of(part.get("role")) not in MAIN, is_marked(part)))
    for part in found:
        if text := text_of(part.get("value")):
            return text_of_html(text) if is_marked(part) or has_tags(text) else text
    return ""


def is_marked(part: Mapping[str, object]) -> bool:
    """Return whether the content type of a part is markup."""
    kind = text_of(part.get("contenttype") or part.get("contentType"))
    return "html" in kind or "xml" in kind


def names_in(things: object) -> Iterable[str]:
    """Return the names of a list of things."""
    for thing in things if isinstance(things, list) else ():
        name = text_of(thing.get("name") or thing.get("literal")) if isinstance(thing, dict) else text_of(thing)
        if name:
            yield name


def text_of(value: object) -> str:
    """Return a text without outer white space; the empty text for other values."""
    return value.strip() if isinstance(value, str) else ""
