"""Web archives: WARC, and the older ARC, as crawlers write them.

A WARC file is a row of records, each with headers of its own, a blank line, as many
bytes as they announce, and blank lines. Records of the type ``response`` hold what a
server sent: HTTP headers and a body. Of these, pages that were found (status 200) and
are HTML become articles, whose ``url`` is the page's own canonical address, or the one
that was asked for. The instant of the crawl is kept as ``crawled``; it is no date of
publication. The same page crawled again has the same address, so that it is a new
version of the same article.

Mostly each record is a gzip stream by itself; that is taken off before this reader.
"""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import TYPE_CHECKING, Any

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import missing_extra
from dateline.index.readers.formats.html import read_page

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

__all__ = ["read_warc"]

PAGES = ("text/html", "application/xhtml+xml")
FOUND = "200"
LARGEST_RESPONSE = 32 << 20
LONGEST_HEADER = 1 << 16
STEP = 1 << 16


def read_warc(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each web page in the archive, or why it cannot be read."""
    try:
        from warcio.exceptions import ArchiveLoadFailed  # optional: the extra `warc`
        from warcio.statusandheaders import StatusAndHeadersParserException  # optional: the same
    except ImportError:
        yield missing_extra(file, "a web archive", "warc")
        return
    number = 0
    try:
        for record in records_of(Pieces(lines)):
            number += 1
            found = page_of(record, file)
            if found is not None:
                yield found
    except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError):
        reason = f"the web archive is damaged after record {number}; the rest was not read"
        yield ReadError(file, None, reason)


class Pieces:
    """Pieces of bytes as the stream that warcio reads from; no line of headers fills the memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.rest = b""

    def read(self, size: int) -> bytes:
        """Return up to so many bytes, none at the end."""
        if not self.rest:
            self.rest = next(self.pieces, b"")
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken

    def readline(self, size: int | None = None) -> bytes:
        """Return a line, or as much of it as may be had at once."""
        most = min(size or LONGEST_HEADER, LONGEST_HEADER)
        parts: list[bytes] = []
        while most > 0:
            piece = self.read(most)
            end = piece.find(b"\n") + 1
            if end:
                self.rest = piece[end:] + self.rest
                piece = piece[:end]
            parts.append(piece)
            most -= len(piece)
            if end or not piece:
                break
        return b"".join(parts)

    def tell(self) -> int:
        """Return 0: warcio asks, and does without."""
        return 0


def records_of(stream: Pieces) -> Iterator[ArcWarcRecord]:
    """Yield the records of an archive; what is left of each is passed over before the next."""
    from warcio.recordloader import ArcWarcRecordLoader  # optional: the extra `warc`

    # It reports the addresses that it mends to the root logger.
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    loader = ArcWarcRecordLoader(verify_http=False)
    line: bytes | None = None
    while True:
        try:
            record = loader.parse_record_stream(stream, line, no_record_parse=True)
        except EOFError:
            return
        if record.length is None:
            raise ValueError("a record does not say how long it is")
        yield record
        while record.raw_stream.read(STEP):
            pass
        line = stream.readline()
        while line.isspace():
            line = stream.readline()
        if not line:
            return


def page_of(record: Any, file: str) -> RawArticle | ReadError | None:
    """Return the article of a record, why it cannot be read, or None where it holds no page."""
    from warcio.recordloader import ArcWarcRecordLoader  # optional: the extra `warc`

    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type != "response" or not address.startswith(("http:", "https:")):
        return None
    try:
        headers = ArcWarcRecordLoader(verify_http=False).http_parser.parse(record.raw_stream)
    except EOFError:
        return None
    kind, charset = content_type(headers.get_header("Content-Type") or "")
    if headers.get_statuscode() != FOUND or kind not in PAGES:
        return None
    data = body_of(record, headers)
    if isinstance(data, str):
        return ReadError(file, None, f"{address}: {data}")
    found = read_page(data, file, address=address, charset=charset)
    if isinstance(found, ReadError):
        return ReadError(file, None, f"{address}: {found.reason}")
    crawled = record.rec_headers.get_header("WARC-Date")
    values = {**found.values, "crawled": crawled} if crawled else found.values
    return replace(found, values=values, line=None, alone=False)


def content_type(header: str) -> tuple[str, str]:
    """Return the type and the encoding that a header gives, the latter empty where it gives none."""
    message = Message()
    message["Content-Type"] = header
    return message.get_content_type(), str(message.get_content_charset() or "")


def body_of(record: Any, headers: Any) -> bytes | str:
    """Return the body of an HTTP response as it was before it was sent, or what is wrong with it."""
    from warcio.bufferedreaders import ChunkedDataReader  # optional: the extra `warc`

    left = record.raw_stream.limit
    if left > LARGEST_RESPONSE:
        return f"the page has more than {LARGEST_RESPONSE >> 20} MB; it was not read"
    parts: list[bytes] = []
    while piece := record.raw_stream.read(left):
        parts.append(piece)
    data = b"".join(parts)
    if len(data) < left:
        return "the web archive breaks off inside this page; fetch it anew"
    if (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        data = ChunkedDataReader(io.BytesIO(data)).read()
    packing = (headers.get_header("Content-Encoding") or "").strip().lower()
    return unpack(data, packing)


def unpack(data: bytes, packing: str) -> bytes | str:
    """Return what data sent in an encoding of HTTP unpacks to, or what is wrong with it."""
    if packing in ("", "identity", "none"):
        return data
    if packing not in ("gzip", "x-gzip", "deflate"):
        return f"the page is packed as {packing}, which is not read"
    # Programs that write archives may have unpacked the body and left the header.
    for window in (47, -15) if packing == "deflate" else (47,):
        engine = zlib.decompressobj(window)
        try:
            whole = engine.decompress(data, LARGEST_RESPONSE)
        except zlib.error:
            continue
        return whole if not engine.unconsumed_tail else "the page unpacks to more than it can be; it was not read"
    return data
