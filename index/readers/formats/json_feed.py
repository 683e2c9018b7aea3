"""JSON Feed 1 and 1.1: the items of a feed in JSON.

Title and language of the feed, and as the specification says its authors, are defaults for its items.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.index.article import SUMMARY_ONLY, RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.feed_items import MOST_AUTHORS, ONLY_UPDATED, Feed, absolute, id_in_feed, names_in
from dateline.index.readers.formats.fragments import text_of_html
from dateline.index.readers.formats.json_document import read_values

__all__ = ["read_json_feed"]

MAPPED_NAMES = """
    id url external_url title content_html content_text summary date_published date_modified author authors tags
    language
"""
MAPPED = frozenset(MAPPED_NAMES.split())


def read_json_feed(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each item, or the error. A feed without items has none."""
    for found in read_values(lines, file):
        if isinstance(found, ReadError):
            yield found
        elif isinstance(found.content, dict):
            yield from items_of(found.content, found.line, file, found.notes)
        else:
            yield ReadError(file, found.line, "the feed is not an object")


def items_of(
    feed: Mapping[str, object], line: int, file: str, notes: tuple[str, ...]
) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each item of a feed, or the error; the first has the notes on the document."""
    items = feed.get("items")
    if items is not None and not isinstance(items, list):
        yield ReadError(file, line, "the items of the feed are not a list")
    for number, item in enumerate(items if isinstance(items, list) else (), 1):
        if not isinstance(item, Mapping):
            yield ReadError(file, line, f"item {number} of the feed is not an object")
            continue
        values = values_of(item, feed)
        if values.get("published") and not text(item, "date_published"):
            notes = (*notes, ONLY_UPDATED)
        if values["body"] and not full_text_of(item):
            notes = (*notes, SUMMARY_ONLY)
        yield RawArticle(values, file, line, notes=notes)
        notes = ()


def values_of(item: Mapping[str, object], feed: Mapping[str, object]) -> dict[str, object]:
    """Return the values of an item under Dateline's keys, and other values under their names."""
    full = full_text_of(item)
    summary = text_of_html(text(item, "summary"))
    published, updated = text(item, "date_published"), text(item, "date_modified")
    external = text(item, "external_url")
    link = text(item, "url") or external
    home = text(feed, "home_page_url") or text(feed, "feed_url")
    url = absolute(home, link) if link else ""
    name = text(item, "id")
    url = url or (name if name.startswith(("http://", "https://")) else "")
    tags = item.get("tags")
    values: dict[str, object] = {
        "title": text_of_html(text(item, "title")),
        "body": full or summary,
        "published": published or updated,
        "updated": updated if updated != published and published else "",
        "byline": ", ".join(names_in(names_of(item) or names_of(feed))),
        "url": url,
        "language": text(item, "language") or text(feed, "language"),
        "source": text(feed, "title"),
        "topics": [tag.strip() for tag in tags if isinstance(tag, str) and tag.strip()]
        if isinstance(tags, list)
        else [],
        "id": id_in_feed(name, url, Feed(source=text(feed, "title"), link=home)),
        "summary": summary if full and summary != full else "",
        "external_url": external if external != link else "",
    }
    others = {key: value for key, value in item.items() if key not in MAPPED and not key.startswith("_")}
    said = {key: value for key, value in values.items() if value or key in ("title", "body")}
    return {**others, **said}


def full_text_of(item: Mapping[str, object]) -> str:
    """Return the full text of an item, the empty text if it has only a summary."""
    return text_of_html(text(item, "content_html")) or text(item, "content_text")


def text(values: Mapping[str, object], key: str) -> str:
    """Return a text without outer white space, a number as text, and the empty text for other values."""
    value = values.get(key)
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def names_of(values: Mapping[str, object]) -> list[str]:
    """Return the names of the authors, of version 1.1 or 1."""
    authors = values.get("authors")
    found = authors if isinstance(authors, list) else [values.get("author")]
    names = [text(each, "name") if isinstance(each, Mapping) else each for each in found[:MOST_AUTHORS]]
    return list(dict.fromkeys(name for name in names if isinstance(name, str) and name))
