"""Text of small XML trees, in one line or in paragraphs, and of the bylines in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from xml.etree.ElementTree import Element

from dateline.index.readers.formats.fragments import HIDDEN_ELEMENTS, Paragraphs

__all__ = ["attributes", "children", "first_line", "line_of", "lines_of_all", "local_name", "paragraphs_of", "strip_by"]


def local_name(element: Element) -> str:
    """Return the name of an element without its prefix, in small letters."""
    return element.tag.rpartition(":")[2].lower()


def line_of(element: Element | None) -> str:
    """Return the text of an element in one line, empty if there is no element."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def children(element: Element | None, path: str) -> Iterator[Element]:
    """Yield the elements at a path of names below an element, such as ``docdata/date.issue``; ``*`` is any name."""
    found = [element] if element is not None else []
    for name in path.split("/"):
        found = [child for each in found for child in each if name in ("*", child.tag)]
    yield from found


def first_line(element: Element | None, *paths: str) -> str:
    """Return the first text, in one line, of the elements at the paths, or the empty text."""
    return next((line for path in paths for line in lines_of_all(children(element, path))), "")


def lines_of_all(elements: Iterable[Element]) -> list[str]:
    """Return the texts of elements, each in one line, without empty ones and duplicates."""
    return list(dict.fromkeys(line for line in map(line_of, elements) if line))


def paragraphs_of(element: Element | None, *, without: Collection[str] = ()) -> str:
    """Return the text of an element in paragraphs, without the elements of these names inside it."""
    into = Paragraphs()
    if element is not None:
        add_element(element, into, HIDDEN_ELEMENTS.union(without))
    return into.text()


def add_element(element: Element, into: Paragraphs, without: frozenset[str]) -> None:
    """Add the text of an element. The recursion is bounded by the depth of `xml_records`."""
    name = local_name(element)
    into.open(name)
    into.add(element.text or "")
    for child in element:
        if local_name(child) not in without:
            add_element(child, into, without)
        into.add(child.tail or "")
    into.close(name)


def attributes(element: Element | None, path: str, name: str) -> list[str]:
    """Return the values of an attribute of the elements at a path, without empty ones."""
    return [value for each in children(element, path) if (value := each.get(name, "").strip())]


def strip_by(line: str) -> str:
    """Return a byline without the *By* before the name."""
    line = line.strip()
    return line[3:].lstrip() if line[:3].lower() == "by " else line
