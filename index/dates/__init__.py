"""Days, instants and spans of days, and the grammar of the dates that sources give.

`spans` has the types, `forms` the grammar, `published` reads a value with it, `evidence` decides between several
readings. Nothing here reads the clock; *today* is an argument.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from dateline.index.dates.spans import (
    LONGEST_DATE,
    PRECISIONS,
    WEEKDAY_NAMES,
    DateSpan,
    Moment,
    Precision,
    QueryDate,
    day_of,
    instant_of,
    month_span,
    year_span,
)

if TYPE_CHECKING:
    from dateline.index.dates.evidence import DateOrder, Evidence, OrderFinder
    from dateline.index.dates.published import parse_published, readings_of
    from dateline.index.dates.queries import parse_span, signs_after

__all__ = [
    "LONGEST_DATE",
    "PRECISIONS",
    "WEEKDAY_NAMES",
    "DateOrder",
    "DateSpan",
    "Evidence",
    "Moment",
    "OrderFinder",
    "Precision",
    "QueryDate",
    "day_of",
    "instant_of",
    "month_span",
    "parse_published",
    "parse_span",
    "readings_of",
    "signs_after",
    "year_span",
]

HOMES: Final = {
    **dict.fromkeys(("DateOrder", "Evidence", "OrderFinder"), "evidence"),
    **dict.fromkeys(("parse_published", "readings_of"), "published"),
    **dict.fromkeys(("parse_span", "signs_after"), "queries"),
}


def __getattr__(name: str) -> Any:
    """Import names on first use: plain words are searched without reading a date."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
