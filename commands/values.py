"""The values of options: numbers, days, instants, NAME=VALUE."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from math import isfinite
from typing import Any

import click

__all__ = ["Seconds", "WholeNumber", "now", "parse_day", "parse_days", "parse_instant", "parse_pairs"]

DAYS_OF = {"d": 1, "w": 7, "y": 365}


class WholeNumber(click.IntRange):
    """A whole number that is not less than ``min``."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of a text. Raises BadParameter, with what to type."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(
                f"{value!r} is not a whole number of {self.min or 0:.0f} or more; write digits, such as 10", param, ctx
            )


class Seconds(click.FloatRange):
    """A time in seconds, more than none and not infinite."""

    def __init__(self) -> None:
        super().__init__(min=0, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds of a text. Raises BadParameter, with what to type."""
        try:
            seconds = float(super().convert(value, param, ctx))
        except click.BadParameter:
            seconds = 0.0
        if not isfinite(seconds) or seconds <= 0:
            self.fail(f"{value!r} is not a finite time above 0; write seconds, such as 0.5 or 30", param, ctx)
        return seconds


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
    from dateline.index.dates import parse_published, readings_of, signs_after  # start-up: most calls name no date

    if signs_after(value) not in ("", "."):
        raise click.UsageError(f"{value!r} is not a date; write 2016-12-14")
    instant = parse_published(value)
    if instant is None and (moments := sorted({each.moment.isoformat() for each in readings_of(value)})):
        raise click.UsageError(f"{value!r} can mean several days; write {' or '.join(moments)}")
    if instant is None:
        raise click.UsageError(f"{value!r} is not a date; write 2016-12-14")
    return instant
