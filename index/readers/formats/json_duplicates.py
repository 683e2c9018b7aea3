"""The decoder of JSON, and keys that an object has twice: the last value is kept, and a note says so."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from math import isfinite
from typing import Any

from dateline.index.article import ArticleNote

__all__ = ["DuplicateKey", "Duplicates", "decoder_of", "note_on_duplicates", "object_of"]

MOST_NAMED = 5
# Below it, two whole numbers are two floats.
EXACT = 2.0**53


class DuplicateKey(Exception):
    """An object has a key twice. `object_of` raises it, and the reader parses the text again with `Duplicates`."""


def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object by its keys and values, for the parser. Raises DuplicateKey."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise DuplicateKey
    return values


class Duplicates:
    """The keys that objects of a JSON value have twice, by object."""

    def __init__(self) -> None:
        # The objects are kept, too, because another could get the identity of one that is gone.
        self._found: dict[int, tuple[object, list[str]]] = {}
        self._decoder = decoder_of(self._look_at)

    def parse(self, text: str, at: int) -> tuple[object, int]:
        """Return the JSON value at an offset, and its end; keep the keys that its objects have twice."""
        return self._decoder.raw_decode(text, at)

    def _look_at(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        values = dict(pairs)
        if len(values) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            lost = [value for name, value in pairs if values[name] is not value]
            self._found[id(values)] = values, [*self.within(lost), *(name for name in counts if counts[name] > 1)]
        return values

    def within(self, content: object) -> list[str]:
        """Return the keys that the objects in a value have twice, without duplicates, the inner ones first."""
        levels: list[list[str]] = []
        left = [content]
        while left:
            each = left.pop()
            if isinstance(each, dict):
                if id(each) in self._found:
                    levels.append(self._found[id(each)][1])
                left.extend(reversed(each.values()))
            elif isinstance(each, list):
                left.extend(reversed(each))
        return list(dict.fromkeys(name for names in reversed(levels) for name in names))


def decoder_of(object_pairs_hook: Callable[[list[tuple[str, Any]]], Any]) -> json.JSONDecoder:
    """Return a decoder of JSON as other programs write it, with a function that makes the objects.

    Python writes NaN for a missing number, which JSON does not have. A number that is too large is its digits.
    """
    return json.JSONDecoder(
        parse_constant=lambda _name: None, parse_float=finite_number, object_pairs_hook=object_pairs_hook
    )


class PrintedNumber(float):
    """A number that a float cannot hold exactly; as a text, which an id is, it has the digits of the source."""

    def __new__(cls, digits: str) -> PrintedNumber:
        """Make a number of its digits."""
        made = super().__new__(cls, digits)
        made.digits = digits
        return made

    digits: str

    def __str__(self) -> str:
        return self.digits

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override]
        """Return the arguments of a copy."""
        return (self.digits,)


def finite_number(digits: str) -> float | str:
    """Return a number, or its digits if it is larger than any that can be kept."""
    number = float(digits)
    if -EXACT < number < EXACT:
        return number
    return PrintedNumber(digits) if isfinite(number) else digits


def note_on_duplicates(names: Iterable[str]) -> ArticleNote:
    """Return a note that names the keys that an object of a record has twice."""
    found = list(names)
    shown = ", ".join(f"`{name[:40]}`" for name in found[:MOST_NAMED]) + (", …" if len(found) > MOST_NAMED else "")
    return ArticleNote("a key twice", f"the record has a key more than once: {shown}; the last value was kept")
