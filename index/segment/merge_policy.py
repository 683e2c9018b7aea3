"""Which segments to merge: the number of segments stays logarithmic, each article is merged logarithmically often.

A segment's *level* is how often its live documents divide by `FACTOR`. `FACTOR` segments of one
level that follow each other (smaller ones may stand between them) are merged, which
makes one of the next level: each document is merged at most once a level. Only
neighbours are merged, so that segments stay in the order of their versions. Where
levels alternate, that alone would let segments pile up; the smallest neighbours
are then merged as well. A segment of which more than half is deleted is rewritten.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["FACTOR", "runs_to_merge"]

FACTOR = 8
SMALLEST = 64  # documents; below it all segments are of level 0


def runs_to_merge(segments: Sequence[tuple[int, int]]) -> slice | None:
    """Return which neighbours to merge next, or None.

    ``segments`` are (documents, deleted ones) in their order.
    """
    for place, (documents, deletes) in enumerate(segments):
        if 2 * deletes > documents:
            return slice(place, place + 1)
    levels = [_level(documents - deletes) for documents, deletes in segments]
    for level in sorted(set(levels)):
        for run in _runs(levels, level):
            if levels[run].count(level) >= FACTOR:
                return run
    if levels and len(levels) > FACTOR * (max(levels) + 1):
        sizes = [documents - deletes for documents, deletes in segments]
        start = min(range(len(sizes) - FACTOR + 1), key=lambda place: sum(sizes[place : place + FACTOR]))
        return slice(start, start + FACTOR)
    return None


def _level(documents: int) -> int:
    level = 0
    while documents > SMALLEST:
        documents //= FACTOR
        level += 1
    return level


def _runs(levels: Sequence[int], level: int) -> list[slice]:
    """Return the longest runs of neighbours that are of a level or below."""
    runs, start = [], None
    for place, each in enumerate([*levels, level + 1]):
        if each <= level and start is None:
            start = place
        elif each > level and start is not None:
            runs.append(slice(start, place))
            start = None
    return runs
