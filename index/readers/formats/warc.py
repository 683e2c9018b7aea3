"""Web archives of crawlers: WARC and the older ARC.

A WARC file is a sequence of records: headers, a blank line, the announced number of bytes, blank lines. Records of the
type ``response`` hold an HTTP response, those of the type ``resource`` only its body. HTML pages with status 200 become
articles, whose ``url`` is the canonical address of the page, or the requested one. Feeds give the article of each item,
and records of the type ``conversion`` with plain text, as in WET files, an article each, titled by its first line. The
time of the crawl is kept as ``crawled``; it is not the date of publication. A page that is crawled again has the same
address, and so is a new version of the article.

Usually each record is a gzip stream; it is unpacked before this reader.
"""

from __future__ import annotations

import io
import logging
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import TYPE_CHECKING, Any

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import missing_extra
from dateline.index.readers.formats.feed import read_feed
from dateline.index.readers.formats.html import read_page
from dateline.index.readers.sniffing import decode_head, is_feed

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

__all__ = ["read_warc"]

PAGES = ("text/html", "application/xhtml+xml")
TEXTS = ("text/plain",)
FEEDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "text/xml",
)
# The types of records that hold articles, and the types of content that are read in them.
TYPES = {"response": PAGES + FEEDS, "resource": PAGES + FEEDS, "conversion": PAGES + TEXTS}
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
            if isinstance(record, int):
                reason = f"{record:,} bytes after record {number} belong to no record; they were passed over"
                yield ReadError(file, None, reason)
                continue
            number += 1
            yield from articles_of(record, file)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError):
        reason = f"the web archive is damaged after record {number}; the rest was not read"
        yield ReadError(file, None, reason)


class Pieces:
    """Pieces of bytes as a stream for warcio, with bounded header lines."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.rest = b""

    def read(self, size: int) -> bytes:
        """Return at most ``size`` bytes, none at the end."""
        if not self.rest:
            self.rest = next(self.pieces, b"")
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken

    def readline(self, size: int | None = None) -> bytes:
        """Return a line, or its first ``size`` bytes."""
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
        """Return 0: warcio calls this, but does not need the position."""
        return 0


def records_of(stream: Pieces) -> Iterator[ArcWarcRecord | int]:
    """Yield the records of an archive, and the size of what is between them and belongs to none.

    The unread rest of each record is skipped before the next.
    """
    from warcio.recordloader import ArcWarcRecordLoader  # optional: the extra `warc`

    # warcio logs the addresses that it repairs to the root logger.
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    loader = ArcWarcRecordLoader(verify_http=False)
    line = stream.readline()
    is_warc = line.startswith(b"WARC/")
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
        foreign = 0
        while line.isspace() or (line and is_warc and not line.startswith(b"WARC/")):
            foreign += len(line.strip())
            line = stream.readline()
        if foreign:
            yield foreign
        if not line:
            return


def articles_of(record: ArcWarcRecord, file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the articles of a record, or the error; nothing if it is no page, no feed and no text."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in TYPES or not address.startswith(("http:", "https:")):
        return
    content = content_of(record)
    if content is None:
        return
    kind, charset, data = content
    if isinstance(data, str):
        yield ReadError(file, None, f"{address}: {data}")
        return
    crawled = record.rec_headers.get_header("WARC-Date")
    for found in articles_in(data, file, address, kind, charset):
        if isinstance(found, ReadError):
            yield ReadError(file, None, f"{address}: {found.reason}")
        else:
            values = {**found.values, "crawled": crawled} if crawled else found.values
            yield replace(found, values=values, line=None, alone=False)


def content_of(record: Any) -> tuple[str, str, bytes | str] | None:
    """Return the type of the content of a record, its encoding, and the content or the error; None for none."""
    from warcio.recordloader import ArcWarcRecordLoader  # optional: the extra `warc`

    headers = record.rec_headers
    if record.rec_type == "response":
        try:
            headers = ArcWarcRecordLoader(verify_http=False).http_parser.parse(record.raw_stream)
        except EOFError:
            return None
        if headers.get_statuscode() != FOUND:
            return None
    kind, charset = content_type(headers.get_header("Content-Type") or "")
    if kind not in TYPES[record.rec_type]:
        return None
    return kind, charset, body_of(record, headers)


def articles_in(data: bytes, file: str, address: str, kind: str, charset: str) -> Iterator[RawArticle | ReadError]:
    """Yield the articles in the content of a record."""
    if kind in PAGES:
        yield read_page(data, file, address=address, charset=charset)
    elif kind in TEXTS:
        title, _, body = data.decode("utf-8", "replace").strip().partition("\n")
        yield RawArticle({"title": title.strip(), "body": body.strip(), "url": address}, file)
    elif is_feed(decode_head(data.removeprefix(BOM_UTF8))):
        yield from read_feed(iter(data.removeprefix(BOM_UTF8).splitlines(keepends=True)), file)


def content_type(header: str) -> tuple[str, str]:
    """Return the content type of a header and its encoding, which may be empty."""
    message = Message()
    message["Content-Type"] = header
    return message.get_content_type(), str(message.get_content_charset() or "")


def body_of(record: Any, headers: Any) -> bytes | str:
    """Return the decoded body of an HTTP response, or the error."""
    from warcio.bufferedreaders import ChunkedDataReader  # optional: the extra `warc`

    left = record.raw_stream.limit
    if left > LARGEST_RESPONSE:
        return f"the page has more than {LARGEST_RESPONSE >> 20} MB; it was not read"
    parts: list[bytes] = []
    while piece := record.raw_stream.read(left):
        parts.append(piece)
    data = b"".join(parts)
    if len(data) < left:
        return "the web archive breaks off inside this page; download it again"
    if (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        data = ChunkedDataReader(io.BytesIO(data)).read()
    packing = (headers.get_header("Content-Encoding") or "").strip().lower()
    return unpack(data, packing)


def unpack(data: bytes, packing: str) -> bytes | str:
    """Return the data of an HTTP content encoding unpacked, or the error."""
    if packing in ("", "identity", "none"):
        return data
    if packing not in ("gzip", "x-gzip", "deflate"):
        return f"the page is packed as {packing}, which is not read"
    # Crawlers may have unpacked the body and kept the header.
    for window in (47, -15) if packing == "deflate" else (47,):
        engine = zlib.decompressobj(window)
        try:
            whole = engine.decompress(data, LARGEST_RESPONSE)
        except zlib.error:
            continue
        return whole if not engine.unconsumed_tail else "the page unpacks to more than it can be; it was not read"
    return data
