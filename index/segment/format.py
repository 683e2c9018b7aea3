"""The container format of segments: named sections with checksums.

A segment is one immutable file, little-endian throughout::

    "DTLNSEG" and a zero byte        8 bytes
    sections                         each begins at a multiple of 64
    table of contents                JSON, UTF-8
    footer:  u64 offset of the table, u32 its size, u32 its CRC-32, u32 format version,
             "DTLN"                  24 bytes

The table of contents is one object: ``sections`` maps a name to [offset, size, CRC-32], ``facts`` has what readers need
before they read a section. Opening a file checks the footer, and each section against the file's size; readers check
the number of its items. Checksums of sections are compared when a segment is merged or verified, because reading every
byte would make opening slow. Kernels check what they read chunk by chunk, so that a damaged file raises IndexDamaged
and never causes an invalid memory access.

Code that reads a mapped section does not know its path, and raises IndexDamaged without it. Code that reads several
files does so within ``with file.naming_damage:``, which adds the path.

Reading a mapped page that is no longer in the file ends the process (SIGBUS). So the size of the file is compared with
that of the map before each operation (`SectionReader.check_size`, ``with file.reading:``), which costs one fstat. Only
a file that another program cuts while an operation reads it is not detected.

Version log: 1, the first; 2, words broken at ends of lines have positions after the last field (see `postings`), and
the fact ``joined`` says whether a segment has any; 3, long lists have impact codes (see `impacts`); 4, each occurrence
has the code of its form, instead of lists of documents by form, and positions are coded in bits (see `postings`); 5,
borders of sentences and paragraphs, and mentions of people and places, are terms (see `dateline.index.analysis.marks`),
and the forms of a dictionary are also there folded, in order (see `folded`).
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, NoReturn, Self

from dateline.index.errors import IndexDamaged, IndexFormatError
from dateline.index.files import open_without_waiting, sync_file

__all__ = ["VERSION", "NamingDamage", "SectionReader", "SectionWriter"]

VERSION = 5
MAGIC = b"DTLNSEG\0"
FOOTER = struct.Struct("<QIII4s")
FOOTER_MAGIC = b"DTLN"
ALIGNMENT = 64
WIDTHS = {kind: struct.calcsize(kind) for kind in "IiQq"}

Buffer = bytes | bytearray | memoryview


# Bytes of a file in memory while its checksums are computed.
VERIFIED = 64 << 20


class NamingDamage:
    """A reusable context that adds the path of a file to an IndexDamaged without one."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, IndexDamaged) and error.file is None:
            error.file = self._path


class Reading(NamingDamage):
    """The same for reading a map of the file (None: it is in memory), whose size is checked first."""

    __slots__ = ("_map", "_size")

    def __init__(self, path: Path, mapped: mmap.mmap | None) -> None:
        super().__init__(path)
        self._map, self._size = mapped, 0 if mapped is None else len(mapped)

    def __enter__(self) -> None:
        self.check_size()

    def check_size(self) -> None:
        """Raise IndexDamaged if the file is shorter than the map."""
        if self._map is not None and self._map.size() < self._size:
            raise IndexDamaged("it was cut short by another program while it was open", self._path)


class SectionWriter:
    """Writes one file of sections, which is valid and durable only after `close`.

    As a context manager it removes the file after an earlier error.
    """

    def __init__(self, target: Path | IO[bytes]) -> None:
        """Start a new file at a path, or write to an open file, such as one in memory."""
        self._path = target if isinstance(target, Path) else None
        self._file: IO[bytes] = target.open("xb") if isinstance(target, Path) else target
        self._sections: dict[str, list[int]] = {}
        self._open: str | None = None
        try:
            self._file.write(MAGIC)
        except BaseException:
            self._discard()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._discard()

    def _discard(self) -> None:
        """Remove the file."""
        with suppress(OSError):  # closing may try to write the rest, which fails again
            self._file.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def begin(self, name: str) -> None:
        """Start a section; `append` adds to it."""
        if name in self._sections:
            raise ValueError(f"section {name} is there already")
        self._file.write(bytes(-self._file.tell() % ALIGNMENT))
        self._sections[name] = [self._file.tell(), 0, 0]
        self._open = name

    def append(self, content: Buffer) -> None:
        """Append bytes to the current section."""
        if self._open is None:
            raise ValueError("no section has been begun")
        entry = self._sections[self._open]
        self._file.write(content)
        entry[1] += len(content)
        entry[2] = zlib.crc32(content, entry[2])

    def put(self, name: str, content: Buffer) -> None:
        """Write a whole section. Arrays are passed as bytes (``memoryview(a).cast("B")``)."""
        self.begin(name)
        self.append(content)

    def close(self, facts: Mapping[str, object]) -> None:
        """Write the table of contents and the footer, sync and close."""
        self.finish(facts)
        sync_file(self._file)
        self._file.close()

    def finish(self, facts: Mapping[str, object]) -> None:
        """Write the table of contents and the footer; the file stays open and is not synced."""
        table = json.dumps({"sections": self._sections, "facts": dict(facts)}, separators=(",", ":")).encode()
        offset = self._file.tell()
        self._file.write(table)
        self._file.write(FOOTER.pack(offset, len(table), zlib.crc32(table), VERSION, FOOTER_MAGIC))
        self._file.flush()


class SectionReader:
    """A file of sections, mapped into memory or in memory."""

    def __init__(self, path: Path, content: memoryview | None = None) -> None:
        """Map the file at a path; ``content`` is that of a file without a name, with a path for messages.

        Raises FileNotFoundError if there is no file, IndexDamaged, IndexFormatError.
        """
        self.path = path
        self.naming_damage = NamingDamage(path)
        self._map: mmap.mmap | None = None
        if content is None:
            self._map = self._map_file()
            content = memoryview(self._map)
        self.reading = Reading(path, self._map)
        self._view = content
        self._sections, self.facts = self._read_table(len(content))

    def _map_file(self) -> mmap.mmap:
        try:
            with open(self.path, "rb", opener=open_without_waiting) as file:
                if os.fstat(file.fileno()).st_size < len(MAGIC) + FOOTER.size:
                    self.damaged("it is too short to be a segment")
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise IndexDamaged.unreadable(self.path, error) from error

    def check_size(self) -> None:
        """Raise IndexDamaged if the file is shorter than its map: reading it would end the process."""
        self.reading.check_size()

    def damaged(self, what: str) -> NoReturn:
        """Raise IndexDamaged for this file."""
        raise IndexDamaged(what, self.path)

    def _read_table(self, size: int) -> tuple[dict[str, list[int]], dict[str, Any]]:
        offset, length, checksum, version, magic = FOOTER.unpack_from(self._view, size - FOOTER.size)
        if self._view[: len(MAGIC)] != MAGIC or magic != FOOTER_MAGIC:
            self.damaged("it is not a segment, or is incomplete")
        if version != VERSION:
            raise IndexFormatError(
                f"{self.path}: written in index format {version}, this Dateline reads {VERSION}; run `dateline rebuild`"
            )
        if offset + length != size - FOOTER.size:
            self.damaged("its table of contents is not where it should be")
        table = bytes(self._view[offset : offset + length])
        if zlib.crc32(table) != checksum:
            self.damaged("its table of contents does not match its checksum")
        try:
            content = json.loads(table)
        except (ValueError, RecursionError):
            self.damaged("its table of contents is not JSON")
        sections, facts = (content.get("sections"), content.get("facts")) if type(content) is dict else (None, None)
        if type(sections) is not dict or type(facts) is not dict:
            self.damaged("its table of contents does not consist of sections and facts")
        for name, row in sections.items():
            try:
                start, extent, checksum = row
            except (TypeError, ValueError):
                self.damaged(f"its table of contents does not say where its section {name} is")
            if not type(start) is type(extent) is type(checksum) is int:
                self.damaged(f"its table of contents does not say where its section {name} is")
            if start < 0 or extent < 0 or start + extent > offset or start % ALIGNMENT:
                self.damaged(f"its section {name} is outside the file, or misaligned")
        return sections, facts

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def section(self, name: str, size: int | None = None) -> memoryview:
        """Return the bytes of a section, in place. Raises IndexDamaged unless there are ``size`` of them."""
        try:
            start, extent, _ = self._sections[name]
        except KeyError:
            self.damaged(f"its section {name} is missing")
        if size is not None and extent != size:
            self.damaged(f"its section {name} has the wrong size")
        return self._view[start : start + extent]

    def numbers(self, name: str, kind: Literal["I", "i", "Q", "q"], count: int | None = None) -> memoryview:
        """Return a section as numbers of a `struct` kind, in place. Raises IndexDamaged unless there are ``count``."""
        width = WIDTHS[kind]
        content = self.section(name, None if count is None else count * width)
        if len(content) % width:
            self.damaged(f"its section {name} ends within a number")
        return content.cast(kind)

    def offsets(self, name: str, count: int | None = None) -> memoryview:
        """Return a section of u32 offsets, each the end of a row and the start of the next.

        Raises IndexDamaged unless it begins with 0 and, if ``count`` is given, has that many rows. The order of the
        others is checked where they are used.
        """
        offsets = self.numbers(name, "I", None if count is None else count + 1)
        if not len(offsets) or offsets[0] != 0:
            self.damaged(f"its section {name} does not begin with 0")
        return offsets

    def verify(self) -> None:
        """Compare every section with its checksum. Raises IndexDamaged at the first difference."""
        for name, (start, size, checksum) in self._sections.items():
            found = 0
            for at in range(start, start + size, VERIFIED):
                found = zlib.crc32(self._view[at : min(at + VERIFIED, start + size)], found)
                self.release_pages()
            if found != checksum:
                self.damaged(f"its section {name} does not match its checksum")

    def release_pages(self, name: str | None = None) -> None:
        """Release the memory of one section or all, because it is not needed soon.

        This bounds the memory of a pass over a whole file. Reading the section again takes it from the system's cache
        or the disk, so the size of the file is checked. Raises IndexDamaged.
        """
        self.check_size()
        if self._map is None or not hasattr(mmap, "MADV_DONTNEED"):
            return
        if name is None:
            self._map.madvise(mmap.MADV_DONTNEED)
            return
        start, size, _ = self._sections[name]
        first = start + -start % mmap.PAGESIZE
        if start + size > first:
            self._map.madvise(mmap.MADV_DONTNEED, first, start + size - first)

    def close(self) -> None:
        """Unmap the file as soon as nothing refers to it."""
        self._view.release()
        try:
            if self._map is not None:
                self._map.close()
        except BufferError:
            # A reader still refers to it; it is unmapped when that is dropped.
            return
