"""Sorted dictionaries: made, searched and merged.

A dictionary is its terms' UTF-8 one after the other in byte order, and the
offsets that cut it up: term i is ``text[offsets[i]:offsets[i + 1]]``.
"""

from array import array
from collections.abc import Sequence

from dateline.index.kernel._postings import Octets

def find(text: Octets, offsets: Sequence[int], wanted: bytes) -> int:
    """Return the number of a term, or ``-1 - n`` where n is the first term above it. Damage raises IndexDamaged."""

def merge_terms(dictionaries: Sequence[tuple[Octets, Sequence[int]]]) -> tuple[bytes, array[int], list[array[int]]]:
    """Return the union of dictionaries, at most 64 of them, as (text, offsets, picks).

    ``picks[d][t]`` is the number in dictionary d of the union's term t, or 0xFFFFFFFF (u32).
    Offsets that do not cut up the text raise IndexDamaged.
    """

def sort_forms(
    terms: list[str], forms: list[str]
) -> tuple[bytes, array[int], array[int], bytes, array[int], array[int]]:
    """Return the dictionaries of terms and of forms.

    Form i, all distinct, has the term ``terms[i]``. Returned are the terms' text and
    offsets, the number of each form's term, the forms' text and offsets, and the place
    of each form; a form stands in its dictionary as ``term NUL form``.
    """

class Lexicon:
    """The dictionaries of terms and forms of one segment, for looking words up.

    Terms and forms are as `find` takes them, a form as ``term NUL form``; beside the terms stand their document
    frequencies and the places of their postings, beside the forms the counts and places of their lists.
    Parts that differ in length raise IndexDamaged.
    """

    def __init__(
        self,
        terms: Octets,
        term_offsets: Sequence[int],
        dfs: Sequence[int],
        places: Sequence[int],
        forms: Octets,
        form_offsets: Sequence[int],
        form_counts: Sequence[int],
        form_places: Sequence[int],
    ) -> None: ...
    def look_up(self, term: str) -> tuple[int, int] | None:
        """Return a term's place and document frequency, or None."""

    def look_up_form(self, term: str, form: str) -> tuple[int, int] | None:
        """Return the place and the count of a form's list, or None."""

    def look_up_word(self, term: str, form: str) -> tuple[int, int, int, int] | None:
        """Return both at once, a form without a list as (0, 0); None without the term."""
