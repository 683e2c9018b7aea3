"""Objects that hold a list of records and cannot be read whole: member by member, and the records one by one."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeAlias

from dateline.index.errors import ReadError
from dateline.index.readers.formats.json_items import items_of, rest_lost, value_at
from dateline.index.readers.formats.json_text import JsonText
from dateline.index.readers.formats.json_values import JsonValue, PassedOver, too_large

__all__ = ["IsWrapper", "Wrapped"]

# Whether an object wraps the list under a name: by the keys before it, and the name.
IsWrapper: TypeAlias = Callable[[dict[str, object], str], bool]

DEEPEST_LIST = 5
# Keys of an object around a list of records.
MOST_KEYS = 1000


class Wrapped:
    """An object that holds a list of records, ``{"articles": […]}``, and is too large for the memory.

    Or a part of it is ``broken``, for that reason; then the text ends with it, and what follows it is read in any case.
    """

    def __init__(self, source: JsonText, file: str, is_wrapper: IsWrapper, broken: ReadError | None = None) -> None:
        self._source = source
        self._file = file
        self._is_wrapper = is_wrapper
        self._none = too_large(file, source.line) if broken is None else broken
        self._lost = rest_lost(self._none, source) if broken is None else broken
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
                yield self._lost
                return False
            if not (yield from self._member(str(name.content), before, depth)):
                return False
            sign = source.skip_white()
        if sign == "}":
            source.move(source.at + 1)
            return True
        broken = ReadError(self._file, source.line, "broken JSON: a key or a value is missing here")
        yield source.wrong if source.wrong is not None and not sign else rest_lost(broken, source)
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
            yield self._lost if found is None else rest_lost(found, source)
            return False
        before[name] = None if isinstance(found.content, dict) else found.content
        return True

    def _items(self) -> Generator[JsonValue | ReadError, None, bool]:
        """Yield the items of a list if the first is a record; return whether the list came to its end."""
        items = items_of(self._source, self._file)
        first = next(items, None)
        if isinstance(first, JsonValue) and not isinstance(first.content, dict):
            yield self._lost
            return False
        if first is None:
            return True
        self._found = True
        yield first
        return (yield from items)
