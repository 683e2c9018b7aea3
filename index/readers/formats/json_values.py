"""The JSON values of lines, and the parser of values: broken ones are errors.

Keys that an object has twice are kept with the value. `json_document` finds the values of a whole file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from dateline.index.dataclass import dataclass
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import decode_text, nul_error
from dateline.index.readers.formats.json_duplicates import (
    DuplicateKey,
    Duplicates,
    decoder_of,
    note_on_duplicates,
    object_of,
)
from dateline.index.readers.formats.json_text import (
    LARGEST_RECORD,
    MEGABYTE,
    MOST_VALUES,
    has_many_values,
    skip_white,
)
from dateline.index.readers.formats.lines import numbered_lines

__all__ = [
    "JsonValue",
    "PassedOver",
    "describe_broken",
    "parse_simple_line",
    "parse_value",
    "too_large",
    "values_of_line",
    "values_of_lines",
]

DEEPEST = 100
LINE_ENDS = ("\n", "", "\r\n")

# Most records have each key once; this one raises DuplicateKey for the others.
STRICT = decoder_of(object_of)
SCAN: Callable[[str, int], tuple[Any, int]] = STRICT.scan_once  # type: ignore[attr-defined]

# A value, the offset of its end, and the keys that it has twice, if any.
Parsed: TypeAlias = "tuple[object, int, Duplicates | None]"


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A JSON value, the line it starts on, whether it is an item of a list, and the keys that it has twice, if any."""

    content: object
    line: int
    listed: bool = False
    duplicates: Duplicates | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """The doubts about the value."""
        names = self.names_twice(self.content)
        return (note_on_duplicates(names),) if names else ()

    def names_twice(self, part: object) -> list[str]:
        """Return the keys that objects in a part of the value have twice."""
        return self.duplicates.within(part) if self.duplicates is not None else []


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A JSON value that is not read, and why, and the offset of its end, behind which reading goes on."""

    error: ReadError
    end: int


def parse_simple_line(line: bytes) -> dict[str, object] | None:
    """Return the object of a line in the common case, else None.

    `values_of_line` handles the other cases and finds the errors, at several times the cost.
    """
    if has_many_values(line):
        return None
    try:
        text = line.decode()
        content, end = SCAN(text, 0)
    except (ValueError, StopIteration, RecursionError, DuplicateKey):
        return None
    if text[end:] not in LINE_ENDS or "\0" in text or "\\u0000" in text:
        return None
    if type(content) is not dict or text.count("[") + text.count("{") > DEEPEST:
        return None
    return content


def values_of_lines(lines: Iterator[bytes], file: str) -> Iterator[JsonValue | ReadError]:
    """Yield the value of each line that is not blank, or the error."""
    for number, line in numbered_lines(lines, file):
        yield from values_of_line(line, file, number)


def values_of_line(line: bytes | ReadError, file: str, number: int) -> Iterator[JsonValue | ReadError]:
    """Yield the value of a line, or the error; nothing for a blank line."""
    if isinstance(line, ReadError):
        yield line
        return
    if line.isspace():
        return
    line = line.rstrip(b"\r\n")  # so that the error of a truncated value is on its own line
    text = nul_error(line, file, number) if b"\0" in line else decode_text(line, file, number)
    if isinstance(text, ReadError):
        yield text
        return
    if has_many_values(text):
        yield too_large(file, number)
        return
    parsed = parse_value(text, skip_white(text, 0), file, number)
    if isinstance(parsed, json.JSONDecodeError):
        yield describe_broken(parsed, file, number)
        return
    if isinstance(parsed, ReadError):
        yield parsed
        return
    content, end, twice = parsed
    rest_start = skip_white(text, end)
    if rest_start < len(text):
        yield ReadError(
            file, number, f"broken JSON: more follows where the article ends, at character {rest_start + 1}"
        )
        return
    yield JsonValue(content, number, duplicates=twice)


def parse_value(text: str, at: int, file: str, line: int) -> Parsed | ReadError | json.JSONDecodeError:
    """Return the JSON value at an offset, which is on this line, its end, and the keys it has twice; or what is wrong.

    Broken JSON, which may only be incomplete, is the error of the parser; `describe_broken` makes a line of it.
    """
    twice: Duplicates | None = None
    try:
        try:
            content, end = STRICT.raw_decode(text, at)
        except DuplicateKey:
            twice = Duplicates()
            content, end = twice.parse(text, at)
    except json.JSONDecodeError as failure:
        return failure
    except RecursionError:
        return too_deep(file, line)
    except ValueError:  # Python refuses such numbers, because reading them would take minutes
        return ReadError(file, line, "a number of the record has too many digits")
    if text.count("[", at, end) + text.count("{", at, end) > DEEPEST and is_deep(content):
        return too_deep(file, line)
    if text.find("\\u0000", at, end) >= 0 and contains_nul(content):
        return ReadError(file, line, "a text of the record holds a NUL character (\\u0000); take it out")
    return content, end, twice


def describe_broken(failure: json.JSONDecodeError, file: str, line: int, at: int = 0, column: int = 0) -> ReadError:
    """Return the error for broken JSON, whose value begins on this line, at an offset of the text.

    ``column`` is the number of characters of the first line of the text that are before it.
    """
    words = failure.msg[:1].lower() + failure.msg[1:].removesuffix(" at").removesuffix(" starting")
    down = failure.doc.count("\n", at, failure.pos)
    place = failure.colno + (column if failure.lineno == 1 else 0)
    return ReadError(file, line + down, f"broken JSON: {words}, at character {place}")


def too_large(file: str, line: int) -> ReadError:
    """Return the error for a record that would fill the memory."""
    size = f"{LARGEST_RECORD // MEGABYTE} MB or {MOST_VALUES:,} values"
    return ReadError(file, line, f"the record has more than {size}, too much for one article; split it")


def too_deep(file: str, line: int) -> ReadError:
    """Return the error for a record that is nested too deep for later steps."""
    return ReadError(file, line, f"the record is nested more than {DEEPEST} levels deep")


def is_deep(content: object) -> bool:
    """Return whether lists and objects are nested more than `DEEPEST` levels deep."""
    level: list[object] = [content]
    for _ in range(DEEPEST):
        level = [item for each in level for item in parts_of(each) if isinstance(item, list | dict)]
        if not level:
            return False
    return True


def contains_nul(content: object) -> bool:
    """Return whether a text or a key anywhere in a JSON value contains a NUL."""
    left: list[object] = [content]
    while left:
        each = left.pop()
        if isinstance(each, str) and "\0" in each:
            return True
        if isinstance(each, dict):
            left.extend(each)
        left.extend(parts_of(each))
    return False


def parts_of(content: object) -> list[object]:
    """Return the items of a list or the values of an object, else an empty list."""
    if isinstance(content, dict):
        return list(content.values())
    return content if isinstance(content, list) else []
