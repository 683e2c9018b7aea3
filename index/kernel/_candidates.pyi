"""Which of many versions are worth comparing, by the keys that they share (`dateline.index.kernel._signatures`).

An *entry* of a batch is a key and the number of a version: key × 2³² + number. A *run* has the entries of many
versions, ascending, in buckets by the upper ``bits`` of their keys, where 2^bits is at least the number of its
versions. So the rest of the key and the number, counted from the first version of the run, are one number of 32
bits: rest × 2^bits + number − first. A bucket has at most twenty entries on average.
"""

from array import array
from collections.abc import Iterable, Sequence

# The entries, the starts of the buckets, and the first version.
Run = tuple[Sequence[int], Sequence[int], int]

def enter(records: Sequence[int], numbers: Sequence[int]) -> array[int]:
    """Return the entries of a batch in order, given the records of its versions and their numbers, which ascend."""

def bucket_starts(parts: Iterable[Sequence[int]], bits: int) -> array[int]:
    """Return where each bucket of entries of a batch, which come in parts, starts, and at last where the last ends."""

def pack_entries(entries: Sequence[int], first: int, bits: int) -> array[int]:
    """Return entries of a batch as those of a run. Raises IndexDamaged if the run has no room for a version."""

def unpack_entries(run: Sequence[int], starts: Sequence[int], first: int, part: int, part_bits: int) -> array[int]:
    """Return the entries of a run, as those of a batch, whose keys have ``part`` as their upper ``part_bits``.

    Raises IndexDamaged when the buckets of the run are not those of its entries.
    """

def merge_entries(first: Sequence[int], second: Sequence[int]) -> array[int]:
    """Return two sequences of entries of batches as one, in order."""

def find_candidates(entries: Sequence[int], runs: Sequence[Run], of_key: int, of_version: int) -> array[int]:
    """Return, for each version that has entries, the earlier ones that share most keys with it.

    As (number × 2³² + earlier number), ascending. ``runs`` come newest first, each of versions before those of the
    last. Of each key the latest ``of_key`` earlier versions count, of each version the ``of_version`` that share most
    keys, the later if they share as many. Raises IndexDamaged when the buckets of a run are not those of its entries.
    """
