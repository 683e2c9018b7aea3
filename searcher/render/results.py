"""Results as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.index.dataclass import asdict
from dateline.searcher.query.scanner import QUOTED
from dateline.searcher.render.diagnosis import COUNTED, change_json, diagnosis_json
from dateline.searcher.render.json_form import SCHEMA, dump, written_date
from dateline.searcher.render.lines import (
    COLOUR,
    DEEPER,
    INDENT,
    MARGIN,
    PLAIN,
    around,
    as_line,
    marked,
)
from dateline.searcher.render.wrapping import wrap
from dateline.searcher.results.results import Explanation, FacetCount, Hit, Results

__all__ = [
    "explanation_json",
    "explanation_lines",
    "facets_json",
    "facets_text",
    "hits_jsonl",
    "results_json",
    "results_text",
]


def results_text(
    results: Results, *, colour: bool, explain: bool, facet_limit: int, width: int | None = None
) -> Iterator[str]:
    """Yield an answer line by line: the total, the hits, the counts; lines are wrapped at ``width`` columns."""
    style = COLOUR if colour else PLAIN
    yield _count(results)
    for hit in results.hits:
        article = hit.article
        yield ""
        title = around(as_line(article.title) or "(no title)", style.title)
        yield from wrap(f"{hit.rank:>3}. {title}", width, INDENT)
        facts = [written_date(article.published) or "undated", article.source, hit.id]
        facts += [f"score {hit.score:.3f}"] if hit.score else []
        facts += [f"{hit.copies:,} more of this story{_query_for_story(hit.id)}"] if hit.copies else []
        line = around(as_line(" · ".join(fact for fact in facts if fact)), style.dim)
        yield from wrap(f"{MARGIN}{line}", width, INDENT)
        if snippet := hit.snippet():
            yield from wrap(f"{MARGIN}{marked(as_line(snippet), hit.marks, style)}", width, INDENT)
        if explain:
            yield from explanation_lines(hit.explanation(), INDENT, width)
    yield from _facets(results, facet_limit, width)


def facets_text(results: Results, *, limit: int, width: int | None = None) -> Iterator[str]:
    """Yield the total and the counts line by line."""
    yield _count(results)
    yield from _facets(results, limit, width)


def results_json(
    results: Results, *, limit: int | None = None, explain: bool = False, reading: Mapping[str, object] | None = None
) -> str:
    """Return an answer as one object; of each facet the `limit` most frequent values. ``reading`` is an outline."""
    hits = [_hit(hit, explain, results.collapsed) for hit in results.hits]  # first: what they lack is among the notes
    made = _head(results, limit)
    if reading is not None:
        made["reading"] = reading
    made = {**made, "hits": hits}
    if results.diagnosis is not None:
        made["diagnosis"] = diagnosis_json(results.diagnosis)
    if results.suggestion is not None:
        made["suggestion"] = change_json(results.suggestion)
    return dump(made)


def facets_json(results: Results, *, limit: int | None = None) -> str:
    """Return the counts of an answer as one object."""
    return dump(_head(results, limit))


def hits_jsonl(results: Results, *, explain: bool = False) -> Iterator[str]:
    """Yield each hit as an object on one line."""
    for hit in results.hits:
        yield dump(_hit(hit, explain, results.collapsed), indent=None)


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
        **({} if results.complete else {"complete": False}),
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
    return {**made, "explanation": explanation_json(hit.explanation())} if explain else made


def explanation_json(node: Explanation) -> Mapping[str, object]:
    """Return an explanation as a JSON value."""
    return {"value": node.value, "label": node.label, "parts": [explanation_json(part) for part in node.parts]}


def _query_for_story(id: str) -> str:
    """Return how to ask for all articles of a story; empty if a query cannot name the id."""
    if not QUOTED.isdisjoint(id):
        return ""
    simple = id.replace("-", "").replace("_", "").isalnum() and id[0].isalnum()
    return f": story:{id}" if simple else f': story:"{id}"'


def _count(results: Results) -> str:
    one, many = COUNTED[results.count_by]
    least = "at least " if results.at_least else ""
    return f"{least}1 {one}" if results.total == 1 else f"{least}{results.total:,} {many}"


def _facets(results: Results, limit: int, width: int | None) -> Iterator[str]:
    for name, counts in results.facets.items():
        yield ""
        yield name
        left = sum(each.value is not None for each in counts) - limit
        yield from _facet(shown_counts(counts, limit), left, width)


def _facet(counts: Sequence[FacetCount], left: int, width: int | None) -> Iterator[str]:
    digits = max((len(f"{each.count:,}") for each in counts), default=0)
    for each in counts:
        value = "(none)" if each.value is None else as_line(each.value)
        yield from wrap(f"  {each.count:>{digits},}  {value}", width, digits + 4)
    if left > 0:
        yield from wrap(f"  … and {left:,} more; --limit shows more", width, 4)


def explanation_lines(node: Explanation, indent: int, width: int | None) -> Iterator[str]:
    """Yield a number and its parts, one on each line, the parts indented."""
    yield from wrap(f"{' ' * indent}{node.value:.6g}  {as_line(node.label)}", width, indent + 2 * DEEPER)
    for part in node.parts:
        yield from explanation_lines(part, indent + DEEPER, width)
