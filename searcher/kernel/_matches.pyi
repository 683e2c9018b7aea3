"""Which documents plain words match, and counts over them.

The words of a query are searched in all fields of their analysis. Each is (place, df, …), the entry of its term in the
dictionary, of which the rest is not read, or None where the segment does not have it. `operations` names the vector
operations to use, as in `dateline.searcher.kernel._ranking.Parts`.
"""

from array import array
from collections.abc import Sequence

from dateline.index.kernel._postings import Octets

class Matches:
    """A set of live documents of one segment, and how many they are; it does not change.

    A bitmap given has ``(documents + 7) // 8`` bytes, document d being bit ``d & 7`` of byte ``d >> 3``.
    """

    documents: int
    count: int

    def __init__(self, documents: int, bitmap: Octets | None = None) -> None: ...
    def bitmap(self) -> bytes:
        """Return the set as such a bitmap."""

class WordLists:
    """The postings of one analysis in one segment, whose `deleted` documents are left out. Threads may share it."""

    def __init__(
        self,
        postings: Octets,
        fields: int,
        documents: int,
        deleted: Octets | None = None,
        operations: bytes | None = None,
    ) -> None: ...
    def count(self, words: Sequence[tuple[int, ...] | None], all_of: bool) -> int:
        """Return how many live documents have all of the words, or any. Raises IndexDamaged."""

    def mark(self, words: Sequence[tuple[int, ...] | None], all_of: bool) -> Matches:
        """Return the live documents that have all of the words, or any. Raises IndexDamaged."""

class FacetColumn:
    """The values of the documents of one segment, to be counted over matches. Threads may share it.

    The values of document d are ``ordinals[starts[d]:starts[d + 1]]``, distinct and less than `values`. The first count
    that needs much of the column reads it all, and keeps what makes later ones fast: at most two bytes a document and
    four a value.
    """

    def __init__(
        self,
        starts: Sequence[int],
        ordinals: Sequence[int],
        values: int,
        deleted: Octets | None = None,
        operations: bytes | None = None,
    ) -> None: ...
    def count(self, matches: Matches) -> array[int]:
        """Return how many of the matches have each value, and at the end how many have none. Raises IndexDamaged.

        The matches are live documents.
        """

def best_counts(counts: array[int], k: int) -> array[int]:
    """Return the places of the k highest counts, ascending, with all that equal the lowest of them; 0 is no count."""

def count_present(counts: array[int]) -> int:
    """Return how many counts are not 0."""

def add_counts(totals: array[int], counts: array[int], numbers: array[int]) -> None:
    """Add the count of each value i to that of its number: ``totals[numbers[i]] += counts[i]``."""
