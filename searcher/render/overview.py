"""The fields of an archive and its numbers, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.fields import FieldTable
from dateline.searcher.archive import Stats
from dateline.searcher.render.json_form import SCHEMA, dump, written_date
from dateline.searcher.render.lines import (
    table_lines,
)

__all__ = ["fields_json", "fields_text", "stats_json", "stats_text"]


def fields_text(fields: FieldTable, *, width: int | None = None) -> Iterator[str]:
    """Yield the field table, a row a line."""
    rows = [("field", "kind", "also", "what it holds")]
    rows += [(row.name, row.kind, ", ".join(row.aliases), row.help) for row in fields]
    yield from table_lines(rows, width)


def fields_json(fields: FieldTable) -> str:
    """Return the field table as one object."""
    return dump({"schema": SCHEMA, "fields": fields.to_json()})


def stats_text(stats: Stats, *, width: int | None = None) -> Iterator[str]:
    """Yield what an archive holds."""
    rows = [("articles", f"{stats.articles:,}"), ("segments", f"{stats.segments:,}")]
    rows += [(f"tokens in {field}", f"{count:,}") for field, count in stats.tokens.items()]
    if stats.first is not None and stats.last is not None:
        rows.append(("published", f"{stats.first} to {stats.last}"))
    if stats.archive is not None:
        rows += [("archive", stats.archive), ("generation", f"{stats.generation:,}")]
    yield from table_lines(rows, width)


def stats_json(stats: Stats) -> str:
    """Return what an archive holds as one object."""
    return dump(
        {
            "schema": SCHEMA,
            "articles": stats.articles,
            "segments": stats.segments,
            "tokens": dict(stats.tokens),
            "first": written_date(stats.first),
            "last": written_date(stats.last),
            "archive": stats.archive,
            "generation": stats.generation,
        }
    )
