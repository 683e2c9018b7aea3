"""Impact codes: what they say of each posting, read as their format is written."""

from __future__ import annotations

import math
import struct
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.segment.impacts import Shape, drift_of, shapes_of
from tests.kernels.samples import CHUNK, Encoded, Texts, encode_texts, long_law, make_texts, members

pytestmark = pytest.mark.kernels

TERMS = 6
SHAPES = st.sampled_from([(129, 4, 0), (700, 5, 0), (2000, 4, 0), (900, 5, CHUNK + 77)])


def impact(texts: Texts, shapes: list[Shape], document: int, counts: tuple[int, ...]) -> float:
    weighed = 0.0
    for row, frequency, (average, weight, b) in zip(texts.lengths, counts, shapes, strict=True):
        weighed += weight / (1.0 - b + b * row[document] / average) * frequency
    return weighed / (weighed + 1.2)


def read_codes(made: Encoded, term: int, documents: int) -> tuple[list[int], int, dict[int, int], set[int] | None]:
    """Return highest, kind, the codes by number, and the bitmap of a list."""
    at = made.places[term] & ~(1 << 62)
    (size,) = struct.unpack_from("<Q", made.postings, at)
    *highest, kind, count = struct.unpack_from("<16H2I", made.postings, at + 8 + size)
    assert count == made.dfs[term]
    numbers = documents if kind == 2 else count
    start, groups = at + 8 + size + 40, -(-numbers // 64)
    octets = made.postings[start : start + 32 * groups]
    codes = {}
    for number in range(64 * groups):
        octet = octets[number // 64 * 32 + number % 32]
        code = octet >> 4 if number % 64 >= 32 else octet & 15
        assert number < numbers or code == 0
        codes[number] = code
    bits = made.postings[start + 32 * groups :][: -(-documents // 64) * 8]
    return highest, kind, codes, members(bits) if kind == 1 else None


@long_law
@given(st.integers(0, 1 << 32), SHAPES, st.integers(1, 3))
def test_a_code_bounds_every_posting_that_has_it(seed: int, shape: tuple[int, int, int], fields: int) -> None:
    random = Random(seed)
    texts = make_texts(random, shape[0], TERMS, fields, shape[1], shape[2])
    shapes = [(random.choice([0.5, 3.0, 40.0]), random.choice([0.5, 2.0]), random.random()) for _ in range(fields)]
    made = encode_texts(texts, TERMS, 255, shapes)
    for term in range(TERMS):
        postings = texts.frequencies(term)
        assert (made.places[term] >> 62 == 1) == (len(postings) > 128)
        if len(postings) <= 128:
            continue
        highest, kind, codes, bitmap = read_codes(made, term, texts.documents)
        share = Fraction(len(postings), texts.documents)
        assert kind == (2 if share >= Fraction(1, 4) else 1 if share >= Fraction(1, 16) else 0)
        assert bitmap is None or bitmap == set(postings)
        found = {d: codes[d if kind == 2 else number] for number, d in enumerate(postings)}
        assert all(found.values())
        assert kind != 2 or not any(code for d, code in codes.items() if d not in postings)
        assert highest == sorted(highest)
        assert highest[0] == 0
        impacts = {d: impact(texts, shapes, d, counts) for d, counts in postings.items()}
        for document, code in found.items():
            assert impacts[document] <= highest[code] / 65535
        order = sorted(postings, key=impacts.__getitem__)
        steps = [(math.floor(impacts[d] * 4095.9), found[d]) for d in order]
        assert all(code <= later for (_, code), (_, later) in pairwise(steps))
        assert sum(code == 15 for code in found.values()) >= 8


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ((100.0, 1.0, 0.75), (100.0, 1.0, 0.75)),
        ((100.0, 1.0, 0.75), (150.0, 1.0, 0.75)),
        ((100.0, 1.0, 0.75), (50.0, 1.0, 0.75)),
        ((100.0, 2.0, 0.5), (130.0, 3.0, 0.9)),
        ((100.0, 2.0, 0.0), (130.0, 3.0, 0.0)),
        ((100.0, 2.0, 0.9), (20.0, 0.0, 0.1)),
        ((0.0, 2.0, 0.9), (0.0, 4.0, 0.9)),
    ],
)
def test_no_norm_grows_by_more_than_the_drift(then: Shape, now: Shape) -> None:
    drift = drift_of([then], [now])
    assert drift >= 1.0
    for length in (0, 1, 3, 10, 100, 1000, 10**6, 10**9):
        before, after = (
            weight / (1.0 - b + (b * length / average if average else 0.0)) for average, weight, b in (then, now)
        )
        assert after <= before * drift * (1 + 1e-12)
    if then == now:
        assert drift == 1.0


def test_a_weight_that_was_nothing_has_no_bound() -> None:
    assert drift_of([(9.0, 0.0, 0.75)], [(9.0, 1.0, 0.75)]) == math.inf
    assert drift_of([(9.0, 1.0, 1.0)], [(9.0, 1.0, 0.75)]) >= 1.0
    assert drift_of([(9.0, 1.0, 0.75)], [(9.0, 1.0, 1.0)]) == math.inf


def test_shapes_are_the_mean_lengths_with_weight_and_b() -> None:
    texts = make_texts(Random(1), 40, 3, 1, 6)
    lengths = texts.lengths[0]
    assert shapes_of({"body": (2, 0.5)}, {"body": lengths}) == {"body": (sum(lengths) / 40, 2.0, 0.5)}
