"""Names of places in a text, found by hash in the gazetteer's tables.

A word is a run of letters, digits and marks; words of one name stand one space, hyphen, apostrophe or point apart
(after a word of up to three letters a point and a space: *St. Louis*). A name is hashed word by word as it is folded,
so that each start costs one walk over at most seven words, however many names there are.

``folds[c]`` says of the character ``c`` what it is folded to (two characters of 13 bits each, 0 for none) and what
it is: `IN_WORD`, and `STARTS` if a name may begin with it (a capital, or a letter of a script without case).
Characters from `FOLDED` on stand in no word. `dateline.index.entities.places.folding` makes this table.

The hash is FNV-1a (64 bits) over the folded characters with one space between words, then mixed once; its upper 48 bits
are kept: 16 say the bucket, 32 stand in the table. With 200,000 names a word that is none is taken for one once in 10⁹.
"""

from array import array
from collections.abc import Sequence

def hash_name(text: str, folds: Sequence[int]) -> int:
    """Return the 48-bit hash of a name, whatever stands between its words; 0 for a text without words."""

def scan_names(text: str, folds: Sequence[int], buckets: Sequence[int], hashes: Sequence[int]) -> array[int]:
    """Return ``start, end, entry`` of each name in the text, leftmost and longest, flat; none overlap.

    ``entry`` is the first of those in ``hashes`` with the name's hash.
    """

class NameScanner:
    """Finds the names of one table in many texts: as `scan_names`, in less time."""

    def __init__(
        self, folds: Sequence[int], buckets: Sequence[int], hashes: Sequence[int], words: memoryview | None = None
    ) -> None:
        """Take the tables of `scan_names`, and keep them.

        ``words`` says how many words a name has at most, by its first word: four bits each, at the first 19 bits of the
        hash of that word. Most words begin no name, and most names are one word, so that few hashes are looked up.
        Raises ValueError if a table has a wrong size.
        """

    def scan(self, text: str) -> array[int]:
        """Return ``start, end, entry`` of each name in the text, as `scan_names`."""
