"""Markdown: one article a file, read with markdown-it-py; front matter in YAML, read with PyYAML.

    ---
    title: Ferry runs aground off Skye
    date: 2016-12-14
    people: [Ailsa Grant, Tom Reid]
    ---
    STORNOWAY — A *ferry* with 112 people on board …

The title is that of the front matter, else the first heading, which is removed from the text. Values of the front
matter are kept as texts: a date is not parsed, and ``no`` is not a boolean. Aliases are refused, because a few
lines can expand to millions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import decode_document, missing_extra
from dateline.index.readers.formats.fragments import text_of_html
from dateline.index.readers.formats.lines import join_lines

__all__ = ["read_markdown"]

LARGEST = 16_000_000  # bytes: larger than any article, and seconds to read
FRONT = re.compile(r"\s*---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
LONGEST_FRONT = 65_536
# Lines of quote marks alone: for each the parser scans the rest of the file, so many of them are reduced to one mark.
BARE_QUOTE = re.compile(r"^[ \t]*>[ \t]*>[> \t]*$", re.MULTILINE)
MANY_BARE_QUOTES = 100
HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>\n?", re.DOTALL)


def read_markdown(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of a Markdown file, or why it cannot be read."""
    try:
        import yaml  # optional: the extra `markdown`
        from markdown_it import MarkdownIt  # optional: the same
    except ImportError:
        yield missing_extra(file, "a Markdown file", "markdown")
        return
    data = join_lines(lines, file)
    if isinstance(data, bytes) and len(data) > LARGEST:
        data = ReadError(file, None, f"the file has {len(data):,} bytes; a Markdown file may have {LARGEST:,}")
    if isinstance(data, ReadError):
        yield data
        return
    decoded = decode_document(data, file)
    if isinstance(decoded, ReadError):
        yield decoded
        return
    text = decoded.text
    front = FRONT.match(text, 0, LONGEST_FRONT)
    values = front_matter(yaml, front["yaml"], file) if front is not None else {}
    if isinstance(values, ReadError):
        yield values
        return
    written = text[front.end() if front else 0 :]
    if len(BARE_QUOTE.findall(written)) > MANY_BARE_QUOTES:
        written = BARE_QUOTE.sub(">", written)
    marked = MarkdownIt("commonmark", {"html": False}).enable("table").render(written)
    title = values.get("title")
    heading = HEADING.match(marked)
    if not title and heading is not None:
        title, marked = text_of_html(f"<p>{heading[1]}</p>"), marked[heading.end() :]
    values = {**values, "title": title or "", "body": text_of_html(marked)}
    yield RawArticle(values, file, 1, alone=True, notes=decoded.notes)


def front_matter(yaml: Any, text: str, file: str) -> dict[str, object] | ReadError:
    """Return the keys of a front matter, or the error."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.BaseLoader)):
            return ReadError(file, 2, "the front matter has an alias (*name); write the value out")
        values = yaml.load(text, Loader=yaml.BaseLoader)  # every scalar as a text
    except yaml.YAMLError as failure:
        mark = getattr(failure, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 1
        reason = getattr(failure, "problem", None) or "it cannot be read"
        return ReadError(file, line, f"the front matter is no YAML: {reason}")
    except RecursionError:
        return ReadError(file, 2, "the front matter is nested too deep")
    if values is None or values == "":
        return {}
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        return ReadError(file, 2, "the front matter is no list of keys and values")
    return {key: value for key, value in values.items() if key != "body"}
