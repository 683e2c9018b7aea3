"""Inverting: what an inverter gives is what a dictionary of lists would hold."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.kernel._tokens import Inverter, count_pairs, invert, join_lines, starts_of, tokenize
from tests.kernels.inversion import invert_all
from tests.kernels.samples import law
from tests.kernels.test_tokens import TEXTS

pytestmark = pytest.mark.kernels

DOCUMENTS = st.integers(1, 3).flatmap(
    lambda fields: st.lists(st.lists(TEXTS, min_size=fields, max_size=fields), max_size=8)
)


CUTS = st.lists(st.integers(0, 40), max_size=3)  # where ranges of terms end


def naive(documents: list[list[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for document, texts in enumerate(documents):
        position = 0
        for text in texts:
            for form, _, _ in tokenize(text):
                found.setdefault(form, []).append(document << 32 | position)
                position += 1
            position += 1
    return found


def rows(starts: array[int], content: array[int], _: object = None) -> list[list[int]]:
    return [list(content[starts[i] : starts[i + 1]]) for i in range(len(starts) - 1)]


def each_alone(forms: list[str]) -> tuple[array[int], int, array[int]]:
    """Return the arguments of `invert` by which each form is a term of its own."""
    return array("I", range(len(forms))), len(forms), array("I", bytes(4 * len(forms)))


@law
@given(DOCUMENTS)
def test_an_inverter_equals_a_dictionary(documents: list[list[str]]) -> None:
    fields = len(documents[0]) if documents else 2
    inverter, wanted = Inverter(fields), naive(documents)
    for texts in documents:
        inverter.add(texts)
    forms = inverter.forms()
    assert forms == list(wanted)
    assert inverter.tokens == sum(map(len, wanted.values()))
    assert [list(row) for row in inverter.lengths()] == [
        [len(tokenize(texts[field])) for texts in documents] for field in range(fields)
    ]
    assert rows(*invert_all(inverter, *each_alone(forms))) == list(wanted.values())
    assert list(inverter.count_forms()) == list(map(len, wanted.values()))


@law
@given(DOCUMENTS, st.integers(1, 4), CUTS)
def test_forms_with_one_term_share_its_occurrences(documents: list[list[str]], terms: int, cuts: list[int]) -> None:
    inverter, wanted = Inverter(len(documents[0]) if documents else 1), naive(documents)
    for texts in documents:
        inverter.add(texts)
    of = array("I", (number % terms for number in range(len(wanted))))
    merged: list[list[tuple[int, int]]] = [[] for _ in range(terms)]
    for number, row in enumerate(wanted.values()):
        merged[number % terms].extend((occurrence, number // terms) for occurrence in row)
    numbers = array("I", (number // terms for number in range(len(wanted))))
    starts, occurrences, forms = invert_all(inverter, of, terms, numbers, cuts=cuts)
    assert rows(starts, occurrences) == [[occurrence for occurrence, _ in sorted(row)] for row in merged]
    assert rows(starts, forms) == [[form for _, form in sorted(row)] for row in merged]


@law
@given(DOCUMENTS)
def test_forms_are_inverted_as_the_texts_they_were_cut_from(documents: list[list[str]]) -> None:
    fields = len(documents[0]) if documents else 1
    of_texts, of_forms = Inverter(fields), Inverter(fields)
    for texts in documents:
        of_texts.add([text.replace("\n", " ") for text in texts])
        of_forms.add_forms([[form for form, _, _ in tokenize(text)] for text in texts])
    answers = []
    for inverter in (of_texts, of_forms):
        of = array("I", (len(form) % 3 for form in inverter.forms()))
        answers.append((
            inverter.forms(), inverter.lengths(), inverter.documents, inverter.tokens, inverter.joined,
            invert_all(inverter, of, 3, of), inverter.count_forms(),
        ))  # fmt: skip
    assert answers[0] == answers[1]


def test_many_forms_and_documents_make_an_inverter_grow() -> None:
    inverter = Inverter(2)
    for document in range(5_000):
        inverter.add([f"word{document} shared", " ".join(f"w{document * 7 + i}" for i in range(7))])
    forms = inverter.forms()
    assert len(forms) == len(set(forms)) == 5_000 * 8 + 1
    starts, occurrences, _ = invert_all(inverter, *each_alone(forms))
    shared = forms.index("shared")
    assert list(occurrences[starts[shared] : starts[shared + 1]]) == [d << 32 | 1 for d in range(5_000)]
    assert inverter.lengths() == [array("I", [2] * 5_000), array("I", [7] * 5_000)]


def test_a_form_of_any_length_is_kept_whole() -> None:
    inverter = Inverter(1)
    inverter.add_forms([["x" * 100_000, "\ud800", ""]])
    assert inverter.forms() == ["x" * 100_000, "\ud800", ""]


@pytest.mark.parametrize("texts", [["one"], ["one", "two", "three"], ["one", None], ["one", 2], None])
def test_a_document_that_is_none_is_refused_whole(texts: object) -> None:
    inverter = Inverter(2)
    inverter.add(["alpha", "beta"])
    with pytest.raises((TypeError, ValueError)):
        inverter.add(texts)  # type: ignore[arg-type]
    with pytest.raises((TypeError, ValueError)):
        inverter.add_forms([["alpha"], [None]])  # type: ignore[list-item]
    inverter.add(["gamma", ""])
    assert (inverter.documents, inverter.tokens) == (2, 3)
    forms = inverter.forms()
    starts, occurrences, _ = invert_all(inverter, *each_alone(forms))
    gamma = forms.index("gamma")
    assert list(occurrences[starts[gamma] : starts[gamma + 1]]) == [1 << 32]


def test_a_wrong_map_is_refused() -> None:
    inverter = Inverter(1)
    inverter.add(["alpha beta"])
    starts = array("Q", [0, 1, 2])
    for of, numbers in ((array("I", [0]), array("I", [0, 0])), (array("I", [0, 1]), array("I", [0]))):
        with pytest.raises(ValueError, match="no term, or no number"):
            invert(inverter, starts, 0, 2, of, numbers)
    with pytest.raises(ValueError, match="more counts than terms"):
        starts_of(1, (inverter.count_forms(), array("I", [0])))
    with pytest.raises(ValueError, match="out of range"):
        starts_of(2, (inverter.count_forms(), array("I", [0, 2])))
    for first, stop in ((0, 3), (2, 1)):
        with pytest.raises(ValueError, match="no such range"):
            invert(inverter, starts, first, stop, array("I", [0, 1]), array("I", [0, 0]))
    with pytest.raises(ValueError, match="do not ascend"):
        invert(inverter, array("Q", [0, 2, 1]), 0, 2, array("I", [0, 1]), array("I", [0, 0]))
    for wrong in ([0, 0, 1], [0, 2, 3], [0, 1, 3]):  # too little room for a word, or too much
        with pytest.raises(ValueError, match="as many occurrences as were counted"):
            invert(inverter, array("Q", wrong), 0, 2, array("I", [0, 1]), array("I", [0, 0]))
    with pytest.raises(ValueError, match="at least one field"):
        Inverter(0)


def naive_pairs(documents: list[list[str]], ranks: dict[str, int]) -> dict[tuple[int, int], list[int]]:
    """Return where pairs of ranked words stand, by a walk over all readings of each text."""
    found: dict[tuple[int, int], list[int]] = {}
    for document, texts in enumerate(documents):
        position = 0
        for text in texts:
            printed = [form for form, _, _ in tokenize(text)]
            joined = dict(join_lines(text))
            for place in range(len(printed)):
                pairs = set()
                for first, after in ((printed[place], place + 1), (joined.get(place), place + 2)):
                    seconds = [printed[after] if after < len(printed) else None, joined.get(after)]
                    pairs |= {(ranks[first], ranks[second]) for second in seconds if first in ranks and second in ranks}
                for pair in pairs:
                    found.setdefault(pair, []).append(document << 32 | position + place)
            position += len(printed) + 1
    return found


@law
@given(DOCUMENTS, st.integers(0, 5), CUTS)
def test_pairs_of_ranked_words_are_terms_where_their_first_word_stands(
    documents: list[list[str]], many: int, cuts: list[int]
) -> None:
    inverter = Inverter(len(documents[0]) if documents else 1)
    for texts in documents:
        inverter.add(texts)
    forms = inverter.forms()
    ranks = {form: rank for rank, form in enumerate(forms[:many])}
    rank_of = bytes(ranks.get(form, 255) for form in forms)
    wanted = naive_pairs(documents, ranks)
    counts = count_pairs(inverter, rank_of, many)
    assert list(counts) == [len(wanted.get((a, b), [])) for a in range(many) for b in range(many)]
    alone = rows(*invert_all(inverter, *each_alone(forms)))
    numbers = array("I", range(len(forms), len(forms) + many * many))
    of, all_, none = each_alone(forms)
    with_pairs = invert_all(inverter, of, all_ + many * many, none, rank_of, (counts, numbers), cuts=cuts)
    assert rows(*with_pairs) == alone + [wanted.get((a, b), []) for a in range(many) for b in range(many)]


def test_pairs_that_do_not_belong_together_are_refused() -> None:
    inverter = Inverter(1)
    inverter.add(["of the of"])
    counts = count_pairs(inverter, bytes([0, 1]), 2)
    terms = array("I", [0, 1])
    for ranks, numbers, pairs in (
        (bytes(1), counts, array("I", [2, 3, 4, 5])),
        (bytes([0, 1]), counts[:3], array("I", [2, 3, 4])),
        (bytes([0, 1]), counts, array("I", [2, 3, 4])),
        (bytes([0, 1]), counts, array("I", [9, 9, 9, 9])),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            invert_all(inverter, terms, 6, terms, ranks, (numbers, pairs))
    with pytest.raises(ValueError, match="no rank"):
        invert(inverter, array("Q", [0, 2, 3]), 0, 2, terms, terms, None, array("I", [0]))
    with pytest.raises(ValueError, match="255"):
        count_pairs(inverter, bytes(2), 256)


def naive_marks(text: str, base: int, marks: tuple[list[int], list[int], list[int]]) -> dict[int, set[int]]:
    """Return the places of the marks of a text whose first word has the place `base`, by number."""
    tokens, (sentences, paragraphs, spans) = tokenize(text), marks
    found: dict[int, set[int]] = {}
    for number, starts in ((0, [*sentences, *paragraphs]), (1, paragraphs)):
        for at in starts:
            first = sum(start < at for _, start, _ in tokens)
            if 0 < first < len(tokens):
                found.setdefault(number, set()).add(base + first)
    for at in range(0, len(spans), 3):
        start, end, number = spans[at : at + 3]
        for place, (_, begin, stop) in enumerate(tokens):
            if begin < end and stop > start:
                found.setdefault(number, set()).add(base + place)
    return found


STARTS = st.lists(st.integers(0, 80), max_size=5).map(sorted)
SPANS = st.lists(st.tuples(st.integers(0, 70), st.integers(1, 12), st.integers(2, 4)), max_size=4).map(
    lambda rows: [number for start, size, mark in rows for number in (start, start + size, mark)]
)


@law
@given(st.lists(st.lists(st.tuples(TEXTS, STARTS, STARTS, SPANS), min_size=2, max_size=2), max_size=5), CUTS)
def test_marks_are_terms_at_the_words_of_their_characters(
    documents: list[list[tuple[str, list[int], list[int], list[int]]]], cuts: list[int]
) -> None:
    inverter, plain, wanted = Inverter(2), Inverter(2), [[] for _ in range(5)]  # type: ignore[var-annotated]
    for document, rows_ in enumerate(documents):
        texts = [text for text, *_ in rows_]
        plain.add(texts)
        inverter.add(texts, [tuple(array("Q", each) for each in marks) for _, *marks in rows_])
        found: dict[int, set[int]] = {}
        for (text, *marks), base in zip(rows_, (0, len(tokenize(texts[0])) + 1), strict=True):
            for number, places in naive_marks(text, base, (marks[0], marks[1], marks[2])).items():
                found.setdefault(number, set()).update(places)
        for number, places in found.items():
            wanted[number].extend(document << 32 | place for place in sorted(places))
    of, terms, none = each_alone(plain.forms())
    assert list(inverter.count_marks(5)) == list(map(len, wanted))
    marks = inverter.count_marks(5), array("I", range(terms, terms + 5))
    made = invert_all(inverter, of, terms + 5, none, marks=marks, cuts=cuts)
    assert rows(*made) == rows(*invert_all(plain, of, terms, none)) + wanted
    assert rows(made[0], made[2])[terms:] == [[0] * len(row) for row in wanted]
    assert inverter.lengths() == plain.lengths()
    assert inverter.tokens == plain.tokens


def test_marks_that_cannot_be_are_refused() -> None:
    inverter = Inverter(1)
    none, span = array("Q"), array("Q", [0, 3, 7])
    for marks in ([], [None, None], [(none, none)], [(none, none, array("I"))], [(none, none, [1])]):
        with pytest.raises((TypeError, ValueError)):
            inverter.add(["one two"], marks)  # type: ignore[arg-type]
    assert (inverter.documents, inverter.tokens, inverter.marked) == (0, 0, 0)
    inverter.add(["one two"], [(none, none, span)])
    inverter.add(["three"], [None])
    assert inverter.marked == 1
    with pytest.raises(ValueError, match="not below"):
        inverter.count_marks(7)
    of, none_of = array("I", [0, 1, 2]), array("I", [0, 0, 0])
    with pytest.raises(ValueError, match="a mark has no term"):
        invert(inverter, starts_of(3, (inverter.count_forms(), of)), 0, 3, of, none_of, term_of_mark=array("I", [0]))
    with pytest.raises(ValueError, match="out of range"):
        invert_all(inverter, of, 3, none_of, marks=(inverter.count_marks(8), array("I", [9] * 8)))
