"""From occurrences to postings and back.

The layout of the bytes is described in `dateline.index.segment.postings`.
Occurrences are as `Inverter.invert` gives them: ``document << 32 | position``,
ascending, all terms in one flat array that ``starts`` cuts up.
"""

from array import array
from collections.abc import Sequence
from typing import Protocol

Octets = bytes | bytearray | memoryview

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
    def term_offsets(self) -> Sequence[int]:
        """Where each term's text ends; only the sizes are used (u32)."""

    @property
    def forms(self) -> Octets:
        """The forms of the terms."""

    @property
    def groups(self) -> Sequence[int]:
        """Where the forms of each sixteenth term begin (u32)."""

    @property
    def table(self) -> Sequence[int]:
        """What the frequency codes stand for, 256 entries (u32) a field."""

def count_frequencies(
    starts: Sequence[int], occurrences: Sequence[int], lengths: Sequence[Sequence[int]]
) -> dict[tuple[int, ...], int]:
    """Return how many postings have each tuple of frequencies (one for each field), none above 254.

    Only the first 4096 tuples met are counted. Starts that do not span the occurrences,
    occurrences of a term that do not ascend, or in no document, raise ValueError.
    """

def encode(
    starts: Sequence[int],
    occurrences: Sequence[int],
    lengths: Sequence[Sequence[int]],
    table: Sequence[int],
    postings_base: int = 0,
    positions_base: int = 0,
    shapes: Sequence[tuple[float, float, float]] | None = None,
    forms: Sequence[int] | None = None,
) -> tuple[array[int], array[int], bytes, bytes]:
    """Return (dfs, places, postings, positions) of the terms.

    `table` is the frequency table, 256 entries a field. The bases are the sizes
    of what was written of the two sections before, the first a multiple of 4; places
    are offsets from the sections' beginnings. With `shapes`, (average length, weight, b) of
    each field, long lists get impact codes (`dateline.index.segment.impacts`). With `forms`, the
    number of the form of each occurrence (u32), the positions are followed by form codes. Errors
    are those of `count_frequencies`.
    """

def gather(
    picks: Sequence[Sequence[int]], segments: Sequence[PostingSource], renumberings: Sequence[Sequence[int]]
) -> tuple[array[int], array[int], array[int], bytes, array[int]]:
    """Return (starts, occurrences, forms, records, sizes) of terms put together from several segments, at most 64.

    ``picks[s][t]`` is the place in segment s of term t, or 0xFFFFFFFF where it has none (u32);
    ``renumberings[s][d]`` is the new number of its document d, or 0xFFFFFFFF for one left out (u32).
    New numbers must ascend from each segment to the next. The records of the forms of term t, which
    are ``sizes[t]`` bytes, are those that the dictionary has; a term without occurrences has none.
    Damage raises IndexDamaged; picks, segments and renumberings of different numbers raise ValueError.
    """
