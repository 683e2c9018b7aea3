"""Answers made by hand, so that what is shown of them can be told without an archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dateline.index import Article
from dateline.searcher import Explanation, FacetCount, Hit, Note, Results
from dateline.searcher.results.highlight import Snippet
from dateline.searcher.results.results import Page

FERRY = Article(
    id="f1",
    title="Ferry aground",
    body="The ferry ran aground.",
    published=date(2016, 12, 14),
    source="Courier",
    url="https://courier.example/f1",
)


def answer(
    *articles: Article,
    snippet: Snippet | None = None,
    notes: Sequence[Note] = (),
    facets: Mapping[str, Sequence[tuple[str | None, int]]] | None = None,
    total: int | None = None,
    score: float = 1.5,
) -> Results:
    """Return an answer of these articles, each with the same snippet, score and explanation."""
    cut = snippet or Snippet("The ferry ran aground.", ((4, 9),))
    why = Explanation(score, "sum of", (Explanation(score, "“ferry”"),))
    page = Page(lambda: dict(enumerate(articles)), lambda *_article: cut, lambda _articles: {}, lambda _article: why)
    hits = tuple(Hit(seq + 1, article.id or "", seq, score, page) for seq, article in enumerate(articles))
    counts = {name: tuple(FacetCount(value, count) for value, count in rows) for name, rows in (facets or {}).items()}
    return Results("ferry", hits, tuple(notes), 0, lambda: len(articles) if total is None else total, lambda: counts)
