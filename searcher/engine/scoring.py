"""BM25F: the score of an article and its parts.

    score = Σ over leaves of  weight · tf' / (tf' + k1)
    weight = w · (k1 + 1) · Σ over its terms t of  idf(t) · √(cf / df)
    idf(t) = ln(1 + (N − df + 0.5) / (df + 0.5))
    tf'    = Σ over fields f of  norm_f · tf_f   + exact, if the form occurs exactly as typed
    norm_f = w_f / (1 − b_f + b_f · len_f / avglen_f)

w is how often the leaf counts: once for each time that the query has it, or as its boosts say
(`dateline.searcher.query.bound.weights_of`). N is the number of live articles, df of those that have the term in any
field of the analysis, cf how often these have it, avglen_f the mean length over the live articles. The form as typed is
a pseudo-field of frequency 0 or 1, weight `EXACT` and b = 0. With one field of weight 1, EXACT = 0 and without the
root, this is the BM25 of Lucene.

To the parts of the leaves are added, in this order, those of clauses with a constant part (``^=``), and of each clause
on dates in the text (``about:``)

    w · ABOUT · the largest share, over the dates of the article that the clause accepts, of their days that are asked

so that of equal articles the one that names the day comes before the one that names the year. The part is so small that
it decides only between articles whose words score the same, or nearly so.

A pattern is one word: tf_f are the occurrences of all words that it matches, df the articles with any of them, and its
weight has no root. If the live articles have more than 1,024 words that it matches, its idf is 0.

After Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009), and Robertson, Zaragoza,
Taylor: Simple BM25 extension to multiple weighted fields (2004).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import log, sqrt
from typing import TypeAlias

from dateline.index.dataclass import dataclass
from dateline.index.dates import DateSpan
from dateline.index.fields import Field
from dateline.searcher.engine.words import Words
from dateline.searcher.query.bound import Dated
from dateline.searcher.query.leaves import Leaf, WordPattern, count_in, occurs_in

__all__ = [
    "ABOUT",
    "EXACT",
    "K1",
    "FieldCount",
    "Frequency",
    "closest_date",
    "idf",
    "rate",
    "saturate",
    "share_of",
    "weigh_leaf",
    "weight_of",
]

Counts: TypeAlias = Callable[[str, str], tuple[int, int]]  # `Engine.term_counts`

K1 = 2.0  # see docs/decisions/0015-weights-of-words.md
EXACT = 0.1  # see docs/decisions/0004-ranking.md
ABOUT = 0.1  # see docs/decisions/0017-parts-beside-words.md


def idf(articles: int, df: int) -> float:
    """Return the idf of a term that `df` of all live articles have."""
    return log(1.0 + (articles - df + 0.5) / (df + 0.5))


def weight_of(
    leaf: Leaf,
    times: float,
    articles: int,
    counts: Counts,
    pattern_df: Callable[[WordPattern], int | None] | None = None,
) -> float:
    """Return the weight of a leaf that counts so often, over a number of articles.

    ``counts`` and ``pattern_df`` are those of an engine. How often a leaf counts is what the query says
    (`dateline.searcher.query.bound.weights_of`). A pattern of too many words adds nothing. Without ``pattern_df`` the
    leaf has no patterns.
    """
    total = 0.0
    for term in leaf.terms:
        total += rate(articles, *counts(leaf.analysis, term))
    if pattern_df is not None:
        for pattern in leaf.patterns:
            found = pattern_df(pattern)
            total += 0.0 if found is None else idf(articles, found)
    return total * (K1 + 1.0) * times


def rate(articles: int, df: int, occurrences: int) -> float:
    """Return the idf of a term that `df` of all live articles have, times the root of how often each has it on average.

    An article about something names it again and again; words that stand once here and there say less.
    """
    return idf(articles, df) * sqrt(occurrences / df) if df else 0.0


@dataclass(frozen=True, slots=True)
class FieldCount:
    """The frequency of a leaf in a field, the length of the field in the article and on average, and its norm."""

    row: Field
    frequency: int
    length: int
    average: float
    norm: float


@dataclass(frozen=True, slots=True)
class Frequency:
    """The tf′ of a leaf in an article and its parts; ``preferred``: the form as typed occurs there."""

    weighed: float
    counts: tuple[FieldCount, ...]
    preferred: bool


def weigh_leaf(
    leaf: Leaf, texts: Mapping[str, Words], rows: Iterable[Field], averages: Mapping[str, float]
) -> Frequency | None:
    """Return the tf′ of a leaf in an article, given its texts by field; None if the leaf does not match.

    ``rows`` are the text fields in the order of the field table.
    """
    if leaf.exact and not occurs_in(leaf, texts):
        return None
    counts, weighed = [], 0.0
    for row in rows:
        if row.name in leaf.fields and (frequency := count_in(leaf, texts[row.name])):
            length, average = len(texts[row.name]), averages[row.name]
            norm = row.weight / (1.0 - row.b + row.b * (length / average if average > 0.0 else 0.0))
            weighed = weighed + norm * frequency
            counts.append(FieldCount(row, frequency, length, average, norm))
    if not counts:
        return None
    preferred = bool(leaf.preferred) and any(leaf.preferred in texts[name].forms for name in leaf.fields)
    return Frequency(weighed + EXACT if preferred else weighed, tuple(counts), preferred)


def saturate(weight: float, weighed: float) -> float:
    """Return the part of a score for a leaf with a weight and a tf′."""
    return weight * weighed / (weighed + K1)


def closest_date(clause: Dated, spans: Iterable[DateSpan]) -> DateSpan | None:
    """Return the date of an article with the largest share of days asked for, of those that a clause accepts."""
    return max(filter(clause.accept, spans), key=lambda span: share_of(clause, span), default=None)


def share_of(clause: Dated, span: DateSpan) -> float:
    """Return which part of the days of a span, which shares some, is asked for by a clause."""
    first, last = max(clause.days.first, span.first), min(clause.days.last, span.last)
    return ((last - first).days + 1) / ((span.last - span.first).days + 1)
