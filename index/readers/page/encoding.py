"""Decode web pages.

The encoding is that of the byte order mark, else UTF-8 if the bytes are valid, else the one declared in the first
kilobytes, else Windows-1252, which older pages use when they declare nothing or ISO 8859-1 (as in the HTML standard).
Where nothing is declared, or the text is not in the encoding that is, its words and letters decide, as those of plain
text do; of a text in ASCII alone, those of its attributes.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.index.article import ArticleNote
from dateline.index.dataclass import replace
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import (
    ASCII,
    C1_BYTES,
    LATIN_SHARE,
    NO_LETTERS,
    Decoded,
    decode_legacy,
    shown_encoding,
)
from dateline.index.readers.encodings import text_codec
from dateline.index.readers.page.tree import strip_page

__all__ = ["decode_page"]

DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.I
)
DECLARED_WITHIN: Final = 8192
LATIN: Final = "cp1252"
# Declared encodings that mean another one, mostly with more letters, as in the standard of encodings.
ACTUAL_ENCODINGS: Final = {
    **{f"windows-125{number}": f"cp125{number}" for number in range(9)},
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252"), LATIN),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ks_c_5601", "ksc5601", "windows-949"), "cp949"),
    **dict.fromkeys(("tis-620", "windows-874"), "cp874"),
    **dict.fromkeys(("big5", "x-x-big5"), "big5hkscs"),
    "iso-8859-9": "cp1254",
    "x-euc-jp": "euc_jp",
    "x-cp1251": "cp1251",
    "x-mac-cyrillic": "mac_cyrillic",
}
# Python has other encodings that pages do not use; some of them take quadratic time.
WEB_ENCODINGS: Final = re.compile(
    r"(?:utf|iso|latin|windows|cp\d|x-|koi8|gb|big5|euc|shift|sjis|ms_kanji|hz|ks_c|mac|tis)[\w.:-]*"
)
BYTE_ORDER_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# Japanese in seven bits, which is valid UTF-8: its escape to kana.
SEVEN_BITS: Final = re.compile(rb"\x1b\$[@B][\x21-\x7e]{2}")
# The encodings of Latin letters that pages in these languages use, where they declare none.
LANGUAGE: Final = re.compile(rb"<html\s[^<>]{0,300}?\blang\s?=\s?[\"']?([A-Za-z]{2})\b", re.I)
CENTRAL: Final = frozenset((b"pl", b"cs", b"sk", b"hu", b"ro", b"hr", b"sl", b"sq", b"bs"))
OTHER_LATIN: Final = {b"tr": "cp1254", b"az": "cp1254", b"lt": "cp1257", b"lv": "cp1257", b"et": "cp1257"}
TAGS: Final = re.compile(r"<[^<>]*>")
# Attributes whose values are words that readers, or search engines, see.
WORDED: Final = re.compile(r"\b(?:alt|title|content|label|placeholder)\s?=\s?(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.I)
LONGEST_SAMPLE: Final = 200_000
# Damaged letters for each one that is not: with more, the text is in another encoding.
DAMAGED_SHARE: Final = 0.25
REPLACEMENT: Final = "\ufffd"


def decode_page(data: bytes, charset: str = "") -> Decoded:
    """Return the text of a page; invalid bytes become U+FFFD, with a note.

    ``charset`` is the encoding that the server named, if any; it takes precedence over the one that the page declares.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return decode_marked(data[len(mark) :], encoding, charset)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return decode_other(data, charset)
    if SEVEN_BITS.search(data) is not None:
        return decoded(data, "iso2022_jp")
    return Decoded(text)


def decode_marked(data: bytes, encoding: str, charset: str) -> Decoded:
    """Return the text of a page behind a byte order mark, with a note if it declares another encoding and is damaged.

    A mark of UTF-8 before text that is not in it comes from a template of the site: then the words and letters decide.
    """
    declared = declared_encoding(data, charset) if encoding == "utf-8" else ""
    if declared in ("", encoding):
        return decoded(data, encoding)
    try:
        return Decoded(data.decode(encoding), (), encoding)
    except UnicodeDecodeError:
        by_mark = is_of(visible_bytes(data), encoding)
        found = decoded(data, encoding) if by_mark else decode_other(data, charset)
    other = (
        f"the page has the byte order mark of {shown_encoding(encoding)}, and declares {shown_encoding(declared)}; "
        f"it was read as {shown_encoding(found.encoding)}"
    )
    return replace(found, notes=(ArticleNote("byte order mark of another encoding", other), *found.notes))


def decode_other(data: bytes, charset: str) -> Decoded:
    """Return the text of a page that is not UTF-8 throughout."""
    declared = declared_encoding(data, charset)
    sample = visible_bytes(data)
    given = declared or "utf-8"
    above = len(sample.translate(None, ASCII))
    other_letters = above > LATIN_SHARE * max(1, len(sample.translate(None, NO_LETTERS)))
    if is_of(sample, given) and not (given == LATIN and other_letters):
        return decoded(data, given)
    found = latin_of_language(data, sample) if not other_letters else ""
    detected = decode_legacy(sample, ReadError("", None, "")) if sample and not found else None
    found = detected.encoding if isinstance(detected, Decoded) else found
    if found:
        what = f"in the encoding that it declares ({shown_encoding(given)})" if declared else "UTF-8"
        note = ArticleNote("older encoding", f"the page is not {what}; it was read as {shown_encoding(found)}")
        # Windows-1252 is what browsers take for pages that declare nothing.
        notes = (note,) if declared or found != LATIN else ()
        return decoded(data, found, notes)
    if declared == "utf-8" and sample.isascii():
        return decoded(data, declared)
    taken = declared if declared and declared != "utf-8" else LATIN
    text = f"the page has no encoding that can be known; it was read as {shown_encoding(taken)}"
    notes = (ArticleNote("unknown encoding", text),) if other_letters and not declared else ()
    return decoded(data, taken, notes)


def latin_of_language(data: bytes, sample: bytes) -> str:
    """Return the encoding of the Latin letters of the language that a page names, empty if that is Windows-1252."""
    named = LANGUAGE.search(data, 0, DECLARED_WITHIN)
    language = named[1].lower() if named is not None else b""
    if language in CENTRAL:
        return "cp1250" if C1_BYTES.search(sample) else "iso8859_2"
    return OTHER_LATIN.get(language, "")


def declared_encoding(data: bytes, charset: str) -> str:
    """Return the codec of the encoding that the server or the page names, empty if the web does not have it."""
    found = DECLARED.search(data, 0, DECLARED_WITHIN)
    named = charset.lower() or (found[1].decode("ascii", "replace").lower() if found else "")
    encoding = ACTUAL_ENCODINGS.get(named, named)
    if encoding.startswith("utf8") or encoding == "unicode-1-1-utf-8":
        encoding = "utf-8"
    is_of_web = WEB_ENCODINGS.fullmatch(encoding) is not None
    return encoding if is_of_web and text_codec(encoding) else ""


def visible_bytes(data: bytes) -> bytes:
    """Return the bytes of the beginning of a page without its markup and scripts.

    If all of them are ASCII, those of the attributes that hold words and are not ASCII.
    """
    markup = strip_page(data[:LONGEST_SAMPLE].decode("latin-1"))
    visible = TAGS.sub(" ", markup)
    if visible.isascii():
        worded = (found[1] or found[2] or "" for found in WORDED.finditer(markup))
        visible = " ".join(text for text in worded if not text.isascii())
    return " ".join(visible.split()).encode("latin-1", "ignore")


def is_of(data: bytes, encoding: str) -> bool:
    """Return whether bytes are text in an encoding, perhaps with some damage."""
    text = data.decode(encoding, "replace")
    damaged = text.count(REPLACEMENT)
    return damaged <= DAMAGED_SHARE * (len(text) - damaged - sum(map(str.isascii, text)))


def decoded(data: bytes, encoding: str, notes: tuple[str, ...] = ()) -> Decoded:
    """Return bytes as text, with a note on those that are not in the encoding."""
    text = data.decode(encoding, "replace")
    damaged = strip_page(text).count(REPLACEMENT) if REPLACEMENT in text else 0
    if damaged:
        count = "1 letter is" if damaged == 1 else f"{damaged:,} letters are"
        reason = f"{count} not in {shown_encoding(encoding)}, and read as U+FFFD"
        notes = (*notes, ArticleNote("damaged letters", reason))
    return Decoded(text, notes, encoding)
