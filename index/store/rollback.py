"""Roll back an interrupted transaction of a store in memory, from its journal.

SQLite rolls back itself if it can write to the store. A journal is (https://sqlite.org/fileformat.html)::

    header      8 magic bytes; u32 each, big-endian: number of pages in it (2³² − 1: all that follow), the start value
                of its checksums, pages of the store before, bytes of a sector, bytes of a page
    records     from the next sector on: u32 number of a page, the page as it was, u32 checksum

If it was synced more than once, headers and records repeat, each header at the start of a sector.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["restore_pages"]

MARK = bytes.fromhex("d9d505f920a163d7")
HEADER = struct.Struct(">5I")
ALL = 0xFFFFFFFF


class Header(NamedTuple):
    """The fields of a header."""

    records: int
    seed: int
    pages: int
    sector: int
    page: int


def restore_pages(path: Path, journal: Path) -> bytearray:
    """Return the store as it was before the transaction of its rollback journal. Raises OSError."""
    written = journal.read_bytes()
    first = _header(written, 0)
    if first is None:
        return bytearray(path.read_bytes())
    with path.open("rb") as file:
        content = bytearray(file.read(first.pages * first.page))
    content.extend(bytes(first.pages * first.page - len(content)))
    for number, page in _pages(written):
        if 0 < number <= first.pages:
            content[(number - 1) * first.page : number * first.page] = page
    return content


def _pages(journal: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the pages of a journal with their numbers, up to the first wrong checksum: the rest was not synced."""
    at = 0
    while (header := _header(journal, at)) is not None:
        at += header.sector
        size = header.page + 8
        count = (len(journal) - at) // size if header.records == ALL else header.records
        for start in range(at, at + count * size, size):
            record = journal[start : start + size]
            page = record[4:-4]
            if len(record) < size or int.from_bytes(record[-4:]) != _checksum(header.seed, page):
                return
            yield int.from_bytes(record[:4]), page
        at += -(-count * size // header.sector) * header.sector


def _header(journal: bytes, at: int) -> Header | None:
    """Return the header at a position; None if there is none, or if its sizes are invalid."""
    if journal[at : at + len(MARK)] != MARK or len(journal) < at + len(MARK) + HEADER.size:
        return None
    header = Header(*HEADER.unpack_from(journal, at + len(MARK)))
    sound = header.sector >= 512 and 512 <= header.page <= 65536 and not header.page & (header.page - 1)
    return header if sound else None


def _checksum(seed: int, page: bytes) -> int:
    return (seed + sum(page[len(page) - 200 : 0 : -200])) & 0xFFFFFFFF
