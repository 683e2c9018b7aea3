"""Read the date of a value that a source gives: an ISO date at once, all other forms with the grammar of `forms`."""

from __future__ import annotations

import re
from datetime import date, datetime
from math import isfinite
from typing import TYPE_CHECKING

from dateline.index.dates.evidence import Evidence
from dateline.index.dates.spans import LONGEST_DATE, Moment, is_of_zone
from dateline.index.pattern import compile_late

if TYPE_CHECKING:
    from dateline.index.dates.forms import Reading

__all__ = ["parse_published", "readings_of"]

# Year, month, day: no one writes them 2016/day/month, so the slash is clear here.
ISO_DAY = compile_late(r"([0-9]{4})([-/]?)([0-9]{2})\2([0-9]{2})")
ISO_INSTANT = compile_late(
    r"((?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?! [0-9]{3})|[0-9]{8}))[T ]([0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?)?)"
    r"(?: ?(Z|UTC|GMT|[+-][0-9]{2}(?::?[0-5][0-9]){0,2}))?",
    re.IGNORECASE,
)
SEVERAL_DAYS = 10**7, 10**16  # whole numbers between them may be a day or a time since 1970


def parse_published(value: object, evidence: Evidence | None = None) -> Moment | None:
    """Return the day or the instant of a date of the source, or None.

    It reads every form of ``docs/dates.md`` (an instant with an offset or without: then it stays naive; only the day if
    its zone has no certain offset), and ``date`` and ``datetime`` objects. It returns None for everything that is not
    one full day of the years 1 to 9999: ``2016``, ``March 1998``, 31 February; and for what can be read in two ways,
    such as ``04/05/2016``, unless the ``evidence`` decides.
    """
    if type(value) is int and 1000_01_01 <= value <= 9999_12_31:
        value = str(value)
    if type(value) is str:
        text = value.strip()
        try:
            moment = parse_iso(text)
        except ValueError:  # an impossible day, or 24:00, which only newer Pythons read
            moment = None
        if moment is not None:
            return moment
    readings = readings_of(value)
    if len(readings) > 1 and evidence is not None:
        readings = evidence.choose(readings)
    moments = {each.moment for each in readings}
    if len(moments) > 1:
        moments = {each.moment for each in readings if each.is_usual}
    return moments.pop() if len(moments) == 1 else None


def parse_iso(text: str) -> Moment | None:
    """Return the day or instant of an ISO 8601 text, None for another text; ValueError for an impossible day."""
    size = len(text)
    if size == 10 and text[4] == "-" == text[7]:
        return date.fromisoformat(text)
    if size >= 19 and text[4:20:3] in ("--T::", "--T::Z", "--T::+", "--T::-") and text[11:13] != "24" and size < 26:
        if size > 23 and text[-2] > "5":  # no zone has +05:75
            return None
        return in_zone(datetime.fromisoformat(text))
    found = ISO_DAY.fullmatch(text)
    if found is not None:
        return date(int(found[1]), int(found[3]), int(found[4]))
    found = ISO_INSTANT.fullmatch(text)
    if found is None or text[11:13] == "24":
        return None
    zone = found[3] or ""
    return in_zone(datetime.fromisoformat(f"{found[1]}T{found[2]}{'Z' if zone.isalpha() else zone}"))


def in_zone(moment: datetime) -> datetime | None:
    """Return an instant; None if no zone has its offset, so that the grammar keeps its day."""
    offset = moment.utcoffset()
    return moment if offset is None or is_of_zone(offset) else None


def readings_of(value: object) -> tuple[Reading, ...]:
    """Return every reading of a date of the source; several if it can mean several days."""
    from dateline.index.dates.forms import Reading, read_forms  # start-up: most dates are ISO dates

    if isinstance(value, date):
        return (Reading(value),)
    if isinstance(value, float) and isfinite(value):
        # Numbers without a fraction are often written as 1481718600.0; those of eight digits are no days.
        value = int(value) if value.is_integer() and abs(value) > 1e8 else repr(value)
    if isinstance(value, int) and SEVERAL_DAYS[0] < abs(value) < SEVERAL_DAYS[1]:
        value = str(value)
    if not isinstance(value, str):
        return ()
    text = value.strip()
    return () if not text or len(text) > LONGEST_DATE else read_forms(text)
