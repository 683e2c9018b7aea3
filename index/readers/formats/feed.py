"""RSS (0.90 to 2.0), Atom (0.3 and 1.0), CDF and JSON feeds: each item is an article.

Feeds are written by many hands: names in capitals, without their vocabulary or with an older one, unescaped signs,
bytes of another encoding. All of it is read; what cannot be is one error, or a note on the item where it is.
Title, language, authors, address and base of the feed are defaults for its items.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.errors import NoArticle, ReadError
from dateline.index.readers.formats.blogger import entry_passed_over
from dateline.index.readers.formats.feed_elements import Item, name_of, plain_line
from dateline.index.readers.formats.feed_items import MOST_AUTHORS, Feed, absolute, article_of, authors_of
from dateline.index.readers.formats.json_feed import read_json_feed
from dateline.index.readers.formats.wordpress import describe_kinds, kind_passed_over, name_of_login
from dateline.index.readers.formats.xml_records import XmlRecord, read_records
from dateline.index.readers.sniffing import decode_head, is_json

__all__ = ["read_feed"]

ITEMS = frozenset(("item", "entry"))
FEEDS = frozenset(("channel", "feed"))
ROOTS = FEEDS | ITEMS | frozenset(("rss", "rdf"))
ABOUT_FEED = frozenset(("title", "language", "dc:language", "link", "author", "dc:creator", "wp:author"))


def read_feed(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each item of a feed. A feed without items has none."""
    first = next(lines, b"")
    every = chain((first,), lines)
    yield from read_json_feed(every, file) if is_json(decode_head(first)) else read_xml_feed(every, file)


def read_xml_feed(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each item of a feed in XML."""
    feed = Feed()
    roots: list[str] = []

    def is_wanted(path: tuple[str, ...]) -> bool:
        """Return whether an element is an item or describes the feed."""
        name = name_of(path[-1])
        if len(path) == 1:
            roots.append(name.removeprefix("rdf:"))
        return name in ITEMS or (len(path) > 1 and name in ABOUT_FEED and name_of(path[-2]) in FEEDS)

    damage, empty, line = "", True, None
    doubts: list[ArticleNote] = []
    passed_over: Counter[str] = Counter()
    for found in read_records(lines, file, is_wanted, lenient=True):
        if isinstance(found, ReadError):
            yield found
            empty = False
            continue
        doubts.extend(found.notes)
        damage, line = found.damage or damage, found.line
        if name_of(found.element.tag) not in ITEMS:
            keep_feed_value(found, feed)
            continue
        empty = False
        item = Item(found.element)
        if kind := kind_passed_over(item) or entry_passed_over(item):
            passed_over[kind] += 1
            continue
        if damage:
            doubts.append(ArticleNote("broken XML", f"{damage}: the item was read all the same"))
        values, notes = article_of(found.element, feed, base_of(found, feed), language_of(found))
        yield RawArticle(values, file, found.line, notes=(*doubts, *notes))
        damage = ""
        doubts.clear()
    if damage:
        yield ReadError(file, line, damage)
    elif empty and not ROOTS.intersection(roots):
        yield ReadError(file, None, why_no_feed(roots))
    if passed_over:
        yield NoArticle(file, None, describe_kinds(passed_over))


def why_no_feed(roots: list[str]) -> str:
    """Return why a document of XML without items is no feed."""
    if not roots:
        return "it is no feed: it has no element of XML"
    return f"the XML is neither a feed nor of another kind that is read; its first element is `{roots[0][:40]}`"


def base_of(found: XmlRecord, feed: Feed) -> str:
    """Return the address to which the links of an element are relative, else the empty text."""
    bases = [base for base, _ in found.inherited if base]
    address = "" if bases else feed.link
    for base in bases:
        address = absolute(address, base)
    return address


def language_of(found: XmlRecord) -> str:
    """Return the language of the innermost element that names one, else the empty text."""
    return next((language for _, language in reversed(found.inherited) if language), "")


def keep_feed_value(found: XmlRecord, feed: Feed) -> None:
    """Keep the title, the language, an author or the address of a feed."""
    name = name_of(found.element.tag)
    if name == "wp:author":
        login, shown = name_of_login(Item(found.element))
        feed.logins[login] = shown
    elif name == "link":
        if found.element.get("rel", "alternate") == "alternate":
            line = found.element.get("href") or plain_line(found.element)
            feed.link = feed.link or absolute(base_of(found, feed), line)
    elif name.endswith("language"):
        feed.language = feed.language or plain_line(found.element)
    elif name == "title":
        feed.source = feed.source or plain_line(found.element)
    else:
        if len(feed.authors) < MOST_AUTHORS:
            feed.authors = tuple(dict.fromkeys((*feed.authors, *authors_in(found))))


def authors_in(found: XmlRecord) -> list[str]:
    """Return the names in an element of the authors of a feed."""
    around = found.element.__class__("feed")
    around.append(found.element)
    return authors_of(Item(around))
