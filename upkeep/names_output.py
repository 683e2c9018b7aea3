"""The people and places of an archive with their names, as JSON and as text."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.searcher.render.json_form import SCHEMA, dump
from dateline.searcher.render.lines import as_line, table_lines
from dateline.upkeep.curate import EntityList, ListedEntity

__all__ = ["listing_json", "listing_text"]

MEANT_SHOWN = 8  # names of an entity in one line


def listing_text(listing: EntityList, limit: int, *, width: int | None = None) -> Iterator[str]:
    """Yield one line for each entity: its number of articles, its name, and its other names."""
    rows = [("articles", "name", "also")]
    rows += [_row(each) for each in listing.entities[:limit]]
    if not listing.entities:
        yield f"no {listing.kind}"
    elif limit:
        yield from table_lines(rows, width)
    if (left := len(listing.entities) - limit) > 0:
        yield f"… and {left:,} more; --limit shows more"


def listing_json(listing: EntityList, limit: int) -> str:
    """Return the entities as one object; ``articles`` is null if an entity is hidden."""
    shown = [
        {
            "name": each.name,
            "articles": each.articles,
            "hidden": each.articles is None,
            "keys": list(each.keys),
            "aliases": list(each.aliases),
            "exceptions": dict(each.exceptions),
        }
        for each in listing.entities[:limit]
    ]
    return dump({"schema": SCHEMA, "total": len(listing.entities), listing.kind: shown})


def _row(listed: ListedEntity) -> tuple[str, str, str]:
    articles = "hidden" if listed.articles is None else f"{listed.articles:,}"
    meant = [key for key in listed.keys if key != listed.name]
    meant += [f"{name} (no article)" for name in listed.aliases]
    meant += [f"{key} (in {count:,} article{'s' * (count != 1)})" for key, count in listed.exceptions.items()]
    also = meant if len(meant) <= MEANT_SHOWN else [*meant[:MEANT_SHOWN], f"and {len(meant) - MEANT_SHOWN:,} more"]
    return articles.rjust(len("articles")), as_line(listed.name), as_line("; ".join(also))
