"""Which of the dates that the sources of a page name is right.

The best source that can be read is taken, with three corrections: an earlier day in the address or in other metadata
is the first publication; a date after the last change of the page gives way to one before; and an instant of UTC is
the day that the page itself shows, or its address, where these name the next or the last day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from dateline.index.dataclass import dataclass
from dateline.index.dates import Moment, day_of, instant_of
from dateline.index.metadata.publication import dates_agree

__all__ = ["Sighting", "choose_published"]

DAY: Final = timedelta(days=1)
# Offsets from UTC, of Hawaii and of New Zealand in summer.
WEST, EAST = timedelta(hours=10), timedelta(hours=13)
# Microseconds by which two sources of one instant differ: the seconds of one of them are cut off.
ONE_INSTANT: Final = 60_000_000


@dataclass(frozen=True, slots=True)
class Sighting:
    """A date that a source names: its source, its text, the moment, and whether it is metadata of the article."""

    source: str
    text: str
    moment: Moment
    certain: bool = False


def choose_published(
    found: Sequence[Sighting], address: date | None, shown: Sequence[date], updated: Moment | None
) -> tuple[Sighting, date | None]:
    """Return the sighting that is right, best first in ``found``, and the paper's own day if it is another one.

    ``address`` is the day in the address, ``shown`` are the days that the header shows, ``updated`` is the last change.
    """
    taken = found[0]
    if updated is not None and is_after(taken.moment, updated):
        taken = next((each for each in found[1:] if not is_after(each.moment, updated)), taken)
    day = day_of(taken.moment)
    earlier = [each for each in found if each.certain and day_of(each.moment) < day and not agree(each, taken)]
    if earlier and not confirmed(taken.moment, address, shown):
        taken = min(earlier, key=lambda each: instant_of(each.moment))
    if address is not None and address < day_of(taken.moment) and not dates_agree(taken.moment, address):
        taken = Sighting("the address", address.isoformat(), address)
    taken = next((each for each in found if is_same_instant(each.moment, taken.moment)), taken)
    change = None if updated is None or day_of(updated) == day_of(taken.moment) else day_of(updated)
    return taken, own_day(taken, address, shown, change)


def is_day_of(moment: datetime, day: date) -> bool:
    """Return whether an instant is of a day in a time zone in which newspapers are made."""
    return (moment - WEST).date() <= day <= (moment + EAST).date()


def agree(one: Sighting, other: Sighting) -> bool:
    """Return whether two sightings can mean one day."""
    return dates_agree(one.moment, day_of(other.moment)) or dates_agree(other.moment, day_of(one.moment))


def is_same_instant(moment: Moment, utc: Moment) -> bool:
    """Return whether a date is the instant of another one that is in UTC, and has the offset of its place."""
    if not isinstance(moment, datetime) or not isinstance(utc, datetime) or utc.tzinfo is None or utc.utcoffset():
        return False
    return bool(moment.utcoffset()) and abs(instant_of(moment) - instant_of(utc)) < ONE_INSTANT


def is_after(moment: Moment, updated: Moment) -> bool:
    """Return whether a date is after the last change of a page, by more than time zones do."""
    return day_of(moment) - day_of(updated) > DAY


def confirmed(moment: Moment, address: date | None, shown: Sequence[date]) -> bool:
    """Return whether the address or the header name the day, in some time zone."""
    return any(day is not None and dates_agree(moment, day) for day in (address, *shown[:1]))


def own_day(taken: Sighting, address: date | None, shown: Sequence[date], change: date | None) -> date | None:
    """Return the day that the paper itself gives to an instant of UTC, None if it gives none or the same.

    An instant with an offset is of the day that it has there. ``change`` is the day of the last change, if another.
    """
    moment = taken.moment
    if not isinstance(moment, datetime) or moment.utcoffset():
        return None
    if moment.tzinfo is None or moment.date() in shown:
        return None
    days = [day for day in (*shown, address) if day is not None and is_day_of(moment, day) and day != change]
    return days[0] if days and days[0] != moment.date() else None
