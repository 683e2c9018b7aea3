"""The write side of Dateline: from article files to segment files.

`Archive` is an archive open for writing, `Article` is what it stores; `extract` finds people, places and dates in a
text. Errors are in `dateline.index.errors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.index.article import Article, RawArticle
from dateline.index.fields import DEFAULT_FIELDS, Field, FieldTable

if TYPE_CHECKING:
    from dateline.index.archive import Archive, Ingested
    from dateline.index.entities.extraction import extract

__all__ = ["DEFAULT_FIELDS", "Archive", "Article", "Field", "FieldTable", "Ingested", "RawArticle", "extract"]


def __getattr__(name: str) -> Any:
    """Import names on first use: a search from the command line does not need them, and starts faster."""
    if name == "extract":
        from dateline.index.entities.extraction import (
            extract,
        )  # start-up: it loads the model and the gazetteer

        return extract
    if name in ("Archive", "Ingested"):
        from dateline.index import archive  # start-up: the writer takes 25 ms to import

        return getattr(archive, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
