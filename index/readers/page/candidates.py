"""Who on a page is asked for each key, in which order: the first that knows is believed.

Structured data (JSON-LD, then ``meta`` elements) comes first, then what is visible on the page (its heading, its
``<time>``, its byline), then the address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from dateline.index.entities.agencies import agency_named
from dateline.index.metadata.publication import day_in_address
from dateline.index.metadata.urls import section_in
from dateline.index.readers.page.structured import names_in, text_in

__all__ = [
    "LONGEST_NAME",
    "TABLE",
    "Page",
    "Witness",
    "host_of",
    "is_author",
    "is_site",
    "plain_name",
    "said",
    "visible",
]

TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline")
AUTHORS = (
    "author",
    "byl",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
)
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date.release",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "date",
)
UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod", "last-modified")
SECTIONS = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "sailthru.section",
    "cxenseparse:section",
    "section",
)
LANGUAGES = ("og:locale", "content-language", "language")
SITES = ("og:site_name", "application-name", "cre", "dc.publisher", "twitter:site")
# Where JSON-LD names who sent an article.
SENDERS = ("sourceOrganization", "provider", "copyrightHolder", "creditText")
LONGEST_NAME = 100
# Names of accounts, which stand where an author should.
NOBODY = ("", "admin", "administrator", "webmaster", "root", "null", "none", "undefined")
BY = re.compile(r"^(?:by|von|por|par|di|door)\s+", re.I)
CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


class Page(NamedTuple):
    """A page: its tree, its JSON-LD object, its ``meta`` elements, where it was fetched, its own address and site.

    What is not known is empty.
    """

    tree: Any
    article: Mapping[str, object]
    meta: Mapping[str, list[str]]
    address: str
    url: str = ""
    site: str = ""

    def data(self, *keys: str) -> Iterator[str]:
        """Yield the texts under keys of the JSON-LD object."""
        return (text for key in keys if (text := text_in(self.article.get(key))))

    def metas(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the contents of the meta elements of these names, in the order of the names."""
        for name in names:
            yield from self.meta.get(name, ())


@dataclass(frozen=True, slots=True)
class Witness:
    """One witness: its name in notes, what it is, and what it says, the best first."""

    name: str
    means: str
    says: Callable[[Page], Iterable[str]]


def visible(element: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.text_content().split())


def names_of_data(page: Page) -> Iterator[str]:
    """Yield the authors that JSON-LD names, else the creators."""
    for key in ("author", "creator"):
        if people := list(authors(names_in(page.article.get(key)), page.site)):
            yield from people
            return


def names_of_meta(page: Page) -> Iterator[str]:
    """Yield the author that the first meta element with a name in it gives."""
    for name in page.metas(AUTHORS):
        if people := list(authors([name], page.site)):
            yield from people
            return


def names_of_page(page: Page) -> Iterator[str]:
    """Yield the authors that trafilatura finds on the page."""
    from trafilatura.metadata import extract_author  # optional: the extra `html`, and slow to load

    byline = extract_author(page.tree)
    return (name.strip() for name in byline.split(";")) if byline else iter(())


def authors(names: Iterable[str], site: str) -> Iterator[str]:
    """Yield what can be names of authors."""
    return (name for name in map(plain_name, names) if is_author(name, site))


def plain_name(name: str) -> str:
    """Return a name without the word *by* before it and the paper behind a stroke."""
    return BY.sub("", name, count=1).partition(" | ")[0].strip()


def is_author(name: str, site: str) -> bool:
    """Say whether what stands for an author can be a name."""
    return (
        name.lower() not in NOBODY
        and len(name) <= LONGEST_NAME
        and "://" not in name
        and not name.startswith(("@", "/", "www."))
        and not is_site(name, site)
    )


def is_site(text: str, site: str) -> bool:
    """Say whether a text is the name of the site, spelled with or without spaces and ending."""
    plain = re.sub(r"\W+|\.com$", "", text.lower())
    return bool(plain) and plain == re.sub(r"\W+|\.com$", "", site.lower())


def times_of_page(page: Page) -> Iterator[str]:
    """Yield the dates that elements of the page mark as such."""
    for element in page.tree.iter("time", "span", "div", "abbr"):
        if element.tag == "time" or (element.get("itemprop") or "").lower() == "datepublished":
            yield element.get("datetime") or element.get("content") or element.get("title") or visible(element)[:60]


def day_of_address(page: Page) -> Iterator[str]:
    """Yield the day in the address."""
    if day := day_in_address(page.url):
        yield day.isoformat()


def agencies_of_data(page: Page) -> Iterator[str]:
    """Yield the known agencies among those that JSON-LD says an article came from."""
    return (agency for name in page.data(*SENDERS) if (agency := agency_named(name)))


def section_of_address(page: Page) -> Iterator[str]:
    """Yield the section in the path of the address."""
    if section := section_in(page.url):
        yield section


def sites(names: Iterable[str]) -> Iterator[str]:
    """Yield what can be names of a site."""
    return (name.lstrip("@") for name in names if "://" not in name and len(name) <= LONGEST_NAME)


def languages(codes: Iterable[str]) -> Iterator[str]:
    """Yield what can be codes of languages."""
    return (code.strip().replace("_", "-") for code in codes if CODE.fullmatch(code.strip()))


def canonical_links(page: Page) -> Iterator[str]:
    """Yield the canonical links of a page, made whole where they are relative."""
    links = (link for link in page.tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    base = page.address or next(filter(host_of, page.metas(("og:url",))), "")
    return (join_address(base, link.get("href") or "") for link in links)


def join_address(base: str, link: str) -> str:
    """Return an address that may be relative to another, the empty text for one that is broken."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


def host_of(address: str) -> str:
    """Return the host of a web address without www, the empty text where it is none."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in ("http", "https") else ""


TABLE: Final[Mapping[str, tuple[Witness, ...]]] = {
    "url": (
        Witness("the canonical link", "`<link rel=canonical>`", canonical_links),
        Witness("the meta elements", "`og:url`", lambda page: page.metas(("og:url",))),
        Witness("JSON-LD", "`mainEntityOfPage`, `url`", lambda page: page.data("mainEntityOfPage", "url")),
        Witness("the address", "where it was fetched", lambda page: [page.address]),
    ),
    "source": (
        Witness("JSON-LD", "`publisher`", lambda page: sites(page.data("publisher"))),
        Witness("the meta elements", "`og:site_name` and its kin", lambda page: sites(page.metas(SITES))),
        Witness("the address", "its host", lambda page: [host_of(page.url)]),
    ),
    "title": (
        Witness("JSON-LD", "`headline`", lambda page: page.data("headline")),
        Witness("the meta elements", "`og:title` and its kin", lambda page: page.metas(TITLES)),
        Witness("the visible heading", "the first `h1`", lambda page: filter(None, map(visible, page.tree.iter("h1")))),
        Witness("the window", "`title`", lambda page: map(visible, page.tree.iter("title"))),
    ),
    "published": (
        Witness("JSON-LD", "`datePublished`", lambda page: page.data("datePublished")),
        Witness("the meta elements", "`article:published_time` and its kin", lambda page: page.metas(PUBLISHED)),
        Witness("the visible date", "`time`, `itemprop=datePublished`", times_of_page),
        Witness("JSON-LD", "`dateCreated`", lambda page: page.data("dateCreated")),
        Witness("the address", "the day in its path", day_of_address),
    ),
    "updated": (
        Witness("JSON-LD", "`dateModified`", lambda page: page.data("dateModified")),
        Witness("the meta elements", "`article:modified_time` and its kin", lambda page: page.metas(UPDATED)),
    ),
    "byline": (
        Witness("JSON-LD", "`author`, `creator`", names_of_data),
        Witness("the meta elements", "`author`, `article:author`, `dc.creator` and their kin", names_of_meta),
        Witness("the visible byline", "as trafilatura finds it", names_of_page),
    ),
    "section": (
        Witness("JSON-LD", "`articleSection`", lambda page: page.data("articleSection")),
        Witness("the meta elements", "`article:section`, `parsely-section`", lambda page: page.metas(SECTIONS)),
        Witness("the address", "the first part of its path, `/world/2016/…`, where it is plain", section_of_address),
    ),
    "agency": (Witness("JSON-LD", "a known agency as `sourceOrganization`, `provider`", agencies_of_data),),
    "dateline": (Witness("JSON-LD", "`dateline`", lambda page: page.data("dateline")),),
    "language": (
        Witness("the root", "`lang`", lambda page: languages(page.tree.get(key) or "" for key in ("lang", "xml:lang"))),
        Witness("JSON-LD", "`inLanguage`", lambda page: languages(page.data("inLanguage"))),
        Witness("the meta elements", "`og:locale`, `content-language`", lambda page: languages(page.metas(LANGUAGES))),
    ),
}


def said(page: Page, key: str) -> Iterator[tuple[Witness, str]]:
    """Yield what the witnesses of a key say, the best first, each with its witness."""
    for witness in TABLE[key]:
        for text in witness.says(page):
            if text:
                yield witness, text
