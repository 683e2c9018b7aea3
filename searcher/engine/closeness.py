"""Closeness of words: articles in which words of a query stand one after the other, as typed, score higher.

    closeness = Σ over the phrases p of a query of  CLOSENESS · n · (the score of p as a clause of the query)

The phrases of a run of words reach from each word to the next one; words that more than half of the articles have do
not begin or end any, and stand within them: of *the price of gold* that is “price of gold”. n is how often the query
has the phrase. Phrases of more than `LONGEST` terms do not count, nor any after the first `MOST_PHRASES`.

Only the `BEST` articles by all other parts of the score get this part. They stay the best, because it is not negative.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from dateline.index.segment.segment import Segment
from dateline.searcher.engine.refinement import Run
from dateline.searcher.engine.scoring import Counts
from dateline.searcher.engine.specs import Scored, spec_of
from dateline.searcher.kernel._matching import mark_documents
from dateline.searcher.kernel._ranking import Parts, rank_any
from dateline.searcher.query.leaves import Leaf, TermPhrase

__all__ = ["BEST", "CLOSENESS", "phrases_of", "score_phrases", "weigh_phrases"]

CLOSENESS = 0.2  # see docs/relevance.md
BEST = 50
LONGEST = 5  # terms
MOST_PHRASES = 16


def phrases_of(runs: Sequence[Run], articles: int, counts: Counts) -> tuple[tuple[TermPhrase, float], ...]:
    """Return the phrases of the runs of a query, in the order in which scores are summed, and how often each counts.

    ``articles`` are all live ones; ``counts`` is that of an engine.
    """
    times: dict[TermPhrase, int] = {}
    for run in runs:
        kept = [place for place, word in enumerate(run) if _says_something(word, articles, counts)]
        for start, end in pairwise(kept):
            terms = tuple([term for word in run[start : end + 1] for term in word.terms])
            phrase = TermPhrase(run[0].analysis, run[0].fields, terms)
            if len(terms) <= LONGEST and (phrase in times or len(times) < MOST_PHRASES):
                times[phrase] = times.get(phrase, 0) + 1
    return tuple([(phrase, CLOSENESS * times[phrase]) for phrase in sorted(times)])


def _says_something(word: Leaf, articles: int, counts: Counts) -> bool:
    """Return whether no more than half of the articles have a word, or a part of a word that analysis splits."""
    return any(2 * counts(word.analysis, term)[0] <= articles for term in word.terms)


def weigh_phrases(phrases: Sequence[tuple[TermPhrase, float]], weigh: Callable[[Leaf, float], float]) -> Scored:
    """Return phrases with their weights; ``weigh`` gives the weight of a leaf that counts so often."""
    return Scored(tuple([leaf for leaf, _ in phrases]), tuple([weigh(*row) for row in phrases]))


def score_phrases(
    phrases: Scored, documents: Sequence[int], segment: Segment, parts: Mapping[str, Parts]
) -> Mapping[int, float]:
    """Return the closeness of each of some documents of a segment; ``parts`` is by analysis."""
    analysis = phrases.leaves[0].analysis
    rows = zip(phrases.leaves, phrases.weights, strict=True)
    specs = [spec_of(leaf, weight, segment, parts, analysis, required=False) for leaf, weight in rows]
    bitmap = bytearray((len(segment) + 7) // 8)
    mark_documents(array("I", documents), bitmap)
    listed = [spec for spec in specs if spec is not None]
    found, scores, _ = rank_any(parts[analysis], listed, bytes(bitmap), None, len(documents))
    return dict(zip(found, scores, strict=True))
