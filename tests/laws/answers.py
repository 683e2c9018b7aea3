"""An answer in full, from whatever gives answers: what the laws compare."""

from __future__ import annotations

from typing import Any

from dateline.searcher import SearchArchive
from tests.reference.archive import Reference

FACETS = (
    "people", "places", "source", "byline", "weekday",
    "published:year", "published:month", "published:day", "about:month", "about:day",
)  # fmt: skip
ALL = 10_000


def reference_answer(reference: Reference, query: str, match: str, sort: str) -> dict[str, Any]:
    """Return what the specification answers."""
    answer = reference.search(query, match=match, sort=sort)
    ids = [id for id, _ in answer.ranking]
    return {
        "hits": answer.ranking if sort == "relevance" else ids,
        "total": len(ids),
        "facets": {name: reference.facet(ids, name) for name in FACETS},
    }


def archive_answer(
    archive: SearchArchive, query: str, match: Any, sort: Any, limit: int = ALL, **refined: Any
) -> dict[str, Any]:
    """Return what an archive answers; ``refined`` are further options of ranking."""
    results = archive.search(query, limit=limit, match=match, sort=sort, facets=FACETS, **refined)
    hits = tuple((hit.id, hit.score) for hit in results.hits)
    return {
        "hits": hits if sort == "relevance" else [id for id, _ in hits],
        "total": results.total,
        "facets": {name: {each.value: each.count for each in counts} for name, counts in results.facets.items()},
    }
