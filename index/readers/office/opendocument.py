"""OpenDocument texts (LibreOffice, OpenOffice): one article a file, as a package, a template or one file of XML."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.xml_records import read_records
from dateline.index.readers.office.blocks import Blocks
from dateline.index.readers.office.opendocument_text import OpenDocumentStyle, OpenDocumentText, style_of
from dateline.index.readers.office.package import Package, Unreadable, open_package
from dateline.index.readers.office.properties import Properties, article_of

__all__ = ["read_opendocument"]

ZIP = b"PK"
CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
LARGEST_MANIFEST = 16 << 20
BODY = ("office:body", "office:text")
STYLE, ABOUT = "style:style", "office:meta"
# The creator is who changed the document last.
PROPERTIES = {
    "dc:title": "title",
    "meta:initial-creator": "author",
    "dc:language": "language",
    "meta:creation-date": "created",
    "dc:date": "modified",
}


def read_opendocument(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of an OpenDocument text, or why it cannot be read."""
    first = next(lines, b"")
    lines = chain([first], lines)
    try:
        yield read_package(open_package(lines, file)) if first.startswith(ZIP) else read_flat(lines, file)
    except Unreadable as failure:
        yield ReadError(file, None, f"the document cannot be read: {failure}")


def read_package(package: Package) -> RawArticle | ReadError:
    """Return the article of an open package. Raises `Unreadable`."""
    if MANIFEST in package and b"encryption-data" in package.read(MANIFEST, LARGEST_MANIFEST):
        raise Unreadable("it is encrypted; save it without its password first")
    document = OpenDocument()
    for part in (META, STYLES, CONTENT):
        if part in package or part == CONTENT:
            for path, element in package.elements(part, is_wanted):
                document.take(path, element)
    return document.article(package.file)


def read_flat(lines: Iterator[bytes], file: str) -> RawArticle | ReadError:
    """Return the article of a document in one file of XML. Raises `Unreadable`."""
    document = OpenDocument()
    for found in read_records(lines, file, is_wanted):
        if isinstance(found, ReadError):
            return found
        document.take(found.path, found.element)
    return document.article(file)


def is_wanted(path: tuple[str, ...]) -> bool:
    """Return whether the element at a path is read by itself: a property, a style, or a block of the text."""
    return path[-1] == STYLE or (len(path) > 2 and path[-2] == ABOUT) or (len(path) == 4 and path[1:3] == BODY)


class OpenDocument:
    """Collects the properties, the styles and the blocks of a document, in this order."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._styles: dict[str, OpenDocumentStyle] = {}
        self._text = OpenDocumentText(self._styles, Blocks())

    def take(self, path: tuple[str, ...], element: Element) -> None:
        """Add an element that `is_wanted`."""
        if element.tag == STYLE:
            name, style = style_of(element)
            self._styles[name] = style
        elif path[-1] == ABOUT:
            key = PROPERTIES.get(element.tag)
            if key:
                self._values.setdefault(key, " ".join("".join(element.itertext()).split()))
        else:
            self._text.read(element)

    def article(self, file: str) -> RawArticle | ReadError:
        """Return the article."""
        return article_of(self._text.into.found, Properties(**self._values), file, ())
