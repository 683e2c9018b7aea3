"""Documents of Word since 2007 (Office Open XML): one article a file, also from templates and with macros.

The press database Nexis also exports documents of Word, with one or many articles. Their paragraphs are the lines of
its plain text, and are read as such.

A package of XML parts: the relations of the package name the main part, and its relations name those of the styles and
notes. Only these are read. Relations to addresses outside the package are not followed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.dataclass import replace
from dateline.index.errors import ReadError
from dateline.index.readers.formats.press_database import is_press_database, read_press_database
from dateline.index.readers.formats.xml_text import local_name
from dateline.index.readers.office.blocks import Block, BlockKind, Blocks, text_of_blocks
from dateline.index.readers.office.package import Package, Unreadable, attribute, open_package, resolve_part
from dateline.index.readers.office.properties import Properties, article_of
from dateline.index.readers.office.word_styles import WordStyle, read_styles
from dateline.index.readers.office.word_text import WordText

__all__ = ["read_word"]

MAIN = "word/document.xml"
BODY = ("w:document", "w:body")
# Notes that are lines between the text and the notes.
SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))
# On the page of an export of Nexis that lists its documents.
COVER = re.compile(r"(?:user name|date and time|job number):|documents? \(\d{1,5}\)", re.IGNORECASE)
# Blocks of the head of an export, which has the length and the beginning of the text of its first document.
HEAD_BLOCKS = 40
PROPERTIES = {
    "title": "title",
    "creator": "author",
    "language": "language",
    "created": "created",
    "modified": "modified",
}


def read_word(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of a Word document, those of an export of Nexis, or why it cannot be read."""
    try:
        yield from read_package(open_package(lines, file))
    except Unreadable as failure:
        yield ReadError(file, None, f"the document cannot be read: {failure}")


def read_package(package: Package) -> Iterator[RawArticle | ReadError]:
    """Yield the articles of an open document. Raises `Unreadable`."""
    top = relations_of(package, "")
    main = top.get("officeDocument", MAIN)
    beside = relations_of(package, main)
    styles = styles_of(package, beside.get("styles", ""))
    into = Blocks()
    notes: dict[tuple[str, str], list[Block]] = {}
    for kind in ("footnote", "endnote"):
        notes |= notes_of(package, beside.get(f"{kind}s", ""), kind, styles, into.part())
    text = WordText(styles, notes, into)
    for _, element in package.elements(main, lambda path: len(path) == 3 and path[:2] == BODY):
        text.read(element)
    text.close()
    doubts: tuple[str, ...] = ()
    if text.imported:
        doubts = (ArticleNote("imported part", "the document imports another file at one place, which was not read"),)
    blocks = without_cover(into.found)
    if is_press_database(f"\n{text_of_blocks(blocks[:HEAD_BLOCKS])}\n".encode()):
        yield from read_export(blocks, package.file)
    else:
        yield article_of(into.found, properties_of(package, top.get("core-properties", "")), package.file, doubts)


def without_cover(blocks: list[Block]) -> list[Block]:
    """Return blocks without the cover of an export above its first heading."""
    at = next((at for at, block in enumerate(blocks) if block.kind in (BlockKind.TITLE, BlockKind.HEADING)), 0)
    return blocks[at:] if any(COVER.match(block.text) for block in blocks[:at]) else blocks


def read_export(blocks: list[Block], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the articles of an export of a press database."""
    lines = (line.encode() for line in text_of_blocks(blocks).splitlines(keepends=True))
    for found in read_press_database(lines, file):
        yield replace(found, line=None) if isinstance(found, RawArticle) else ReadError(file, None, found.reason)


def relations_of(package: Package, part: str) -> dict[str, str]:
    """Return the parts that a part is related to, by the last word of the kind of relation, the first of each kind."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, str] = {}
    if path not in package:
        return found
    for _, element in package.elements(path, lambda names: len(names) == 2):
        target = resolve_part(part, attribute(element, "Target"))
        if (
            local_name(element) == "relationship"
            and attribute(element, "TargetMode") != "External"
            and target in package
        ):
            found.setdefault(attribute(element, "Type").rpartition("/")[2], target)
    return found


def styles_of(package: Package, part: str) -> dict[str, WordStyle]:
    """Return the styles of a document, none if it has no part with them."""
    if not part:
        return {}
    return read_styles(element for _, element in package.elements(part, lambda path: path[1:] == ("w:style",)))


def notes_of(
    package: Package, part: str, kind: str, styles: dict[str, WordStyle], counted: Blocks
) -> dict[tuple[str, str], list[Block]]:
    """Return the blocks of the footnotes or the endnotes, by kind and number."""
    found: dict[tuple[str, str], list[Block]] = {}
    if not part:
        return found
    for _, element in package.elements(part, lambda path: path[1:] == (f"w:{kind}",)):
        if attribute(element, "type") not in SEPARATORS:
            text = WordText(styles, {}, counted.part())
            text.read(element)
            text.close()
            found[kind, attribute(element, "id")] = text.into.found
    return found


def properties_of(package: Package, part: str) -> Properties:
    """Return the core properties of a document."""
    if not part:
        return Properties()
    values: dict[str, str] = {}
    for _, element in package.elements(part, lambda path: len(path) == 2):
        key = PROPERTIES.get(local_name(element))
        if key:
            values.setdefault(key, " ".join("".join(element.itertext()).split()))
    return Properties(**values)
