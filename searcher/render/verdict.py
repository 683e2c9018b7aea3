"""How a query was read, and why an article matches it or does not: as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.dataclass import asdict
from dateline.searcher.query.outline import Outline
from dateline.searcher.render.lines import DEEPER, as_line
from dateline.searcher.render.results import explanation_json, explanation_lines
from dateline.searcher.render.wrapping import wrap
from dateline.searcher.results.verdict import Part, Verdict

__all__ = ["outline_json", "outline_text", "verdict_json", "verdict_text"]


def outline_text(outline: Outline, *, width: int | None = None, indent: int = 0) -> Iterator[str]:
    """Yield how a query was read, a part a line, what is in it indented."""
    yield from wrap(f"{' ' * indent}{as_line(outline.label)}", width, indent + 2 * DEEPER)
    for each in outline.parts:
        yield from outline_text(each, width=width, indent=indent + DEEPER)


def outline_json(outline: Outline) -> dict[str, object]:
    """Return how a query was read as a JSON value."""
    return {"label": outline.label, "parts": [outline_json(each) for each in outline.parts]}


def verdict_text(verdict: Verdict, *, width: int | None = None) -> Iterator[str]:
    """Yield whether an article matches, yes or no for each part of the query, and the score."""
    if verdict.matches:
        yield "the article matches" + (" any of the words; no article has all of them" if verdict.loosened else "")
    else:
        yield "the article does not match"
    yield from _part_lines(verdict.query, 0, width)
    for each in verdict.filters:
        yield from _part_lines(each, 0, width)
    if verdict.score is not None:
        yield from explanation_lines(verdict.score, 0, width)


def _part_lines(part: Part, indent: int, width: int | None) -> Iterator[str]:
    found = part.found
    place = "" if found is None else f" · {found.field} {found.start}–{found.end}: {found.text}"
    line = f"{'yes' if part.matches else 'no ':3} {' ' * indent}{as_line(part.label + place)}"
    yield from wrap(line, width, indent + 4 + 2 * DEEPER)
    for each in part.parts:
        yield from _part_lines(each, indent + DEEPER, width)


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as a JSON value."""
    return {
        "matches": verdict.matches,
        "loosened": verdict.loosened,
        "query": _part_json(verdict.query),
        "filters": [_part_json(each) for each in verdict.filters],
        "score": None if verdict.score is None else explanation_json(verdict.score),
    }


def _part_json(part: Part) -> dict[str, object]:
    return {
        "label": part.label,
        "matches": part.matches,
        "found": None if part.found is None else asdict(part.found),
        "parts": [_part_json(each) for each in part.parts],
    }
