"""Filters: restrictions that come beside a query, as facets name them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.index.errors import FieldError
from dateline.index.fields import FieldTable
from dateline.searcher.query.binding import asked_date, bound_date, row_of
from dateline.searcher.query.bound import Bound, Has, NoneOf, Value

__all__ = ["bind_filters"]


def bind_filters(
    filters: Sequence[tuple[str, str]], fields: FieldTable, today: date | None, *, certainly: bool = False
) -> tuple[Bound, ...]:
    """Return (field, value) pairs as clauses, all of which must hold.

    A keyword's value is the whole value, but for case and accents; a date's is a day, a month,
    a year or anything else that is a span; an empty value asks for the articles that lack the field. A facet's
    name (``published:month``) may stand for its field. Raises FieldError.
    """
    made: list[Bound] = []
    for name, value in filters:
        row = row_of(name.partition(":")[0], fields)
        if row is None or row.kind == "text":
            names = ", ".join(each.name for each in fields if each.kind != "text")
            raise FieldError(f"there is no filter on {name!r}; filter by one of {names}, or write it into the query")
        if not value:
            made.append(NoneOf(Has(row.name)))
        elif row.kind == "keyword":
            made.append(Value(row.name, value))
        else:
            asked = asked_date(value, today)
            if asked is None:
                raise FieldError(f"{value!r} is not a date to filter {row.name} by; write 2016, 2016-12 or 2016-12-14")
            made.append(bound_date(asked, row, certainly=certainly))
    return tuple(made)
