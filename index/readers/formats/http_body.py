"""The body of an HTTP response in a web archive: chunks joined, and unpacked.

Crawlers may have done either before, and kept the headers that name it. A body that breaks off is read as far as it
goes, with a note.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

from dateline.index.article import ArticleNote

__all__ = ["LARGEST_RESPONSE", "body_of"]

LARGEST_RESPONSE = 32 << 20
# The size of a chunk of a body, and the last chunk, which is empty and may have headers behind it.
CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]{1,16}[ \t]*(?:;[^\r\n]*)?\r?\n")
LAST_CHUNK = re.compile(rb"(?:\A|\n)0+[ \t]*(?:;[^\r\n]*)?\r?\n")
LONGEST_TRAILER = 4096
BREAKS_OFF = ArticleNote("breaks off", "the content of the record breaks off; it was read as far as it goes")


def body_of(record: Any, headers: Any) -> tuple[bytes | str, tuple[str, ...]]:
    """Return the decoded body of an HTTP response, or the error, and notes on it."""
    left = record.raw_stream.limit
    if left > LARGEST_RESPONSE:
        return f"the page has more than {LARGEST_RESPONSE >> 20} MB; it was not read", ()
    parts: list[bytes] = []
    while piece := record.raw_stream.read(left):
        parts.append(piece)
    data = b"".join(parts)
    if len(data) < left:
        return "the web archive breaks off inside this page; download it again", ()
    is_whole = True
    if (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        data, is_whole = join_chunks(data)
    packing = (headers.get_header("Content-Encoding") or "").strip().lower()
    unpacked, is_unpacked = unpack(data, packing)
    return unpacked, () if is_whole and is_unpacked else (BREAKS_OFF,)


def join_chunks(data: bytes) -> tuple[bytes, bool]:
    """Return the data of chunks, and whether the last one is there; crawlers may have joined them before."""
    from warcio.bufferedreaders import ChunkedDataReader  # optional: the extra `warc`

    is_whole = LAST_CHUNK.search(data, max(len(data) - LONGEST_TRAILER, 0)) is not None
    return ChunkedDataReader(io.BytesIO(data)).read(), is_whole or CHUNK_SIZE.match(data) is None


def unpack(data: bytes, packing: str) -> tuple[bytes | str, bool]:
    """Return the data of an HTTP content encoding unpacked, or the error, and whether it is whole."""
    if packing in ("", "identity", "none"):
        return data, True
    if packing not in ("gzip", "x-gzip", "deflate"):
        return f"the page is packed as {packing}, which is not read", True
    # Crawlers may have unpacked the body and kept the header.
    for window in (47, -15) if packing == "deflate" else (47,):
        engine = zlib.decompressobj(window)
        try:
            whole = engine.decompress(data, LARGEST_RESPONSE)
        except zlib.error:
            continue
        if engine.unconsumed_tail:
            return "the page unpacks to more than it can be; it was not read", True
        return whole, engine.eof
    return data, True
