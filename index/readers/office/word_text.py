"""The text of a Word document, block by block.

Insertions are kept; deletions, hidden text, comments, the codes of fields, placeholders and tables of contents are left
out. Text boxes and notes follow the paragraph that they belong to. The recursion is bounded by the depth of
`xml_records`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from dateline.index.readers.office.blocks import Block, BlockKind, Blocks
from dateline.index.readers.office.package import attribute, first_below
from dateline.index.readers.office.word_styles import (
    WordStyle,
    chain_of,
    has_outline,
    is_hidden,
    is_on,
    kind_of_style,
)

__all__ = ["WordText"]

Notes = Mapping[tuple[str, str], Sequence[Block]]
# Elements whose text is not shown: deletions, properties, the reading above a word, the wording of a field.
NAMES_OF_SILENT = """
    w:del w:moveFrom w:pPr w:rPr w:sectPr w:tblPr w:tblGrid w:trPr w:tcPr w:sdtPr w:sdtEndPr w:rt w:instrText w:delText
    w:delInstrText w:fldData
"""
SILENT = frozenset(NAMES_OF_SILENT.split())
SIGNS = {"w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
TEXTS = frozenset(("w:t", "m:t"))
NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
# Letters of fonts of symbols have codes here; they are ornaments.
PRIVATE = range(0xE000, 0xF900)
NUMBERED = "w:numPr/w:numId"


class Line:
    """The text of one paragraph, and the blocks that follow it."""

    def __init__(self, after: Blocks) -> None:
        self.parts: list[str] = []
        self.after = after


class Fields:
    """The open fields, each in its code or in its result; ``codes`` is how many are in their code."""

    def __init__(self) -> None:
        self._in_result: list[bool] = []
        self.codes = 0

    def mark(self, kind: str) -> None:
        """Note where a field begins, where its result begins, and where it ends."""
        if kind == "begin":
            self._in_result.append(False)
            self.codes += 1
        elif kind == "separate" and self._in_result:
            self.codes -= not self._in_result[-1]
            self._in_result[-1] = True
        elif kind == "end" and self._in_result:
            self.codes -= not self._in_result.pop()

    def forget_open_codes(self) -> None:
        """Close the fields that are in their code: one without its end must not hide the rest of the document."""
        if self.codes:
            self._in_result = [True] * (len(self._in_result) - self.codes)
            self.codes = 0


class WordText:
    """Reads the blocks of one part. ``notes`` are the blocks of its footnotes and endnotes, by kind and number."""

    def __init__(self, styles: Mapping[str, WordStyle], notes: Notes, into: Blocks) -> None:
        self._styles = styles
        self._notes = notes
        self._noted = 0
        self._carried = ""  # the text of paragraphs whose end is deleted
        self._fields = Fields()
        self.into = into
        self.imported = 0

    def read(self, element: Element) -> None:
        """Add the blocks of an element of the body."""
        self._add_block(element, self.into)
        self._fields.forget_open_codes()

    def close(self) -> None:
        """Add what the last paragraph left over."""
        self.into.add(self._carried)
        self._carried = ""

    def _add_block(self, element: Element, into: Blocks) -> None:
        name = element.tag
        if name == "w:p":
            self._add_paragraph(element, into)
        elif name == "w:tbl":
            self._add_table(element, into)
        elif name == "w:altChunk":
            self.imported += 1
        elif name not in SILENT:
            for child in self._children(element):
                self._add_block(child, into)

    def _children(self, element: Element) -> Sequence[Element]:
        """Return the children that are read: of alternatives the first with text, of a control its content."""
        if element.tag == "mc:AlternateContent":
            chosen = next((each for each in element if any(part.tag in TEXTS for part in each.iter())), None)
            return [] if chosen is None else [chosen]
        if element.tag == "w:sdt" and is_on(first_below(element, "w:sdtPr/w:showingPlcHdr")):
            return []
        return list(element)

    def _add_paragraph(self, element: Element, into: Blocks) -> None:
        properties = first_below(element, "w:pPr")
        style = attribute(first_below(properties, "w:pStyle"), "val") if properties is not None else ""
        hidden = next((each.hidden for each in chain_of(self._styles, style) if each.hidden is not None), False)
        line = Line(into.part())
        self._add_inline(element, line, hidden)
        text = self._carried + "".join(line.parts)
        self._carried = ""
        if properties is not None and first_below(properties, "w:rPr/w:del") is not None:
            self._carried = text
        elif (kind := self._kind_of(properties, style)) is not None:
            into.add(text, kind)
        into.extend(line.after.found)

    def _kind_of(self, properties: Element | None, style: str) -> BlockKind | None:
        """Return the kind of a paragraph, None if it is left out."""
        kind = kind_of_style(self._styles, style) if style else BlockKind.PARAGRAPH
        if properties is None or kind in (None, BlockKind.TITLE, BlockKind.HEADING):
            return kind
        if has_outline(attribute(first_below(properties, "w:outlineLvl"), "val")):
            return BlockKind.HEADING
        number = first_below(properties, NUMBERED)
        if number is None:
            return kind
        return BlockKind.PARAGRAPH if attribute(number, "val") == "0" else BlockKind.ITEM

    def _add_inline(self, element: Element, line: Line, hidden: bool) -> None:
        """Add the text in an element of a paragraph."""
        for child in self._children(element):
            name = child.tag
            if name == "w:r":
                self._add_inline(child, line, is_hidden(self._styles, first_below(child, "w:rPr"), hidden))
            elif name == "w:fldChar":
                self._fields.mark(attribute(child, "fldCharType"))
            elif name == "w:txbxContent":
                for inner in child:
                    self._add_block(inner, line.after)
            elif name not in SILENT and not (hidden or self._fields.codes):
                self._add_sign(child, line)
                self._add_inline(child, line, hidden)
            elif name not in SILENT:
                self._add_inline(child, line, hidden)

    def _add_sign(self, element: Element, line: Line) -> None:
        """Add what an element without children stands for."""
        name = element.tag
        if name in TEXTS:
            line.parts.append((element.text or "").replace("\n", " "))
        elif name in SIGNS:
            line.parts.append(SIGNS[name])
        elif name == "w:sym":
            line.parts.append(character_of(attribute(element, "char")))
        elif name in NOTES:
            self._noted += 1
            note = self._notes.get((NOTES[name], attribute(element, "id")), ())
            for at, block in enumerate(note):
                line.after.add(f"[{self._noted}] {block.text}" if at == 0 else block.text, BlockKind.NOTE)

    def _add_table(self, element: Element, into: Blocks) -> None:
        """Add a table, without rows that are deleted or hidden."""
        rows = []
        for row in found_below(element, "w:tr"):
            if first_below(row, "w:trPr/w:del") is None and not is_on(first_below(row, "w:trPr/w:hidden")):
                rows.append([self._cell(cell, into) for cell in found_below(row, "w:tc")])
        into.add_table(rows)

    def _cell(self, element: Element, into: Blocks) -> Blocks:
        """Return the blocks of a cell."""
        cell = into.part()
        for child in element:
            self._add_block(child, cell)
        cell.add(self._carried)
        self._carried = ""
        return cell


def found_below(element: Element, name: str) -> list[Element]:
    """Return the elements of a name inside an element and its controls, not inside each other."""
    found: list[Element] = []
    for child in element:
        if child.tag == name:
            found.append(child)
        elif child.tag not in SILENT:
            found += found_below(child, name)
    return found


def character_of(code: str) -> str:
    """Return the character of a code, empty for ornaments and for what is no code."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 32 < number < 0x110000 and number not in PRIVATE and not 0xD800 <= number < 0xE000 else ""
