"""The container that every segment is kept in: named sections, each with a checksum.

A segment is one file, written once and never changed, little-endian throughout::

    "DTLNSEG" and a zero byte        8 bytes
    sections                         each begins at a multiple of 64
    table of contents                JSON, UTF-8
    footer:  u64 offset of the table, u32 its size, u32 its CRC-32, u32 format version,
             "DTLN"                  24 bytes

The table of contents is one object: ``sections`` maps a name to [offset, size,
CRC-32], ``facts`` holds what else is to be known before a section is read. The
footer is checked when a file is opened, and every section against the file's
size; the sections' own checksums when a segment is merged or verified, because
reading every byte would make opening slow. What the kernels read they check
for sense, chunk by chunk, so that a damaged file raises and never misleads the
program that reads it into memory it does not own.

Version log: 1, the first; 2, words that ends of lines have broken stand beyond the last field (see `postings`), and
the fact ``joined`` says whether a segment has any.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Literal

from dateline.index.errors import IndexDamaged, IndexFormatError

__all__ = ["VERSION", "SectionReader", "SectionWriter"]

VERSION = 2
MAGIC = b"DTLNSEG\0"
FOOTER = struct.Struct("<QIII4s")
FOOTER_MAGIC = b"DTLN"
ALIGNMENT = 64

Octets = bytes | bytearray | memoryview


# Bytes of a file that are held while its checksums are taken.
VERIFIED = 64 << 20


class SectionWriter:
    """Writes one file of sections. `close` makes it whole and durable; until then it is no segment."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("xb")
        self._file.write(MAGIC)
        self._sections: dict[str, list[int]] = {}
        self._open: str | None = None

    def begin(self, name: str) -> None:
        """Begin a section; what `append` takes from now on is its content."""
        if name in self._sections:
            raise ValueError(f"section {name} is there already")
        self._file.write(bytes(-self._file.tell() % ALIGNMENT))
        self._sections[name] = [self._file.tell(), 0, 0]
        self._open = name

    def append(self, content: Octets) -> None:
        """Append bytes to the section begun last."""
        if self._open is None:
            raise ValueError("no section has been begun")
        entry = self._sections[self._open]
        self._file.write(content)
        entry[1] += len(content)
        entry[2] = zlib.crc32(content, entry[2])

    def put(self, name: str, content: Octets) -> None:
        """Write a whole section. Arrays are given as their bytes (``memoryview(a).cast("B")``)."""
        self.begin(name)
        self.append(content)

    def close(self, facts: Mapping[str, object]) -> None:
        """Write the table of contents and the footer, sync and close."""
        table = json.dumps({"sections": self._sections, "facts": dict(facts)}, separators=(",", ":")).encode()
        offset = self._file.tell()
        self._file.write(table)
        self._file.write(FOOTER.pack(offset, len(table), zlib.crc32(table), VERSION, FOOTER_MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Close the file without making it a segment."""
        self._file.close()


class SectionReader:
    """A file of sections, mapped into memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(MAGIC) + FOOTER.size:
                raise self._damaged("it is too short to be a segment")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._view = memoryview(self._map)
        self._sections, self.facts = self._read_table(size)

    def _damaged(self, what: str) -> IndexDamaged:
        return IndexDamaged(f"{self.path}: {what}; the articles are safe, run `dateline rebuild`")

    def _read_table(self, size: int) -> tuple[dict[str, list[int]], dict[str, object]]:
        offset, length, checksum, version, magic = FOOTER.unpack_from(self._view, size - FOOTER.size)
        if self._view[: len(MAGIC)] != MAGIC or magic != FOOTER_MAGIC:
            raise self._damaged("it is not a segment, or not a whole one")
        if version != VERSION:
            raise IndexFormatError(
                f"{self.path}: written in index format {version}, this Dateline reads {VERSION}; run `dateline rebuild`"
            )
        if offset + length != size - FOOTER.size:
            raise self._damaged("its table of contents is not where it should be")
        table = bytes(self._view[offset : offset + length])
        if zlib.crc32(table) != checksum:
            raise self._damaged("its table of contents does not match its checksum")
        content = json.loads(table)
        sections: dict[str, list[int]] = content["sections"]
        for name, (start, extent, _) in sections.items():
            if start + extent > offset:
                raise self._damaged(f"its section {name} lies outside the file")
        return sections, content["facts"]

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def octets(self, name: str) -> memoryview:
        """Return a section's bytes, in place."""
        try:
            start, size, _ = self._sections[name]
        except KeyError:
            raise self._damaged(f"its section {name} is missing") from None
        return self._view[start : start + size]

    def numbers(self, name: str, kind: Literal["I", "i", "Q", "q"]) -> memoryview:
        """Return a section as numbers of one `struct` kind, in place."""
        octets = self.octets(name)
        if len(octets) % struct.calcsize(kind):
            raise self._damaged(f"its section {name} ends within a number")
        return octets.cast(kind)

    def verify(self) -> None:
        """Compare every section with its checksum; raise IndexDamaged at the first that differs."""
        for name, (start, size, checksum) in self._sections.items():
            found = 0
            for at in range(start, start + size, VERIFIED):
                found = zlib.crc32(self._view[at : min(at + VERIFIED, start + size)], found)
                self.let_go()
            if found != checksum:
                raise self._damaged(f"its section {name} does not match its checksum")

    def let_go(self, name: str | None = None) -> None:
        """Give the memory of what was read back to the system, of one section or all: it is not needed soon.

        Who goes over a whole file holds little of it then. What is read again comes from the system's cache, or from
        the disk.
        """
        if not hasattr(mmap, "MADV_DONTNEED"):
            return
        if name is None:
            self._map.madvise(mmap.MADV_DONTNEED)
            return
        start, size, _ = self._sections[name]
        first = start + -start % mmap.PAGESIZE
        if start + size > first:
            self._map.madvise(mmap.MADV_DONTNEED, first, start + size - first)

    def close(self) -> None:
        """Let go of the map as soon as nobody reads from it any more."""
        self._view.release()
        try:
            self._map.close()
        except BufferError:
            # A reader still holds a part of it; the map goes when that does.
            return
