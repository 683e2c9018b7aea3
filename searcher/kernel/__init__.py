"""The hot loops of the read side: who matches, how they rank, how they count.

As in `dateline.index.kernel`, each kernel is a Cython module beside a plain Python
twin, and this is the one place that picks. They are plain where those of the index
are, which has warned by then.
"""

from __future__ import annotations

from dateline.index.kernel import COMPILED as _INDEX_COMPILED

COMPILED = _INDEX_COMPILED
if COMPILED:
    try:
        from dateline.searcher.kernel._columns import mark_days, mark_within, roll_up
        from dateline.searcher.kernel._counting import count_buckets
        from dateline.searcher.kernel._matching import (
            count_values,
            find_phrase,
            mark_documents,
            mark_list,
            mark_spans,
            mark_term,
        )
        from dateline.searcher.kernel._ranking import (
            Parts,
            norms_of,
            rank_all,
            rank_any,
            rank_best,
            score_postings,
            sort_by,
        )
    except ImportError:
        COMPILED = False
if not COMPILED:
    from dateline.searcher.kernel.columns_plain import mark_days, mark_within, roll_up
    from dateline.searcher.kernel.counting_plain import count_buckets
    from dateline.searcher.kernel.matching_plain import (
        count_values,
        find_phrase,
        mark_documents,
        mark_list,
        mark_spans,
        mark_term,
    )
    from dateline.searcher.kernel.ranking_plain import (
        Parts,
        norms_of,
        rank_all,
        rank_any,
        rank_best,
        score_postings,
        sort_by,
    )

__all__ = [
    "COMPILED",
    "Parts",
    "count_buckets",
    "count_values",
    "find_phrase",
    "mark_days",
    "mark_documents",
    "mark_list",
    "mark_spans",
    "mark_term",
    "mark_within",
    "norms_of",
    "rank_all",
    "rank_any",
    "rank_best",
    "roll_up",
    "score_postings",
    "sort_by",
]
