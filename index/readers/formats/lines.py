"""The lines of a source in bounded pieces, so that no file can fill the memory.

Readers get a source as lines of bytes. A line longer than `LONGEST_LINE` is split into pieces of that length, of which
only the last ends with a line feed. Readers that work line by line use `numbered_lines`, which yields an error for such
a line. Readers that need a whole document use `join_lines`, which refuses more than `LARGEST_DOCUMENT`. For the
other readers it does not matter where a line is split.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from dateline.index.errors import ReadError

__all__ = [
    "LARGEST_ARTICLE",
    "LARGEST_DOCUMENT",
    "LONGEST_LINE",
    "join_article",
    "join_lines",
    "lines_of",
    "numbered_lines",
]

MEGABYTE = 1 << 20
# A year of a daily newspaper is about 50 MB, so no article is refused.
LONGEST_LINE = 64 * MEGABYTE
LARGEST_DOCUMENT = 256 * MEGABYTE
LARGEST_ARTICLE = 64 * MEGABYTE  # also a page with its scripts, which may be most of it


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of an open stream, those longer than `LONGEST_LINE` in pieces. Raises OSError."""
    while line := stream.readline(LONGEST_LINE):
        yield line


def numbered_lines(lines: Iterator[bytes], file: str) -> Iterator[tuple[int, bytes | ReadError]]:
    """Yield each line with its number from 1, or an error for a line that is too long."""
    number, cut = 0, False
    for piece in lines:
        ends = piece.endswith(b"\n")
        if cut:
            cut = not ends
            continue
        number += 1
        cut = not ends and len(piece) >= LONGEST_LINE
        yield number, too_long(file, number) if cut else piece


def too_long(file: str, number: int) -> ReadError:
    """Return the error for a line that is too long."""
    reason = f"the line is longer than {LONGEST_LINE // MEGABYTE} MB; it was passed over"
    return ReadError(file, number, reason)


def join_lines(lines: Iterator[bytes], file: str) -> bytes | ReadError:
    """Return a whole document, or the error if it is larger than `LARGEST_DOCUMENT`."""
    data = join_up_to(lines, LARGEST_DOCUMENT)
    if data is not None:
        return data
    reason = f"the file is larger than {LARGEST_DOCUMENT // MEGABYTE} MB, too large for one document; split it"
    return ReadError(file, None, reason)


def join_article(lines: Iterator[bytes], file: str, what: str, largest: int) -> bytes | ReadError:
    """Return a file of one article, or the error if it has more bytes; ``what`` names it in the error."""
    data = join_up_to(lines, largest)
    if data is not None:
        return data
    size = f"more than {largest // MEGABYTE} MB"
    return ReadError(file, None, f"the {what} has {size}, too much for one article; it was not read")


def join_up_to(lines: Iterator[bytes], largest: int) -> bytes | None:
    """Return the lines joined, None if they have more bytes. A list of short lines would take many times their size."""
    joined = io.BytesIO()
    for line in lines:
        if joined.tell() + len(line) > largest:
            return None
        joined.write(line)
    return joined.getvalue()
