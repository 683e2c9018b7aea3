"""Choose segments to merge: their number, and the merges of each article, stay logarithmic.

A segment's *level* is the number of times its live documents can be divided by `FACTOR`. `FACTOR` adjacent segments of
one level (with smaller ones between them) are merged into one of the next level, so each document is merged at most
once for each level. Only adjacent segments are merged, so that segments stay in the order of their versions.
Alternating levels could let segments accumulate; then the smallest adjacent ones are merged as well. A segment with
more than half of its documents deleted is rewritten.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["FACTOR", "runs_to_merge"]

FACTOR = 8
SMALLEST = 64  # documents; smaller segments have level 0


def runs_to_merge(segments: Sequence[tuple[int, int]]) -> slice | None:
    """Return the adjacent segments to merge next, or None.

    ``segments`` are (documents, deleted ones) in order.
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
    """Return the longest runs of adjacent segments up to a level."""
    runs, start = [], None
    for place, each in enumerate([*levels, level + 1]):
        if each <= level and start is None:
            start = place
        elif each > level and start is not None:
            runs.append(slice(start, place))
            start = None
    return runs
