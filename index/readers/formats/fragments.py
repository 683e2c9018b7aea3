"""Convert fragments of HTML, as in feeds, mails and agency formats, to text in paragraphs.

A fragment has no navigation or advertisements: all its words are kept, only the tags are removed. Blocks (paragraphs,
headings, list items, table rows) become paragraphs separated by blank lines, ``<br>`` becomes a line end.

Tags are found by one pattern that never looks past the next ``<``, so the time is linear in the text. `html.parser`
before Python 3.13.6 takes quadratic time on many unclosed tags.
"""

from __future__ import annotations

import html
import re
from html.entities import html5

__all__ = ["HIDDEN_ELEMENTS", "TAG", "Paragraphs", "has_tags", "text_of_html", "unescape"]

NAMES_OF_BLOCKS = """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main media nav ol p pre section summary table tbody tfoot thead tr ul
    block bq credit fn hl1 hl2 media-caption note
"""  # the last line is NITF's, whose other blocks have the names of HTML
BLOCKS = frozenset(NAMES_OF_BLOCKS.split())
CELLS = frozenset(("td", "th"))
# The content of these elements is not shown to a reader.
HIDDEN_ELEMENTS = frozenset(("head", "iframe", "script", "style", "svg", "template"))

TAG = re.compile(r"""<(/?)([A-Za-z][^\s<>/"']*+)((?:[^<>"']|"[^"<]*+"|'[^'<]*+'|["'])*+)>""")
DECLARATION = re.compile(r"<[!?][^<>]*+>")
WHITE = re.compile(r"\s+")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Paragraphs:
    """Collects text and block ends, and returns the text in paragraphs."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._preformatted = 0

    def add(self, text: str) -> None:
        """Add text, with its white space collapsed outside of ``<pre>``."""
        self._parts.append(text if self._preformatted else WHITE.sub(" ", text))

    def open(self, name: str) -> None:
        """Begin an element; ``name`` in small letters."""
        if name == "br":
            self._parts.append("\n")
        elif name in CELLS:
            self._parts.append(" ")
        elif name in BLOCKS:
            self._parts.append("\n\n")
            self._preformatted += name == "pre"

    def close(self, name: str) -> None:
        """End an element; ``name`` in small letters."""
        if name in BLOCKS:
            self._parts.append("\n\n")
            self._preformatted -= name == "pre" and self._preformatted > 0

    def text(self) -> str:
        """Return the paragraphs separated by blank lines, with single spaces in lines."""
        found: list[str] = []
        for line in "".join(self._parts).split("\n"):
            collapsed = " ".join(line.split())
            if collapsed or (found and found[-1]):
                found.append(collapsed)
        return "\n".join(found).strip()


def has_tags(text: str) -> bool:
    """Return whether a text contains HTML tags."""
    return "<" in text and TAG.search(text) is not None


def text_of_html(fragment: str) -> str:
    """Return the text of an HTML fragment in paragraphs; a fragment without tags keeps its lines."""
    if not has_tags(fragment):
        return unescape(fragment).strip()
    into = Paragraphs()
    missing_ends: set[str] = set()
    at = 0
    while (tag_start := fragment.find("<", at)) >= 0:
        into.add(unescape(fragment[at:tag_start]))
        at = read_tag(fragment, tag_start, into, missing_ends)
    into.add(unescape(fragment[at:]))
    return into.text()


def read_tag(fragment: str, at: int, into: Paragraphs, missing_ends: set[str]) -> int:
    """Read the tag at an offset, and return the offset after it.

    ``missing_ends`` collects ends that do not occur any more, so that none is searched for twice.
    """
    found = TAG.match(fragment, at)
    if found is not None:
        name = found[2].lower()
        if found[1]:
            into.close(name)
            return found.end()
        into.open(name)
        if name in HIDDEN_ELEMENTS and not found[3].endswith("/"):
            return skip_past(fragment, found.end(), f"</{name}", missing_ends)
        return found.end()
    if fragment.startswith("<!--", at):
        return skip_past(fragment, at + 4, "-->", missing_ends)
    if fragment.startswith("<![CDATA[", at):
        return at + len("<![CDATA[")
    declaration = DECLARATION.match(fragment, at)
    if declaration is not None:
        return declaration.end()
    into.add("<")
    return at + 1


def skip_past(fragment: str, at: int, end: str, missing_ends: set[str]) -> int:
    """Return the offset after an end mark; if it does not occur, the given offset, since the rest may be text."""
    if end in missing_ends:
        return at
    found = re.compile(re.escape(end) + ("[^<>]*>?" if end.startswith("<") else ""), re.IGNORECASE).search(fragment, at)
    if found is None:
        missing_ends.add(end)
        return at
    return found.end()


def unescape(text: str) -> str:
    """Return a text with its entities resolved."""
    return ENTITY.sub(resolve_entity, text) if "&" in text else text


def resolve_entity(entity: re.Match[str]) -> str:
    """Return the character of an entity, or an unknown entity unchanged."""
    if entity[0][1] == "#":
        return html.unescape(entity[0])
    return html5.get(entity[0][1:], entity[0])
