"""Parse web pages.

Scripts, styles, embedded images and comments are removed before parsing, because they are most of large pages;
scripts with structured data are kept. Larger pages than `LARGEST_PAGE` are refused, because the extraction takes
more than linear time on unusual markup.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["LARGEST_PAGE", "MOST_ATTRIBUTES", "limit_attributes", "parse_page", "strip_page"]

# Markup without scripts, in characters. The largest of about a hundred news pages has 0.23 million.
LARGEST_PAGE = 2_000_000

# libxml2 compares each attribute of a tag with all those before it. Tags of news pages have fewer than 50.
MOST_ATTRIBUTES = 200

LONGEST_END = 100
DROPPED = re.compile(r"<(?:(script|style|svg|template|noscript)(?=[\s>/])|(!--))", re.I)
TAG_END = re.compile(r"[^>]{0,2000}>")
REFERENCE = re.compile(r"&#(?:[xX]0{0,6}([0-9a-fA-F]{1,2})|0{0,6}([0-9]{1,3}))(?![0-9a-fA-F]);?")
# Characters that lxml refuses.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# As browsers read it; a quotation that is not closed reaches to the end of the page.
ATTRIBUTE = r"""[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s>]*))?"""
ATTRIBUTES = re.compile(rf"(?:{ATTRIBUTE}){{1,{MOST_ATTRIBUTES}}}")
# A script, in which there are no tags, or a tag with its first attributes.
TAG = re.compile(rf"<script\b(?:.*?</script|.*)|<[a-z][^\s/>]*(?:{ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}", re.I | re.S)
DATA_ADDRESS = re.compile(r"""(=\s?["'])data:[^"'<>\s]{200,}""", re.I)


def strip_page(text: str) -> str:
    """Return the page without scripts, styles, drawings, comments and embedded images, in linear time.

    Scripts of the type ``application/ld+json`` and unclosed elements are kept.
    """
    parts: list[str] = []
    unclosed: set[str] = set()
    at = passed = 0
    lower = text.lower() if len(text.lower()) == len(text) else text
    for found in DROPPED.finditer(text):
        name = (found[1] or found[2]).lower()
        if found.start() < passed or name in unclosed:
            continue
        closing = "-->" if name == "!--" else f"</{name}"
        end = lower.find(closing, found.end())
        if end < 0:
            unclosed.add(name)
            continue
        passed = end + len(closing)
        if name == "script" and is_data(text, found.end()):
            continue
        parts.append(text[at : found.start()])
        at = passed if name == "!--" else max(passed, lower.find(">", passed, passed + LONGEST_END) + 1)
    parts.append(text[at:])
    return fix_characters(DATA_ADDRESS.sub(r"\1", "".join(parts)))


def fix_characters(text: str) -> str:
    """Return the page without control characters, direct or as references; references to C1 codes mean Windows-1252.

    So ``&#146;`` is an apostrophe, as in the HTML standard.
    """
    return CONTROL.sub("", REFERENCE.sub(resolve_reference, text))


def resolve_reference(found: re.Match[str]) -> str:
    """Return the replacement of a character reference of two or three digits, or the reference itself."""
    number = int(found[1], 16) if found[1] else int(found[2])
    if 128 <= number < 160:
        return bytes([number]).decode("cp1252", "replace")
    return "" if number < 32 and number not in (9, 10, 13) else found[0]


def is_data(text: str, at: int) -> bool:
    """Return whether the attributes of a script, which start at ``at``, mark it as structured data."""
    tag = TAG_END.match(text, at)
    return tag is not None and "ld+json" in tag[0].lower()


def limit_attributes(text: str) -> str:
    """Return the page without the attributes of a tag after its first `MOST_ATTRIBUTES`, in linear time."""
    parts: list[str] = []
    at = kept = 0
    while (tag := TAG.search(text, at)) is not None:
        at = end = tag.end()
        if tag[0][:7].lower() != "<script":
            while (more := ATTRIBUTES.match(text, at)) is not None:
                at = more.end()
        if at > end:
            parts.append(text[kept:end])
            kept = at
    return "".join([*parts, text[kept:]])


def parse_page(text: str) -> Any:
    """Return the lxml tree of a page, None if it is empty; no tag keeps more than `MOST_ATTRIBUTES`."""
    from lxml import etree  # optional: comes with the extra `html`
    from lxml.html import HTMLParser, document_fromstring  # optional: the same

    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return document_fromstring(limit_attributes(text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # an empty document
        return None
