"""The JSON values of a file: one a line, one after another, or the items of a list; broken ones are errors.

The first line of a document decides whether it is JSON Lines. Keys that an object has twice are kept with the value.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from dateline.index.errors import ReadError
from dateline.index.readers.decoding import as_utf8, decode_text, nul_error
from dateline.index.readers.formats.json_duplicates import DuplicateKey, Duplicates, note_on_duplicates, object_of
from dateline.index.readers.formats.lines import join_lines, numbered_lines

__all__ = ["JsonValue", "parse_simple_line", "read_values", "values_of_line"]

DEEPEST = 100
LINES_TRIED = 20
LINE_ENDS = ("\n", "", "\r\n")
WHITE = re.compile(r"[ \t\r\n]*")
# After a broken article in a document, the next ones cannot be found.
REST_LOST = "; the rest of the file was not read"

# Python writes NaN for a missing number, which JSON does not have. Most records have each key once; this one raises
# DuplicateKey for the others.
STRICT = json.JSONDecoder(parse_constant=lambda _name: None, object_pairs_hook=object_of)
SCAN: Callable[[str, int], tuple[Any, int]] = STRICT.scan_once  # type: ignore[attr-defined]


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


def read_values(lines: Iterator[bytes], file: str) -> Iterator[JsonValue | ReadError]:
    """Yield the values of a JSON document as they are, or the errors.

    It is JSON Lines if its first line is an object, or if it begins with a broken object and one of
    the next lines is an object.
    """
    head: list[bytes] = []
    lines = as_utf8(lines)
    for line in lines:
        head.append(line)
        if not line.isspace():
            break
    if head and is_object(head[-1]):
        yield from values_of_lines(chain(head, lines), file)
        return
    whole = join_lines(chain(head, lines), file)
    if isinstance(whole, ReadError):
        yield whole
        return
    found = values_of_document(whole, file)
    first = next(found, None)
    if isinstance(first, ReadError) and head[-1].lstrip()[:1] == b"{":
        filled = (line for line in io.BytesIO(whole) if not line.isspace())
        if any(is_object(line) for line in islice(filled, LINES_TRIED)):
            yield from values_of_lines(io.BytesIO(whole), file)
            return
    if first is not None:
        yield first
        yield from found


def parse_simple_line(line: bytes) -> dict[str, object] | None:
    """Return the object of a line in the common case, else None.

    `values_of_line` handles the other cases and finds the errors, at several times the cost.
    """
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
    parsed = parse_value(text, skip_white(text, 0), file, number)
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


def values_of_document(data: bytes, file: str) -> Iterator[JsonValue | ReadError]:
    """Yield the items of a list, or the values in sequence, up to the first broken one."""
    text = nul_error(data, file, 1) if b"\0" in data else decode_text(data, file, 1)
    if isinstance(text, ReadError):
        yield text
        return
    at = skip_white(text, 0)
    line = 1 + text.count("\n", 0, at)
    if text.startswith("[", at):
        yield from values_of_list(text, at, line, file)
        return
    while at < len(text):
        parsed = parse_value(text, at, file, line)
        if isinstance(parsed, ReadError):
            yield ReadError(file, parsed.line, parsed.reason + REST_LOST)
            return
        content, end, twice = parsed
        yield JsonValue(content, line, duplicates=twice)
        end = skip_white(text, end)
        line += text.count("\n", at, end)
        at = end


def values_of_list(text: str, start: int, line: int, file: str) -> Iterator[JsonValue | ReadError]:
    """Yield the items of the list that begins at ``start``, up to the first broken one."""
    at, comma = start, "["
    while comma != "]":
        following = skip_white(text, at + 1)
        line += text.count("\n", at, following)
        if comma == "[" and text.startswith("]", following):  # no article, which is no error
            at = following
            break
        parsed = parse_value(text, following, file, line)
        if isinstance(parsed, ReadError):
            yield ReadError(file, parsed.line, parsed.reason + REST_LOST)
            return
        content, end, twice = parsed
        yield JsonValue(content, line, listed=True, duplicates=twice)
        at = skip_white(text, end)
        line += text.count("\n", following, at)
        comma = text[at : at + 1]
        if comma not in (",", "]"):
            yield ReadError(file, line, f"broken JSON: a comma or ] is missing after the article{REST_LOST}")
            return
    rest_start = skip_white(text, at + 1)
    if rest_start < len(text):
        line += text.count("\n", at, rest_start)
        yield ReadError(file, line, "broken JSON: more follows where the list ends; it was not read")


def parse_value(text: str, at: int, file: str, line: int) -> tuple[object, int, Duplicates | None] | ReadError:
    """Return the JSON value at an offset, which is on this line, its end, and the keys it has twice; or the error."""
    twice: Duplicates | None = None
    try:
        try:
            content, end = STRICT.raw_decode(text, at)
        except DuplicateKey:
            twice = Duplicates()
            content, end = twice.parse(text, at)
    except json.JSONDecodeError as failure:
        words = failure.msg[:1].lower() + failure.msg[1:].removesuffix(" at").removesuffix(" starting")
        down = text.count("\n", at, failure.pos)
        return ReadError(file, line + down, f"broken JSON: {words}, at character {failure.colno}")
    except RecursionError:
        return too_deep(file, line)
    except ValueError:  # Python refuses such numbers, because reading them would take minutes
        return ReadError(file, line, "a number of the record has too many digits")
    if text.count("[", at, end) + text.count("{", at, end) > DEEPEST and is_deep(content):
        return too_deep(file, line)
    if text.find("\\u0000", at, end) >= 0 and contains_nul(content):
        return ReadError(file, line, "a text of the record holds a NUL character (\\u0000); take it out")
    return content, end, twice


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


def is_object(line: bytes) -> bool:
    """Return whether a line is a complete JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def skip_white(text: str, at: int) -> int:
    """Return the first offset from ``at`` on that is not JSON white space."""
    found = WHITE.match(text, at)
    assert found is not None  # the pattern also matches nothing
    return found.end()
