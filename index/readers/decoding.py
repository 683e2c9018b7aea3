"""Decode bytes: UTF-8, else UTF-16 if it has its byte order mark, else an older encoding that is detected.

Text that is not UTF-8 and has few bytes above ASCII is in Latin letters. Its common words decide between the encodings:
those of Polish, Czech, Hungarian, Romanian and Croatian mean Windows-1250 or ISO 8859-2, those of Turkish
Windows-1254, all others Windows-1252, which includes ISO 8859-1. Text that is mostly above ASCII is
detected by charset-normalizer. Damaged UTF-8 and other encodings are not guessed; the error names the first byte that
is not UTF-8.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from dateline.index.article import ArticleNote
from dateline.index.dataclass import dataclass
from dateline.index.entities.language import language_of
from dateline.index.errors import InputError, ReadError
from dateline.index.readers.formats.lines import LONGEST_LINE

__all__ = [
    "Decoded",
    "as_utf8",
    "decode_document",
    "decode_legacy",
    "decode_text",
    "missing_extra",
    "nul_error",
    "shown_encoding",
]

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
ASCII = bytes(range(128))
NO_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalpha())

# In Latin scripts at most this share of the letters is beyond ASCII, in other scripts more than half.
# Vietnamese has the largest share, and its encodings are not supported.
LATIN_SHARE = 0.3
# One letter of UTF-8. In older encodings it is an accented capital before a sign, which does not occur.
UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")
# Bytes between small letters that are letters in the encodings of DOS and the Macintosh, but not in those of Windows.
DOS_OR_MAC = re.compile(rb"[a-z][\x80-\x84\x86-\x89\x8b\x93-\x95\x98\x99\x9b][a-z]")
CENTRAL_EUROPEAN = frozenset(("pl", "cs", "hu", "ro", "hr"))
C1_BYTES = re.compile(rb"[\x80-\x9f]")
SAMPLE = 4000
# charset-normalizer needs some text: it was right from 150 bytes on, and wrong at 50.
DETECTED, FEWEST = 20_000, 150
SHOWN = {
    **{f"cp{number}": f"Windows-{number}" for number in range(1250, 1259)},
    "big5": "Big5",
    "cp932": "Shift JIS",
    "cp949": "EUC-KR",
    "euc_jp": "EUC-JP",
    "gb18030": "GB 18030",
    "iso8859_2": "ISO 8859-2",
    "koi8_r": "KOI8-R",
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
}
# Japanese is recognised by the share of hiragana, which no other reading of the same bytes has.
JAPANESE, HIRAGANA, SHARE_OF_HIRAGANA = ("euc_jp", "cp932"), re.compile("[ぁ-ゖ]"), 0.15
INSTALL = "save the file as UTF-8, or have its encoding found: pip install 'dateline[encodings]'"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, notes on its encoding, and the encoding if it was found by the words."""

    text: str
    notes: tuple[str, ...] = ()
    encoding: str = ""


def decode_document(data: bytes, file: str) -> Decoded | ReadError:
    """Return a whole document as text, or the error."""
    text: str | ReadError
    if is_utf16(data):
        text = decode_utf16(data, file)
        return Decoded(text) if isinstance(text, str) else text
    if b"\0" in data:
        found = nul_error(data, file, 1)
        return InputError(found.file, found.line, found.reason)
    text = decode_text(data, file, 1)
    if isinstance(text, str):
        return Decoded(text)
    return decode_legacy(data, text)


def is_utf16(data: bytes) -> bool:
    """Return whether bytes begin with a byte order mark of UTF-16."""
    return data[:2] in UTF16_MARKS


def decode_utf16(data: bytes, file: str) -> str | ReadError:
    """Return UTF-16 with its byte order mark as text, or the error."""
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as failure:
        return ReadError(file, None, f"the file is damaged UTF-16, at byte {failure.start + 1:,}; save it as UTF-8")
    at = text.find("\0")
    if at < 0:
        return text
    return ReadError(file, 1 + text.count("\n", 0, at), "the line has a NUL; the file is damaged or is no text")


def decode_legacy(data: bytes, error: ReadError) -> Decoded | ReadError:
    """Return bytes that are not UTF-8 as text of an older encoding, with a note; ``error`` if none is certain."""
    above = len(data.translate(None, ASCII))
    if above > LATIN_SHARE * len(data.translate(None, NO_LETTERS)):
        found = detect_encoding(data, error)
        if isinstance(found, ReadError):
            return found
        encoding = found
    elif UTF8_LETTER.search(data) or DOS_OR_MAC.search(data):
        return error
    else:
        encoding = latin_encoding(data)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return error
    note = f"the text is not UTF-8; it was read as {shown_encoding(encoding)}"
    return Decoded(text, (ArticleNote("older encoding", note),), encoding)


def shown_encoding(codec: str) -> str:
    """Return the name of an encoding as people know it, by the name of its codec."""
    return SHOWN.get(codec, codec)


def latin_encoding(data: bytes) -> str:
    """Return the encoding of text in Latin letters by its common words, most of which are ASCII."""
    sample = data[:SAMPLE]
    if language_of(sample.decode("cp1254", "replace")) == "tr":
        return "cp1254"
    central = "cp1250" if C1_BYTES.search(data) else "iso8859_2"
    return central if language_of(sample.decode(central, "replace")) in CENTRAL_EUROPEAN else "cp1252"


def detect_encoding(data: bytes, error: ReadError) -> str | ReadError:
    """Return the encoding of text in other letters, or the error if it is uncertain or the detector is missing."""
    try:
        from charset_normalizer import from_bytes  # optional: the extra `encodings`
    except ImportError:
        reason = error.reason.replace("save the file as UTF-8", INSTALL)
        return ReadError(error.file, error.line, reason)
    sample = data[:DETECTED]
    if len(sample) < FEWEST:
        return error
    if japanese := japanese_encoding(sample):
        return japanese
    best = from_bytes(sample).best()
    return error if best is None else best.encoding


def japanese_encoding(data: bytes) -> str:
    """Return the encoding of Japanese text, the empty text for other texts."""
    for name in JAPANESE:
        try:
            text = codecs.getincrementaldecoder(name)().decode(data)  # the data may end inside a letter
        except UnicodeDecodeError:
            continue
        letters = sum(not letter.isascii() for letter in text)
        if len(HIRAGANA.findall(text)) > SHARE_OF_HIRAGANA * letters:
            return name
    return ""


def as_utf8(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Return the lines of a source; those of UTF-16 with its byte order mark are converted to UTF-8."""
    stream = iter(lines)
    first = list(islice(stream, 1))
    every = chain(first, stream)
    return from_utf16(every) if first and is_utf16(first[0]) else every


def from_utf16(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield UTF-16 that was split at bytes 10 as lines of UTF-8; invalid data becomes U+FFFD.

    A line longer than `LONGEST_LINE` is yielded in pieces.
    """
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    begun: list[str] = []
    for piece in lines:
        *whole, rest = decoder.decode(piece).split("\n")
        for each in whole:
            yield ("".join(begun) + each + "\n").encode("utf-8", "replace")
            begun.clear()
        begun.append(rest)
        if sum(map(len, begun)) >= LONGEST_LINE:
            yield "".join(begun).encode("utf-8", "replace")
            begun.clear()
    if last := "".join(begun) + decoder.decode(b"", final=True):
        yield last.encode("utf-8", "replace")


def decode_text(data: bytes, file: str, line: int) -> str | ReadError:
    """Return bytes as text, or the error at the first byte that is not UTF-8; ``line`` is their first line."""
    try:
        return data.decode()
    except UnicodeDecodeError as failure:
        at = failure.start
    if is_utf16(data):
        return ReadError(file, line, "the file is UTF-16; save it as UTF-8")
    place = at - data.rfind(b"\n", 0, at)
    reason = f"byte {place} of the line (0x{data[at]:02X}) is not UTF-8; save the file as UTF-8"
    return ReadError(file, line + data.count(b"\n", 0, at), reason)


def nul_error(data: bytes, file: str, line: int) -> ReadError:
    """Return the error for bytes with a NUL. ``line`` is the number of their first line."""
    if is_utf16(data):
        return ReadError(file, line, "the file is UTF-16; save it as UTF-8")
    at = data.index(b"\0")
    place = at - data.rfind(b"\n", 0, at)
    reason = f"byte {place} of the line is a NUL; the file is damaged or is no text"
    return ReadError(file, line + data.count(b"\n", 0, at), reason)


def missing_extra(file: str, what: str, extra: str) -> ReadError:
    """Return the error for a source whose reader needs an extra; ``what`` names the kind of file."""
    return ReadError(file, None, f"{what} needs a package that is not installed: pip install 'dateline[{extra}]'")
