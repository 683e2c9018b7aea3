"""Read XML that is not well-formed, tag by tag, as browsers read HTML.

`xml_records` calls this from the place on where expat stops. A bare ``&`` or ``<`` is text. An end without a beginning
is passed over. An end also ends what is still open inside its element, and a record begins only after the one before
it. Of the entities that a document declares, those of a few characters are unfolded, no others.

Every pattern looks at most up to the next ``<``, and an unfinished mark is tried again only when the text has doubled,
so the time is linear in the document.
"""

from __future__ import annotations

import re
from typing import Protocol

from dateline.index.readers.formats.fragments import unescape

__all__ = ["Sink", "TagReader"]

TAG = re.compile(r"""<(/?)([^\W\d][\w.:-]*+)((?:[^<>"']|"[^"<]*+"|'[^'<]*+'|["'])*+)>""")
ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# The name of the next attribute, at the end of a value whose closing quote is missing.
NEXT_NAME = re.compile(r"\s[\w:.-]{1,40}=\Z")
# Marks that are not tags: their beginnings and ends.
OTHERS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", ">"), ("<!", ">"))
CDATA = "<![CDATA["
# The declaration of an entity of a few characters, without another in it.
ENTITY = re.compile(
    r"""<!ENTITY\s+([^\W\d][\w.-]*)\s+(?:"((?:[^"<&%]|&#\w{1,7};){1,64})"|'((?:[^'<&%]|&#\w{1,7};){1,64})')\s*>"""
)
REFERENCE = re.compile(r"&([^\W\d][\w.-]*);")
# Elements of HTML that have no end, and those that end where the next of their kind begins.
VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "param", "wbr"))
REPEATED = frozenset(("dd", "dt", "li", "option", "p", "td", "th", "tr"))


class Sink(Protocol):
    """What takes the elements."""

    def open(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Begin an element."""

    def close(self, name: str) -> None:
        """End an element and everything open in it; ignore a name that is not open."""

    def top(self) -> str:
        """Return the name of the innermost element, in small letters."""

    def text(self, text: str) -> None:
        """Add text."""


class TagReader:
    """Reads a document in pieces."""

    def __init__(self, sink: Sink, line: int, entities: dict[str, str]) -> None:
        self._sink = sink
        self._entities = entities
        self.line = line
        self._parts: list[str] = []
        self._size, self._full = 0, 0
        self._missing: set[str] = set()  # ends that do not occur any more

    def feed(self, piece: str, last: bool) -> None:
        """Read the next piece."""
        self._parts.append(piece)
        self._size += len(piece)
        if self._size < self._full and not last:
            return
        text = "".join(self._parts)
        at = self._read(text, last)
        rest = text[at:]
        self._parts, self._size, self._full = [rest], len(rest), 2 * len(rest)

    def _read(self, text: str, last: bool) -> int:
        """Read the complete marks and texts, and return the offset of the unfinished one."""
        at = 0
        while at < len(text):
            mark = text.find("<", at)
            end = mark if mark >= 0 else len(text)
            if mark < 0 and not last and (reference := text.rfind("&", max(at, end - 40))) >= 0:
                end = reference  # the rest of a reference may be in the next piece
            if end > at:
                self._count(text, at, end)
                self._sink.text(self._unescape(text[at:end]))
            if mark < 0:
                return end
            after = self._read_mark(text, mark, last)
            if after < 0:
                return mark
            self._count(text, mark, after)
            at = after
        return at

    def _count(self, text: str, at: int, end: int) -> None:
        self.line += text.count("\n", at, end)

    def _read_mark(self, text: str, at: int, last: bool) -> int:
        """Read the mark at an offset, and return the offset after it, -1 if it is unfinished."""
        found = TAG.match(text, at)
        if found is not None:
            self._read_tag(found)
            return found.end()
        if not last and len(text) - at < len(CDATA):
            return -1
        for beginning, ending in OTHERS:
            if text.startswith(beginning, at):
                start = at + len(beginning)
                end = text.find(ending, start) if ending not in self._missing else -1
                if end >= 0:
                    if beginning == CDATA:
                        self._sink.text(text[start:end])
                    self._declare(text[at : end + len(ending)])
                    return end + len(ending)
                if not last:
                    return -1
                self._missing.add(ending)
                return start
        if not last and text.find("<", at + 1) < 0 and text.find(">", at) < 0:
            return -1
        self._sink.text("<")
        return at + 1

    def _declare(self, mark: str) -> None:
        """Keep an entity if a mark declares one; in a document type the first one is in the same mark."""
        if "<!ENTITY" in mark and mark.startswith(("<!ENTITY", "<!DOCTYPE")):
            for found in ENTITY.finditer(mark):
                self._entities.setdefault(found[1], found[2] or found[3])

    def _unescape(self, text: str) -> str:
        """Return a text with its references resolved: those to declared entities, and those of HTML."""
        if self._entities and "&" in text:
            text = REFERENCE.sub(lambda found: self._entities.get(found[1], found[0]), text)
        return unescape(text)

    def _read_tag(self, tag: re.Match[str]) -> None:
        """Take a tag."""
        name, inside = tag[2], tag[3]
        low = name.lower()
        if tag[1]:
            if low not in VOID:
                self._sink.close(name)
            return
        if low in REPEATED and self._sink.top() == low:
            self._sink.close(name)
        values: dict[str, str] = {}
        for each in ATTRIBUTE.finditer(inside):
            value = each[2] or each[3] or each[4] or ""
            cut = NEXT_NAME.search(value) if value.endswith("=") else None
            values.setdefault(each[1], self._unescape(value[: cut.start()] if cut is not None else value))
        self._sink.open(name, values, self.line)
        if low in VOID or inside.rstrip().endswith("/"):
            self._sink.close(name)
