"""Metadata of a web page: each key from the best source, with a note if the visible page contradicts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice, takewhile
from typing import Any

from dateline.index.article import ArticleNote, GivenDate
from dateline.index.dataclass import dataclass
from dateline.index.dates import day_of, parse_published
from dateline.index.entities.language import language_of
from dateline.index.metadata.day_lines import order_of
from dateline.index.readers.page.archived import original_address
from dateline.index.readers.page.boilerplate import Words, words_of
from dateline.index.readers.page.bylines import LONGEST_NAME, is_house
from dateline.index.readers.page.calls import is_sentence
from dateline.index.readers.page.candidates import iter_candidates
from dateline.index.readers.page.date_values import read_date
from dateline.index.readers.page.header import window
from dateline.index.readers.page.headline import text_of
from dateline.index.readers.page.meta_names import TITLES
from dateline.index.readers.page.outline import Outline, read_outline
from dateline.index.readers.page.publication import find_dates
from dateline.index.readers.page.sections import is_paragraph
from dateline.index.readers.page.sightings import order_in
from dateline.index.readers.page.structured import (
    dates_of_twins,
    find_article,
    find_page,
    meta_values,
    names_in,
    read_nodes,
    text_in,
)
from dateline.index.readers.page.titles import find_title
from dateline.index.readers.page.visible_bylines import line_authors, marked_authors
from dateline.index.readers.page.web_page import WebPage, host_of

__all__ = ["PageMetadata", "read_metadata"]

LANGUAGE_SAMPLE = 6000  # letters
MAX_AUTHORS = 12
MAX_HEADINGS = 20
MOST_OUTSIDE = 200
LONGEST_KICKER = 50
MOST_KICKER_WORDS = 5
# Titles in the meta elements that are compared with the headings of a page.
MAX_TITLES = 10
# Sources of authors that are what readers see.
VISIBLE = frozenset(("the marked author", "the byline", "the visible byline", "the name beside the date"))


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The metadata of a page: values under Dateline's keys, its JSON-LD object, notes, and its dates of publication.

    ``dates`` are there if there are several: the next one is taken where one is still to come. ``above`` are the words
    of each short line above the header of the article, ``published`` is the day of publication, ``outline`` its lines.
    """

    values: Mapping[str, object]
    article: Mapping[str, object]
    notes: tuple[str, ...]
    dates: tuple[GivenDate, ...]
    above: frozenset[Words]
    published: date | None
    outline: Outline


def read_metadata(tree: Any, address: str | None, scripted: tuple[str, ...] = ()) -> PageMetadata:
    """Return the metadata of a page.

    ``address`` is the URL from which the page was fetched, None if unknown; ``scripted`` are the dates in its scripts.
    """
    notes: list[str] = []
    page = describe(tree, original_address(address or ""), scripted, notes)
    updated = find_updated(page)
    title, byline = find_title(page, notes), find_authors(page, notes)
    dates = find_dates(page, updated, notes)
    published = dates[0].value if dates else ""
    topics = [*names_in(page.article.get("keywords")), *page.meta.get("article:tag", ())]
    found: dict[str, object] = {
        "title": title,
        "published": published,
        "updated": updated if updated != published else "",
        "byline": byline,
        "source": page.site,
        "url": page.url,
        "language": first(page, "language"),
        "section": first(page, "section"),
        "agency": first(page, "agency"),
        "dateline": first(page, "dateline"),
        "topics": list(dict.fromkeys(topic for topic in topics if len(topic) <= LONGEST_NAME)),
    }
    notes += dates[0].notes if dates else ()
    values = {key: value for key, value in found.items() if value}
    moment = read_date(published, page.order) if published else None
    day = day_of(moment) if moment is not None else None
    several = tuple(dates) if len(dates) > 1 else ()
    return PageMetadata(values, page.article, tuple(notes), several, lines_above(page.outline), day, page.outline)


def lines_above(outline: Outline) -> frozenset[Words]:
    """Return the words of each short line above the header of the article, and of each day alone outside it.

    Above are the day of today, the name of the site. A short line directly above the headline is its kicker.
    """
    start = window(outline).start
    outside = (line for line in outline.lines[start : start + MOST_OUTSIDE] if line.blocked)
    kickers = (line for line in outline.lines[start : outline.headline or 0] if is_kicker(line.text))
    lines = [*outline.lines[:start], *kickers, *(line for line in outside if parse_published(line.text) is not None)]
    return frozenset(words_of(line.text) for line in lines if not is_paragraph(line.text)) - {()}


def is_kicker(text: str) -> bool:
    """Return whether a line above a headline is a word or two on its subject: *Review*, *Traffic in Norwick*."""
    return len(text) <= LONGEST_KICKER and len(text.split()) <= MOST_KICKER_WORDS and not is_sentence(text)


def describe(tree: Any, address: str, scripted: tuple[str, ...], notes: list[str]) -> WebPage:
    """Return a page with all that its sources read."""
    meta, nodes = meta_values(tree), read_nodes(tree)
    named = islice((text for name in TITLES for text in meta.get(name, ())), MAX_TITLES)
    titles = [*named, *map(text_of, islice(tree.iter("title"), 2))]
    headings = [text for text in map(text_of, islice(tree.iter("h1"), MAX_HEADINGS)) if text]
    article = find_article(nodes, [*headings, *titles])
    outline = read_outline(tree, [text_in(article.get("headline")), *titles])
    page = WebPage(tree, article, meta, address, outline, find_page(nodes), scripted)
    page = page._replace(twins=tuple(filter(None, dates_of_twins(nodes, article))))
    page = page._replace(url=find_address(page, notes))
    page = page._replace(site=first(page, "source"))
    language = first(page, "language") or language_in(outline)
    return page._replace(order=order_of(language, host_of(page.url)) or order_in(outline))


def language_in(outline: Outline) -> str:
    """Return the language that the lines of a page are plainly in, empty if it is not plain."""
    return language_of("\n".join(line.text for line in outline.lines)[:LANGUAGE_SAMPLE]) or ""


def first(page: WebPage, key: str) -> str:
    """Return the best candidate for a key, else the empty text."""
    return next((text for _, text in iter_candidates(page, key)), "")


def find_authors(page: WebPage, notes: list[str]) -> list[str]:
    """Return the names of the authors from the best source."""
    found = iter_candidates(page, "byline")
    best = next(found, None)
    if best is None:
        return []
    source, name = best
    names = [name, *(text for _, text in takewhile(lambda each: each[0] is source, found))]
    names = list(dict.fromkeys(names))[:MAX_AUTHORS]
    if source.name not in VISIBLE and all(is_house(name) for name in names):
        shown = [name for name in shown_authors(page) if not is_house(name)]
        if shown:
            text = f"“{', '.join(names)}” of {source.name} is no person; the visible byline “{shown[0]}” was taken"
            notes.append(ArticleNote("a house as the author", text))
            return shown[:MAX_AUTHORS]
    if source.name not in VISIBLE:
        check_authors(names, page, notes)
    return names


def shown_authors(page: WebPage) -> list[str]:
    """Return the authors that readers see."""
    return list(marked_authors(page.outline, page.site)) or list(line_authors(page.outline, page.site))


def check_authors(names: Iterable[str], page: WebPage, notes: list[str]) -> None:
    """Add a note if the visible byline shares no word with the names."""
    words = {word for name in names for word in words_of(name)}
    shown = shown_authors(page)
    if shown and not any(words.intersection(words_of(name)) for name in shown):
        text = f"the visible byline is “{shown[0]}”, but “{', '.join(names)}” was taken"
        notes.append(ArticleNote("another visible byline", text))


def find_updated(page: WebPage) -> str:
    """Return the first date of the last change that can be read in the order of the page, else the empty text."""
    for _, text in iter_candidates(page, "updated"):
        moment = read_date(text, page.order)
        if moment is not None:
            return text if parse_published(text) == moment else moment.isoformat()
    return ""


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
