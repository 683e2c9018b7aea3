"""How alike two signatures are (`dateline.index.kernel._likeness`)."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["cells", "likeness", "most_alike", "overlap"]

EMPTY = 0xFFFFFFFF
# (below so many words of the shorter text, what the shares of the unions must sum to)
NEEDED = ((8, 1.9), (18, 1.5), (40, 1.1), (100, 1.0), (200, 0.95), (EMPTY + 1, 0.8))
NEEDED_OF_CUT = ((60, 1.6), (EMPTY + 1, 1.45))


def cells(signature: Sequence[int], start: int, most: int, byte: int) -> tuple[list[int], int]:
    """Return the cells of a signature, of which there is room for ``most`` from a number on, and their shift."""
    lower = sum(number << 32 * place for place, number in enumerate(signature[start : start + most * 6 // 32]))
    upper = sum(number << 32 * place for place, number in enumerate(signature[start + most * 6 // 32 :][: most // 16]))
    count = min(signature[1] >> 8 * byte & 0xFF, most)
    places = [place for place in range(2 * most) if upper >> place & 1][:count]
    made = [(place - i) << 6 | (lower >> 6 * i & 63) for i, place in enumerate(places)]
    return made, signature[1] >> 8 * (byte + 2) & 31


def shared(first: Sequence[int], second: Sequence[int], start: int, most: int, byte: int) -> tuple[int, int, int]:
    read = [cells(row, start, most, byte) for row in (first, second)]
    widest = max(shift for _, shift in read)
    rows = [[cell >> widest - shift for cell in row] for row, shift in read]
    # A full sketch may lack cells above its highest.
    limit = min((row[-1] for row in rows if len(row) == most), default=EMPTY)
    one, other = ([each for each in row if each <= limit] for row in rows)
    return (Counter(one) & Counter(other)).total(), len(one), len(other)


def overlap(first: Sequence[int], second: Sequence[int]) -> tuple[int, ...]:
    return (*shared(first, second, 2, 64, 0), *shared(first, second, 18, 32, 1))


def needed(steps: Iterable[tuple[int, float]], words: int) -> float:
    return next(share for below, share in steps if words < below)


def likeness(first: Sequence[int], second: Sequence[int]) -> float:
    same, ones, others, told, tells, tells_too = overlap(first, second)
    if not same:
        return 0.0
    shorter, longer = sorted((first[0], second[0]))
    of_union, of_shorter = same / (ones + others - same), same / min(ones, others)
    told_of_union, told_of_shorter = of_union, of_shorter
    if tells and tells_too:
        told_of_union, told_of_shorter = told / (tells + tells_too - told), told / min(tells, tells_too)
    is_cut = shorter >= 30 and shorter >= 0.15 * longer
    alike = of_union + told_of_union >= needed(NEEDED, shorter) or (
        is_cut and of_shorter + told_of_shorter >= needed(NEEDED_OF_CUT, shorter)
    )
    return of_union + told_of_union if alike else 0.0


def most_alike(pairs: Iterable[int], signatures: Mapping[int, Sequence[int]]) -> array[int]:
    best: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        number, other = pair >> 32, pair & EMPTY
        alike = likeness(signatures[number], signatures[other])
        if alike > best.get(number, (0.0, 0))[0]:
            best[number] = alike, other
    return array("Q", (number << 32 | other for number, (_, other) in best.items()))
