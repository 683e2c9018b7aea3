"""Compressed data as it is read: gzip, bzip2, xz and Zstandard, never more than a piece in memory.

Each is known by its first bytes. Several streams one behind the other, as `cat a.gz
b.gz` and web archives have them, are one; zeros between them are padding. Data that
breaks off or is damaged raises an OSError whose text says so.

A `Meter` counts what comes out against the size of the file that it all came from, so
that a file of a kilobyte cannot keep the machine busy for a week.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

__all__ = ["COMPRESSIONS", "Bomb", "Compression", "Decompressed", "Meter", "compression_of"]

MEGABYTE = 1 << 20
STEP = 1 << 16
PIECE = 1 << 18
MOST_MEMORY = 256 * MEGABYTE  # for the window of xz and Zstandard; their strongest usual settings take 64 and 128
# Text is made a fifth, tables of numbers a fiftieth, an empty disk a thousandth of its size.
LARGEST_RATIO = 250
ALWAYS_ALLOWED = 64 * MEGABYTE
LARGEST_WHOLE = 1 << 40


class Bomb(OSError):
    """Compressed data that unpacks to far more than a file of its size can honestly hold."""


class Meter:
    """Counts what one file unpacks to, all its layers together. ``taken`` is the size of the file in bytes."""

    def __init__(self, taken: int = 0) -> None:
        self.taken = taken
        self.given = 0

    def give(self, size: int) -> None:
        """Count bytes that came out. Raises Bomb where they are too many."""
        self.given += size
        if self.given > ALWAYS_ALLOWED + LARGEST_RATIO * self.taken:
            reason = (
                f"it unpacks to more than {LARGEST_RATIO} times its size, as only a trap does; the rest was not read"
            )
            raise Bomb(0, reason)
        if self.given > LARGEST_WHOLE:
            raise Bomb(0, "it unpacks to more than a terabyte; the rest was not read")


class Engine(Protocol):
    """What the decompressors of the standard library are."""

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without more data."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What followed the end of the stream."""
        ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return at most so many bytes of what this data, and what was given before, unpack to."""
        ...


class GzipEngine:
    """zlib's decompressor in the form of the others."""

    def __init__(self) -> None:
        self.inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""
        return self.inner.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without more data."""
        return not self.inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What followed the end of the stream."""
        return self.inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return at most so many bytes of what this data, and what was given before, unpack to."""
        return self.inner.decompress(self.inner.unconsumed_tail + data, max(max_length, 0))


class ZstdEngine:
    """The decompressor of the package zstandard in the form of the others.

    It has no bound for what it returns, so it is given little at a time: four bytes can stand for 128 kB.
    """

    SIP = 256

    def __init__(self) -> None:
        import zstandard  # optional: the extra `zst`

        self.error = zstandard.ZstdError
        self.inner: Any = zstandard.ZstdDecompressor(max_window_size=MOST_MEMORY).decompressobj()
        self.waiting = b""

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""
        return bool(self.inner.eof)

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without more data."""
        return not self.waiting

    @property
    def unused_data(self) -> bytes:
        """What followed the end of the stream."""
        return bytes(self.inner.unused_data) + self.waiting

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return what this data unpacks to, some bytes more than asked for at most."""
        self.waiting += data
        parts: list[bytes] = []
        size = at = 0
        try:
            while at < len(self.waiting) and not self.inner.eof and not 0 <= max_length <= size:
                parts.append(self.inner.decompress(self.waiting[at : at + self.SIP]))
                at += self.SIP
                size += len(parts[-1])
        except self.error as failure:
            raise ValueError(str(failure)) from None
        self.waiting = self.waiting[at:]
        return b"".join(parts)


def open_zstd() -> Engine:
    """Return a decompressor of Zstandard. Raises ImportError where there is none."""
    try:
        from compression import zstd  # optional: Python has it from 3.14 on
    except ImportError:
        return ZstdEngine()
    engine: Engine = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 28})
    return engine


@dataclass(frozen=True, slots=True)
class Compression:
    """One way to compress: its name, its first bytes, its suffixes and what is left of a name without them."""

    name: str
    magic: bytes
    suffixes: tuple[tuple[str, str], ...]
    open: Callable[[], Engine]


COMPRESSIONS = (
    Compression("gzip", b"\x1f\x8b\x08", ((".gz", ""), (".tgz", ".tar")), GzipEngine),
    Compression("bzip2", b"BZh", ((".bz2", ""), (".tbz2", ".tar"), (".tbz", ".tar")), bz2.BZ2Decompressor),
    Compression(
        "xz", b"\xfd7zXZ\0", ((".xz", ""), (".txz", ".tar")), lambda: lzma.LZMADecompressor(memlimit=MOST_MEMORY)
    ),
    Compression("Zstandard", b"\x28\xb5\x2f\xfd", ((".zst", ""), (".tzst", ".tar")), open_zstd),
)
# The first block of bzip2 opens with the digits of pi, and the end of an empty file with those of its root.
BZIP2_BLOCKS = (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")


def compression_of(head: bytes) -> Compression | None:
    """Return how data with these first bytes is compressed, None where it is not."""
    for row in COMPRESSIONS:
        if head.startswith(row.magic) and (row.name != "bzip2" or head[4:10] in BZIP2_BLOCKS):
            return row
    return None


class Decompressed(io.RawIOBase):
    """What a compressed stream unpacks to, for `io.BufferedReader`."""

    def __init__(self, source: BinaryIO, compression: Compression, meter: Meter) -> None:
        self.source = source
        self.compression = compression
        self.meter = meter
        self.engine = compression.open()
        self.ready = memoryview(b"")

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as it goes; 0 at the end. Raises OSError for damaged data."""
        while not self.ready:
            if (data := self.next_data()) is None:
                return 0
            try:
                piece = self.engine.decompress(data, PIECE)
            except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as failure:
                raise OSError(0, f"the {self.compression.name} data is damaged ({failure}); fetch it anew") from None
            self.meter.give(len(piece))
            self.ready = memoryview(piece)
        count = min(len(buffer), len(self.ready))
        buffer[:count] = self.ready[:count]
        self.ready = self.ready[count:]
        return count

    def next_data(self) -> bytes | None:
        """Return the data to unpack next, None at the end; a new decompressor where a stream has ended."""
        if not self.engine.eof:
            if not self.engine.needs_input:
                return b""
            if data := self.source.read(STEP):
                return data
            raise OSError(0, f"the {self.compression.name} data breaks off; fetch it anew")
        data = self.engine.unused_data.lstrip(b"\0")
        while not data:
            following = self.source.read(STEP)
            if not following:
                return None
            data = following.lstrip(b"\0")
        self.engine = self.compression.open()
        return data
