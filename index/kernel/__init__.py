"""The hot loops of the write side: compiled where a C compiler was, plain elsewhere.

Each kernel is a Cython module beside a plain Python twin of the same functions;
this is the one place that picks. ``DATELINE_PLAIN=1`` picks the plain ones.
`COMPILED` says which were taken.
"""

from __future__ import annotations

import os
import sys
import warnings

if sys.byteorder != "little":  # the files are mapped into memory as they are
    raise ImportError("Dateline needs a little-endian machine: its index is read in place")

COMPILED = not os.environ.get("DATELINE_PLAIN")
if COMPILED:
    try:
        from dateline.index.kernel._dates import DateScanner
        from dateline.index.kernel._gazetteer import hash_name, scan_names
        from dateline.index.kernel._likeness import likeness, most_alike, overlap
        from dateline.index.kernel._lists import encode_lists, gather_lists
        from dateline.index.kernel._marks import MarkFinder
        from dateline.index.kernel._postings import count_frequencies, encode, gather
        from dateline.index.kernel._signatures import (
            bucket_starts,
            enter,
            find_candidates,
            merge_entries,
            sketch,
        )
        from dateline.index.kernel._tagging import describe_words, tag
        from dateline.index.kernel._terms import Lexicon, find, merge_terms, sort_forms
        from dateline.index.kernel._tokens import Inverter, join_lines, tokenize
    except ImportError:
        COMPILED = False
        warnings.warn(
            "Dateline runs on its plain Python kernels, which are some hundred times slower: it was installed where no "
            "C compiler was. Install one and reinstall Dateline; DATELINE_PLAIN=1 silences this.",
            RuntimeWarning,
            stacklevel=2,
        )
if not COMPILED:
    from dateline.index.kernel.dates_plain import DateScanner
    from dateline.index.kernel.gazetteer_plain import hash_name, scan_names
    from dateline.index.kernel.likeness_plain import likeness, most_alike, overlap
    from dateline.index.kernel.lists_plain import encode_lists, gather_lists
    from dateline.index.kernel.marks_plain import MarkFinder
    from dateline.index.kernel.postings_plain import count_frequencies, encode, gather
    from dateline.index.kernel.signatures_plain import (
        bucket_starts,
        enter,
        find_candidates,
        merge_entries,
        sketch,
    )
    from dateline.index.kernel.tagging_plain import describe_words, tag
    from dateline.index.kernel.terms_plain import Lexicon, find, merge_terms, sort_forms
    from dateline.index.kernel.tokens_plain import Inverter, join_lines, tokenize

__all__ = [
    "COMPILED",
    "DateScanner",
    "Inverter",
    "Lexicon",
    "MarkFinder",
    "bucket_starts",
    "count_frequencies",
    "describe_words",
    "encode",
    "encode_lists",
    "enter",
    "find",
    "find_candidates",
    "gather",
    "gather_lists",
    "hash_name",
    "join_lines",
    "likeness",
    "merge_entries",
    "merge_terms",
    "most_alike",
    "overlap",
    "scan_names",
    "sketch",
    "sort_forms",
    "tag",
    "tokenize",
]
