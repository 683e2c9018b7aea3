"""Dictionaries: finding, merging, and sorting forms under their terms."""

from __future__ import annotations

from array import array
from contextlib import suppress
from random import Random

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
@given(PAIRS, st.integers(0, 9), st.integers(0, 1 << 32))
def test_forms_stand_under_their_terms_the_commonest_first(pairs: dict[str, str], more: int, seed: int) -> None:
    """Some terms are no written words."""
    random = Random(seed)
    forms, terms = [*pairs, *[None] * more], [*pairs.values(), *(f"a {n}" for n in range(more))]
    counts = array("Q", (random.randint(1, 4) for _ in forms))
    (text, offsets), term_of, (records, groups), numbers = sort_forms(terms, forms, counts)
    vocabulary = cut(text, offsets)
    assert vocabulary == sorted({term.encode() for term in terms})
    assert [vocabulary[number].decode() for number in term_of] == terms
    beside = array("I", range(len(vocabulary))), array("Q", (n << 40 for n in range(len(vocabulary))))
    lexicon = Lexicon(text, offsets, *beside, records, groups)
    for term in set(terms):
        place = vocabulary.index(term.encode())
        own = lexicon.forms_of(term)
        assert sorted(own) == sorted(form for form, under in pairs.items() if under == term)
        count_of = {form: counts[forms.index(form)] for form in own}
        assert list(count_of.values()) == sorted(count_of.values(), reverse=True)
        for number, form in enumerate(own):
            assert numbers[forms.index(form)] == number
            assert lexicon.look_up_word(term, form) == (place << 40, place, number + 1)
        for form in (term, term.upper(), f"{term}x", ""):
            if form not in own:
                assert lexicon.look_up_word(term, form) == (place << 40, place, 0)
        assert lexicon.look_up(term) == (place << 40, place)
    for word in ("zz", "\ud800"):
        assert lexicon.look_up(word) is lexicon.look_up_word(word, word) is None
        assert lexicon.forms_of(word) == []


@pytest.mark.parametrize("letters", ["ab", "ab\0", "é\U0010ffff"])
def test_every_word_of_a_large_dictionary_is_found(letters: str) -> None:
    """Many begin with the same eight bytes, or end in zeros, so that the first bytes do not tell them apart."""
    random = Random(5)
    words = sorted({"".join(random.choices(letters, k=random.randint(0, 14))) for _ in range(3000)}, key=str.encode)
    taken, missing = words[::2], words[1::2]
    (text, offsets), _, (records, groups), _ = sort_forms(taken, [None] * len(taken), array("Q", [1] * len(taken)))
    beside = array("I", range(len(taken))), array("Q", range(len(taken)))
    lexicon = Lexicon(text, offsets, *beside, records, groups)
    assert [lexicon.look_up(word) for word in taken] == [(n, n) for n in range(len(taken))]
    assert [lexicon.look_up(word) for word in missing] == [None] * len(missing)
    both = [(word, word) for word in words]
    assert lexicon.look_up_words(both) == [lexicon.look_up_word(*pair) for pair in both]


@pytest.mark.parametrize(
    ("term", "form", "size"),
    [
        ("oil", "oil", 1), ("oil", "Oil", 1), ("oil", "OIL", 1), ("oil", "oils", 2), ("oil", "OILS", 2),
        ("citi", "Cities", 3), ("run", "runs" * 90, 360), ("x" * 300, "Y" * 40, 44), ("é", "É", 2),
    ],
)  # fmt: skip
def test_a_form_takes_what_it_has_beside_its_term(term: str, form: str, size: int) -> None:
    _, _, (records, groups), _ = sort_forms([term], [form], array("Q", [1]))
    assert len(records) == 1 + size
    text = term.encode()
    lexicon = Lexicon(text, array("I", [0, len(text)]), array("I", [1]), array("Q", [1]), records, groups)
    assert lexicon.forms_of(term) == [form]


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
        sort_forms(["a"], [], array("Q"))
    with pytest.raises(ValueError, match="one count"):
        sort_forms(["a"], ["a"], array("Q"))
    with pytest.raises(ValueError, match="64"):
        merge_terms([(b"", array("I", [0]))] * 65)
    with pytest.raises((TypeError, AttributeError)):
        sort_forms([None], ["a"], array("Q", [1]))  # type: ignore[list-item]
