"""Lists of documents: to bytes and back, through deletes and merges."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.index.kernel._lists import encode_lists, gather_lists
from tests.kernels.samples import ABSENT, CHUNK, flat, law

pytestmark = pytest.mark.kernels


@dataclass(frozen=True)
class Lists:
    counts: array[int]
    places: array[int]
    lists: bytes


def make_lists(seed: int, span: int) -> list[list[int]]:
    """Make lists of every kind: empty, of one, sparse, just at the limit, dense, over several chunks."""
    random = Random(seed)
    sizes = [0, 1, 2, 3, random.randint(4, 300), 4095, 4096, 4097, random.randint(4098, CHUNK)]
    random.shuffle(sizes)
    return [sorted(random.sample(range(span), min(size, span))) for size in sizes]


def write(rows: list[list[int]], base: int = 0) -> Lists:
    places, content = encode_lists(*flat(rows, "I"), base)
    return Lists(array("I", map(len, rows)), places, content)


def read(made: list[list[int]], renumberings: list[array[int]], sources: list[Lists]) -> list[list[int]]:
    starts, documents = gather_lists([array("I", pick) for pick in made], sources, renumberings)
    return [list(documents[starts[i] : starts[i + 1]]) for i in range(len(starts) - 1)]


SEEDS = st.integers(0, 1 << 32)
SPANS = st.sampled_from([1, 100, 5000, CHUNK, CHUNK + 1, 3 * CHUNK])


@law
@given(SEEDS, SPANS)
@example(0, 3 * CHUNK)
@example(1, CHUNK)
def test_lists_come_back_as_they_were_written(seed: int, span: int) -> None:
    rows = make_lists(seed, span)
    assert read([list(range(len(rows)))], [array("I", range(span))], [write(rows)]) == rows


@law
@given(SEEDS, SPANS, st.integers(1, 4))
def test_lists_of_several_segments_come_together_without_the_deleted(seed: int, span: int, segments: int) -> None:
    random = Random(seed)
    rows = [make_lists(seed + number, span) for number in range(segments)]
    picks = [random.sample([*range(len(row)), ABSENT], len(row) + 1) for row in rows]
    renumberings, base = [], 0
    for _ in rows:
        live = [random.random() < 0.7 for _ in range(span)]
        numbers = iter(range(base, base + span))
        renumberings.append(array("I", (next(numbers) if lives else ABSENT for lives in live)))
        base += sum(live)
    wanted = [
        [
            new
            for row, pick, renumbered in zip(rows, picks, renumberings, strict=True)
            if pick[place] != ABSENT
            for document in row[pick[place]]
            if (new := renumbered[document]) != ABSENT
        ]
        for place in range(len(picks[0]))
    ]
    assert read(picks, renumberings, [write(row) for row in rows]) == wanted


@law
@given(SEEDS, SPANS, st.integers(0, 999))
def test_lists_may_follow_what_was_written_before(seed: int, span: int, before: int) -> None:
    rows = make_lists(seed, span)
    made = write(rows, 4 * before)
    assert made.lists == write(rows).lists
    behind = Lists(made.counts, made.places, bytes(4 * before) + made.lists)
    assert read([list(range(len(rows)))], [array("I", range(span))], [behind]) == rows


def test_a_wrong_call_is_refused() -> None:
    for starts in ([], [1, 2], [0, 1], [0, 3, 2]):
        with pytest.raises(ValueError, match="start"):
            encode_lists(array("Q", starts), array("I", [1, 2]))
    with pytest.raises(ValueError, match="belong together"):
        gather_lists([array("I")], [], [])
    with pytest.raises(ValueError, match="length"):
        gather_lists([array("I"), array("I", [1])], [write([])] * 2, [array("I")] * 2)
    assert gather_lists([], [], []) == (array("Q", [0]), array("I"))
