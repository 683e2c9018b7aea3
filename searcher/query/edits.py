"""What a note says to type instead of a part of a query, and the query with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from dateline.index.pattern import compile_late
from dateline.searcher.query.tree import Edit

__all__ = ["Remark", "apply_edits"]

QUOTES = '"“”„‟«»＂'
# Text without white space, with the phrases and groups that stand directly in it.
TOKEN = compile_late(rf"(?:[{QUOTES}][^{QUOTES}]*+[{QUOTES}]|\([^()]*+\)|[^\s(){QUOTES}])++")


class Remark(Protocol):
    """Takes a message on a place in a query, and the edits that the message proposes."""

    def __call__(self, message: str, start: int, end: int, edits: tuple[Edit, ...] = ()) -> None:
        """Take a message on the characters from ``start`` to ``end``, exclusive."""


def apply_edits(query: str, edits: Iterable[Edit]) -> tuple[str, tuple[str, ...]]:
    """Return a query with edits, and what is changed: *ADJ/3 instead of pre/3*. Of edits that overlap, one is made."""
    made: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, -each.end)):
        if not made or edit.start >= made[-1].end:
            made.append(edit)
    tokens = [found.span() for found in TOKEN.finditer(query)]
    places: list[tuple[int, int]] = []
    for edit in made:
        around = [each for each in tokens if each[0] < edit.end and edit.start < each[1]]
        start, end = min([edit.start, *(each[0] for each in around)]), max([edit.end, *(each[1] for each in around)])
        if places and start < places[-1][1]:
            start, end = places[-1][0], max(end, places.pop()[1])
        places.append((start, end))
    changes = [f"{_edited(query, made, *each)} instead of {query[slice(*each)]}" for each in places]
    return _edited(query, made, 0, len(query)), tuple(changes)


def _edited(query: str, edits: Sequence[Edit], start: int, end: int) -> str:
    """Return the characters of a query from ``start`` to ``end`` with the edits that lie there."""
    text: list[str] = []
    for edit in edits:
        if start <= edit.start and edit.end <= end:
            text += (query[start : edit.start], edit.text)
            start = edit.end
    return "".join((*text, query[start:end]))
