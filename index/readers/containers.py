"""Yield the sources in a file: the file itself, its unpacked content, or the members of an archive.

Compressed data (`compression`), zip and tar are detected by their first bytes and may be nested up to `DEEPEST` levels.
Each member is a source with a name such as ``outer.zip!/folder/inner.json``. Nothing is written to
disk, and parts such as ``..`` are removed from names. Members are chosen like files in a folder: known suffixes, not
hidden. An unreadable member is yielded as a `ReadError`; a file that unpacks to too much raises `Bomb`.

A zip file that is a document (Word, OpenDocument, EPUB) is one source; `office.kinds` tells them from archives.

Tar is read as a stream, in constant memory. Zip has its table of contents at the end, so a zip file in another
archive or from a pipe is held in memory and must be small.
"""

from __future__ import annotations

import io
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Self, cast

from dateline.index.dataclass import dataclass
from dateline.index.errors import InputError, ReadError
from dateline.index.readers.compression import COMPRESSIONS, Bomb, Decompressed, Meter, detect_compression
from dateline.index.readers.decoding import missing_extra
from dateline.index.readers.office.kinds import find_document_kind, refusal_of

__all__ = [
    "HIDDEN",
    "MEMBER_SEPARATOR",
    "Member",
    "is_archive_name",
    "open_members",
    "stream_size",
    "strip_compression",
]

Wanted = Callable[[str], bool]

DEEPEST = 4
LARGEST_INNER_ZIP = 128 << 20
HEAD = 512
BUFFER = 1 << 17
MEMBER_SEPARATOR = "!/"
ARCHIVES = (".zip", ".tar")
NOTHING = "the archive holds no file of a kind that Dateline reads"
TOO_DEEP = f"archives are nested more than {DEEPEST} deep; unpack the outer ones first"
# The first characters of the names of hidden files, and of those with which Office marks that a file is open.
HIDDEN = (".", "~$")
# Archives that are detected only to name them in the error.
UNSUPPORTED = ((b"7z\xbc\xaf\x27\x1c", "a 7z archive"), (b"Rar!\x1a\x07", "a RAR archive"))
# The exceptions of the standard library for archives that are damaged, encrypted or use unknown methods.
DAMAGE = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """One source: its ``name`` as shown, the name that its suffix is taken from, and its bytes.

    ``kind`` is the name of its format if the container had to detect it, else empty.
    """

    name: str
    format_name: str
    stream: BinaryIO
    kind: str = ""


def open_members(stream: BinaryIO, file: str, wanted: Wanted) -> Iterator[Member | ReadError]:
    """Yield the sources in an open file; each must be read before the next is requested.

    ``wanted`` returns whether a member with a name is read. Raises `Bomb`, and OSError for the file itself.
    """
    meter = Meter(stream_size(stream))
    source = stream if hasattr(stream, "peek") or stream.seekable() else buffered(stream)
    head = peek_head(source)
    if not meter.compressed and detect_layer(head, file):
        source = buffered(CountingStream(source, meter))
    yield from unpack(source, Location(file, file, 0), meter, wanted)


@dataclass(frozen=True, slots=True)
class Location:
    """The location of a source: its name as shown, the name for its suffix, and the number of layers around it."""

    name: str
    format_name: str
    depth: int


def unpack(stream: BinaryIO, place: Location, meter: Meter, wanted: Wanted) -> Iterator[Member | ReadError]:
    """Yield the sources in a stream, layer by layer."""
    head = peek_head(stream)
    kind = detect_layer(head, place.format_name)
    if not kind:
        yield Member(place.name, place.format_name, stream)
    elif place.depth >= DEEPEST:
        yield ReadError(place.name, None, TOO_DEEP)
    elif kind == "zip":
        yield from iter_zip(stream, place, meter, wanted)
    elif kind == "tar":
        yield from iter_tar(stream, place, meter, wanted)
    elif kind == "compressed":
        yield from unpack_compressed(stream, head, place, meter, wanted)
    else:
        yield InputError(place.name, None, f"it is {kind}, which is not read; unpack it first")


def unpack_compressed(
    stream: BinaryIO, head: bytes, place: Location, meter: Meter, wanted: Wanted
) -> Iterator[Member | ReadError]:
    """Yield the sources in compressed data."""
    compression = detect_compression(head)
    assert compression is not None  # the caller has detected it
    try:
        inner = buffered(Decompressed(stream, compression, meter))
    except ImportError:
        yield missing_extra(place.name, f"{compression.name} compression", "zst")
        return
    try:
        yield from unpack(
            inner, Location(place.name, strip_compression(place.format_name), place.depth + 1), meter, wanted
        )
    except OSError as failure:
        yield make_error(place.name, failure)


def detect_layer(head: bytes, name: str) -> str:
    """Return the outermost layer of data with this beginning, in a word; empty for none."""
    if detect_compression(head) is not None:
        return "compressed"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head[257:262] == b"ustar" or name.lower().endswith(".tar"):
        return "tar"
    return next((name for magic, name in UNSUPPORTED if head.startswith(magic)), "")


def strip_compression(name: str) -> str:
    """Return a name without its suffix of compression: ``a.tar`` for ``a.tgz``."""
    low = name.lower()
    for row in COMPRESSIONS:
        for suffix, instead in row.suffixes:
            if low.endswith(suffix):
                return name[: -len(suffix)] + instead
    return name


def is_archive_name(name: str) -> bool:
    """Return whether a name, in small letters and without a suffix of compression, is that of an archive."""
    return name.endswith(ARCHIVES)


def iter_zip(stream: BinaryIO, place: Location, meter: Meter, wanted: Wanted) -> Iterator[Member | ReadError]:
    """Yield the members of a zip file in the order of its table, or the document that it is."""
    if not stream.seekable():
        data = stream.read(LARGEST_INNER_ZIP + 1)
        if len(data) > LARGEST_INNER_ZIP:
            limit = f"{LARGEST_INNER_ZIP >> 20} MB"
            yield ReadError(
                place.name, None, f"a zip file inside another or from a pipe may have {limit}; save it first"
            )
            return
        stream = io.BytesIO(data)
    try:
        archive = zipfile.ZipFile(stream)
        kind = find_document_kind(archive, place.format_name)
    except DAMAGE as failure:
        yield make_error(place.name, failure)
        return
    if kind:
        if refusal := refusal_of(kind):
            yield InputError(place.name, None, refusal)
        else:
            stream.seek(0)
            yield Member(place.name, place.format_name, stream, kind)
        return
    empty = True
    with archive:
        for entry in archive.infolist():
            name = printable_name(entry.filename)
            if entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16) or not is_wanted(name, wanted):
                continue
            empty = False
            inner = Location(f"{place.name}{MEMBER_SEPARATOR}{name}", name, place.depth + 1)
            if entry.flag_bits & 1:
                yield ReadError(inner.name, None, "it is encrypted; unpack it with its password first")
                continue
            yield from open_member(lambda entry=entry: archive.open(entry), inner, meter, wanted)  # type: ignore[misc]
    if empty:
        yield ReadError(place.name, None, NOTHING)


def iter_tar(stream: BinaryIO, place: Location, meter: Meter, wanted: Wanted) -> Iterator[Member | ReadError]:
    """Yield the members of a tar file, in its order."""
    empty = True
    try:
        ending = cast(BinaryIO, EndingStream(stream))
        with tarfile.open(fileobj=ending, mode="r|", bufsize=BUFFER, tarinfo=TarHeader) as archive:
            while (entry := archive.next()) is not None:
                # tarfile keeps all members; forget them to bound the memory.
                archive.members = []  # type: ignore[attr-defined]
                name = printable_name(entry.name)
                if not entry.isreg() or not is_wanted(name, wanted):
                    continue
                empty = False
                inner = Location(f"{place.name}{MEMBER_SEPARATOR}{name}", name, place.depth + 1)
                if entry.issparse():
                    yield ReadError(inner.name, None, "a file with holes is not read from an archive; unpack it first")
                    continue
                yield from open_member(lambda entry=entry: archive.extractfile(entry), inner, meter, wanted)  # type: ignore[misc]
    except Bomb:
        raise
    except DAMAGE as failure:
        yield make_error(place.name, failure)
        return
    if empty:
        yield ReadError(place.name, None, NOTHING)


def open_member(
    opening: Callable[[], Any], place: Location, meter: Meter, wanted: Wanted
) -> Iterator[Member | ReadError]:
    """Yield the sources in one member of an archive, or why it cannot be read."""
    try:
        inner = opening()
        yield from unpack(buffered(MemberStream(inner, meter)), place, meter, wanted)
    except Bomb:
        raise
    except DAMAGE as failure:
        yield make_error(place.name, failure)


def is_wanted(name: str, wanted: Wanted) -> bool:
    """Return whether a member is read: not hidden, not added by macOS, and wanted."""
    parts = name.split("/")
    return not any(part.startswith(HIDDEN) or part == "__MACOSX" for part in parts) and wanted(parts[-1])


def printable_name(name: str) -> str:
    """Return the printable name of a member, from the top of its archive."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in "/".join(parts))


def make_error(name: str, failure: Exception) -> ReadError:
    """Return the error for an archive or a member that cannot be read completely. Raises a `Bomb` again."""
    if isinstance(failure, Bomb):
        raise failure
    return ReadError(name, None, f"cannot be read: {describe_damage(failure)}")


def describe_damage(failure: Exception) -> str:
    """Return the damage of an archive in words."""
    if isinstance(failure, OSError) and failure.strerror:
        return failure.strerror
    if isinstance(failure, EOFError) or "unexpected end" in str(failure):
        return "it breaks off; download it again"
    if isinstance(failure, NotImplementedError):
        return "it is packed in a way that is not read; unpack it first"
    if isinstance(failure, RuntimeError) and "password" in str(failure):
        return "it is encrypted; unpack it with its password first"
    return f"it is damaged ({failure}); download it again"


def buffered(raw: Any) -> BinaryIO:
    """Return a raw stream as a buffered one with lines and `peek`."""
    return cast(BinaryIO, io.BufferedReader(raw, BUFFER))


def peek_head(stream: BinaryIO) -> bytes:
    """Return the first bytes of a stream without consuming them."""
    if hasattr(stream, "peek"):
        return bytes(stream.peek(HEAD)[:HEAD])
    at = stream.tell()
    head = stream.read(HEAD)
    stream.seek(at)
    return head


def stream_size(stream: BinaryIO) -> int:
    """Return the size of a stream in bytes, 0 if it is unknown."""
    try:
        if not stream.seekable():
            return 0
        at = stream.tell()
        size = stream.seek(0, os.SEEK_END) - at
        stream.seek(at)
    except (OSError, ValueError):
        return 0
    return max(size, 0)


class CountingStream(io.RawIOBase):
    """A stream that counts the bytes read into a meter."""

    def __init__(self, source: BinaryIO, meter: Meter) -> None:
        self.source = source
        self.meter = meter

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as it goes; 0 at the end."""
        reading = getattr(self.source, "read1", self.source.read)
        data = reading(len(buffer))
        buffer[: len(data)] = data
        self.meter.compressed += len(data)
        return len(data)


# typeshed does not know these.
CUT_HEADER = (tarfile.EmptyHeaderError, tarfile.TruncatedHeaderError)  # type: ignore[attr-defined]
DAMAGED_HEADER = tarfile.InvalidHeaderError  # type: ignore[attr-defined]
END_OF_TAR = tarfile.EOFHeaderError  # type: ignore[attr-defined]


class TarHeader(tarfile.TarInfo):
    """A header in a tar file. `tarfile` takes one that is damaged or cut for the end of the file; here it raises."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        """Return the next header. Raises EOFError if the file breaks off, ReadError if it is damaged."""
        try:
            return super().fromtarfile(archive)
        except CUT_HEADER as failure:
            raise EOFError from failure
        except DAMAGED_HEADER as failure:
            raise tarfile.ReadError(str(failure)) from failure
        except END_OF_TAR:
            # A block of zeros, which two of them end.
            if any(cast(BinaryIO, archive.fileobj).read(tarfile.BLOCKSIZE)):
                raise tarfile.ReadError("there is a gap between its members") from None
            raise


class EndingStream:
    """A stream for `tarfile`, which would read at the end of a file for as long as a header gives as the size."""

    MOST_AT_END = 3

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.at_end = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes. Raises EOFError if the end is read again and again."""
        data = self.source.read(size)
        self.at_end = 0 if data else self.at_end + 1
        if self.at_end > self.MOST_AT_END:
            raise EOFError
        return data


class MemberStream(io.RawIOBase):
    """A member of an archive; exceptions for damage become an OSError with a reason in words."""

    def __init__(self, source: Any, meter: Meter) -> None:
        self.source = source
        self.meter = meter

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as it goes; 0 at the end."""
        try:
            data = self.source.read(len(buffer))
        except Bomb:
            raise
        except DAMAGE as failure:
            raise OSError(0, describe_damage(failure)) from None
        buffer[: len(data)] = data
        self.meter.count(len(data))
        return len(data)
