"""Dictionaries: finding, merging, and sorting forms under their terms."""

from __future__ import annotations

from array import array
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.errors import IndexDamaged
from dateline.index.kernel._terms import Lexicon, find, merge_terms, sort_forms
from tests.kernels.samples import ABSENT, law

pytestmark = pytest.mark.kernels

WORDS = st.binary(max_size=4) | st.text(max_size=4).map(lambda text: text.encode("utf-8", "surrogatepass"))
DICTIONARIES = st.lists(st.sets(WORDS, max_size=12).map(sorted), max_size=5)
PAIRS = st.dictionaries(
    st.text("abcABCé\u0301", min_size=1, max_size=10), st.text("abcé", min_size=1, max_size=10), max_size=30
)


def dictionary(words: list[bytes]) -> tuple[bytes, array[int]]:
    offsets = array("I", [0])
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return b"".join(words), offsets


def cut(text: bytes, offsets: array[int]) -> list[bytes]:
    return [text[offsets[i] : offsets[i + 1]] for i in range(len(offsets) - 1)]


@law
@given(DICTIONARIES, WORDS)
def test_a_term_is_found_where_it_stands(words: list[list[bytes]], other: bytes) -> None:
    for row in words:
        text, offsets = dictionary(row)
        assert [find(text, offsets, word) for word in row] == list(range(len(row)))
        if other not in row:
            assert find(text, offsets, other) == -1 - sum(word < other for word in row)


@law
@given(DICTIONARIES)
def test_the_union_has_every_term_once_and_says_where_it_was(words: list[list[bytes]]) -> None:
    text, offsets, picks = merge_terms([dictionary(row) for row in words])
    union = sorted({word for row in words for word in row})
    assert cut(text, offsets) == union
    assert [list(row) for row in picks] == [
        [row.index(word) if word in row else ABSENT for word in union] for row in words
    ]


@law
@given(PAIRS)
def test_forms_stand_under_their_terms_in_order(pairs: dict[str, str]) -> None:
    forms, terms = list(pairs), list(pairs.values())
    text, offsets, term_of, form_text, form_offsets, place_of = sort_forms(terms, forms)
    vocabulary = cut(text, offsets)
    assert vocabulary == sorted({term.encode() for term in terms})
    assert [vocabulary[number].decode() for number in term_of] == terms
    keys = cut(form_text, form_offsets)
    assert keys == sorted(f"{term}\0{form}".encode() for form, term in pairs.items())
    assert [keys[place].decode() for place in place_of] == [f"{term}\0{form}" for form, term in pairs.items()]


@pytest.mark.parametrize(
    "offsets", [[], [0], [1, 3], [0, 4], [0, 2, 1, 3], [0, 0xFFFFFFFF, 3], [0, 0xFFFFFFFF], [3, 0, 3]]
)
def test_offsets_that_contradict_the_text_are_damage(offsets: list[int]) -> None:
    with pytest.raises(IndexDamaged):
        merge_terms([(b"abc", array("I", offsets))])
    with suppress(IndexDamaged):
        assert find(b"abc", array("I", offsets), b"abd") in range(-3, 3)


def test_a_wrong_call_is_refused() -> None:
    with pytest.raises(ValueError, match="one term"):
        sort_forms(["a"], [])
    with pytest.raises(ValueError, match="64"):
        merge_terms([(b"", array("I", [0]))] * 65)
    with pytest.raises((TypeError, AttributeError)):
        sort_forms([None], ["a"])  # type: ignore[list-item]


@law
@given(DICTIONARIES.filter(bool))
def test_a_lexicon_gives_what_stands_beside_a_word(words: list[list[bytes]]) -> None:
    names = sorted({word.hex() for word in words[0]})
    forms = sorted(f"{name}\0{name}" for name in names)
    numbers = array("I", range(len(names))), array("Q", (n << 40 for n in range(len(names))))
    terms, under = dictionary([name.encode() for name in names]), dictionary([form.encode() for form in forms])
    lexicon = Lexicon(*terms, *numbers, *under, *numbers)
    for name in names:
        number, form = names.index(name), forms.index(f"{name}\0{name}")
        assert lexicon.look_up(name) == (number << 40, number)
        assert lexicon.look_up_form(name, name) == (form << 40, form)
        assert lexicon.look_up_word(name, name) == (number << 40, number, form << 40, form)
        assert lexicon.look_up_word(name, f"{name}x") == (number << 40, number, 0, 0)
    assert lexicon.look_up_word("zz", "zz") is None
    assert lexicon.look_up("zz") is None
    assert lexicon.look_up_form("zz", "zz") is None
    assert lexicon.look_up("\ud800") is None
