"""From a bound tree and a segment to its best documents by score.

Plain words and phrases, with or without clauses that only restrict them, go to the kernels that match and rank in one
pass. Other trees are matched first. Where words alone score them, few matches are looked up one by one, and of many
those are left out that cannot be among the best; else the scores of all leaves are added up over the matches. All
paths give the same scores to the last bit: the sum of the leaves' parts in the order of `leaves_of`, in float64.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TypeAlias

from dateline.index.dataclass import dataclass, replace
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.blocks import FEW, match_searched
from dateline.searcher.engine.deadline import TimeUp, Watch
from dateline.searcher.engine.forms import mask_of
from dateline.searcher.engine.matching import (
    all_documents,
    as_pair,
    match,
    to_bitmap,
    words_of_phrase,
)
from dateline.searcher.engine.specs import (
    Scored,
    WordSpec,
    has_plain_leaves,
    list_dates,
    list_leaves,
    word_spec,
    word_specs,
)
from dateline.searcher.kernel._matching import mark_documents
from dateline.searcher.kernel._ranking import (
    Parts,
    rank_all,
    rank_among,
    rank_any,
    rank_best,
    rank_phrase,
)
from dateline.searcher.query.bound import (
    GROUPS,
    AllOf,
    AnyOf,
    Bound,
    has_leaves,
    widen,
)
from dateline.searcher.query.leaves import LEAVES, Term, TermPhrase

__all__ = [
    "Found",
    "Wanted",
    "count_term",
    "floor_of",
    "rank_segment",
    "rank_words",
]

# How many documents of a wider tree are verified for each that is wanted, at first and then, measured on drawn pairs of
# words at most five apart in 20,000 pieces of newspapers of 1916.
TRIED, MORE_TRIED = 6, 100
# A part of a segment up to which its documents are looked up one by one, tuned on three drawn words in 50,000 of these.
SHARE = 32
Found: TypeAlias = "tuple[array[int] | tuple[()], array[float] | tuple[()]]"  # documents, scores, best first


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a segment: its best ``k`` documents.

    Those whose score is below the ``floor`` may be left out: k of other segments are better (`floor_of`). With a
    ``watch``, they are the best of those that were searched before its time was up, and they are added to it.
    """

    k: int
    floor: float = 0.0
    watch: Watch | None = None


def count_term(
    segments: Sequence[Segment], parts: Sequence[Mapping[str, Parts]], analysis: str, term: str
) -> tuple[int, int]:
    """Return how many live documents have a term in any field of its analysis, and how often it stands there.

    ``parts`` are those of each segment, by analysis. Raises IndexDamaged.
    """
    articles = occurrences = 0
    for segment, own in zip(segments, parts, strict=True):
        with segment.file.naming_damage:
            found = segment.dictionaries[analysis].lexicon.look_up(term)
            if found is not None:
                live, times = own[analysis].count_live(*found, segment.deleted)
                articles, occurrences = articles + live, occurrences + times
    return articles, occurrences


def rank_segment(tree: Bound, counted: Scored, segment: Segment, parts: Mapping[str, Parts], wanted: Wanted) -> Found:
    """Return the best live documents of a segment and their scores.

    The tree is without weights (`unweighted`); `parts` is by analysis.
    """
    wider, watch = widen(tree), wanted.watch
    found: Found = (), ()
    try:
        if watch is not None:
            watch.check()
        if wider is not None:
            found = _rank_verified(tree, wider, counted, segment, parts, wanted)
        else:
            found = _rank_tree(tree, counted, segment, parts, wanted)
    except TimeUp:
        return found
    if watch is None:
        return found
    whole = all_documents(segment) if len(found[0]) < wanted.k and not watch.up else 0
    documents = _set_of(found[0], segment)
    watch.add(segment, tree, documents, documents | whole)
    return found


def _set_of(documents: Sequence[int], segment: Segment) -> int:
    made = bytearray((len(segment) + 7) // 8)
    mark_documents(array("I", documents), made)
    return int.from_bytes(made, "little")


def _rank_verified(
    tree: Bound, wider: Bound, counted: Scored, segment: Segment, parts: Mapping[str, Parts], wanted: Wanted
) -> Found:
    """Return the best documents of a tree: the best of a wider one, of which all that match have the same scores.

    Verifying a few good documents is much faster than finding all that match. With a ``watch``, the documents are those
    that were verified before the time was up.
    """
    k, watch = wanted.k, wanted.watch
    kept: Found = (), ()
    with suppress(TimeUp):
        for many in (TRIED * k, MORE_TRIED * k):
            found = _rank_tree(wider, counted, segment, parts, replace(wanted, k=many))
            kept = _keep(found, _verify(tree, found[0], segment, watch), segment, k)
            if len(kept[0]) >= k or len(found[0]) < many or (watch is not None and watch.up):
                return kept
        return _rank_matches(tree, counted, segment, parts, wanted)
    return kept


def _keep(found: Found, matched: int, segment: Segment, k: int) -> Found:
    """Return the first k documents that are in a set, with their scores."""
    bitmap = to_bitmap(matched, segment)
    kept = [(d, s) for d, s in zip(*found, strict=True) if bitmap[d >> 3] >> (d & 7) & 1][:k]
    return array("I", [document for document, _ in kept]), array("d", [score for _, score in kept])


def _verify(tree: Bound, documents: Sequence[int], segment: Segment, watch: Watch | None) -> int:
    """Return those of the documents that match, in their order until the time is up."""
    if watch is None:
        return match(tree, segment, _set_of(documents, segment))
    with suppress(TimeUp):
        for start in range(0, len(documents), FEW):
            watch.check()
            tried = _set_of(documents[start : start + FEW], segment)
            watch.add(segment, tree, match(tree, segment, tried, watch) & tried, tried)
    return watch.searched(segment, tree)[0]


def _rank_tree(tree: Bound, counted: Scored, segment: Segment, parts: Mapping[str, Parts], wanted: Wanted) -> Found:
    """Return the best documents of a tree, found by what is in it."""
    scored, restricting = _divide(tree)
    kind = _word_operator(scored)
    if (
        not counted.all_count
        or counted.constants
        or counted.dates
        or (kind is None and (not isinstance(scored, TermPhrase) or scored.exact))
    ):
        return _rank_matches(tree, counted, segment, parts, wanted)
    k, floor = wanted.k, wanted.floor
    deleted, live = segment.deleted, None
    if restricting:
        matched = match_searched(AllOf(restricting), segment, wanted.watch)
        live = matched & ~int.from_bytes(deleted or b"", "little")
        if not live:
            return (), ()
        deleted = to_bitmap(all_documents(segment) ^ live, segment)
    if kind is None:
        assert isinstance(scored, TermPhrase)
        return _rank_phrase(scored, counted.weights[0], segment, parts, deleted, k, floor)
    specs, analysis = word_specs(counted, segment), counted.leaves[0].analysis
    if live is not None and kind is AnyOf:
        return _rank_any_among(live, specs, parts[analysis], segment, k, floor)
    return rank_words(specs, parts[analysis], deleted, k, floor, all_of=kind is AllOf)


def _rank_matches(tree: Bound, counted: Scored, segment: Segment, parts: Mapping[str, Parts], wanted: Wanted) -> Found:
    """Return the best documents of any tree: those that match, each scored by all leaves.

    With a ``watch``, the leaves are listed before anything is matched, because what is matched must be scored, too.
    Raises TimeUp if there is no time for that.
    """
    watch = wanted.watch
    leaves = None if watch is None else list_leaves(tree, counted, segment, parts, watch)
    matched = match_searched(tree, segment, watch)
    if not matched:
        return (), ()
    if leaves is None and has_plain_leaves(counted):
        found = _rank_by_words(matched, counted, segment, parts, wanted)
        if found is not None:
            return found
    analysis, listed = leaves or list_leaves(tree, counted, segment, parts, None)
    bitmap = to_bitmap(matched, segment)
    listed += list_dates(counted, segment, bitmap)
    return rank_any(parts[analysis], listed, bitmap, segment.deleted, wanted.k)[:2]


def _rank_by_words(
    matched: int, counted: Scored, segment: Segment, parts: Mapping[str, Parts], wanted: Wanted
) -> Found | None:
    """Return the best of these documents, which plain words score; None if some without words may be among them."""
    live = matched & ~int.from_bytes(segment.deleted or b"", "little")
    specs, own = word_specs(counted, segment), parts[counted.leaves[0].analysis]
    found = _rank_any_among(live, specs, own, segment, wanted.k, wanted.floor)
    return found if wanted.floor or len(found[0]) == min(wanted.k, live.bit_count()) else None


def _rank_any_among(
    live: int, words: Sequence[WordSpec | None], parts: Parts, segment: Segment, k: int, floor: float
) -> Found:
    """Return the best k of these documents that have any of the words."""
    if live.bit_count() * SHARE > len(segment):
        return rank_words(words, parts, to_bitmap(all_documents(segment) ^ live, segment), k, floor, all_of=False)
    return rank_among(parts, [word for word in words if word is not None], to_bitmap(live, segment), k, floor)


def _rank_phrase(
    leaf: TermPhrase,
    weight: float,
    segment: Segment,
    parts: Mapping[str, Parts],
    deleted: bytes | None,
    k: int,
    floor: float,
) -> Found:
    """Return the best documents of a phrase in any forms of its words."""
    dictionary = segment.dictionaries[leaf.analysis]
    pair = as_pair(leaf)
    if pair is not None:
        word = word_spec(pair, weight, segment)
        return rank_best(parts[leaf.analysis], [word], deleted, k, floor) if word is not None else ((), ())
    words = words_of_phrase(leaf, dictionary)
    if words is None:
        return (), ()
    lengths = [segment.documents.lengths[field] for field in dictionary.fields]
    mask = mask_of(leaf.fields, dictionary)
    return rank_phrase(parts[leaf.analysis], words, lengths, mask, weight, deleted, k, segment.joined, floor)


def _divide(tree: Bound) -> tuple[Bound, tuple[Bound, ...]]:
    """Divide a conjunction into what is scored and the clauses that only restrict; other trees are scored whole."""
    if not isinstance(tree, AllOf) or all(isinstance(clause, LEAVES) for clause in tree.clauses):
        return tree, ()
    apart: tuple[list[Bound], list[Bound]] = [], []
    for clause in tree.clauses:
        apart[has_leaves(clause)].append(clause)
    restricting, scored = map(tuple, apart)
    if not scored or not restricting:
        return tree, ()
    return scored[0] if len(scored) == 1 else AllOf(scored), restricting


def floor_of(scores: Sequence[float], k: int) -> float:
    """Return the score that the best k of all segments have at least, given the best of one, the best first."""
    return scores[k - 1] if len(scores) >= k > 0 else 0.0


def rank_words(
    words: Sequence[WordSpec | None], parts: Parts, deleted: bytes | None, k: int, floor: float = 0.0, *, all_of: bool
) -> Found:
    """Return the best k live documents of a segment that have all of some words, or any; None: it lacks a word."""
    present = [word for word in words if word is not None]
    if not all_of:
        return rank_best(parts, present, deleted, k, floor) if present else ((), ())
    if len(present) < len(words):
        return (), ()
    return rank_all(parts, present, deleted, k, floor)


def _word_operator(tree: Bound) -> type[AllOf] | type[AnyOf] | None:
    """Return the operator of a tree of plain words of one analysis; None for any other tree."""
    if isinstance(tree, Term):
        return None if tree.exact else AnyOf
    if not isinstance(tree, GROUPS):
        return None
    first = tree.clauses[0]
    if not isinstance(first, Term):
        return None
    for clause in tree.clauses:
        if not isinstance(clause, Term) or clause.exact or clause.analysis != first.analysis:
            return None
    return type(tree)
