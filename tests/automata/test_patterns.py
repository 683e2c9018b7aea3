"""Patterns of every kind match the words that a slow comparison says, and what is none is an error in words."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.searcher.automata import PatternError, compile_pattern
from dateline.searcher.automata.compilation import compile_within
from tests.kernels.samples import law
from tests.oracles.patterns import distance, matches_word

pytestmark = pytest.mark.kernels

LETTERS = "abc'9éÉß東\u0301𝒜"
WORDS = st.text(LETTERS, max_size=9)
PLAIN = st.text(LETTERS, max_size=6)
WILD = st.text(LETTERS[:6] + "*?*?", max_size=8)
# Expressions whose letters are folded already, so that Python's own engine reads them alike.
SETS = st.sampled_from(["[ab]", "[^ab]", "[a-c]", "[^a-c9]", r"[\d'e]", "[]a]", "[a-]", r"\d", ".", r"\.", "[e東]"])
EXPRESSIONS = st.recursive(
    st.sampled_from("abce9東") | SETS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda row: f"({'|'.join(row)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,}", "{0}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        st.lists(inner, max_size=2).map(lambda row: f"(|{''.join(row)})"),
    ),
    max_leaves=8,
)


@law
@given(PLAIN, st.lists(WORDS, max_size=20))
def test_a_prefix_begins_words(text: str, words: list[str]) -> None:
    made = compile_pattern(text, "prefix")
    for word in [*words, text, text + "x"]:
        assert made.accepts_form(word) == matches_word(text, "prefix", 0, word)


@law
@given(WILD, st.lists(WORDS, max_size=20))
def test_wildcards_stand_for_characters(text: str, words: list[str]) -> None:
    made = compile_pattern(text, "wildcard")
    for word in [*words, text.replace("*", "").replace("?", "b"), text.replace("*", "ab").replace("?", "東")]:
        assert made.accepts_form(word) == matches_word(text, "wildcard", 0, word)


@law
@given(EXPRESSIONS, st.lists(st.text("abce9東.'", max_size=7), max_size=30))
def test_an_expression_matches_whole_words(text: str, words: list[str]) -> None:
    with suppress(PatternError):  # it is too long
        made = compile_pattern(text, "regex")
        for word in words:
            assert made.accepts_form(word) == matches_word(text, "regex", 0, word), (text, word)


@law
@given(PLAIN, st.sampled_from([1, 2]), st.lists(WORDS, max_size=12), st.data())
def test_a_fuzzy_word_matches_what_few_changes_make_of_it(text: str, allowed: int, words: list[str], data) -> None:
    made = compile_pattern(text, "fuzzy", allowed)
    near = list(text)
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(near)))
        near[at : at + data.draw(st.integers(0, 2))] = data.draw(st.text(LETTERS, max_size=2))
    swapped = [text[:i] + text[i + 1 : i + 2] + text[i : i + 1] + text[i + 2 :] for i in range(len(text))]
    for word in [*words, text, "".join(near), *swapped]:
        assert made.accepts_form(word) == matches_word(text, "fuzzy", allowed, word), (text, word)


def test_distances() -> None:
    pairs = {("ac", "ca"): 1, ("ca", "abc"): 3, ("netanyahoo", "netanyahu"): 2, ("a", ""): 1, ("abcd", "badc"): 2}
    for (one, other), changes in pairs.items():
        assert distance(one, other) == distance(other, one) == changes
        for allowed in (1, 2):
            assert compile_pattern(one, "fuzzy", allowed).accepts(other) == (changes <= allowed)


@pytest.mark.parametrize(
    ("text", "kind", "found", "other"),
    [
        ("Müll", "prefix", ["Muller", "MÜLLER", "müll"], ["mul"]),
        ("don\u2019", "prefix", ["don't", "Don'T"], ["dont"]),
        ("É*", "wildcard", ["east", "École"], ["l'e"]),
        ("w?man", "wildcard", ["woman", "Wōman"], ["women", "wman"]),
        ("*", "wildcard", ["", "x"], []),
        ("colou?r(ed|ing)", "regex", ["coloured", "COLORING"], ["color", "colored1"]),
        ("^É[A-C]+$", "regex", ["eab", "éC"], ["e", "ed"]),
        ("[Éß]x", "regex", ["ex", "ssx", "ẞx"], ["sx"]),
        ("stra(ß|z)e", "regex", ["Straße", "strasse", "straze"], ["strase"]),
        (r"a\.b|a\*\(", "regex", ["a.b", "a*("], ["axb"]),
        ("x{2,3}", "regex", ["xx", "xxx"], ["x", "xxxx"]),
        ("a**?+", "regex", ["", "aaa"], ["b"]),
        ("", "regex", [""], ["a"]),
        ("a||b", "regex", ["", "a", "b"], ["ab"]),
    ],
)
def test_letters_are_folded(text: str, kind, found: list[str], other: list[str]) -> None:
    made = compile_pattern(text, kind)
    assert [word for word in [*found, *other] if made.accepts_form(word)] == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(a", "not closed"), ("a)", "closes no group"), ("[a", "ends where"), ("*a", "nothing before it"),
        ("a|*", "nothing before it"), (r"\1", "not known"), (r"\w", "not known"), (r"[\w]", "not known"),
        (r"\b", "not known"), ("(?=a)", "begins something other"), ("(?P<x>a)", "begins something other"),
        ("a{", "no number"), ("a{,3}", "no number"), ("a{x}", "no number"), ("a{3,2}", "higher number first"),
        ("a{65}", "more than 64"), ("a{99999999999}", "more than 64"), ("[z-a]", "no range"), (r"[a-\d]", "no range"),
        ("a^b", "within the expression"), ("a$b", "within the expression"), ("\\", "ends where"),
        ("(" * 30 + ")" * 30, "nested more than 20"), ("(x{1,64}){1,9}", "more than 509"),
        ("((((a{9}){9}){9}){9}){9}", "more than 509"), ("." * 510, "more than 509"),
        ("".join(map(chr, range(0x4E00, 0x4F00))), "more than 250"),
    ],
)  # fmt: skip
def test_what_is_no_pattern_says_why(text: str, message: str) -> None:
    with pytest.raises(PatternError, match=re.escape(message)):
        compile_pattern(text, "regex")


def test_long_words_are_no_patterns() -> None:
    with pytest.raises(PatternError, match="too long"):
        compile_pattern("a" * 50, "fuzzy", 2)
    with pytest.raises(PatternError, match="more than 509"):
        compile_pattern("a" * 600, "prefix")
    assert compile_pattern("a" * 49, "fuzzy", 2).accepts("a" * 47)
    assert compile_pattern("a" * 500, "prefix").accepts("a" * 501)


@pytest.mark.parametrize(
    "text", ["(a*)*b", "(a|a)*b", "(a|aa)+$", "(x{1,9}){1,9}", ".*a.{60}", "(.*)(.*)(.*)(.*)b", "(a?){64}a{64}"]
)
def test_expressions_that_try_the_patience_take_linear_time(text: str) -> None:
    """A backtracking engine does not come to an end with these."""
    made = compile_pattern(text, "regex")
    for word in ("a" * 20_000, "a" * 20_000 + "b", "ab" * 20_000, "xa" * 9_000):
        assert made.accepts(word) in (True, False)


@law
@given(st.text(max_size=30) | st.text("()[]{}*+?|\\^$.-,09ad", max_size=20), WORDS)
def test_any_text_is_a_pattern_or_an_error(text: str, word: str) -> None:
    for kind in ("regex", "wildcard", "prefix"):
        with suppress(PatternError):
            compile_pattern(text, kind).accepts_form(word)
    for allowed in (1, 2):
        compile_pattern(text[:20], "fuzzy", allowed).accepts_form(word)


@law
@given(EXPRESSIONS, st.text("abce9東", max_size=5), st.text("abce9東 ", max_size=4), st.text("abce9東 ", max_size=4))
def test_a_pattern_within_a_text_is_found(text: str, word: str, before: str, after: str) -> None:
    with suppress(PatternError):
        if compile_pattern(text, "regex").accepts(word):
            assert compile_within(text, "regex").accepts(f"{before}{word}{after}")
