"""SGML of the Reuters-21578 collection: many records a file.

    <REUTERS TOPICS="YES" … NEWID="1">
    <DATE>26-FEB-1987 15:01:01.79</DATE>
    <TOPICS><D>cocoa</D></TOPICS> <PLACES><D>usa</D></PLACES> <PEOPLE></PEOPLE> …
    <TEXT>&#2; <TITLE>…</TITLE> <AUTHOR>…</AUTHOR> <DATELINE>…</DATELINE><BODY>…</BODY></TEXT>
    </REUTERS>

It is not XML: control characters occur as entities (they are dropped), and stray bytes are Latin-1. An indented line of
the body begins a paragraph. A text without the elements for title and body is the body as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.fragments import unescape
from dateline.index.readers.formats.lines import LONGEST_LINE
from dateline.index.readers.formats.xml_text import strip_by

__all__ = ["read_sgml"]

BOUNDS = re.compile(rb"<REUTERS(?=[\s>])|</REUTERS>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([A-Za-z]+)\s*=\s*"([^"<>]*)"')
MARK = re.compile(r"</?[A-Za-z][^<>]*>")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
INDENTED = re.compile(r"\n(?=[ \t]{3})")
# Elements of a text that are not part of its body.
NOT_BODY = ("TITLE", "AUTHOR", "DATELINE")
LISTS = {
    "people": "PEOPLE",
    "places": "PLACES",
    "topics": "TOPICS",
    "organisations": "ORGS",
    "exchanges": "EXCHANGES",
    "companies": "COMPANIES",
}
# Attributes of a record that are renamed, or dropped (empty).
ATTRIBUTES = {"newid": "id", "topics": ""}


def read_sgml(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each record."""
    empty = True
    for line, record in records_of(lines, file):
        empty = False
        yield record if isinstance(record, ReadError) else RawArticle(values_of(record), file, line)
    if empty:
        yield ReadError(file, None, "the file holds no record (an element `REUTERS`)")


def records_of(lines: Iterator[bytes], file: str) -> Iterator[tuple[int, str | ReadError]]:
    """Yield the line on which each record starts, and the record with its tags."""
    parts: list[bytes] | None = None
    began, size = 0, 0
    for number, line in enumerate(lines, 1):
        at = 0
        for mark in BOUNDS.finditer(line):
            if mark[0][1:2] != b"/":
                if parts is not None:
                    yield began, unfinished(file, began)
                parts, began, size, at = [], number, 0, mark.start()
            elif parts is not None:
                parts.append(line[at : mark.end()])
                yield began, decode(b"".join(parts))
                parts = None
        if parts is not None:
            parts.append(line[at:])
            size += len(line) - at
        if parts is not None and size > LONGEST_LINE:
            yield began, unfinished(file, began)
            parts = None
    if parts is not None:
        yield began, unfinished(file, began)


def unfinished(file: str, line: int) -> ReadError:
    """Return the error for a record without an end."""
    return ReadError(file, line, "the record has no end (</REUTERS>); the file is cut off or damaged")


def decode(data: bytes) -> str:
    """Return a record as text: UTF-8, else Latin-1."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def values_of(record: str) -> dict[str, object]:
    """Return the values of a record: a title and a body, which may be empty, and its other elements."""
    values: dict[str, object] = {
        "title": " ".join(text_in(record, "TITLE").split()),
        "body": body_of(record),
        "published": text_in(record, "DATE").strip(),
        "byline": strip_by(" ".join(text_in(record, "AUTHOR").split())),
        "dateline": " ".join(text_in(record, "DATELINE").split()),
    }
    for key, value in ATTRIBUTE.findall(record[: record.find(">") + 1]):
        values.setdefault(ATTRIBUTES.get(key.lower(), key.lower()), unescape(value))
    values.pop("", None)
    for key, name in LISTS.items():
        items = (clean(item) for item in MARK.split(inside(record, name) or ""))
        values[key] = [item.strip() for item in items if item.strip()]
    return {key: value for key, value in values.items() if value or key in ("title", "body")}


def body_of(record: str) -> str:
    """Return the body of a record in paragraphs; without a body element, the rest of its text."""
    body = inside(record, "BODY")
    if body is None:
        body = inside(record, "TEXT") or ""
        for name in NOT_BODY:
            part = inside(body, name)
            body = body.replace(f">{part}<", "><", 1) if part else body
    text = INDENTED.sub("\n\n", clean(MARK.sub("", body)))
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1])).strip()


def text_in(record: str, name: str) -> str:
    """Return the text of the first element of a name; an empty text if the record lacks it."""
    return clean(MARK.sub("", inside(record, name) or ""))


def inside(record: str, name: str) -> str | None:
    """Return the content of the first element of a name, or None."""
    opened = re.compile(rf"<{name}(?:\s[^<>]*)?>", re.IGNORECASE).search(record)
    if opened is None:
        return None
    closed = re.compile(f"</{name}>", re.IGNORECASE).search(record, opened.end())
    return record[opened.end() : closed.start() if closed is not None else len(record)]


def clean(text: str) -> str:
    """Return a text with entities resolved, line ends as ``\\n`` and no control characters."""
    return CONTROL.sub("", unescape(text.replace("\r\n", "\n").replace("\r", "\n")))
