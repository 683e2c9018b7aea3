"""What was found in articles, in the table ``mentions`` beside the versions: derived, and kept with its extractor.

``extractor`` is the number of the rules (`EXTRACTOR`), 0 for mentions that the program which added the article gave:
those no rules find again; −1 where the search raised: the record is then ``{"failed": why}``, and the article is looked
into again as soon as it can be. A version without a row was never looked into.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import zip_longest
from typing import TypeAlias

from dateline.index.article import Article
from dateline.index.entities.mention import Extraction
from dateline.index.entities.record import (
    EXTRACTOR,
    decode_extraction,
    decode_values,
    encode_extraction,
    text_of_article,
)
from dateline.index.entities.record_types import check_extraction
from dateline.index.errors import Failure, MentionsDamaged, StoreError, attempt
from dateline.index.store.access import Access
from dateline.index.store.live import current_condition
from dateline.index.store.placement import Stored
from dateline.index.store.rows import decode_text, encode_text
from dateline.index.store.schema import explain_errors

__all__ = [
    "FAILED",
    "FOUND",
    "GIVEN",
    "DamageHandler",
    "MentionRow",
    "Mentions",
    "encode_result",
    "extract_mentions",
    "failure_of",
    "found_in",
    "is_failure",
    "values_in",
    "with_mentions",
    "write_mentions",
]

GIVEN = 0
# The extractor of a record that says why nothing could be found; it is looked into again when it can be.
FAILED = -1
FAILURE = '{"failed":'


DamageHandler = Callable[[int, StoreError], None]  # takes the seq of a row that cannot be read, and the error
# The version, what was found in it or its record, and whether the program that added the article gave it.
MentionRow: TypeAlias = "tuple[int, Extraction | Failure | str, bool]"

FOUND = "(SELECT found FROM mentions AS m WHERE m.seq = v.seq)"
INSERT = "INSERT OR REPLACE INTO mentions (seq, extractor, found) VALUES (?, ?, ?)"
FAILURES = (
    "SELECT v.seq, v.id, m.found FROM mentions AS m JOIN versions AS v ON v.seq = m.seq"
    f" WHERE m.extractor = ? AND {current_condition()} ORDER BY v.seq"
)


def write_mentions(connection: sqlite3.Connection, rows: Iterable[MentionRow]) -> None:
    """Keep what was found in versions."""
    connection.executemany(INSERT, (to_row(*row) for row in rows))


def to_row(seq: int, found: Extraction | Failure | str, given: bool) -> tuple[int, int, object]:
    """Return the row of a version in the table."""
    record = found if isinstance(found, str) else encode_result(found)
    extractor = GIVEN if given else FAILED if record.startswith(FAILURE) else EXTRACTOR
    return seq, extractor, encode_text(record)


def encode_result(found: Extraction | Failure) -> str:
    """Return the record of what was found, or of why nothing could be."""
    return f"{FAILURE}{json.dumps(found.reason)}}}" if isinstance(found, Failure) else encode_extraction(found)


def failure_of(record: str | None) -> str | None:
    """Return why nothing could be found in an article; None if its record does not say so."""
    if record is None or not record.startswith(FAILURE):
        return None
    try:
        return str(json.loads(record)["failed"])
    except (ValueError, KeyError, TypeError):
        return "the reason that was kept cannot be read"


def with_mentions(article: Article, record: str | bytes | None) -> Article:
    """Return an article with what its record says was found in it. Raises StoreError."""
    return article if record is None or is_failure(record) else replace(article, mentions=found_in(article, record))


def is_failure(record: str | bytes) -> bool:
    """Return whether a record says that the search failed: the article is as one that was not looked into."""
    return isinstance(record, str) and record.startswith(FAILURE)


def found_in(article: Article, record: str | bytes) -> Extraction:
    """Return what a record says was found in an article. Raises StoreError."""
    with _damage_errors(article):
        return _checked(decode_extraction(json.loads(str(decode_text(record))), text_of_article(article)))


def values_in(article: Article, record: str) -> Extraction:
    """Return what an index holds of a record of an article (`decode_values`). Raises StoreError."""
    with _damage_errors(article):
        return _checked(decode_values(json.loads(record)))


def _checked(found: Extraction) -> Extraction:
    check_extraction(found)
    return found


@contextmanager
def _damage_errors(article: Article) -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, StoreError) as error:
        raise MentionsDamaged(
            f"the mentions of the article {article.id!r} cannot be read ({error!s:.100}); "
            "`dateline check --repair` finds them again",
            id=article.id,
        ) from error


def extract_mentions(
    batch: Sequence[Stored], found: Sequence[str | None], find: Callable[[Article], Extraction] | None
) -> tuple[list[Stored], list[MentionRow]]:
    """Return what was stored with the mentions in it, and the rows that keep these.

    They are those that an article brings; else its record of ``found``, where another process has looked; else what
    ``find`` finds. Without ``find`` only the first are kept.
    """
    extracted: list[Stored] = []
    rows: list[MentionRow] = []
    for stored, record in zip_longest(batch, found):
        mentions, failed = stored.article.mentions, None
        if stored.unchanged or (mentions is None and find is None):
            extracted.append(stored)
            continue
        if mentions is not None:
            rows.append((stored.seq, mentions, True))
        elif record is not None:
            failed = failure_of(record)
            mentions = None if failed else values_in(stored.article, record)
            rows.append((stored.seq, record, False))
        else:
            assert find is not None
            result = attempt(find, stored.article)
            mentions, failed = (None, result.reason) if isinstance(result, Failure) else (result, None)
            rows.append((stored.seq, result, False))
        extracted.append(stored._replace(article=replace(stored.article, mentions=mentions), failed=failed))
    return extracted, rows


class Mentions:
    """What was found in the versions of one store."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def of(self, articles: Mapping[int, Article], broken: DamageHandler | None = None) -> dict[int, Extraction]:
        """Return what was found in articles, given by their seqs; those that were not looked into are left out.

        A record that cannot be read is given to ``broken``, with its seq; without that its StoreError is raised.
        """
        made = {}
        with explain_errors(self._access.path):
            rows = self._access.select_list("SELECT seq, found FROM mentions WHERE seq IN (?)", list(articles))
            for seq, record in rows:
                if is_failure(record):
                    continue
                try:
                    made[seq] = found_in(articles[seq], record)
                except StoreError as error:
                    if broken is None:
                        raise
                    broken(seq, error)
        return made

    def outdated(self, seqs: Sequence[int], everywhere: bool, broken: Iterable[int] = ()) -> set[int]:
        """Return which of these versions should be looked into again: those that other rules than today's were used on.

        ``everywhere``: all but those whose mentions were given. The records of ``broken`` versions cannot be read:
        they count as not there, but what was given is looked for ``everywhere`` only.
        """
        extractors = dict(self._access.select_list("SELECT seq, extractor FROM mentions WHERE seq IN (?)", seqs))
        if everywhere:
            return {seq for seq in seqs if extractors.get(seq) != GIVEN}.union(broken)
        unread = {seq for seq in broken if extractors[seq] != GIVEN}
        return {seq for seq, extractor in extractors.items() if extractor not in (EXTRACTOR, GIVEN)} | unread

    def failed(self) -> list[tuple[int, str, str]]:
        """Return the live versions in which nothing could be found because the search raised: seq, id, and why."""
        with explain_errors(self._access.path):
            return [
                (seq, str(decode_text(id)), failure_of(str(decode_text(found))) or "")
                for seq, id, found in self._access.select(FAILURES, (FAILED,))
            ]

    def record(self, rows: Iterable[MentionRow]) -> None:
        """Keep what was found in versions, as `write_mentions` takes it; in the open transaction."""
        with self._access.transaction.operation() as connection:
            write_mentions(connection, rows)
