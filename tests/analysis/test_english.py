"""Words as people type them: which have one term, and which stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.analysis.english import analyze, fold_word, term_of, terms_of
from dateline.index.analysis.irregular import IRREGULAR, WORD_OF_FORM
from dateline.searcher.engine.names import matches_name, read_name

ALIKE = [
    "U.N. u.n. UN U.N un",
    "U.S.C. USC usc",
    "U.S. U.S u.s. US",
    "a.m. A.M. a.m",
    "Schlüter Schlueter Schluter SCHLÜTER schlüter",
    "Müller Mueller Muller",
    "Schröder Schroeder Schroder",
    "Günther Guenther Gunther",
    "Jäger Jaeger Jager",
    "Düsseldorf Duesseldorf Dusseldorf",
    "Köhler Koehler Kohler",
    "Schäuble Schaeuble Schauble",
    "Özal Oezal Ozal",
    "Bjørn Bjoern Björn Bjorn",
    "Straße Strasse STRASSE",
    "child children",
    "sue sues sued suing",
    "bus buses busses",
    "experience experiences experienced experiencing",
    "panic panics panicked panicking",
    "program programs programme programmes programmed programming",
    "MP MPs mp",
    "woman women",
    "policeman policemen",
    "spokeswoman spokeswomen",
    "wolf wolves",
    "crisis crises",
    "run ran runs running",
    "win won winning",
    "meet met meets",
    "say said says",
    "buy bought",
    "go went gone goes",
    "write wrote written writing",
]
APART = [
    "U.S. us",
    "U.S. Us",
    "I.T. it",
    "A.M. am",
    "W.H.O. who",
    "saw see",
    "left leave",
    "found find",
    "felt feel",
    "lay lie",
    "wound wind",
    "fell fall",
    "poet pot",
    "does dos",
    "queen quen",
    "blue blu",
    "fuel ful",
    "fuelled full",
    "Boer Bor",
    "Michael Michal",
    "toe to",
    "guest gust",
    "truest trust",
    "Loew low",
]


@pytest.mark.parametrize("words", ALIKE)
def test_these_words_have_one_term(words: str) -> None:
    assert len(set(terms_of(words.split()))) == 1


@pytest.mark.parametrize("words", APART)
def test_these_words_stay_apart(words: str) -> None:
    assert len(set(terms_of(words.split()))) == len(words.split())


def test_the_forms_of_the_table_have_the_terms_of_their_words_and_are_no_words_of_it() -> None:
    assert 250 <= len(IRREGULAR) <= 450
    assert 80 <= len(WORD_OF_FORM) - len(IRREGULAR) <= 150
    for form, word in WORD_OF_FORM.items():
        assert (form, term_of(form)) == (form, term_of(word))
        assert word not in WORD_OF_FORM


@given(st.lists(st.text("USuns.Müae'3", min_size=1, max_size=6) | st.sampled_from(sorted(WORD_OF_FORM))))
def test_a_word_has_one_term_whatever_is_beside_it(forms: list[str]) -> None:
    assert terms_of(forms) == [terms_of([form])[0] for form in forms]


def test_a_plain_word_is_analysed_as_in_a_text() -> None:
    for word in ("US", "us", "children", "Mueller", "running"):
        assert analyze(word)[0].term == analyze(f"{word}, so")[0].term


def test_values_are_compared_by_words_without_the_points_of_initials() -> None:
    assert [fold_word(form) for form in ("U.S.", "US", "3.8bn", "Café")] == ["us", "us", "3.8bn", "cafe"]
    assert matches_name("The U.S. Steel Corp.", "", read_name("US Steel").readings)
