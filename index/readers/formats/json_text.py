"""The text of a JSON document in parts: only the value that is read, and about a megabyte after it, is in memory."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator

from dateline.index.errors import ReadError
from dateline.index.readers.decoding import decode_text, nul_error

__all__ = ["LARGEST_RECORD", "MOST_VALUES", "JsonText", "end_of_value", "has_many_values", "skip_white"]

MEGABYTE = 1 << 20
PART = MEGABYTE
# Characters of one record; a year of a daily newspaper has fewer.
LARGEST_RECORD = 64 * MEGABYTE
# Signs between values. An object of few characters takes two hundred bytes of memory, so that a record of this many
# values takes half a gigabyte; the longest text of an article has fewer commas.
MOST_VALUES = 2_000_000
SIGNS, BYTE_SIGNS = ("{", "[", ","), (b"{", b"[", b",")
WHITE = re.compile(r"[ \t\r\n]*")
BRACKET_OR_TEXT = re.compile(r'["\[\]{}]')
REST_OF_TEXT = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
REST_OF_SIMPLE = re.compile(r"[^\s,\]}]*+")


class JsonText:
    """A part of the text of a document. ``at`` is the offset of what is read next, ``line`` the line it is on.

    ``column`` is the number of characters of its first line that are before it. ``wrong`` is why the document cannot
    be read to its end: a NUL, or a byte that is not UTF-8. ``extent`` names in errors what the text is the text of.
    """

    def __init__(self, lines: Iterator[bytes], file: str) -> None:
        self.text = ""
        self.at = 0
        self.line = 1
        self.column = 0
        self.wrong: ReadError | None = None
        self.extent = "file"
        self._file = file
        self._parts = self._read_parts(lines)

    def more(self) -> bool:
        """Read on, until what is not read yet is twice as long; return whether anything came.

        Nothing comes at the end, and where a record is larger than any article.
        """
        left = self.text[self.at :]
        size, values, parts = len(left), count_signs(left), [left]
        least = 2 * size
        while size < LARGEST_RECORD and values <= MOST_VALUES and (size < least or len(parts) == 1):
            if (part := next(self._parts, None)) is None:
                break
            parts.append(part)
            size += len(part)
            values += count_signs(part)
        if len(parts) == 1:
            return False
        self.column = self._column_here()
        self.text, self.at = "".join(parts), 0
        return True

    def part(self, end: int) -> JsonText:
        """Return the text from here to an offset, that of a record, as a text that ends there."""
        made = JsonText(iter(()), self._file)
        made.extent = "record"
        made.text, made.line, made.column = self.text[self.at : end], self.line, self._column_here()
        return made

    @property
    def is_too_large(self) -> bool:
        """Return whether nothing more comes because the record is larger than any article."""
        size = len(self.text) - self.at
        return size >= LARGEST_RECORD or has_many_values(self.text, self.at)

    def move(self, end: int) -> None:
        """Go on at an offset, and count the lines up to it."""
        self.line += self.text.count("\n", self.at, end)
        self.at = end

    def skip_white(self) -> str:
        """Go to the next sign that is not white space, and return it; the empty text at the end."""
        while True:
            self.move(skip_white(self.text, self.at))
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def _column_here(self) -> int:
        begins = self.text.rfind("\n", 0, self.at) + 1
        return self.at - begins + (0 if begins else self.column)

    def _read_parts(self, lines: Iterator[bytes]) -> Iterator[str]:
        """Yield the document in parts, up to what cannot be read in it."""
        decoder = codecs.getincrementaldecoder("utf-8")()
        number, last = 1, b""
        for block in blocks_of(lines):
            last = block
            nul = block.find(b"\0")
            end = len(block) if nul < 0 else nul
            try:
                for start in range(0, end, PART):
                    yield decoder.decode(block[start : min(start + PART, end)])
            except UnicodeDecodeError as failure:
                yield failure.object[: failure.start].decode()
                self._refuse(block, number)
                return
            if nul >= 0:
                self.wrong = nul_error(block, self._file, number)
                return
            number += block.count(b"\n")
        if decoder.getstate()[0]:
            self._refuse(last, number - last.count(b"\n"))

    def _refuse(self, block: bytes, number: int) -> None:
        """Keep the error for bytes that are not UTF-8."""
        found = decode_text(block, self._file, number)
        unclear = ReadError(self._file, number, "the line is not UTF-8; save the file as UTF-8")
        self.wrong = found if isinstance(found, ReadError) else unclear


def blocks_of(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield lines in blocks of at least a megabyte, of which only the last may be shorter."""
    joined = io.BytesIO()
    for line in lines:
        if len(line) >= PART and not joined.tell():
            yield line
            continue
        joined.write(line)
        if joined.tell() >= PART:
            yield joined.getvalue()
            joined = io.BytesIO()
    if joined.tell():
        yield joined.getvalue()


def count_signs(text: str, at: int = 0) -> int:
    """Return the number of signs between values from an offset on, also of those in texts."""
    return sum(text.count(sign, at) for sign in SIGNS)


def has_many_values(text: str | bytes, at: int = 0) -> bool:
    """Return whether a text of JSON may have more values than an article has."""
    if len(text) - at <= MOST_VALUES:
        return False
    if isinstance(text, bytes):
        return sum(text.count(sign, at) for sign in BYTE_SIGNS) > MOST_VALUES
    return count_signs(text, at) > MOST_VALUES


def skip_white(text: str, at: int) -> int:
    """Return the first offset from ``at`` on that is not JSON white space."""
    found = WHITE.match(text, at)
    assert found is not None  # the pattern also matches nothing
    return found.end()


def end_of_value(text: str, at: int) -> int | None:
    """Return where the JSON value that begins at an offset ends, None if that is not in the text.

    Only texts and brackets are looked at, so that values are passed over that no parser takes.
    """
    if text[at] not in '"[{':
        found = REST_OF_SIMPLE.match(text, at)
        return found.end() if found is not None and found.end() < len(text) else None
    depth = 0
    while (sign := BRACKET_OR_TEXT.search(text, at)) is not None:
        at = sign.end()
        if sign[0] == '"':
            rest = REST_OF_TEXT.match(text, at)
            if rest is None:
                return None
            at = rest.end()
        else:
            depth += 1 if sign[0] in "[{" else -1
        if depth == 0:
            return at
    return None
