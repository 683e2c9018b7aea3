"""The plain twin of `_terms`: sorted dictionaries, searched and merged.

A dictionary is its terms' UTF-8 one after the other in byte order, and the
offsets that cut it up: term i is ``text[offsets[i]:offsets[i + 1]]``.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise

from dateline.index.errors import IndexDamaged
from dateline.index.kernel.postings_plain import Octets

__all__ = ["Lexicon", "find", "merge_terms", "sort_forms"]

ABSENT = 0xFFFFFFFF


def find(text: Octets, offsets: Sequence[int], wanted: bytes) -> int:
    """Return the number of a term, or ``-1 - n`` where n is the first term above it. Damage raises IndexDamaged."""
    low, high = 0, len(offsets) - 1
    while low < high:
        middle = (low + high) // 2
        start, end = offsets[middle], offsets[middle + 1]
        if start > end or end > len(text):
            raise IndexDamaged("a dictionary contradicts itself")
        term = bytes(text[start:end])
        if term == wanted:
            return middle
        if term < wanted:
            low = middle + 1
        else:
            high = middle
    return -1 - low


def merge_terms(
    dictionaries: Sequence[tuple[Octets, Sequence[int]]],
) -> tuple[bytes, array[int], list[array[int]]]:
    """Return the union of dictionaries, at most 64 of them, as (text, offsets, picks).

    ``picks[d][t]`` is the number in dictionary d of the union's term t, or 0xFFFFFFFF (u32).
    Offsets that do not cut up the text raise IndexDamaged.
    """
    if len(dictionaries) > 64:
        raise ValueError("more than 64 dictionaries at once")
    places: dict[bytes, dict[int, int]] = {}
    for number, (text, offsets) in enumerate(dictionaries):
        if not len(offsets) or offsets[0] != 0 or offsets[-1] != len(text) or list(offsets) != sorted(offsets):
            raise IndexDamaged("a dictionary contradicts itself")
        for term, (start, end) in enumerate(pairwise(offsets)):
            places.setdefault(bytes(text[start:end]), {})[number] = term
    union = sorted(places)
    made = array("I", [0])
    for term_text in union:
        made.append(made[-1] + len(term_text))
    picks = [
        array("I", (places[term_text].get(number, ABSENT) for term_text in union))
        for number in range(len(dictionaries))
    ]
    return b"".join(union), made, picks


def sort_forms(
    terms: list[str], forms: list[str]
) -> tuple[bytes, array[int], array[int], bytes, array[int], array[int]]:
    """Return the dictionaries of terms and of forms.

    Form i, all distinct, has the term ``terms[i]``. Returned are the terms' text and
    offsets, the number of each form's term, the forms' text and offsets, and the place
    of each form; a form stands in its dictionary as ``term NUL form``.
    """
    if len(terms) != len(forms):
        raise ValueError("each form has one term")
    vocabulary = sorted({term.encode() for term in terms})
    numbers = {term: number for number, term in enumerate(vocabulary)}
    keys = [b"\0".join((term.encode(), form.encode())) for term, form in zip(terms, forms, strict=True)]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    places = array("I", bytes(4 * len(keys)))
    for place, form in enumerate(order):
        places[form] = place
    return (
        b"".join(vocabulary),
        _offsets(vocabulary),
        array("I", (numbers[term.encode()] for term in terms)),
        b"".join(keys[form] for form in order),
        _offsets([keys[form] for form in order]),
        places,
    )


def _offsets(words: list[bytes]) -> array[int]:
    offsets = array("I", [0])
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets


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
    ) -> None:
        if not len(dfs) == len(places) == len(term_offsets) - 1:
            raise IndexDamaged("a dictionary's parts differ in length")
        if not len(form_counts) == len(form_places) == len(form_offsets) - 1:
            raise IndexDamaged("a dictionary's parts differ in length")
        self._terms = (terms, term_offsets, dfs, places)
        self._forms = (forms, form_offsets, form_counts, form_places)

    def look_up(self, term: str) -> tuple[int, int] | None:
        """Return a term's place and document frequency, or None."""
        text, offsets, dfs, places = self._terms
        number = find(text, offsets, term.encode("utf-8", "surrogatepass"))
        return None if number < 0 else (places[number], dfs[number])

    def look_up_form(self, term: str, form: str) -> tuple[int, int] | None:
        """Return the place and the count of a form's list, or None."""
        text, offsets, counts, places = self._forms
        number = find(text, offsets, f"{term}\0{form}".encode("utf-8", "surrogatepass"))
        return None if number < 0 else (places[number], counts[number])
