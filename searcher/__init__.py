"""The read side of Dateline: from query text to results.

`open_archive` opens an archive for searching; the other names are the types of its answers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from dateline.searcher.archive import SearchArchive, Stats, open_archive
    from dateline.searcher.engine.deadline import Deadline
    from dateline.searcher.query.tree import Note
    from dateline.searcher.request import SearchRequest
    from dateline.searcher.results.results import Explanation, FacetCount, Hit, Results
    from dateline.searcher.results.stories import CountBy

__all__ = [
    "CountBy",
    "Deadline",
    "Explanation",
    "FacetCount",
    "Hit",
    "Note",
    "Results",
    "SearchArchive",
    "SearchRequest",
    "Stats",
    "open_archive",
]

HOMES: Final = {
    **dict.fromkeys(("SearchArchive", "Stats", "open_archive"), "archive"),
    **dict.fromkeys(("Explanation", "FacetCount", "Hit", "Results"), "results.results"),
    "CountBy": "results.stories",
    "Deadline": "engine.deadline",
    "Note": "query.tree",
    "SearchRequest": "request",
}


def __getattr__(name: str) -> Any:
    """Import names on first use: most commands do not search, and start faster."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
