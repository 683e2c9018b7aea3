"""What a source says about its dates that can be read in several ways: the order of its other dates, its language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.index.dataclass import dataclass
from dateline.index.dates.spans import Order

if TYPE_CHECKING:
    from dateline.index.dates.forms import Reading

__all__ = ["DateOrder", "Evidence", "OrderFinder"]

ORDERS: frozenset[Order] = frozenset(("dmy", "mdy", "ymd"))
IN_WORDS = {"dmy": "the day first", "mdy": "the month first", "ymd": "the year first"}


@dataclass(frozen=True, slots=True)
class DateOrder:
    """The order of the numeric dates of a file that are written with one sign, and the dates that show it."""

    sign: str
    order: Order
    shown_by: tuple[str, ...]

    def __str__(self) -> str:
        """Return the order in words, with the dates that show it."""
        return f"{IN_WORDS[self.order]} ({', '.join(self.shown_by)})"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What decides between the readings of a date. ``language`` is a code such as ``pl`` or ``pl-PL``."""

    orders: tuple[DateOrder, ...] = ()
    language: str | None = None

    def choose(self, readings: Iterable[Reading]) -> tuple[Reading, ...]:
        """Return the readings that agree with the evidence, or all if it does not apply."""
        found = tuple(readings)
        shown = {(each.sign, each.order) for each in self.orders}
        found = tuple(each for each in found if (each.sign, each.order) in shown) or found
        if self.language:
            code = self.language.lower().replace("_", "-").partition("-")[0]
            found = tuple(each for each in found if code in each.languages.split()) or found
        return found


class OrderFinder:
    """Finds the order that all numeric dates of a file with one sign can have."""

    def __init__(self) -> None:
        self._orders: dict[str, frozenset[Order]] = {}
        self._narrowed_by: dict[str, list[str]] = {}
        self._single: dict[str, str] = {}

    def add(self, text: str, readings: Iterable[Reading]) -> bool:
        """Take a date into account; return whether its order is unknown."""
        numeric = [reading for reading in readings if reading.order is not None]
        if not numeric:
            return False
        sign = numeric[0].sign
        orders = frozenset(reading.order for reading in numeric if reading.order is not None)
        before = self._orders.get(sign, ORDERS)
        self._orders[sign] = before & orders
        if self._orders[sign] != before:
            self._narrowed_by.setdefault(sign, []).append(text)
        if len(orders) == 1:
            self._single.setdefault(sign, text)
        return len({reading.moment for reading in numeric}) > 1

    def orders(self) -> tuple[DateOrder, ...]:
        """Return the order of each sign; none for one whose dates show nothing, or several orders."""
        found = []
        for sign, orders in self._orders.items():
            if len(orders) == 1:
                shown_by = [self._single[sign]] if sign in self._single else self._narrowed_by[sign]
                found.append(DateOrder(sign, next(iter(orders)), tuple(shown_by)))
        return tuple(found)
