"""The folded words of a dictionary, as `dateline.index.segment.folded` describes them."""

from array import array
from collections.abc import Callable, Sequence

from dateline.index.kernel._postings import Octets

def fold_forms(
    text: Octets, offsets: Sequence[int], forms: Octets, fold: Callable[[str], str]
) -> tuple[bytes, array[int]]:
    """Return (words, blocks) of the terms and forms of a dictionary.

    The terms are as in `dateline.index.kernel._terms`, the forms as `sort_forms` gives them. ``fold`` is called for
    forms that are not ASCII; others lose capitals and commas. Damage raises IndexDamaged.
    """
