"""Walks over the folded words of a dictionary give what trying every word gives."""

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
from dateline.searcher.automata import PatternError, compile_pattern
from dateline.searcher.kernel._automata import Machine, by_term
from tests.automata.test_patterns import EXPRESSIONS, WILD
from tests.kernels.samples import law
from tests.oracles.folded import words_of
from tests.oracles.patterns import matches_word

pytestmark = pytest.mark.kernels

KINDS = st.one_of(
    st.tuples(st.text("abcé", max_size=3), st.just("prefix"), st.just(0)),
    st.tuples(WILD, st.just("wildcard"), st.just(0)),
    st.tuples(EXPRESSIONS, st.just("regex"), st.just(0)),
    st.tuples(st.text("abcé", max_size=6), st.just("fuzzy"), st.sampled_from([1, 2])),
)
SEEDS = st.integers(0, 1 << 32)


class Words:
    """A dictionary of random forms: few letters, so that they have beginnings in common, and several fold alike."""

    def __init__(self, seed: int, count: int, letters: str = "aAbBcCéß9東") -> None:
        random = Random(seed)
        pairs = {}
        for _ in range(count):
            form = "".join(random.choice(letters) for _ in range(random.choice([1, 2, 3, 4, 5, 6, 9, 40])))
            pairs[form] = fold(form)[: random.choice([1, 2, 99])] if random.random() < 0.5 else "z"
        # The term of a form is that of its folded form, as in every analysis of words.
        by_word = {fold(form): term for form, term in pairs.items()}
        forms = sorted(pairs)
        terms = [by_word[fold(form)] for form in forms]
        (self.text, self.offsets), _, (self.forms, self.groups), _ = sort_forms(
            terms, forms, array("Q", [random.randint(1, 5) for _ in forms])
        )
        self.terms = len(self.offsets) - 1
        lexicon = Lexicon(
            self.text, self.offsets, array("I", bytes(4 * self.terms)), array("Q", bytes(8 * self.terms)), self.forms,
            self.groups,
        )  # fmt: skip
        self.rows = [lexicon.forms_of(term) for term in sorted(set(terms), key=str.encode)]
        self.words, self.blocks = fold_forms(self.text, self.offsets, self.forms, fold)

    def entries(self, text: str, kind: str, allowed: int) -> list[tuple[bytes, int, list[int] | None]]:
        """Return the words that match, with term and forms, trying all."""
        return [row for row in words_of(self.rows) if matches_word(text, kind, allowed, row[0].decode())]


def listed(terms: array[int], ends: array[int], numbers: array[int]) -> list[tuple[int, list[int] | None]]:
    starts = [0, *ends]
    return [(term, list(numbers[starts[i] : starts[i + 1]]) or None) for i, term in enumerate(terms)]


@law
@given(SEEDS, st.sampled_from([0, 1, 40, 700]), st.lists(KINDS, min_size=1, max_size=6))
def test_a_walk_gives_every_word_that_matches(seed: int, count: int, patterns) -> None:
    made = Words(seed, count)
    for text, kind, allowed in patterns:
        with suppress(PatternError):
            machine = compile_pattern(text, kind, allowed).machine
            expected = made.entries(text, kind, allowed)
            words, *entries, kept = machine.walk(made.words, made.blocks, made.terms, 5)
            assert words == len(expected)
            assert listed(*entries) == [(term, numbers) for _, term, numbers in expected]
            assert kept == [word for word, _, _ in expected[:5]]
            by_number: dict[int, set[int]] = {}
            for _, term, numbers in expected:
                by_number.setdefault(term, set()).update(range(len(made.rows[term])) if numbers is None else numbers)
            merged = listed(*by_term(*entries, made.offsets, made.forms, made.groups))
            assert merged == [
                (term, None if len(own) == len(made.rows[term]) else sorted(own))
                for term, own in sorted(by_number.items())
            ]


def test_blocks_are_passed_over_only_where_nothing_matches() -> None:
    made, random = Words(7, 6000, "abcdeg9éß東"), Random(7)
    assert len(made.blocks) > 100
    for row in random.sample(list(words_of(made.rows)), 40):
        word = row[0].decode()[:9]
        at = random.randrange(len(word))
        patterns = [
            (word, "fuzzy", 1),
            (f"{word[:at]}?{word[at + 1 :]}", "wildcard", 0),
            (f"?{word[1:at]}*", "wildcard", 0),
        ]
        for text, kind, allowed in [*patterns, (f"[a-c]{word[1:]}|东?{word[:2]}.*", "regex", 0)]:
            with suppress(PatternError):
                expected = made.entries(text, kind, allowed)
                words, *entries, _ = compile_pattern(text, kind, allowed).machine.walk(
                    made.words, made.blocks, made.terms, 0
                )
                assert words == len(expected)
                assert listed(*entries) == [(term, numbers) for _, term, numbers in expected]


@pytest.mark.parametrize("before", range(60, 100))
def test_a_word_of_several_terms_may_lie_on_both_sides_of_a_border_of_blocks(before: int) -> None:
    forms = [*(f"a{number:03}" for number in range(before)), "B", "b", "c"]
    (text, offsets), _, (records, _), _ = sort_forms(forms, forms, array("Q", [1] * len(forms)))
    words, blocks = fold_forms(text, offsets, records, fold)
    for typed, kind in (("b", "prefix"), ("b", "wildcard"), ("b?|b", "regex"), ("[b-c].*", "regex")):
        found = compile_pattern(typed, kind).machine.walk(words, blocks, len(offsets) - 1, 9)
        assert len(found[1]) == (3 if "c" in typed else 2)


def test_more_states_than_are_kept_change_nothing() -> None:
    made = Words(3, 4000, "ab")
    for text in (".*a.{13}", "(.{3})*a.{14}.*", ".*a.{6}b.{7}"):
        expected = made.entries(text, "regex", 0)
        words, *_ = compile_pattern(text, "regex").machine.walk(made.words, made.blocks, made.terms, 0)
        assert words == len(expected) > 0
    machine = compile_pattern(".*a.{13}", "regex").machine
    random = Random(1)
    for _ in range(300):
        word = "".join(random.choice("ab") for _ in range(400))
        assert machine.accepts(word) == (word[-14] == "a")


def test_a_damaged_dictionary_misleads_or_raises() -> None:
    made = Words(5, 400)
    random = Random(6)
    machines = [
        compile_pattern(*each).machine
        for each in (("a", "prefix"), ("*b", "wildcard"), (".*(a|c).", "regex"), ("abc", "fuzzy", 2), ("*", "wildcard"))
    ]
    for _ in range(3000):
        words, blocks = bytearray(made.words), array("I", made.blocks)
        for _ in range(random.choice([1, 1, 3])):
            words[random.randrange(len(words))] = random.choice([0, 1, 15, 0x7F, 0x80, 0xC3, 0xF0, 0xFF])
        if random.random() < 0.3:
            blocks[random.randrange(len(blocks))] = random.choice([0, 1, 7, len(words), 0x7FFFFFFF, 0xFFFFFFFF])
        content = bytes(words[: random.choice([len(words), len(words), random.randrange(len(words))])])
        for machine in machines:
            with suppress(IndexDamaged):
                _, *entries, _ = machine.walk(content, blocks, made.terms, 9)
                by_term(*entries, made.offsets, made.forms, made.groups)
    with pytest.raises(IndexDamaged):
        machines[0].walk(made.words, array("I"), made.terms, 9)
    with pytest.raises(IndexDamaged):
        machines[4].walk(made.words, made.blocks, made.terms - 1, 9)
    for wrong in ((made.forms[:9], made.groups), (b"", made.groups), (made.forms, array("I", [0xFFFFFFFF]))):
        with pytest.raises(IndexDamaged):
            by_term(array("I", [made.terms - 1]), array("I", [1]), array("I", [0]), made.offsets, *wrong)
    with pytest.raises(ValueError, match="forms"):
        by_term(array("I", [0]), array("I", [2]), array("I", [0]), made.offsets, made.forms, made.groups)


def test_a_column_whose_values_match() -> None:
    values = [f"{fold(value)}\0{value}".encode() for value in ("Ilham Aliyev", "Netanyahu", "Ängström", "")]
    offsets = array("I", [0])
    for value in values:
        offsets.append(offsets[-1] + len(value))
    for text, found in (("*ali*", [0]), ("a*", [2]), ("*", [0, 1, 2, 3]), ("*u", [1]), ("Net*", [1])):
        assert compile_pattern(text, "wildcard").machine.values(b"".join(values), offsets) == found
    machine = compile_pattern("*", "wildcard").machine
    for wrong in (array("I"), array("I", [3, 1]), array("I", [0, 999])):
        with pytest.raises(IndexDamaged):
            machine.values(b"".join(values), wrong)
    with pytest.raises(IndexDamaged):
        machine.values(b"a\xc3", array("I", [0, 2]))


def test_sets_that_do_not_fit_are_refused() -> None:
    row, plain = array("Q", [1]), (bytes(128), array("I", [128]), b"\0", bytes(256))
    Machine(row, row, row, *plain)
    for wrong in (
        (array("Q"), row, row, *plain), (row, array("Q"), row, *plain), (row, row, array("Q"), *plain),
        (array("Q", [2]), row, row, *plain), (row, array("Q", [2]), row, *plain), (row, row, row, b"", *plain[1:]),
        (row, row, row, b"\1" * 128, *plain[1:]), (row, row, row, plain[0], array("I"), b"", plain[3]),
        (row, row, row, plain[0], array("I", [5]), b"\0", plain[3]), (row, row, row, *plain[:3], b""),
        (array("Q", [0] * 65), row, row, *plain), (row, row, array("Q", bytes(8 * 9)), *plain),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="automaton"):
            Machine(*wrong)
