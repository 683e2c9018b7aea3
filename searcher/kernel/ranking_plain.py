"""The plain twin of `_ranking`: scores, and the best documents.

A score is a float64, the sum of its leaves' parts in the order of the leaves, each
part ``weight * weighed / (weighed + k1)``; what `weighed` and the rest are is said in
`dateline.searcher.engine.scoring`. Both twins do the same operations in the same order and so
give the same bits. Bitmaps are as in `matching_plain`; None for `deleted` is nobody.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from math import copysign, inf, nan

from dateline.index.errors import IndexDamaged
from dateline.index.kernel.lists_plain import read_list
from dateline.index.kernel.postings_plain import Octets, read_chunks

__all__ = ["Leaf", "Parts", "norms_of", "rank_all", "rank_any", "rank_best", "score_postings", "sort_by"]

MOST_FIELDS = 8

# A word: place, df, weight, mask of fields, and place and count of the list of its form as typed (count 0: none).
# Or documents, ascending, and the part of the score that each gets.
Word = tuple[int, int, float, int, int, int]
Leaf = Word | tuple[Sequence[int], Sequence[float]]


class Parts:
    """What the words of one dictionary of one segment are scored with.

    `postings` and `table` are the dictionary's, `lists` its form lists. `norms` has a
    row for each field, what one occurrence in it weighs in each document; see `norms_of`.
    `ties` has the place of each document among equal scores, the lowest first. `k1`
    is BM25's; `exact` is what a form that stands as typed adds to the weighed
    frequency. `shapes` has (flat, slope) for each field, with which a norm is 1 / (flat + slope · length): what the
    compiled twin bounds norms by. A table that does not fit the norms raises IndexDamaged, norms that do
    not fit the ties ValueError.
    """

    def __init__(
        self,
        postings: Octets,
        table: Sequence[int],
        lists: Octets,
        norms: Sequence[Sequence[float]],
        ties: Sequence[int],
        k1: float,
        exact: float,
        shapes: Sequence[tuple[float, float]] = (),
    ) -> None:
        if len(table) // 256 != len(norms) or not 1 <= len(norms) <= MOST_FIELDS:
            raise IndexDamaged("a table of frequencies has the wrong size")
        if any(len(row) != len(ties) for row in norms):
            raise ValueError("norms and ties are of different segments")
        if len(shapes) not in (0, len(norms)):
            raise ValueError("norms and their shapes are of different fields")
        self._held = (postings, table, lists, norms, ties, k1, exact)


def rank_any(
    parts: Parts, leaves: Sequence[Leaf], matched: Octets | None, deleted: Octets | None, k: int
) -> tuple[array[int], array[float], int]:
    """Return (documents, scores, total): the best k of those that match, best first, and how many match.

    Those that match are the bitmap `matched` or, where it is None, the documents that
    have any leaf; never the deleted ones. A document without a leaf has score 0.
    Lists of documents must ascend. A bitmap of another segment raises ValueError.
    """
    _, _, _, _, ties, _, _ = parts._held
    size = len(ties)
    sums: dict[int, float] = {}
    for leaf in leaves:
        for document, part in _parts_of(parts, leaf):
            sums[document] = sums.get(document, 0.0) + part
    chosen: Iterable[int] = sums if matched is None else _members(matched, size)
    gone = set() if deleted is None else set(_members(deleted, size))
    live = [document for document in chosen if document not in gone]
    return *_best(live, {document: sums.get(document, 0.0) for document in live}, ties, k), len(live)


def rank_best(parts: Parts, leaves: Sequence[Word], deleted: Octets | None, k: int) -> tuple[array[int], array[float]]:
    """Return what `rank_any` does for words alone, but no total.

    The compiled twin leaves out what cannot be among the best; no weight may be negative.
    """
    if any(len(leaf) != 6 for leaf in leaves):
        raise ValueError("only words are ranked so")
    return rank_any(parts, leaves, None, deleted, k)[:2]


def rank_all(
    parts: Parts, leaves: Sequence[Word], deleted: Octets | None, k: int
) -> tuple[array[int], array[float], int]:
    """Return (documents, scores, total) as `rank_any` does, of the documents that have all of the words.

    No words at all, or a list of documents among them, raises ValueError.
    """
    _, _, _, _, ties, _, _ = parts._held
    if not leaves:
        raise ValueError("no words to look for")
    gone = set() if deleted is None else set(_members(deleted, len(ties)))
    if any(len(leaf) != 6 for leaf in leaves):
        raise ValueError("only words are looked up together")
    rows = [dict(_parts_of(parts, leaf)) for leaf in leaves]
    scores: dict[int, float] = {}
    for document in set.intersection(*(set(row) for row in rows)) - gone:
        score = 0.0
        for row in rows:
            score += row[document]
        scores[document] = score
    return *_best(list(scores), scores, ties, k), len(scores)


def _parts_of(parts: Parts, leaf: Leaf) -> Iterator[tuple[int, float]]:
    """Yield the documents of a leaf, each with its part of the score."""
    postings, table, lists, norms, ties, k1, exact = parts._held
    if len(leaf) == 2:
        documents, given = leaf
        if len(documents) != len(given):
            raise ValueError("documents and parts differ in number")
        _expect(all(document < len(ties) for document in documents))
        yield from zip(documents, given, strict=True)
        return
    place, df, weight, mask, form_place, form_count = leaf
    as_typed = set(read_list(form_place, form_count, lists)) if form_count else set()
    fields = [field for field in range(len(norms)) if mask >> field & 1]
    for numbers, frequencies, _, _, _ in read_chunks(place, df, postings, len(norms), table):
        for document, counts in zip(numbers, frequencies, strict=True):
            _expect(document < len(ties))
            weighed = 0.0
            for field in fields:
                if counts[field]:
                    weighed = weighed + norms[field][document] * counts[field]
            if any(counts[field] for field in fields):
                if document in as_typed:
                    weighed = weighed + exact
                yield document, _divide(weight * weighed, weighed + k1)


def _best(
    documents: Sequence[int], scores: dict[int, float], ties: Sequence[int], k: int
) -> tuple[array[int], array[float]]:
    if k < 0:
        raise OverflowError("the number of hits cannot be negative")
    best = nsmallest(k, documents, key=lambda document: (-scores[document], ties[document]))
    return array("I", best), array("d", (scores[document] for document in best))


def score_postings(
    parts: Parts, documents: Sequence[int], frequencies: Sequence[int], mask: int, weight: float
) -> array[float]:
    """Return the parts of the score of postings given outright: a phrase's, as `find_phrase` returns them."""
    _, _, _, norms, ties, k1, _ = parts._held
    if len(frequencies) != len(documents) * len(norms):
        raise ValueError("documents and frequencies differ in number")
    made = array("d")
    for i, document in enumerate(documents):
        if document >= len(ties):
            raise ValueError("a document is not of the segment")
        weighed = 0.0
        for field, row in enumerate(norms):
            frequency = frequencies[i * len(norms) + field]
            if mask >> field & 1 and frequency:
                weighed = weighed + row[document] * frequency
        made.append(_divide(weight * weighed, weighed + k1))
    return made


def norms_of(lengths: Sequence[int], average: float, weight: float, b: float) -> array[float]:
    """Return what one occurrence in a field weighs in each document: ``weight / (1 - b + b * length / average)``.

    Lengths are in tokens; `average` is their mean over the live articles of the archive, `b` is BM25's.
    """
    return array(
        "d", (_divide(weight, 1.0 - b + b * (length / average if average > 0.0 else 0.0)) for length in lengths)
    )


def sort_by(ranks: Sequence[int], matched: Octets, deleted: Octets | None, k: int) -> tuple[array[int], int]:
    """Return (documents, total): the k matched documents of lowest rank, lowest first, and how many match.

    ``ranks[d]`` is the place of document d in the order wanted, such as newest first.
    """
    if k < 0:
        raise OverflowError("the number of hits cannot be negative")
    gone = set() if deleted is None else set(_members(deleted, len(ranks)))
    live = [document for document in _members(matched, len(ranks)) if document not in gone]
    return array("I", nsmallest(k, live, key=ranks.__getitem__)), len(live)


def _members(bitmap: Octets, documents: int) -> Iterator[int]:
    """Return the documents of a bitmap; what stands beyond the last one does not count."""
    if len(bitmap) != (documents + 7) // 8:
        raise ValueError("a bitmap is of another segment")
    return (document for document in range(documents) if bitmap[document >> 3] >> (document & 7) & 1)


def _divide(dividend: float, divisor: float) -> float:
    """Divide as the processor does, by zero too: a norm at b = 1 and length 0 is infinite, and is never used."""
    if divisor:
        return dividend / divisor
    return copysign(inf, dividend) if dividend else nan


def _expect(sound: bool) -> None:
    if not sound:
        raise IndexDamaged("a postings list contradicts itself")
