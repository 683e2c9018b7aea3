"""How many words of a text are in a set of words, regardless of case.

Words are kept as hashes of 64 bits (FNV-1a over the code points in small letters). For texts in Latin-1 they are also
kept as numbers of their letters, if none is longer than eight.
"""

from collections.abc import Iterable

class WordSet:
    """Knows some words."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, in small letters."""

    def count(self, text: str, length: int, letters: bool = False) -> tuple[int, int]:
        """Return how many words the first ``length`` characters of a text have, and how many of them are in the set.

        A word is what stands between blanks, or with ``letters`` a run of letters.
        """

    def count_beside(self, others: WordSet, text: str, length: int) -> tuple[int, int, int]:
        """Return how many words, as runs of letters, are there, how many are in this set, and how many in another."""

    def has_share(self, text: str, length: int, fewest: int, least: float) -> bool:
        """Return whether of at least ``fewest`` words between blanks more than a share is in the set.

        Reading ends where no further words can change that.
        """
