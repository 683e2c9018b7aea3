"""The JSON values of a file: one a line, one after another, or the items of a list, read as a stream.

The first line of a document decides whether it is JSON Lines. Of a list, and of an object that is larger than any
article and has a list of records in it, one item at a time is in memory.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Generator, Iterator
from itertools import chain

from dateline.index.errors import ReadError
from dateline.index.readers.decoding import as_utf8
from dateline.index.readers.formats.json_text import JsonText, end_of_value, has_many_values
from dateline.index.readers.formats.json_values import (
    JsonValue,
    PassedOver,
    describe_broken,
    parse_value,
    too_large,
    values_of_lines,
)
from dateline.index.readers.formats.lines import LONGEST_LINE, lines_of

__all__ = ["read_values"]

# Whether an object wraps the list under a name: by the keys before it, and the name.
IsWrapper = Callable[[dict[str, object], str], bool]

LINES_TRIED = 20
DEEPEST_LIST = 5
# Keys of an object around a list of records.
MOST_KEYS = 1000
# Characters of the longest sign of JSON that the end of a part may cut, with some room.
LONGEST_SIGN = 20
# The signs that begin values with an end of their own; where a number ends, only what follows it shows (`1`, `1e+5`).
CLOSED = '{["'
# After a broken article in a document, the next ones cannot be found.
REST_LOST = "; the rest of the file was not read"


def read_values(
    lines: Iterator[bytes], file: str, is_wrapper: IsWrapper | None = None
) -> Iterator[JsonValue | ReadError]:
    """Yield the values of a JSON document as they are, or the errors.

    It is JSON Lines if its first line is an object, or if it begins with a broken object and one of
    the next lines is an object. With ``is_wrapper``, the records of an object that is too large are yielded in its
    place, as items of a list.
    """
    lines = as_utf8(lines)
    head, line = blank_lines(lines)
    every = chain(lines_of(head), (line,), lines)
    if is_object(line):
        yield from values_of_lines(every, file)
        return
    kept = io.BytesIO()
    found = values_of_document(JsonText(kept_until_closed(every, kept), file), file, is_wrapper)
    first = next(found, None)
    if isinstance(first, ReadError) and line.lstrip()[:1] == b"{":
        kept.seek(0)
        again = chain(lines_of(kept), lines)
        tried = first_lines(again)
        if any(is_object(line) for line in lines_of(tried)):
            tried.seek(0)
            yield from values_of_lines(chain(lines_of(tried), again), file)
            return
    kept.close()
    if first is not None:
        yield first
        yield from found


def kept_until_closed(lines: Iterator[bytes], kept: io.BytesIO) -> Iterator[bytes]:
    """Yield lines, and write them to a buffer while it is open."""
    for line in lines:
        if not kept.closed:
            kept.write(line)
        yield line


def blank_lines(lines: Iterator[bytes]) -> tuple[io.BytesIO, bytes]:
    """Return the blank lines at the beginning, as one file, and the first other line, empty if there is none."""
    blank = io.BytesIO()
    for line in lines:
        if not line.isspace():
            blank.seek(0)
            return blank, line
        blank.write(line)
    blank.seek(0)
    return blank, b""


def first_lines(lines: Iterator[bytes]) -> io.BytesIO:
    """Return the first lines, up to a number of those that are not blank, as one file."""
    tried = io.BytesIO()
    filled = 0
    for line in lines:
        tried.write(line)
        filled += not line.isspace()
        if filled >= LINES_TRIED or tried.tell() >= LONGEST_LINE:
            break
    tried.seek(0)
    return tried


def values_of_document(source: JsonText, file: str, is_wrapper: IsWrapper | None) -> Iterator[JsonValue | ReadError]:
    """Yield the items of a list, or the values in sequence, up to the first broken one."""
    sign = source.skip_white()
    if sign == "[":
        if not (yield from items_of(source, file)):
            return
        if source.skip_white():
            yield ReadError(file, source.line, "broken JSON: more follows where the list ends; it was not read")
        sign = ""
    while sign:
        found = value_at(source, file)
        if not isinstance(found, JsonValue | ReadError) and is_wrapper is not None and sign == "{":
            if not (yield from Wrapped(source, file, is_wrapper, found).records()):
                return
        elif isinstance(found, JsonValue):
            yield found
        elif isinstance(found, PassedOver):
            source.move(found.end)
            yield found.error
        else:
            yield rest_lost(found or too_large(file, source.line))
            return
        sign = source.skip_white()
    if source.wrong is not None:
        yield source.wrong


def items_of(source: JsonText, file: str) -> Generator[JsonValue | ReadError, None, bool]:
    """Yield the items of the list that begins here, up to the first broken one; return whether it came to its end."""
    source.move(source.at + 1)
    if source.skip_white() == "]":  # no article, which is no error
        source.move(source.at + 1)
        return True
    while True:
        found = value_at(source, file, listed=True)
        if not isinstance(found, JsonValue | PassedOver):
            yield rest_lost(found or too_large(file, source.line))
            return False
        if isinstance(found, PassedOver):
            source.move(found.end)
        yield found.error if isinstance(found, PassedOver) else found
        comma = source.skip_white()
        if comma not in (",", "]"):
            missing = ReadError(file, source.line, f"broken JSON: a comma or ] is missing after the article{REST_LOST}")
            yield missing if comma or source.wrong is None else source.wrong
            return False
        source.move(source.at + 1)
        if comma == "]":
            return True
        source.skip_white()


def value_at(source: JsonText, file: str, *, listed: bool = False) -> JsonValue | PassedOver | ReadError | None:
    """Return the value that begins here, and go to its end; or the error; None if it is too large for the memory.

    What is well-formed but can be no part of an article may be passed over, if its end is found; it is still here.
    """
    while True:
        parsed = parse_value(source.text, source.at, file, source.line)
        if isinstance(parsed, ReadError):
            end = end_of_value(source.text, source.at)
            if end is None and source.more():
                continue
            if end is None:
                return parsed
            return PassedOver(parsed, end)
        is_cut = (
            may_go_on(parsed)
            if isinstance(parsed, json.JSONDecodeError)
            else source.text[source.at] not in CLOSED and len(source.text) - parsed[1] < LONGEST_SIGN
        )
        if not (is_cut and source.more()):
            break
    if not isinstance(parsed, json.JSONDecodeError):
        line = source.line
        content, end, twice = parsed
        source.move(end)
        return JsonValue(content, line, listed, twice)
    if is_cut and source.wrong is not None:
        return source.wrong
    if is_cut and source.is_too_large:
        return None
    return describe_broken(parsed, file, source.line, source.at, source.column)


def may_go_on(failure: json.JSONDecodeError) -> bool:
    """Return whether JSON that is broken may be only incomplete."""
    return failure.msg.startswith("Unterminated") or len(failure.doc) - failure.pos < LONGEST_SIGN


def rest_lost(error: ReadError) -> ReadError:
    """Return an error that says that nothing after it was read."""
    return ReadError(error.file, error.line, error.reason + REST_LOST)


class Wrapped:
    """An object that holds a list of records, ``{"articles": […]}``, and is too large for the memory.

    Or it has a part, ``broken``, that is passed over, so that the records are read one by one.
    """

    def __init__(self, source: JsonText, file: str, is_wrapper: IsWrapper, broken: PassedOver | None = None) -> None:
        self._source = source
        self._file = file
        self._is_wrapper = is_wrapper
        self._none = too_large(file, source.line) if broken is None else broken.error
        self._found = False

    def records(self) -> Generator[JsonValue | ReadError, None, bool]:
        """Yield the records, or an error; return whether the object came to its end."""
        if not (yield from self._members(DEEPEST_LIST)):
            return False
        if not self._found:
            yield self._none
        return True

    def _members(self, depth: int) -> Generator[JsonValue | ReadError, None, bool]:
        """Yield the records in the object that begins here; return whether it came to its end."""
        source = self._source
        before: dict[str, object] = {}
        sign = ","
        while sign == ",":
            source.move(source.at + 1)
            name = value_at(source, self._file) if source.skip_white() == '"' else None
            if not isinstance(name, JsonValue) or source.skip_white() != ":":
                break
            source.move(source.at + 1)
            if len(before) > MOST_KEYS:
                yield rest_lost(self._none)
                return False
            if not (yield from self._member(str(name.content), before, depth)):
                return False
            sign = source.skip_white()
        if sign == "}":
            source.move(source.at + 1)
            return True
        broken = ReadError(self._file, source.line, f"broken JSON: a key or a value is missing here{REST_LOST}")
        yield source.wrong if source.wrong is not None and not sign else broken
        return False

    def _member(self, name: str, before: dict[str, object], depth: int) -> Generator[JsonValue | ReadError, None, bool]:
        """Yield the records in the value of a key; return whether the value came to its end."""
        source = self._source
        sign = source.skip_white()
        if sign == "[" and self._is_wrapper(before, name):
            return (yield from self._items())
        found = value_at(source, self._file)
        if not isinstance(found, JsonValue | ReadError) and sign == "{" and depth:
            return (yield from self._members(depth - 1))
        if isinstance(found, PassedOver):  # a value beside the records
            source.move(found.end)
            before[name] = None
            return True
        if not isinstance(found, JsonValue):
            yield rest_lost(found or self._none)
            return False
        before[name] = None if isinstance(found.content, dict) else found.content
        return True

    def _items(self) -> Generator[JsonValue | ReadError, None, bool]:
        """Yield the items of a list if the first is a record; return whether the list came to its end."""
        items = items_of(self._source, self._file)
        first = next(items, None)
        if isinstance(first, JsonValue) and not isinstance(first.content, dict):
            yield rest_lost(self._none)
            return False
        if first is None:
            return True
        self._found = True
        yield first
        return (yield from items)


def is_object(line: bytes) -> bool:
    """Return whether a line is a complete JSON object."""
    if not line.lstrip().startswith(b"{") or has_many_values(line):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
