"""The values of options: days, instants, NAME=VALUE."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import click

__all__ = ["day_named", "moment_named", "now", "pairs"]


def now() -> datetime:
    """Return what time it is here, with its offset."""
    return datetime.now().astimezone()


def pairs(option: str, values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Split values of the form NAME=VALUE."""
    made = []
    for value in values:
        name, sign, rest = value.partition("=")
        if not sign or not name:
            raise click.UsageError(f"{option} wants NAME=VALUE, not {value!r}")
        made.append((name, rest))
    return tuple(made)


def day_named(value: str) -> date:
    """Return the day that an option names."""
    moment = moment_named(value)
    return moment.date() if isinstance(moment, datetime) else moment


def moment_named(value: str) -> date | datetime:
    """Return the day or the instant that an option names."""
    from dateline.index.dates import parse_published  # start-up: most calls name no date

    moment = parse_published(value)
    if moment is None:
        raise click.UsageError(f"{value!r} is not a date; write 2016-12-14")
    return moment
