"""From the bytes of a web page to its tree.

The encoding is the one of the byte order mark, else UTF-8 where the bytes are that,
else the one that the page declares in its first kilobytes, else Windows-1252, which
older pages mean when they say nothing or ISO 8859-1 (as the HTML standard has it).

Scripts, styles, embedded images and comments are cut out before parsing, but for
the scripts that hold structured data: of large pages they are most. What is left is
parsed only up to a bound, because the extraction takes more than linear time on
markup that no newspaper sends.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["LARGEST_PAGE", "decode_page", "parse_page", "strip_page"]

# Markup without scripts, in characters. The largest of some hundred news pages has 0.23 million.
LARGEST_PAGE = 2_000_000

DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.I
)
DECLARED_WITHIN = 8192
LONGEST_END = 100
# What pages say and what they mean.
MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
# Python knows other encodings, which are no pages' and some of which take quadratic time.
OF_PAGES = re.compile(r"(?:utf|iso|latin|windows|cp\d|x-|koi8|gb|big5|euc|shift|sjis|ms_kanji|hz|ks_c|mac|tis)[\w.:-]*")
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

DROPPED = re.compile(r"<(?:(script|style|svg|template|noscript)(?=[\s>/])|(!--))", re.I)
TAG_END = re.compile(r"[^>]{0,2000}>")
REFERENCE = re.compile(r"&#(?:[xX]0{0,6}([0-9a-fA-F]{1,2})|0{0,6}([0-9]{1,3}))(?![0-9a-fA-F]);?")
# What lxml takes for no text.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DATA_ADDRESS = re.compile(r"""(=\s?["'])data:[^"'<>\s]{200,}""", re.I)


def decode_page(data: bytes, charset: str = "") -> str:
    """Return the text of a page; bytes that are none in its encoding become U+FFFD.

    ``charset`` is the encoding that a server named, if it did: it stands above the one that the page declares.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    found = DECLARED.search(data, 0, DECLARED_WITHIN)
    named = charset.lower() or (found[1].decode("ascii", "replace").lower() if found else "")
    encoding = MEANT.get(named, named)
    try:
        return data.decode(encoding if OF_PAGES.fullmatch(encoding) else "cp1252", "replace")
    except LookupError:  # a name that is no encoding
        return data.decode("cp1252", "replace")


def strip_page(text: str) -> str:
    """Return the page without scripts, styles, drawings, comments and embedded images, in linear time.

    Scripts of the type ``application/ld+json`` stay. An element that is not closed stays too, without its tag.
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
    return mend_characters(DATA_ADDRESS.sub(r"\1", "".join(parts)))


def mend_characters(text: str) -> str:
    """Return the page without control characters, written out or by number; numbers of Windows-1252 become its letters.

    A page that says ``&#146;`` means the apostrophe that stands there in Windows-1252, as the HTML standard knows.
    """
    return CONTROL.sub("", REFERENCE.sub(referred, text))


def referred(found: re.Match[str]) -> str:
    """Return what a character reference of two or three digits stands for, where that is not what it says."""
    number = int(found[1], 16) if found[1] else int(found[2])
    if 128 <= number < 160:
        return bytes([number]).decode("cp1252", "replace")
    return "" if number < 32 and number not in (9, 10, 13) else found[0]


def is_data(text: str, at: int) -> bool:
    """Return whether the attributes of a script, which start at a place, say that it is structured data."""
    tag = TAG_END.match(text, at)
    return tag is not None and "ld+json" in tag[0].lower()


def parse_page(text: str) -> Any:
    """Return the tree of a page (lxml's), None where there is nothing to parse."""
    from lxml import etree  # optional: comes with the extra `html`
    from lxml.html import HTMLParser, document_fromstring  # optional: the same

    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # an empty document
        return None
