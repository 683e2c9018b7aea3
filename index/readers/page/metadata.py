"""Metadata of a web page: each key from the best source, with a note if the visible page contradicts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice, takewhile
from typing import Any

from dateline.index.article import ArticleNote
from dateline.index.dates import day_of, parse_published
from dateline.index.metadata.day_lines import order_of
from dateline.index.metadata.publication import dates_agree, find_day_in_url
from dateline.index.readers.page.boilerplate import is_heading, words_of
from dateline.index.readers.page.bylines import LONGEST_NAME, clean_author, is_author, is_site
from dateline.index.readers.page.candidates import WebPage, host_of, iter_candidates, visible_text
from dateline.index.readers.page.meta_names import TITLES
from dateline.index.readers.page.outline import read_outline, text_of
from dateline.index.readers.page.sightings import (
    Sighting,
    choose_published,
    header_dates,
    order_in,
    read_date,
    shown_days,
)
from dateline.index.readers.page.structured import (
    find_article,
    find_page,
    meta_values,
    names_in,
    read_nodes,
    text_in,
)

__all__ = ["read_metadata"]

MAX_AUTHORS = 12
MAX_HEADINGS = 20
DIVIDERS = (" | ", " - ", " – ", " — ", " :: ", " · ")
BYLINES = (
    "//*[@rel='author' or @itemprop='author' or contains(concat(' ', @class, ' '), ' byline ')"
    " or contains(@class, 'author-name')]"
)


def read_metadata(
    tree: Any, address: str | None, scripted: tuple[str, ...] = ()
) -> tuple[dict[str, object], Mapping[str, object], tuple[str, ...]]:
    """Return the metadata of a page under Dateline's keys, its JSON-LD object, and notes on contradictions.

    ``address`` is the URL from which the page was fetched, None if unknown; ``scripted`` are the dates in its scripts.
    """
    notes: list[str] = []
    page = describe(tree, address or "", scripted, notes)
    updated = find_updated(page)
    published = find_published(page, updated, notes)
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


def describe(tree: Any, address: str, scripted: tuple[str, ...], notes: list[str]) -> WebPage:
    """Return a page with all that its sources read."""
    meta, nodes = meta_values(tree), read_nodes(tree)
    titles = [*(text for name in TITLES for text in meta.get(name, ())), *map(text_of, islice(tree.iter("title"), 2))]
    headings = [text for text in map(text_of, islice(tree.iter("h1"), MAX_HEADINGS)) if text]
    article = find_article(nodes, [*headings, *titles])
    outline = read_outline(tree, [text_in(article.get("headline")), *titles])
    page = WebPage(tree, article, meta, address, outline, find_page(nodes), scripted)
    page = page._replace(url=find_address(page, notes))
    page = page._replace(site=first(page, "source"))
    return page._replace(order=order_of(first(page, "language"), host_of(page.url)) or order_in(outline))


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
    shown = [clean_author(visible_text(element), page.site) for element in page.tree.xpath(BYLINES)]
    shown = [name for name in shown if is_author(name, page.site)]
    if shown and not any(words.intersection(words_of(name)) for name in shown):
        text = f"the visible byline is “{shown[0]}”, but “{', '.join(names)}” was taken"
        notes.append(ArticleNote("another visible byline", text))


def find_updated(page: WebPage) -> str:
    """Return the first date of the last change that can be read, else the empty text."""
    return next((text for _, text in iter_candidates(page, "updated") if read_date(text) is not None), "")


def find_published(page: WebPage, updated: str, notes: list[str]) -> str:
    """Return the date of publication, else the empty text; a note says where the best source was not followed."""
    found: dict[str, Sighting] = {}
    for source, text in iter_candidates(page, "published"):
        if source.name not in found and (moment := read_date(text, page.order)) is not None:
            found[source.name] = Sighting(source.name, text, moment, source.certain)
    sightings = list(found.values())
    shown = list(shown_days(page.outline, page.order))
    chosen = choose_published(sightings, find_day_in_url(page.url), shown, read_date(updated) if updated else None)
    if chosen is None:
        return ""
    taken, day = chosen
    best = sightings[0]
    if day is not None:
        text = f"the date {taken.moment.isoformat()} of {taken.source} is of {day.isoformat()} where the paper is"
        notes.append(ArticleNote("the paper's own day", text))
        return day.isoformat()
    if taken is not best and not dates_agree(best.moment, day_of(taken.moment)):
        text = (
            f"{best.source} says {best.moment.isoformat()}, but {taken.moment.isoformat()} of {taken.source} was taken"
        )
        notes.append(ArticleNote("another date in the page", text))
    return taken.text if parse_published(taken.text) == taken.moment else taken.moment.isoformat()


def check_date(page: WebPage, published: str, updated: str, notes: list[str]) -> None:
    """Add a note if the visible date is neither the date of publication nor that of the last change."""
    taken = [moment for text in (published, updated) if text and (moment := read_date(text))]
    shown = [moment for text in header_dates(page.outline, page.order) if (moment := read_date(text, page.order))]
    if (
        shown
        and taken
        and not any(
            dates_agree(one, day_of(other)) or dates_agree(other, day_of(one)) for one in taken for other in shown
        )
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
