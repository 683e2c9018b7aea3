"""The versions of articles in the order of time: from which day each counts, and which held on a given day.

A version counts from the day of its ``updated``, if the one before it had not the same; otherwise the first version of
an article from the day of ``published``, and any other from the day it was ``added``, as does a first one that is
undated, and a deletion. (A day is that of the offset it is written with.) None counts from an earlier day than the one
before it: what was stored later is what replaced it. So as of a day after all these, an archive is what it is now.

A first version of which no day is known counts from the beginning of time. A later one, or a deletion, of which none is
known (nobody wrote ``added`` down) counts from the day of the one before it, as if that had never been: what was taken
out before days were kept does not come back.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from dateline.index.errors import StoreError
from dateline.index.store.access import Access
from dateline.index.store.rows import RESTORE, decode_day, decode_text, encode_text
from dateline.index.store.schema import explain_errors

__all__ = ["AsOfVersions", "History", "Version"]

# The table is not read for it, only the index `versions_days`.
LATER = """
    SELECT seq FROM versions
    WHERE seq <= ? AND substr(coalesce(updated, published, added), 1, 10) > ?
"""
# Only articles of more than one row: something in them replaces something. (By +seq the rows that replace are not
# looked for among all rows, but in the index `versions_replaced`, which has no others.)
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

    ``number`` counts the versions of the article from 1; a deletion has None. ``since`` is the day it counts from,
    None if that is not known; ``added`` when it was stored, as the program that did so said. ``current`` is what a
    search finds.
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
        """Return whether a live version did not hold on the day."""
        return bool(self.excluded[seq >> 3] >> (seq & 7) & 1)

    def iter_excluded(self) -> Iterator[int]:
        """Yield the versions of `excluded`."""
        for place, byte in enumerate(self.excluded):
            if byte:
                yield from (8 * place + bit for bit in range(8) if byte >> bit & 1)


class Row(NamedTuple):
    """What of a row its day comes from."""

    seq: int
    deleted: int
    updated: str | None
    published: str | None
    added: str | None


class History:
    """The versions of the articles of one store, in the order of time."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def as_of(self, day: date, upto: int) -> AsOfVersions:
        """Return which versions held on a day, as of the seq ``upto``.

        Takes time for each version that is not live any more and each that is later than the day, and for all articles
        the look at their days in an index; memory for a bit a version and the numbers of the older ones.
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
        """Return every version of an id and its deletions as of ``upto``, in order; none if it never had one."""
        with explain_errors(self._access.path):
            return list(versions_of(self._access.select(VERSIONS, (encode_text(id), upto))))


def as_of_and_live(rows: Iterable[Row], day: str) -> tuple[int | None, int | None]:
    """Return which version of an article held on a day, and which is live; None for none."""
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
    """Yield the rows of one article with the ISO day that each counts from, "" for the beginning of time.

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
    """Return the day of its ISO form. Raises StoreError."""
    day = decode_day(text)
    return day.date() if isinstance(day, datetime) else day


def parse_instant(text: Any) -> datetime | None:
    """Return the instant of its ISO form. Raises StoreError."""
    moment = None if text is None else decode_day(text)
    return moment if isinstance(moment, datetime) else None
