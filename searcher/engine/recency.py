"""Recency over an index: the best documents of a segment by a score and the part that new articles get.

`dateline.searcher.engine.refinement` defines the part. It is at most as much as the score without it, so a document
that is not among the best without it has at most twice the score of the last of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable

from dateline.index.dataclass import replace
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.ranking import Found, Wanted
from dateline.searcher.engine.refinement import Recency

__all__ = ["rank_recent"]

FIRST, GROWTH = 100, 8  # documents that are tried first, and how many times more then


def rank_recent(rank: Callable[[Wanted], Found], wanted: Wanted, recency: Recency, segment: Segment) -> Found:
    """Return the best documents of a segment and their scores; ``rank`` returns those without recency."""
    ties = segment.documents.newest
    k, tried = wanted.k, max(wanted.k, FIRST)
    while True:
        found = rank(replace(wanted, k=tried))
        documents, bases = list(found[0]), list(found[1])
        days = _days_published(segment)
        scores = [base + base * recency.rate(days(each)) for each, base in zip(documents, bases, strict=True)]
        order = sorted(range(len(documents)), key=lambda place: (-scores[place], ties[documents[place]]))[:k]
        if len(documents) < tried or (len(order) == k and scores[order[-1]] > 2.0 * bases[-1]):
            return array("I", [documents[place] for place in order]), array("d", [scores[place] for place in order])
        tried *= GROWTH


def _days_published(segment: Segment) -> Callable[[int], int | None]:
    """Return a function that gives the day of publication of a document as an ordinal; None if it is unknown."""
    column = segment.spans.get("published")
    if column is None:
        return lambda document: None
    starts, first = column.starts, column.first
    return lambda document: first[starts[document]] if starts[document] < starts[document + 1] else None
