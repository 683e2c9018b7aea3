"""Records that were read, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.index.dataclass import asdict
from dateline.searcher.render.article import article_values
from dateline.searcher.render.json_form import dump, finite

if TYPE_CHECKING:
    from dateline.index.cleaning import CleaningChange
    from dateline.index.intake import ReadArticle

__all__ = ["record_json"]


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
