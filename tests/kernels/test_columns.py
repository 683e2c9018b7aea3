"""Columns: spans that lie within others or on given days, and values rolled up."""

from __future__ import annotations

from array import array
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.errors import IndexDamaged
from dateline.searcher.kernel._columns import mark_days, mark_within, roll_up
from tests.kernels.samples import bitmap, law, members
from tests.kernels.test_matching import columns

pytestmark = pytest.mark.kernels

SEEDS = st.integers(0, 1 << 32)


def beside(seed: int, size: int, choices: list[int]) -> array:
    random = Random(seed)
    return array("B", (random.choice(choices) for _ in range(size)))


@law
@given(SEEDS, st.integers(0, 200), st.integers(-60, 60), st.integers(0, 60))
def test_spans_within_the_days_asked_for_are_marked(seed: int, documents: int, low: int, width: int) -> None:
    starts, first, last, _ = columns(seed, documents)
    certainty = beside(seed, len(first), [100, 100, 60])
    matched = bitmap(set(), documents)
    mark_within(starts, first, last, certainty, low, low + width, matched)
    assert members(matched) == {
        d
        for d in range(documents)
        for i in range(starts[d], starts[d + 1])
        if first[i] >= low and last[i] <= low + width and certainty[i] == 100
    }


@law
@given(SEEDS, st.integers(0, 200), st.booleans(), st.integers(-60, 60))
def test_spans_on_wanted_days_are_marked(seed: int, documents: int, whole: bool, low: int) -> None:
    starts, first, last, _ = columns(seed, documents)
    precision = beside(seed, len(first), [0, 0, 2])
    wanted = bytes(beside(seed, 40, [0, 0, 1]))
    days = {low + place for place, each in enumerate(wanted) if each}
    matched = bitmap(set(), documents)
    mark_days(starts, first, last, precision, wanted, low, whole, matched)
    test = all if whole else any
    assert members(matched) == {
        d
        for d in range(documents)
        for i in range(starts[d], starts[d + 1])
        if precision[i] == 0 and test(day in days for day in range(first[i], last[i] + 1))
    }


@law
@given(SEEDS, st.integers(0, 200), st.integers(1, 9))
def test_a_rolled_up_column_has_each_target_once(seed: int, documents: int, size: int) -> None:
    starts, _, _, ordinals = columns(seed, documents)
    random = Random(seed)
    rows = [[random.randrange(size) for _ in range(random.choice([0, 1, 1, 3]))] for _ in range(20)]
    target_starts = array("I", [0])
    for row in rows:
        target_starts.append(target_starts[-1] + len(row))
    targets = array("I", [target for row in rows for target in row])
    made_starts, made = roll_up(starts, ordinals, target_starts, targets, size)
    for d in range(documents):
        wanted = [target for o in ordinals[starts[d] : starts[d + 1]] for target in rows[o]]
        assert list(made[made_starts[d] : made_starts[d + 1]]) == list(dict.fromkeys(wanted))


def test_columns_that_contradict_themselves_are_damage() -> None:
    days, beside_them = array("i", [1]), array("B", [100])
    for starts in ([], [0, 2], [1, 0], [0, 9, 1], [0xFFFFFFFF, 1]):
        column = array("I", starts)
        with pytest.raises(IndexDamaged):
            mark_within(column, days, days, beside_them, 0, 9, bytearray(max(0, len(starts) - 1 + 7) // 8))
        with pytest.raises(IndexDamaged):
            roll_up(column, array("I", [0]), array("I", [0, 1]), array("I", [0]), 1)
    for target_starts, targets in (([0], []), ([0, 2], [0]), ([1, 0], [0]), ([0, 1], [1])):
        with pytest.raises(IndexDamaged):
            roll_up(array("I", [0, 1]), array("I", [0]), array("I", target_starts), array("I", targets), 1)
