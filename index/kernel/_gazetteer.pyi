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
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Final

from dateline.index.entities.mention import PersonMention

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

# What a word says of a name: it stands between names of countries; begins one (*Republic of*) or ends one (*province*)
# that the gazetteer has without it; is the form of a company.
JOINS: Final = 1
BEGINS: Final = 2
ENDS: Final = 4
LEGAL: Final = 8

class TaggedNames:
    """Sorts the names that the tagger found; most of them no gazetteer has."""

    def __init__(
        self,
        folds: Sequence[int],
        buckets: Sequence[int],
        hashes: Sequence[int],
        added: Container[int],
        words: Mapping[str, int],
        are_countries: Callable[[str], bool],
        is_country: Callable[[str], bool],
        end_before_country: Callable[[str, int, int], int],
    ) -> None:
        """Take the tables of `scan_names`, the hashes of further names, words with what they say, and three rules.

        The rules say whether a name is of countries, whether it is one, and where a name in a text ends without the
        country behind it.
        """

    def drop_countries(self, people: tuple[PersonMention, ...]) -> tuple[PersonMention, ...]:
        """Return the people without those of no title, whose whole name is that of a country."""

    def may_be_countries(self, name: str) -> bool:
        """Return whether the gazetteer has a name, or may have it without some of its words or have parts of it."""

    def sort(
        self,
        text: str,
        starts: array[int],
        ends: array[int],
        kinds: array[int],
        filed: str | None,
    ) -> tuple[list[tuple[int, int, bool]], list[tuple[int, int]]]:
        """Return the spans of places, with whether they are demonyms, and those of all others but people.

        Left out are those that are the case-folded name ``filed``, and countries. Others end before the country behind
        them.
        """
