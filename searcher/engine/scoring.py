"""BM25F: what an article's score is made of.

    score = Σ over leaves of  weight · tf' / (tf' + k1)
    weight = idf · (k1 + 1)                      a phrase's idf is the sum of its terms'
    idf(t) = ln(1 + (N − df + 0.5) / (df + 0.5))
    tf'    = Σ over fields f of  norm_f · tf_f   + exact, if the form stands exactly as typed
    norm_f = w_f / (1 − b_f + b_f · len_f / avglen_f)

N counts the live articles, df those that have the term in any field of the
analysis, avglen_f is the mean length over the live articles. The form that stands
as typed is a pseudo-field of frequency 0 or 1, weight `EXACT` and b = 0. With one
field of weight 1, and EXACT = 0, this is the BM25 of Lucene.

After Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond
(2009), and Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted
fields (2004).
"""

from __future__ import annotations

from math import log

__all__ = ["EXACT", "K1", "idf", "shape_of", "weight_of"]

K1 = 1.2  # Lucene's; see docs/decisions/0004-ranking.md
EXACT = 0.3  # enough to part equal articles, too little to outweigh a second occurrence


def idf(articles: int, df: int) -> float:
    """Return the weight of a term that `df` of so many live articles have."""
    return log(1.0 + (articles - df + 0.5) / (df + 0.5))


def weight_of(idfs: float) -> float:
    """Return the weight of a leaf from its idf, or a phrase's sum of them."""
    return idfs * (K1 + 1.0)


def shape_of(average: float, weight: float, b: float) -> tuple[float, float]:
    """Return (flat, slope) of a field: its norm is 1 / (flat + slope · length), but for rounding."""
    return (1.0 - b) / weight, b / (average * weight) if average > 0.0 else 0.0
