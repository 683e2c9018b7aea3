"""Clusters of words that stand in like contexts, and how often words are capitalised, from running text.

Contexts are the words before and after, weighted by positive pointwise mutual information; the table is reduced by a
randomised singular value decomposition (Halko, Martinsson and Tropp, 2011) and its rows are clustered by k-means on the
unit sphere. The seed is fixed. Only figures about words leave this module, no text.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack

__all__ = ["WordFigures", "count_words", "running_text"]

PIECE = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]")
CLUSTERS = 255
WORDS = 30_000
CONTEXTS = 2_000
DIMENSIONS = 64
ENDS = frozenset(".!?:;\"“”'`*•")


@dataclass(frozen=True)
class WordFigures:
    """The clusters of words, from 1, and the shares of capitals among their occurrences inside sentences."""

    clusters: dict[str, int]
    capitals: dict[str, float]


def running_text(data: Path) -> Iterator[str]:
    """Yield the texts of the encyclopaedia in ``$DATELINE_DATA``."""
    with lzma.open(data / "enwiki" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["body"]


def count_words(texts: Iterable[str]) -> WordFigures:
    """Return the figures of the words of some texts."""
    totals: Counter[str] = Counter()
    high: Counter[str] = Counter()
    low: Counter[str] = Counter()
    numbers: dict[str, int] = {}
    stream: list[np.ndarray] = []
    for text in texts:
        pieces = PIECE.findall(text)
        lower = ["0" if piece.isdigit() else piece.lower() for piece in pieces]
        totals.update(lower)
        inside = [pieces[i] for i in range(1, len(pieces)) if pieces[i - 1] not in ENDS]
        high.update(piece.lower() for piece in inside if piece[0].isupper())
        low.update(piece for piece in inside if piece[0].islower())
        stream.append(np.array([numbers.setdefault(piece, len(numbers)) for piece in [*lower, "\n"]], np.int32))
    capitals = {word: high[word] / (high[word] + low[word]) for word in high if high[word] + low[word] >= 5}
    capitals.update((word, 0.0) for word in low if word not in high and low[word] >= 5)
    ranked = [word for word, n in sorted(totals.items(), key=lambda item: (-item[1], item[0])) if n >= 12]
    chosen = [word for word in ranked if word[0].isalpha()][:WORDS]
    vectors = reduced(np.concatenate(stream), numbers, chosen, ranked[:CONTEXTS])
    return WordFigures(dict(zip(chosen, (1 + k_means(vectors)).tolist(), strict=True)), capitals)


def reduced(stream: np.ndarray, numbers: dict[str, int], words: list[str], contexts: list[str]) -> np.ndarray:
    """Return a unit vector for each word."""
    row = np.full(len(numbers), -1)
    column = np.full(len(numbers), -1)
    row[[numbers[word] for word in words]] = np.arange(len(words))
    column[[numbers[word] for word in contexts]] = np.arange(len(contexts))
    sides = []
    for word, context in ((stream[1:], stream[:-1]), (stream[:-1], stream[1:])):
        both = (row[word] >= 0) & (column[context] >= 0)
        cells = (np.ones(int(both.sum())), (row[word[both]], column[context[both]]))
        counted = csr_matrix(cells, shape=(len(words), len(contexts)))
        counted.sum_duplicates()
        sides.append(informative(counted))
    table = hstack(sides).tocsr()
    random = np.random.default_rng(1)
    basis = table @ random.standard_normal((table.shape[1], DIMENSIONS + 16))
    for _ in range(3):
        basis = table @ (table.T @ np.linalg.qr(basis)[0])
    left, values, _ = np.linalg.svd(table.T.dot(np.linalg.qr(basis)[0]).T, full_matrices=False)
    vectors = np.linalg.qr(basis)[0] @ left[:, :DIMENSIONS] * np.sqrt(values[:DIMENSIONS])
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def informative(counts: csr_matrix) -> csr_matrix:
    """Return counts as positive pointwise mutual information."""
    rows = np.maximum(np.asarray(counts.sum(1)).ravel(), 1)
    columns = np.maximum(np.asarray(counts.sum(0)).ravel(), 1) ** 0.75
    table = (diags(1 / rows) @ counts @ diags(columns.sum() / columns)).tocsr()
    table.data = np.maximum(np.log(table.data), 0)
    return table


def k_means(vectors: np.ndarray, rounds: int = 25) -> np.ndarray:
    """Return the number of the cluster of each vector; the first centres are vectors of frequent words."""
    centres = vectors[np.random.default_rng(2).permutation(min(len(vectors), 12_000))[:CLUSTERS]].copy()
    nearest = np.zeros(len(vectors), int)
    for _ in range(rounds):
        nearest = (vectors @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        filled = np.linalg.norm(sums, axis=1) > 0
        centres[filled] = sums[filled] / np.linalg.norm(sums[filled], axis=1, keepdims=True)
    return nearest
