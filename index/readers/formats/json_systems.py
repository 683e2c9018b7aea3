"""Records of content management systems in JSON, under Dateline's keys: WordPress, Drupal, Ghost.

Their texts are objects with a format (WordPress: ``{"rendered": …}``, Drupal: ``{"value": …, "format": …}``) or HTML.
Authors and topics are those that they embed; a record that is no published article is not read.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.index.readers.formats.fragments import has_tags, text_of_html, unescape
from dateline.index.readers.formats.wordpress import with_offset

__all__ = ["is_of_system", "of_system", "why_no_article"]

# The texts of which one shows that a record is of a content management system.
TEXTS = ("title", "body", "content")
# The keys of an object that is a text and its format.
FORMS = frozenset(("value", "format", "processed", "summary", "lang", "rendered", "protected", "raw", "end_value"))
# What content management systems call Dateline's keys, in order of rank.
THEIR_KEYS = {
    "body": ("content", "html", "plaintext"),
    "published": ("date", "published_at", "created"),
    "updated": ("modified", "updated_at", "changed"),
    "summary": ("excerpt", "custom_excerpt"),
    "url": ("link",),
    "language": ("langcode",),
}
IDS = ("guid", "uuid")
UNPUBLISHED = frozenset(("draft", "auto-draft", "pending", "private", "future", "scheduled", "trash", "sent"))
NO_ARTICLES = frozenset(("page", "attachment", "revision", "nav_menu_item"))


def is_of_system(record: Mapping[str, object]) -> bool:
    """Return whether a record is of a content management system: its texts have a format, or it is one of Ghost."""
    return any(is_text(record.get(name)) for name in TEXTS) or ("html" in record and "slug" in record)


def is_text(value: object) -> bool:
    """Return whether a value is a text with its format, perhaps in a list of one."""
    if isinstance(value, list):
        return len(value) == 1 and is_text(value[0])
    return (
        isinstance(value, dict)
        and bool(value)
        and FORMS.issuperset(value)
        and not value.keys().isdisjoint(("value", "rendered", "processed"))
    )


def text_of(value: object) -> object:
    """Return a text with its format as plain text; other values unchanged."""
    if not is_text(value):
        return value
    inner = value[0] if isinstance(value, list) else value
    assert isinstance(inner, dict)
    text = next((inner[name] for name in ("rendered", "processed", "value") if name in inner), None)
    return text_of_html(text) if isinstance(text, str) and ("rendered" in inner or has_tags(text)) else text


def of_system(record: Mapping[str, object]) -> dict[str, object]:
    """Return a record of a content management system under Dateline's keys."""
    values = {**{key: text_of(value) for key, value in record.items()}, **dates_of(record)}
    html = values.get("html")
    if isinstance(html, str):
        values["html"] = text_of_html(html)
    for ours, names in THEIR_KEYS.items():
        theirs = next((name for name in names if values.get(name) not in (None, "")), None)
        if theirs is not None and values.get(ours) in (None, ""):
            values[ours] = values.pop(theirs)
    if isinstance(values.get("author"), int):  # WordPress: its name is in what is embedded
        values["author_id"] = values.pop("author")
    for key, found in (("byline", authors_in(record)), ("topics", topics_in(record))):
        if found and values.get(key) in (None, "", []):
            values[key] = found
    identity = next((values.pop(name) for name in IDS if isinstance(values.get(name), str)), None)
    if identity is not None and not isinstance(values.get("id"), str):
        values["id"] = identity
    return values


def why_no_article(record: Mapping[str, object]) -> str:
    """Return why a record of a content management system is no published article, the empty text if it is one."""
    state, kind = text_of(record.get("status")), record.get("type")
    title = str(text_of(record.get("title")) or "")[:60]
    if state is False or (isinstance(state, str) and state in UNPUBLISHED):
        return f"“{title}” is not published; it was not read"
    if isinstance(kind, str) and kind in NO_ARTICLES:
        return f"“{title}” is no article but a {kind.replace('_', ' ')}; it was not read"
    return ""


def dates_of(record: Mapping[str, object]) -> dict[str, object]:
    """Return the days of a record of WordPress with the offset of its site, which says them in UTC as well."""
    found: dict[str, object] = {}
    for key in ("date", "modified"):
        local, universal = record.get(key), record.get(f"{key}_gmt")
        if isinstance(local, str) and isinstance(universal, str):
            found[key] = with_offset(local, universal)
    return found


def authors_in(record: Mapping[str, object]) -> list[str]:
    """Return the names of the authors: those of Ghost, and those that WordPress embeds or that its plug-ins name."""
    embedded, head = record.get("_embedded"), record.get("yoast_head_json")
    authors = embedded.get("author") if isinstance(embedded, Mapping) else None
    written = head.get("author") if isinstance(head, Mapping) else None
    for found in (record.get("authors"), record.get("primary_author"), authors, written):
        if names := names_in(found):
            return names
    return []


def topics_in(record: Mapping[str, object]) -> list[str]:
    """Return the names of the tags of Ghost, and of the categories and tags that WordPress embeds."""
    embedded = record.get("_embedded")
    terms = embedded.get("wp:term") if isinstance(embedded, Mapping) else None
    groups = [record.get("tags"), *(terms if isinstance(terms, list) else ())]
    # Tags of Ghost that begin so are internal.
    return list(dict.fromkeys(name for group in groups for name in names_in(group) if not name.startswith("#")))


def names_in(things: object) -> list[str]:
    """Return the names of a thing or of a list of things, as plain texts."""
    names = [
        each.get("name") if isinstance(each, Mapping) else each
        for each in (things if isinstance(things, list) else [things])
    ]
    return [line for name in names if isinstance(name, str) and (line := " ".join(unescape(name).split()))]
