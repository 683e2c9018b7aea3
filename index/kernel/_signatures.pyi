"""Texts → signatures, and which of many signatures are worth comparing.

A *word* is a run of letters, digits and marks as the table ``folds`` has them
(`dateline.index.entities.places.folding`), or one character of a script that puts no spaces between words. Only the
first 65,536 count. A *shingle* is three words one after the other. A *telling* word is one that has a digit or
seven letters: names, amounts and dates, in which two notices of one form differ and two printings of one text do not;
one with a digit counts as three words. Of a text of fewer than 50 words the words of its title are telling as
well, for it has hardly any of its own; one of fewer than 18 words is read with its title behind it.

A record is 128 unsigned 32-bit numbers, little-endian::

    0        words of the text
    1        how many of the shingles and (times 65536) of the telling words are kept
    2..65    the lowest hashes of shingles, ascending   (bottom-k sketch: Cohen and Kaplan 2007)
    66..97   the lowest hashes of telling words, ascending
    98..127  keys: 24 of the whole text, 6 of its first 50 words

The first 98 are the *signature*. A key is made of the least hashes of shingles in two bins and of telling words in
one (one permutation hashing: Li, Owen and Zhang 2012; empty bins borrow as Shrivastava 2017 has it), so that two
texts share one with probability J(shingles)² · J(telling words), where J is what the sets share of their union.

An *entry* is a key and the number of a version, key × 2³² + number; a *run* is entries in order, and where each of
its buckets (the upper bits of the key) starts.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Final

# In 32-bit numbers.
SIGNATURE: Final = 98
KEYS: Final = 30
RECORD: Final = 128

# Entries, and the starts of the buckets.
Run = tuple[Sequence[int], Sequence[int]]

def sketch(texts: Sequence[tuple[str, str]], folds: Sequence[int]) -> bytes:
    """Return the records of texts, each a title and a body, one after the other; zeros for one without three words."""

def enter(records: Sequence[int], numbers: Sequence[int]) -> array[int]:
    """Return the entries of versions in order, given their records and their numbers, which ascend."""

def bucket_starts(parts: Iterable[Sequence[int]], count: int) -> array[int]:
    """Return where each bucket of ``count`` entries, which come in parts, starts, and at last where the last ends.

    There are about eight entries in a bucket.
    """

def merge_entries(first: Sequence[int], second: Sequence[int]) -> array[int]:
    """Return two sequences of entries as one, in order."""

def find_candidates(entries: Sequence[int], runs: Sequence[Run], of_key: int, of_version: int) -> array[int]:
    """Return, for each version that has entries, the earlier ones that share most keys with it.

    As (number × 2³² + earlier number), ascending. ``runs`` come newest first, each of versions before those of the
    last. Of each key the latest ``of_key`` earlier versions count, of each version the ``of_version`` that share most
    keys, the later if they share as many. Raises IndexDamaged when the buckets of a run are not those of its entries.
    """
