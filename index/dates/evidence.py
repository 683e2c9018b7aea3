"""What a source says about its dates that can be read in several ways: the order of its other dates, its language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.index.dates.spans import Order

if TYPE_CHECKING:
    from dateline.index.dates.forms import Reading

__all__ = ["DateOrder", "Evidence", "OrderFinder"]

ORDERS: frozenset[Order] = frozenset(("dmy", "mdy", "ymd"))
IN_WORDS = {"dmy": "the day first", "mdy": "the month first", "ymd": "the year first"}


@dataclass(frozen=True, slots=True)
class DateOrder:
    """The order of the numeric dates of a file, and the dates that show it."""

    order: Order
    shown_by: tuple[str, ...]

    def __str__(self) -> str:
        """Return the order in words, with the dates that show it."""
        return f"{IN_WORDS[self.order]} ({', '.join(self.shown_by)})"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What decides between the readings of a date. ``language`` is a code such as ``pl`` or ``pl-PL``."""

    order: DateOrder | None = None
    language: str | None = None

    def choose(self, readings: Iterable[Reading]) -> tuple[Reading, ...]:
        """Return the readings that agree with the evidence, or all if it does not apply."""
        found = tuple(readings)
        if self.order is not None and any(each.order == self.order.order for each in found):
            found = tuple(each for each in found if each.order == self.order.order)
        if self.language:
            code = self.language.lower().replace("_", "-").partition("-")[0]
            found = tuple(each for each in found if code in each.languages.split()) or found
        return found


class OrderFinder:
    """Finds the one order that all numeric dates of a file can have."""

    def __init__(self) -> None:
        self._orders = ORDERS
        self._narrowed_by: list[str] = []
        self._single: str | None = None

    def add(self, text: str, readings: Iterable[Reading]) -> bool:
        """Take a date into account; return whether its order is unknown."""
        each = list(readings)
        orders = frozenset(reading.order for reading in each if reading.order is not None)
        if not orders:
            return False
        common = self._orders & orders
        if common != self._orders:
            self._orders = common
            self._narrowed_by.append(text)
        if len(orders) == 1 and self._single is None:
            self._single = text
        return len({reading.moment for reading in each}) > 1

    def order(self) -> DateOrder | None:
        """Return the order; None if nothing shows it, or the dates have several orders."""
        if len(self._orders) != 1:
            return None
        (order,) = self._orders
        return DateOrder(order, (self._single,) if self._single is not None else tuple(self._narrowed_by))
