"""The write side of Dateline: article file to segment files.

`Archive` is an archive open for writing, `Article` what goes into it. Errors are in
`dateline.index.errors`.
"""

from __future__ import annotations

from dateline.index.archive import Archive, Ingested
from dateline.index.article import Article, RawArticle
from dateline.index.fields import DEFAULT_FIELDS, Field, FieldTable

__all__ = ["DEFAULT_FIELDS", "Archive", "Article", "Field", "FieldTable", "Ingested", "RawArticle"]
