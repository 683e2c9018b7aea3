"""How well a ranking answers, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.searcher.render.json_form import SCHEMA, dump
from dateline.searcher.render.lines import table_lines
from dateline.searcher.results.judgements import Evaluation

__all__ = ["evaluation_json", "evaluation_text"]


def evaluation_text(found: Evaluation, *, width: int | None = None) -> Iterator[str]:
    """Yield the means, a measure a line."""
    rows = [("queries", f"{len(found.by_query):,}"), *((name, f"{mean:.4f}") for name, mean in found.means.items())]
    yield from table_lines(rows, width)


def evaluation_json(found: Evaluation) -> str:
    """Return the means and the values of each query as one object."""
    queries = [{"id": id, **values} for id, values in found.by_query.items()]
    return dump({"schema": SCHEMA, "means": dict(found.means), "queries": queries})
