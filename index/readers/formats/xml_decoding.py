"""Decode XML to UTF-8: the byte order mark decides, else the first bytes, else the declaration.

Expat knows five encodings; Python has those of all feeds (`encodings`). Where a name means one encoding in standards
and a larger one in practice (GB 2312, Shift JIS, ISO 8859-1), the larger one is used.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from dateline.index.errors import ReadError
from dateline.index.readers.decoding import Decoded, decode_legacy, shown_encoding
from dateline.index.readers.encodings import text_codec
from dateline.index.readers.formats.xml_chunks import Doubt

__all__ = ["DECLARATION", "mark_of", "utf8_of_xml"]

DECLARATION = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']\s*([\w.:+-]+)""")
HEAD = 4096
SAMPLE = 20_000
# A character of UTF-8 that is not complete.
BEGUN = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
MARKUP = re.compile(rb"<[^<>]*>")

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),  # `<?xm`
)
EBCDIC = "cp037"
EBCDICS = ("cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140")

# Names that Python does not know, without the `x-` before them.
OTHER_NAMES = {
    "windows-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "cn-gb": "gb2312",
    "cn-big5": "big5",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "mac-cyrillic": "mac-cyrillic",
    "unicode": "utf-16",
    "unicode-1-1-utf-8": "utf-8",
    "win-1251": "cp1251",
    "ms-ansi": "cp1252",
}
LARGER = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso2022_jp": "iso2022_jp_2",
}


def as_windows_1252(failure: UnicodeError) -> tuple[str, int]:
    """Return bytes that are not UTF-8 as letters of Windows-1252, the encoding that is most often mixed in."""
    if not isinstance(failure, UnicodeDecodeError):
        raise failure
    return failure.object[failure.start : failure.end].decode("cp1252", "replace"), failure.end


MIXED = "dateline.mixed"
codecs.register_error(MIXED, as_windows_1252)


def utf8_of_xml(lines: Iterable[bytes], doubt: Doubt, *, lenient: bool = False) -> Iterator[bytes]:
    """Yield a document as UTF-8, in pieces. Raises LookupError for an encoding that is not known.

    If ``lenient``, an unknown encoding counts as UTF-8, and bytes that are not UTF-8 as Windows-1252. ``doubt`` gets
    each such doubt.
    """
    stream = iter(lines)
    begun: list[bytes] = []
    for line in stream:
        begun.append(line)
        if sum(map(len, begun)) >= HEAD or b"?>" in line:
            break
    name = encoding_of(b"".join(begun), doubt, lenient=lenient)
    if name == "utf-8" and not lenient:
        yield from chain(begun, stream)  # expat finds what is wrong, and names its place
        return
    lines = chain(begun, stream)
    if name == "utf-8":
        yield from mended_utf8(whole_characters(lines), doubt)
        return
    yield from decoded_lines(lines, name, doubt)


def decoded_lines(lines: Iterable[bytes], name: str, doubt: Doubt) -> Iterator[bytes]:
    """Yield lines in the encoding of a codec as UTF-8; what is not of that encoding becomes U+FFFD, with a doubt."""
    decoder = codecs.getincrementaldecoder(name)("replace")
    for number, line in enumerate(chain(lines, (b"",)), 1):
        text = decoder.decode(line, not line)
        if "\ufffd" in text:
            doubt(
                f"the XML was read as {shown_encoding(name)}; bytes that are not of this encoding became U+FFFD", number
            )
        yield text.encode("utf-8", "replace")


def mended_utf8(lines: Iterator[bytes], doubt: Doubt) -> Iterator[bytes]:
    """Yield what claims to be UTF-8 as UTF-8. From the first line on that is not, the text shows what it is.

    Lines that are UTF-8 stay so. The others are in the encoding found, and those in which both are mixed are UTF-8 with
    bytes of Windows-1252.
    """
    for number, line in enumerate(lines, 1):
        if is_utf8(line):
            yield line
            continue
        sample = [line]
        size = len(line)
        while size < SAMPLE and (following := next(lines, None)) is not None:
            sample.append(following)
            size += len(following)
        encoding = encoding_of_text(b"".join(sample))
        note = f"the XML is not all UTF-8; lines that are not were read as {shown_encoding(encoding)}"
        for at, each in enumerate(chain(sample, lines), number):
            if is_utf8(each):
                yield each
                continue
            doubt(note, at)
            yield decode_line(each, encoding).encode("utf-8", "replace")


def whole_characters(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield lines; the pieces of very long ones do not end inside a character."""
    begun = b""
    for line in lines:
        whole = begun + line
        cut = BEGUN.search(whole, max(len(whole) - 3, 0)) if not whole.endswith(b"\n") else None
        begun = cut[0] if cut is not None else b""
        yield whole[: len(whole) - len(begun)]
    yield begun


def is_utf8(line: bytes) -> bool:
    """Return whether bytes are UTF-8."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def encoding_of_text(sample: bytes) -> str:
    """Return the encoding of XML that is not UTF-8, by its words; Windows-1252 if nothing shows another."""
    unknown = ReadError("", None, "")
    found = decode_legacy(MARKUP.sub(b" ", sample), unknown)
    return found.encoding if isinstance(found, Decoded) and found.encoding else "cp1252"


def decode_line(line: bytes, encoding: str) -> str:
    """Return a line that is not UTF-8 as text."""
    try:
        return line.decode("utf-8" if encoding == "cp1252" else encoding, MIXED if encoding == "cp1252" else "strict")
    except UnicodeDecodeError:  # it is not all in that encoding
        return line.decode("utf-8", MIXED)


def mark_of(head: bytes) -> str:
    """Return the encoding that the first bytes of a document give away, else the empty text."""
    return next((name for mark, name in MARKS if head.startswith(mark)), "")


def encoding_of(head: bytes, doubt: Doubt, *, lenient: bool) -> str:
    """Return the name of Python's codec for a document that begins with ``head``."""
    marked = mark_of(head)
    is_ebcdic = marked == EBCDIC
    if marked and not is_ebcdic:
        return marked
    found = DECLARATION.search(head.decode(EBCDIC).encode() if is_ebcdic else head)
    if found is None:
        return EBCDIC if is_ebcdic else "utf-8"
    name = codec_of(found[1].decode("ascii", "replace"))
    declared = found[1].decode("ascii", "replace")[:40]
    if not name and not lenient:
        raise LookupError(f"unknown encoding: {declared}")
    if not name:
        doubt(f"the XML declares an unknown encoding, {declared}; it was read as UTF-8", 1)
    is_wide = name.startswith(("utf-16", "utf-32"))  # but then its declaration could not have been read
    if is_ebcdic:
        return name if name.startswith("cp") else EBCDIC
    return "utf-8" if not name or is_wide or name in EBCDICS else name


def codec_of(declared: str) -> str:
    """Return the name of the codec for a declared name, else the empty text."""
    bare = declared.lower().removeprefix("x-")
    for each in (declared, OTHER_NAMES.get(bare, bare)):
        if name := text_codec(each):
            return LARGER.get(name, name)
    return ""
