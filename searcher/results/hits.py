"""Read the articles of hits from the store, by version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.index.article import Article
from dateline.index.errors import IndexDamaged
from dateline.index.store.store import Store
from dateline.searcher.engine.protocol import Ranked

__all__ = ["read_hits"]

REMEDY = "one of the two is damaged, and `dateline check` says which"
BEYOND = 1 << 63  # SQLite has no such row number


def read_hits(store: Store, index: Path, ranked: Sequence[Ranked]) -> Mapping[int, Article]:
    """Return the article of each hit by its version.

    Raises IndexDamaged with the folder of the index if the store does not have the version, or has it under another id.
    """
    articles = store.read([found.seq for found in ranked if found.seq < BEYOND])
    for found in ranked:
        article = articles.get(found.seq)
        if article is None:
            raise IndexDamaged(
                f"it has version {found.seq} of {found.id!r}, which the store does not have", index, REMEDY
            )
        if article.id != found.id:
            reason = f"it has version {found.seq} under the id {found.id!r}, not {article.id!r} as the store"
            raise IndexDamaged(reason, index, REMEDY)
    return articles
