"""Which names the rules of people are for: all of them. And where words stand beside names (`…kernel._tagging`)."""

from __future__ import annotations

from array import array

from dateline.index.entities.tagging import PERSON, Names
from dateline.index.kernel import _tagging as kernel

__all__ = ["EveryName", "words_outside"]


class EveryName:
    """Says of every text that it may need every rule, and that its names may be split: so each name is examined."""

    def read(
        self, text: str, starts: array[int], ends: array[int], kinds: array[int]
    ) -> tuple[int, list[int], tuple[int, array[int]]]:
        rules = kernel.RETAGGED | kernel.JOINED_NAMES | kernel.NICKNAMES | kernel.ABBREVIATIONS | kernel.COURTESIES
        rules |= kernel.HOLDERS | kernel.SHIPS_NAMED
        signs = kernel.ACTS | kernel.SHOUTED | kernel.ECHOED | kernel.OPENS | kernel.SPLIT
        return rules, list(range(len(starts))), (signs, array("Q"))


def words_outside(text: str, words: list[str], names: Names) -> set[tuple[int, int]]:
    """Return where words are names that are not people's, and where they stand by themselves outside names."""
    spans = set()
    for word in words:
        spans |= {(start, end) for start, end, kind in names if kind != PERSON and text[start:end] == word}
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            before = [stop for start, stop, _ in names if start <= at]
            inside = bool(before) and before[-1] > at
            begins = at == 0 or not text[at - 1].isalnum()
            ends = end == len(text) or not (text[end].isalnum() or text[end] == "-")
            if begins and ends and not inside:
                spans.add((at, end))
            at = text.find(word, end)
    return spans
