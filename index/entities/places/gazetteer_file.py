"""The file of the built-in gazetteer, ``gazetteer.bin``: built by ``tools/gazetteer/build.py``, memory-mapped.

All numbers are little-endian. The file begins with::

    magic      8 bytes  "DLGAZET1"
    folding    u32      version of the folding of names (folding.FOLDING)
    sections   u32      how many follow
    checksum   u32      CRC-32 of their table
    a section  name (8 bytes, padded with zeros), offset u32, length u32, CRC-32 u32, zero u32; once for each

and sections, each at a multiple of eight bytes:

``BUCKETS``
    65,537 × u32. The names whose hash begins with the 16 bits *b* are the entries ``buckets[b]`` to ``buckets[b + 1]``.
``HASHES``
    u32 of each entry: the other 32 bits of the hash, ascending in a bucket. Names themselves are not kept.
``WORDS``
    262,144 bytes: how many words a name has at most (4 bits, up to 7), by the first 19 bits of the hash of its first
    word; the lower half of a byte comes first.
``ENTRIES``
    u32 of each entry: the place (20 bits), then what the name is to it (12 bits, `NameFlag`). Entries of one hash
    are ordered by the prominence of their places, most prominent first.
``PERIODS``
    (entry u32, first year i16, last year i16), by entry: when a historic name was in use; 0 is open.
``PLACES``
    24 bytes a place: name (u32, offset into NAMES), latitude, longitude (f32, degrees), GeoNames id (u32, 0: none),
    population (u32; what it weighs as, for a city of renown), parent (u16, 65,535: none or several), country (u8, into
    COUNTRY, 0: none), and one byte: the kind (3 bits, `KINDS`), `CAPITAL`, and how the label is made (4 bits,
    `LabelForm`). Regions of the world, countries and first-level regions come first, so that a parent's number has 16
    bits.
``PARENTS``
    (place u16, parent u16), by place: the parents of places that have several.
``COUNTRY``
    two bytes each: the ISO 3166-1 codes; the first is blank.
``NAMES``
    names, each a byte of length (in bytes) and UTF-8.
``SOURCES``
    UTF-8: one line for each input (package, version, digest), then the notice of the licence.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from pathlib import Path
from typing import Final

from dateline.index.entities.places.folding import FOLDING
from dateline.index.errors import IndexDamaged

__all__ = [
    "CAPITAL",
    "ENTRY",
    "ENTRY_PLACE",
    "KINDS",
    "NO_PARENT",
    "PARENT",
    "PERIOD",
    "PLACE",
    "LabelForm",
    "NameFlag",
    "read_sections",
    "write_sections",
]

MAGIC: Final = b"DLGAZET1"
_HEAD = struct.Struct("<8sIII")
_SECTION = struct.Struct("<8sIIII")
PLACE = struct.Struct("<IffIIHBB")
PARENT = struct.Struct("<HH")
PERIOD = struct.Struct("<Ihh")
ENTRY = struct.Struct("<I")
NO_PARENT: Final = 0xFFFF
ENTRY_PLACE: Final = (1 << 20) - 1
CAPITAL: Final = 8
KINDS: Final = ("unknown", "country", "region", "city", "world-region", "feature")


class NameFlag:
    """The relation of a name to its place: bits of an integer, which is faster than an enumeration."""

    ALTERNATE: Final = 1
    DEMONYM: Final = 2
    FOREIGN: Final = 4
    """A name in another language than English."""
    CAPITALS: Final = 8
    """Counts only when all its letters are capitals (US, not us)."""
    HISTORIC: Final = 16
    QUALIFIER: Final = 32
    """Counts only after a place and a comma (Ala., TX)."""
    COMMON: Final = 64
    """Mostly something else in the news (West, Reading, Ford): counts only with a cue."""


class LabelForm:
    """How a label is composed: the name alone, or with region, country or both."""

    PLAIN, REGION, COUNTRY, REGION_COUNTRY = range(4)


def write_sections(sections: dict[str, bytes]) -> bytes:
    """Return the bytes of a file with these sections."""
    table, body = [], bytearray()
    start = _HEAD.size + _SECTION.size * len(sections)
    for name, content in sections.items():
        body.extend(bytes(-(start + len(body)) % 8))
        table.append(_SECTION.pack(name.encode(), start + len(body), len(content), zlib.crc32(content), 0))
        body.extend(content)
    listed = b"".join(table)
    return _HEAD.pack(MAGIC, FOLDING, len(sections), zlib.crc32(listed)) + listed + bytes(body)


def read_sections(path: Path) -> dict[str, memoryview]:
    """Map the file and return its sections. Raises IndexDamaged if it is damaged or of another version."""
    try:
        with path.open("rb") as file:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, folding, count, checksum = _HEAD.unpack_from(mapped)
        if (magic, folding) != (MAGIC, FOLDING):
            raise _damaged(path, "it is of another version")
        if zlib.crc32(mapped[_HEAD.size : _HEAD.size + _SECTION.size * count]) != checksum:
            raise _damaged(path, "its table is damaged")
        return dict(_section(path, mapped, _HEAD.size + _SECTION.size * number) for number in range(count))
    except (OSError, ValueError, struct.error) as error:
        raise _damaged(path, str(error)) from error


def _section(path: Path, mapped: memoryview, at: int) -> tuple[str, memoryview]:
    name, offset, length, checksum, _ = _SECTION.unpack_from(mapped, at)
    content = mapped[offset : offset + length]
    if len(content) != length or zlib.crc32(content) != checksum:
        raise _damaged(path, f"its part {name.rstrip(bytes(1)).decode('ascii', 'replace')} is damaged")
    return name.rstrip(b"\0").decode(), content


def _damaged(path: Path, why: str) -> IndexDamaged:
    return IndexDamaged(f"the gazetteer cannot be used: {why}", path, "Install Dateline again")
