"""The versions of articles over time: the day from which each counts, and the version of a given day.

A version counts from the day of its ``updated``, if it differs from that of the version before. Otherwise the first
version of an article counts from the day of ``published``. All others, undated first versions and deletions count from
the day they were ``added``. (The day is that of the stored offset.) No version counts from an earlier day than the one
before it, because it replaced it later. So as of a day after all these, an archive is in its current state.

A first version without any day counts from the beginning of time. A later version or a deletion without any day
(``added`` was not recorded) counts from the day of the version before, as if that had never existed: articles deleted
before days were recorded do not come back.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from dateline.index.dataclass import dataclass
from dateline.index.errors import StoreError
from dateline.index.store.access import Access
from dateline.index.store.rows import RESTORE, decode_day, decode_text, encode_text
from dateline.index.store.schema import explain_errors

__all__ = ["AsOfVersions", "History", "Version"]

# This reads only the index `versions_days`, not the table.
LATER = """
    SELECT seq FROM versions
    WHERE seq <= ? AND substr(coalesce(updated, published, added), 1, 10) > ?
"""
# Only articles of several rows, of which one replaces another. (With +seq SQLite finds the rows that replace in the
# index `versions_replaced`, which has no others, instead of the table.)
HISTORIES = """
    SELECT id, seq, deleted, updated, published, added FROM versions WHERE seq <= :last
    AND id IN (SELECT id FROM versions WHERE replaces IS NOT NULL AND +seq <= :last) ORDER BY id, seq
"""
VERSIONS = """
    SELECT seq, deleted, updated, published, added, title FROM versions
    WHERE id = ? AND seq <= ? ORDER BY seq
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article, or its deletion, without its text.

    ``number`` counts the versions of the article from 1; a deletion has None. ``since`` is the day from which it
    counts, None if not known; ``added`` is when it was stored, by the clock of that program. ``current`` is the version
    that searches find.
    """

    number: int | None
    seq: int
    since: date | None
    added: datetime | None
    title: str
    published: date | datetime | None
    updated: date | datetime | None
    current: bool

    @property
    def deleted(self) -> bool:
        """Whether this is a deletion."""
        return self.number is None


@dataclass(frozen=True, slots=True)
class AsOfVersions:
    """The versions of a day: the live ones without those in `excluded`, and the `older` ones.

    ``excluded`` is a bitmap by seq (bit s & 7 of byte s >> 3), with at most ``count`` bits; some may not be live.
    ``older`` are seqs, ascending.
    """

    excluded: bytearray
    count: int
    older: Sequence[int]

    def excludes(self, seq: int) -> bool:
        """Return whether a live version is not that of the day."""
        return bool(self.excluded[seq >> 3] >> (seq & 7) & 1)

    def iter_excluded(self) -> Iterator[int]:
        """Yield the versions in `excluded`."""
        for place, byte in enumerate(self.excluded):
            if byte:
                yield from (8 * place + bit for bit in range(8) if byte >> bit & 1)


class Row(NamedTuple):
    """The columns of a row that determine its day."""

    seq: int
    deleted: int
    updated: str | None
    published: str | None
    added: str | None


class History:
    """The versions of the articles of one store over time."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def as_of(self, day: date, upto: int) -> AsOfVersions:
        """Return the versions of a day, as of the seq ``upto``.

        The time depends on the number of versions that are not live, or later than the day, plus a scan of an index of
        days; the memory is one bit for each version, plus the older versions.
        """
        excluded, older, limit = bytearray((upto >> 3) + 1), array("Q"), day.isoformat()
        count = 0
        with self._access.connection() as connection:
            for (seq,) in connection.execute(LATER, (upto, limit)):
                excluded[seq >> 3] |= 1 << (seq & 7)
                count += 1
            rows = connection.execute(HISTORIES, {"last": upto})
            for _, group in groupby(rows, key=itemgetter(0)):
                as_of, live = as_of_and_live((Row(*row[1:]) for row in group), limit)
                if live is not None:
                    excluded[live >> 3] &= ~(1 << (live & 7))
                    if as_of != live:
                        excluded[live >> 3] |= 1 << (live & 7)
                        count += 1
                if as_of is not None and as_of != live:
                    older.append(as_of)
        return AsOfVersions(excluded, count, array("Q", sorted(older)))

    def versions(self, id: str, upto: int) -> list[Version]:
        """Return every version of an id and its deletions as of ``upto``, in order; an empty list for an unknown id."""
        with explain_errors(self._access.path):
            return list(versions_of(self._access.select(VERSIONS, (encode_text(id), upto))))


def as_of_and_live(rows: Iterable[Row], day: str) -> tuple[int | None, int | None]:
    """Return the version of an article on a day, and the live one; None if there is none."""
    as_of = live = None
    for row, since in with_days(rows):
        live = None if row.deleted else row.seq
        if since <= day:
            as_of = live
    return as_of, live


def versions_of(rows: Sequence[Any]) -> Iterator[Version]:
    """Yield the versions of an article from the rows of `VERSIONS`. Raises StoreError."""
    number = 0
    for (row, since), (*_, title) in zip(with_days(Row(*each[:5]) for each in rows), rows, strict=True):
        number += not row.deleted
        yield Version(
            number=None if row.deleted else number,
            seq=row.seq,
            since=parse_day(since) if since else None,
            added=parse_instant(row.added),
            title=str(decode_text(title) or ""),
            published=None if row.published is None else decode_day(row.published),
            updated=None if row.updated is None else decode_day(row.updated),
            current=row.seq == rows[-1][0] and not row.deleted,
        )


def with_days(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Yield the rows of one article with the ISO day from which each counts, "" for the beginning of time.

    ISO days of the years 1 to 9999 compare as texts. Raises StoreError.
    """
    since, before = "", None
    for row in rows:
        updated = row.updated if before is None or row.updated != before.updated else None
        day_text = updated or (row.published if before is None else None) or row.added
        if row.deleted not in (0, 1):
            raise StoreError(f"version {row.seq} is marked as deleted with {row.deleted!r:.60}, not with 1; {RESTORE}")
        if row.seq < 1 or (day_text and type(day_text) is not str):
            raise StoreError(f"version {row.seq} counts from {day_text!r:.60}, which is not a date; {RESTORE}")
        since, before = max(since, day_text[:10] if day_text else ""), row
        yield row, since


def parse_day(text: str) -> date:
    """Return a day from its ISO form. Raises StoreError."""
    day = decode_day(text)
    return day.date() if isinstance(day, datetime) else day


def parse_instant(text: Any) -> datetime | None:
    """Return an instant from its ISO form. Raises StoreError."""
    moment = None if text is None else decode_day(text)
    return moment if isinstance(moment, datetime) else None
