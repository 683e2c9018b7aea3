"""The values of options: days, instants, NAME=VALUE."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import click

__all__ = ["now", "parse_day", "parse_days", "parse_instant", "parse_pairs"]

DAYS_OF = {"d": 1, "w": 7, "y": 365}


def now() -> datetime:
    """Return the time of day here, with its offset."""
    return datetime.now().astimezone()


def parse_pairs(option: str, values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Split values of the form NAME=VALUE. Raises UsageError for another form."""
    made = []
    for value in values:
        name, sign, rest = value.partition("=")
        if not sign or not name:
            raise click.UsageError(f"{option} takes NAME=VALUE, not {value!r}")
        made.append((name, rest))
    return tuple(made)


def parse_day(value: str) -> date:
    """Return the day that an option names. Raises UsageError for a value that is not a date."""
    instant = parse_instant(value)
    return instant.date() if isinstance(instant, datetime) else instant


def parse_days(option: str, value: str) -> int:
    """Return the days of an age: ``30d``, ``8w``, ``2y`` of 365 days. Raises UsageError for another form."""
    number, unit = value[:-1], value[-1:]
    if (
        unit not in DAYS_OF
        or not (number.isascii() and number.isdigit())
        or not 0 < len(number) < 19
        or not int(number)
    ):
        raise click.UsageError(f"{option} takes a number of days, weeks or years, as 30d, 8w or 2y, not {value!r}")
    return int(number) * DAYS_OF[unit]


def parse_instant(value: str) -> date | datetime:
    """Return the day or the instant that an option names. Raises UsageError for a value that is neither."""
    from dateline.index.dates import parse_published, readings_of  # start-up: most calls name no date

    instant = parse_published(value)
    if instant is None and (moments := sorted({each.moment.isoformat() for each in readings_of(value)})):
        raise click.UsageError(f"{value!r} can mean several days; write {' or '.join(moments)}")
    if instant is None:
        raise click.UsageError(f"{value!r} is not a date; write 2016-12-14")
    return instant
