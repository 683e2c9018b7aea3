"""Results as JSON. The schema is written down in docs/output.md; a change of it changes `SCHEMA` and that page."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING

from dateline.index.article import Article
from dateline.index.errors import ReadError
from dateline.index.fields import FieldTable
from dateline.index.store.columns import FIELDS
from dateline.searcher.archive import Stats
from dateline.searcher.results.results import Explanation, FacetCount, Hit, Results

if TYPE_CHECKING:
    from dateline.index.cleaning import CleaningChange
    from dateline.index.intake import ReadArticle

__all__ = [
    "SCHEMA",
    "article_json",
    "dump",
    "facets_json",
    "fields_json",
    "hits_jsonl",
    "results_json",
    "skipped_json",
    "stats_json",
    "taken_json",
    "written_date",
]

SCHEMA = 1


def results_json(results: Results, *, limit: int | None = None, explain: bool = False) -> str:
    """Return an answer as one object; of each facet the `limit` most frequent values."""
    return dump({**_head(results, limit), "hits": [_hit(hit, explain, results.collapsed) for hit in results.hits]})


def facets_json(results: Results, *, limit: int | None = None) -> str:
    """Return the counts of an answer as one object."""
    return dump(_head(results, limit))


def hits_jsonl(results: Results, *, explain: bool = False) -> Iterator[str]:
    """Yield each hit as an object on one line."""
    for hit in results.hits:
        yield dump(_hit(hit, explain, results.collapsed), indent=None)


def skipped_json(error: ReadError) -> str:
    """Return what could not be read as an object on one line: file, line and reason."""
    return dump({"file": error.file, "line": error.line, "reason": error.reason}, indent=None)


def article_json(article: Article, found: Mapping[str, object] | None = None) -> str:
    """Return an article as one object, under the names it is read by, and what was found in it."""
    given = {**_values(article), "extra": _finite(dict(article.extra))}
    beside = {"file": article.file, "notes": list(article.notes)}
    return dump({"schema": SCHEMA, **given, **beside, "found": found})


def taken_json(taken: ReadArticle, cleaning: Sequence[CleaningChange] | None = None) -> str:
    """Return an article as it was read and cleaned, as one object on one line; `file` is the source as it was named.

    With ``cleaning`` it has what each step of cleaning did.
    """
    article = taken.article
    made = {
        "file": taken.raw.file,
        "line": taken.raw.line,
        **_values(article),
        "notes": list(article.notes),
        "extra": _finite(dict(article.extra)),
    }
    if article.detected is not None:
        made["detected"] = article.detected
    if cleaning is not None:
        made["cleaning"] = [asdict(change) for change in cleaning]
    return dump(made, indent=None)


def _values(article: Article) -> dict[str, object]:
    """Return what an article has under names of its own, as JSON writes it."""
    return {name: _written(getattr(article, name)) for name in ("id", "title", "body", *FIELDS)}


def _written(value: object) -> object:
    """Return a day or an instant as ISO 8601 writes it, a tuple as a list, and any other value as it is."""
    if isinstance(value, date):
        return written_date(value)
    return list(value) if isinstance(value, tuple | list) else value


def fields_json(fields: FieldTable) -> str:
    """Return the field table as one object."""
    return dump({"schema": SCHEMA, "fields": fields.to_json()})


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


def written_date(value: date | datetime | None) -> str | None:
    """Return a day or an instant as ISO 8601 writes it."""
    return None if value is None else value.isoformat()


def shown_counts(counts: Sequence[FacetCount], limit: int | None) -> list[FacetCount]:
    """Return the `limit` most frequent values in the order they came in, and those that lack the field last."""
    values = [each for each in counts if each.value is not None]
    if limit is not None and len(values) > limit:
        kept = sorted(range(len(values)), key=lambda place: (-values[place].count, place))[:limit]
        values = [values[place] for place in sorted(kept)]
    return [*values, *(each for each in counts if each.value is None)]


def _head(results: Results, limit: int | None) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "query": results.query,
        "total": results.total,
        **({} if results.count_by == "article" else {"counted": results.count_by}),
        "notes": [{"message": note.message, "start": note.start, "end": note.end} for note in results.notes],
        "facets": {
            name: [{"value": each.value, "count": each.count} for each in shown_counts(counts, limit)]
            for name, counts in results.facets.items()
        },
    }


def _hit(hit: Hit, explain: bool, collapsed: bool) -> dict[str, object]:
    article = hit.article
    made: dict[str, object] = {
        "rank": hit.rank,
        "id": hit.id,
        "title": article.title,
        "published": written_date(article.published),
        "source": article.source,
        "url": article.url,
        "score": hit.score,
        "snippet": hit.snippet(),
        "marks": [list(mark) for mark in hit.marks],
    }
    if collapsed:
        made["copies"] = hit.copies
    if hit.mentions:
        made["mentions"] = [asdict(each) for each in hit.mentions]
    return {**made, "explanation": _explanation(hit.explanation())} if explain else made


def _explanation(node: Explanation) -> Mapping[str, object]:
    return {"value": node.value, "label": node.label, "parts": [_explanation(part) for part in node.parts]}


def _finite(value: object) -> object:
    """Return a JSON value with null for the numbers that JSON lacks; a program may have stored one."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    return [_finite(each) for each in value] if isinstance(value, list | tuple) else value


def dump(value: object, indent: int | None = 1) -> str:
    """Return JSON in readable letters; what UTF-8 cannot write is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return text if text.isprintable() or _is_utf8(text) else json.dumps(value, indent=indent, default=str)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
