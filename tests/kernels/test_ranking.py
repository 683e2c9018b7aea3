"""Ranking: the same documents and the same bits as scoring every document by itself."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.errors import IndexDamaged
from dateline.index.segment.impacts import drift_of
from dateline.searcher.engine import scoring
from dateline.searcher.kernel._ranking import (
    Parts,
    norms_of,
    rank_all,
    rank_among,
    rank_any,
    rank_best,
    score_postings,
    sort_by,
)
from tests.kernels.samples import CHUNK, Encoded, Texts, bitmap, encode_texts, form_of, law, make_texts

pytestmark = pytest.mark.kernels

TERMS = 8
K1, EXACT, B = 1.2, 0.3, 0.75
SEEDS = st.integers(0, 1 << 32)
SHAPES = st.sampled_from([
    (1, 3, 0), (40, 6, 0), (300, 4, 0), (5000, 2, 0), (400, 5, 9000), (700, 5, 2 * CHUNK + 77), (3000, 3, CHUNK + 3)
])  # fmt: skip
TOPS = st.sampled_from([0, 1, 3, 10, 40, 1 << 40])


def has_operations(name: bytes) -> bool:
    try:
        Parts(b"", array("I", bytes(1024)), b"", [array("d")], array("I"), K1, EXACT, 1.0, name)
    except ValueError:
        return False
    return True


# Those that this processor has; the plain ones run everywhere.
OPERATIONS = [name for name in (b"plain", b"ssse3", b"avx2") if has_operations(name)]


@dataclass(frozen=True)
class Case:
    """A segment, and a query of it as the kernels and as the naive scorer take it."""

    texts: Texts
    made: Encoded
    norms: list[array[float]]
    ties: array[int]
    words: list[tuple[int, int, float, int, int]]
    drift: float
    terms: list[tuple[int, float, int, set[int]]]  # term, weight, mask, who has the form as typed
    deleted: set[int]
    matched: set[int]

    def __repr__(self) -> str:
        """Return few words: Hypothesis prints the call that makes the case, and is stopped by a long representation."""
        return f"<Case of {len(self.texts.words)} documents>"

    @property
    def parts(self) -> tuple[object, ...]:
        return self.made.postings, self.made.table, self.made.positions, self.norms, self.ties, K1, EXACT, self.drift


def make_case(seed: int, shape: tuple[int, int, int], fields: int, codes: int) -> Case:
    random = Random(seed)
    documents, longest, span = shape
    texts = make_texts(random, documents, TERMS, fields, longest, span)
    size = texts.documents
    now = [(sum(row) / len(row) or 1.0, 1.0 + field, B) for field, row in enumerate(texts.lengths)]
    norms = [norms_of(row, *shape) for row, shape in zip(texts.lengths, now, strict=True)]
    # The impact codes were made when the average lengths, the weights and b were others.
    then = [
        (average * random.choice([1.0, 0.5, 1.3]), weight * random.choice([1.0, 2.0]), b) for average, weight, b in now
    ]
    made = encode_texts(texts, TERMS, codes, random.choice([None, now, then, then]))
    # The form as typed, or one that no occurrence has.
    forms = [random.choice([None, *(form for own, form in made.numbers if own == term)]) for term in range(TERMS)]
    terms = [
        (
            term,
            random.choice([0.5, 1.0, 2.25, random.random() * 9]),
            random.randint(1, (1 << fields) - 1),
            {d for d, row in texts.positions(term).items() if any(form_of(term, d, at) == forms[term] for at in row)},
        )
        for term in random.sample(range(TERMS), random.randint(1, 5))
    ]
    numbers = [0 if form is None else made.numbers[term, form] + 1 for term, form in enumerate(forms)]
    words = [(made.places[t], made.dfs[t], weight, mask, numbers[t]) for t, weight, mask, _ in terms]
    ties = array("I", random.sample(range(size), size))
    some = {d for d in texts.words if random.random() < 0.3}
    matched = {d for d in range(size) if random.random() < 0.2} if size < 9999 else {d for d in texts.words if d % 3}
    return Case(texts, made, norms, ties, words, drift_of(then, now), terms, some, matched)


def naive_parts(case: Case, term: int, weight: float, mask: int, typed: set[int]) -> dict[int, float]:
    found = {}
    for document, counts in case.texts.frequencies(term).items():
        weighed = 0.0
        for field, frequency in enumerate(counts):
            if mask >> field & 1 and frequency:
                weighed += case.norms[field][document] * frequency
        if weighed:
            weighed += EXACT if document in typed else 0.0
            found[document] = weight * weighed / (weighed + K1)
    return found


def add_up(parts: Iterable[float]) -> float:
    """Return the sum, rounded after each addition; `sum` rounds once from Python 3.12 on."""
    return reduce(add, parts, 0.0)


def naive_best(case: Case, scores: dict[int, float], k: int) -> tuple[array[int], array[float]]:
    order = sorted(scores, key=lambda document: (-scores[document], case.ties[document]))[:k]
    return array("I", order), array("d", (scores[document] for document in order))


CASES = st.builds(make_case, SEEDS, SHAPES, st.integers(1, 3), st.sampled_from([2, 255]))


@law
@given(CASES, TOPS, st.booleans(), st.booleans())
def test_any_of_the_words_ranks_as_scoring_each_document(case: Case, k: int, deletes: bool, masked: bool) -> None:
    deleted = case.deleted if deletes else set()
    rows = [naive_parts(case, *term) for term in case.terms]
    given = {document: 0.25 * i for i, document in enumerate(sorted(case.texts.words)[::3])}
    rows.append(given)
    leaves = [*case.words, (array("I", given), array("d", given.values()))]
    matching = (case.matched if masked else set().union(*rows)) - deleted
    scores = {document: add_up(row[document] for row in rows if document in row) for document in matching}
    size = case.texts.documents
    answer = rank_any(
        Parts(*case.parts), leaves, bitmap(case.matched, size) if masked else None,
        bitmap(case.deleted, size) if deletes else None, k,
    )  # fmt: skip
    assert answer == (*naive_best(case, scores, k), len(scores))


@law
@given(CASES, TOPS, st.booleans(), st.sampled_from(OPERATIONS))
def test_leaving_out_what_cannot_win_changes_nothing(case: Case, k: int, deletes: bool, operations: bytes) -> None:
    parts = Parts(*case.parts, operations)
    deleted = bitmap(case.deleted, case.texts.documents) if deletes else None
    assert rank_best(parts, case.words, deleted, k) == rank_any(parts, case.words, None, deleted, k)[:2]


@law
@given(CASES, TOPS, st.booleans(), st.sampled_from(OPERATIONS))
def test_all_of_the_words_rank_as_scoring_each_document(case: Case, k: int, deletes: bool, operations: bytes) -> None:
    deleted = case.deleted if deletes else set()
    rows = [naive_parts(case, *term) for term in case.terms]
    scores = {
        document: add_up(row[document] for row in rows) for document in set.intersection(*map(set, rows)) - deleted
    }
    size = case.texts.documents
    answer = rank_all(Parts(*case.parts, operations), case.words, bitmap(deleted, size) if deletes else None, k)
    assert answer == naive_best(case, scores, k)


@law
@given(CASES, TOPS, st.floats(0.0, 1.2), st.sampled_from(OPERATIONS))
def test_looking_each_document_up_changes_nothing(case: Case, k: int, share: float, operations: bytes) -> None:
    parts, size = Parts(*case.parts, operations), case.texts.documents
    rows = [naive_parts(case, *term) for term in case.terms]
    scores = {d: add_up(row[d] for row in rows if d in row) for d in set().union(*rows) & case.matched}
    documents, best = rank_among(parts, case.words, bitmap(case.matched, size), k)
    assert (documents, best) == naive_best(case, scores, k)
    least = share * best[0] if best else 1.0
    kept = sum(score >= least for score in best)
    found, given = rank_among(parts, case.words, bitmap(case.matched, size), k, least)
    assert (found[:kept], given[:kept]) == (documents[:kept], best[:kept])


@law
@given(CASES, TOPS, st.booleans(), st.floats(0.0, 1.2), st.sampled_from(OPERATIONS))
def test_what_reaches_a_floor_is_ranked_the_same(
    case: Case, k: int, all_of: bool, share: float, operations: bytes
) -> None:
    parts, rank = Parts(*case.parts, operations), rank_all if all_of else rank_best
    documents, scores = rank(parts, case.words, None, k)
    floor = share * scores[0] if scores else 1.0
    for least in (floor, *scores[-1:]):  # and the very score of the last
        kept = sum(score >= least for score in scores)
        found, given = rank(parts, case.words, None, k, least)
        assert (found[:kept], given[:kept]) == (documents[:kept], scores[:kept])
        assert all(score < least for score in given[kept:])


@law
@given(CASES, st.booleans())
def test_live_documents_and_occurrences_are_those_of_the_texts(case: Case, deletes: bool) -> None:
    deleted, parts = case.deleted if deletes else set(), Parts(*case.parts)
    for (place, df, *_), (term, *_) in zip(case.words, case.terms, strict=True):
        live = {d: sum(counts) for d, counts in case.texts.frequencies(term).items() if d not in deleted}
        given = bitmap(deleted, case.texts.documents) if deletes else None
        assert parts.count_live(place, df, given) == (len(live), sum(live.values()))
        counts = array("Q", [7, 9, 0, 0])  # of another segment, which are added to
        parts.count_words([(place, df), None], given, counts)
        assert [*counts] == [7 + len(live), 9 + sum(live.values()), 0, 0]
    with pytest.raises(ValueError, match="two counts"):
        parts.count_words([None], None, array("Q", [0]))
    with pytest.raises(ValueError, match="another segment"):
        parts.count_live(*case.words[0][:2], bytes(case.texts.documents + 9))


@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 1 << 20), st.integers(1, 9)), max_size=9))
def test_weights_of_words_are_those_of_the_formula_to_the_last_bit(words: list[tuple[int, int, int]]) -> None:
    """Each word is in so many articles, stands there so many times more, and so often in the query."""
    parts, articles = Parts(*make_case(11, (40, 6, 0), 2, 255).parts[:5], scoring.K1, EXACT), 1 << 20
    counts = array("Q", [each for df, more, _ in words for each in (df, df + more if df else 0)])
    rows = [(8 * n, df, n) for n, (df, _, _) in enumerate(words)]
    weights = [scoring.rate(articles, df, df + more) * (scoring.K1 + 1.0) * times for df, more, times in words]
    wanted = [(place, df, weight, 3, form) for (place, df, form), weight in zip(rows, weights, strict=True)]
    times = [each for _, _, each in words]
    assert parts.weigh_words(rows, counts, times, articles, 3) == wanted
    assert parts.weigh_words([None] * len(rows), counts, times, articles, 3) == [None] * len(rows)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.9, 1.0])
def test_few_deleted_documents_are_looked_up_in_a_long_list(share: float) -> None:
    case, random = make_case(11, (3000, 6, 0), 2, 255), Random(3)
    parts, size = Parts(*case.parts), case.texts.documents
    deleted = {d for d in range(size) if random.random() < share} | {0, size - 1}
    assert max(df for _, df, *_ in case.words) > 600
    for (place, df, *_), (term, *_) in zip(case.words, case.terms, strict=True):
        live = [sum(counts) for d, counts in case.texts.frequencies(term).items() if d not in deleted]
        assert parts.count_live(place, df, bitmap(deleted, size)) == (len(live), sum(live))


@law
@given(CASES, TOPS, st.booleans())
def test_sorting_takes_the_lowest_ranks(case: Case, k: int, deletes: bool) -> None:
    size, deleted = case.texts.documents, case.deleted if deletes else set()
    live = sorted(case.matched - deleted, key=case.ties.__getitem__)
    answer = sort_by(case.ties, bitmap(case.matched, size), bitmap(deleted, size) if deletes else None, k)
    assert answer == (array("I", live[:k]), len(live))


@law
@given(st.lists(st.integers(0, 5000), max_size=50), st.floats(0.0, 900.0), st.floats(0.0, 9.0), st.floats(0.0, 1.0))
def test_a_norm_is_what_the_formula_says(lengths: list[int], average: float, weight: float, b: float) -> None:
    norms = norms_of(array("I", lengths), average, weight, b)
    for norm, length in zip(norms, lengths, strict=True):
        divisor = 1.0 - b + b * (length / average if average > 0.0 else 0.0)
        if divisor:
            expected = weight / divisor
            assert norm == expected or (math.isnan(norm) and math.isnan(expected))  # length / average overflows
        else:  # a field without words, which is never asked for: as the processor divides by zero
            assert norm == math.inf if weight else math.isnan(norm)


def test_a_given_posting_scores_as_the_word_it_is() -> None:
    case = make_case(5, (300, 4, 0), 2, 255)
    term, weight, _, _ = case.terms[0]
    frequencies = case.texts.frequencies(term)
    counts = array("I", (count for row in frequencies.values() for count in row))
    parts = Parts(*case.parts)
    scores = score_postings(parts, array("I", frequencies), counts, 3, weight)
    assert dict(zip(frequencies, scores, strict=True)) == naive_parts(case, term, weight, 3, set())


def test_a_wrong_call_is_refused() -> None:
    case = make_case(7, (40, 6, 0), 2, 255)
    parts, size = Parts(*case.parts), case.texts.documents
    postings, table, positions, norms, ties, *_ = case.parts
    with pytest.raises(IndexDamaged):
        Parts(postings, table[:256], positions, norms, ties, K1, EXACT)  # type: ignore[index]
    with pytest.raises(ValueError, match="different segments"):
        Parts(postings, table, positions, norms, ties[1:], K1, EXACT)  # type: ignore[index]
    with pytest.raises(ValueError, match="has no operations"):
        Parts(postings, table, positions, norms, ties, K1, EXACT, 1.0, b"altivec")
    for call in (
        lambda: rank_any(parts, case.words, bytes(99), None, 1),
        lambda: rank_any(parts, case.words, None, bytes(99), 1),
        lambda: rank_any(parts, [(array("I", [1]), array("d"))], None, None, 1),
        lambda: rank_all(parts, [], None, 1),
        lambda: rank_all(parts, [(array("I"), array("d"))], None, 1),
        lambda: rank_best(parts, [(array("I"), array("d"))], None, 1),
        lambda: score_postings(parts, array("I", [1]), array("I"), 1, 1.0),
        lambda: score_postings(parts, array("I", [size]), array("I", [1, 1]), 1, 1.0),
        lambda: sort_by(case.ties, b"", None, 1),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            call()
    with pytest.raises(OverflowError):
        rank_any(parts, case.words, None, None, -1)
    assert rank_any(parts, [], None, None, 9) == (array("I"), array("d"), 0)
    assert rank_best(parts, [], None, 9) == (array("I"), array("d"))


def test_documents_out_of_order_or_beyond_the_segment_are_damage() -> None:
    case = make_case(9, (5000, 2, 0), 1, 255)
    for documents in ([4999, 3], [5000], [0xFFFFFFFF], [4100, 0xFFFFFFFF, 1]):
        leaf = (array("I", documents), array("d", [1.0] * len(documents)))
        try:
            rank_any(Parts(*case.parts), [leaf], None, None, 5)
        except IndexDamaged:
            continue
