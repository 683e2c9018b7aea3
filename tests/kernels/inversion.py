"""An inverter's occurrences of all terms: each range of terms inverted for itself."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise

from dateline.index.kernel._tokens import Inverter, invert, starts_of

__all__ = ["invert_all"]


def invert_all(
    inverter: Inverter,
    term_of: Sequence[int],
    terms: int,
    numbers: Sequence[int],
    rank_of: bytes | None = None,
    pairs: tuple[Sequence[int], Sequence[int]] | None = None,
    marks: tuple[Sequence[int], Sequence[int]] | None = None,
    cuts: Sequence[int] = (),
) -> tuple[array[int], array[int], array[int]]:
    """Return (starts, occurrences, forms) of all terms. Pairs and marks are (counts, terms); ``cuts`` end ranges."""
    counted = [(inverter.count_forms(), term_of), *(each for each in (pairs, marks) if each is not None)]
    starts = starts_of(terms, *counted)
    occurrences, forms = array("Q"), array("I")
    for first, stop in pairwise(sorted({0, *(cut % (terms + 1) for cut in cuts), terms})):
        own, found, its_forms = invert(
            inverter, starts, first, stop, term_of, numbers, rank_of, pairs and pairs[1], marks and marks[1]
        )
        assert [start + starts[first] for start in own] == list(starts[first : stop + 1])
        occurrences, forms = occurrences + found, forms + its_forms
    return starts, occurrences, forms
