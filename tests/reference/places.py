"""The specification of places in one text, said the slow, obvious way: every pair of places is tried.

A place is a span of printed words. ``Place`` sets are all places of a leaf or a choice, and the shortest of an operator
that joins two: none that contains another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product

Span = tuple[int, int]


def shortest(places: Iterable[Span]) -> set[Span]:
    all_places = set(places)
    return {p for p in all_places if not any(p[0] <= o[0] and o[1] <= p[1] and o != p for o in all_places)}


def pairs(left: set[Span], right: set[Span], close: Callable[[Span, Span], bool]) -> set[Span]:
    """Join the places that do not overlap and are close, given the earlier one first."""
    found = set()
    for a, b in product(left, right):
        first, second = sorted((a, b))
        if first[1] <= second[0] and close(a, b):
            found.add((first[0], second[1]))
    return shortest(found)


def apart(a: Span, b: Span) -> int:
    """How many words from one place to the other; neighbours are 1 apart, and what overlaps 0 or less."""
    return max(a[0], b[0]) - min(a[1], b[1]) + 1


def near(left: set[Span], right: set[Span], distance: int, *, ordered: bool, negated: bool) -> set[Span]:
    def close(a: Span, b: Span) -> bool:
        return apart(a, b) <= distance and (not ordered or a[1] <= b[0])

    if negated:
        return {a for a in left if not any(a != b and close(a, b) for b in right)}
    return pairs(left, right, close)


def within(left: set[Span], right: set[Span], borders: Sequence[int], *, negated: bool) -> set[Span]:
    def part(position: int) -> int:
        return sum(border <= position for border in borders)

    if negated:
        parts = {b: {part(position) for position in range(*b)} for b in right}
        return {a for a in left if not any(a != b and part(a[0]) in parts[b] for b in right)}
    return pairs(left, right, lambda a, b: len({part(at) for at in (*range(*a), *range(*b))}) == 1)


def sloppy(words: Sequence[set[Span]], slop: int, length: int) -> set[Span]:
    """From each shift, take the first place of each word at or after its own that no other word has taken."""
    found = set()
    for shift in range(-len(words), length + 1):
        chosen: dict[int, int] = {}
        for offset, places in enumerate(words):
            free = [place for place in sorted(places) if place[0] >= shift + offset and place[0] not in chosen]
            if not free or free[0][0] > shift + offset + slop:
                break
            chosen[free[0][0]] = free[0][1]
        else:
            found.add((min(chosen), max(chosen.values())))
    return shortest(found)


def follow(lists: Sequence[set[Span]]) -> set[Span]:
    """Places of all lists one after the other; for each start the longest."""
    if len(lists) == 1:
        found = lists[0]
    else:
        rest = follow(lists[1:])
        found = {(a[0], b[1]) for a, b in product(lists[0], rest) if a[1] == b[0]}
    return {p for p in found if p[1] == max(o[1] for o in found if o[0] == p[0])}
