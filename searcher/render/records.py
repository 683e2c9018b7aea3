"""Records that were read, as JSON, and the counts of files that were not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from dateline.index.errors import ReadError
from dateline.searcher.render.article import article_values
from dateline.searcher.render.json_form import dump, finite

if TYPE_CHECKING:
    from dateline.index.cleaning import CleaningChange
    from dateline.index.intake import ReadArticle


__all__ = ["kinds_text", "record_json", "skipped_json"]

MOST_KINDS = 8


def record_json(read: ReadArticle, cleaning: Sequence[CleaningChange] | None = None) -> str:
    """Return an article as it was read and cleaned, as one object on one line; `file` is the source as named.

    With ``cleaning`` it has what each step of cleaning changed.
    """
    article = read.article
    made = {
        "file": read.raw.file,
        "line": read.raw.line,
        **article_values(article),
        "notes": list(article.notes),
        "extra": finite(dict(article.extra)),
    }
    if article.detected is not None:
        made["detected"] = article.detected
    if cleaning is not None:
        made["cleaning"] = [asdict(change) for change in cleaning]
    return dump(made, indent=None)


def skipped_json(error: ReadError) -> str:
    """Return a record that could not be read as an object on one line: file, line and reason."""
    return dump({"file": error.file, "line": error.line, "reason": error.reason}, indent=None)


def kinds_text(kinds: Mapping[str, int]) -> str:
    """Return one line with the numbers of files that are not read, by suffix, the most frequent first; '' for none."""
    files = sum(kinds.values())
    if not files:
        return ""
    ranked = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    named = [f"{suffix or 'no suffix'} {count:,}" for suffix, count in ranked[:MOST_KINDS]]
    if others := sum(count for _, count in ranked[MOST_KINDS:]):
        named.append(f"others {others:,}")
    what = "1 file of a kind that is not read" if files == 1 else f"{files:,} files of kinds that are not read"
    return f"{what}: {', '.join(named)}"
