"""Where a text may contain a date.

A *run* is a row of words that belong to dates (they come as a table with flags) and of numbers, with nothing but
spaces, at most one end of line, commas, dashes, slashes and brackets between them. Only a run with a *strong* word or
number (``Friday``, ``years``, ``1998``, ``14:58``) counts. It keeps at most five weak words before the first strong
one, does not begin with *joining* words (``in``, ``of``), leaves off *fillers* (``the``, ``9.75``) at its end, and
has at most some two dozen words, so that all later work on a run is bounded.
"""

from array import array
from collections.abc import Mapping

class DateScanner:
    """Finds the runs of words and numbers of a text that may hold a date."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Take the words with their flags (`dateline.index.entities.dates.scanning`).

        Raises ValueError for more than 1024 words, or one that is not of 1 to 16 ASCII letters.
        """

    def runs(self, text: str) -> array[int]:
        """Return where the runs start and end: start, end, start, end, ..."""

    def cut(self, text: str) -> list[tuple[int, str, bool]]:
        """Return where each run starts, its text, and whether the words before it may belong to it.

        A run includes the apostrophe or quotation mark before it: it belongs to a short year (*'98*). The words before
        an ordinal below ten may be the first ones of a longer ordinal, *twenty-first*.
        """
