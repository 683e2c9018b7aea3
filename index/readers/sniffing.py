"""Detect the format of a file by its first kilobytes.

Each function takes the head of a source, without byte order mark, and returns whether it is certainly of one format.
The head may end anywhere.
"""

from __future__ import annotations

import re

from dateline.index.readers.formats.xml_decoding import mark_of

__all__ = [
    "HEAD_SIZE",
    "binary_kind",
    "decode_head",
    "is_docx",
    "is_epub",
    "is_feed",
    "is_html",
    "is_json",
    "is_mail",
    "is_markdown",
    "is_mhtml",
    "is_newsml_g2",
    "is_ninjs",
    "is_nitf",
    "is_odt",
    "is_pdf",
    "is_sgml",
    "is_table",
    "is_text",
    "is_warc",
    "is_xml_documents",
    "root_of",
]

HEAD_SIZE = 4096
"""How many bytes of a file are examined at most."""

# White space, the XML declaration, comments and the document type above the first element.
ABOVE_ROOT = re.compile(rb"(?:\s+|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|<![^>\[]*+(?:\[[^\]]*+\]\s*)?>)*+")
ROOT = re.compile(rb"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")

FRONT_MATTER = re.compile(rb"\s*(?:---[ \t]*\r?\n[\w-]+[ \t]*:|\+\+\+[ \t]*\r?\n[\w-]+[ \t]*=)")
HEADING = re.compile(rb"\s*#{1,6}[ \t]+\S")
ATOM = re.compile(rb"w3\.org/2005/Atom|purl\.org/atom", re.IGNORECASE)
JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
G2_ROOTS = frozenset(("newsmessage", "newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem"))
WHOLE_DOCUMENTS = frozenset(("mediawiki", "newsml", "tei", "tei.2", "teicorpus"))
SOLR = re.compile(rb"<(?:doc|result|lst)[\s>]")
NINJS = re.compile(rb'"(?:body_x?html|body_text|versioncreated|bodies|usageterms)"\s*:')
MAIL_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]*[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*\r?\n")
# Headers of mails that headers of plain texts do not have.
MAIL_ONLY = frozenset((b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version", b"subject"))
# In the header of the sender; UUCP had paths of machines.
ADDRESS = re.compile(rb"[^\s@!]@[^\s@]|[^\s!]![^\s!]")
# Browsers write this as the sender of a page.
SAVED_BY = re.compile(rb"\W{0,3}saved by ")
# The first line of a mail of Apple is its size.
APPLE_SIZE = re.compile(rb"\d{1,10}[ \t]*\r?\n")
# The header line of a table of articles has at least two of these columns, and one of the first two.
TEXTS = frozenset((b"title", b"body"))
COLUMNS = TEXTS | frozenset(
    (b"id", b"date", b"published", b"byline", b"author", b"source", b"url", b"people", b"places")
)
MAILBOX = re.compile(rb"From [^\s]+ [^\n]*\d\d:\d\d[^\n]*\n[A-Za-z][A-Za-z0-9-]*:")
# The first lines of a mailbox in a file of any name, such as a month of a mailing list.
CERTAIN_MAILBOX = re.compile(
    rb"From \S+(?: at \S+)? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d "
    rb"[^\n]{0,20}\d{4}\s*\n[A-Za-z][A-Za-z0-9-]*:"
)

# The first bytes of binary files, and what the files are. Formats that are read or unpacked are not among them.
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a damaged compressed file (gzip; compress it again)"),
    (b"RIFF", "a picture, sound or film (RIFF)"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound or film (Ogg)"),
    (b"fLaC", "sound (FLAC)"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database (SQLite)"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a document of Office before 2007, or one with a password (save it as .docx without a password)",
    ),
    (b"\xffWPC", "a document of WordPerfect (save it as .docx or .odt)"),
)
RTF = re.compile(rb"\s*\{\\rtf\d?[\\{}\s]")
ZIP = b"PK\3\4"
OPENDOCUMENT = b"application/vnd.oasis.opendocument.text"
# Bytes that are rare in text: control characters except white space, backspace, escape and end of file.
CONTROLS = bytes(byte for byte in range(1, 32) if byte not in b"\b\t\n\v\f\r\x1a\x1b")
# Data with at least this number and share of them is not text.
MANY_CONTROLS, SHARE_OF_CONTROLS = 8, 0.05
# Damaged text may have a few NULs; binary data has more.
FEW_NULS, SHARE_OF_NULS = 2, 0.01


def decode_head(head: bytes) -> bytes:
    """Return the first `HEAD_SIZE` bytes of a source, UTF-16 and UTF-32 converted to UTF-8."""
    head = head[:HEAD_SIZE]
    encoding = mark_of(head)
    return head.decode(encoding, "replace").removeprefix("\ufeff").encode("utf-8", "replace") if encoding else head


def binary_kind(head: bytes) -> str:
    """Return the kind of a binary source in words, by its first kilobytes; empty if it can be text.

    Text with a few NULs is damaged text, and a file of NULs has no kind; a reader reports both with their place.
    """
    head = head[:HEAD_SIZE]
    if is_pdf(head) or is_warc(head) or mark_of(head) or not head.strip(b"\0"):
        return ""
    for magic, what in SIGNATURES:
        if head.startswith(magic) and (b"\0" in head or not magic.isascii()):
            return what
    if RTF.match(head):
        return "a document in RTF (save it as .docx or .odt)"
    controls = len(head) - len(head.translate(None, CONTROLS))
    if controls >= MANY_CONTROLS and controls > SHARE_OF_CONTROLS * len(head):
        return "binary data"
    nuls = head.count(0)
    if nuls <= max(FEW_NULS, SHARE_OF_NULS * len(head)) or is_feed(head.replace(b"\0", b"")):
        return ""
    return "binary data, or UTF-16 without its mark"


def is_text(head: bytes) -> bool:
    """Return whether the head can be text: it has no NUL, and is no mail, post or mailbox."""
    return b"\0" not in head and CERTAIN_MAILBOX.match(head) is None and not is_saved_mail(head)


def is_json(head: bytes) -> bool:
    """Return whether the head begins an object or a list."""
    return head.lstrip()[:1] in (b"{", b"[")


def is_ninjs(head: bytes) -> bool:
    """Return whether the head is JSON with keys that only ninjs has."""
    return is_json(head) and NINJS.search(head) is not None


def is_markdown(head: bytes) -> bool:
    """Return whether the head begins with front matter between lines of hyphens or plus signs, or with a heading."""
    return FRONT_MATTER.match(head) is not None or HEADING.match(head) is not None


def root_of(head: bytes) -> str:
    """Return the name of the first element of XML or HTML, without prefix and in small letters, else the empty text."""
    above = ABOVE_ROOT.match(head)
    found = ROOT.match(head, above.end() if above is not None else 0)
    return found[2].decode("ascii").lower() if found is not None else ""


def is_feed(head: bytes) -> bool:
    """Return whether the head begins a feed, perhaps after the message of a program."""
    if is_json(head):
        return JSON_FEED.search(head) is not None
    at = head.find(b"<?xml")
    root = root_of(head[max(at, 0) :])
    return root in ("rss", "feed", "rdf", "channel") or (root == "entry" and ATOM.search(head) is not None)


def is_nitf(head: bytes) -> bool:
    """Return whether the head begins a NITF document."""
    return root_of(head) == "nitf"


def is_newsml_g2(head: bytes) -> bool:
    """Return whether the head begins an item of NewsML-G2 or a message of such."""
    return root_of(head) in G2_ROOTS and b"iptc.org/std/nar" in head


def is_xml_documents(head: bytes) -> bool:
    """Return whether the head begins an export of Solr or MediaWiki, or a document of RCV1, TEI or NewsML 1."""
    root = root_of(head)
    if root == "newsitem":
        return b"iptc.org/std/nar" not in head
    return root in WHOLE_DOCUMENTS or (root in ("add", "response") and SOLR.search(head) is not None)


def is_sgml(head: bytes) -> bool:
    """Return whether the head begins a record as Reuters-21578 has them."""
    return root_of(head) == "reuters"


def is_html(head: bytes) -> bool:
    """Return whether the head begins a web page."""
    return root_of(head) == "html" or head.lstrip()[:15].lower().startswith(b"<!doctype html")


def is_mail(head: bytes) -> bool:
    """Return whether the head begins a mailbox, or with two headers of a mail."""
    if MAILBOX.match(head):
        return True
    size = APPLE_SIZE.match(head)
    found = mail_headers(head[size.end() :] if size is not None else head).keys()
    return len(found) > 1 and bool(found & MAIL_ONLY) and bool(found & {b"from", b"date", b"received"})


def mail_headers(head: bytes) -> dict[bytes, bytes]:
    """Return the headers at the beginning of a head by their names in small letters, the first of each name."""
    found: dict[bytes, bytes] = {}
    at = 0
    while (line := MAIL_HEADER.match(head, at)) is not None:
        found.setdefault(line[1].lower(), line[0].partition(b":")[2].strip().lower())
        at = line.end()
    return found


def is_saved_mail(head: bytes) -> bool:
    """Return whether the head begins a mail or a post that was saved as text: with all headers that each of them has.

    A header of a plain text has its title above it, and names no address of a sender.
    """
    found = mail_headers(head)
    return found.keys() >= {b"from", b"subject", b"date"} and ADDRESS.search(found[b"from"]) is not None


def is_mhtml(head: bytes) -> bool:
    """Return whether the head begins a web page that a browser saved as parts of a mail."""
    found = mail_headers(head)
    kind = found.get(b"content-type", b"")
    if b"snapshot-content-location" in found or SAVED_BY.match(found.get(b"from", b"")):
        return True
    is_page = kind.startswith(b"multipart/related") and b"text/html" in kind
    return is_page and not found.keys() & (MAIL_ONLY - {b"mime-version", b"subject"} | {b"to"})


def is_table(head: bytes) -> bool:
    """Return whether the head begins with the header line of a table of articles."""
    line = head.lstrip().partition(b"\n")[0]
    if line.lower().startswith(b"sep=") and len(line.strip()) == len("sep=;"):
        return True
    for separator in (b",", b"\t", b";", b"|"):
        names = {cell.strip(b' \r"').lower() for cell in line.split(separator)}
        if len(names & COLUMNS) > 1 and names & TEXTS:
            return True
    return False


def is_warc(head: bytes) -> bool:
    """Return whether the head begins a web archive: WARC, or the older ARC."""
    return head.startswith((b"WARC/", b"filedesc://"))


def is_pdf(head: bytes) -> bool:
    """Return whether the head begins a PDF file."""
    return b"%PDF-" in head[:1024]


def is_docx(head: bytes) -> bool:
    """Return whether the head begins a zip file with a part of a Word document."""
    return head.startswith(ZIP) and b"word/" in head


def is_epub(head: bytes) -> bool:
    """Return whether the head begins a zip file with the type of electronic books."""
    return head.startswith(ZIP) and b"mimetypeapplication/epub+zip" in head[:100]


def is_odt(head: bytes) -> bool:
    """Return whether the head begins an OpenDocument text, as a zip file or as one file of XML."""
    if head.startswith(ZIP):
        return b"mimetype" + OPENDOCUMENT in head[:120]
    return root_of(head) == "document" and b"office:mimetype" in head and OPENDOCUMENT in head
