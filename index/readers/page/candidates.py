"""The sources of each key on a web page, in order of rank.

Structured data (JSON-LD, then ``meta`` elements) comes first, then the visible page (its heading, ``<time>``,
byline), then the address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from dateline.index.dataclass import dataclass
from dateline.index.dates import day_of
from dateline.index.entities.agencies import find_agency
from dateline.index.metadata.publication import dates_agree, find_day_in_url
from dateline.index.metadata.urls import find_section
from dateline.index.readers.page.archived import original_address
from dateline.index.readers.page.boilerplate import Words, words_of
from dateline.index.readers.page.bylines import LONGEST_NAME, find_authors
from dateline.index.readers.page.date_values import read_date
from dateline.index.readers.page.headline import parts_of
from dateline.index.readers.page.meta_names import (
    AUTHORS,
    LANGUAGES,
    PERHAPS_PUBLISHED,
    PUBLISHED,
    SECTIONS,
    SITES,
    TITLES,
    UPDATED,
)
from dateline.index.readers.page.sightings import (
    header_dates,
    header_labels,
    labelled_dates,
    marked_dates,
    only_day,
    updated_dates,
)
from dateline.index.readers.page.structured import names_in, text_in
from dateline.index.readers.page.visible_bylines import (
    authors_beside_days,
    authors_in_title,
    authors_of_agencies,
    desks,
    foot_authors,
    line_authors,
    marked_authors,
)
from dateline.index.readers.page.web_page import MOST_HEADINGS, WebPage, host_of, join_address, visible_text

__all__ = ["PAGE_SOURCES", "PageSource", "iter_candidates"]

# The JSON-LD keys that name the origin of an article.
SENDERS = ("sourceOrganization", "provider", "copyrightHolder", "creditText")
CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class PageSource:
    """One source: its name in notes, its description, and the function that yields its candidates, best first.

    ``certain``: a date of it is one that the site gives to machines as that of this article.
    """

    name: str
    description: str
    read: Callable[[WebPage], Iterable[str]]
    certain: bool = False


def authors_from_data(page: WebPage) -> Iterator[str]:
    """Yield the authors in JSON-LD, else the creators."""
    for key in ("author", "creator"):
        if people := list(find_authors(names_in(page.article.get(key)), page.site)):
            yield from people
            return


def authors_from_meta(page: WebPage) -> Iterator[str]:
    """Yield the authors of the first meta element that names any."""
    parts = title_parts(page)
    for name in page.metas(AUTHORS):
        before, _, last = name.rpartition(", ")
        name = before if before and words_of(last) in parts else name
        if people := list(find_authors([name], page.site)):
            yield from people
            return


def authors_from_marks(page: WebPage) -> Iterator[str]:
    """Yield the authors of the elements that mark them."""
    return not_sites(page, marked_authors(page.outline, page.site))


def title_parts(page: WebPage) -> set[Words]:
    """Return the words of each part of the title of the window, of which one is the name of the site."""
    return {words_of(part) for title in page.tree.iter("title") for part in parts_of(visible_text(title))}


def not_sites(page: WebPage, names: Iterable[str]) -> Iterator[str]:
    """Yield the names that are no part of the title of the window, as that of the site is."""
    parts = title_parts(page)
    return (name for name in names if words_of(name) not in parts)


def authors_from_lines(page: WebPage) -> Iterator[str]:
    """Yield the authors of the byline in the header, else in the title of the window, else below the article."""
    names = list(line_authors(page.outline, page.site))
    names = names or list(authors_in_title(map(visible_text, page.tree.iter("title")), page.site))
    yield from names or foot_authors(page.outline, page.site)


def authors_of_short_lines(page: WebPage) -> Iterator[str]:
    """Yield the author beside the date or an agency in the header, else the desk below the headline."""
    names = list(authors_beside_days(page.outline, page.site)) or list(authors_of_agencies(page.outline, page.site))
    yield from names or desks(page.outline, page.site)


def authors_from_page(page: WebPage) -> Iterator[str]:
    """Yield the authors that trafilatura finds on the page."""
    from trafilatura.metadata import extract_author  # optional: the extra `html`, and slow to load

    byline = extract_author(page.tree)
    names = byline.split(";") if byline else ()
    return not_sites(page, find_authors((name.strip() for name in names), page.site))


def headings_of(page: WebPage) -> Iterator[str]:
    """Yield the headline of the page, then its other main headings."""
    if page.outline.heading:
        yield page.outline.heading
    yield from filter(None, map(visible_text, islice(page.tree.iter("h1"), MOST_HEADINGS)))


def dates_of_page(page: WebPage, *keys: str) -> Iterator[str]:
    """Yield the dates in the JSON-LD of the page itself."""
    return (text for key in keys if (text := text_in(page.data_of_page.get(key))))


def date_from_url(page: WebPage) -> Iterator[str]:
    """Yield the day in the address."""
    if day := find_day_in_url(page.url):
        yield day.isoformat()


def dates_from_scripts(page: WebPage) -> Iterator[str]:
    """Yield the date that the scripts call that of publication, if all of them name one day."""
    found = [(text, moment) for text in page.scripted if (moment := read_date(text, page.order)) is not None]
    if found and all(dates_agree(found[0][1], day_of(moment)) for _, moment in found):
        yield found[0][0]


def agencies_from_data(page: WebPage) -> Iterator[str]:
    """Yield the known agencies among the origins in JSON-LD."""
    return (agency for name in page.data(*SENDERS) if (agency := find_agency(name)))


def section_from_url(page: WebPage) -> Iterator[str]:
    """Yield the section in the path of the address."""
    if section := find_section(page.url):
        yield section


def sites(names: Iterable[str]) -> Iterator[str]:
    """Yield the names that can be sites."""
    return (name.lstrip("@") for name in names if "://" not in name and name[:1] != "#" and len(name) <= LONGEST_NAME)


def languages(codes: Iterable[str]) -> Iterator[str]:
    """Yield the codes that can be languages."""
    return (code.strip().replace("_", "-") for code in codes if CODE.fullmatch(code.strip()))


def canonical_links(page: WebPage) -> Iterator[str]:
    """Yield the canonical links of a page, as absolute addresses."""
    links = (link for link in page.tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    base = page.address or next(filter(host_of, page.metas(("og:url",))), "")
    return (original_address(join_address(base, link.get("href") or "")) for link in links)


PAGE_SOURCES: Final[Mapping[str, tuple[PageSource, ...]]] = {
    "url": (
        PageSource("the canonical link", "`<link rel=canonical>`", canonical_links),
        PageSource("the meta elements", "`og:url`", lambda page: map(original_address, page.metas(("og:url",)))),
        PageSource("JSON-LD", "`mainEntityOfPage`, `url`", lambda page: page.addresses("mainEntityOfPage", "url")),
        PageSource("the address", "where it was fetched", lambda page: [page.address]),
    ),
    "source": (
        PageSource("JSON-LD", "`publisher`", lambda page: sites(page.data("publisher"))),
        PageSource("the meta elements", "`og:site_name` and similar", lambda page: sites(page.metas(SITES))),
        PageSource("the address", "its host", lambda page: [host_of(page.url)]),
    ),
    "title": (
        PageSource("JSON-LD", "`headline`", lambda page: page.data("headline")),
        PageSource("the meta elements", "`og:title` and similar", lambda page: page.metas(TITLES)),
        PageSource("the visible heading", "the one that the title repeats, else the first `h1`", headings_of),
        PageSource("the window", "`title`", lambda page: map(visible_text, page.tree.iter("title"))),
    ),
    "published": (
        PageSource("JSON-LD", "`datePublished`", lambda page: [*page.data("datePublished"), *page.twins], certain=True),
        PageSource(
            "the meta elements",
            "`article:published_time` and similar",
            lambda page: page.metas(PUBLISHED),
            certain=True,
        ),
        PageSource(
            "the marked date",
            "`itemprop=datePublished`, the class `published` and similar",
            lambda page: marked_dates(page.outline, page.order),
            certain=True,
        ),
        PageSource(
            "JSON-LD of the page",
            "`datePublished`, `uploadDate`, `dateCreated`",
            lambda page: [
                *dates_of_page(page, "datePublished", "uploadDate"),
                *page.data("dateCreated"),
                *dates_of_page(page, "dateCreated"),
            ],
        ),
        PageSource(
            "a label in the header",
            "*Published on …* beside the headline",
            lambda page: header_labels(page.outline, page.order),
        ),
        PageSource(
            "the header",
            "`time`, a date beside the headline or the byline",
            lambda page: header_dates(page.outline, page.order),
        ),
        PageSource("other meta elements", "`date`, `dc.date`, `created`", lambda page: page.metas(PERHAPS_PUBLISHED)),
        PageSource("the address", "the day in its path", date_from_url),
        PageSource(
            "a label",
            "*Published on …* below the article, if one day is named so",
            lambda page: labelled_dates(page.outline, page.order),
        ),
        PageSource("the article", "the only day inside its element", lambda page: only_day(page.outline, page.order)),
        PageSource("the scripts", "`publishDate` and similar, if they name one day", dates_from_scripts),
    ),
    "updated": (
        PageSource("JSON-LD", "`dateModified`", lambda page: page.data("dateModified")),
        PageSource("the meta elements", "`article:modified_time` and similar", lambda page: page.metas(UPDATED)),
        PageSource(
            "the marked date",
            "`itemprop=dateModified`, *Updated …* beside the headline",
            lambda page: updated_dates(page.outline, page.order),
        ),
        PageSource("JSON-LD of the page", "`dateModified`", lambda page: dates_of_page(page, "dateModified")),
    ),
    "byline": (
        PageSource("JSON-LD", "`author`, `creator`", authors_from_data),
        PageSource("the meta elements", "`author`, `article:author`, `dc.creator` and similar", authors_from_meta),
        PageSource(
            "the marked author", "`rel=author`, `itemprop=author`, the class `byline` and similar", authors_from_marks
        ),
        PageSource("the byline", "a line *By …* beside the headline, or below the article", authors_from_lines),
        PageSource("the visible byline", "as trafilatura finds it", authors_from_page),
        PageSource(
            "the name beside the date",
            "*Ailsa Moray 14 December 2016*, else *By our own correspondent*",
            authors_of_short_lines,
        ),
    ),
    "section": (
        PageSource("JSON-LD", "`articleSection`", lambda page: page.data("articleSection")),
        PageSource("the meta elements", "`article:section`, `parsely-section`", lambda page: page.metas(SECTIONS)),
        PageSource("the address", "the first part of its path, `/world/2016/…`, where it is plain", section_from_url),
    ),
    "agency": (PageSource("JSON-LD", "a known agency as `sourceOrganization`, `provider`", agencies_from_data),),
    "dateline": (PageSource("JSON-LD", "`dateline`", lambda page: page.data("dateline")),),
    "language": (
        PageSource(
            "the root", "`lang`", lambda page: languages(page.tree.get(key) or "" for key in ("lang", "xml:lang"))
        ),
        PageSource("JSON-LD", "`inLanguage`", lambda page: languages(page.data("inLanguage"))),
        PageSource(
            "the meta elements", "`og:locale`, `content-language`", lambda page: languages(page.metas(LANGUAGES))
        ),
    ),
}


def iter_candidates(page: WebPage, key: str) -> Iterator[tuple[PageSource, str]]:
    """Yield the candidates for a key, best first, each with its source."""
    for source in PAGE_SOURCES[key]:
        for text in source.read(page):
            if text:
                yield source, text
