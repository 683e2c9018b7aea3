"""Automata over words, and the words of a dictionary that one accepts.

What the sets of an automaton mean is described in `dateline.searcher.automata.automaton`, folded words in
`dateline.index.segment.folded`.
"""

from array import array
from collections.abc import Sequence

from dateline.index.kernel._postings import Octets

# The terms of the words accepted, in order, and their forms: those of entry i are numbers[ends[i - 1]:ends[i]], none
# means all.
Entries = tuple[array[int], array[int], array[int]]

class Machine:
    """An automaton that runs.

    Sets of positions are rows of as many u64 as ``last`` has; the last position is the beginning. ``follow`` has the
    set that follows each position, ``labels`` those that a character of each class leads to, ``last`` those at which a
    word may end. Classes are given for ASCII, and for the ranges of other characters that begin at ``starts``, the
    first at 128. ``ends``: whether a word that is accepted can end with each byte. Sets of different lengths or beyond
    the positions raise ValueError. Threads may share it.
    """

    def __init__(
        self,
        follow: Sequence[int],
        labels: Sequence[int],
        last: Sequence[int],
        ascii: bytes,
        starts: Sequence[int],
        kinds: bytes,
        ends: bytes,
    ) -> None: ...
    def accepts(self, word: str) -> bool:
        """Return whether a word is accepted."""

    def walk(
        self, words: Octets, blocks: Sequence[int], terms: int, keep: int
    ) -> tuple[int, array[int], array[int], array[int], list[bytes]]:
        """Return how many folded words are accepted, their entries, and the first ``keep`` of the entries' words.

        The entries are (terms, ends, numbers); a word of several terms is several entries. ``terms`` is the number of
        terms in the dictionary. Damage raises IndexDamaged.
        """

    def values(self, values: Octets, offsets: Sequence[int]) -> list[int]:
        """Return the numbers of the values of a column whose folded form is accepted. Damage raises IndexDamaged."""

def by_term(
    terms: Sequence[int],
    ends: Sequence[int],
    numbers: Sequence[int],
    term_offsets: Sequence[int],
    forms: Octets,
    groups: Sequence[int],
) -> Entries:
    """Return entries with each term once, ascending, given those of words and the forms of the dictionary.

    The forms of a term ascend; one of which all forms are in the entries has no list. Damage raises IndexDamaged.
    """
