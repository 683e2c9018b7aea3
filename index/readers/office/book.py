"""The structure of an electronic book: its metadata, the order of its documents, and its table of contents.

EPUB 2 has its table of contents in a file of its own (NCX), EPUB 3 in a page with an element ``nav``.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import Element

from dateline.index.dataclass import dataclass, field
from dateline.index.readers.formats.xml_text import line_of, local_name
from dateline.index.readers.office.package import Package, Unreadable, attribute, resolve_part

__all__ = ["Book", "Entry", "read_book"]

CONTAINER = "META-INF/container.xml"
PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
# Kinds of pages, in the guide and the landmarks of a book, that are no chapters.
NAMES_OF_APPARATUS = """
    cover titlepage title-page halftitlepage toc copyright-page copyright loi lot lof index colophon
"""
APPARATUS = frozenset(NAMES_OF_APPARATUS.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the table of contents: its label, the part that it means, and the place in it, empty for its top.

    ``parent`` is the part that the entry above means, ``children`` are the parts that the entries below mean.
    """

    label: str
    part: str
    place: str
    parent: str
    children: frozenset[str]


@dataclass(slots=True)
class Book:
    """A book: values of its metadata by name, with the attributes of each; its documents in order, and its contents.

    ``entries`` are those of the table of contents, by the part that they mean.
    """

    metadata: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)
    spine: list[str] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    entries: dict[str, list[Entry]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """Return the first value of an element of Dublin Core, or the empty text."""
        return next((value for value, _ in self.metadata.get(name, ()) if value), "")


def read_book(package: Package) -> Book:
    """Return the structure of a book. Raises `Unreadable`."""
    path = package_path(package)
    root = next((element for _, element in package.elements(path, is_root, lenient=True)), None)
    if root is None:
        raise Unreadable(f"its part {path[:80]} is empty; save it again")
    book = Book()
    manifest: dict[str, tuple[str, Element]] = {}
    for element in root:
        name = local_name(element)
        if name == "metadata":
            read_metadata(element, book)
        elif name == "manifest":
            manifest = {attribute(item, "id"): (resolve_part(path, attribute(item, "href")), item) for item in element}
        elif name == "guide":
            book.left_out |= {
                resolve_part(path, attribute(each, "href"))
                for each in element
                if attribute(each, "type").lower() in APPARATUS
            }
    for element in root:
        if local_name(element) == "spine":
            read_spine(element, manifest, book)
            for entry in read_contents(package, manifest, attribute(element, "toc"), book):
                book.entries.setdefault(entry.part, []).append(entry)
    return book


def is_root(path: tuple[str, ...]) -> bool:
    """Return whether a path is that of the root."""
    return len(path) == 1


def package_path(package: Package) -> str:
    """Return the name of the part that describes the book."""
    found = ""
    if CONTAINER in package:
        for _, element in package.elements(CONTAINER, lambda names: names[-1].endswith("rootfile"), lenient=True):
            found = found or resolve_part("", attribute(element, "full-path"))
    if found in package:
        return found
    found = next((name for name in package.names() if name.lower().endswith(".opf")), "")
    if not found:
        raise Unreadable("it has no part that describes the book (.opf); save it again")
    return found


def read_metadata(element: Element, book: Book) -> None:
    """Take the values of Dublin Core, which older books keep in an element of their own."""
    for each in element:
        name = local_name(each)
        if name in ("dc-metadata", "x-metadata"):
            read_metadata(each, book)
        elif name == "meta":
            name = attribute(each, "property").lower()
            book.metadata.setdefault(name, []).append((line_of(each), dict(each.attrib)))
        else:
            book.metadata.setdefault(name, []).append((line_of(each), dict(each.attrib)))


def read_spine(element: Element, manifest: dict[str, tuple[str, Element]], book: Book) -> None:
    """Take the documents in their order, without those that are beside it."""
    for each in element:
        part, item = manifest.get(attribute(each, "idref"), ("", element))
        if part and attribute(item, "media-type").lower() in PAGES and attribute(each, "linear").lower() != "no":
            book.spine.append(part)
            if "nav" in attribute(item, "properties").split():
                book.left_out.add(part)


def read_contents(package: Package, manifest: dict[str, tuple[str, Element]], toc: str, book: Book) -> list[Entry]:
    """Return the entries of the table of contents, none if it is missing or damaged."""
    nav = next((part for part, item in manifest.values() if "nav" in attribute(item, "properties").split()), "")
    ncx = manifest.get(toc, ("", None))[0] or next((part for part, _ in manifest.values() if part.endswith(".ncx")), "")
    for part in (nav, ncx):
        if part not in package:
            continue
        try:
            root = next((element for _, element in package.elements(part, is_root, lenient=True)), None)
        except Unreadable:  # the book is read without it
            continue
        if root is None:
            continue
        entries = list(entries_of_nav(root, part, book) if part == nav else entries_of_ncx(root, part))
        if entries:
            return entries
    return []


def entries_of_ncx(root: Element, part: str, parent: str = "") -> Iterator[Entry]:
    """Yield the entries of an NCX, each before those below it."""
    for element in root:
        name = local_name(element)
        if name == "navmap":
            yield from entries_of_ncx(element, part)
        elif name == "navpoint":
            label = next((line_of(each) for each in element if local_name(each) == "navlabel"), "")
            address = next((attribute(each, "src") for each in element if local_name(each) == "content"), "")
            yield from entry_and_below(label, address, part, parent, element, entries_of_ncx)


def entries_of_nav(root: Element, part: str, book: Book) -> Iterator[Entry]:
    """Yield the entries of the page of contents; its landmarks say which pages are no chapters."""
    for element in root.iter():
        if local_name(element) != "nav":
            continue
        kinds = attribute(element, "type").split()
        if "landmarks" in kinds:
            for link in element.iter():
                if local_name(link) == "a" and APPARATUS & set(attribute(link, "type").lower().split()):
                    book.left_out.add(resolve_part(part, attribute(link, "href")))
        elif "toc" in kinds or not kinds:
            yield from entries_of_list(element, part)


def entries_of_list(element: Element, part: str, parent: str = "") -> Iterator[Entry]:
    """Yield the entries of the lists in an element, each before those below it."""
    for each in element:
        name = local_name(each)
        if name == "li":
            link = next((child for child in each if local_name(child) in ("a", "span")), None)
            label, address = line_of(link), attribute(link, "href")
            yield from entry_and_below(label, address, part, parent, each, entries_of_list)
        elif name in ("ol", "ul"):
            yield from entries_of_list(each, part, parent)


def entry_and_below(
    label: str, address: str, part: str, parent: str, element: Element, below: object
) -> Iterator[Entry]:
    """Yield an entry and the entries below it. An entry without an address is only a heading of others."""
    target = resolve_part(part, address) if address else ""
    inner = list(below(element, part, target))  # type: ignore[operator]
    if target:
        place = unquote(urldefrag(address)[1])
        yield Entry(label, target, place, parent, frozenset(entry.part for entry in inner))
    yield from inner
