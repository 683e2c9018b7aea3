"""NewsML-G2, the IPTC's exchange format: a news item, or a message with many.

    <newsMessage><itemSet><newsItem guid="…" version="1">
      <itemMeta>…<versionCreated>…</itemMeta>
      <contentMeta><headline>…</headline><by>…</by><subject type="cpnat:person">…</contentMeta>
      <contentSet><inlineXML contenttype="application/nitf+xml">…</inlineXML></contentSet>

The text is NITF, XHTML or plain text inside the content set. If the content is external, as of pictures, the
description (the caption) is the body. Package items only list others and give no article. A later version of an item
has the same ``guid``, which is the id. The day of publication is that of the first version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from dateline.index.article import RawArticle
from dateline.index.errors import NoArticle, ReadError
from dateline.index.readers.formats.fragments import text_of_html
from dateline.index.readers.formats.nitf import values_of_nitf
from dateline.index.readers.formats.xml_records import read_records
from dateline.index.readers.formats.xml_text import (
    attributes,
    children,
    first_line,
    line_of,
    lines_of_all,
    local_name,
    paragraphs_of,
    strip_by,
)

__all__ = ["read_newsml_g2"]

ITEM = "newsItem"
OTHER_ITEMS = frozenset(("packageItem", "conceptItem", "knowledgeItem", "planningItem"))
# States of publication (IPTC scheme `stat`) of items that are withdrawn.
CANCELLED = frozenset(("canceled", "cancelled"))
# The kinds of concepts (IPTC scheme `cpnat`) that have their own key; all others are topics.
KINDS = {"person": "people", "geoArea": "places", "poi": "places", "organisation": "organisations"}


def read_newsml_g2(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each news item in a file."""
    empty, others = True, set()
    for found in read_records(lines, file, lambda path: path[-1] == ITEM or path[-1] in OTHER_ITEMS):
        if isinstance(found, ReadError):
            empty = False
            yield found
        elif found.element.tag in OTHER_ITEMS:
            others.add(found.element.tag)
        else:
            empty = False
            values = values_of_item(found.element)
            if str(values.get("status", "")).lower() in CANCELLED:
                name = found.element.get("guid", "without a guid")[:80]
                yield NoArticle(file, found.line, f"the news item {name} was cancelled; it was not read")
            elif values["title"] or values["body"]:
                yield RawArticle(values, file, found.line, not found.path, found.notes)
            else:
                name = found.element.get("guid", "without a guid")[:80]
                yield ReadError(file, found.line, f"the news item {name} holds no text: its content lies elsewhere")
    if empty and others:
        held = ", ".join(sorted(others))
        yield NoArticle(file, None, f"the file holds only {held}, which is no news, and so no text")
    elif empty:
        yield ReadError(file, None, f"the file holds no element `{ITEM}`, and so no text")


def values_of_item(item: Element) -> dict[str, object]:
    """Return the values of a news item: a title and a body, which may be empty, and its other metadata."""
    about, content = item.find("itemMeta"), item.find("contentMeta")
    guid = item.get("guid", "").strip()
    created = first_line(about, "firstCreated") or first_line(content, "contentCreated")
    version = first_line(about, "versionCreated")
    inside = values_of_content(item.find("contentSet"))
    description = "\n\n".join(paragraphs_of(each) for each in children(content, "description"))
    values: dict[str, object] = {
        "title": first_line(content, "headline") or first_line(about, "title"),
        "body": inside.pop("body", "") or description,
        "id": guid,
        "published": created or version,
        "updated": version if created and version != created else "",
        "byline": strip_by(first_line(content, "by")) or ", ".join(names_of(children(content, "creator"), {})),
        "dateline": first_line(content, "dateline"),
        "source": first_name(content, "infoSource") or first_name(about, "provider"),
        "url": guid if guid.startswith(("http://", "https://")) else "",
        "language": next(iter(attributes(content, "language", "tag")), "") or item.get("xml:lang", ""),
        "summary": description,
        **unmapped_values(item, about, content),
        **concepts_of(item, content),
    }
    if values["summary"] == values["body"]:
        del values["summary"]
    said = {key: value for key, value in values.items() if value}
    return {"title": "", "body": "", **inside, **said}


def values_of_content(content: Element | None) -> dict[str, object]:
    """Return the values in the content set: the text, and the metadata of a NITF document."""
    for each in children(content, "inlineXML/*"):
        if local_name(each) == "nitf":
            values = values_of_nitf(each)
        else:
            values = {"body": paragraphs_of(each), "title": first_line(each, "head/title")}
        if values["body"]:
            return values
    for each in children(content, "inlineData"):
        kind = each.get("contenttype", "text/plain")
        if kind.startswith(("text/", "application/xhtml")) and not each.get("encoding"):
            text = "".join(each.itertext())
            return {"body": text_of_html(text) if "html" in kind else text.strip("\r\n").rstrip()}
    return {}


def unmapped_values(item: Element, about: Element | None, content: Element | None) -> dict[str, object]:
    """Return values that have no key of an article, under descriptive names."""
    kind = next(iter(attributes(about, "itemClass", "qcode")), "").rpartition(":")[2]
    return {
        "version": item.get("version", ""),
        "kind": kind if kind != "text" else "",
        "genre": names_of(children(content, "genre"), {}),
        "slug": first_line(content, "slugline"),
        "urgency": first_line(content, "urgency"),
        "located": names_of(children(content, "located"), {}),
        "status": next(iter(attributes(about, "pubStatus", "qcode")), "").rpartition(":")[2],
        "embargoed": first_line(about, "embargoed"),
        "note": "\n".join(lines_of_all(children(about, "edNote"))),
        "copyright": first_name(item.find("rightsInfo"), "copyrightHolder"),
    }


def concepts_of(item: Element, content: Element | None) -> dict[str, list[str]]:
    """Return the people, places and topics of the item, by key."""
    asserted = {each.get("qcode", ""): first_line(each, "name") for each in children(item, "assert")}
    found: dict[str, list[str]] = {"people": [], "places": [], "topics": []}
    for subject in children(content, "subject"):
        kind = subject.get("type", "").rpartition(":")[2]
        found.setdefault(KINDS.get(kind, "topics"), []).extend(names_of([subject], asserted))
    found["topics"] += lines_of_all(children(content, "keyword"))
    return {key: list(dict.fromkeys(names)) for key, names in found.items()}


def names_of(concepts: Iterator[Element] | list[Element], asserted: Mapping[str, str]) -> list[str]:
    """Return the name of each concept: its own, the one asserted for its code, else the code."""
    names = []
    for each in concepts:
        code = each.get("qcode", "")
        name = first_line(each, "name") or asserted.get(code) or each.get("literal", "").strip()
        names.append(name or code or line_of(each))
    return list(dict.fromkeys(name for name in names if name))


def first_name(element: Element | None, name: str) -> str:
    """Return the name of the first concept of some kind below an element; an empty text if no concept has one."""
    return next(iter(names_of(children(element, name), {})), "")
