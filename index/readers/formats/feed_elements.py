"""The elements of an item of a feed: their names, their attributes, and their texts in any of the ways feeds pack them.

A text is plain, HTML that is escaped or not, XHTML, or any of these in base64.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dateline.index.readers.formats.fragments import has_tags, text_of_html
from dateline.index.readers.formats.xml_text import line_of, paragraphs_of

__all__ = ["Item", "all_text", "attribute", "name_of", "plain_line", "text_of", "title_line"]

# Elements that only group others.
GROUPS = frozenset(("media:group",))
NO_BASE64 = "its text in base64 is damaged: it was not read"


class Item:
    """The children of an item by their names; ``doubts`` are those about their texts."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.doubts: list[str] = []
        self._children: dict[str, list[Element]] = {}
        for child in element:
            for each in child if child.tag in GROUPS else (child,):
                self._children.setdefault(name_of(each.tag), []).append(each)

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the children of these names, in the order of the names."""
        for name in names:
            yield from self._children.get(name, ())

    def line(self, *names: str) -> str:
        """Return the first text in one line of the children of these names, or the empty text."""
        return next((line for each in self.all(*names) if (line := line_of(each))), "")

    def text(self, *names: str) -> str:
        """Return the first text in paragraphs of the children of these names, or the empty text."""
        return next(self.texts(*names), "")

    def texts(self, *names: str) -> Iterator[str]:
        """Yield the texts in paragraphs of the children of these names, without empty ones."""
        yield from filter(None, (text_of(each, self.doubts) for each in self.all(*names)))


def name_of(tag: str) -> str:
    """Return the name of an element as the tables have it: Atom is the vocabulary without a prefix."""
    return tag.lower().removeprefix("atom:")


def attribute(element: Element, name: str) -> str:
    """Return an attribute, whatever the case and the prefix of its name, without outer white space."""
    value = element.get(name)
    if value is None and element.attrib:
        local = name.rpartition(":")[2]
        written = {key.lower(): key for key in element.attrib}
        found = written.get(name) or next((key for low, key in written.items() if low.endswith(f":{local}")), None)
        value = element.get(found) if found is not None and (":" in name or found.lower() == name) else None
    return (value or "").strip()


def text_of(element: Element, doubts: list[str]) -> str:
    """Return the text of an element in paragraphs; ``doubts`` gets a line if it is damaged."""
    name = name_of(element.tag)
    kind, mode = attribute(element, "type").lower(), attribute(element, "mode").lower()
    if len(element):
        return paragraphs_of(element)
    text = all_text(element) or attribute(element, "value")  # CDF has them in attributes
    if mode == "base64" or is_binary(kind):
        text = text_of_base64(text, kind, doubts)
        return text_of_html(text) if "html" in kind or has_tags(text) else text.strip()
    if name not in ("content", "summary") or "html" in kind or "xml" in kind or (mode == "escaped" and not kind):
        return text_of_html(text)
    return text.strip()


def is_binary(kind: str) -> bool:
    """Return whether content of a type is in base64, as Atom prescribes for all types but texts and XML."""
    return "/" in kind and not kind.startswith("text/") and "xml" not in kind and "html" not in kind


def text_of_base64(text: str, kind: str, doubts: list[str]) -> str:
    """Return a text in base64; the empty text for what is not text, such as a picture.

    ``doubts`` gets a line if it should be text, but is not.
    """
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode()
    except ValueError:
        if not kind.startswith(("image/", "audio/", "video/")):
            doubts.append(NO_BASE64)
        return ""


def all_text(element: Element) -> str:
    """Return all the text of an element unchanged."""
    return "".join(element.itertext())


def title_line(element: Element, doubts: list[str]) -> str:
    """Return a title in one line, whatever its type."""
    if attribute(element, "mode").lower() == "base64":
        return " ".join(text_of(element, doubts).split())
    return plain_line(element)


def plain_line(element: Element) -> str:
    """Return a text that may contain HTML as one line of plain text."""
    if attribute(element, "type").lower() in ("text", "text/plain") or len(element):
        return line_of(element)
    return " ".join(text_of_html(all_text(element) or attribute(element, "value")).split())
