"""Dates in full in texts that are not English: ISO and numeric dates, and days and months by their names.

The names come from the Unicode CLDR and are kept in ``months.json``: a name in lower case, and its number.
"""

from __future__ import annotations

from dateline.index.entities.mention import DateMention

__all__ = ["find_foreign"]


def find_foreign(text: str, day_first: bool | None) -> tuple[DateMention, ...]:
    """Return the dates that stand in full in a text of any language."""
    return ()
