"""Titles and bodies in HTML, as content management systems export them in JSON and tables, as plain text.

A text is HTML if it ends an element that texts on the web have, or breaks a line or begins a paragraph in it. Other
signs between angle brackets (``<GM.N>``, ``a < b``) are text. In a body without tags of paragraphs, blank lines divide
them, as programs store the text of their editors. A program that writes the body in HTML writes the entities of HTML in
the title, too (``Ferry &amp; tug``).
"""

from __future__ import annotations

import re

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.dataclass import replace
from dateline.index.readers.formats.fragments import text_of_html, unescape
from dateline.index.readers.formats.wordpress_text import with_paragraphs

__all__ = ["is_html_text", "with_plain_markup"]

TAGS = re.compile(
    r"</(?:a|article|aside|b|big|blockquote|center|cite|div|em|figcaption|figure|font|h[1-6]|i|iframe|li|main|ol|p|pre"
    r"|q|script|section|small|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)\s*+>"
    r"|<(?:br|hr)\s*+/?>|<(?:p|div)(?:\s++[a-z-]++=[^<>]*+)?>",
    re.IGNORECASE,
)
PARAGRAPH_TAGS = re.compile(r"<(?:p|div|pre)[\s/>]", re.IGNORECASE)


def is_html_text(text: str) -> bool:
    """Return whether a text is a fragment of HTML."""
    return "<" in text and TAGS.search(text) is not None


def with_plain_markup(raw: RawArticle) -> RawArticle:
    """Return a record with its title and its body as plain text, and a note if one of them was HTML."""
    title, body = raw.values.get("title"), raw.values.get("body")
    changed: dict[str, object] = {}
    if type(body) is str and is_html_text(body):
        changed["body"] = text_of_html(body if PARAGRAPH_TAGS.search(body) else with_paragraphs(body))
        if type(title) is str and (plain := unescape(title)) != title:
            changed["title"] = plain
    if type(title) is str and is_html_text(title):
        changed["title"] = " ".join(text_of_html(title).split())
    if not changed:
        return raw
    what = " and the ".join(sorted(changed))
    verb = "are" if len(changed) > 1 else "is"
    note = ArticleNote("a text in HTML", f"the {what} {verb} HTML; the text was taken without its tags")
    return replace(raw, values={**raw.values, **changed}, notes=(*raw.notes, note))
