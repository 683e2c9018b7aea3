"""The parts of a document in a zip file, each with a name and read as a stream, within limits.

Parts are found by their exact names. Nothing is written to disk, and no address is opened, so it does not matter if a
name leads out of the package.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import Element

from dateline.index.errors import ReadError
from dateline.index.readers.compression import Bomb, Meter
from dateline.index.readers.containers import DAMAGE, describe_damage
from dateline.index.readers.formats.lines import join_lines
from dateline.index.readers.formats.xml_records import read_records
from dateline.index.readers.formats.xml_text import children

__all__ = ["Package", "TooLarge", "Unreadable", "attribute", "first_below", "open_package", "resolve_part"]

# A book of a thousand chapters with a picture each has some thousands.
MOST_PARTS = 20_000
LARGEST_UNPACKED = 1 << 30
CHUNK = 1 << 16


class Unreadable(ValueError):
    """A document that cannot be read; the message says why, and what to do."""


class TooLarge(Unreadable):
    """A document that unpacks to more than is read; no further part of it is."""


class Package:
    """A document that is open. ``meter`` counts what its parts unpack to. Methods raise `Unreadable`."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._meter = Meter(len(data))
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE as failure:
            raise Unreadable(describe_damage(failure)) from None
        if len(self._archive.NameToInfo) > MOST_PARTS:
            raise Unreadable(f"it has more than {MOST_PARTS:,} parts, too many for one document")

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def names(self) -> list[str]:
        """Return the names of the parts."""
        return list(self._archive.NameToInfo)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part."""
        try:
            with self._archive.open(name) as part:
                while data := part.read(CHUNK):
                    self._meter.count(len(data))
                    if self._meter.unpacked > LARGEST_UNPACKED:
                        raise TooLarge(f"it unpacks to more than {LARGEST_UNPACKED >> 30} GB")
                    yield data
        except KeyError:
            raise Unreadable(f"its part {name[:80]} is missing; save it again") from None
        except TooLarge:
            raise
        except Bomb as failure:
            raise TooLarge(failure.strerror) from None
        except DAMAGE as failure:
            raise Unreadable(f"its part {name[:80]} cannot be read: {describe_damage(failure)}") from None

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a part that has at most ``limit`` bytes."""
        parts: list[bytes] = []
        size = 0
        for data in self.chunks(name):
            size += len(data)
            if size > limit:
                raise Unreadable(f"its part {name[:80]} has more than {limit >> 20} MB")
            parts.append(data)
        return b"".join(parts)

    def elements(
        self, name: str, wanted: Callable[[tuple[str, ...]], bool], *, lenient: bool = False
    ) -> Iterator[tuple[tuple[str, ...], Element]]:
        """Yield the wanted elements of a part in XML, each with the names of the elements around it."""
        if name not in self:
            raise Unreadable(f"its part {name[:80]} is missing; save it again")
        for found in read_records(self.chunks(name), self.file, wanted, lenient=lenient):
            if isinstance(found, ReadError):
                raise Unreadable(f"its part {name[:80]} is damaged: {found.reason}")
            yield found.path, found.element


def open_package(lines: Iterator[bytes], file: str) -> Package:
    """Return the document that lines of bytes hold. Raises `Unreadable`."""
    data = join_lines(lines, file)
    if isinstance(data, ReadError):
        raise Unreadable(data.reason)
    return Package(data, file)


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute by its name without prefix, because the prefix is the choice of the document."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if key == name or (key.endswith(name) and key[-len(name) - 1] == ":"):
            return value
    return ""


def first_below(element: Element | None, path: str) -> Element | None:
    """Return the first element at a path of names below an element, such as ``w:rPr/w:del``."""
    return next(children(element, path), None)


def resolve_part(base: str, address: str) -> str:
    """Return the name of the part that an address means, relative to the part ``base``; empty for an address outside.

    An address that leads above the package gives a name that no part has.
    """
    path = unquote(urldefrag(address)[0])
    if not path or ":" in path.split("/")[0]:
        return "" if path else base
    whole = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
    return posixpath.normpath(whole)
