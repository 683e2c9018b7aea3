"""Metadata of a web page: each key from the best source, with a note if the visible page contradicts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import takewhile
from typing import Any

from dateline.index.article import ArticleNote
from dateline.index.dates import parse_published
from dateline.index.metadata.publication import dates_agree
from dateline.index.readers.page.boilerplate import is_heading, words_of
from dateline.index.readers.page.candidates import (
    LONGEST_NAME,
    WebPage,
    clean_author,
    host_of,
    is_author,
    is_site,
    iter_candidates,
    visible_text,
)
from dateline.index.readers.page.structured import find_article, meta_values, names_in

__all__ = ["read_metadata"]

MAX_AUTHORS = 12
# Placeholders that programs write for missing dates.
NO_DATES = ("0001-01-01", "0000", "1970-01-01T00:00:00")
DIVIDERS = (" | ", " - ", " – ", " — ", " :: ", " · ")
BYLINES = (
    "//*[@rel='author' or @itemprop='author' or contains(concat(' ', @class, ' '), ' byline ')"
    " or contains(@class, 'author-name')]"
)
# Marks of the date of this article; other dates on a page are those of other articles.
DATES = "//*[@itemprop='datePublished' or self::time[@pubdate] or self::time[ancestor::article or ancestor::h1]]"


def read_metadata(tree: Any, address: str | None) -> tuple[dict[str, object], Mapping[str, object], tuple[str, ...]]:
    """Return the metadata of a page under Dateline's keys, its JSON-LD object, and notes on contradictions.

    ``address`` is the URL from which the page was fetched, None if unknown.
    """
    notes: list[str] = []
    page = WebPage(tree, find_article(tree), meta_values(tree), address or "")
    page = page._replace(url=find_address(page, notes))
    page = page._replace(site=first(page, "source"))
    published, updated = find_date(page, "published"), find_date(page, "updated")
    topics = [*names_in(page.article.get("keywords")), *page.meta.get("article:tag", ())]
    found: dict[str, object] = {
        "title": find_title(page, notes),
        "published": published,
        "updated": updated if updated != published else "",
        "byline": find_authors(page, notes),
        "source": page.site,
        "url": page.url,
        "language": first(page, "language"),
        "section": first(page, "section"),
        "agency": first(page, "agency"),
        "dateline": first(page, "dateline"),
        "topics": list(dict.fromkeys(topic for topic in topics if len(topic) <= LONGEST_NAME)),
    }
    check_date(page, published, updated, notes)
    return {key: value for key, value in found.items() if value}, page.article, tuple(notes)


def first(page: WebPage, key: str) -> str:
    """Return the best candidate for a key, else the empty text."""
    return next((text for _, text in iter_candidates(page, key)), "")


def find_title(page: WebPage, notes: list[str]) -> str:
    """Return the headline without the name of the site after it."""
    headings = [text for text in map(visible_text, page.tree.iter("h1")) if text]
    for source, text in iter_candidates(page, "title"):
        title = without_site(text, page.site)
        # Headlines for search engines are truncated after 110 characters; the visible one is complete.
        start = title.rstrip(" .…")
        if title:
            whole = next((text for text in headings if start and text.startswith(start)), None)
            if whole is None:
                check_title(title, source.name, headings, page.site, notes)
            return whole or title
    return ""


def check_title(title: str, name: str, headings: Iterable[str], site: str, notes: list[str]) -> None:
    """Add a note if all headings differ from the title, the name of the site aside."""
    plain = [without_site(heading, site) for heading in headings if not is_site(heading, site)]
    if plain and not any(is_heading(heading, title) or words_of(heading) == words_of(title) for heading in plain):
        text = f"the visible heading is “{plain[0][:LONGEST_NAME]}”, but “{title}” of {name} was taken"
        notes.append(ArticleNote("another visible heading", text))


def without_site(title: str, site: str) -> str:
    """Return a title without the name of the site after its last divider."""
    for divider in DIVIDERS:
        head, found, tail = title.rpartition(divider)
        if found and head.strip() and is_site(tail, site):
            return head.strip()
    return title.strip()


def find_authors(page: WebPage, notes: list[str]) -> list[str]:
    """Return the names of the authors from the best source."""
    found = iter_candidates(page, "byline")
    best = next(found, None)
    if best is None:
        return []
    source, name = best
    names = [name, *(text for _, text in takewhile(lambda each: each[0] is source, found))]
    names = list(dict.fromkeys(names))[:MAX_AUTHORS]
    if "visible" not in source.name:
        check_authors(names, page, notes)
    return names


def check_authors(names: Iterable[str], page: WebPage, notes: list[str]) -> None:
    """Add a note if the visible byline shares no word with the names."""
    words = {word for name in names for word in words_of(name)}
    shown = [clean_author(visible_text(element)) for element in page.tree.xpath(BYLINES)]
    shown = [name for name in shown if is_author(name, page.site)]
    if shown and not any(words.intersection(words_of(name)) for name in shown):
        text = f"the visible byline is “{shown[0]}”, but “{', '.join(names)}” was taken"
        notes.append(ArticleNote("another visible byline", text))


def find_date(page: WebPage, key: str) -> str:
    """Return the first date that can be read and is not a placeholder, else the empty text."""
    return next((text for _, text in iter_candidates(page, key) if read_date(text) is not None), "")


def read_date(text: str) -> date | None:
    """Return the date of a text, None if it is unreadable or a placeholder."""
    return None if text.startswith(NO_DATES) else parse_published(text)


def check_date(page: WebPage, published: str, updated: str, notes: list[str]) -> None:
    """Add a note if the visible date is neither the date of publication nor that of the last change."""
    taken = [moment for text in (published, updated) if text and (moment := read_date(text))]
    texts = [each.get("datetime") or each.get("content") or visible_text(each)[:60] for each in page.tree.xpath(DATES)]
    shown = [moment for text in texts if (moment := read_date(text))]
    if (
        shown
        and taken
        and not any(dates_agree(one, other) or dates_agree(other, one) for one in taken for other in shown)
    ):
        text = f"the visible date is {shown[0].isoformat()}, but {taken[0].isoformat()} was taken"
        notes.append(ArticleNote("another visible date", text))


def find_address(page: WebPage, notes: list[str]) -> str:
    """Return the canonical address if it is on the site of the page, else the requested address."""
    site = host_of(page.address)
    taken, others = "", dict[str, str]()
    for _, address in iter_candidates(page, "url"):
        host = host_of(address)
        if host and not taken and (not site or are_one_site(host, site)):
            taken, site = address, host
        elif host and not are_one_site(host, site):
            others.setdefault(host, address)
    for address in others.values():
        text = f"it names {address[:200]} as its address, on another site; not taken"
        notes.append(ArticleNote("address on another site", text))
    return taken or page.address


def are_one_site(host: str, other: str) -> bool:
    """Return whether two hosts are the same, or one a subdomain of the other, as for mobile pages."""
    return host == other or host.endswith("." + other) or other.endswith("." + host)
