"""The file of weights and word classes of the tagger of names: ``names.bin``.

Little-endian. A header of 24 bytes: the magic ``DLNAMES`` and a zero byte, the format's version (3), the number of
entries of the lexicon, the number of rows, and the CRC-32 of all that follows (each an unsigned 32-bit number).
Then:

* the *lexicon*, a table of open addressing with 64-bit entries: the low 24 bits of a word's hash, above 8 bits with the
  number of its cluster (0 if it has none), above 32 bits of word classes; 0 is a free slot. A word's slot is its hash,
  times the number of entries, divided by 2³²; or one of the 15 after it, the first slot being after the last;
* the *rows*, a table of open addressing: the signed weights of all rows, one byte for each of the 11 labels, and then
  the prints of all rows, one byte of the feature's hash (its top byte, 1 for 0; 0 is a free row). A feature's slot is
  the low bits of its hash, or one of the 7 after it. The prints stand together, because most features have no row;
* the *moves*, 11 × 11 signed 32-bit weights: from the label of the row to the label of the column.

Label 0 is outside every name; label 2k−1 begins a name of kind k, label 2k continues it. The kinds are 1 person,
2 place, 3 people of a place (and places named as those who act), 4 organisation, 5 other.

The weights are trained by ``tools/names/train_names.py`` on the data sets and packages that it lists with
their licences.

Version 1: the first. Version 2: entries of the lexicon have 64 bits, before 32 (16 of classes). Version 3: the prints
stand behind the weights, before each stood in front of its own.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dateline.index.dataclass import dataclass
from dateline.index.errors import IndexDamaged

__all__ = ["NamesFile", "load_shipped", "pack", "unpack"]

MAGIC = b"DLNAMES\0"
VERSION = 3
HEADER = struct.Struct("<8sIIII")
ROW = 12
MOVES = 11 * 11
REINSTALL = "reinstall Dateline"


@dataclass(frozen=True, slots=True)
class NamesFile:
    """The tables, as `dateline.index.kernel._tagging.tag` takes them."""

    lexicon: array[int]
    rows: bytes
    moves: array[int]


def pack(lexicon: Sequence[int], rows: bytes, moves: Sequence[int]) -> bytes:
    """Return the bytes of a file with these tables."""
    body = array("Q", lexicon).tobytes() + rows + array("i", moves).tobytes()
    return HEADER.pack(MAGIC, VERSION, len(lexicon), len(rows) // ROW, zlib.crc32(body)) + body


def unpack(data: bytes) -> NamesFile:
    """Return the tables of a file.

    Raises IndexDamaged for a file of another kind or version, or a damaged one.
    """
    if len(data) < HEADER.size:
        raise IndexDamaged("it is cut short", "names.bin", REINSTALL)
    magic, version, entries, count, checksum = HEADER.unpack_from(data)
    if magic != MAGIC or version != VERSION:
        raise IndexDamaged(f"it is not a table of names of version {VERSION}", "names.bin", REINSTALL)
    body = data[HEADER.size :]
    middle, end = 8 * entries, 8 * entries + ROW * count
    if len(body) != end + 4 * MOVES or zlib.crc32(body) != checksum:
        raise IndexDamaged("it does not match its checksum", "names.bin", REINSTALL)
    return NamesFile(array("Q", body[:middle]), body[middle:end], array("i", body[end:]))


@cache
def load_shipped() -> NamesFile:
    """Return the tables that come with the package, read once."""
    return unpack(files("dateline.index.entities").joinpath("names.bin").read_bytes())
