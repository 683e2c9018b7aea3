"""Texts to tokens: a golden table, and what holds of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.analysis.whoosh import EnglishTokenizer
from dateline.index.kernel._tokens import tokenize
from dateline.index.kernel.characters import LONGEST, SEPARATOR, classify
from tests.kernels.samples import law

pytestmark = pytest.mark.kernels

GOLDEN = {
    "": [],
    "O'Brien": ["O", "Brien"],
    "Aliyev's plan": ["Aliyev", "plan"],
    "ALIYEV’S": ["ALIYEV"],
    "Azerbaijanis' vote": ["Azerbaijanis", "vote"],
    "it's": ["it"],
    "don't": ["don't"],
    "don’t": ["don't"],
    "DON'T": ["DON'T"],
    "we've we're they'll I'd I'm": ["we've", "we're", "they'll", "I'd", "I'm"],
    "don'ts": ["don", "ts"],
    "rock'n'roll": ["rock", "n", "roll"],
    "'quoted'": ["quoted"],
    "d'accord": ["d", "accord"],
    "£3.8bn": ["3.8bn"],
    "1,000,000": ["1,000,000"],
    "1,000.50": ["1,000.50"],
    "14.12.2016": ["14", "12", "2016"],
    "1987,1988": ["1987", "1988"],
    "12,34": ["12", "34"],
    "3.": ["3"],
    ".5": ["5"],
    "1990s": ["1990s"],
    "G20": ["G20"],
    "R&D": ["R", "D"],
    "U.S.": ["U.S."],
    "the U.S.-led talks, e.g. in the U.S": ["the", "U.S.", "led", "talks", "e.g.", "in", "the", "U.S"],
    "U.S.'s U.S.A. É.U. А.С.": ["U.S.", "U.S.A.", "É.U.", "А.С."],
    "a.b.com U.S.Army A. B. 3.a.b": ["a", "b", "com", "U", "S", "Army", "A", "B", "3", "a.b"],
    "U.S...": ["U.S."],
    "wp-includes": ["wp", "includes"],
    "snake_case": ["snake", "case"],
    "caf\u00e9": ["caf\u00e9"],
    "cafe\u0301": ["cafe\u0301"],
    "co\u00adoperate": ["co\u00adoperate"],
    "ไทย": ["ไ", "ท", "ย"],
    "ที่": ["ที่"],
    "漢字かなカナ": ["漢", "字", "か", "な", "カ", "ナ"],
    "\U00020000\U00020001": ["\U00020000", "\U00020001"],
    "한국 전쟁": ["한", "국", "전", "쟁"],
    "\u1112\u1161\u11ab\u1100\u116e\u11a8": ["\u1112\u1161\u11ab", "\u1100\u116e\u11a8"],
    "السلام عليكم": ["السلام", "عليكم"],
    "नमस्ते दुनिया": ["नमस्ते", "दुनिया"],
    "Горбачёв, Рейган": ["Горбачёв", "Рейган"],
    "١٩٤٨": ["١٩٤٨"],
    "😀 peace ☮ 👩‍🚀": ["peace"],
    "½ Ⅳ": ["½", "Ⅳ"],
    "a\x00b": ["a", "b"],
    "no. 7/8": ["no", "7", "8"],
}


@pytest.mark.parametrize(("text", "forms"), GOLDEN.items())
def test_a_text_has_these_tokens(text: str, forms: list[str]) -> None:
    assert [form for form, _, _ in tokenize(text)] == forms


def test_a_word_counts_up_to_its_longest_but_ends_where_it_ends() -> None:
    assert tokenize("x" * 300 + " y") == [("x" * LONGEST, 0, 300), ("y", 301, 302)]
    wide = "\U00010400" * 300
    assert tokenize(wide) == [(wide[:LONGEST], 0, 300)]


# Texts of each width that CPython holds characters in, rich in what the rules are about.
POINTS = (
    "aAsStTrReEvVlLdDmM'’ʼ＇.,0123456789 -_&\u00ad\u0301é漢か\u200dไ\u0e48ж٣\ud800\udfff\U0001f600\U00010400\U00020000"
)
TEXTS = st.one_of(
    st.text(alphabet=POINTS, max_size=60),
    st.text(alphabet=[c for c in POINTS if c < "\x80"], max_size=60),
    st.text(alphabet=[c for c in POINTS if c < "\u0100"], max_size=60),
    st.text(alphabet=[c for c in POINTS if c < "\U00010000"], max_size=60),
    st.text(st.characters(exclude_categories=()), max_size=60),
)


@law
@given(TEXTS)
def test_the_offsets_of_a_token_slice_its_text(text: str) -> None:
    before = 0
    for form, start, end in tokenize(text):
        assert before <= start < end <= len(text)
        assert all(classify(ord(c)) == SEPARATOR or c in "'’ʼ＇sS\u00ad\u0301\u0e48\u200d" or classify(ord(c)) in (3, 5)
                   for c in text[before:start])  # fmt: skip
        straight = text[start:end].replace("’", "'").replace("ʼ", "'").replace("＇", "'")
        assert form == straight[:LONGEST]
        before = end


def cut_by_expression(text: str) -> list[tuple[str, int, int]]:
    """Return the tokens that the regular expression of the Whoosh analyser finds."""
    return [(token.text, token.startchar, token.endchar) for token in EnglishTokenizer()(text, chars=True)]


@law
@given(TEXTS)
def test_a_text_is_cut_as_the_expression_cuts_it(text: str) -> None:
    assert tokenize(text) == cut_by_expression(text)


def test_every_character_is_taken_as_the_expression_takes_it() -> None:
    for start in range(0, 0x110000, 0x1000):
        text = "a".join(map(chr, range(start, start + 0x1000)))
        assert tokenize(text) == cut_by_expression(text)
