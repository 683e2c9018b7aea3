"""What is inside a file: itself, what it unpacks to, or the members of an archive, one after another.

Layers are known by their first bytes: compressed data (`compression`), zip, tar. They
may stand in each other, up to `DEEPEST` of them, and each member is a source of its own
with a name like ``outer.zip!/folder/inner.json``. The name is a name only: nothing is
ever written to disk, and steps like ``..`` in it are left out. Members are taken as files
in a folder are: those of a kind that Dateline reads, none hidden. What cannot be read is
yielded as a `ReadError`, and the next member follows; a file that unpacks to more than
it can honestly hold raises `Bomb`, and all of it ends.

Tar is read from front to back, in constant memory. Zip has its table of contents at the
end, so one that stands in another archive, or comes through a pipe, is held in memory
and must be small.
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
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from dateline.index.errors import InputError, ReadError
from dateline.index.readers.compression import COMPRESSIONS, Bomb, Decompressed, Meter, compression_of
from dateline.index.readers.decoding import missing_extra

__all__ = ["INSIDE", "Member", "bare_name", "is_archive_name", "open_members"]

Wanted = Callable[[str], bool]

DEEPEST = 4
LARGEST_INNER_ZIP = 128 << 20
HEAD = 512
BUFFER = 1 << 17
INSIDE = "!/"
ARCHIVES = (".zip", ".tar")
NOTHING = "the archive holds no file of a kind that Dateline reads"
TOO_DEEP = f"archives stand in each other more than {DEEPEST} deep; unpack the outer ones first"
# Known by their first bytes, to be named: nothing here unpacks them.
UNREAD = ((b"7z\xbc\xaf\x27\x1c", "a 7z archive"), (b"Rar!\x1a\x07", "a RAR archive"))
# These are zip files too, but no archives of articles.
DOCUMENTS = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".jar")
# What the standard library raises for archives that are damaged, encrypted or packed in a way it does not know.
DAMAGE = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """One source: its ``name`` as shown, the name that its suffix is taken from, and its bytes."""

    name: str
    bare: str
    stream: BinaryIO


def open_members(stream: BinaryIO, file: str, wanted: Wanted) -> Iterator[Member | ReadError]:
    """Yield what is to be read of an open file, each to be read before the next is asked for.

    ``wanted`` says of the name of a member whether it is read. Raises `Bomb`, and OSError for the file itself.
    """
    meter = Meter(size_of(stream))
    source = stream if hasattr(stream, "peek") or stream.seekable() else buffered(stream)
    head = head_of(source)
    if not meter.taken and layer_of(head, file):
        source = buffered(Tap(source, meter))
    yield from unpack(source, Place(file, file, 0), meter, wanted)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its name as shown, the name that counts for its suffix, the layers around it."""

    name: str
    bare: str
    depth: int


def unpack(stream: BinaryIO, place: Place, meter: Meter, wanted: Wanted) -> Iterator[Member | ReadError]:
    """Yield what is inside a stream, layer by layer."""
    head = head_of(stream)
    kind = layer_of(head, place.bare)
    if not kind:
        yield Member(place.name, place.bare, stream)
    elif place.depth >= DEEPEST:
        yield ReadError(place.name, None, TOO_DEEP)
    elif kind == "zip":
        yield from members_of_zip(stream, place, meter, wanted)
    elif kind == "tar":
        yield from members_of_tar(stream, place, meter, wanted)
    elif kind == "compressed":
        yield from unpack_one(stream, head, place, meter, wanted)
    else:
        instead = "save it as PDF, HTML or text" if kind.endswith("document") else "unpack it first"
        yield InputError(place.name, None, f"it is {kind}, which is not read; {instead}")


def unpack_one(
    stream: BinaryIO, head: bytes, place: Place, meter: Meter, wanted: Wanted
) -> Iterator[Member | ReadError]:
    """Yield what is inside compressed data."""
    compression = compression_of(head)
    assert compression is not None  # that is what the caller saw in the head
    try:
        inner = buffered(Decompressed(stream, compression, meter))
    except ImportError:
        yield missing_extra(place.name, f"{compression.name} compression", "zst")
        return
    try:
        yield from unpack(inner, Place(place.name, bare_name(place.bare), place.depth + 1), meter, wanted)
    except OSError as failure:
        yield broken(place.name, failure)


def layer_of(head: bytes, name: str) -> str:
    """Return what has to be taken off data that begins like this: a word for it, or nothing."""
    if compression_of(head) is not None:
        return "compressed"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        suffix = os.path.splitext(name)[1].lower()
        return f"a {suffix} document" if suffix in DOCUMENTS else "zip"
    if head[257:262] == b"ustar" or name.lower().endswith(".tar"):
        return "tar"
    return next((name for magic, name in UNREAD if head.startswith(magic)), "")


def bare_name(name: str) -> str:
    """Return a name without the suffix that says how it is compressed: ``a.tar`` for ``a.tgz``."""
    low = name.lower()
    for row in COMPRESSIONS:
        for suffix, instead in row.suffixes:
            if low.endswith(suffix):
                return name[: -len(suffix)] + instead
    return name


def is_archive_name(name: str) -> bool:
    """Return whether a name, in small letters and without the suffix of a compression, is one of an archive."""
    return name.endswith(ARCHIVES)


def members_of_zip(stream: BinaryIO, place: Place, meter: Meter, wanted: Wanted) -> Iterator[Member | ReadError]:
    """Yield the members of a zip file, in the order of its table."""
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
    except DAMAGE as failure:
        yield broken(place.name, failure)
        return
    empty = True
    with archive:
        for entry in archive.infolist():
            name = shown_name(entry.filename)
            if entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16) or not is_wanted(name, wanted):
                continue
            empty = False
            inner = Place(f"{place.name}{INSIDE}{name}", name, place.depth + 1)
            if entry.flag_bits & 1:
                yield ReadError(inner.name, None, "it is encrypted; unpack it with its password first")
                continue
            yield from open_one(lambda entry=entry: archive.open(entry), inner, meter, wanted)  # type: ignore[misc]
    if empty:
        yield ReadError(place.name, None, NOTHING)


def members_of_tar(stream: BinaryIO, place: Place, meter: Meter, wanted: Wanted) -> Iterator[Member | ReadError]:
    """Yield the members of a tar file, in its order."""
    empty = True
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=BUFFER) as archive:
            while (entry := archive.next()) is not None:
                # It keeps them all, for those who want to go back.
                archive.members = []  # type: ignore[attr-defined]
                name = shown_name(entry.name)
                if not entry.isreg() or not is_wanted(name, wanted):
                    continue
                empty = False
                inner = Place(f"{place.name}{INSIDE}{name}", name, place.depth + 1)
                if entry.issparse():
                    yield ReadError(inner.name, None, "a file with holes is not read from an archive; unpack it first")
                    continue
                yield from open_one(lambda entry=entry: archive.extractfile(entry), inner, meter, wanted)  # type: ignore[misc]
    except Bomb:
        raise
    except DAMAGE as failure:
        yield broken(place.name, failure)
        return
    if empty:
        yield ReadError(place.name, None, NOTHING)


def open_one(opening: Callable[[], Any], place: Place, meter: Meter, wanted: Wanted) -> Iterator[Member | ReadError]:
    """Yield what is inside one member of an archive, or why it cannot be read."""
    try:
        inner = opening()
        yield from unpack(buffered(Guarded(inner, meter)), place, meter, wanted)
    except Bomb:
        raise
    except DAMAGE as failure:
        yield broken(place.name, failure)


def is_wanted(name: str, wanted: Wanted) -> bool:
    """Return whether a member is read: none that is hidden or that a Mac adds, and of a kind that is wanted."""
    parts = name.split("/")
    return not any(part.startswith(".") or part == "__MACOSX" for part in parts) and wanted(parts[-1])


def shown_name(name: str) -> str:
    """Return the name of a member to be shown: printable, from the top of its archive downwards."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in "/".join(parts))


def broken(name: str, failure: Exception) -> ReadError:
    """Return the error for an archive or a member that cannot be read to its end. A `Bomb` is raised again."""
    if isinstance(failure, Bomb):
        raise failure
    return ReadError(name, None, f"cannot be read: {reason_of(failure)}")


def reason_of(failure: Exception) -> str:
    """Return what is wrong with an archive, in words."""
    if isinstance(failure, OSError) and failure.strerror:
        return failure.strerror
    if isinstance(failure, EOFError) or "unexpected end" in str(failure):
        return "it breaks off; fetch it anew"
    if isinstance(failure, NotImplementedError):
        return "it is packed in a way that is not read; unpack it first"
    if isinstance(failure, RuntimeError) and "password" in str(failure):
        return "it is encrypted; unpack it with its password first"
    return f"it is damaged ({failure}); fetch it anew"


def buffered(raw: Any) -> BinaryIO:
    """Return a raw stream as one that can be read in lines and peeked into."""
    return cast(BinaryIO, io.BufferedReader(raw, BUFFER))


def head_of(stream: BinaryIO) -> bytes:
    """Return the first bytes of a stream, which stay in it."""
    if hasattr(stream, "peek"):
        return bytes(stream.peek(HEAD)[:HEAD])
    at = stream.tell()
    head = stream.read(HEAD)
    stream.seek(at)
    return head


def size_of(stream: BinaryIO) -> int:
    """Return how many bytes a stream has, 0 where that is not known before its end."""
    try:
        if not stream.seekable():
            return 0
        at = stream.tell()
        size = stream.seek(0, os.SEEK_END) - at
        stream.seek(at)
    except (OSError, ValueError):
        return 0
    return max(size, 0)


class Tap(io.RawIOBase):
    """A stream whose bytes are counted into a meter as they are taken."""

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
        self.meter.taken += len(data)
        return len(data)


class Guarded(io.RawIOBase):
    """A member of an archive: what the standard library raises for damage becomes an OSError in words."""

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
            raise OSError(0, reason_of(failure)) from None
        buffer[: len(data)] = data
        self.meter.give(len(data))
        return len(data)
