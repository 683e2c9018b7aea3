"""What was found in articles, in the table ``mentions`` beside the versions: derived, and kept with its extractor.

``extractor`` is the number of the rules (`EXTRACTOR`), 0 for mentions that the program which added the article gave:
those no rules find again. A version without a row was never looked into.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeAlias

from dateline.index.article import Article
from dateline.index.entities.mention import Extraction
from dateline.index.entities.record import EXTRACTOR, decode_found, decode_values, encode_found, text_of_article
from dateline.index.errors import StoreError
from dateline.index.standing import select_in
from dateline.index.version import decode_text, encode_text

__all__ = [
    "FOUND",
    "GIVEN",
    "MentionRow",
    "due_for_looking",
    "found_in",
    "values_in",
    "with_mentions",
    "write_mentions",
]

GIVEN = 0
# The version, what was found in it or its record, and whether the program that added the article gave it.
MentionRow: TypeAlias = "tuple[int, Extraction | str, bool]"

FOUND = "(SELECT found FROM mentions AS m WHERE m.seq = v.seq)"
INSERT = "INSERT OR REPLACE INTO mentions (seq, extractor, found) VALUES (?, ?, ?)"


def write_mentions(connection: sqlite3.Connection, rows: Iterable[MentionRow]) -> None:
    """Keep what was found in versions."""
    connection.executemany(
        INSERT,
        (
            (seq, GIVEN if given else EXTRACTOR, encode_text(found if isinstance(found, str) else encode_found(found)))
            for seq, found, given in rows
        ),
    )


def with_mentions(article: Article, record: str | bytes | None) -> Article:
    """Return an article with what its record says was found in it. Raises StoreError."""
    return article if record is None else replace(article, mentions=found_in(article, record))


def found_in(article: Article, record: str | bytes) -> Extraction:
    """Return what a record says was found in an article. Raises StoreError."""
    with _reading(article):
        return decode_found(json.loads(str(decode_text(record))), text_of_article(article))


def values_in(article: Article, record: str) -> Extraction:
    """Return what an index holds of a record of an article (`decode_values`). Raises StoreError."""
    with _reading(article):
        return decode_values(json.loads(record))


@contextmanager
def _reading(article: Article) -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise StoreError(
            f"articles.db holds no sound list of mentions for the article {article.id!r} ({error}); "
            "`dateline rebuild --extract` finds them anew"
        ) from error


def due_for_looking(connection: sqlite3.Connection, seqs: Sequence[int], everywhere: bool) -> set[int]:
    """Return which of these versions should be looked into again: those that other rules than today's were used on.

    ``everywhere``: all but those whose mentions were given.
    """
    query = "SELECT seq, extractor FROM mentions WHERE seq IN (?)"
    by = dict(select_in(connection, query, seqs))
    if everywhere:
        return {seq for seq in seqs if by.get(seq) != GIVEN}
    return {seq for seq, extractor in by.items() if extractor not in (EXTRACTOR, GIVEN)}
