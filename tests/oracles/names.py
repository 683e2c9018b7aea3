"""Where the names of a gazetteer stand in a text, and what a name is hashed to (`dateline.index.kernel._gazetteer`)."""

from __future__ import annotations

from collections.abc import Iterator, Set

from dateline.index.entities.places.folding import FOLDED, IN_WORD, STARTS, fold_name, folds

__all__ = ["find_names", "hash_name"]

MOST_WORDS = 7
GAPS = frozenset(" -\n\u2019'.\u00a0\u2010\u2011/")
MASK = (1 << 64) - 1


def kind_of(character: str) -> int:
    return folds()[ord(character)] if ord(character) < FOLDED else 0


def words_of(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text start and end."""
    inside = [bool(kind_of(character) & IN_WORD) for character in text]
    starts = [at for at in range(len(text)) if inside[at] and inside[at - 1 : at] != [True]]
    ends = [at + 1 for at in range(len(text)) if inside[at] and inside[at + 1 : at + 2] != [True]]
    return list(zip(starts, ends, strict=True))


def joins(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Tell whether two words can be words of one name."""
    gap = text[before[1] : after[0]]
    return gap in GAPS or (gap == ". " and before[1] - before[0] <= 3)


def find_names(text: str, names: Set[str]) -> Iterator[tuple[int, int]]:
    """Yield where the names stand, leftmost and longest, given as `fold_name` folds them."""
    words, done = words_of(text), 0
    for first, (start, _) in enumerate(words):
        if start < done or not kind_of(text[start]) & STARTS:
            continue
        row = []
        for place in range(first, min(first + MOST_WORDS, len(words))):
            if place > first and not joins(text, words[place - 1], words[place]):
                break
            row.append(fold_name(text[slice(*words[place])]))
            if " ".join(row) in names:
                done = words[place][1]
        if done > start:
            yield start, done


def hash_name(text: str) -> int:
    """Return the upper 48 bits of the mixed FNV-1a hash of the folded words with one space between."""
    words = [fold_name(text[start:end]) for start, end in words_of(text)]
    state = 0xCBF29CE484222325
    for letter in " ".join(words):
        state = (state ^ ord(letter)) * 0x100000001B3 & MASK
    state = (state ^ state >> 32) * 0x9E3779B97F4A7C15 & MASK
    return state >> 16 if words else 0
