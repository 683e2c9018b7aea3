"""How many words of a text are in a set of words, regardless of case.

Words are kept as hashes of 64 bits (FNV-1a over the code points in small letters).
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
