"""From lists of documents to bytes and back.

The layout of the bytes is described in `dateline.index.segment.lists`.
"""

from array import array
from collections.abc import Sequence
from typing import Protocol

from dateline.index.kernel._postings import Octets

class ListSource(Protocol):
    """What lists of documents are read with."""

    @property
    def counts(self) -> Sequence[int]:
        """How many documents each list has (u32)."""

    @property
    def places(self) -> Sequence[int]:
        """Where each list is (u64)."""

    @property
    def lists(self) -> Octets:
        """The records."""

def encode_lists(starts: Sequence[int], documents: Sequence[int], base: int = 0) -> tuple[array[int], bytes]:
    """Return (places, bytes) of lists of distinct ascending documents.

    List i is ``documents[starts[i]:starts[i + 1]]`` (u64, u32). `base` is the size of what was
    written of the section before, a multiple of 4. Starts that do not span the documents
    raise ValueError.
    """

def gather_lists(
    picks: Sequence[Sequence[int]], segments: Sequence[ListSource], renumberings: Sequence[Sequence[int]]
) -> tuple[array[int], array[int]]:
    """Return (starts, documents) of lists put together from several segments, at most 64; see `gather`."""
