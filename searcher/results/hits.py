"""The texts of hits, read from the store by the versions that an index names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.index.article import Article
from dateline.index.errors import IndexDamaged
from dateline.index.store.store import Store
from dateline.searcher.engine.protocol import Ranked

__all__ = ["read_hits"]

BEYOND = 1 << 63  # no row of SQLite has such a number


def read_hits(store: Store, index: Path, ranked: Sequence[Ranked]) -> Mapping[int, Article]:
    """Return the article of each hit by its version.

    Raises IndexDamaged, naming the folder of the index, for a version that the store does not have, or has under
    another id.
    """
    articles = store.read([found.seq for found in ranked if found.seq < BEYOND])
    for found in ranked:
        article = articles.get(found.seq)
        if article is None:
            raise IndexDamaged(f"it has version {found.seq} of {found.id!r}, and the store has no such version", index)
        if article.id != found.id:
            raise IndexDamaged(f"it has version {found.seq} under the id {found.id!r}, not {article.id!r}", index)
    return articles
