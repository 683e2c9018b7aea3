"""The JSON values of a file: one a line, one after another, or the items of a list, read as a stream.

The first line of a document decides whether it is JSON Lines. Of a list, and of an object that is larger than any
article and has a list of records in it, one item at a time is in memory.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import chain

from dateline.index.errors import ReadError
from dateline.index.readers.decoding import as_utf8
from dateline.index.readers.formats.json_items import items_of, rest_lost, value_at
from dateline.index.readers.formats.json_members import IsWrapper, Wrapped
from dateline.index.readers.formats.json_text import JsonText, has_many_values
from dateline.index.readers.formats.json_values import JsonValue, PassedOver, too_large, values_of_lines
from dateline.index.readers.formats.lines import LONGEST_LINE, lines_of

__all__ = ["read_values"]

LINES_TRIED = 20


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
    replayed = ReplayedLines(every)
    source = JsonText(replayed, file)
    found = values_of_document(source, file, is_wrapper)
    first = next(found, None)
    is_broken = isinstance(first, ReadError) and line.lstrip()[:1] == b"{"
    if is_broken and any(is_object(each) for each in lines_of(replayed.first_lines())):
        yield from values_of_lines(replayed.from_first(), file)
        return
    replayed.forget()
    for each in chain(() if first is None else (first,), found):
        if source.wrong is not None and isinstance(each, ReadError):
            for _ in replayed:  # damage of the file as a whole, for which this raises, is the better reason
                pass
        yield each


class ReplayedLines:
    """Lines that are kept while they are read, until `forget` is called, so that they can be read again."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._kept: io.BytesIO | None = io.BytesIO()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        line = next(self._lines)
        if self._kept is not None:
            self._kept.write(line)
        return line

    def forget(self) -> None:
        """Keep nothing from now on."""
        self._kept = None

    def first_lines(self) -> io.BytesIO:
        """Return the first lines, as one file; those that were not read yet are still to come."""
        assert self._kept is not None
        size = self._kept.tell()
        self._kept.seek(0)
        tried = first_lines(chain(lines_of(self._kept), self._lines))
        self._kept.seek(size)
        self._lines = chain(lines_of(io.BytesIO(tried.getvalue()[size:])), self._lines)
        return tried

    def from_first(self) -> Iterator[bytes]:
        """Return all lines from the first one on."""
        assert self._kept is not None
        self._kept.seek(0)
        return chain(lines_of(self._kept), self._lines)


def blank_lines(lines: Iterator[bytes]) -> tuple[io.BytesIO, bytes]:
    """Return the blank lines at the beginning, as one file, and the first other line, or an empty one at the end."""
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
        if isinstance(found, JsonValue):
            yield found
        elif isinstance(found, PassedOver):
            if is_wrapper is not None and sign == "{":
                yield from Wrapped(source.part(found.end), file, is_wrapper, found.error).records()
            else:
                yield found.error
            source.move(found.end)
        elif found is None and is_wrapper is not None and sign == "{":
            if not (yield from Wrapped(source, file, is_wrapper).records()):
                return
        else:
            yield rest_lost(found or too_large(file, source.line), source)
            return
        sign = source.skip_white()
    if source.wrong is not None:
        yield source.wrong


def is_object(line: bytes) -> bool:
    """Return whether a line is a complete JSON object."""
    if not line.lstrip().startswith(b"{") or has_many_values(line):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
