"""The best documents of a phrase: those that finding all of them and scoring each gives, to the last bit."""

from __future__ import annotations

from array import array
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.segment.impacts import drift_of
from dateline.searcher.kernel._matching import find_phrase
from dateline.searcher.kernel._ranking import Parts, norms_of, rank_phrase, score_postings
from tests.kernels.samples import CHUNK, Texts, bitmap, encode_texts, law, make_texts
from tests.kernels.test_ranking import OPERATIONS, TERMS

pytestmark = pytest.mark.kernels

SEEDS = st.integers(0, 1 << 32)
SHAPES = st.sampled_from([(1, 3, 0), (40, 6, 0), (1500, 6, 0), (4000, 12, 0), (700, 7, 2 * CHUNK + 77)])


def best_of_all(
    texts: Texts, documents: array[int], scores: array[float], ties: array[int], deleted: set[int], k: int
) -> tuple[array[int], array[float]]:
    found = [(d, s) for d, s in zip(documents, scores, strict=True) if d not in deleted]
    best = sorted(found, key=lambda each: (-each[1], ties[each[0]]))[:k]
    return array("I", (d for d, _ in best)), array("d", (s for _, s in best))


@law
@given(
    SEEDS, SHAPES, st.integers(1, 3), st.sampled_from([2, 255]), st.sampled_from([0, 1, 3, 10, 1 << 40]),
    st.lists(st.integers(0, TERMS - 1), min_size=1, max_size=4), st.booleans(), st.sampled_from(OPERATIONS),
)  # fmt: skip
def test_the_best_of_a_phrase_are_the_best_of_all_that_have_it(
    seed: int,
    shape: tuple[int, int, int],
    fields: int,
    codes: int,
    k: int,
    phrase: list[int],
    gaps: bool,
    operations: bytes,
) -> None:
    random = Random(seed)
    documents, longest, span = shape
    texts = make_texts(random, documents, TERMS, fields, longest, span)
    now = [(sum(row) / len(row) or 1.0, 1.0 + field, 0.75) for field, row in enumerate(texts.lengths)]
    then = [(average * random.choice([1.0, 0.5, 1.3]), weight, b) for average, weight, b in now]
    made = encode_texts(texts, TERMS, codes, random.choice([None, then, now]))
    lengths, size = texts.lengths, texts.documents
    norms = [norms_of(row, *shape) for row, shape in zip(lengths, now, strict=True)]
    ties = array("I", random.sample(range(size), size))
    parts = Parts(made.postings, made.table, made.positions, norms, ties, 1.2, 0.3, drift_of(then, now), operations)
    step = 2 if gaps else 1
    words = [(made.places[term], made.dfs[term], step * offset) for offset, term in enumerate(phrase)]
    mask, weight = random.randint(1, (1 << fields) - 1), random.random() * 9
    deleted = {d for d in texts.words if random.random() < 0.2} if random.random() < 0.5 else set()
    found, frequencies = find_phrase(made.postings, made.positions, made.table, words, lengths, mask)
    scores = score_postings(parts, found, frequencies, mask, weight)
    answer = rank_phrase(parts, words, lengths, mask, weight, bitmap(deleted, size) if deleted else None, k)
    assert answer == best_of_all(texts, found, scores, ties, deleted, k)
    for floor in {*answer[1][:1], *answer[1][-1:]}:
        kept = sum(score >= floor for score in answer[1])
        best = rank_phrase(parts, words, lengths, mask, weight, bitmap(deleted, size), k, floor=floor)
        assert [row[:kept] for row in best] == [row[:kept] for row in answer]


def test_a_wrong_call_is_refused() -> None:
    texts = make_texts(Random(1), 40, TERMS, 2, 6)
    made, size = encode_texts(texts, TERMS), texts.documents
    norms = [norms_of(row, 3.0, 1.0, 0.75) for row in texts.lengths]
    parts = Parts(made.postings, made.table, made.positions, norms, array("I", range(size)), 1.2, 0.3)
    word = made.places[0], made.dfs[0]
    for words, lengths, joined in (
        ([], texts.lengths, False),
        ([(*word, 0)], texts.lengths[:1], False),
        ([(*word, 0)], [row[1:] for row in texts.lengths], False),
        ([(*word, 0), (*word, 2)], texts.lengths, True),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            rank_phrase(parts, words, lengths, 3, 1.0, None, 5, joined)
