"""The mentions found in articles, in the table ``mentions``: derived data, stored with their extractor.

``extractor`` is the version of the rules (`EXTRACTOR`); 0 for mentions given by the program that added the article,
which are never extracted again; −1 for a failed extraction, with the record ``{"failed": why}``, which is tried again
when possible. Versions without a row were never extracted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import TypeAlias

from dateline.index.article import Article
from dateline.index.dataclass import replace
from dateline.index.entities.mention import Extraction
from dateline.index.entities.record import (
    EXTRACTOR,
    decode_extraction,
    decode_values,
    encode_extraction,
    text_of_article,
)
from dateline.index.entities.record_types import check_extraction
from dateline.index.errors import MentionsDamaged, StoreError
from dateline.index.failure import Failure, attempt
from dateline.index.kernel._records import RecordMaker
from dateline.index.store.access import Access
from dateline.index.store.live import current_condition
from dateline.index.store.placement import Stored
from dateline.index.store.rows import decode_text, encode_text
from dateline.index.store.schema import explain_errors

__all__ = [
    "FAILED",
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

_make_article = RecordMaker(Article)

GIVEN = 0
# The extractor of a failed extraction, which is tried again when possible.
FAILED = -1
FAILURE = '{"failed":'


DamageHandler = Callable[[int, StoreError], None]  # called with the seq of an unreadable row, and the error
# The version, its mentions or their record, and whether the program that added the article gave them.
MentionRow: TypeAlias = "tuple[int, Extraction | Failure | str, bool]"

INSERT = "INSERT OR REPLACE INTO mentions (seq, extractor, found) VALUES (?, ?, ?)"
FAILURES = (
    "SELECT v.seq, v.id, m.found FROM mentions AS m JOIN versions AS v ON v.seq = m.seq"
    f" WHERE m.extractor = ? AND {current_condition()} ORDER BY v.seq"
)


def write_mentions(connection: sqlite3.Connection, rows: Iterable[MentionRow]) -> None:
    """Store the mentions of versions."""
    connection.executemany(INSERT, (to_row(*row) for row in rows))


def to_row(seq: int, found: Extraction | Failure | str, given: bool) -> tuple[int, int, object]:
    """Return the row of a version in the table."""
    record = found if isinstance(found, str) else encode_result(found)
    extractor = GIVEN if given else FAILED if record.startswith(FAILURE) else EXTRACTOR
    return seq, extractor, encode_text(record)


def encode_result(found: Extraction | Failure) -> str:
    """Return the record of mentions or of a failure."""
    return f"{FAILURE}{json.dumps(found.reason)}}}" if isinstance(found, Failure) else encode_extraction(found)


def failure_of(record: str | None) -> str | None:
    """Return the reason of a failed extraction; None if the record is not one."""
    if record is None or not record.startswith(FAILURE):
        return None
    try:
        return str(json.loads(record)["failed"])
    except (ValueError, KeyError, TypeError):
        return "the reason that was kept cannot be read"


def with_mentions(article: Article, record: str | bytes | None) -> Article:
    """Return an article with the mentions of its record. Raises StoreError."""
    return article if record is None or is_failure(record) else replace(article, mentions=found_in(article, record))


def is_failure(record: str | bytes) -> bool:
    """Return whether a record is a failed extraction, which counts as none."""
    return isinstance(record, str) and record.startswith(FAILURE)


def found_in(article: Article, record: str | bytes) -> Extraction:
    """Return the mentions of a record. Raises StoreError."""
    with _damage_errors(article):
        return _checked(decode_extraction(json.loads(str(decode_text(record))), text_of_article(article)))


def values_in(article: Article, record: str) -> Extraction:
    """Return the mentions of a record with what an index needs (`decode_values`). Raises StoreError."""
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
            f"the mentions of the article {article.id!r} cannot be read; `dateline check --repair` extracts them again",
            id=article.id,
        ) from error


def extract_mentions(
    batch: Sequence[Stored], found: Sequence[str | None], find: Callable[[Article], Extraction] | None
) -> tuple[list[Stored], list[MentionRow]]:
    """Return stored articles with their mentions, and the rows of these.

    The mentions are those of the article; else those of its record in ``found``, if another process has extracted them;
    else those that ``find`` finds. Without ``find`` only those of the article are stored.
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
        article = _make_article.changed(stored.article, "mentions", mentions)
        extracted.append(Stored(stored.seq, stored.id, article, stored.replaced, stored.unchanged, failed))
    return extracted, rows


class Mentions:
    """The mentions of the versions of one store."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def of(self, articles: Mapping[int, Article], broken: DamageHandler | None = None) -> dict[int, Extraction]:
        """Return the mentions of articles, given by seq; articles without any record are left out.

        ``broken`` is called for an unreadable record; without it the StoreError is raised.
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
        """Return which of these versions need a new extraction: those with other rules than the current ones.

        ``everywhere``: all except those with given mentions. The records of ``broken`` versions are unreadable and
        count as missing; if they were given, they are extracted only with ``everywhere``.
        """
        extractors = dict(self._access.select_list("SELECT seq, extractor FROM mentions WHERE seq IN (?)", seqs))
        if everywhere:
            return {seq for seq in seqs if extractors.get(seq) != GIVEN}.union(broken)
        unread = {seq for seq in broken if extractors[seq] != GIVEN}
        return {seq for seq, extractor in extractors.items() if extractor not in (EXTRACTOR, GIVEN)} | unread

    def failed(self) -> list[tuple[int, str, str]]:
        """Return the live versions whose extraction failed: seq, id, and reason."""
        with explain_errors(self._access.path):
            return [
                (seq, str(decode_text(id)), failure_of(str(decode_text(found))) or "")
                for seq, id, found in self._access.select(FAILURES, (FAILED,))
            ]

    def record(self, rows: Iterable[MentionRow]) -> None:
        """Store the mentions of versions as `write_mentions` does, in the open transaction."""
        with self._access.transaction.operation() as connection:
            write_mentions(connection, rows)
