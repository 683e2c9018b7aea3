"""Markdown: one article a file, read with markdown-it-py; front matter in YAML, read with PyYAML, or in TOML.

    ---
    title: Ferry runs aground off Skye
    date: 2016-12-14
    people: [Ailsa Grant, Tom Reid]
    ---
    STORNOWAY — A *ferry* with 112 people on board …

The title is that of the front matter, else the first heading, which is removed from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import decode_document, missing_extra
from dateline.index.readers.formats.fragments import text_of_html
from dateline.index.readers.formats.front_matter import read_front_matter
from dateline.index.readers.formats.lines import join_article

__all__ = ["read_markdown"]

LARGEST = 16 << 20  # bytes: larger than any article, and seconds to read
# Lines of quote marks alone: for each the parser scans the rest of the file, so many of them are reduced to one mark.
BARE_QUOTE = re.compile(r"^[ \t]*>[ \t]*>[> \t]*$", re.MULTILINE)
MANY_BARE_QUOTES = 100
# Booleans as texts, since the values of YAML are not parsed.
YES, NO = frozenset(("true", "yes", "on")), frozenset(("false", "no", "off"))
# A comment on a line of its own, such as `<!--more-->` below the summary, and a shortcode of Hugo.
COMMENT = re.compile(r"^[ \t]{0,3}<!--[^\n]{0,1000}?-->[ \t]*$", re.MULTILINE)
SHORTCODE = re.compile(r"\{\{[<%]([^{}]{0,2000})[>%]\}\}")
LONGEST_QUOTE = 60
CAPTION = re.compile(r"""\scaption=(?:"([^"]*)"|'([^']*)')""")
FENCE = re.compile(r"^[ \t]{0,3}(?:```|~~~)", re.MULTILINE)
# A link as note-taking programs write it, perhaps with another text.
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>\n?", re.DOTALL)


def read_markdown(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of a Markdown file, or why it cannot be read."""
    try:
        import yaml  # optional: the extra `markdown`
        from markdown_it import MarkdownIt  # optional: the same
    except ImportError:
        yield missing_extra(file, "a Markdown file", "markdown")
        return
    data = join_article(lines, file, "text", LARGEST)
    if isinstance(data, ReadError):
        yield data
        return
    decoded = decode_document(data, file)
    if isinstance(decoded, ReadError):
        yield decoded
        return
    text = decoded.text
    front = read_front_matter(yaml, text, file)
    if isinstance(front, ReadError):
        yield front
        return
    values, below = front
    written = text[below:]
    if len(BARE_QUOTE.findall(written)) > MANY_BARE_QUOTES:
        written = BARE_QUOTE.sub(">", written)
    written, shortcodes = without_directions(written)
    marked = MarkdownIt("commonmark", {"html": False}).enable("table").render(written)
    values, notes = without_state({key: without_links(value) for key, value in values.items()})
    if shortcodes:
        left = f"left out what is for a program, as {shortcodes[0][:LONGEST_QUOTE]}"
        notes = (*notes, ArticleNote("shortcodes", left))
    title = values.get("title")
    heading = HEADING.match(marked)
    if not title and heading is not None:
        title, marked = text_of_html(f"<p>{heading[1]}</p>"), marked[heading.end() :]
    values = {**values, "title": title or "", "body": text_of_html(marked)}
    # Programs of many kinds write front matter, so that its keys have other names, too.
    yield RawArticle(values, file, 1, alone=True, notes=(*decoded.notes, *notes), foreign=True, plain=True)


def without_directions(written: str) -> tuple[str, list[str]]:
    """Return a text without comments and shortcodes, whose captions stay; and the shortcodes.

    A text with blocks of code, which may show them, stays as it is.
    """
    if FENCE.search(written) is not None:
        return written, []
    shortcodes: list[str] = []

    def caption_of(found: re.Match[str]) -> str:
        """Return the caption in a shortcode, else the empty text."""
        shortcodes.append(found[0])
        caption = CAPTION.search(found[1])
        return "" if caption is None else caption[1] or caption[2] or ""

    return SHORTCODE.sub(caption_of, COMMENT.sub("", written)), shortcodes


def without_links(value: object) -> object:
    """Return a text that is a link, or a list of such, as the words of the link."""
    if isinstance(value, list):
        return [without_links(each) for each in value]
    found = WIKI_LINK.fullmatch(value) if isinstance(value, str) else None
    return value if found is None else found[1]


def without_state(values: dict[str, object]) -> tuple[dict[str, object], tuple[ArticleNote, ...]]:
    """Return the keys of a front matter without a boolean as a day, and a note if they say that it is a draft.

    ``published: true`` says that the text is published, and not when.
    """
    shown, draft = (str(values.get(key, "")).strip().lower() for key in ("published", "draft"))
    notes: tuple[ArticleNote, ...] = ()
    if shown in NO or draft in YES:
        key = "draft: true" if draft in YES else "published: false"
        notes = (ArticleNote("a draft", f"the front matter says `{key}`; the draft was read as an article"),)
    if shown not in YES | NO:
        return values, notes
    return {"is_published" if key == "published" else key: value for key, value in values.items()}, notes
