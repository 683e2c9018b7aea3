"""Sort the names of a text with the kernel: which words show a place before a name, and where a name is divided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dateline.index.kernel._places import PlaceSorter

__all__ = ["SORTER", "SpanFlag", "divide", "words_before"]


class SpanFlag:
    """Flags of a span: bits of an integer."""

    DEMONYM: Final = 1
    AFTER_COMMA: Final = 2
    """It follows another place and a comma."""
    TAGGED: Final = 4
    """The tagger gave it."""
    DOUBTFUL: Final = 8
    """The gazetteer knows the name, which counts only if the article has places near it."""
    KIND_BESIDE: Final = 16
    """A word beside it may say what kind of place it is; the last three are set by `mark_spans`."""
    POINT_AFTER: Final = 32
    NEXT_NEAR: Final = 64
    """The words between it and the next may say that one contains the other."""


# The first stand before few names of people and organisations.
_IN: Final = "in near outside throughout across around"
_AT: Final = (
    "at from to into toward towards via between reached reaching left leaving visited visiting entered entering off "
    "over through past along on beyond inside within above below"
)
_NAMED_OF: Final = "of called named"
# Before "of": "the village of", "north of".
_OF: Final = (
    "north south east west northeast northwest southeast southwest outskirts city town village port county parish "
    "borough community suburb hamlet region district province state people residents part parts"
)
# Before "for".
_BOUND: Final = "bound left leave leaving headed sailed departed"
# May stand between a preposition and a name.
_SIDES: Final = (
    "the nearby downtown central upper lower greater rural suburban old neighboring neighbouring northern southern "
    "eastern western north south east west northeastern northwestern southeastern southwestern"
)
# Where a tagged name is divided: at a comma, a dash, or a word that is in no name ("Congo met South Africans").
_BORDER: Final = re.compile(
    r", | - | (?!(?:of|the|and|upon|under|on|in|le|la|les|de|del|des|du|da|das|do|dos|di|el|al|ad|an|am|der|den|y|e|i|"
    r"san|[a-z]*ern)\b)[a-z]{2,} (?=[A-Z])"
)


def words_before() -> dict[str, int]:
    """Return the words before names with the flags that the kernel gives them."""
    flags: dict[str, int] = {}
    for number, words in enumerate((_IN, _AT, _NAMED_OF, "for", _SIDES, _OF, _BOUND)):
        for word in words.split():
            flags[word] = flags.get(word, 0) | 1 << number
    return flags


def divide(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Return the parts of a tagged name."""
    pieces = []
    for border in _BORDER.finditer(text, start, end):
        pieces.append((start, border.start()))
        start = border.end()
    return (*pieces, (start, end))


SORTER: Final = PlaceSorter(words_before(), divide)
