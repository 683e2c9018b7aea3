"""Match a segment as far as there is time: operators of places are tried in blocks of documents.

All other clauses take a few milliseconds for a hundred thousand documents; they are matched one by one. A document
counts as searched when all of the tree was tried on it, so that what was found of it is exact whatever the operators.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import and_, or_

from dateline.index.segment.segment import Segment
from dateline.searcher.engine.deadline import TimeUp, Watch
from dateline.searcher.engine.matching import all_documents, match
from dateline.searcher.query.bound import (
    AllOf,
    AnyOf,
    Bound,
    Constant,
    NoneOf,
    Proximity,
    SomeOf,
    Weighted,
    unweighted,
)

__all__ = ["FEW", "live_matches", "match_searched"]

FEW = 500  # documents that are tried between two questions whether the time is up
STRIDE = 32  # bytes of a bitmap


def live_matches(tree: Bound, segment: Segment, watch: Watch | None = None) -> int:
    """Return the documents of a segment that match and are not deleted, as `match_searched` finds them."""
    found = match_searched(tree, segment, watch)
    return found if segment.deleted is None else found & ~int.from_bytes(segment.deleted, "little")


def match_searched(tree: Bound, segment: Segment, watch: Watch | None) -> int:
    """Return the documents of a segment that match, of those that were searched before the time was up.

    Without a ``watch`` all are searched. With one, the documents that were searched are added to it under the tree
    without its weights, and those that match.
    """
    if watch is None:
        return match(tree, segment)
    tree = unweighted(tree)
    whole = all_documents(segment)
    try:
        if watch.searched(segment, tree)[1] != whole:
            watch.check()
            if not _has_places(tree):
                watch.add(segment, tree, match(tree, segment, -1, watch), whole)
            else:
                candidates = _candidates(tree, segment, watch)
                _, searched = watch.add(segment, tree, 0, whole ^ candidates)
                for block in _blocks(candidates & ~searched):
                    watch.check()
                    watch.add(segment, tree, match(tree, segment, block, watch) & block, block)
    except TimeUp:
        pass
    watch.forget_clauses()
    return watch.searched(segment, tree)[0]


def _has_places(tree: Bound) -> bool:
    """Return whether a tree has operators of places, also excluded ones."""
    match tree:
        case AllOf(clauses) | AnyOf(clauses) | SomeOf(_, clauses):
            return any(map(_has_places, clauses))
        case NoneOf(clause) | Weighted(clause) | Constant(clause):
            return _has_places(clause)
    return isinstance(tree, Proximity)


def _candidates(tree: Bound, segment: Segment, watch: Watch) -> int:
    """Return documents among which all are that match, without trying operators of places."""
    match tree:
        case AllOf(clauses):
            return reduce(and_, (_candidates(clause, segment, watch) for clause in clauses))
        case AnyOf(clauses) | SomeOf(_, clauses):
            return reduce(or_, (_candidates(clause, segment, watch) for clause in clauses))
        case Weighted(clause) | Constant(clause):
            return _candidates(clause, segment, watch)
        case NoneOf(clause):
            return all_documents(segment) if _has_places(clause) else match(tree, segment, -1, watch)
        case Proximity():
            return reduce(and_, (_candidates(clause, segment, watch) for clause in tree.sought))
        case _:
            return match(tree, segment, -1, watch)


def _blocks(documents: int) -> Iterator[int]:
    """Yield parts of a set, ascending, of at most about `FEW` documents."""
    bitmap = documents.to_bytes((documents.bit_length() + 7) // 8, "little")
    start = count = 0
    for place in range(0, len(bitmap), STRIDE):
        count += int.from_bytes(bitmap[place : place + STRIDE], "little").bit_count()
        if count > FEW - 8 * STRIDE or place + STRIDE >= len(bitmap):
            yield int.from_bytes(bitmap[start : place + STRIDE], "little") << 8 * start
            start, count = place + STRIDE, 0
