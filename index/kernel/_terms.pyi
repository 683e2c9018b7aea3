"""Sorted dictionaries: made, searched and merged.

A dictionary is its terms' UTF-8 one after the other in byte order, and the
offsets that cut it up: term i is ``text[offsets[i]:offsets[i + 1]]``.
"""

from array import array
from collections.abc import Iterable, Sequence

from dateline.index.kernel._postings import Octets

def find(text: Octets, offsets: Sequence[int], wanted: bytes) -> int:
    """Return the number of a term, or ``-1 - n`` where n is the first term above it. Damage raises IndexDamaged."""

def merge_terms(dictionaries: Sequence[tuple[Octets, Sequence[int]]]) -> tuple[bytes, array[int], list[array[int]]]:
    """Return the union of dictionaries, at most 64 of them, as (text, offsets, picks).

    ``picks[d][t]`` is the number in dictionary d of the union's term t, or 0xFFFFFFFF (u32).
    Offsets that do not cut up the text raise IndexDamaged.
    """

def sort_forms(
    terms: list[str], forms: Sequence[str | None], counts: Sequence[int]
) -> tuple[tuple[bytes, array[int]], array[int], tuple[bytes, array[int]], array[int]]:
    """Return the dictionary of terms, the number of each form's term, the forms by term, and the number of each form.

    Form i, all distinct, has the term ``terms[i]`` and ``counts[i]`` occurrences (u64); None is a term that is no
    written word. The dictionary is (text, offsets); the forms are (records, groups), as
    `dateline.index.segment.postings` describes them. The forms of a term are numbered from the commonest on.
    """

class Lexicon:
    """The dictionaries of terms and forms of one segment, for looking words up.

    Terms are as `find` takes them; beside them stand their document frequencies and the places of their postings. Forms
    are as `sort_forms` gives them. Parts that differ in length raise IndexDamaged; so does damage where it is met.
    """

    def __init__(
        self,
        terms: Octets,
        term_offsets: Sequence[int],
        dfs: Sequence[int],
        places: Sequence[int],
        forms: Octets,
        groups: Sequence[int],
    ) -> None: ...
    def look_up(self, term: str) -> tuple[int, int] | None:
        """Return a term's place and document frequency, or None."""

    def look_up_word(self, term: str, form: str) -> tuple[int, int, int] | None:
        """Return place, document frequency, and the number of a form plus one, 0 without it; None without the term."""

    def look_up_words(self, words: Iterable[tuple[str, str]]) -> list[tuple[int, ...] | None]:
        """Return the same for each of some words, a term and a form."""

    def forms_of(self, term: str) -> list[str]:
        """Return the forms of a term, the commonest first; none for a term that is not there or is no written word."""
