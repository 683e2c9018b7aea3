"""Web archives of crawlers: WARC and the older ARC.

A WARC file is a sequence of records: headers, a blank line, the announced number of bytes, blank lines. Records of the
type ``response`` hold an HTTP response, those of the type ``resource`` only its body. HTML pages with status 200 become
articles, whose ``url`` is the canonical address of the page, or the requested one. Feeds give the article of each item,
and plain texts an article each, titled by its first line; records of the type ``conversion``, as in WET files, are such
texts. The time of the crawl is kept as ``crawled``; it is not the date of publication. A page that is crawled again has
the same address, and so is a new version of the article. Pictures, styles and scripts are passed over. One line at the
end counts the records of other types.

Usually each record is a gzip stream; it is unpacked before this reader.
"""

from __future__ import annotations

import logging
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator
from email.message import Message
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.index.article import RawArticle
from dateline.index.dataclass import replace
from dateline.index.errors import NoArticle, ReadError
from dateline.index.failure import Failure, attempt
from dateline.index.readers.decoding import Decoded, decode_document, missing_extra
from dateline.index.readers.encodings import text_codec
from dateline.index.readers.formats.feed import read_feed
from dateline.index.readers.formats.http_body import body_of
from dateline.index.readers.formats.mail_headers import readable_parameters
from dateline.index.readers.formats.pages import read_page
from dateline.index.readers.sniffing import binary_kind, decode_head, is_feed, is_html

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
TYPES = {"response": PAGES + FEEDS + TEXTS, "resource": PAGES + FEEDS + TEXTS, "conversion": PAGES + TEXTS}
# Content that is never an article, and is passed over without a line.
NEVER_READ = re.compile(
    r"(?:image|audio|video|font)/|text/css|(?:text|application)/(?:x-)?(?:java|ecma)script|"
    r"application/(?:x-)?(?:font|wasm|vnd\.ms-fontobject|manifest\+json|opensearchdescription)"
)
# Texts for programs.
FOR_PROGRAMS = re.compile(r"/(?:robots|ads|app-ads|sellers|security|humans|llms)\.txt(?:\?|$)")
# The first bytes of documents and of JSON, which servers call pages.
NO_PAGES = (b"%PDF-", b"PK\3\4", b"\x1f\x8b")
JSON_START, JSON_HEAD = re.compile(rb"\{\s*(?:\"[^\"\n]{0,200}\"\s*:|\})|\[\s*(?:[\[{\"\d\]]|$)"), 20
FOUND = "200"
LONGEST_HEADER = 1 << 16
STEP = 1 << 16
MOST_KINDS = 8
ARC_FIELDS = 5
INSTANT_SIZES = range(8, 15)


def read_warc(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each web page in the archive, or why it cannot be read."""
    try:
        from warcio.exceptions import ArchiveLoadFailed  # optional: the extra `warc`
        from warcio.statusandheaders import StatusAndHeadersParserException  # optional: the same
    except ImportError:
        yield missing_extra(file, "a web archive", "warc")
        return
    number = 0
    unread: Counter[str] = Counter()
    try:
        for record in records_of(Pieces(lines)):
            if isinstance(record, int):
                reason = f"{record:,} bytes after record {number} belong to no record; they were passed over"
                yield ReadError(file, None, reason)
                continue
            number += 1
            found = attempt(list_articles, record, file, unread)
            if isinstance(found, Failure):  # the rest of the archive is sound
                yield ReadError(file, None, f"record {number} of the web archive cannot be read ({found.reason})")
            else:
                yield from found
                if is_cut(record) and not any(isinstance(each, ReadError) for each in found):
                    yield ReadError(file, None, f"the web archive breaks off inside record {number}; download it again")
    except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError):
        where = f"after record {number}" if number else "at its first record"
        reason = f"the web archive is damaged {where}; the rest was not read"
        yield ReadError(file, None, reason)
    if unread:
        yield NoArticle(file, None, describe_unread(unread))


def describe_unread(unread: Counter[str]) -> str:
    """Return how many answers of each type were not read, as a line."""
    total = sum(unread.values())
    records = "1 record is" if total == 1 else f"{total:,} records are"
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in unread.most_common(MOST_KINDS))
    more = ", …" if len(unread) > MOST_KINDS else ""
    return f"{records} neither page nor feed nor text, and not read: {kinds}{more}"


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
    begins = begins_warc if line.startswith(b"WARC/") else begins_arc
    while True:
        foreign = 0
        while line and not begins(line):
            foreign += len(line.strip())
            line = stream.readline()
        if foreign:
            yield foreign
        if not line:
            return
        try:
            record = loader.parse_record_stream(stream, line, no_record_parse=True)
        except EOFError:
            raise ValueError("a record breaks off in its headers") from None
        if record.length is None or record.rec_headers.get_header("Content-Length", "0") == "":
            raise ValueError("a record does not say how long it is")
        yield record
        is_cut(record)
        line = stream.readline()


def is_cut(record: ArcWarcRecord) -> bool:
    """Skip the unread rest of a record; return whether the archive ends before the record does."""
    while record.raw_stream.read(STEP):
        pass
    return bool(record.raw_stream.limit > 0)


def begins_warc(line: bytes) -> bool:
    """Return whether a line is the first one of a record of WARC."""
    return line.startswith(b"WARC/")


def begins_arc(line: bytes) -> bool:
    """Return whether a line is the first one of a record of ARC: address, host, instant, type, …, length."""
    fields = line.split()
    has_instant = any(field.isdigit() and len(field) in INSTANT_SIZES for field in fields[2:-1])
    return len(fields) >= ARC_FIELDS and fields[-1].isdigit() and has_instant and b"\0" not in line


def list_articles(record: ArcWarcRecord, file: str, unread: Counter[str]) -> list[RawArticle | ReadError]:
    """Return the articles of a record, or the error."""
    return list(articles_of(record, file, unread))


def articles_of(record: ArcWarcRecord, file: str, unread: Counter[str]) -> Iterator[RawArticle | ReadError]:
    """Yield the articles of a record, or the error; ``unread`` counts the types of content that are not read."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in TYPES or not address.lower().startswith(("http:", "https:")):
        return
    content = content_of(record)
    if content is None:
        return
    kind, charset, data, notes = content
    if isinstance(data, str):
        yield ReadError(file, None, f"{address}: {data}")
        return
    crawled = record.rec_headers.get_header("WARC-Date")
    found = articles_in(data, file, address, kind, charset) if kind in TYPES[record.rec_type] else None
    if found is None:
        if not NEVER_READ.match(kind) and not FOR_PROGRAMS.search(address):
            unread[kind] += 1
        return
    for each in found:
        if isinstance(each, ReadError):
            yield ReadError(file, None, f"{address}: {each.reason}")
        else:
            values = {**each.values, "crawled": crawled} if crawled else each.values
            yield replace(each, values=values, line=None, alone=False, notes=(*notes, *each.notes))


class Content(NamedTuple):
    """The content of a record: its type, its encoding, its bytes or the error, and notes on it."""

    kind: str
    charset: str
    data: bytes | str
    notes: tuple[str, ...] = ()


def content_of(record: Any) -> Content | None:
    """Return the content of a record, None for none."""
    from warcio.recordloader import ArcWarcRecordLoader  # optional: the extra `warc`

    headers = record.rec_headers
    if record.rec_type == "response":
        try:
            headers = ArcWarcRecordLoader(verify_http=False).http_parser.parse(record.raw_stream)
        except EOFError:
            return Content("", "", "the HTTP response breaks off in its headers") if record.length else None
        status = headers.get_statuscode()
        if not status.isdigit():
            return Content("", "", "the HTTP response has no status; the web archive is damaged here")
        if status != FOUND:
            return None
    kind, charset = content_type(headers.get_header("Content-Type") or "")
    if kind not in TYPES[record.rec_type]:
        return Content(kind, charset, b"")
    data, notes = body_of(record, headers)
    return Content(kind, charset, data, notes)


def articles_in(
    data: bytes, file: str, address: str, kind: str, charset: str
) -> Iterator[RawArticle | ReadError] | None:
    """Return the articles in the content of a record; None if it is of no kind that is read."""
    head = decode_head(data.removeprefix(BOM_UTF8))
    if kind in PAGES and is_no_page(head):
        kind = ""
    if kind in PAGES or (kind in TEXTS and is_html(head)):
        return iter([read_page(data, file, address=address, charset=charset)])
    if is_feed(head):
        return read_feed(iter(data.removeprefix(BOM_UTF8).splitlines(keepends=True)), file)
    if kind in TEXTS and not binary_kind(data) and not FOR_PROGRAMS.search(address):
        return iter([read_plain(data, file, address, charset)])
    return None


def is_no_page(head: bytes) -> bool:
    """Return whether content that is called a page is a picture, a document, JSON or a feed."""
    start = head.lstrip()
    is_marked_json = JSON_START.match(start) is not None and b"<" not in start[:JSON_HEAD]
    return bool(binary_kind(head)) or start.startswith(NO_PAGES) or is_feed(head) or is_marked_json


def read_plain(data: bytes, file: str, address: str, charset: str) -> RawArticle | ReadError:
    """Return a plain text as an article, titled by its first line."""
    decoded: Decoded | ReadError
    codec = text_codec(charset or "utf-8")
    try:
        decoded = Decoded(data.decode(codec)) if codec else decode_document(data, file)
    except ValueError:
        decoded = decode_document(data, file)
    if isinstance(decoded, ReadError):
        return decoded
    title, _, body = decoded.text.removeprefix("\ufeff").strip().partition("\n")
    return RawArticle({"title": title.strip(), "body": body.strip(), "url": address}, file, notes=decoded.notes)


def content_type(header: str) -> tuple[str, str]:
    """Return the content type of a header and its encoding, which may be empty."""
    message = Message()
    message["Content-Type"] = readable_parameters("Content-Type", header)
    return message.get_content_type(), str(message.get_content_charset() or "")
