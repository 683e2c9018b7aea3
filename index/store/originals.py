"""The texts of articles before cleaning, in the table ``originals``, for those that cleaning changed.

NULL means that cleaning did not change that text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from dateline.index.article import Article
from dateline.index.dataclass import replace
from dateline.index.errors import StoreError
from dateline.index.store.placement import Stored
from dateline.index.store.rows import RESTORE, decode_text, encode_text

__all__ = ["ORIGINAL", "check_original", "with_original", "write_originals"]

ORIGINAL = "SELECT o.title, o.body FROM versions AS v LEFT JOIN originals AS o ON o.seq = v.seq"
INSERT = "INSERT OR REPLACE INTO originals (seq, title, body) VALUES (?, ?, ?)"


def write_originals(connection: sqlite3.Connection, batch: Iterable[Stored]) -> None:
    """Store the original texts of stored articles."""
    rows = [
        (stored.seq, encode_text(original.title), encode_text(original.body))
        for stored in batch
        if (original := stored.article.original) is not None and not stored.unchanged
    ]
    if rows:
        connection.executemany(INSERT, rows)


def with_original(article: Article, title: object, body: object) -> Article:
    """Return an article with its original texts. Raises StoreError for cells that are not texts."""
    came_title, came_body = _text(title), _text(body)
    return replace(
        article,
        title=article.title if came_title is None else came_title,
        body=article.body if came_body is None else came_body,
    )


def check_original(seq: int, title: object, body: object) -> None:
    """Raise StoreError unless the cells of a row are texts."""
    try:
        _text(title), _text(body)
    except StoreError as error:
        raise StoreError(f"the original of version {seq}: {error}") from error


def _text(cell: object) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell
    decoded = decode_text(cell) if isinstance(cell, bytes) else cell
    if not isinstance(decoded, str):
        raise StoreError(f"found {cell!r:.60} instead of a text; {RESTORE}")
    return decoded
