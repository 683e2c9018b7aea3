"""Tables that lay out a page, as before style sheets: their cells become plain boxes, and menus in them are dropped.

A table lays out if it says so (``role=presentation``), holds another table or a heading of the page, has only one cell
or a column of text in one, and has no heads of columns. Other tables are data, and stay.
"""

from __future__ import annotations

from typing import Any, Final

from dateline.index.dataclass import dataclass, field
from dateline.index.readers.page.outline import iter_events

__all__ = ["unwrap_tables"]

# Elements that cells of data do not hold, and elements that only tables of data have.
HEADS: Final = frozenset(("h1", "h2", "form", "article", "main", "nav"))
DATA: Final = frozenset(("th", "caption"))
PARTS: Final = frozenset(("tbody", "thead", "tfoot", "tr"))
MENU_ROLES: Final = frozenset(("navigation", "menu", "menubar"))
# Paragraphs, or breaks of lines, and letters of a cell that is a column of text.
PARAGRAPHS: Final = 3
COLUMN: Final = 400
# Links of a cell that is a menu, their share of its letters, and most of its letters.
MENU_LINKS: Final = 3
MENU_SHARE: Final = 0.75
LONGEST_MENU: Final = 2_000


@dataclass(slots=True)
class Cell:
    """A cell: its element, and the letters, letters of links, links and paragraphs in it, not in tables inside it."""

    element: Any
    letters: int = 0
    linked: int = 0
    links: int = 0
    paragraphs: int = 0

    def is_column(self) -> bool:
        """Return whether the cell is a column of text."""
        return self.paragraphs >= PARAGRAPHS and self.letters > COLUMN

    def is_menu(self) -> bool:
        """Return whether the cell is a list of links."""
        return self.links >= MENU_LINKS and self.letters <= LONGEST_MENU and self.linked > MENU_SHARE * self.letters


@dataclass(slots=True)
class Table:
    """A table: its element, its rows, its cells, the menus in it, and what was seen in it."""

    element: Any
    parts: list[Any] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    menus: list[Any] = field(default_factory=list)
    layout: bool = False
    data: bool = False


def unwrap_tables(tree: Any) -> None:
    """Turn the tables that lay out a page into boxes; the tree is changed."""
    body = tree.find("body")
    for table in read_tables(tree if body is None else body):
        lays_out = table.layout or len(table.cells) == 1 or any(cell.is_column() for cell in table.cells)
        if table.data or not lays_out:
            continue
        for menu in (*table.menus, *(cell.element for cell in table.cells if cell.is_menu())):
            if menu.getparent() is not None:
                menu.drop_tree()
        for element in (table.element, *table.parts, *(cell.element for cell in table.cells)):
            element.tag = "div"


def read_tables(body: Any) -> list[Table]:
    """Return the tables of a page in the order in which they end."""
    tables: list[Table] = []
    open_tables: list[Table] = []
    open_cells: list[Cell] = []
    link: Any = None
    for event, element in iter_events(body):
        if event == "start":
            if element.tag == "table":
                if open_tables:
                    open_tables[-1].layout = True
                open_tables.append(Table(element, layout=(element.get("role") or "") in ("presentation", "none")))
            elif open_tables:
                enter(open_tables[-1], open_cells, element)
                if element.tag == "a" and link is None:
                    link = element
        elif open_tables and element is open_tables[-1].element:
            tables.append(open_tables.pop())
        elif open_cells and element is open_cells[-1].element:
            open_cells.pop()
        if event == "end" and element is link:
            link = None
        if open_cells:
            count(open_cells[-1], (element.text if event == "start" else element.tail) or "", link)
    return tables


def enter(table: Table, cells: list[Cell], element: Any) -> None:
    """Take the start of an element in a table."""
    tag = element.tag
    if tag in ("td", "th"):
        cells.append(Cell(element))
        table.cells.append(cells[-1])
    if tag in PARTS:
        table.parts.append(element)
    elif tag in DATA:
        table.data = True
    elif tag in HEADS:
        table.layout = True
    if tag == "nav" or (element.get("role") or "").lower() in MENU_ROLES:
        table.menus.append(element)
    if cells:
        cells[-1].links += tag == "a"
        cells[-1].paragraphs += tag in ("p", "br")


def count(cell: Cell, text: str, link: Any) -> None:
    """Count the letters of a text in a cell."""
    size = len(text.strip())
    cell.letters += size
    cell.linked += size if link is not None else 0
