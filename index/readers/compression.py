"""Decompress gzip, bzip2, xz and Zstandard as streams, in bounded memory.

Formats are detected by their first bytes. Concatenated streams, as in `cat a.gz b.gz` and web archives, are read as
one; zeros between them are padding. Truncated or damaged data raises an OSError that says so.

A `Meter` limits the output in proportion to the size of the file, against decompression bombs.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

from dateline.index.dataclass import dataclass

__all__ = ["COMPRESSIONS", "Bomb", "Compression", "Decompressed", "Meter", "detect_compression"]

MEGABYTE = 1 << 20
READ_SIZE = 1 << 16
OUTPUT_SIZE = 1 << 18
MAX_MEMORY = 256 * MEGABYTE  # for the window of xz and Zstandard; their strongest usual settings take 64 and 128
# Text shrinks to a fifth of its size, tables of numbers to a fiftieth, an empty disk image to a thousandth.
LARGEST_RATIO = 250
ALWAYS_ALLOWED = 64 * MEGABYTE
LARGEST_OUTPUT = 1 << 40


class Bomb(OSError):
    """Compressed data that unpacks to far more than an ordinary file of its size."""


class Meter:
    """Counts what one file unpacks to, all its layers together. ``compressed`` is the size of the file in bytes."""

    def __init__(self, compressed: int = 0) -> None:
        self.compressed = compressed
        self.unpacked = 0

    def count(self, size: int) -> None:
        """Count unpacked bytes. Raises Bomb if they are too many."""
        self.unpacked += size
        if self.unpacked > ALWAYS_ALLOWED + LARGEST_RATIO * self.compressed:
            reason = (
                f"it unpacks to more than {LARGEST_RATIO} times its size, as only a trap does; the rest was not read"
            )
            raise Bomb(0, reason)
        if self.unpacked > LARGEST_OUTPUT:
            raise Bomb(0, "it unpacks to more than a terabyte; the rest was not read")


class Decompressor(Protocol):
    """The interface of the decompressors in the standard library."""

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
        """Return at most ``max_length`` unpacked bytes of this data and of earlier data."""
        ...


class GzipDecompressor:
    """zlib's decompressor with the interface of the others."""

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
        """Return at most ``max_length`` unpacked bytes of this data and of earlier data."""
        return self.inner.decompress(self.inner.unconsumed_tail + data, max(max_length, 0))


class ZstdDecompressor:
    """The decompressor of the package zstandard with the interface of the others.

    Its output is unbounded, so it gets little input at a time: four bytes can unpack to 128 kB.
    """

    INPUT_SIZE = 256

    def __init__(self) -> None:
        import zstandard  # optional: the extra `zst`

        self.error = zstandard.ZstdError
        self.inner: Any = zstandard.ZstdDecompressor(max_window_size=MAX_MEMORY).decompressobj()
        self.pending = b""

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""
        return bool(self.inner.eof)

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without more data."""
        return not self.pending

    @property
    def unused_data(self) -> bytes:
        """What followed the end of the stream."""
        return bytes(self.inner.unused_data) + self.pending

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return the unpacked data, at most a little more than ``max_length`` bytes."""
        self.pending += data
        parts: list[bytes] = []
        size = at = 0
        try:
            while at < len(self.pending) and not self.inner.eof and not 0 <= max_length <= size:
                parts.append(self.inner.decompress(self.pending[at : at + self.INPUT_SIZE]))
                at += self.INPUT_SIZE
                size += len(parts[-1])
        except self.error as failure:
            raise ValueError(str(failure)) from None
        self.pending = self.pending[at:]
        return b"".join(parts)


def open_zstd() -> Decompressor:
    """Return a decompressor of Zstandard. Raises ImportError if no package for it is installed."""
    try:
        from compression import zstd  # optional: Python has it from 3.14 on
    except ImportError:
        return ZstdDecompressor()
    decompressor: Decompressor = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 28})
    return decompressor


@dataclass(frozen=True, slots=True)
class Compression:
    """A compression format: its name, its first bytes, its suffixes with their replacements, its decompressor."""

    name: str
    magic: bytes
    suffixes: tuple[tuple[str, str], ...]
    open: Callable[[], Decompressor]


COMPRESSIONS = (
    Compression("gzip", b"\x1f\x8b\x08", ((".gz", ""), (".tgz", ".tar")), GzipDecompressor),
    Compression("bzip2", b"BZh", ((".bz2", ""), (".tbz2", ".tar"), (".tbz", ".tar")), bz2.BZ2Decompressor),
    Compression(
        "xz", b"\xfd7zXZ\0", ((".xz", ""), (".txz", ".tar")), lambda: lzma.LZMADecompressor(memlimit=MAX_MEMORY)
    ),
    Compression("Zstandard", b"\x28\xb5\x2f\xfd", ((".zst", ""), (".tzst", ".tar")), open_zstd),
)
# A block of bzip2 begins with the digits of pi, the end of a stream with those of the square root of pi.
BZIP2_BLOCKS = (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")


def detect_compression(head: bytes) -> Compression | None:
    """Return the compression of data with these first bytes, None for uncompressed data."""
    for row in COMPRESSIONS:
        if head.startswith(row.magic) and (row.name != "bzip2" or head[4:10] in BZIP2_BLOCKS):
            return row
    return None


class Decompressed(io.RawIOBase):
    """The unpacked bytes of a compressed stream, for `io.BufferedReader`."""

    def __init__(self, source: BinaryIO, compression: Compression, meter: Meter) -> None:
        self.source = source
        self.compression = compression
        self.meter = meter
        self.decompressor = compression.open()
        self.ready = memoryview(b"")

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer and return the number of bytes, 0 at the end. Raises OSError for damaged data."""
        while not self.ready:
            if (data := self.next_data()) is None:
                return 0
            try:
                piece = self.decompressor.decompress(data, OUTPUT_SIZE)
            except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as failure:
                raise OSError(
                    0, f"the {self.compression.name} data is damaged ({failure}); download it again"
                ) from None
            self.meter.count(len(piece))
            self.ready = memoryview(piece)
        count = min(len(buffer), len(self.ready))
        buffer[:count] = self.ready[:count]
        self.ready = self.ready[count:]
        return count

    def next_data(self) -> bytes | None:
        """Return the data to unpack next, None at the end; start a new decompressor after the end of a stream."""
        if not self.decompressor.eof:
            if not self.decompressor.needs_input:
                return b""
            if data := self.source.read(READ_SIZE):
                return data
            raise OSError(0, f"the {self.compression.name} data breaks off; download it again")
        data = self.decompressor.unused_data.lstrip(b"\0")
        while not data:
            following = self.source.read(READ_SIZE)
            if not following:
                return None
            data = following.lstrip(b"\0")
        self.decompressor = self.compression.open()
        return data
