"""Lines of text for a terminal: marked words, tables, and text without control characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.index.dataclass import dataclass

# MARGIN, Style, around, as_line, marked, safe, table_lines, COLOUR, PLAIN, DEEPER, INDENT
from dateline.searcher.render.wrapping import columns_of, padded, wrap
from dateline.searcher.results.highlight import Mark

__all__ = [
    "COLOUR",
    "DEEPER",
    "INDENT",
    "MARGIN",
    "PLAIN",
    "Style",
    "around",
    "as_line",
    "marked",
    "safe",
    "table_lines",
]

INDENT = 5  # of the lines below the title of a hit
MARGIN = " " * INDENT
# The width that the last column of a table must have; if less is left, rows are wrapped as a whole.
LAST_COLUMN = 24
DEEPER = 2
# Control characters, which a terminal would obey, are replaced one for one.
CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")


@dataclass(frozen=True, slots=True)
class Style:
    """What is printed before and after a marked word, a title, and a line of facts."""

    mark: tuple[str, str] = ("**", "**")
    title: tuple[str, str] = ("", "")
    dim: tuple[str, str] = ("", "")


PLAIN = Style()
COLOUR = Style(mark=("\x1b[1;33m", "\x1b[0m"), title=("\x1b[1m", "\x1b[0m"), dim=("\x1b[2m", "\x1b[0m"))


def table_lines(rows: Sequence[tuple[str, ...]], width: int | None = None) -> Iterator[str]:
    """Yield rows of cells as lines of at most ``width`` columns, the cells below each other.

    The last cell is wrapped below itself, if there is room for it; else the row is wrapped as a whole.
    """
    widths = [max(columns_of(row[column]) for row in rows) for column in range(len(rows[0]))]
    last = sum(widths[:-1]) + 2 * (len(widths) - 1)
    indent = last if width is None or width - last >= LAST_COLUMN else DEEPER
    for row in rows:
        yield from wrap("  ".join(map(padded, row, widths)).rstrip(), width, indent)


def safe(text: str) -> str:
    """Return a text without control characters, of the same length."""
    return text.translate(CONTROL)


def as_line(text: str) -> str:
    """Return a text as one line without control characters, of the same length."""
    return safe(text).replace("\n", " ")


def around(text: str, pair: tuple[str, str]) -> str:
    """Return a text between the two of a pair."""
    return f"{pair[0]}{text}{pair[1]}"


def marked(text: str, marks: Sequence[Mark], style: Style) -> str:
    """Return a text with its marks in a style; ``marks`` are (start, end) in characters."""
    pieces, at = [], 0
    for start, end in marks:
        pieces += [text[at:start], around(text[start:end], style.mark)]
        at = end
    return "".join([*pieces, text[at:]])
