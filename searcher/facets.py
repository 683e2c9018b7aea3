"""Facets: their names, and their counts over a bound query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from dateline.index.dataclass import dataclass
from dateline.index.errors import FieldError
from dateline.index.fields import Field, FieldTable, how_to_add
from dateline.searcher.engine.facet_tables import ValueCounts
from dateline.searcher.engine.protocol import DatePart, Engine
from dateline.searcher.entities.meaning import LEVELS
from dateline.searcher.entities.resolution import Entities
from dateline.searcher.query.tree import Note
from dateline.searcher.results.facet_counts import FacetCounts
from dateline.searcher.results.results import FacetCount
from dateline.searcher.results.stories import Tally

__all__ = ["NamedFacet", "count_facets", "facet_notes", "find_facet"]

DATE_PARTS = ("year", "month", "day")
LAG = "lag"


@dataclass(frozen=True, slots=True)
class NamedFacet:
    """A facet by its name: its field (None: the lag) and the part of a date or the level of places."""

    name: str
    row: Field | None
    part: str | None


def find_facet(name: str, fields: FieldTable) -> NamedFacet:
    """Return a facet by name: ``source``, ``published:month``, ``places:country``, ``lag``. Raises FieldError."""
    field_name, _, part = name.partition(":")
    row = fields.get(field_name)
    if row is None and name == LAG and LAG in facet_names(fields):
        return NamedFacet(name, None, None)
    if row is None or row.kind == "text" or (part and part not in parts_of(row)):
        added = how_to_add(field_name) if row is None else ""
        raise FieldError(
            f"there is no facet {name!r}; {f'{added}; ' if added else ''}there are {', '.join(facet_names(fields))}"
        )
    return NamedFacet(name, row, part or ("year" if row.kind == "date" else None))


def parts_of(row: Field) -> Iterable[str]:
    """Return the parts or levels that may follow a field in the name of a facet."""
    return DATE_PARTS if row.kind == "date" else LEVELS if row.entity == "place" else ()


def facet_names(fields: FieldTable) -> list[str]:
    """Return the names of all facets."""
    names = [row.name for row in fields.of_kind("keyword")]
    names += [f"{row.name}:{part}" for row in fields if row.kind != "text" for part in parts_of(row)]
    dates = {row.name for row in fields.of_kind("date")}
    return [*names, LAG] if dates.issuperset(("published", "about")) else names


def count_facets(
    facets: Sequence[NamedFacet], tally: Tally, engine: Engine, entities: Entities
) -> Mapping[str, Sequence[FacetCount]]:
    """Return the counts of each facet: values by frequency, dates and lags in order, then articles without any."""
    return {each.name: _count(each, tally, engine, entities) for each in facets}


def facet_notes(facets: Sequence[NamedFacet], query: str, entities: Callable[[], Entities]) -> tuple[Note, ...]:
    """Return notes on the files of names, if a facet counts people or places."""
    if not any(each.row is not None and each.row.entity for each in facets):
        return ()
    return tuple(Note(each, 0, len(query)) for each in entities().problems())


def _count(facet: NamedFacet, tally: Tally, engine: Engine, entities: Entities) -> Sequence[FacetCount]:
    row = facet.row
    if row is None:
        lags, without = tally.count(engine.count_lags, engine.lags)
        return _row([(str(lag), count) for lag, count in sorted(lags.items())], without)
    name = row.name
    if row.kind == "date":
        part = cast("DatePart", facet.part)
        days, without = tally.count(
            lambda tree: engine.count_dates(tree, name, part), lambda tree: engine.values(tree, name, part)
        )
        return _row(sorted(days.items()), without)
    naming = entities.naming(row, facet.part) if row.entity else None
    values, without = tally.count_values(name, naming)
    if isinstance(values, ValueCounts):
        return FacetCounts(values, without)
    return _row(sorted(values.items(), key=lambda item: (-item[1], item[0])), without)


def _row(counts: Sequence[tuple[str, int]], without: int) -> tuple[FacetCount, ...]:
    row = [FacetCount(value, count) for value, count in counts]
    return (*row, FacetCount(None, without)) if without else tuple(row)
