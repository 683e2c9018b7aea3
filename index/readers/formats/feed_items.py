"""What an item of a feed says: its texts, its dates, its names and its address, under Dateline's keys.

The elements of all kinds of feeds are in one table, in order of rank; elements with plain text that are not in it keep
their names. The full text (``content:encoded``, Atom's ``content``) is the body, else the summary is; another summary
is kept as ``summary``. HTML becomes paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from dateline.index.article import SUMMARY_ONLY, ArticleNote
from dateline.index.dataclass import dataclass, field
from dateline.index.readers.formats.blogger import KIND_SCHEME
from dateline.index.readers.formats.feed_elements import Item, all_text, attribute, name_of, plain_line, title_line
from dateline.index.readers.formats.senders import name_of_sender
from dateline.index.readers.formats.wordpress import day_of_post, is_post
from dateline.index.readers.formats.wordpress_text import text_of_post
from dateline.index.readers.formats.xml_text import line_of, lines_of_all

__all__ = ["MOST_AUTHORS", "ONLY_UPDATED", "Feed", "absolute", "article_of", "id_in_feed", "names_in"]

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
# A name of this length is made to be unique everywhere; shorter ones (17) are so in their feed only.
UNIQUE_LENGTH = 16
ALTERNATE = "http://www.iana.org/assignments/relation/alternate"
ONLY_UPDATED = ArticleNote(
    "only updated", "the item names only the day of its last change, which was taken as that of its publication"
)

# The elements of each key, in order of rank.
TITLES = ("title", "dc:title", "itunes:title")
FULL_TEXTS = (
    "content:encoded",
    "content",
    "body",
    "xhtml:body",
    "div",
    "xhtml:div",
    "fullitem",
    "yandex:full-text",
    "full-text",
    "fulltext",
    "turbo:content",
)
SUMMARIES = (
    "description",
    "summary",
    "abstract",
    "excerpt:encoded",
    "dc:description",
    "dcterms:abstract",
    "media:description",
    "itunes:summary",
    "itunes:subtitle",
)
UPDATES = ("updated", "modified", "dcterms:modified")
DATES = ("pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created", "date")
LANGUAGES = ("dc:language", "language")
SUBJECTS = ("category", "dc:subject", "dcterms:subject", "media:category", "itunes:category")
# The attributes that may have the name of a subject without a text.
NAMING = ("term", "value", "text")
KEYWORDS = ("itunes:keywords", "media:keywords")
# Each item without authors of its own has those of the feed.
MOST_AUTHORS = 100
AUTHORS = ("dc:creator", "author")
OTHER_AUTHORS = ("itunes:author", "media:credit", "dc:author", "dc:contributor")
# Who is credited in another role has made the picture.
WRITERS = frozenset(("", "author", "byline", "correspondent", "editor", "journalist", "reporter", "writer"))
IDS = ("guid", "id", "dc:identifier")
# The address of the article, where the link leads over a service that counts the readers.
TRUE_ADDRESSES = ("feedburner:origlink", "pheedo:origlink")
# Elements that are not kept under their own names.
MAPPED = frozenset((*TITLES, *FULL_TEXTS, *SUMMARIES, *UPDATES, *DATES, *LANGUAGES, *SUBJECTS, *AUTHORS, *IDS))
MAPPED |= frozenset((*TRUE_ADDRESSES, "link", "source", "contributor"))
NOT_KEPT = ("media:", "itunes:", "wp:")


@dataclass(slots=True)
class Feed:
    """What a feed says of all its items; ``logins`` are the names of authors by what items call them."""

    source: str = ""
    language: str = ""
    link: str = ""
    authors: tuple[str, ...] = ()
    logins: dict[str, str] = field(default_factory=dict)


def article_of(
    element: Element, feed: Feed, base: str, language: str
) -> tuple[dict[str, object], tuple[ArticleNote, ...]]:
    """Return the values of an item under Dateline's keys, other values under their names, and doubts about them."""
    item = Item(element)
    summaries = [*dict.fromkeys(item.texts(*SUMMARIES))]
    full = full_text_of(item)
    body = full or next(iter(summaries), "")
    dates = dates_of(item)
    values: dict[str, object] = {
        "title": next((title for each in item.all(*TITLES) if (title := title_line(each, item.doubts))), ""),
        "body": body,
        **dates,
        "language": item.line(*LANGUAGES) or language or feed.language,
        "byline": ", ".join(
            feed.logins.get(name, name) for name in authors_of(item) or authors_of_source(item) or feed.authors
        ),
        "url": url_of(item, base),
        "topics": topics_of(item),
        "source": source_of(item) or feed.source,
    }
    values["id"] = id_in_feed(item.line(*IDS), str(values["url"]), feed)
    values["summary"] = next((text for text in summaries if text != body), None)
    said = {key: value for key, value in values.items() if value or key in ("title", "body")}
    notes = [ArticleNote(doubt, doubt) for doubt in dict.fromkeys(item.doubts)]
    if dates["published"] and not item.line(*DATES) and not day_of_post(item):
        notes.append(ONLY_UPDATED)
    if body and not full:
        notes.append(SUMMARY_ONLY)
    return {**unmapped_values(item, str(values["id"])), **said}, tuple(notes)


def full_text_of(item: Item) -> str:
    """Return the full text of an item, the empty text if it has only a summary."""
    if not is_post(item):
        return item.text(*FULL_TEXTS)
    return next(filter(None, (text_of_post(all_text(each)) for each in item.all("content:encoded"))), "")


def dates_of(item: Item) -> dict[str, str]:
    """Return the day of publication and that of the last change, if it is another."""
    updated = item.line(*UPDATES) or attribute(item.element, "lastmod")
    published = day_of_post(item) or item.line(*DATES) or updated
    return {"published": published, "updated": updated if updated != published else ""}


def source_of(item: Item) -> str:
    """Return the title of the feed from which an item was taken."""
    for each in item.all("source"):
        inner = Item(each)
        if line := inner.line("title") or ("" if len(each) else plain_line(each)):
            return line
    return ""


def authors_of(item: Item) -> list[str]:
    """Return the names of the authors of an item or a feed."""
    names = lines_of_all(item.all("dc:creator"))
    for each in item.all("author"):
        inner = Item(each)
        if name := inner.line("name"):
            names.append(name)
    if not names:
        authors = [*item.all("author")] or [each for each in item.all(*OTHER_AUTHORS) if is_writer(each)]
        names = [Item(each).line("email") or line_of(each) for each in authors]
    return names_in(names)


def is_writer(element: Element) -> bool:
    """Return whether an element names a writer: a credit also names who took a picture."""
    return name_of(element.tag) != "media:credit" or attribute(element, "role").lower() in WRITERS


def authors_of_source(item: Item) -> list[str]:
    """Return the authors of the feed from which an item was taken."""
    return [name for each in item.all("source") if len(each) for name in authors_of(Item(each))]


def names_in(lines: list[str]) -> list[str]:
    """Return names without addresses of mail, empty ones and duplicates."""
    return list(dict.fromkeys(name_of_sender(line) for line in lines if line))


def url_of(item: Item, base: str) -> str:
    """Return the address of an article: its link, else its guid if that is an address."""
    if address := item.line(*TRUE_ADDRESSES):
        return absolute(base, address)
    links = [each for each in item.all("link", "a") if attribute(each, "href")]
    links = [each for each in links if (attribute(each, "rel").lower() or "alternate") in ("alternate", ALTERNATE)]
    pages = [each for each in links if "html" in (attribute(each, "type") or "text/html")]
    for each in pages or links:
        return absolute(absolute(base, attribute(each, "xml:base")), attribute(each, "href"))
    for each in item.all("link"):
        if link := line_of(each) or attribute(each, "rdf:resource"):
            return absolute(absolute(base, attribute(each, "xml:base")), link)
    if link := attribute(item.element, "href"):
        return absolute(base, link)
    return next((each for each in permanent_addresses(item) if each.startswith(("http://", "https://"))), "")


def permanent_addresses(item: Item) -> Iterator[str]:
    """Yield what identifies an item and may be its address."""
    for guid in item.all("guid"):
        if (attribute(guid, "ispermalink") or "true").lower() == "true":
            yield line_of(guid)
    yield attribute(item.element, "rdf:about")


def absolute(base: str, link: str) -> str:
    """Return a link made absolute; unchanged if it cannot be."""
    try:
        return urljoin(base, link.strip())
    except ValueError:  # such as a bracket in the name of the host
        return link.strip()


def topics_of(item: Item) -> list[str]:
    """Return the categories, subjects and keywords of an item, without duplicates."""
    found = [
        next(filter(None, (attribute(each, "label"), line_of(each), *(attribute(each, name) for name in NAMING))), "")
        for each in item.all(*SUBJECTS)
        if attribute(each, "scheme") != KIND_SCHEME
    ]
    found.extend(word for each in item.all(*KEYWORDS) for word in line_of(each).split(","))
    return [topic for topic in dict.fromkeys(" ".join(each.split()) for each in found) if topic]


def id_in_feed(name: str, url: str, feed: Feed) -> str:
    """Return the id of an item, unless it is its address.

    A name that other feeds may use, too, such as a number, is an id only of an item without an address, and follows the
    address or the title of the feed.
    """
    if not name or name == url:
        return ""
    if URI.fullmatch(name) or (len(name) >= UNIQUE_LENGTH and " " not in name):
        return name
    around = "" if url else feed.link or feed.source
    return f"{around}#{name}" if around else ""


def unmapped_values(item: Item, identity: str) -> dict[str, object]:
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
    if guid and not URI.fullmatch(guid) and guid != identity:
        values["guid"] = guid
    return values
