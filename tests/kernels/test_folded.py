"""Folded words: made of terms and forms as described, and damage in these is an error."""

from __future__ import annotations

from array import array
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.analysis.english import fold
from dateline.index.errors import IndexDamaged
from dateline.index.kernel._folded import fold_forms
from dateline.index.kernel._terms import Lexicon, sort_forms
from tests.kernels.samples import law
from tests.oracles.folded import read_folded, words_of

pytestmark = pytest.mark.kernels

LETTERS = st.text("abAB,éÉİßﬁ東\u0301", max_size=4) | st.sampled_from(["x" * 14, "x" * 15, "x" * 40, "X" * 300])
PAIRS = st.dictionaries(st.tuples(LETTERS, LETTERS).map("".join), st.text("abxé", min_size=1, max_size=3), max_size=80)


def made_of(pairs: dict[str, str], more: int = 0) -> tuple[list[list[str]], tuple[bytes, array[int], bytes]]:
    """Return the forms of each term, and the dictionary that has them, given the term of each form."""
    forms, terms = [*pairs, *[None] * more], [*pairs.values(), *(f"a {n}" for n in range(more))]
    counts = array("Q", range(len(forms)))
    (text, offsets), _, (records, groups), _ = sort_forms(terms, forms, counts)
    beside = array("I", bytes(4 * (len(offsets) - 1))), array("Q", bytes(8 * (len(offsets) - 1)))
    lexicon = Lexicon(text, offsets, *beside, records, groups)
    return [lexicon.forms_of(term) for term in sorted(set(terms))], (text, offsets, records)


@law
@given(PAIRS, st.integers(0, 3))
def test_words_stand_in_order_with_their_terms_and_forms(pairs: dict[str, str], more: int) -> None:
    terms, dictionary = made_of(pairs, more)
    content, blocks = fold_forms(*dictionary, fold)
    assert list(read_folded(content, blocks)) == words_of(terms)
    assert (blocks[0], blocks[-1]) == (0, len(content))


def test_many_words_are_in_blocks() -> None:
    pairs = {f"{word}{n}": f"{word}{n}" for n in range(700) for word in ("Word", "word", "wörd", "東京", "x" * 30)}
    terms, dictionary = made_of(pairs)
    content, blocks = fold_forms(*dictionary, fold)
    expected = words_of(terms)
    assert list(read_folded(content, blocks)) == expected
    assert len(blocks) == (len(expected) + 31) // 32 + 1


def test_forms_that_fold_alike_are_one_word() -> None:
    _, dictionary = made_of({"Café": "cafe", "cafes": "cafe", "CAFE": "cafe", "Oil": "oil", "OIL": "oil"})
    found = list(read_folded(*fold_forms(*dictionary, fold)))
    assert [(word, term) for word, term, _ in found] == [(b"cafe", 0), (b"cafes", 0), (b"oil", 1)]
    assert sorted(found[0][2] + found[1][2]) == [0, 1, 2]
    assert found[2][2] is None


def test_a_damaged_dictionary_is_an_error() -> None:
    _, (text, offsets, records) = made_of({f"W{n}örd{n % 7}": f"w{n % 9}" for n in range(60)})
    random = Random(4)
    for _ in range(2000):
        broken, cut = bytearray(records), array("I", offsets)
        for _ in range(random.choice([1, 2])):
            broken[random.randrange(len(broken))] = random.choice([0, 15, 0x30, 0x3F, 0x80, 0xC0, 0xFF])
        if random.random() < 0.5:
            cut[random.randrange(len(cut))] = random.choice([0, 1, 99, 0xFFFFFFFF])
        with suppress(IndexDamaged):
            fold_forms(text, cut, bytes(broken[: random.choice([len(broken), random.randrange(len(broken))])]), fold)
    with pytest.raises(IndexDamaged):
        fold_forms(text, array("I"), records, fold)
