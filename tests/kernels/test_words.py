"""Counting known words: as splitting the text and asking a set does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.kernel._words import WordSet
from tests.oracles.words import count_words

pytestmark = pytest.mark.kernels

KNOWN = frozenset(("the", "of", "in", "für", "über", "that", "i", "więc", "sekä"))
SET = WordSet(KNOWN)
OTHERS = frozenset(("x", "in", "überüber", "ofininof", "ï"))
SETS = [(words, WordSet(words)) for words in (KNOWN, OTHERS, OTHERS | {"thatthein"}, frozenset(["_"]), frozenset())]
PIECES = st.sampled_from(
    (*sorted(KNOWN), "The", "ÜBER", "İn", "ın", "İ", "\u212a", "\U0001d4ce", "²", "½", "٣", "_", "-", "1", "x")
) | st.sampled_from((" ", "\n", "\t", "\xa0", "\x1c", "\u2028", "\u3000", "\u200b", "'", ".", ",", "\0", "\U0001f600"))
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=40)


@given(TEXTS, st.integers(-3, 60), st.booleans())
def test_words_are_counted_as_by_the_set(text: str, length: int, letters: bool) -> None:
    assert SET.count(text, length, letters) == count_words(KNOWN, text, length, letters)


@given(TEXTS, st.integers(-3, 60), st.sampled_from(SETS), st.sampled_from(SETS))
def test_two_sets_are_counted_as_each_alone(
    text: str, length: int, one: tuple[frozenset[str], WordSet], other: tuple[frozenset[str], WordSet]
) -> None:
    words, hits = count_words(one[0], text, length, letters=True)
    beside = count_words(other[0], text, length, letters=True)[1]
    assert one[1].count_beside(other[1], text, length) == (words, hits, beside)
    assert one[1].count(text, length) == count_words(one[0], text, length, letters=False)


@given(TEXTS, st.integers(-3, 60), st.integers(0, 6), st.sampled_from([0.0, 0.1, 0.18, 0.5, 1.0]))
def test_a_share_is_that_of_all_words(text: str, length: int, fewest: int, least: float) -> None:
    words, hits = count_words(KNOWN, text, length, letters=False)
    assert SET.has_share(text, length, fewest, least) == (words >= fewest and hits > least * words)


def test_an_empty_set_has_no_word() -> None:
    assert WordSet(()).count("the end", 99) == (2, 0)
    assert SET.count("", 99) == (0, 0)
