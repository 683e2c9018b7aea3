"""The texts of articles before cleaning, in the table ``originals`` beside the versions: only of those that it changed.

A NULL says that cleaning left that text as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from dateline.index.article import Article
from dateline.index.placement import Stored
from dateline.index.version import decode_text, encode_text

__all__ = ["ORIGINAL", "with_original", "write_originals"]

ORIGINAL = "SELECT o.title, o.body FROM versions AS v LEFT JOIN originals AS o ON o.seq = v.seq"
INSERT = "INSERT OR REPLACE INTO originals (seq, title, body) VALUES (?, ?, ?)"


def write_originals(connection: sqlite3.Connection, batch: Iterable[Stored]) -> None:
    """Keep the texts as they came of what was stored."""
    rows = [
        (stored.seq, encode_text(original.title), encode_text(original.body))
        for stored in batch
        if (original := stored.article.original) is not None and not stored.unchanged
    ]
    if rows:
        connection.executemany(INSERT, rows)


def with_original(article: Article, title: str | bytes | None, body: str | bytes | None) -> Article:
    """Return an article with its texts as they came."""
    return replace(
        article,
        title=article.title if title is None else str(decode_text(title)),
        body=article.body if body is None else str(decode_text(body)),
    )
