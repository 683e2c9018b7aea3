"""Electronic books (EPUB 2 and 3): each chapter an article, as newspapers are published and fetched.

The day of publication is that of the book (``dc:date``), as the authors, the language and the publisher are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dateline.index.article import RawArticle
from dateline.index.dataclass import replace
from dateline.index.errors import ReadError
from dateline.index.metadata.document_authors import byline_of
from dateline.index.metadata.top_lines import find_byline
from dateline.index.readers.formats.senders import given_name_first
from dateline.index.readers.office.book import Book, read_book
from dateline.index.readers.office.chapters import Chapter, split_document
from dateline.index.readers.office.package import Package, TooLarge, Unreadable, attribute, open_package, resolve_part
from dateline.index.readers.office.properties import NO_TITLE
from dateline.index.readers.page.encoding import decode_page
from dateline.index.readers.page.tree import LARGEST_PAGE, strip_page

__all__ = ["read_chapters"]

ENCRYPTION = "META-INF/encryption.xml"
LARGEST_DOCUMENT = 16 << 20
LARGEST_TEXT = 100_000_000
# A date without its day is no day of publication, and programs write year 101 for a missing one.
NO_DAY = re.compile(r"0.*|\d{4}(?:\W\d\d?)?|", re.DOTALL)
ROLE_OF_AUTHORS = ("", "aut")
PROGRAM = re.compile(r"(?i).*\bcalibre\b.*")


def read_chapters(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the articles of a book, and why a part of it cannot be read."""
    try:
        package = open_package(lines, file)
        book = read_book(package)
        protected = protected_parts(package)
    except Unreadable as failure:
        yield ReadError(file, None, f"the book cannot be read: {failure}")
        return
    if any(part in protected for part in book.spine):
        yield ReadError(file, None, "the book is encrypted (DRM); its text cannot be read")
        return
    chapters: list[list[Chapter]] = []  # each with what continues it
    failed = False
    for found in chapters_of(package, book):
        if isinstance(found, ReadError):
            failed = True
            yield found
        elif found.continues and chapters:
            chapters[-1].append(found)
        else:
            chapters.append([found])
    if not chapters and not failed:
        yield ReadError(file, None, "the book holds no chapter with a text")
    values = values_of(book)
    for first, *more in chapters:
        chapter = replace(first, body="\n\n".join(each.body for each in (first, *more)))
        yield RawArticle(values_of_chapter(chapter, values), file, None, alone=len(chapters) == 1)


def values_of_chapter(chapter: Chapter, values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a chapter; a line *By …* in it names its author, who need not be that of the book."""
    own = {"title": chapter.title, "url": chapter.url, "body": chapter.body}
    given = {**values, **{key: value for key, value in own.items() if value}}
    if find_byline(chapter.body):
        given.pop("byline", None)
    return given


def chapters_of(package: Package, book: Book) -> Iterator[Chapter | ReadError]:
    """Yield the chapters in the order of the book, or why a document of it cannot be read."""
    size = 0
    for part in dict.fromkeys(book.spine):
        try:
            markup = strip_page(decode_page(package.read(part, LARGEST_DOCUMENT)).text)
        except Unreadable as failure:
            yield ReadError(package.file, None, f"a part of the book cannot be read: {failure}")
            if isinstance(failure, TooLarge):
                return
            continue
        size += len(markup)
        if size > LARGEST_TEXT:
            yield ReadError(package.file, None, f"the book has too much text; it was not read from {part[:80]} on")
            return
        if len(markup) > LARGEST_PAGE:
            yield ReadError(package.file, None, f"{part[:80]} has too many characters for one chapter; it was not read")
            continue
        yield from split_document(markup, part, book)


def protected_parts(package: Package) -> set[str]:
    """Return the parts that are encrypted."""
    if ENCRYPTION not in package:
        return set()
    wanted = package.elements(ENCRYPTION, lambda names: names[-1].endswith("CipherReference"), lenient=True)
    return {resolve_part("", attribute(element, "URI")) for _, element in wanted}


def values_of(book: Book) -> dict[str, object]:
    """Return what the metadata of a book say of each of its chapters."""
    publisher = book.first("publisher")
    values: dict[str, object] = {
        "published": published_of(book),
        "byline": byline_of("; ".join(authors_of(book))),
        "source": publisher if not PROGRAM.fullmatch(publisher) else "",
        "language": book.first("language"),
        "book": book.first("title") if NO_TITLE.fullmatch(book.first("title")) is None else "",
    }
    return {key: value for key, value in values.items() if value and value != "und"}


def authors_of(book: Book) -> list[str]:
    """Return the names of the authors, given names first if the book says that a name is sorted or is an author's."""
    said: dict[tuple[str, str], str] = {}  # what EPUB 3 says of an element by its id
    for name in ("role", "file-as"):
        for value, attributes in book.metadata.get(name, ()):
            said.setdefault((name, attributes.get("refines", "").removeprefix("#")), value)
    authors = []
    for value, attributes in book.metadata.get("creator", ()):
        name = attributes.get("id", "")
        given = {key.rpartition(":")[2]: each for key, each in attributes.items()}
        role = (given.get("role") or (said.get(("role", name), "") if name else "")).strip().lower()
        sorted_as = given.get("file-as") or (said.get(("file-as", name), "") if name else "")
        if role in ROLE_OF_AUTHORS:
            authors.append(given_name_first(value) if role or sorted_as else value)
    return authors


def published_of(book: Book) -> str:
    """Return the date that is called that of publication, else the only one that is not called otherwise."""
    dates: dict[str, list[str]] = {}
    for value, attributes in book.metadata.get("date", ()):
        event = next((given for key, given in attributes.items() if key.endswith("event")), "").lower()
        if NO_DAY.fullmatch(value) is None:
            dates.setdefault(event, []).append(value)
    for event in ("publication", "original-publication", "issued", ""):
        if len(set(dates.get(event, ()))) == 1:
            return dates[event][0]
    return ""
