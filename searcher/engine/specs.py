"""The leaves of a tree as the kernels that rank take them: words with their weights, or lists of documents.

A word is its entry in the dictionary, which the kernels walk; everything else, such as a phrase, is found first and
handed over as a list of documents with their parts of the score.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from dateline.index.dataclass import dataclass
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.deadline import Watch
from dateline.searcher.engine.forms import mask_of
from dateline.searcher.engine.matching import as_pair, iter_documents, match, postings_of, to_bitmap
from dateline.searcher.engine.scoring import ABOUT
from dateline.searcher.kernel._columns import share_days
from dateline.searcher.kernel._ranking import Parts, rank_any, score_postings
from dateline.searcher.query.bound import AllOf, Bound, Constant, Dated, constants_of, dates_of, weighed_leaves
from dateline.searcher.query.leaves import Leaf, Term, TermPhrase, WordPattern

__all__ = [
    "ListSpec",
    "Scored",
    "WordSpec",
    "has_plain_leaves",
    "list_dates",
    "list_leaves",
    "scored_leaves",
    "spec_of",
    "word_spec",
    "word_specs",
]

WordSpec: TypeAlias = tuple[int, int, float, int, int]  # place, df, weight, mask, number of the form plus one
ListSpec: TypeAlias = "tuple[array[int] | memoryview, array[float]]"  # documents, their parts of the score


@dataclass(frozen=True, slots=True)
class Scored:
    """The leaves of a tree that count in scores, in order, each with its weight; ``all_count``: none is left out.

    ``constants`` are clauses with a constant part of the score, which is added after those of the leaves; ``dates`` are
    clauses on dates in the text, each with its weight, whose parts come last.
    """

    leaves: tuple[Leaf, ...]
    weights: tuple[float, ...]
    all_count: bool = True
    constants: tuple[Constant, ...] = ()
    dates: tuple[tuple[Dated, float], ...] = ()


def scored_leaves(tree: Bound, weigh: Callable[[Leaf, float], float]) -> Scored:
    """Return the leaves of a tree; ``weigh`` gives the weight of a leaf that counts so often."""
    every = weighed_leaves(tree)
    rows = [row for row in every if row[1] > 0.0]
    leaves = tuple([leaf for leaf, _ in rows])
    weights = tuple([weigh(*row) for row in rows])
    return Scored(leaves, weights, len(rows) == len(every), constants_of(tree), dates_of(tree))


def has_plain_leaves(counted: Scored) -> bool:
    """Return whether nothing but words of one analysis, in any form, adds to scores."""
    if counted.constants or counted.dates or not counted.leaves:
        return False
    analysis = counted.leaves[0].analysis
    return all(isinstance(leaf, Term) and not leaf.exact and leaf.analysis == analysis for leaf in counted.leaves)


def word_specs(counted: Scored, segment: Segment) -> list[WordSpec | None]:
    """Return leaves that are words as the kernels take them; None for one that the segment does not have."""
    return [word_spec(leaf, weight, segment) for leaf, weight in zip(counted.leaves, counted.weights, strict=True)]


def word_spec(leaf: Leaf, weight: float, segment: Segment) -> WordSpec | None:
    """Return a word in the form that the kernels take; None if the segment does not have it."""
    assert isinstance(leaf, Term)
    dictionary = segment.dictionaries[leaf.analysis]
    found = dictionary.lexicon.look_up_word(leaf.term, leaf.form)
    if found is None:
        return None
    place, df, form = found
    return place, df, weight, mask_of(leaf.fields, dictionary), form if leaf.prefers else 0


def list_leaves(
    tree: Bound, counted: Scored, segment: Segment, parts: Mapping[str, Parts], watch: Watch | None
) -> tuple[str, list[WordSpec | ListSpec]]:
    """Return the leaves and constants of a tree as `rank_any` takes them, and the analysis that it takes them in."""
    analysis = counted.leaves[0].analysis if counted.leaves else next(iter(parts))
    required = set(_required(tree))
    listed: list[WordSpec | ListSpec] = []
    for leaf, weight in zip(counted.leaves, counted.weights, strict=True):
        if watch is not None:
            watch.check()
            if isinstance(leaf, WordPattern):  # its words are looked for as far as there is time, and kept
                match(leaf, segment, -1, watch)
        spec = spec_of(leaf, weight, segment, parts, analysis, watch, required=leaf in required)
        if spec is not None:
            listed.append(spec)
    for constant in counted.constants:
        documents = array("I", iter_documents(match(constant.clause, segment, -1, watch)))
        listed.append((documents, array("d", [constant.value]) * len(documents)))
    return analysis, listed


def _required(tree: Bound) -> Iterator[Term]:
    """Yield words that every match of a tree has."""
    if isinstance(tree, Term):
        yield tree
    elif isinstance(tree, AllOf):
        for clause in tree.clauses:
            yield from _required(clause)


def spec_of(
    leaf: Leaf,
    weight: float,
    segment: Segment,
    parts: Mapping[str, Parts],
    analysis: str,
    watch: Watch | None = None,
    *,
    required: bool,
) -> WordSpec | ListSpec | None:
    """Return a leaf in the form that `rank_any` takes. ``required``: every match has the leaf. Raises TimeUp."""
    pair = as_pair(leaf) if isinstance(leaf, TermPhrase) else None
    if pair is not None:
        leaf = pair
    if isinstance(leaf, TermPhrase):
        found = postings_of(leaf, segment)
        if found is None:
            return None
        mask = mask_of(leaf.fields, segment.dictionaries[leaf.analysis])
        scores = score_postings(parts[leaf.analysis], *found, mask, weight)
        if not leaf.exact:
            return found[0], scores
        return _restrict_to(found[0], scores, match(leaf, segment, -1, watch), segment)
    if isinstance(leaf, WordPattern):
        return _pattern_spec(leaf, weight, segment, parts)
    word = word_spec(leaf, weight, segment)
    if word is None or (leaf.analysis == analysis and (required or not leaf.exact)):
        return word
    # A word of another dictionary, or an exact word that is not required: compute its parts of the score first.
    matched = to_bitmap(match(leaf, segment, -1, watch), segment)
    documents, scores, _ = rank_any(parts[leaf.analysis], [word], matched, None, len(segment))
    order = sorted((d, s) for d, s in zip(documents, scores, strict=True) if matched[d >> 3] >> (d & 7) & 1)
    return array("I", (document for document, _ in order)), array("d", (score for _, score in order))


def _pattern_spec(leaf: WordPattern, weight: float, segment: Segment, parts: Mapping[str, Parts]) -> ListSpec | None:
    """Return the documents of a pattern, with their parts of the score; None if it has no weight."""
    if not weight:
        return None
    from dateline.searcher.engine.patterns import count_pattern  # start-up: few queries have patterns

    mask = mask_of(leaf.fields, segment.dictionaries[leaf.analysis])
    found = count_pattern(leaf, segment, mask)
    return found[0], score_postings(parts[leaf.analysis], *found, mask, weight)


def _restrict_to(documents: array[int], scores: array[float], matched: int, segment: Segment) -> ListSpec:
    """Return the documents that are in a set, with their parts of the score."""
    bitmap = to_bitmap(matched, segment)
    kept = [(d, s) for d, s in zip(documents, scores, strict=True) if bitmap[d >> 3] >> (d & 7) & 1]
    return array("I", (document for document, _ in kept)), array("d", (score for _, score in kept))


def list_dates(counted: Scored, segment: Segment, matched: bytes) -> Iterator[ListSpec]:
    """Yield the clauses on dates in the text as `rank_any` takes them, given the documents that match."""
    for clause, times in counted.dates:
        column, first, last = segment.spans[clause.field], clause.days.first, clause.days.last
        days = first.toordinal(), last.toordinal(), clause.certain
        spans = column.starts, column.first, column.last, column.certainty
        yield share_days(*spans, *days, matched, times * ABOUT)
