"""Words that stand for many: the documents of terms in some of their forms, taken together.

Terms are numbers in the dictionary, ascending. Term i stands in the forms ``numbers[ends[i - 1]:ends[i]]``, ascending,
in any form if there are none. What does not fit raises ValueError, damage IndexDamaged.
"""

from array import array
from collections.abc import Sequence

from dateline.index.kernel._postings import Octets

def mark_words(
    postings: Octets,
    positions: Octets,
    table: Sequence[int],
    places: Sequence[int],
    dfs: Sequence[int],
    terms: Sequence[int],
    ends: Sequence[int],
    numbers: Sequence[int],
    matched: bytearray,
    documents: int,
) -> None:
    """Mark the documents, of so many, in which any of the terms stands in any field."""

def place_words(
    postings: Octets,
    positions: Octets,
    table: Sequence[int],
    places: Sequence[int],
    dfs: Sequence[int],
    terms: Sequence[int],
    ends: Sequence[int],
    numbers: Sequence[int],
    candidates: bytes,
    documents: int,
) -> array[int]:
    """Return where any of the terms stands in the candidate documents, a bitmap as in `_matching`.

    Each place is ``document << 32 | position``, ascending. Positions are as they are in the segment, in all fields.
    """

def count_words(
    postings: Octets,
    positions: Octets,
    table: Sequence[int],
    places: Sequence[int],
    dfs: Sequence[int],
    terms: Sequence[int],
    ends: Sequence[int],
    numbers: Sequence[int],
    lengths: Sequence[Sequence[int]],
    mask: int,
) -> tuple[array[int], array[int]]:
    """Return (documents, frequencies): how often any of the terms stands in each field of each document.

    Only documents that have one in a field of `mask` are returned. ``lengths`` and the result are as those of
    `dateline.searcher.kernel._matching.find_phrase`.
    """
