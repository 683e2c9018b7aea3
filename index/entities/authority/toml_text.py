"""Locate tables, keys and values in the text of a TOML file, so that parts can be changed in place.

`tomllib` gives the values of a file, not their positions. This module reads a text that `tomllib` has accepted and
finds its tables and the positions of their keys and values; comments, blank lines and order are kept. It supports
only what the authority file needs: tables with headers (``[[people]]``) and plain keys.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator

from dateline.index.dataclass import dataclass, field
from dateline.index.pattern import compile_late

__all__ = ["Pair", "Splice", "Table", "apply", "line_of", "tables_of", "with_strings", "without_table", "write_value"]

SHORTEST_SPREAD = 100  # longer arrays, in characters, are written one value a line
# One piece of a value: a comment, a string of any of the four kinds, a bracket, the end of a line, or anything else.
PIECE = compile_late(
    r'#[^\n]*|"""(?:[^\\]|\\.)*?"""+|\'\'\'.*?\'\'\'+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[\[\]{}]|\n|[^#"\'\[\]{}\n]+|.',
    re.DOTALL,
)
HEADER = compile_late(r"\[\[?\s*([^\]\n]*?)\s*\]\]?")
KEY = compile_late(r"""\s*("[^"\n]*"|'[^'\n]*'|[^=#\n]*?)\s*=[ \t]*""")

Splice = tuple[int, int, str]
"""Start, end, and the replacement."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The span of a key with its value, and the start of the value."""

    start: int
    value: int
    end: int


@dataclass(slots=True)
class Table:
    """A table with a header: the name in the header, its start, the end of its last line, and its pairs."""

    name: str
    start: int
    end: int
    pairs: dict[str, Pair] = field(default_factory=dict)


def tables_of(text: str) -> list[Table]:
    """Return the tables of a text in order. The first is the part before any header, without a name."""
    found = [Table("", 0, 0)]
    at = 0
    while at < len(text):
        if text[at] in " \t\r\n":
            at += 1
        elif text[at] == "#":
            at = _end_of_line(text, at)
        elif header := HEADER.match(text, at) if text[at] == "[" else None:
            found.append(Table(header[1].replace(" ", ""), at, header.end()))
            at = header.end()
        else:
            key = KEY.match(text, at)
            begin = key.end() if key else at
            end = max(_end_of_value(text, begin), at + 1)
            found[-1].pairs[key[1].strip("\"' \t") if key else ""] = Pair(at, begin, end)
            found[-1].end = at = end
    return found


def line_of(text: str, at: int) -> int:
    """Return the line number of an offset, counted from 1."""
    return text.count("\n", 0, at) + 1


def apply(text: str, splices: Iterable[Splice]) -> str:
    """Return a text with splices applied. They must not overlap; those at one offset are applied in order."""
    pieces, at = [], 0
    for start, end, fresh in sorted(splices, key=lambda each: each[:2]):
        pieces += [text[at:start], fresh]
        at = end
    return "".join([*pieces, text[at:]])


def write_value(value: str | bool | Iterable[str]) -> str:
    """Return a string, a boolean or a list of strings in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    written = [write_value(each) for each in value]
    line = f"[{', '.join(written)}]"
    return line if len(line) <= SHORTEST_SPREAD else "[\n" + "".join(f"    {each},\n" for each in written) + "]"


def with_strings(array: str, gone: Iterable[str], fresh: Iterable[str]) -> str:
    """Return the text of an array of strings with some removed and others added at the end.

    Comments and lines are kept.
    """
    out = set(gone)
    shorter = apply(array, (_whole_line(array, start, end) for value, start, end in _strings(array) if value in out))
    written = [write_value(each) for each in fresh]
    return _with_added(shorter, written) if written else shorter


def without_table(text: str, table: Table) -> Splice:
    """Return the splice that removes a table, except the comments in it."""
    pieces = PIECE.findall(text[table.start : (end := _end_of_line(text, table.end))])
    comments = [piece.rstrip() for piece in pieces if piece.startswith("#")]
    return table.start, min(end + 1, len(text)), "".join(f"{comment}\n" for comment in comments)


def _strings(array: str) -> Iterator[tuple[str, int, int]]:
    """Yield the strings of an array, each with start and end."""
    for piece in PIECE.finditer(array):
        if piece[0][0] in "\"'":
            yield tomllib.loads(f"it = {piece[0]}")["it"], piece.start(), piece.end()


def _whole_line(array: str, start: int, end: int) -> Splice:
    """Return the splice that removes a string from an array, with its comma, and with its line if it is alone there."""
    end = _after_comma(array, end)
    line, stop = array.rfind("\n", 0, start) + 1, _end_of_line(array, end)
    alone = line > 0 and stop < len(array) and not (array[line:start] + array[end:stop]).strip()
    return (line, stop + 1, "") if alone else (start, end, "")


def _with_added(array: str, written: list[str]) -> str:
    """Return an array with values added after its last string."""
    last = max(_strings(array), key=lambda place: place[1], default=None)
    if last is None:
        return apply(
            array, [(1, 1, "".join(f"{each}, " for each in written).removesuffix("" if "#" in array else ", "))]
        )
    _, start, end = last
    line_end = _end_of_line(array, end)
    if line_end == len(array):  # the array ends on the line of its last string
        return apply(array, [(end, end, "".join(f", {each}" for each in written))])
    line = array.rfind("\n", 0, start) + 1
    indent = array[line : len(array) - len(array[line:].lstrip(" \t"))] if line else "    "
    comma = "" if "," in array[end : _after_comma(array, end)] else ","
    stop = line_end - 1 if array[line_end - 1] == "\r" else line_end
    return apply(array, [(end, end, comma), (stop, stop, "".join(f"\n{indent}{each}," for each in written))])


def _after_comma(text: str, at: int) -> int:
    """Return the offset after a following comma and blanks, else the given offset."""
    comma = re.compile(r"\s*,[ \t]*").match(text, at)
    return comma.end() if comma else at


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _end_of_value(text: str, at: int) -> int:
    """Return the end of a value: before the comment or the end of its line, with brackets closed."""
    depth, end = 0, at
    for piece in PIECE.finditer(text, at):
        first = piece[0][0]
        if depth <= 0 and first in "#\n":
            break
        depth += (first in "[{") - (first in "]}")
        end = piece.end() if piece[0].strip() and first != "#" else end
    while end > at and text[end - 1] in " \t\r":
        end -= 1
    return end
