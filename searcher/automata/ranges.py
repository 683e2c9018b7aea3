"""Sets of characters: disjoint ranges of code points, ascending, with gaps between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from dateline.index.analysis.english import fold

__all__ = ["ANY", "Characters", "but", "fold_range", "only", "union"]

Characters: TypeAlias = "tuple[tuple[int, int], ...]"  # first and last code point of each range

HIGHEST = 0x10FFFF
ANY: Final[Characters] = ((0, HIGHEST),)
MOST_FOLDED = 1024  # characters of a range that are folded one by one


def only(character: str) -> Characters:
    """Return the set of one character."""
    return ((ord(character), ord(character)),)


def union(ranges: Iterable[tuple[int, int]]) -> Characters:
    """Return the set of all characters in any of the ranges."""
    made: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if made and low <= made[-1][1] + 1:
            made[-1] = made[-1][0], max(high, made[-1][1])
        else:
            made.append((low, high))
    return tuple(made)


def but(characters: Characters) -> Characters:
    """Return the set of all other characters."""
    made, start = [], 0
    for low, high in characters:
        if low > start:
            made.append((start, low - 1))
        start = high + 1
    if start <= HIGHEST:
        made.append((start, HIGHEST))
    return tuple(made)


def fold_range(low: int, high: int) -> list[tuple[int, int]]:
    """Return a range of characters as texts are folded; a character that folds to several stays as it is."""
    if high - low >= MOST_FOLDED:
        return [(low, high)]
    folded = [(code, fold(chr(code))) for code in range(low, high + 1)]
    return list(union((ord(text), ord(text)) if len(text) == 1 else (code, code) for code, text in folded))
