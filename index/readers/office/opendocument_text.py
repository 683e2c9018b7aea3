"""The text of an OpenDocument file, block by block.

Tracked deletions, comments, hidden text, indexes and the wording of fields are left out. Text boxes and notes follow
the paragraph that they belong to. The recursion is bounded by the depth of `xml_records`.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from dateline.index.dataclass import dataclass
from dateline.index.readers.office.blocks import BlockKind, Blocks
from dateline.index.readers.office.package import attribute, first_below

__all__ = ["OpenDocumentStyle", "OpenDocumentText", "style_of"]

# Elements whose text is no part of the document as it is read.
NAMES_OF_SILENT = """
    text:tracked-changes office:annotation office:forms office:event-listeners text:sequence-decls text:variable-decls
    text:user-field-decls text:table-of-content text:illustration-index text:table-index text:object-index
    text:user-index text:alphabetical-index text:hidden-text text:script text:ruby-text text:number svg:title svg:desc
"""
SILENT = frozenset(NAMES_OF_SILENT.split())
SIGNS = {"text:tab": " ", "text:s": " ", "text:line-break": "\n"}
LONGEST_CHAIN = 30
TITLES = frozenset(("title", "headline", "hed"))
PARAGRAPHS = frozenset(("text:p", "text:h"))


@dataclass(frozen=True, slots=True)
class OpenDocumentStyle:
    """A style: its name as shown in small letters, the style above it, and whether it hides its text."""

    name: str
    parent: str
    hidden: bool


Styles = Mapping[str, OpenDocumentStyle]


def style_of(element: Element) -> tuple[str, OpenDocumentStyle]:
    """Return the internal name of a style, and the style."""
    name = attribute(element, "name")
    shown = attribute(element, "display-name") or name.replace("_20_", " ")
    hidden = attribute(first_below(element, "style:text-properties"), "display") == "none"
    return name, OpenDocumentStyle(shown.lower(), attribute(element, "parent-style-name"), hidden)


class OpenDocumentText:
    """Reads the blocks of a document."""

    def __init__(self, styles: Styles, into: Blocks) -> None:
        self._styles = styles
        self._noted = 0
        self.into = into

    def read(self, element: Element) -> None:
        """Add the blocks of an element of the text."""
        self._add_block(element, self.into, BlockKind.PARAGRAPH)

    def _add_block(self, element: Element, into: Blocks, kind: BlockKind) -> None:
        """Add the blocks of an element; ``kind`` is that of its paragraphs."""
        name = element.tag
        if name in SILENT or is_switched_off(element):
            return
        if name in PARAGRAPHS:
            self._add_paragraph(element, into, kind)
        elif name == "table:table":
            into.add_table([[self._cell(cell, into) for cell in cells_of(row)] for row in rows_of(element)])
        else:
            inner = BlockKind.ITEM if name == "text:list-item" else kind
            for child in element:
                self._add_block(child, into, inner)

    def _cell(self, element: Element, into: Blocks) -> Blocks:
        """Return the blocks of a cell."""
        cell = into.part()
        for child in element:
            self._add_block(child, cell, BlockKind.PARAGRAPH)
        return cell

    def _add_paragraph(self, element: Element, into: Blocks, kind: BlockKind) -> None:
        parts: list[str] = []
        after = into.part()
        self._add_inline(element, parts, after, self._hides(element, False))
        if element.tag == "text:h":
            kind = BlockKind.HEADING
        if kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and self._is_title(element):
            kind = BlockKind.TITLE
        into.add("".join(parts), kind)
        into.extend(after.found)

    def _add_inline(self, element: Element, parts: list[str], after: Blocks, hidden: bool) -> None:
        """Add the text in an element of a paragraph, and what follows the paragraph."""
        if not hidden:
            parts.append((element.text or "").replace("\n", " "))
        for child in element:
            name = child.tag
            if name == "text:note":
                if not hidden:
                    self._add_note(child, after)
            elif name == "draw:text-box" or name in PARAGRAPHS or name == "table:table":
                self._add_block(child, after, BlockKind.PARAGRAPH)
            elif name.startswith("draw:") or name == "office:binary-data":
                self._add_inline(child, [], after, True)
            elif name not in SILENT and not is_switched_off(child):
                if name in SIGNS and not hidden:
                    parts.append(SIGNS[name])
                self._add_inline(child, parts, after, self._hides(child, hidden))
            if not hidden:
                parts.append((child.tail or "").replace("\n", " "))

    def _add_note(self, element: Element, after: Blocks) -> None:
        """Add a footnote or an endnote below its paragraph."""
        self._noted += 1
        note = after.part()
        for child in first_below(element, "text:note-body") or ():
            self._add_block(child, note, BlockKind.PARAGRAPH)
        for at, block in enumerate(note.found):
            after.add(f"[{self._noted}] {block.text}" if at == 0 else block.text, BlockKind.NOTE)

    def _hides(self, element: Element, inherited: bool) -> bool:
        """Return whether the style of an element hides its text."""
        name = attribute(element, "style-name")
        for _ in range(LONGEST_CHAIN):
            style = self._styles.get(name)
            if inherited or style is None:
                break
            inherited, name = style.hidden, style.parent
        return inherited

    def _is_title(self, element: Element) -> bool:
        """Return whether a paragraph has the style of titles, or one made of it."""
        name = attribute(element, "style-name")
        for _ in range(LONGEST_CHAIN):
            style = self._styles.get(name)
            if (style.name if style is not None else name.lower()) in TITLES:
                return True
            if style is None:
                break
            name = style.parent
        return False


def is_switched_off(element: Element) -> bool:
    """Return whether a section or a field is not shown."""
    if element.tag == "text:section" or element.tag.startswith("text:variable"):
        return attribute(element, "display") == "none"
    return attribute(element, "is-hidden") == "true"


def rows_of(table: Element) -> list[Element]:
    """Return the rows of a table, in its groups as well."""
    found: list[Element] = []
    for child in table:
        if child.tag == "table:table-row":
            found.append(child)
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            found += rows_of(child)
    return found


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a row, without those that another one covers."""
    return [child for child in row if child.tag == "table:table-cell"]
