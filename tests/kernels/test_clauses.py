"""The direction of the clause around a date: what the oracle says, and offsets that are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.dates.tenses import tense_words
from dateline.index.kernel._clauses import TenseScanner, is_over
from tests.kernels.samples import law
from tests.oracles.clauses import ends_with_over, nearest_cue

pytestmark = pytest.mark.kernels

SCANNER = TenseScanner(tense_words())
SIGNS = """. ! ? , ; : -- - \u2014 ' " \u201d \u2019 ) ( \u201c ` _ \u00e9 \u0130 \u212a \u4e00 \U0001f600
    1 't 'll 's"""
NAMES = "Mr Mrs Corp Inc. No. A. Sept. May Can Friday United walked WALKED asKed red taKen x" + "y" * 20 + "ed"
OVER = "ended since Since enDed x e d \u0130 blended \u212a"
WORDS = st.sampled_from([*tense_words(), *NAMES.split(), *SIGNS.split(), "but", "while", "which", "when", "whereas"])
SPACES = st.sampled_from([" ", " ", " ", " ", "", "\n", "\n\n", "  ", "\t", "\u00a0", "\x1c"])
TEXTS = st.lists(WORDS | SPACES, max_size=90).map("".join) | st.lists(WORDS, max_size=60).map(" ".join) | st.text()


@law
@given(TEXTS, st.data(), st.booleans())
def test_the_direction_is_that_of_the_oracle(text: str, data: st.DataObject, no_month: bool) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    assert SCANNER.nearest(text, start, end, no_month) == nearest_cue(text, start, end, no_month)


@law
@given(st.lists(st.sampled_from(OVER.split()) | SPACES).map("".join))
def test_what_is_over_is_that_of_the_oracle(text: str) -> None:
    assert [is_over(text, at) for at in range(len(text) + 1)] == [
        ends_with_over(text, at) for at in range(len(text) + 1)
    ]


def test_offsets_outside_the_text_are_refused() -> None:
    for start, end in ((-1, 2), (2, 1), (0, 7)):
        with pytest.raises(ValueError, match="outside"):
            SCANNER.nearest("Friday", start, end, False)
    with pytest.raises(ValueError, match="outside"):
        is_over("Friday", 7)
