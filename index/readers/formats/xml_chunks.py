"""Cut an XML document into chunks for expat: from its first mark on, without characters that XML forbids."""

from __future__ import annotations

from collections.abc import Callable, Iterator

__all__ = ["LARGEST_RECORD", "DocumentChunks", "Doubt", "Refused"]

LARGEST_RECORD = 64 << 20
CHUNK = 1 << 16
# What is looked at for the beginning of a document.
JUNK = 4096

BLANK = b" \t\r\n"
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
DROPPED = "control characters, which XML does not allow, were dropped"

Doubt = Callable[[str, int], None]
"""Takes a doubt about a document, and the line of the file where it begins."""


class Refused(ValueError):
    """The document has content that is refused; the message says what."""


class DocumentChunks:
    """The chunks of one document.

    ``skipped`` is the number of lines above the document. The parser sets ``progressed`` at each token that it has
    read: while expat is inside one token, the chunks double in size, because older versions of it start the token again
    at every chunk.
    """

    def __init__(self, doubt: Doubt, *, lenient: bool) -> None:
        self._doubt = doubt
        self._lenient = lenient
        self._line = 1
        self.skipped = 0
        self.progressed = False

    def read(self, lines: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
        """Yield the document in chunks, and whether each is the last.

        If the reading is lenient, what stands before the document (a message of PHP) is left out.
        """
        parts: list[bytes] = []
        size, full = 0, CHUNK
        for line in self._from_beginning(lines):
            parts.append(line)
            size += len(line)
            if size >= full:
                self.progressed = False
                yield self._join(parts), False
                full = CHUNK if self.progressed else full * 2
                if full > LARGEST_RECORD:
                    raise Refused(f"a mark of the XML is longer than {LARGEST_RECORD >> 20} MB")
                parts, size = [], 0
        yield self._join(parts), True

    def _from_beginning(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the lines of the document itself: a blank line above ``<?xml`` is a common mistake."""
        head = b""
        for line in lines:
            head += line
            bare = head.lstrip(BLANK)
            if bare and (not self._lenient or bare.startswith(b"<?xml") or b"<?xml" in bare or len(bare) > JUNK):
                break
            if not bare:
                self.skipped += head.count(b"\n")
                head = b""
        bare = head.lstrip(BLANK)
        if self._lenient:
            start = head.find(b"<?xml")
            bare = head[start if start >= 0 else max(head.find(b"<"), 0) :]
        self.skipped += head.count(b"\n", 0, len(head) - len(bare))
        yield bare
        yield from lines

    def _join(self, parts: list[bytes]) -> bytes:
        """Return a chunk without control characters, and report the lines that had any."""
        whole = b"".join(parts)
        clean = whole.translate(None, CONTROLS)
        if len(clean) < len(whole):
            for number, line in enumerate(whole.split(b"\n"), self._line):
                if len(line) > len(line.translate(None, CONTROLS)):
                    self._doubt(DROPPED, number + self.skipped)
        self._line += whole.count(b"\n")
        return clean
