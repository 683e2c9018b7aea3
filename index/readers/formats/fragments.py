"""Pieces of HTML, as feeds, mails and wires carry them, to text in paragraphs.

A fragment has no navigation and no advertisements to be told from the article: every
word of it is kept, and only its marks go. Blocks (paragraphs, headings, items of a
list, rows of a table) become paragraphs with a blank line between, ``<br>`` a line end.

The marks are found by one pattern that never looks past the next ``<``, so the time is
linear in the text whatever it holds; `html.parser` of the Pythons before 3.13.6 takes
quadratic time where many marks are opened and none is closed.
"""

from __future__ import annotations

import html
import re
from html.entities import html5

__all__ = ["UNSEEN", "Paragraphs", "has_marks", "text_of_html", "unescape"]

NAMES_OF_BLOCKS = """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main media nav ol p pre section summary table tbody tfoot thead tr ul
    block bq credit fn hl1 hl2 media-caption note
"""  # the last line is NITF's, whose other blocks have the names of HTML
BLOCKS = frozenset(NAMES_OF_BLOCKS.split())
CELLS = frozenset(("td", "th"))
# What stands in these is no text for a reader.
UNSEEN = frozenset(("head", "iframe", "script", "style", "svg", "template"))

MARK = re.compile(r"""<(/?)([A-Za-z][^\s<>/"']*)((?:[^<>"']|"[^"<]*+"|'[^'<]*+'|["'])*+)>""")
STRANGE_MARK = re.compile(r"<[!?][^<>]*+>")
WHITE = re.compile(r"\s+")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Paragraphs:
    """Collects text and the ends of its blocks, and gives it back in paragraphs."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._kept_as_it_is = 0

    def add(self, text: str) -> None:
        """Add text, in which white space means no more than a space."""
        self._parts.append(text if self._kept_as_it_is else WHITE.sub(" ", text))

    def open(self, name: str) -> None:
        """Begin an element; ``name`` in small letters."""
        if name == "br":
            self._parts.append("\n")
        elif name in CELLS:
            self._parts.append(" ")
        elif name in BLOCKS:
            self._parts.append("\n\n")
            self._kept_as_it_is += name == "pre"

    def close(self, name: str) -> None:
        """End an element; ``name`` in small letters."""
        if name in BLOCKS:
            self._parts.append("\n\n")
            self._kept_as_it_is -= name == "pre" and self._kept_as_it_is > 0

    def text(self) -> str:
        """Return what was added: paragraphs with a blank line between, white space in lines made single."""
        found: list[str] = []
        for line in "".join(self._parts).split("\n"):
            bare = " ".join(line.split())
            if bare or (found and found[-1]):
                found.append(bare)
        return "\n".join(found).strip()


def has_marks(text: str) -> bool:
    """Return whether a text holds marks of HTML."""
    return "<" in text and MARK.search(text) is not None


def text_of_html(fragment: str) -> str:
    """Return the text of a piece of HTML in paragraphs; one without any mark keeps its own."""
    if not has_marks(fragment):
        return unescape(fragment).strip()
    into = Paragraphs()
    never: set[str] = set()
    at = 0
    while (opened := fragment.find("<", at)) >= 0:
        into.add(unescape(fragment[at:opened]))
        at = read_mark(fragment, opened, into, never)
    into.add(unescape(fragment[at:]))
    return into.text()


def read_mark(fragment: str, at: int, into: Paragraphs, never: set[str]) -> int:
    """Read the mark that opens at a place, and return where what follows it starts.

    ``never`` collects the ends that do not come any more, so that none is looked for twice.
    """
    found = MARK.match(fragment, at)
    if found is not None:
        name = found[2].lower()
        if found[1]:
            into.close(name)
            return found.end()
        into.open(name)
        if name in UNSEEN and not found[3].endswith("/"):
            return behind(fragment, found.end(), f"</{name}", never)
        return found.end()
    if fragment.startswith("<!--", at):
        return behind(fragment, at + 4, "-->", never)
    if fragment.startswith("<![CDATA[", at):
        return at + len("<![CDATA[")
    strange = STRANGE_MARK.match(fragment, at)
    if strange is not None:
        return strange.end()
    into.add("<")
    return at + 1


def behind(fragment: str, at: int, end: str, never: set[str]) -> int:
    """Return where what follows an end starts; the place itself where none comes, since that may be text."""
    if end in never:
        return at
    found = re.compile(re.escape(end) + ("[^<>]*>?" if end.startswith("<") else ""), re.IGNORECASE).search(fragment, at)
    if found is None:
        never.add(end)
        return at
    return found.end()


def unescape(text: str) -> str:
    """Return a text with the characters that its entities name; control characters go."""
    return ENTITY.sub(character, text) if "&" in text else text


def character(entity: re.Match[str]) -> str:
    """Return the character of one entity, or the entity itself where it names none."""
    if entity[0][1] == "#":
        return html.unescape(entity[0])
    return html5.get(entity[0][1:], entity[0])
