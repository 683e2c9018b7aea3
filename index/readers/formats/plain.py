"""Plain text: one article a file.

    Ferry runs aground off Skye
    date: 2016-12-14
    people: Ailsa Grant; Tom Reid

    STORNOWAY — A ferry with 112 people on board …

The first line that is not blank is the title. The lines directly below it, up to the first blank line, are a header
if each of them is ``key: value``; otherwise they are text. After the last key that is Dateline's own, a line that looks
like a sentence (``LONDON: The storm hit the coast.``) begins the text. The rest is the body. The encoding is UTF-8, or
one that `decoding` detects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import decode_document
from dateline.index.readers.formats.lines import join_lines
from dateline.index.readers.formats.table import OUR_KEYS

__all__ = ["read_text"]

LINE = re.compile(r"([^\r\n]*)(?:\r\n|[\r\n]|\Z)")
HEADER_LINE = re.compile(r"([^\W\d_](?:[^\W\d_]|[ _-]){0,29}):(?:[ \t]+|\Z)")
LISTS = frozenset(("people", "places", "topics"))
# The title is above the header and the body below it.
NOT_IN_HEADER = frozenset(("title", "body"))
# A line of five words is a sentence if it ends like one, a line of twelve words always.
SENTENCE, LONG_SENTENCE = 5, 12
SENTENCE_END = re.compile(r"[.!?…][\"'’”»)]*\Z")


def read_text(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of a text file, or why it cannot be read."""
    data = join_lines(lines, file)
    if isinstance(data, ReadError):
        yield data
        return
    decoded = decode_document(data, file)
    if isinstance(decoded, ReadError):
        yield decoded
        return
    text = decoded.text
    at, title = 0, ""
    while not title and at < len(text):
        start = at
        title, at = line_at(text, start)
    header, at = read_header(text, at)
    notes = (
        decoded.notes if not header or OUR_KEYS.intersection(header) else (*decoded.notes, unknown_header_note(header))
    )
    line = text.count("\n", 0, start) + 1 if "\n" in text else text.count("\r", 0, start) + 1
    values = {"title": title, **header, "body": text[at:].strip("\r\n").rstrip()}
    yield RawArticle(values, file, line, alone=True, notes=notes)


def line_at(text: str, start: int) -> tuple[str, int]:
    """Return the line at an offset, without outer white space, and the offset of the next line."""
    found = LINE.match(text, start)
    assert found is not None  # the pattern also matches nothing
    return found[1].strip(), found.end()


def read_header(text: str, start: int) -> tuple[dict[str, object], int]:
    """Return the header at an offset, empty if there is none, and the offset of the body."""
    lines: list[tuple[str, str, int]] = []
    at = start
    while at < len(text):
        line, following = line_at(text, at)
        if not line:
            break
        found = HEADER_LINE.match(line)
        if found is None or (key := found[1].strip().lower()) in NOT_IN_HEADER:
            return {}, start
        lines.append((key, line[found.end() :], at))
        at = following
    ours = max((place for place, (key, _, _) in enumerate(lines, 1) if key in OUR_KEYS), default=0)
    header: dict[str, object] = {}
    for place, (key, value, begins) in enumerate(lines):
        if place >= ours and is_sentence(key, value):
            return header, begins
        add_value(header, key, value)
    return header, at


def is_sentence(key: str, value: str) -> bool:
    """Return whether a line in the form of a header is a sentence."""
    words = len(key.split()) + len(value.split())
    return words >= LONG_SENTENCE or (words >= SENTENCE and SENTENCE_END.search(value) is not None)


def unknown_header_note(header: dict[str, object]) -> ArticleNote:
    """Return the note on a header without any known key, which may be text."""
    named = ", ".join(header)
    note = (
        f"the lines below the title were taken as a header ({named:.60}); put a blank line above them if they are text"
    )
    return ArticleNote("a header of other keys", note)


def add_value(header: dict[str, object], key: str, value: str) -> None:
    """Store a value under its key: lists are split at semicolons and extended, other values replaced."""
    if key not in LISTS:
        header[key] = value
        return
    values = header.setdefault(key, [])
    assert isinstance(values, list)
    values.extend(part.strip() for part in value.split(";") if part.strip())
