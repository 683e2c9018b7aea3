"""Are two texts printings of one story? Decided from their signatures (`dateline.index.kernel.signatures_plain`).

Two measures, each of what two texts share: shingles (three words in a row) and telling words (numbers, and long
words). A word in ten changed leaves 0.57 of the union of shingles and 0.82 of that of telling words; two notices
of one form share as many shingles but differ in names, amounts and dates. Neither measure parts the two, their sum
does. What is shared is counted below the highest hash that both sketches would have kept, which makes a fair sample of
both sets, and the whole of sets that are small.

The constants were tuned on variants of Reuters-21578, enwiki and chronam-1916 (`benchmarks/duplicates.py`), and on what
stands at their edges in Reuters: notices of dividends, bonds, prices and exchanges, corrections, second leads.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from dateline.index.errors import IndexDamaged

__all__ = ["likeness", "most_alike", "overlap"]

# (words of the shorter text, needed below so many): what the shares of the unions must sum up to.
NEEDED = ((8, 1.9), (18, 1.5), (40, 1.1), (100, 1.0), (200, 0.95))
NEEDED_OF_LONG = 0.8
# The same of the shares of the shorter text, where that may be a cut of the longer one; shorter ones never are.
SHORTEST_CUT = 30
NEEDED_OF_CUT = ((60, 1.6),)
NEEDED_OF_LONG_CUT = 1.45
CUT_PART = 0.15  # nor is what is a smaller part of the longer, as one item of a round-up is

_SHINGLES, _TELLING, _SIGNATURE = 64, 32, 98
_EMPTY = 0xFFFFFFFF

Part = tuple[int, Sequence[int]]  # the first of versions that follow each other, and their signatures


def overlap(first: Sequence[int], second: Sequence[int]) -> tuple[int, int, int, int, int, int]:
    """Return how many shingles two signatures share, how many the one has and the other; the same of telling words."""
    return (*_shared(first, second, 2, _SHINGLES, 0), *_shared(first, second, 2 + _SHINGLES, _TELLING, 16))


def likeness(first: Sequence[int], second: Sequence[int]) -> float:
    """Return how alike two signatures are: 2 for the same text, 0 when they are not of one story."""
    if len(first) < _SIGNATURE or len(second) < _SIGNATURE:
        raise ValueError("a signature is too short")
    shared, ones, others, told, tells, tells_too = overlap(first, second)
    if not shared:
        return 0.0
    of_union = shared / (ones + others - shared)
    told_of_union = told / (tells + tells_too - told) if tells and tells_too else of_union
    shorter, longer = sorted((first[0], second[0]))
    alike = of_union + told_of_union
    if alike >= _needed(NEEDED, shorter, NEEDED_OF_LONG):
        return alike
    if shorter < SHORTEST_CUT or shorter < CUT_PART * longer:
        return 0.0
    of_shorter = shared / min(ones, others)
    told_of_shorter = told / min(tells, tells_too) if tells and tells_too else of_shorter
    return alike if of_shorter + told_of_shorter >= _needed(NEEDED_OF_CUT, shorter, NEEDED_OF_LONG_CUT) else 0.0


def most_alike(pairs: Sequence[int], parts: Sequence[Part]) -> array[int]:
    """Return of each version, of those it is paired with, the one most like it, the first if several are.

    Pairs are number × 2³² + earlier number, ascending; ``parts`` have the signatures of all, in order. Versions that
    are like none are left out. Raises IndexDamaged for a version of which no part has the signature.
    """
    best: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        number, other = pair >> 32, pair & 0xFFFFFFFF
        alike = likeness(_signature(number, parts), _signature(other, parts))
        if alike > best.get(number, (0.0, 0))[0]:
            best[number] = alike, other
    return array("Q", (number << 32 | other for number, (_, other) in best.items()))


def _signature(number: int, parts: Sequence[Part]) -> Sequence[int]:
    for first, signatures in reversed(parts):
        if number >= first:
            at = (number - first) * _SIGNATURE
            if at + _SIGNATURE <= len(signatures):
                return signatures[at : at + _SIGNATURE]
            break
    raise IndexDamaged(f"there is no signature of version {number}")


def _needed(steps: Sequence[tuple[int, float]], words: int, else_needed: float) -> float:
    return next((share for below, share in steps if words < below), else_needed)


def _shared(first: Sequence[int], second: Sequence[int], start: int, most: int, shift: int) -> tuple[int, int, int]:
    rows = [[*row[start : start + min(row[1] >> shift & 0xFFFF, most)]] for row in (first, second)]
    limit = min((row[-1] for row in rows if len(row) == most), default=_EMPTY)
    one, other = ([each for each in row if each <= limit] for row in rows)
    return len(set(one) & set(other)), len(one), len(other)
