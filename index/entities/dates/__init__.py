"""Dates: found in texts, resolved against a day of publication, and read from queries."""

from __future__ import annotations

from dateline.index.entities.dates.finding import find_dates

__all__ = ["find_dates"]
