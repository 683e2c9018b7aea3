"""Exports in XML that are neither feeds nor the formats of agencies: documents of Solr, pages of MediaWiki, and others.

A document of Solr has its values in elements of any name, whose attribute ``name`` is the key. A dump of MediaWiki has
the pages of a wiki such as Wikinews; of each page the last revision is read. Its day is that of a template ``date`` in
the text, else that of the first revision if the dump has several; else only the last change is known. `news_xml` reads
the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, urljoin
from xml.etree.ElementTree import Element

from dateline.index.article import RawArticle
from dateline.index.errors import NoArticle, ReadError
from dateline.index.readers.formats.news_xml import articles_of_news, is_news, is_withdrawn
from dateline.index.readers.formats.wikitext import read_wikitext
from dateline.index.readers.formats.xml_records import read_records
from dateline.index.readers.formats.xml_text import children, first_line, line_of

__all__ = ["read_xml_documents"]

ROOTS = {"add": "doc", "response": "doc", "mediawiki": "page"}
ARTICLES = "0"  # the number of the namespace of articles
# The body may have another name, which the user gives.
PARAGRAPHS = re.compile(r"\S[ \t]*\r?\n[ \t]*\r?\n")
LONGEST_NAME = 80
FILE_SPACE, CATEGORY_SPACE = "6", "14"


def read_xml_documents(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each document, or the error."""
    wiki = Wiki()
    empty = True
    for found in read_records(lines, file, is_wanted):
        empty = False
        if isinstance(found, ReadError):
            yield found
        elif found.element.tag == "siteinfo":
            wiki.keep(found.element)
        elif found.element.tag == "doc":
            document = values_of_document(found.element)
            yield RawArticle(document, file, found.line, notes=found.notes, foreign=True)
        elif is_news((*found.path, found.element.tag)):
            articles = articles_of_news(found.element)
            alone = not found.path and len(articles) == 1
            for each in articles:
                if is_withdrawn(each):
                    name = str(each.get("id", "without an identifier"))[:LONGEST_NAME]
                    yield NoArticle(file, found.line, f"the news item {name} was cancelled; it was not read")
                    continue
                yield RawArticle(each, file, found.line, alone, found.notes)
        elif (values := wiki.values_of(found.element)) is not None:
            language = next((code for _, code in reversed(found.inherited) if code), None)
            values |= {"language": language} if language else {}
            yield RawArticle(values, file, found.line, notes=found.notes)
    if empty:
        yield ReadError(file, None, "the export holds no document")
    if wiki.passed_over:
        kinds = ", ".join(f"{kind}: {count:,}" for kind, count in wiki.passed_over.most_common())
        yield NoArticle(file, None, f"pages that are no articles were not read ({kinds})")


def is_wanted(path: tuple[str, ...]) -> bool:
    """Return whether an element is a document, or describes the wiki."""
    name = path[-1]
    return is_news(path) or (
        len(path) > 1 and (name == ROOTS.get(path[0]) or (name == "siteinfo" and path[0] == "mediawiki"))
    )


def values_of_document(document: Element) -> dict[str, object]:
    """Return the values of a document of Solr; several of one name are a list."""
    values: dict[str, list[str]] = {}
    for element in document:
        name = element.get("name", "")
        texts = [line_or_text(each, name) for each in (element if element.tag == "arr" else (element,))]
        if name:
            values.setdefault(name, []).extend(text for text in texts if text)
    return {name: single(name, texts) for name, texts in values.items() if texts}


def single(name: str, texts: list[str]) -> object:
    """Return one text as it is, and several as a list; those of a body are its paragraphs."""
    if name == "body":
        return "\n\n".join(texts)
    return texts[0] if len(texts) == 1 else texts


def line_or_text(element: Element, name: str) -> str:
    """Return the text of a value; in one line, unless it is the body, or may be it by its paragraphs."""
    text = "".join(element.itertext()).strip()
    return text if name == "body" or PARAGRAPHS.search(text) else line_of(element)


class Wiki:
    """What a dump says of its wiki, and how many of its pages are no articles."""

    def __init__(self) -> None:
        self.source = ""
        self.base = ""
        self.files: frozenset[str] = frozenset()
        self.categories: frozenset[str] = frozenset()
        self.passed_over: Counter[str] = Counter()

    def keep(self, site: Element) -> None:
        """Keep the name, the address and the prefixes of the wiki."""
        self.source, self.base = first_line(site, "sitename"), first_line(site, "base")
        spaces = [*children(site, "namespaces/namespace")]
        self.files = frozenset(line_of(each).lower() for each in spaces if each.get("key") == FILE_SPACE)
        self.categories = frozenset(line_of(each).lower() for each in spaces if each.get("key") == CATEGORY_SPACE)

    def values_of(self, page: Element) -> dict[str, object] | None:
        """Return the values of a page, None if it is no article."""
        title = first_line(page, "title")
        revisions = [*children(page, "revision")]
        if first_line(page, "ns") not in ("", ARTICLES):
            self.passed_over["other namespaces"] += 1
            return None
        if not revisions or next(children(page, "redirect"), None) is not None:
            self.passed_over["redirects"] += 1
            return None
        text = next(("".join(each.itertext()) for each in children(revisions[-1], "text")), "")
        found = read_wikitext(text, files=self.files, categories=self.categories)
        values = {
            "title": title,
            "body": found.text,
            "published": found.date or (first_line(revisions[0], "timestamp") if len(revisions) > 1 else ""),
            "updated": first_line(revisions[-1], "timestamp"),
            "topics": found.categories,
            "source": self.source,
            "url": urljoin(self.base, quote(title.replace(" ", "_"), safe="/:,()'!*")) if self.base else "",
        }
        return {key: value for key, value in values.items() if value or key in ("title", "body")}
