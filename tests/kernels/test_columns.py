"""Columns: spans that lie within others or on given days; values rolled up, merged and read."""

from __future__ import annotations

from array import array
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.errors import IndexDamaged
from dateline.searcher.kernel._columns import (
    mark_days,
    mark_within,
    merge_values,
    read_values,
    replace_rows,
    roll_up,
    share_days,
)
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
@given(SEEDS, st.integers(0, 200), st.integers(-60, 60), st.integers(0, 60), st.booleans())
def test_the_largest_share_of_days_asked_for_is_found(
    seed: int, documents: int, low: int, width: int, certain: bool
) -> None:
    starts, first, last, _ = columns(seed, documents)
    certainty = beside(seed, len(first), [100, 100, 60])
    matched = {d for d in range(documents) if Random(f"{seed}:{d}").random() < 0.7}
    asked = range(low, low + width + 1)
    expected = {}
    for document in sorted(matched):
        shares = []
        for span in range(starts[document], starts[document + 1]):
            days = range(first[span], last[span] + 1)
            shared = [day for day in days if day in asked]
            if shared and not (certain and (certainty[span] < 100 or len(shared) < len(days))):
                shares.append(len(shared) / len(days))
        if shares:
            expected[document] = 0.1 * max(shares)
    bits = bitmap(matched, documents)
    found, parts = share_days(starts, first, last, certainty, low, low + width, certain, bits, 0.1)
    assert dict(zip(found, parts, strict=True)) == expected
    assert list(found) == list(expected)


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
            share_days(column, days, days, beside_them, 0, 9, False, b"\xff" * ((len(starts) + 6) // 8), 1.0)
        with pytest.raises(IndexDamaged):
            roll_up(column, array("I", [0]), array("I", [0, 1]), array("I", [0]), 1)
    with pytest.raises(IndexDamaged):  # a span that ends before it begins
        share_days(array("I", [0, 1]), days, array("i", [0]), beside_them, 0, 9, False, b"\xff", 1.0)
    for target_starts, targets in (([0], []), ([0, 2], [0]), ([1, 0], [0]), ([0, 1], [1])):
        with pytest.raises(IndexDamaged):
            roll_up(array("I", [0, 1]), array("I", [0]), array("I", target_starts), array("I", targets), 1)


@law
@given(SEEDS, st.integers(0, 60))
def test_rows_of_some_documents_are_replaced(seed: int, documents: int) -> None:
    starts, _, _, ordinals = columns(seed, documents)
    random = Random(seed)
    rows = [list(ordinals[starts[d] : starts[d + 1]]) for d in range(documents)]
    apart = sorted(random.sample(range(documents), documents // 3))
    for document in apart:
        rows[document] = random.sample(range(99), random.choice([0, 1, 3]))
    new_starts, new = replace_rows(starts, ordinals, array("I", apart), [rows[document] for document in apart])
    assert [list(new[new_starts[d] : new_starts[d + 1]]) for d in range(documents)] == rows


def test_rows_that_cannot_be_replaced_are_refused() -> None:
    starts, values = array("I", [0, 1, 2]), array("I", [7, 8])
    for documents in ([1, 0], [2], [0, 0]):
        with pytest.raises(ValueError, match="ascend"):
            replace_rows(starts, values, array("I", documents), [[]] * len(documents))
    with pytest.raises(ValueError, match="differ"):
        replace_rows(starts, values, array("I", [0]), [])
    for wrong in ([0, 3, 2], [0, 2, 1], [0, 1, 3]):
        with pytest.raises(IndexDamaged):
            replace_rows(array("I", wrong), values, array("I"), [])


TEXTS = st.lists(st.sets(st.text(st.sampled_from("abÀ😀"), max_size=3), max_size=8), max_size=4)


def entries(values: list[str]) -> tuple[bytes, array[int]]:
    """Return the entries of a column as they are stored, and their offsets."""
    rows = [f"folded\0{value}".encode() for value in values]
    offsets = array("I", [0])
    for row in rows:
        offsets.append(offsets[-1] + len(row))
    return b"".join(rows), offsets


@law
@given(TEXTS)
def test_values_of_several_segments_are_numbered_as_one(segments: list[set[str]]) -> None:
    rows = [sorted(values) for values in segments]
    tables = [entries(row) for row in rows]
    numbers, homes, ordinals = merge_values(tables)
    union = sorted({value for row in rows for value in row})
    assert [[union[number] for number in own] for own in numbers] == rows
    assert [rows[home][ordinal] for home, ordinal in zip(homes, ordinals, strict=True)] == union
    for (values, offsets), row in zip(tables, rows, strict=True):
        assert read_values(values, offsets, range(len(row))) == row


def test_values_whose_offsets_are_wrong_are_damage() -> None:
    for offsets in ([0, 9], [3, 1], [0xFFFFFFFF, 1]):
        with pytest.raises(IndexDamaged):
            read_values(b"a\0a", array("I", offsets), [0])
        with pytest.raises(IndexDamaged):
            merge_values([(b"a\0a", array("I", offsets)), (b"", array("I", [0]))])
    for number in (-1, 1):
        with pytest.raises(IndexDamaged, match="out of range"):
            read_values(b"a\0a", array("I", [0, 3]), [number])
    with pytest.raises(IndexDamaged, match="UTF-8"):
        read_values(b"a\0\xff", array("I", [0, 3]), [0])
    with pytest.raises(IndexDamaged):
        merge_values([(b"", array("I"))])
    assert read_values(b"no mark", array("I", [0, 7]), [0]) == ["no mark"]
