"""The plain twin of `_postings`: occurrences to postings and back.

The layout of the bytes is described in `dateline.index.segment.postings`.
Occurrences are as `Inverter.invert` gives them: ``document << 32 | position``,
ascending, all terms in one flat array that ``starts`` cuts up.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Protocol

from dateline.index.errors import IndexDamaged

__all__ = ["Octets", "PostingSource", "count_frequencies", "encode", "gather", "read_chunks", "read_positions"]

HEADER = struct.Struct("<HHIQII")
BLOCK = 128
MOST_COUNTED = 4096
ESCAPE = 255
MOST_FIELDS = 8
INLINE = 1 << 63
ABSENT = 0xFFFFFFFF

Octets = bytes | bytearray | memoryview
Posting = tuple[int, tuple[int, ...], list[int]]  # document, frequency in each field, positions


class PostingSource(Protocol):
    """The parts of a segment's dictionary that its postings are read with."""

    @property
    def dfs(self) -> Sequence[int]:
        """How many documents have each term (u32)."""

    @property
    def places(self) -> Sequence[int]:
        """Where each term's postings are (u64)."""

    @property
    def postings(self) -> Octets:
        """The records."""

    @property
    def positions(self) -> Octets:
        """The positions."""

    @property
    def table(self) -> Sequence[int]:
        """What the frequency codes stand for, 256 entries (u32) a field."""


def _postings(occurrences: Sequence[int], lengths: Sequence[Sequence[int]]) -> Iterator[Posting]:
    """Group one term's occurrences by document.

    Beyond the last field the row of positions begins anew for words that ends of lines have broken.
    """
    for document, group in groupby(occurrences, key=lambda occurrence: occurrence >> 32):
        positions = [occurrence & 0xFFFFFFFF for occurrence in group]
        frequencies = [0] * len(lengths)
        ends = [row[document] for row in lengths]
        ends = [end + number for number, end in enumerate(accumulate(ends))]
        for position in positions:
            place = position if position <= ends[-1] else position - ends[-1] - 1
            frequencies[min(bisect_left(ends, place), len(ends) - 1)] += 1
        yield document, tuple(frequencies), positions


def _check(starts: Sequence[int], occurrences: Sequence[int], lengths: Sequence[Sequence[int]]) -> None:
    if not 1 <= len(lengths) <= MOST_FIELDS:
        raise ValueError(f"an analysis serves 1 to {MOST_FIELDS} fields, not {len(lengths)}")
    if not starts or starts[0] != 0 or starts[-1] != len(occurrences) or list(starts) != sorted(starts):
        raise ValueError("the starts do not span the occurrences")
    if any(len(row) != len(lengths[0]) for row in lengths):
        raise ValueError("the fields have lengths for different numbers of documents")
    if any(occurrence >> 32 >= len(lengths[0]) for occurrence in occurrences):
        raise ValueError("an occurrence is in no document")
    if any(a > b for start, stop in pairwise(starts) for a, b in pairwise(occurrences[start:stop])):
        raise ValueError("the occurrences of a term do not ascend")


def count_frequencies(
    starts: Sequence[int], occurrences: Sequence[int], lengths: Sequence[Sequence[int]]
) -> dict[tuple[int, ...], int]:
    """Return how many postings have each tuple of frequencies (one for each field), none above 254.

    Only the first 4096 tuples met are counted. Starts that do not span the occurrences,
    occurrences of a term that do not ascend, or in no document, raise ValueError.
    """
    _check(starts, occurrences, lengths)
    counts: dict[tuple[int, ...], int] = {}
    for start, stop in pairwise(starts):
        for _, frequencies, _ in _postings(occurrences[start:stop], lengths):
            if max(frequencies) < ESCAPE and (frequencies in counts or len(counts) < MOST_COUNTED):
                counts[frequencies] = counts.get(frequencies, 0) + 1
    return counts


def encode(
    starts: Sequence[int],
    occurrences: Sequence[int],
    lengths: Sequence[Sequence[int]],
    table: Sequence[int],
    postings_base: int = 0,
    positions_base: int = 0,
) -> tuple[array[int], array[int], bytes, bytes]:
    """Return (dfs, places, postings, positions) of the terms.

    `table` is the frequency table, 256 entries a field. The bases are the sizes
    of what was written of the two sections before, the first a multiple of 4; places
    are offsets from the sections' beginnings. Errors are those of `count_frequencies`.
    """
    _check(starts, occurrences, lengths)
    if len(table) != 256 * len(lengths):
        raise ValueError("the table of frequencies has the wrong size")
    codes = {
        key: code
        for code in range(ESCAPE - 1, -1, -1)
        if 0 < max(key := tuple(table[field * 256 + code] for field in range(len(lengths)))) < ESCAPE
    }
    dfs, places = array("I"), array("Q")
    postings, positions = bytearray(), bytearray()
    for start, stop in pairwise(starts):
        term = list(_postings(occurrences[start:stop], lengths))
        dfs.append(len(term))
        inline = _inline(term, codes)
        places.append(inline if inline is not None else postings_base + len(postings) if term else 0)
        if inline is None:
            for chunk, group in groupby(term, key=lambda posting: posting[0] >> 16):
                _write_chunk(chunk, list(group), lengths, codes, postings, positions, positions_base)
    return dfs, places, bytes(postings), bytes(positions)


def _inline(term: list[Posting], codes: dict[tuple[int, ...], int]) -> int | None:
    if len(term) != 1 or len(term[0][2]) != 1:
        return None
    document, frequencies, (position,) = term[0]
    code = codes.get(frequencies)
    if code is None or position >= 1 << 23:
        return None
    return INLINE | code << 55 | document << 23 | position


def _write_chunk(
    chunk: int,
    group: list[Posting],
    lengths: Sequence[Sequence[int]],
    codes: dict[tuple[int, ...], int],
    postings: bytearray,
    positions: bytearray,
    positions_base: int,
) -> None:
    n = len(group)
    flat = [position for _, _, row in group for position in row]
    wide = max(flat) > 0xFFFF
    coded = [codes.get(frequencies, ESCAPE) for _, frequencies, _ in group]
    body = bytearray()
    if n > BLOCK:
        before = 0
        for first in range(0, n, BLOCK):
            block = group[first : first + BLOCK]
            body += struct.pack("<I", before) + _maxima(block, lengths)
            before += sum(len(row) for _, _, row in block)
    body += struct.pack(f"<{n}H", *(document & 0xFFFF for document, _, _ in group)) + bytes(coded)
    body += bytes(-len(body) % 4)
    escapes = [(i, *group[i][1]) for i in range(n) if coded[i] == ESCAPE]
    for entry in escapes:
        body += struct.pack(f"<{len(entry)}I", *entry)
    if wide:
        positions += bytes(-len(positions) % 4)
    postings += HEADER.pack(
        chunk, n - 1, HEADER.size + len(body), positions_base + len(positions), len(flat), len(escapes) | wide << 31
    )
    postings += body
    positions += struct.pack(f"<{len(flat)}{'I' if wide else 'H'}", *flat)


def _maxima(block: list[Posting], lengths: Sequence[Sequence[int]]) -> bytes:
    made = b""
    for field, row in enumerate(lengths):
        highest = max(frequencies[field] for _, frequencies, _ in block)
        shortest = min((row[document] for document, frequencies, _ in block if frequencies[field]), default=ABSENT)
        made += struct.pack("<II", highest, shortest)
    return made


def read_chunks(
    place: int, df: int, postings: Octets, fields: int, table: Sequence[int]
) -> Iterator[tuple[list[int], list[tuple[int, ...]], int | None, int, bool]]:
    """Yield a term's chunks: documents, frequencies, then where the positions lie.

    The last three are the byte offset in POSITIONS (or, when the term has one
    posting held in the dictionary, the position itself), how many there are, and
    whether they take four bytes; the offset is None for a posting held in the
    dictionary and the count is then the position. Damage raises IndexDamaged.
    """
    if df and place & INLINE:
        code = place >> 55 & 0xFF
        _expect(df == 1 and code != ESCAPE)
        coded = tuple(table[field * 256 + code] for field in range(fields))
        yield [place >> 23 & 0xFFFFFFFF], [coded], None, place & 0x7FFFFF, False
        return
    left, before = df, -1
    while left:
        _expect(place % 4 == 0 and place + HEADER.size <= len(postings))
        chunk, last, size, positions, total, escapes = HEADER.unpack_from(postings, place)
        wide, escapes, n = bool(escapes >> 31), escapes & 0x7FFFFFFF, last + 1
        blocks = -(-n // BLOCK) * (4 + 8 * fields) if n > BLOCK else 0
        need = HEADER.size + blocks + (3 * n + 3 & ~3)
        _expect(n <= left and escapes <= n and size == need + escapes * (4 + 4 * fields))
        _expect(place + size <= len(postings) and total >= n and chunk > before)
        at = place + HEADER.size + blocks
        documents = [chunk << 16 | low for low in struct.unpack_from(f"<{n}H", postings, at)]
        escaped = {
            entry[0]: entry[1:]
            for entry in struct.iter_unpack(f"<{1 + fields}I", bytes(postings[place + need : place + size]))
        }
        codes = bytes(postings[at + 2 * n : at + 3 * n])
        _expect(all(i in escaped for i, code in enumerate(codes) if code == ESCAPE))
        frequencies = [
            escaped[i] if code == ESCAPE else tuple(table[field * 256 + code] for field in range(fields))
            for i, code in enumerate(codes)
        ]
        yield documents, frequencies, positions, total, wide
        left, before = left - n, chunk
        place += size


def _expect(sound: bool) -> None:
    if not sound:
        raise IndexDamaged("a postings list contradicts itself")


def read_positions(
    place: int, df: int, postings: Octets, positions: Octets, table: Sequence[int]
) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield a term's documents, each with its positions, both ascending. Damage raises IndexDamaged."""
    for documents, frequencies, at, total, wide in read_chunks(place, df, postings, len(table) // 256, table):
        row: Sequence[int]
        if at is None:
            row = [total]
        else:
            _expect(at + (4 if wide else 2) * total <= len(positions))
            row = struct.unpack_from(f"<{total}{'I' if wide else 'H'}", positions, at)
        _expect(all(a < b for a, b in pairwise(documents)))
        spent = 0
        for document, counts in zip(documents, frequencies, strict=True):
            count = sum(counts)
            _expect(spent + count <= len(row))
            yield document, row[spent : spent + count]
            spent += count


def gather(
    picks: Sequence[Sequence[int]], segments: Sequence[PostingSource], renumberings: Sequence[Sequence[int]]
) -> tuple[array[int], array[int]]:
    """Return (starts, occurrences) of terms put together from several segments.

    ``picks[s][t]`` is the place in segment s of term t, or 0xFFFFFFFF where it has none (u32);
    ``renumberings[s][d]`` is the new number of its document d, or 0xFFFFFFFF for one left out (u32).
    New numbers must ascend from each segment to the next. Damage raises IndexDamaged; picks,
    segments and renumberings of different numbers raise ValueError.
    """
    terms = len(picks[0]) if picks else 0
    if not len(picks) == len(segments) == len(renumberings) or any(len(pick) != terms for pick in picks):
        raise ValueError("picks, segments and renumberings do not belong together")
    starts, made = array("Q", [0]), array("Q")
    for term in range(terms):
        for pick, segment, renumbered in zip(picks, segments, renumberings, strict=True):
            if pick[term] != ABSENT:
                made.extend(_occurrences(segment, pick[term], renumbered))
        starts.append(len(made))
    return starts, made


def _occurrences(segment: PostingSource, term: int, renumbered: Sequence[int]) -> Iterator[int]:
    _expect(1 <= len(segment.table) // 256 <= MOST_FIELDS and term < len(segment.dfs) == len(segment.places))
    place, df = segment.places[term], segment.dfs[term]
    for document, positions in read_positions(place, df, segment.postings, segment.positions, segment.table):
        _expect(document < len(renumbered))
        if renumbered[document] != ABSENT:
            for position in positions:
                yield renumbered[document] << 32 | position
