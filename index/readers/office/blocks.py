"""The blocks of a document in reading order: paragraphs, headings, items of lists, rows of tables and notes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from dateline.index.dataclass import dataclass
from dateline.index.readers.office.package import Unreadable

__all__ = ["Block", "BlockKind", "Blocks", "text_of_blocks"]

LARGEST_TEXT = 20_000_000
SOFT_HYPHEN = "\xad"
# Cells with as many characters and several paragraphs lay out a page; those of tables have a value.
LONG_CELL = 300


class BlockKind(Enum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its text, which may have lines, and its kind."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH


class Counter:
    """Counts the characters of a document."""

    def __init__(self) -> None:
        self._total = 0

    def count(self, size: int) -> None:
        """Count characters. Raises `Unreadable` if they are too many for one article."""
        self._total += size
        if self._total > LARGEST_TEXT:
            raise Unreadable(f"it has more than {LARGEST_TEXT // 1_000_000} million characters of text; split it")


class Blocks:
    """Collects blocks. Raises `Unreadable` if they are too long for one article."""

    def __init__(self, counter: Counter | None = None) -> None:
        self.found: list[Block] = []
        self._counter = counter or Counter()

    def add(self, text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """Add a block, unless it is blank. White space collapses, and soft hyphens do not show."""
        lines = [" ".join(line.split()) for line in text.replace(SOFT_HYPHEN, "").split("\n")]
        shown = "\n".join(line for line in lines if line)
        if not shown:
            return
        self._counter.count(len(shown))
        self.found.append(Block(shown, kind))

    def part(self) -> Blocks:
        """Return an empty collection, whose text counts as of this one."""
        return Blocks(self._counter)

    def extend(self, others: Sequence[Block]) -> None:
        """Add blocks that a part of this collection has counted."""
        self.found.extend(others)

    def add_table(self, rows: Sequence[Sequence[Blocks]]) -> None:
        """Add a table by its cells: a row is one block, but cells that lay out a page are read one after another."""
        cells = [cell for row in rows for cell in row]
        if max((len(row) for row in rows), default=0) == 1 or any(map(is_layout, cells)):
            for cell in cells:
                self.extend(cell.found)
            return
        for row in rows:
            shown = [" ".join(one_line(block) for block in cell.found) for cell in row]
            if any(shown):
                self.found.append(Block(" | ".join(each for each in shown if each), BlockKind.ROW))


def is_layout(cell: Blocks) -> bool:
    """Return whether a cell lays out a page: several blocks of text in it."""
    return len(cell.found) > 1 and sum(len(block.text) for block in cell.found) > LONG_CELL


def one_line(block: Block) -> str:
    """Return the text of a block in one line."""
    return block.text.replace("\n", " ")


def text_of_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks as a text: blank lines between them, none between items of a list or rows of a table."""
    parts: list[str] = []
    for at, block in enumerate(blocks):
        if at:
            tight = block.kind in (BlockKind.ITEM, BlockKind.ROW) and block.kind == blocks[at - 1].kind
            parts.append("\n" if tight else "\n\n")
        parts.append(f"- {one_line(block)}" if block.kind is BlockKind.ITEM else block.text)
    return "".join(parts)
