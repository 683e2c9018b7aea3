"""One JSON value after another in the text of a document: the one at a place, and the items of a list."""

from __future__ import annotations

import json
from collections.abc import Generator

from dateline.index.errors import ReadError
from dateline.index.readers.formats.json_text import JsonText, end_of_value
from dateline.index.readers.formats.json_values import JsonValue, PassedOver, describe_broken, parse_value, too_large

__all__ = ["items_of", "rest_lost", "value_at"]

# Characters of the longest sign of JSON that the end of a part may cut, with some room.
LONGEST_SIGN = 20
# The signs that begin values with an end of their own; where a number ends, only what follows it shows (`1`, `1e+5`).
CLOSED = '{["'


def items_of(source: JsonText, file: str) -> Generator[JsonValue | ReadError, None, bool]:
    """Yield the items of the list that begins here, up to the first broken one; return whether it came to its end."""
    source.move(source.at + 1)
    if source.skip_white() == "]":  # no article, which is no error
        source.move(source.at + 1)
        return True
    while True:
        found = value_at(source, file, listed=True)
        if not isinstance(found, JsonValue | PassedOver):
            yield rest_lost(found or too_large(file, source.line), source)
            return False
        if isinstance(found, PassedOver):
            source.move(found.end)
        yield found.error if isinstance(found, PassedOver) else found
        comma = source.skip_white()
        if comma not in (",", "]"):
            missing = ReadError(file, source.line, "broken JSON: a comma or ] is missing after the article")
            yield rest_lost(missing, source) if comma or source.wrong is None else source.wrong
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


def rest_lost(error: ReadError, source: JsonText) -> ReadError:
    """Return an error that says that nothing after it was read: behind what is broken, no article can be found."""
    return ReadError(error.file, error.line, f"{error.reason}; the rest of the {source.extent} was not read")
