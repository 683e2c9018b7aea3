"""The plain twin of `_matching`: who matches, as bitmaps; phrases; counts of values.

A set of documents is a bitmap of ``(documents + 7) // 8`` bytes: document d is bit
``d & 7`` of byte ``d >> 3``. The functions named ``mark_`` set bits and clear none, so
that marking one thing after the other makes their union. What a damaged file cannot
mean raises IndexDamaged; what may be marked by then stays marked.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dateline.index.errors import IndexDamaged
from dateline.index.kernel.lists_plain import read_list
from dateline.index.kernel.postings_plain import Octets, read_chunks, read_positions

__all__ = ["count_values", "find_phrase", "mark_documents", "mark_list", "mark_spans", "mark_term"]

MOST_FIELDS = 8
POSTINGS = "a postings list contradicts itself"
LISTS = "a list of articles contradicts itself"
DATES = "a column of dates contradicts itself"
VALUES = "a column of values contradicts itself"


def mark_term(
    postings: Octets, table: Sequence[int], place: int, df: int, mask: int, matched: bytearray, documents: int
) -> None:
    """Mark the documents that have a term in any field of `mask` (bit f for field f of the dictionary).

    `table` is the dictionary's frequency table, `place` and `df` the term's entry.
    A bitmap that is not of so many documents raises ValueError.
    """
    fields = len(table) // 256
    _expect(1 <= fields <= MOST_FIELDS, POSTINGS)
    _check_size(matched, documents)
    every = mask == (1 << fields) - 1
    for numbers, frequencies, _, _, _ in read_chunks(place, df, postings, fields, table):
        for document, counts in zip(numbers, frequencies, strict=True):
            _expect(document < documents, POSTINGS)
            if every or any(counts[field] and mask >> field & 1 for field in range(fields)):
                _mark(matched, document)


def mark_list(lists: Octets, place: int, count: int, matched: bytearray, documents: int) -> None:
    """Mark the documents of a list; `place` and `count` are its entry in the table of lists."""
    _check_size(matched, documents)
    for document in read_list(place, count, lists):
        _expect(document < documents, LISTS)
        _mark(matched, document)


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
    _expect(documents > 0 and len(starts) == documents + 1 and len(first) == len(last), DATES)
    _check_size(matched, documents)
    _expect(starts[documents] <= len(first), DATES)
    for document in range(documents):
        _expect(starts[document] <= starts[document + 1] <= starts[documents], DATES)
        for span in range(starts[document], starts[document + 1]):
            if first[span] <= high and last[span] >= low:
                _mark(matched, document)


def mark_documents(documents: Sequence[int], matched: bytearray) -> None:
    """Mark documents given by number; one beyond the bitmap raises ValueError."""
    for document in documents:
        if document >> 3 >= len(matched):
            raise ValueError("a document is not of the segment")
        _mark(matched, document)


def find_phrase(
    postings: Octets,
    positions: Octets,
    table: Sequence[int],
    words: Sequence[tuple[int, int, int]],
    lengths: Sequence[Sequence[int]],
    mask: int,
    joined: bool = False,
) -> tuple[array[int], array[int]]:
    """Return (documents, frequencies) of a phrase, documents ascending.

    Each word is (place, df, its offset in the phrase, from 0); a phrase with a word that
    is no term of the segment is nowhere in it, and not to be asked for. `lengths` has a
    row for each field, the tokens of each document. The frequencies are those of the first
    document in each field, then those of the second, and so on. Only documents that have
    the phrase in a field of `mask` are returned, and it must end in the field it begins in.
    No word at all raises ValueError.

    `joined`: the segment has words that ends of lines have broken, which stand beyond the last field (see
    `dateline.index.segment.postings`) and take the place of two. The phrase then counts once for each place where it
    begins, whichever way it is read on from there; its offsets must be 0, 1, 2, …, or ValueError is raised.
    """
    fields = len(table) // 256
    _expect(1 <= fields <= MOST_FIELDS and len(lengths) == fields, POSTINGS)
    if not words:
        raise ValueError("a phrase has at least one word")
    if joined and [offset for _, _, offset in words] != list(range(len(words))):
        raise ValueError("the words of a phrase stand one after the other")
    if any(len(row) != len(lengths[0]) for row in lengths):
        raise ValueError("the fields have lengths for different numbers of documents")
    rows = [
        {document: set(row) for document, row in read_positions(place, df, postings, positions, table)}
        for place, df, _ in words
    ]
    offsets = [offset for _, _, offset in words]
    reach = max(offsets)
    found, counts = array("I"), array("I")
    for document in sorted(set.intersection(*(set(row) for row in rows))):
        _expect(document < len(lengths[0]), POSTINGS)
        frequencies = [0] * fields
        ends = list(_ends(document, lengths))
        there = [row[document] for row in rows]
        if joined and any(position > ends[-1] for row in there for position in row):
            for begin in _read_back(there, ends[-1] + 1):
                frequencies[min(bisect_left(ends, begin), fields - 1)] += 1
        else:
            for begin in set.intersection(*({p - o for p in row} for row, o in zip(there, offsets, strict=True))):
                field = min(bisect_left(ends, begin), fields - 1)
                if begin >= 0 and begin + reach < ends[field]:
                    frequencies[field] += 1
        if any(frequencies[field] and mask >> field & 1 for field in range(fields)):
            found.append(document)
            counts.extend(frequencies)
    return found, counts


def _read_back(rows: Sequence[set[int]], zone: int) -> set[int]:
    """Return where a phrase begins, from the last word to the first; broken words have positions from `zone` on."""
    begins: set[int] | None = None
    for row in reversed(rows):
        spans = [(p, p + 1) if p < zone else (p - zone, p - zone + 2) for p in row]
        begins = {begin for begin, end in spans if begins is None or end in begins}
    return begins or set()


def _ends(document: int, lengths: Sequence[Sequence[int]]) -> Iterator[int]:
    """Yield the position after each field's last one; the next field begins one further on."""
    end = -1
    for row in lengths:
        end += 1 + row[document]
        yield end


def count_values(
    starts: Sequence[int], ordinals: Sequence[int], matched: Octets, counts: array[int] | memoryview
) -> int:
    """Add 1 to a value's count for each matched document that has it; return how many documents have none.

    The values of document d are ``ordinals[starts[d]:starts[d + 1]]``, each a place in `counts` (u32).
    """
    documents = len(starts) - 1
    _expect(documents >= 0 and len(matched) == (documents + 7) // 8, VALUES)
    _expect(not documents or starts[documents] <= len(ordinals), VALUES)
    without = 0
    for octet, bits in enumerate(matched):
        for bit in range(8):
            if not bits >> bit & 1:
                continue
            document = 8 * octet + bit
            _expect(document < documents, VALUES)
            _expect(starts[document] <= starts[document + 1] <= starts[documents], VALUES)
            without += starts[document] == starts[document + 1]
            for ordinal in ordinals[starts[document] : starts[document + 1]]:
                _expect(ordinal < len(counts), VALUES)
                counts[ordinal] += 1
    return without


def _check_size(matched: bytearray, documents: int) -> None:
    if len(matched) != (documents + 7) // 8 or documents == 0:
        raise ValueError("a bitmap is of another segment")


def _mark(matched: bytearray, document: int) -> None:
    matched[document >> 3] |= 1 << (document & 7)


def _expect(sound: bool, damage: str) -> None:
    if not sound:
        raise IndexDamaged(damage)
