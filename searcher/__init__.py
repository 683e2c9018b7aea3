"""The read side of Dateline: from query text to results.

`open_archive` opens an archive for searching; the other names are the types of its answers.
"""

from __future__ import annotations

from dateline.searcher.archive import SearchArchive, Stats, open_archive
from dateline.searcher.query.tree import Note
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.results import Explanation, FacetCount, Hit, Results
from dateline.searcher.results.stories import CountBy

__all__ = [
    "CountBy",
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
