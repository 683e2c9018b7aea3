"""Find the order of the numeric dates of a file: ``04/05/2016`` is May if another record of it says ``25/12/2016``.

The first records of a file decide. A record whose date can be read in two ways waits until they are read; all others
are passed on at once. Dates with one sign (``/``) say nothing about those with another. If the dates of a file have
several orders, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from dateline.index.article import RawArticle
from dateline.index.dataclass import replace
from dateline.index.dates import DateOrder, OrderFinder, readings_of
from dateline.index.errors import ReadError

__all__ = ["find_orders", "numeric_dates", "with_orders"]

# The keys that may hold the dates of an article, with those that `cleaning` renames.
DATE_KEYS = ("published", "date", "updated")
# How much of a file is searched. Records of this number and size also fit into memory.
MOST_RECORDS = 2_000
MOST_CHARACTERS = 16_000_000
# A quick test: most dates begin with a year of four digits, or have the name of a month.
NUMERIC = re.compile(r"[^0-9]{0,16}[0-9]{1,2} ?[-/.] ?[0-9]{1,2} ?[-/.] ?[0-9]{2}")

Found = RawArticle | ReadError


class FileHead:
    """The first records of a file: what their dates show, and the records that wait for it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.orders: tuple[DateOrder, ...] = ()
        self.is_decided = False
        self._finder = OrderFinder()
        self._waiting: list[Found] = []
        self._records = 0
        self._characters = 0

    def pass_on(self, found: Found) -> Iterator[Found]:
        """Yield the records that can be passed on, now that this one is read."""
        if self.is_decided:
            yield self._complete(found)
            return
        is_open = self.look_at(found)
        if is_open or self._waiting:
            self._waiting.append(found)
        else:
            yield found
        if self.is_full:
            yield from self.decide()

    def look_at(self, found: Found) -> bool:
        """Take the dates of a record into account; return whether one of them can be read in several ways."""
        if isinstance(found, ReadError):
            return False
        self._records += 1
        body = found.values.get("body")
        self._characters += len(body) if isinstance(body, str) else 0
        open_dates = [text for text in numeric_dates(found) if self._finder.add(text, readings_of(text))]
        return bool(open_dates)

    @property
    def is_full(self) -> bool:
        """Whether enough of the file is read to decide."""
        return self._records >= MOST_RECORDS or self._characters >= MOST_CHARACTERS

    def decide(self) -> Iterator[Found]:
        """Take the order that the dates show, and yield the records that waited for it."""
        self.is_decided = True
        self.orders = self._finder.orders()
        waiting, self._waiting = self._waiting, []
        yield from map(self._complete, waiting)

    def _complete(self, found: Found) -> Found:
        """Return a record with the order, if it has a numeric date."""
        if not self.orders or isinstance(found, ReadError) or not any(numeric_dates(found)):
            return found
        return replace(found, orders=self.orders)


def with_orders(records: Iterable[Found]) -> Iterator[Found]:
    """Yield the records of files, one after another; those with numeric dates have the order that their file shows."""
    head: FileHead | None = None
    for found in records:
        if head is None or head.file != found.file:
            if head is not None:
                yield from head.decide()
            head = FileHead(found.file)
        if head.is_decided and not head.orders:
            yield found
        else:
            yield from head.pass_on(found)
    if head is not None:
        yield from head.decide()


def find_orders(records: Iterable[Found], file: str) -> tuple[DateOrder, ...]:
    """Return the orders that the first records of a file show; `with_orders` gives the same to all of them."""
    head = FileHead(file)
    for found in takewhile(lambda _: not head.is_full, records):
        head.look_at(found)
    for _ in head.decide():
        pass
    return head.orders


def numeric_dates(found: RawArticle) -> Iterator[str]:
    """Yield the dates of a record that are written as three numbers, the year not first."""
    for key in DATE_KEYS:
        value = found.values.get(key)
        if isinstance(value, str) and value[4:5] != "-" and NUMERIC.match(value) is not None:
            yield value
