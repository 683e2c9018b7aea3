"""Filters: restrictions beside a query, named like facets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.index.dates import signs_after
from dateline.index.errors import FieldError
from dateline.index.fields import Field, FieldTable, how_to_add
from dateline.searcher.facets import parts_of
from dateline.searcher.query.binding import bound_date, row_of
from dateline.searcher.query.bound import Bound, Has, NoneOf
from dateline.searcher.query.keyword_values import bind_value
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.short_years import ArchiveDays, read_archive_date

__all__ = ["bind_filters"]

MOST_FILTERS = 1_024


def bind_filters(
    filters: Sequence[tuple[str, str]],
    fields: FieldTable,
    today: date | None,
    *,
    certainly: bool = False,
    days: ArchiveDays | None = None,
) -> tuple[tuple[Bound, ...], tuple[str, ...]]:
    """Return (field, value) pairs as clauses, all of which must hold, and notes on them.

    A keyword value is compared as a whole, without case and accents. A date value is a day, a month, a year or any
    other span. An empty value selects articles that lack the field, or that its facet counts without a value. A facet's
    name (``published:month``) may stand for its field. ``days`` is as in `bind`. Raises FieldError.
    """
    if len(filters) > MOST_FILTERS:
        raise FieldError(f"there are {len(filters):,} filters; give {MOST_FILTERS:,} at most")
    made: list[Bound] = []
    notes: list[str] = []
    for name, value in filters:
        row = _filtered(name, fields)
        if not value:
            level = name.partition(":")[2] if row.entity else None
            made.append(NoneOf(Has(row.name, level)))
        elif row.kind == "keyword":
            made.append(bind_value(row, value, by_word=False, listed=row.entity == "place"))
        else:
            parsed = read_archive_date(value, today, days)
            if parsed.date is None or _is_range(value):
                reason = parsed.note if parsed.date is None else f"“{clip(value)}” is a range"
                raise FieldError(f"cannot filter by {row.name}: {reason}; {_write_instead(row, value)}")
            if (signs := signs_after(value)) not in ("", "."):
                raise FieldError(f"cannot filter by {row.name}: “{signs}” follows the date; leave it out")
            made.append(bound_date(parsed.date, row, certainly=certainly))
            notes += [f"the filter on {row.name}: {parsed.note}"] if parsed.note else []
    return tuple(made), tuple(notes)


def _is_range(value: str) -> bool:
    return ".." in value or "…" in value


def _write_instead(row: Field, value: str) -> str:
    """Return what to write in place of a value that is not a date."""
    if _is_range(value):
        example = value if len(value.split()) == 1 else "2016-01..2016-06"
        return f"a filter takes one date, a range goes into the query: {row.name}:{example}"
    return "write 2016, 2016-12 or 2016-12-14"


def _filtered(name: str, fields: FieldTable) -> Field:
    """Return the field of a filter."""
    field, _, part = name.partition(":")
    row = row_of(field, fields)
    if row is None or row.kind == "text" or (part and part not in parts_of(row)):
        names = ", ".join(each.name for each in fields if each.kind != "text")
        instead = (row is None and how_to_add(field)) or f"filter by one of {names}, or write it into the query"
        raise FieldError(f"there is no filter on {name!r}; {instead}")
    return row
