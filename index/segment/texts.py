"""Concatenated texts of a section: ids of documents, values of keywords."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.index.errors import IndexDamaged

__all__ = ["text_at"]


def text_at(content: memoryview, offsets: Sequence[int], number: int) -> str:
    """Return a text by number: the UTF-8 between its offset and the next. Raises IndexDamaged if it is invalid."""
    try:
        start, end = offsets[number], offsets[number + 1]
    except IndexError:
        raise IndexDamaged("a number of a text is out of range") from None
    if not start <= end <= len(content):
        raise IndexDamaged("the offsets of its texts do not ascend")
    try:
        return str(content[start:end], "utf-8")
    except UnicodeDecodeError as error:
        raise IndexDamaged("a text in it is not UTF-8") from error
