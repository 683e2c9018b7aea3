"""RSS (0.9x, 1.0, 2.0) and Atom feeds: each item is an article.

The elements of both are mapped to Dateline's keys; other elements with plain text keep their names. The full text
(``content:encoded``, Atom's ``content``) is the body, else the summary is; if there are both, the summary is kept
as ``summary``. HTML becomes paragraphs. Title and language of the feed are defaults for its items.

A ``guid`` is an id only if it is a URI, because some feeds number their items from 1; the address of the
article itself is the ``url``, not the id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.fragments import text_of_html
from dateline.index.readers.formats.xml_records import XmlRecord, read_records
from dateline.index.readers.formats.xml_text import children, first_line, line_of, lines_of_all, paragraphs_of

__all__ = ["read_feed"]

ITEMS = frozenset(("item", "atom:entry"))
FEEDS = frozenset(("channel", "atom:feed"))
ABOUT_FEED = frozenset(("title", "language", "dc:language", "atom:title"))
LANGUAGE = "xml:lang"
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
RSS_AUTHOR = re.compile(r"\S+@\S+\s*\((.+)\)")

# The elements of each key, in order of rank.
LINES = {
    "published": ("pubDate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published", "atom:updated", "date"),
    "updated": ("atom:updated", "dcterms:modified"),
    "language": ("dc:language", "language"),
}
# Elements that are mapped to keys, and so are not kept under their own names.
MAPPED_NAMES = """
    title link guid author source category description content:encoded pubDate language date
    dc:title dc:creator dc:date dc:language dc:subject dc:description dcterms:issued dcterms:created dcterms:modified
"""
MAPPED = frozenset(MAPPED_NAMES.split())


def read_feed(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each item of a feed."""
    feed: dict[str, str] = {}
    empty = True
    for found in read_records(lines, file, is_wanted):
        if isinstance(found, ReadError):
            yield found
        elif found.element.tag in ITEMS:
            yield RawArticle(article_of(found.element, feed), file, found.line)
        else:
            keep_feed_value(found, feed)
            continue
        empty = False
    if empty:
        yield ReadError(file, None, "the feed holds no item")


def is_wanted(path: tuple[str, ...]) -> bool:
    """Return whether an element is an item or describes the feed."""
    return path[-1] in ITEMS or (len(path) > 1 and path[-2] in FEEDS and path[-1] in ABOUT_FEED)


def keep_feed_value(found: XmlRecord, feed: dict[str, str]) -> None:
    """Keep the title or language of a feed."""
    key = "language" if found.element.tag.endswith("language") else "source"
    line = plain_line(found.element)
    if line:
        feed.setdefault(key, line)


def article_of(item: Element, feed: dict[str, str]) -> dict[str, object]:
    """Return the values of an item under Dateline's keys, and other values under their names."""
    full, summary = texts_of(item)
    values: dict[str, object] = {"title": title_of(item), "body": full or summary}
    values |= {key: first_line(item, *paths) for key, paths in LINES.items()}
    values["byline"] = byline_of(item)
    values["url"] = url_of(item)
    values["topics"] = topics_of(item)
    values["source"] = (
        plain_line(item.find("source")) or first_line(item, "atom:source/atom:title") or feed.get("source")
    )
    values["language"] = values["language"] or item.get(LANGUAGE) or feed.get("language")
    values["id"] = id_of(item, str(values["url"]))
    values["summary"] = summary if full else None
    if values["updated"] == values["published"]:
        del values["updated"]
    said = {key: value for key, value in values.items() if value or key in ("title", "body")}
    return {**unmapped_values(item), **said}


def texts_of(item: Element) -> tuple[str, str]:
    """Return the full text of an item and its summary in paragraphs; either may be empty."""
    full = next((text for each in children(item, "content:encoded") if (text := text_of_html(line_ends(each)))), "")
    for each in children(item, "atom:content"):
        full = full or atom_text(each)
    summary = next((text for each in children(item, "description") if (text := text_of_html(line_ends(each)))), "")
    for each in children(item, "atom:summary"):
        summary = summary or atom_text(each)
    return full, summary or first_line(item, "dc:description")


def atom_text(element: Element) -> str:
    """Return the text of an Atom construct: plain text, escaped HTML, or XHTML."""
    kind = element.get("type", "text")
    if kind == "xhtml" or len(element):
        return paragraphs_of(element)
    if "html" in kind:
        return text_of_html(line_ends(element))
    return line_ends(element).strip() if kind.startswith("text") else ""


def line_ends(element: Element) -> str:
    """Return all the text of an element unchanged."""
    return "".join(element.itertext())


def plain_line(element: Element | None) -> str:
    """Return a text that may contain HTML as one line of plain text."""
    if element is None:
        return ""
    return " ".join(text_of_html(line_ends(element)).split()) if element.get("type") != "text" else line_of(element)


def title_of(item: Element) -> str:
    """Return the title of an item, else its Dublin Core title."""
    titles = (plain_line(each) for name in ("title", "atom:title", "dc:title") for each in children(item, name))
    return next((title for title in titles if title), "")


def byline_of(item: Element) -> str:
    """Return the authors of an item. RSS prescribes ``mail@example.org (Name)``; then only the name is kept."""
    names = lines_of_all([*children(item, "dc:creator"), *children(item, "atom:author/atom:name")])
    names = names or lines_of_all(children(item, "author"))
    return ", ".join(found[1] if (found := RSS_AUTHOR.fullmatch(name)) else name for name in names)


def url_of(item: Element) -> str:
    """Return the address of an article: its link, else its guid if that is an address."""
    links = [each for each in children(item, "atom:link") if each.get("rel", "alternate") == "alternate"]
    pages = [each for each in links if "html" in each.get("type", "text/html")]
    for each in pages or links:
        if each.get("href"):
            return each.get("href", "").strip()
    guid = item.find("guid")
    is_permanent = guid is not None and guid.get("isPermaLink", "true").strip().lower() == "true"
    address = line_of(guid) if is_permanent else ""
    return first_line(item, "link") or (address if address.startswith(("http://", "https://")) else "")


def topics_of(item: Element) -> list[str]:
    """Return the categories and subjects of an item, without duplicates."""
    terms = [each.get("label") or each.get("term") or "" for each in children(item, "atom:category")]
    topics = [*lines_of_all(children(item, "category")), *terms, *lines_of_all(children(item, "dc:subject"))]
    return [topic.strip() for topic in dict.fromkeys(topics) if topic.strip()]


def id_of(item: Element, url: str) -> str:
    """Return the URI that identifies an item, unless it is the address; else the empty text."""
    name = first_line(item, "guid", "atom:id")
    return name if name != url and URI.fullmatch(name) else ""


def unmapped_values(item: Element) -> dict[str, object]:
    """Return the plain texts of unmapped elements under their names, several of one name as a list."""
    values: dict[str, object] = {}
    for child in item:
        if len(child) or child.tag in MAPPED or child.tag.startswith(("atom:", "media:", "itunes:")):
            continue
        line = line_of(child)
        if line:
            key = child.tag.partition(":")[2] or child.tag
            before = values.get(key)
            values[key] = line if before is None else [*(before if isinstance(before, list) else [before]), line]
    guid = first_line(item, "guid")
    if guid and not URI.fullmatch(guid):
        values["guid"] = guid
    return values
