"""Plain text: one article a file.

    Ferry runs aground off Skye
    date: 2016-12-14
    people: Ailsa Grant; Tom Reid

    STORNOWAY — A ferry with 112 people on board …

The first line that is not blank is the title. The lines directly below it, up to the first blank line, are a header
if each of them is ``key: value``; otherwise they are text. After the last key that is Dateline's own, a line that looks
like a sentence (``LONDON: The storm hit the coast.``) begins the text. The rest is the body. The title may have a label
(``Title: …``), also as one of the lines of the header, and a day may stand above it, or the running head of a paper
(`running_head`), which gives its name and the day. The encoding is UTF-8, or one that
`decoding` detects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.dates import LONGEST_DATE, readings_of
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import decode_document
from dateline.index.readers.formats.lines import LARGEST_ARTICLE, join_article
from dateline.index.readers.formats.running_head import find_running_head, is_name_of_paper
from dateline.index.readers.formats.table import OUR_KEYS

__all__ = ["read_text"]

LINE = re.compile(r"([^\r\n]*)(?:\r\n|[\r\n]|\Z)")
HEADER_LINE = re.compile(r"([^\W\d_](?:[^\W\d_]|[ _-]){0,29}):(?:[ \t]+|\Z)")
LISTS = frozenset(("people", "places", "topics"))
# The title is above the header and the body below it.
NOT_IN_HEADER = frozenset(("title", "body"))
# Labels of a title, and keys of its day.
TITLES = frozenset(("title", "headline"))
DAYS = frozenset(("date", "published"))
# A line of five words is a sentence if it ends like one, a line of twelve words always.
SENTENCE, LONG_SENTENCE = 5, 12
SENTENCE_END = re.compile(r"[.!?…][\"'’”»)]*\Z")


def read_text(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of a text file, or why it cannot be read."""
    data = join_article(lines, file, "text", LARGEST_ARTICLE)
    if isinstance(data, ReadError):
        yield data
        return
    decoded = decode_document(data, file)
    if isinstance(decoded, ReadError):
        yield decoded
        return
    text = decoded.text
    start, _ = next_line(text, 0)
    header, at = read_head(text, start)
    keys = [key for key in header if key not in NOT_IN_HEADER]
    notes = decoded.notes if not keys or OUR_KEYS.intersection(keys) else (*decoded.notes, unknown_header_note(keys))
    line = text.count("\n", 0, start) + 1 if "\n" in text else text.count("\r", 0, start) + 1
    values = {**header, "body": text[at:].strip("\r\n").rstrip()}
    yield RawArticle(values, file, line, alone=True, notes=notes)


def read_head(text: str, start: int) -> tuple[dict[str, object], int]:
    """Return the title and the header of an article, whose first line is at an offset, and the offset of its body."""
    header, at = read_header(text, start, labelled=True)
    if header.get("title"):
        return header, at
    first, below = line_at(text, start)
    dated, above = read_dated_head(text, first, below)
    if dated:
        after, below_title = next_line(text, above)
        title, _ = line_at(text, after)
        if (title.isupper() or not is_sentence("", title)) and text[below_title:].strip():
            start, first, below = after, title, below_title
        elif "source" in dated:  # what looks like a running head is the title
            dated = {}
    header, at = read_header(text, start, labelled=True)
    if not header.get("title"):
        header, at = read_header(text, below)
    if header.keys() & DAYS:
        dated.pop("date", None)
    return {"title": without_label(first), **dated, **header}, at


def read_dated_head(text: str, first: str, below: int) -> tuple[dict[str, object], int]:
    """Return what the lines above a title say, empty if there are none, and the offset below them.

    They are a day, or a running head, whose day may be on a line of its own.
    """
    if is_day(first):
        return {"date": first}, below
    if (head := find_running_head(first)) is not None:
        return {"date": head.day, "source": head.source}, below
    second, after = line_at(text, below)
    if is_name_of_paper(first) and is_day(second):
        return {"date": second, "source": first}, after
    return {}, below


def is_day(line: str) -> bool:
    """Return whether a line is a day, and more than a number."""
    return len(line) <= LONGEST_DATE and not line.isdigit() and bool(readings_of(line))


def without_label(title: str) -> str:
    """Return a title without its label."""
    found = HEADER_LINE.match(title)
    return title if found is None or found[1].lower() not in TITLES else title[found.end() :] or title


def next_line(text: str, start: int) -> tuple[int, int]:
    """Return the offset of the first line that is not blank, and the offset below it."""
    at = start
    while at < len(text):
        start = at
        line, at = line_at(text, start)
        if line:
            break
    return start, at


def line_at(text: str, start: int) -> tuple[str, int]:
    """Return the line at an offset, without outer white space, and the offset of the next line."""
    found = LINE.match(text, start)
    assert found is not None  # the pattern also matches nothing
    return found[1].strip(), found.end()


def read_header(text: str, start: int, *, labelled: bool = False) -> tuple[dict[str, object], int]:
    """Return the header at an offset, which may be empty, and the offset of the body.

    ``labelled``: a title may be in the header.
    """
    lines: list[tuple[str, str, int]] = []
    at = start
    while at < len(text):
        line, following = line_at(text, at)
        if not line:
            break
        found = HEADER_LINE.match(line)
        if found is None:
            return {}, start
        key = found[1].strip().lower()
        if labelled and key in TITLES:
            key = "title"
        elif key in NOT_IN_HEADER:
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


def unknown_header_note(header: Iterable[str]) -> ArticleNote:
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
