"""bm25s: scores worked out before, in arrays of NumPy; no positions and no texts, any of the words only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from dateline.index import Article
from engines import Tasks, fresh

try:
    import bm25s
    import Stemmer
except ImportError:  # the extra `bench`
    bm25s = None

NAME = "bm25s"
WITHOUT = "" if bm25s else "bm25s and PyStemmer are not installed (the extra `bench`)"


def build(folder: Path, articles: Sequence[Article]) -> None:
    """Index."""
    tokens = bm25s.tokenize(
        [f"{article.title}\n{article.body}" for article in articles],
        stopwords=None,
        stemmer=Stemmer.Stemmer("english"),
        show_progress=False,
    )
    retriever = bm25s.BM25()
    retriever.index(tokens, show_progress=False)
    retriever.save(fresh(folder))
    (folder / "ids.json").write_text(json.dumps([article.id for article in articles]))


def open_tasks(folder: Path) -> Tasks:
    """Open an index."""
    retriever = bm25s.BM25.load(folder, mmap=True)
    ids = json.loads((folder / "ids.json").read_text())
    stemmer = Stemmer.Stemmer("english")

    def best(words: str, limit: int = 10) -> list[str]:
        tokens = bm25s.tokenize([words], stopwords=None, stemmer=stemmer, show_progress=False, return_ids=False)
        found, scores = retriever.retrieve(tokens, k=min(limit, len(ids)), show_progress=False)
        # Where fewer match, it fills up with others, whose score is 0.
        return [ids[number] for number, score in zip(found[0], scores[0], strict=True) if score > 0]

    return {
        "term": best,
        "any": best,
        "any, 100": lambda words: best(words, 100),
        "any, 1000": lambda words: best(words, 1000),
    }
