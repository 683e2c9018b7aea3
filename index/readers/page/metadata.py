"""Title, author, date, site, address and language of a page, each from the best witness.

The order of witnesses is: structured data (JSON-LD, then ``meta`` elements), what is
visible on the page (its heading, its ``<time>``, its byline), and the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.index.dates import parse_published
from dateline.index.metadata import day_in_address
from dateline.index.readers.page.structured import find_article, meta_values, names_in, text_in

__all__ = ["read_metadata"]

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
SITES = ("og:site_name", "application-name", "cre", "dc.publisher", "twitter:site")
LONGEST_NAME = 100
# Names of accounts, which stand where an author should.
NOBODY = ("", "admin", "administrator", "webmaster", "root", "null", "none", "undefined")
MOST_AUTHORS = 12
BY = re.compile(r"^(?:by|von|por|par|di|door)\s+", re.I)
# What programs write where they have no date.
NO_DATES = ("0001-01-01", "0000", "1970-01-01T00:00:00")
DIVIDERS = (" | ", " - ", " – ", " — ", " :: ", " · ")


def read_metadata(tree: Any, address: str | None) -> tuple[dict[str, object], Mapping[str, object]]:
    """Return what the page says of its article under Dateline's keys, and its JSON-LD object.

    ``address`` is where the page was fetched, None if that is not known.
    """
    article, meta = find_article(tree), meta_values(tree)
    url = find_address(tree, article, meta, address)
    site = find_site(article, meta, url)
    published = first_date(find_dates(tree, article, meta, url))
    updated = first_date([text_in(article.get("dateModified")), *chosen(meta, UPDATED)])
    topics = [*names_in(article.get("keywords")), *meta.get("article:tag", ())]
    found: dict[str, object] = {
        "title": find_title(tree, article, meta, site),
        "published": published,
        "updated": updated if updated != published else "",
        "byline": find_authors(tree, article, meta, site),
        "source": site,
        "url": url,
        "language": find_language(tree, article, meta),
        "section": text_in(article.get("articleSection")) or first(meta, ("article:section",)),
        "topics": list(dict.fromkeys(topic for topic in topics if len(topic) <= LONGEST_NAME)),
    }
    return {key: value for key, value in found.items() if value}, article


def chosen(meta: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    """Yield the contents of the meta elements of these names, in the order of the names."""
    for name in names:
        yield from meta.get(name, ())


def first(meta: Mapping[str, list[str]], names: Iterable[str]) -> str:
    """Return the first content of the meta elements of these names, else the empty text."""
    return next(chosen(meta, names), "")


def visible(element: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.text_content().split())


def find_title(tree: Any, article: Mapping[str, object], meta: Mapping[str, list[str]], site: str) -> str:
    """Return the headline; the name of the site that pages put behind it is cut off."""
    headings = [text for text in map(visible, tree.iter("h1")) if text]
    for title in (
        text_in(article.get("headline")),
        *chosen(meta, TITLES),
        *headings[:1],
        *map(visible, tree.iter("title")),
    ):
        title = without_site(title, site)
        # Headlines for search engines are cut off after 110 characters; the visible one is whole.
        start = title.rstrip(" .…")
        if title:
            return next((text for text in headings if start and text.startswith(start)), title)
    return ""


def without_site(title: str, site: str) -> str:
    """Return a title without the name of the site behind its last divider."""
    for divider in DIVIDERS:
        head, found, tail = title.rpartition(divider)
        if found and head.strip() and is_site(tail, site):
            return head.strip()
    return title.strip()


def is_site(text: str, site: str) -> bool:
    """Say whether a text is the name of the site, spelled with or without spaces and ending."""
    plain = re.sub(r"\W+|\.com$", "", text.lower())
    return bool(plain) and plain == re.sub(r"\W+|\.com$", "", site.lower())


def find_authors(tree: Any, article: Mapping[str, object], meta: Mapping[str, list[str]], site: str) -> list[str]:
    """Return the names of the authors, none of them an address or the site itself."""
    from trafilatura.metadata import extract_author  # optional: the extra `html`, and slow to load

    given = [names_in(article.get("author")), names_in(article.get("creator"))]
    for names in (*given, *([name] for name in chosen(meta, AUTHORS))):
        if people := [name for name in map(plain_name, names) if is_author(name, site)]:
            return list(dict.fromkeys(people))[:MOST_AUTHORS]
    byline = extract_author(tree)
    return [name.strip() for name in byline.split(";")] if byline else []


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


def find_dates(tree: Any, article: Mapping[str, object], meta: Mapping[str, list[str]], url: str) -> Iterator[str]:
    """Yield what may be the date of publication, the best witness first."""
    yield text_in(article.get("datePublished"))
    yield from chosen(meta, PUBLISHED)
    for element in tree.iter("time", "span", "div", "abbr"):
        if element.tag == "time" or (element.get("itemprop") or "").lower() == "datepublished":
            yield element.get("datetime") or element.get("content") or element.get("title") or visible(element)[:60]
    yield text_in(article.get("dateCreated"))
    if day := day_in_address(url):
        yield day.isoformat()


def first_date(texts: Iterable[str]) -> str:
    """Return the first of the texts that names one day and is no placeholder, else the empty text."""
    return next((text for text in texts if not text.startswith(NO_DATES) and parse_published(text) is not None), "")


def find_address(tree: Any, article: Mapping[str, object], meta: Mapping[str, list[str]], address: str | None) -> str:
    """Return the canonical address, where it is on the site of the page; else where the page was fetched."""
    links = [
        link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    said = [text_in(article.get(key)) for key in ("mainEntityOfPage", "url")]
    for link in (*links, *chosen(meta, ("og:url",)), *said):
        whole = join_address(address or "", link)
        if host_of(whole) and (address is None or host_of(whole) == host_of(address)):
            return whole
    return address or ""


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


def find_site(article: Mapping[str, object], meta: Mapping[str, list[str]], url: str) -> str:
    """Return the name of the site: its publisher's, else its own, else its host."""
    for name in (text_in(article.get("publisher")), *chosen(meta, SITES)):
        if name and "://" not in name and len(name) <= LONGEST_NAME:
            return name.lstrip("@")
    return host_of(url)


def find_language(tree: Any, article: Mapping[str, object], meta: Mapping[str, list[str]]) -> str:
    """Return the language as the page says it: ``en``, ``pt-BR``."""
    roots = (tree.get("lang") or "", tree.get("xml:lang") or "")
    for said in (
        *roots,
        text_in(article.get("inLanguage")),
        *chosen(meta, ("og:locale", "content-language", "language")),
    ):
        if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}", said.strip()):
            return said.strip().replace("_", "-")
    return ""
