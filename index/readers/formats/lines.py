"""The lines of a source, in bounded pieces, so that no file can fill the memory.

Readers are given the bytes of a source as lines. A line longer than `LONGEST_LINE`
comes in pieces of that length, of which only the last ends with a line feed. Readers
that look at one line at a time take `numbered_lines`, which gives an error for such
a line; readers that need a document at once take `join_lines`, which refuses one of
more than `LARGEST_DOCUMENT`; the others do not care where a line is cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dateline.index.errors import ReadError

__all__ = ["LARGEST_DOCUMENT", "LONGEST_LINE", "join_lines", "lines_of", "numbered_lines"]

MEGABYTE = 1 << 20
# A year of a daily newspaper is some 50 MB: nothing that one article can be is refused.
LONGEST_LINE = 64 * MEGABYTE
LARGEST_DOCUMENT = 256 * MEGABYTE


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of an open stream, those longer than `LONGEST_LINE` in pieces. Raises OSError."""
    while line := stream.readline(LONGEST_LINE):
        yield line


def numbered_lines(lines: Iterator[bytes], file: str) -> Iterator[tuple[int, bytes | ReadError]]:
    """Yield each line with its number, counted from 1; an error in place of one that is too long."""
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
    """Return the error for a line that is longer than any article."""
    reason = f"the line is longer than {LONGEST_LINE // MEGABYTE} MB; it was passed over"
    return ReadError(file, number, reason)


def join_lines(lines: Iterator[bytes], file: str) -> bytes | ReadError:
    """Return a document as a whole, or the error for one that is larger than `LARGEST_DOCUMENT`."""
    parts: list[bytes] = []
    size = 0
    for line in lines:
        size += len(line)
        if size > LARGEST_DOCUMENT:
            reason = f"the file is larger than {LARGEST_DOCUMENT // MEGABYTE} MB, too large for one document; split it"
            return ReadError(file, None, reason)
        parts.append(line)
    return b"".join(parts)
