"""What an item of a feed says: its texts, its dates, its names and its address, under Dateline's keys.

The elements of all kinds of feeds are in one table, in order of rank; elements with plain text that are not in it keep
their names. The full text (``content:encoded``, Atom's ``content``) is the body, else the summary is; if there are
both, the summary is kept as ``summary``. HTML becomes paragraphs.

A ``guid`` is an id only if it is a URI, because some feeds number their items from 1; the address of the
article itself is the ``url``, not the id.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from dateline.index.readers.formats.fragments import has_tags, text_of_html
from dateline.index.readers.formats.xml_text import line_of, lines_of_all, paragraphs_of

__all__ = ["URI", "Feed", "absolute", "article_of", "name_of", "plain_line"]

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
RSS_AUTHOR = re.compile(r"\S+@\S+\s*\((.+)\)")
NAME_BEFORE_ADDRESS = re.compile(r"""["']?([^<>"'@]*[^<>"'@\s])["']?\s*(?:<\S+@\S+>|\(\S+@\S+\))""")
ALTERNATE = "http://www.iana.org/assignments/relation/alternate"

# The elements of each key, in order of rank.
TITLES = ("title", "dc:title", "itunes:title")
FULL_TEXTS = ("content:encoded", "content", "body", "xhtml:body", "div", "xhtml:div", "fullitem")
SUMMARIES = (
    "description",
    "summary",
    "abstract",
    "dc:description",
    "dcterms:abstract",
    "media:description",
    "itunes:summary",
    "itunes:subtitle",
)
UPDATES = ("updated", "modified", "dcterms:modified")
DATES = ("pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created", "date")
LANGUAGES = ("dc:language", "language")
SUBJECTS = ("category", "dc:subject")
IDS = ("guid", "id", "dc:identifier")
# Elements that are not kept under their own names.
MAPPED = frozenset(
    (*TITLES, *FULL_TEXTS, *SUMMARIES, *UPDATES, *DATES, *LANGUAGES, *SUBJECTS, *IDS, "link", "author", "dc:creator")
) | frozenset(("source", "contributor"))
NOT_KEPT = ("media:", "itunes:")


@dataclass(slots=True)
class Feed:
    """What a feed says of all its items."""

    source: str = ""
    language: str = ""
    link: str = ""


class Item:
    """The children of an item by their names."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self._children: dict[str, list[Element]] = {}
        for child in element:
            self._children.setdefault(name_of(child.tag), []).append(child)

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the children of these names, in the order of the names."""
        for name in names:
            yield from self._children.get(name, ())

    def line(self, *names: str) -> str:
        """Return the first text in one line of the children of these names, or the empty text."""
        return next((line for each in self.all(*names) if (line := line_of(each))), "")


def name_of(tag: str) -> str:
    """Return the name of an element as the tables have it: Atom is the vocabulary without a prefix."""
    return tag.lower().removeprefix("atom:")


def attribute(element: Element, name: str) -> str:
    """Return an attribute, whatever the case of its name, without outer white space."""
    value = element.get(name)
    if value is None:
        value = next((each for key, each in element.items() if key.lower() == name), "")
    return value.strip()


def article_of(element: Element, feed: Feed, base: str, language: str) -> dict[str, object]:
    """Return the values of an item under Dateline's keys, and other values under their names."""
    item = Item(element)
    full, summary = first_text(item, FULL_TEXTS), first_text(item, SUMMARIES)
    values: dict[str, object] = {
        "title": next((title for each in item.all(*TITLES) if (title := title_line(each))), ""),
        "body": full or summary,
        **dates_of(item),
        "language": item.line(*LANGUAGES) or language or feed.language,
        "byline": byline_of(item),
        "url": url_of(item, base),
        "topics": topics_of(item),
        "source": source_of(item) or feed.source,
    }
    values["id"] = id_of(item, str(values["url"]))
    values["summary"] = summary if full and summary != full else None
    said = {key: value for key, value in values.items() if value or key in ("title", "body")}
    return {**unmapped_values(item), **said}


def dates_of(item: Item) -> dict[str, object]:
    """Return the day of publication and that of the last change, if it is another."""
    updated = item.line(*UPDATES) or attribute(item.element, "lastmod")
    published = item.line(*DATES) or updated
    return {"published": published, "updated": updated if updated != published else ""}


def first_text(item: Item, names: tuple[str, ...]) -> str:
    """Return the first text in paragraphs of the children of these names, or the empty text."""
    return next((text for each in item.all(*names) if (text := text_of(each))), "")


def text_of(element: Element) -> str:
    """Return the text of an element in paragraphs: plain text, HTML that is escaped or not, or either in base64."""
    name = name_of(element.tag)
    kind, mode = attribute(element, "type").lower(), attribute(element, "mode").lower()
    if len(element):
        return paragraphs_of(element)
    text = all_text(element) or attribute(element, "value")  # CDF has them in attributes
    if mode == "base64" or is_binary(kind):
        text = text_of_base64(text)
        return text_of_html(text) if "html" in kind or has_tags(text) else text.strip()
    if name not in ("content", "summary") or "html" in kind or "xml" in kind or (mode == "escaped" and not kind):
        return text_of_html(text)
    return text.strip()


def is_binary(kind: str) -> bool:
    """Return whether content of a type is in base64, as Atom prescribes for all types but texts and XML."""
    return "/" in kind and not kind.startswith("text/") and "xml" not in kind and "html" not in kind


def text_of_base64(text: str) -> str:
    """Return a text in base64; the empty text if it is none: a picture, or what only claims to be base64."""
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode()
    except ValueError:
        return ""


def all_text(element: Element) -> str:
    """Return all the text of an element unchanged."""
    return "".join(element.itertext())


def title_line(element: Element) -> str:
    """Return a title in one line, whatever its type."""
    if attribute(element, "mode").lower() == "base64":
        return " ".join(text_of(element).split())
    return plain_line(element)


def plain_line(element: Element) -> str:
    """Return a text that may contain HTML as one line of plain text."""
    if attribute(element, "type").lower() in ("text", "text/plain") or len(element):
        return line_of(element)
    return " ".join(text_of_html(all_text(element) or attribute(element, "value")).split())


def source_of(item: Item) -> str:
    """Return the title of the feed from which an item was taken."""
    for each in item.all("source"):
        inner = Item(each)
        if line := inner.line("title") or ("" if len(each) else plain_line(each)):
            return line
    return ""


def byline_of(item: Item) -> str:
    """Return the authors of an item. Of a name with an address of mail only the name is kept."""
    names = lines_of_all(item.all("dc:creator"))
    for each in item.all("author"):
        inner = Item(each)
        if name := inner.line("name"):
            names.append(name)
    if not names:
        authors = [*item.all("author")] or [*item.all("itunes:author", "media:credit", "dc:author", "dc:contributor")]
        names = [Item(each).line("email") or line_of(each) for each in authors]
    return ", ".join(dict.fromkeys(name_alone(name) for name in names if name))


def name_alone(name: str) -> str:
    """Return a name without the address of mail that is before or after it."""
    found = RSS_AUTHOR.fullmatch(name) or NAME_BEFORE_ADDRESS.fullmatch(name)
    return found[1].strip() if found else name


def url_of(item: Item, base: str) -> str:
    """Return the address of an article: its link, else its guid if that is an address."""
    links = [each for each in item.all("link", "a") if attribute(each, "href")]
    links = [each for each in links if (attribute(each, "rel").lower() or "alternate") in ("alternate", ALTERNATE)]
    pages = [each for each in links if "html" in (attribute(each, "type") or "text/html")]
    for each in pages or links:
        return absolute(absolute(base, attribute(each, "xml:base")), attribute(each, "href"))
    guid = next(item.all("guid"), None)
    is_permanent = guid is not None and (attribute(guid, "ispermalink") or "true").lower() == "true"
    addresses = [
        line_of(guid) if is_permanent else "",
        attribute(item.element, "rdf:about"),
    ]
    link = item.line("link") or attribute(item.element, "href")
    link = link or next((about for each in item.all("link") if (about := attribute(each, "rdf:resource"))), "")
    if link:
        return absolute(base, link)
    return next((each for each in addresses if each.startswith(("http://", "https://"))), "")


def absolute(base: str, link: str) -> str:
    """Return a link made absolute; unchanged if it cannot be."""
    try:
        return urljoin(base, link.strip())
    except ValueError:  # such as a bracket in the name of the host
        return link.strip()


def topics_of(item: Item) -> list[str]:
    """Return the categories and subjects of an item, without duplicates."""
    found = [
        attribute(each, "label") or line_of(each) or attribute(each, "term") or attribute(each, "value")
        for each in item.all(*SUBJECTS)
    ]
    return [topic for topic in dict.fromkeys(" ".join(each.split()) for each in found) if topic]


def id_of(item: Item, url: str) -> str:
    """Return the URI that identifies an item, unless it is the address; else the empty text."""
    name = item.line(*IDS)
    return name if name != url and URI.fullmatch(name) else ""


def unmapped_values(item: Item) -> dict[str, object]:
    """Return the plain texts of unmapped elements under their names, several of one name as a list."""
    values: dict[str, object] = {}
    for child in item.element:
        name = name_of(child.tag)
        if len(child) or name in MAPPED or name.startswith(NOT_KEPT):
            continue
        line = line_of(child)
        if line:
            key = child.tag.rpartition(":")[2] or child.tag
            before = values.get(key)
            values[key] = line if before is None else [*(before if isinstance(before, list) else [before]), line]
    guid = item.line("guid")
    if guid and not URI.fullmatch(guid):
        values["guid"] = guid
    return values
