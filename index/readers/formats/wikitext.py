"""The plain text of an article in the markup of MediaWiki, with its categories and its date.

Templates, tables, notes and pictures are left out; of links the text is kept. What is opened and never closed is text.
All of it takes time linear in the text.
"""

from __future__ import annotations

import re

from dateline.index.dataclass import dataclass, field
from dateline.index.readers.formats.fragments import text_of_html

__all__ = ["WikiText", "read_wikitext"]

MARKS = re.compile(r"\{\{|\}\}|\[\[|\]\]")
CLOSES = {"}}": "{{", "]]": "[["}
COMMENT, COMMENT_END = re.compile(r"<!--"), re.compile(r"-->")
NOTE, NOTE_END = re.compile(r"<ref\b[^<>]*+>", re.IGNORECASE), re.compile(r"</ref\s*+>", re.IGNORECASE)
EXTERNAL = re.compile(r"\[(?:https?:)?//[^\s\[\]]++[ \t]*([^\[\]\n]*+)\]")
QUOTES = re.compile(r"'{2,5}")
HEADING = re.compile(r"={1,6}\s*([^=\n]++)={1,6}\s*")
LIST_MARK = re.compile(r"[*#:;]+\s*")
SWITCH = re.compile(r"__[A-Z]{3,20}__")
# Templates that date an article, and those whose last part is text.
DATES = frozenset(("date", "datum", "data", "fecha", "дата", "byline"))
WORDS = frozenset(("w", "wikipedia", "nowrap", "lang"))
FILES, CATEGORIES = frozenset(("file", "image")), frozenset(("category",))


@dataclass(slots=True)
class WikiText:
    """A text, the categories named in it, and the date that a template in it gives."""

    text: str = ""
    categories: list[str] = field(default_factory=list)
    date: str = ""


def read_wikitext(markup: str, *, files: frozenset[str] = FILES, categories: frozenset[str] = CATEGORIES) -> WikiText:
    """Return the text of an article; ``files`` and ``categories`` are the prefixes of these in its wiki."""
    found = WikiText()
    bare = without(without(markup, COMMENT, COMMENT_END), NOTE, NOTE_END)
    whole = without_tables(resolve_marks(bare, found, files | FILES, categories | CATEGORIES))
    lines = QUOTES.sub("", EXTERNAL.sub(r"\1", SWITCH.sub("", whole))).split("\n")
    found.text = text_of_html("\n".join(map(plain_line, lines)))
    while "\n\n\n" in found.text:
        found.text = found.text.replace("\n\n\n", "\n\n")
    return found


def without(text: str, opening: re.Pattern[str], end: re.Pattern[str]) -> str:
    """Return a text without what stands between two marks; what is never closed stays."""
    kept: list[str] = []
    at = 0
    while (begun := opening.search(text, at)) is not None:
        kept.append(text[at : begun.start()])
        at = begun.end()
        if begun[0].endswith("/>"):
            continue
        ended = end.search(text, at)
        if ended is None:
            at = begun.start()
            break
        at = ended.end()
    return "".join([*kept, text[at:]])


def resolve_marks(markup: str, found: WikiText, files: frozenset[str], categories: frozenset[str]) -> str:
    """Return markup with its links and templates replaced by their texts."""
    stack: list[tuple[str, list[str]]] = [("", [])]
    is_open = {"{{": 0, "[[": 0}
    at = 0
    for mark in MARKS.finditer(markup):
        stack[-1][1].append(markup[at : mark.start()])
        at = mark.end()
        opener = CLOSES.get(mark[0])
        if opener is None:
            stack.append((mark[0], []))
            is_open[mark[0]] += 1
        elif not is_open[opener]:
            stack[-1][1].append(mark[0])
        else:
            inside = close(stack, opener, is_open)
            text = text_of_link(inside, found, files, categories) if opener == "[[" else text_of_template(inside, found)
            stack[-1][1].append(text)
    stack[-1][1].append(markup[at:])
    return as_text(stack)


def close(stack: list[tuple[str, list[str]]], opener: str, is_open: dict[str, int]) -> str:
    """Remove the innermost mark of a kind and all in it, and return its content: marks that are not closed are text."""
    inner: list[tuple[str, list[str]]] = []
    while stack[-1][0] != opener:
        inner.append(stack.pop())
        is_open[inner[-1][0]] -= 1
    _, parts = stack.pop()
    is_open[opener] -= 1
    return "".join(parts) + as_text(inner[::-1])


def as_text(opened: list[tuple[str, list[str]]]) -> str:
    """Return marks that are never closed as text, with what is in them."""
    return "".join(part for opener, parts in opened for part in (opener, *parts))


def text_of_link(inside: str, found: WikiText, files: frozenset[str], categories: frozenset[str]) -> str:
    """Return the text of a link to another page; pictures have none, and categories are kept aside."""
    target, *rest = inside.split("|")
    prefix, colon, name = target.strip().partition(":")
    if colon and prefix.strip().lower() in files:
        return ""
    if colon and prefix.strip().lower() in categories:
        found.categories.append(" ".join(name.split()))
        return ""
    return (rest[-1] if rest and rest[-1].strip() else target.removeprefix(":")).strip()


def text_of_template(inside: str, found: WikiText) -> str:
    """Return the text of a template, which most do not have; a date is kept aside."""
    name, *values = (part.strip() for part in inside.split("|"))
    low = name.lower()
    if low in DATES and values and not found.date:
        named = next((value for value in values if value.lower().startswith("date=")), values[0])
        found.date = named.partition("=")[2].strip() if named.lower().startswith("date=") else named
    return values[-1] if low in WORDS and values else ""


def without_tables(text: str) -> str:
    """Return a text without its tables."""
    if "{|" not in text:
        return text
    kept: list[str] = []
    table: list[str] = []
    depth = 0
    for line in text.split("\n"):
        bare = line.lstrip(" :")
        depth += bare.startswith("{|")
        (table if depth else kept).append(line)
        if depth and bare.startswith("|}"):
            depth -= 1
            table = table if depth else []
    return "\n".join([*kept, *table])


def plain_line(line: str) -> str:
    """Return a line without the marks of headings and lists."""
    heading = HEADING.fullmatch(line)
    return (
        heading[1].strip() if heading is not None else line[mark.end() :] if (mark := LIST_MARK.match(line)) else line
    )
