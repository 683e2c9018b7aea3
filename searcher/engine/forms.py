"""Fields and forms as the dictionary of a segment numbers them."""

from __future__ import annotations

from dateline.index.analysis.english import fold
from dateline.index.segment.postings import Dictionary
from dateline.searcher.query.leaves import Term

__all__ = ["form_numbers", "has_all_forms", "mask_of"]


def mask_of(fields: tuple[str, ...], dictionary: Dictionary) -> int:
    """Return the fields as a mask for the kernels: bit f for field f of the dictionary."""
    if fields == dictionary.fields:  # the common case
        return (1 << len(dictionary.fields)) - 1
    return sum(1 << dictionary.fields.index(field) for field in fields)


def form_numbers(term: str, form: str, letters: bool, dictionary: Dictionary) -> list[int]:
    """Return the numbers of the forms of a term that a form as typed stands for: any case, or its own letters."""
    forms = dictionary.lexicon.forms_of(term)
    if letters:
        return [number for number, each in enumerate(forms) if each == form]
    folded = fold(form)
    return [number for number, each in enumerate(forms) if fold(each) == folded]


def has_all_forms(leaf: Term, dictionary: Dictionary) -> bool:
    """Return whether every form of the term of an exact leaf counts."""
    return len(form_numbers(leaf.term, leaf.form, leaf.letters, dictionary)) == len(
        dictionary.lexicon.forms_of(leaf.term)
    )
