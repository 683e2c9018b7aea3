"""Names: the compiled tagger and its plain twin are one function."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.names_file import load_shipped
from dateline.index.errors import IndexDamaged
from tests.kernels.samples import law, twins

pytestmark = pytest.mark.kernels

PIECES = """
    President Ilham Aliyev met Mr. Smith in the U.S. of and
    al-Assad O’Brien O'Neill's U.S.-led 3.8bn 1,000 AT&T — -
    " “ ” ( ) ; , . ... ! ? Šefčovič Jean-Claude Ministry of Foreign Affairs NATO
    's St. J. K. Rowling d'Estaing İstanbul ß Ǆ
    ПУТИН 东京 é́ WASHINGTON said Gen. a.m. \n \n\n \t \x85
"""
WORDS = st.sampled_from(PIECES.split(" "))
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=80) | st.text("AaBb .,'’-\nÉ1&", max_size=80)


@law
@given(TEXTS)
def test_both_find_the_same_names_and_features(text: str) -> None:
    compiled, plain = twins("index", "tagging")
    tables = load_shipped()
    for form in (text, text.upper()):
        assert compiled.tag(form, tables.lexicon, tables.rows, tables.moves) == plain.tag(
            form, tables.lexicon, tables.rows, tables.moves
        )
        assert compiled.describe_words(form, tables.lexicon) == plain.describe_words(form, tables.lexicon)


@pytest.mark.parametrize("text", ["Aa " * 1500, "A" * 3000, "aliyev " * 900, "A. " * 1500, "“" * 900, "\n" * 900])
def test_a_sentence_without_end_is_cut_alike(text: str) -> None:
    compiled, plain = twins("index", "tagging")
    tables = load_shipped()
    given_tables = tables.lexicon, tables.rows, tables.moves
    assert compiled.tag(text, *given_tables) == plain.tag(text, *given_tables)


@pytest.mark.parametrize("part", ["lexicon", "rows", "moves"])
def test_tables_of_a_wrong_size_are_refused(part: str) -> None:
    tables = {"lexicon": load_shipped().lexicon, "rows": load_shipped().rows, "moves": load_shipped().moves}
    tables[part] = tables[part][:-1]
    for kernel in twins("index", "tagging"):
        with pytest.raises(IndexDamaged, match="reinstall"):
            kernel.tag("Baku", tables["lexicon"], tables["rows"], tables["moves"])


@pytest.mark.parametrize("weight", [0x00, 0x55, 0xFF])
def test_tables_of_nonsense_do_no_harm(weight: int) -> None:
    rows = bytes([weight]) * len(load_shipped().rows)
    lexicon = array("I", bytes([weight]) * 4 * len(load_shipped().lexicon))
    found = {
        str(kernel.tag("In Baku, Mr. Aliyev met U.S. troops.", lexicon, rows, load_shipped().moves))
        for kernel in twins("index", "tagging")
    }
    assert len(found) == 1
