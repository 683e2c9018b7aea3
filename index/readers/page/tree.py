"""Decode and parse web pages.

The encoding is that of the byte order mark, else UTF-8 if the bytes are valid, else the one declared in the first
kilobytes, else Windows-1252, which older pages use when they declare nothing or ISO 8859-1 (as in the HTML standard).

Scripts, styles, embedded images and comments are removed before parsing, because they are most of large pages;
scripts with structured data are kept. Larger pages than `LARGEST_PAGE` are refused, because the extraction takes
more than linear time on unusual markup.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["LARGEST_PAGE", "decode_page", "parse_page", "strip_page"]

# Markup without scripts, in characters. The largest of about a hundred news pages has 0.23 million.
LARGEST_PAGE = 2_000_000

DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.I
)
DECLARED_WITHIN = 8192
LONGEST_END = 100
# Declared encodings that mean another one.
ACTUAL_ENCODINGS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
# Python has other encodings that pages do not use; some of them take quadratic time.
WEB_ENCODINGS = re.compile(
    r"(?:utf|iso|latin|windows|cp\d|x-|koi8|gb|big5|euc|shift|sjis|ms_kanji|hz|ks_c|mac|tis)[\w.:-]*"
)
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

DROPPED = re.compile(r"<(?:(script|style|svg|template|noscript)(?=[\s>/])|(!--))", re.I)
TAG_END = re.compile(r"[^>]{0,2000}>")
REFERENCE = re.compile(r"&#(?:[xX]0{0,6}([0-9a-fA-F]{1,2})|0{0,6}([0-9]{1,3}))(?![0-9a-fA-F]);?")
# Characters that lxml refuses.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DATA_ADDRESS = re.compile(r"""(=\s?["'])data:[^"'<>\s]{200,}""", re.I)


def decode_page(data: bytes, charset: str = "") -> str:
    """Return the text of a page; invalid bytes become U+FFFD.

    ``charset`` is the encoding that the server named, if any; it takes precedence over the one that the page declares.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    found = DECLARED.search(data, 0, DECLARED_WITHIN)
    named = charset.lower() or (found[1].decode("ascii", "replace").lower() if found else "")
    encoding = ACTUAL_ENCODINGS.get(named, named)
    try:
        return data.decode(encoding if WEB_ENCODINGS.fullmatch(encoding) else "cp1252", "replace")
    except LookupError:  # an unknown encoding
        return data.decode("cp1252", "replace")


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


def parse_page(text: str) -> Any:
    """Return the lxml tree of a page, None if it is empty."""
    from lxml import etree  # optional: comes with the extra `html`
    from lxml.html import HTMLParser, document_fromstring  # optional: the same

    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # an empty document
        return None
