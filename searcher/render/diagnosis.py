"""Why an answer has no article, or none with all words: as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.index.dataclass import asdict

if TYPE_CHECKING:  # start-up: most answers have articles
    from dateline.searcher.results.diagnosis import Change, Diagnosis
    from dateline.searcher.results.stories import CountBy

__all__ = ["COUNTED", "change_json", "diagnosis_json", "diagnosis_text", "suggestion_text"]

# What totals count, one and many, by the option.
COUNTED = {"article": ("article", "articles"), "story": ("story", "stories"), "source": ("source", "sources")}


def diagnosis_text(diagnosis: Diagnosis, *, briefly: bool = False) -> Iterator[str]:
    """Yield a diagnosis line by line: what each clause matches alone, what no article has, and what would match.

    ``briefly``: without the first of these, for an answer that has articles with some of the words.
    """
    _, counted = COUNTED[diagnosis.count_by]
    if len(diagnosis.clauses) > 1 and not briefly:
        alone = ", ".join(f"{each.text} {each.count:,}" for each in diagnosis.clauses)
        yield f"{counted} of each part alone: {alone}{'' if diagnosis.complete else ' …'}"
    for word in diagnosis.missing:
        similar = ", ".join(f"{each.text} ({each.count:,})" for each in word.similar)
        yield f"no article has {word.text}" + (f"; similar: {similar}" if similar else "")
    if diagnosis.change is not None:
        yield f"smallest change: {_change_text(diagnosis.change, diagnosis.count_by)}"


def suggestion_text(change: Change) -> str:
    """Return the line on a far commoner spelling of a query."""
    return f"did you mean: {_change_text(change, change.request.count_by)}"


def _change_text(change: Change, count_by: CountBy) -> str:
    one, counted = COUNTED[count_by]
    many = f"1 {one}" if change.total == 1 else f"{change.total:,} {counted}"
    return f"{', '.join(change.changes)} ({many})"


def diagnosis_json(diagnosis: Diagnosis) -> dict[str, object]:
    """Return a diagnosis as a JSON value."""
    change = diagnosis.change
    return {
        "clauses": [asdict(each) for each in diagnosis.clauses],
        "missing": [asdict(each) for each in diagnosis.missing],
        "change": None if change is None else change_json(change),
        "complete": diagnosis.complete,
    }


def change_json(change: Change) -> dict[str, object]:
    """Return a change of a query as a JSON value."""
    return {
        "query": change.request.query,
        "filters": [list(each) for each in change.request.filter_pairs],
        "total": change.total,
        "changes": list(change.changes),
    }
