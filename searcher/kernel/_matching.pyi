"""Which documents match, as bitmaps; phrases; counts of values.

A set of documents is a bitmap of ``(documents + 7) // 8`` bytes: document d is bit
``d & 7`` of byte ``d >> 3``. The functions named ``mark_`` set bits and clear none, so
that marking one thing after the other makes their union. What a damaged file cannot
mean raises IndexDamaged; what may be marked by then stays marked.
"""

from array import array
from collections.abc import Sequence

from dateline.index.kernel._postings import Octets

def mark_term(
    postings: Octets, table: Sequence[int], place: int, df: int, mask: int, matched: bytearray, documents: int
) -> None:
    """Mark the documents that have a term in any field of `mask` (bit f for field f of the dictionary).

    `table` is the dictionary's frequency table, `place` and `df` the term's entry.
    A bitmap that is not of so many documents raises ValueError.
    """

def mark_form(
    postings: Octets,
    positions: Octets,
    table: Sequence[int],
    place: int,
    df: int,
    form: int,
    matched: bytearray,
    documents: int,
) -> None:
    """Mark the documents in which a term stands, in any field, in the form of this number."""

def mark_list(lists: Octets, place: int, count: int, matched: bytearray, documents: int) -> None:
    """Mark the documents of a list; `place` and `count` are its entry in the table of lists."""

def mark_spans(
    starts: Sequence[int],
    first: Sequence[int],
    last: Sequence[int],
    low: int,
    high: int,
    matched: bytearray,
    documents: int,
) -> None:
    """Mark the documents of which any span of days touches `low` to `high`, both ends included.

    The spans of document d are ``first[i]`` to ``last[i]`` for i from ``starts[d]`` up to ``starts[d + 1]``.
    """

def mark_documents(documents: Sequence[int], matched: bytearray) -> None:
    """Mark documents given by number; one beyond the bitmap raises ValueError."""

def find_phrase(
    postings: Octets,
    positions: Octets,
    table: Sequence[int],
    words: Sequence[tuple[int, int, int]],
    lengths: Sequence[Sequence[int]],
    mask: int,
    joined: bool = False,
    forms: Sequence[Sequence[int]] | None = None,
) -> tuple[array[int], array[int]]:
    """Return (documents, frequencies) of a phrase, documents ascending.

    Each word is (place, df, its offset in the phrase, from 0); a phrase with a word that
    is no term of the segment is nowhere in it, and must not be passed. `lengths` has a
    row for each field, the tokens of each document. The frequencies are those of the first
    document in each field, then those of the second, and so on. Only documents that have
    the phrase in a field of `mask` are returned, and it must end in the field it begins in.
    No word at all raises ValueError. One word alone may be asked for.

    `forms` has the numbers of the forms in which each word may stand; None is any.
    `joined`: the segment has words that ends of lines have broken, which stand beyond the last field (see
    `dateline.index.segment.postings`) and take the place of two. The phrase then counts once for each place where it
    begins, whichever way it is read on from there; its offsets must be 0, 1, 2, …, or ValueError is raised.
    """

def count_values(
    starts: Sequence[int], ordinals: Sequence[int], matched: Octets, counts: array[int] | memoryview
) -> int:
    """Add 1 to a value's count for each matched document that has it; return how many documents have none.

    The values of document d are ``ordinals[starts[d]:starts[d + 1]]``, each a place in `counts` (u32).
    """
