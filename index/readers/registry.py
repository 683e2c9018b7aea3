"""The table of formats, and the detection of a file's format.

The suffix of a file gives the formats it may have, and the first kilobytes decide between them. If the content fits
none of these, it decides alone; if it fits no format at all, the suffix decides, and the reader reports what is
wrong. Without a known suffix the content decides; content of no known format is plain text.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from dateline.index.article import RawArticle
from dateline.index.dataclass import dataclass
from dateline.index.errors import DatelineError, ReadError
from dateline.index.readers import sniffing
from dateline.index.readers.formats.feed import read_feed
from dateline.index.readers.formats.json_records import read_document, read_lines
from dateline.index.readers.formats.mail import read_mail
from dateline.index.readers.formats.markdown import read_markdown
from dateline.index.readers.formats.mhtml import read_mhtml
from dateline.index.readers.formats.newsml_g2 import read_newsml_g2
from dateline.index.readers.formats.ninjs import read_ninjs
from dateline.index.readers.formats.nitf import read_nitf
from dateline.index.readers.formats.office import read_docx, read_epub, read_odt
from dateline.index.readers.formats.pages import read_html
from dateline.index.readers.formats.pdf import read_pdf
from dateline.index.readers.formats.plain import read_text
from dateline.index.readers.formats.press_database import is_press_database, read_press_database
from dateline.index.readers.formats.sgml import read_sgml
from dateline.index.readers.formats.table import read_table
from dateline.index.readers.formats.warc import read_warc
from dateline.index.readers.formats.xml_documents import read_xml_documents

__all__ = ["BY_SUFFIX", "FORMATS", "Format", "find_format", "get_format"]

Reader = Callable[[Iterator[bytes], str], Iterator[RawArticle | ReadError]]


@dataclass(frozen=True, slots=True)
class Format:
    """One file format.

    ``name`` is the value for ``--format``. ``suffixes`` are in small letters with their dot; formats may share one.
    ``read`` yields the articles of one source. ``sniff`` returns whether the head of a source, some kilobytes without a
    byte order mark, is certainly of this format. ``help`` is one line for the user. ``extra`` is the
    extra of the distribution that the reader needs, None for none.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    sniff: Callable[[bytes], bool]
    help: str
    extra: str | None = None


TEXT = Format(
    "text",
    (".txt", ".text"),
    read_text,
    sniffing.is_text,
    "a title line, perhaps lines of `key: value`, then the text",
)
# Of formats that share a suffix or a beginning, the narrower one is first.
FORMATS: tuple[Format, ...] = (
    Format(
        "ninjs",
        (".ninjs", ".json"),
        read_ninjs,
        sniffing.is_ninjs,
        "the IPTC's news in JSON: an item, or a list of them",
    ),
    Format(
        "feed",
        (".rss", ".rss2", ".atom", ".rdf", ".cdf", ".feed", ".jsonfeed", ".wxr", ".xml", ".json"),
        read_feed,
        sniffing.is_feed,
        "a feed (RSS, Atom, CDF, JSON Feed), each item an article",
    ),
    Format(
        "json",
        (".json",),
        read_document,
        sniffing.is_json,
        "one article, a list of them, or one object after another",
    ),
    Format(
        "jsonl",
        (".jsonl", ".jsonlines", ".jl", ".ndjson", ".ldjson"),
        read_lines,
        sniffing.is_json,
        "one article a line, each a JSON object",
    ),
    Format(
        "nitf",
        (".nitf", ".xml"),
        read_nitf,
        sniffing.is_nitf,
        "the IPTC's News Industry Text Format, one article a document",
    ),
    Format(
        "newsml-g2",
        (".newsml", ".g2", ".xml"),
        read_newsml_g2,
        sniffing.is_newsml_g2,
        "the IPTC's NewsML-G2: a news item, or a message with many",
    ),
    Format(
        "xml",
        (".xml", ".tei"),
        read_xml_documents,
        sniffing.is_xml_documents,
        "an export in XML: Solr, a wiki, TEI, NewsML 1, the Reuters Corpus (RCV1)",
    ),
    Format(
        "sgml",
        (".sgm", ".sgml"),
        read_sgml,
        sniffing.is_sgml,
        "records between marks, as the Reuters-21578 collection has them",
    ),
    Format(
        "html",
        (".html", ".htm", ".xhtml", ".xht", ".shtml", ".shtm"),
        read_html,
        sniffing.is_html,
        "a web page: its article, without the boilerplate around it",
        extra="html",
    ),
    Format(
        "markdown",
        (".md", ".markdown", ".mdown", ".mkd"),
        read_markdown,
        sniffing.is_markdown,
        "Markdown, perhaps with front matter in YAML or TOML: one article",
        extra="markdown",
    ),
    Format(
        "mhtml",
        (".mht", ".mhtml"),
        read_mhtml,
        sniffing.is_mhtml,
        "a web page as browsers save it, with its pictures in one file",
        extra="html",
    ),
    Format(
        "mail",
        (".eml", ".emlx", ".mbox", ".mbx"),
        read_mail,
        sniffing.is_mail,
        "a mail or a mailbox, each message an article: newsletters",
    ),
    Format(
        "csv",
        (".csv", ".tsv", ".tab", ".psv"),
        read_table,
        sniffing.is_table,
        "a table with a header line, one article a row; commas, tabs, semicolons or bars",
    ),
    Format(
        "warc",
        (".warc", ".arc", ".wet"),
        read_warc,
        sniffing.is_warc,
        "a web archive: each page that was found, an article",
        extra="warc",
    ),
    Format(
        "pdf",
        (".pdf",),
        read_pdf,
        sniffing.is_pdf,
        "a PDF file that holds text: one article",
        extra="pdf",
    ),
    Format(
        "docx",
        (".docx", ".docm", ".dotx", ".dotm"),
        read_docx,
        sniffing.is_docx,
        "a document of Word since 2007: one article, or an export of Nexis",
    ),
    Format(
        "odt",
        (".odt", ".ott", ".fodt"),
        read_odt,
        sniffing.is_odt,
        "an OpenDocument text, as LibreOffice writes it: one article",
    ),
    Format(
        "epub",
        (".epub",),
        read_epub,
        sniffing.is_epub,
        "an electronic book or newspaper, each chapter an article",
    ),
    Format(
        "nexis",
        (".txt",),
        read_press_database,
        is_press_database,
        "a plain-text export of Nexis, Factiva or ProQuest, of one or many documents",
    ),
    TEXT,
)
BY_SUFFIX: dict[str, tuple[Format, ...]] = {
    suffix: tuple(row for row in FORMATS if suffix in row.suffixes) for each in FORMATS for suffix in each.suffixes
}


def find_format(file: str, head: bytes) -> Format:
    """Return the format of a file by its name and its first kilobytes, without byte order mark."""
    head = sniffing.decode_head(head)
    named = BY_SUFFIX.get(os.path.splitext(file)[1].lower(), ())
    for row in named:
        if row.sniff(head):
            return row
    for row in FORMATS:
        if row is not TEXT and row.sniff(head):
            return row
    return TEXT if TEXT in named or not named else named[0]


def get_format(name: str) -> Format:
    """Return the format with a name, in any case. Raises DatelineError for an unknown name."""
    for row in FORMATS:
        if row.name == name.strip().lower():
            return row
    names = ", ".join(row.name for row in FORMATS)
    raise DatelineError(f"there is no format `{name}`; choose one of: {names}")
