"""The articles in the documents of a book.

Each document is an article. It is several where the table of contents names places in it, unless these entries stand
below one for the same document, as sections do. Of several entries for a whole document, such as a section of a paper
and its first article, the innermost is the title. A document that is in no table of contents and has no heading
continues the one before. Covers, title pages, tables of contents and pages of links are left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from dateline.index.dataclass import dataclass
from dateline.index.readers.formats.fragments import text_of_html
from dateline.index.readers.office.book import APPARATUS, Book, Entry

__all__ = ["Chapter", "split_document"]

SOFT_HYPHEN = "\xad"
HEADING = re.compile(r"<h([1-4])\b[^<>]{0,500}>(.{1,500}?)</h\1\s{0,9}>", re.IGNORECASE | re.DOTALL)
WINDOW = re.compile(r"<title\b[^<>]{0,200}>([^<]{1,500})</title", re.IGNORECASE)
BODY = re.compile(r"<body\b[^<>]{0,1000}>", re.IGNORECASE)
KIND = re.compile(
    r"""<(?:body|section|nav|div|html)\b[^<>]{0,300}\bepub:type\s?=\s?["']([^"'<>]{1,200})["']""", re.IGNORECASE
)
KIND_WITHIN = 3000
IDENTIFIER = re.compile(r"""<[A-Za-z][^<>]{0,500}?\s(?:id|name)\s?=\s?(?:"([^"<>]{1,200})"|'([^'<>]{1,200})')""")
LINK = re.compile(
    r"""<a\s[^<>]{0,500}?href\s?=\s?["']([^"'<>]{0,500})["'][^<>]{0,500}>(.{0,300}?)</a""", re.DOTALL | re.I
)
# The number of a printed page, where that page begins.
PAGE_NUMBER = re.compile(
    r"""<(span|div|a|p)\b[^<>]{0,300}\b(?:epub:type|role)\s?=\s?["'](?:doc-)?pagebreak["'][^<>]{0,300}>[^<>]{0,20}</\1>""",
    re.I,
)
# The mark of a note in the text, the link back from it, and the source of a formula.
MARKS = (
    re.compile(
        r"<a\b[^<>]{0,300}\b(?:noteref|footnote-?ref|doc-backlink)\b[^<>]{0,300}>.{0,100}?</a\s?>",
        re.DOTALL | re.IGNORECASE,
    ),
    re.compile(r"<sup\b[^<>]{0,100}>\s?<a\s[^<>]{0,300}>[^<>\s]{1,5}</a>\s?</sup>", re.IGNORECASE),
    re.compile(r"<a\s[^<>]{0,300}>\s?<sup\b[^<>]{0,100}>[^<>\s]{1,5}</sup>\s?</a>", re.IGNORECASE),
    re.compile("<a\\s[^<>]{0,300}>[\u21a9\u2191\u23ce^\ufe0e\ufe0f]{1,3}</a>", re.IGNORECASE),
    re.compile(r"<annotation\b[^<>]{0,300}>[^<>]{0,2000}</annotation\s?>", re.IGNORECASE),
)
# Names of files that are no chapters, in books that do not say so.
NAMES_OF_APPARATUS = re.compile(
    r"(?:cover|titlepage|title|halftitle|toc|nav|contents?|copyright|colophon)(?:page)?\d{0,4}"
)
# The bar with which calibre links the articles of a newspaper, and the address from which it has fetched one.
BAR = re.compile(
    r"""<div\b[^<>]{0,200}class\s?=\s?["'][^"'<>]{0,100}calibre_navbar[^<>]{0,300}>.{0,3000}?</div>""", re.DOTALL | re.I
)
FETCHED = re.compile(r"""downloaded by.{0,200}?href\s?=\s?["'](https?://[^"'<>\s]{1,1000})["']""", re.DOTALL | re.I)
LISTED = 3
LONGEST_TITLE = 200
TOP_LINES = 3
SHARE_OF_LINKS = 0.5


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title, its text, its address if the book names it, and whether it continues the one before."""

    title: str
    body: str
    url: str = ""
    continues: bool = False


def split_document(markup: str, part: str, book: Book) -> Iterator[Chapter]:
    """Yield the chapters in a document of a book, none if it is no chapter."""
    if part in book.left_out or is_apparatus(markup, part):
        return
    entries = book.entries.get(part, [])
    if lists_articles(markup, entries):
        return
    for label, piece in split_markup(markup, [entry for entry in entries if entry.parent != part or not entry.place]):
        chapter = read_chapter(label, piece, is_listed=bool(entries) or not book.entries)
        if chapter is not None:
            yield chapter


def read_chapter(label: str, markup: str, *, is_listed: bool) -> Chapter | None:
    """Return a chapter, None if it has no text but its title.

    Its title is its label in the table of contents, else the heading that it begins with, else the title of the page,
    else a short first line. A piece that is not listed and has neither of the first two continues the one before.
    """
    fetched = FETCHED.search(markup)
    for left_out in (BAR, PAGE_NUMBER, *MARKS):
        markup = left_out.sub("", markup)
    body = text_of_html(markup if "<" in markup else f"<p>{markup}</p>").replace(SOFT_HYPHEN, "")
    heading, window = HEADING.search(markup), WINDOW.search(markup)
    printed = one_line(heading[2]) if heading is not None else ""
    is_first = heading is not None and len(one_line(markup[: heading.start()])) <= LONGEST_TITLE
    title = label or (printed if is_first else "")
    continues = not title and not is_listed
    given = one_line(window[1]) if window is not None else ""
    if not body or body in (label, printed, given):
        return None
    lines = [line for line in body.split("\n", TOP_LINES * 3) if line]
    first = lines[0] if len(lines) > 1 and len(lines[0]) <= LONGEST_TITLE else ""
    if first and is_section(label, body, lines[:TOP_LINES]):
        title = first
    title = title or given or first
    if title and not continues and body.startswith(f"{title}\n"):
        body = body[len(title) :].lstrip("\n")
    return Chapter(title, body, fetched[1] if fetched is not None else "", continues)


def is_section(label: str, body: str, top: Sequence[str]) -> bool:
    """Return whether a label is the heading of a section further down, which programs take for that of the text."""
    return bool(label) and label not in top and f"\n{label}\n" in body


def is_apparatus(markup: str, part: str) -> bool:
    """Return whether a document is no chapter, as it says itself or by its name: a cover, a title page."""
    kind = KIND.search(markup, 0, KIND_WITHIN)
    stem = re.sub(r"[\W_]+", "", posixpath.splitext(posixpath.basename(part))[0].lower())
    return NAMES_OF_APPARATUS.fullmatch(stem) is not None or (
        kind is not None and bool(APPARATUS & set(kind[1].lower().split()))
    )


def split_markup(markup: str, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a document that entries name, each with its label, and what stands above the first."""
    wanted = {entry.place: entry.label for entry in reversed(entries) if entry.place}
    whole = [entry for entry in entries if not entry.place]
    top = next((entry.label for entry in whole if entry.part not in entry.children), whole[0].label if whole else "")
    begin = BODY.search(markup)
    at = begin.end() if begin is not None else 0
    cuts: list[tuple[int, str]] = []
    if wanted:
        for found in IDENTIFIER.finditer(markup):
            label = wanted.pop(found[1] or found[2], None)
            if label is not None:
                cuts.append((found.start(), label))
    if len(cuts) < 2 and not (cuts and top):  # one article: its head belongs to it
        yield top or (cuts[0][1] if cuts else next(iter(wanted.values()), "")), markup
        return
    if cuts[0][0] > at:
        yield top, markup[: cuts[0][0]]
    for (start, label), (end, _) in zip(cuts, [*cuts[1:], (len(markup), "")], strict=True):
        yield label, markup[max(start, at) : end]


def lists_articles(markup: str, entries: Sequence[Entry]) -> bool:
    """Return whether a document only lists others: one that heads entries and links to them, or mostly links.

    One that is itself among the entries below it is an article. Fewer links are a list only below such a head.
    """
    markup = BAR.sub("", markup)
    links = [(address, text) for address, text in LINK.findall(markup) if "://" not in address and address[:1] != "#"]
    heads = [entry for entry in entries if entry.children and entry.part not in entry.children]
    if len(links) < LISTED and not (links and heads):
        return False
    if heads and len(links) >= LISTED:
        return True
    whole = len(text_of_html(markup)) - (len(heads[0].label) if heads else 0)
    return sum(len(one_line(text)) for _, text in links) > SHARE_OF_LINKS * whole


def one_line(markup: str) -> str:
    """Return the text of a piece of markup in one line."""
    return " ".join(text_of_html(f"<p>{markup}</p>").replace(SOFT_HYPHEN, "").split())
