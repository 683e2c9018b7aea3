"""The counts of a facet: a sequence like the tuple of its values, of which only what is looked at is made."""

from __future__ import annotations

import copy
import pickle
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.searcher import FacetCount
from dateline.searcher.engine.facet_tables import ValueCounts
from dateline.searcher.results.facet_counts import FacetCounts

pytestmark = pytest.mark.kernels

COUNTS = st.lists(st.integers(0, 5), max_size=50)
PLACES = st.none() | st.integers(-60, 60)


def name_of(number: int) -> str:
    return f"value {number * 7 % 50}"


def both(counts: list[int], without: int) -> tuple[FacetCounts, tuple[FacetCount, ...]]:
    """Return a sequence and what it stands for."""
    named = [(name_of(number), count) for number, count in enumerate(counts) if count]
    rows = [FacetCount(name, count) for name, count in sorted(named, key=lambda row: (-row[1], row[0]))]
    made = ValueCounts(array("I", counts), lambda numbers: [name_of(number) for number in numbers])
    return FacetCounts(made, without), (*rows, *([FacetCount(None, without)] if without else []))


@given(
    COUNTS, st.integers(0, 2), st.lists(st.tuples(PLACES, PLACES, st.sampled_from([None, 1, 2, -1, -3])), max_size=4)
)
def test_counts_are_sliced_as_a_tuple_is(counts, without, slices) -> None:
    found, rows = both(counts, without)
    for start, stop, step in slices:
        assert found[start:stop:step] == rows[start:stop:step]
    assert (len(found), bool(found), found, [*found]) == (len(rows), bool(rows), rows, [*rows])


@given(COUNTS, st.integers(0, 2), st.lists(st.integers(-60, 60), max_size=4))
def test_counts_are_found_by_place_as_in_a_tuple(counts, without, places) -> None:
    found, rows = both(counts, without)
    for place in places:
        if -len(rows) <= place < len(rows):
            assert found[place] == rows[place]
        else:
            with pytest.raises(IndexError):
                found[place]


@given(COUNTS, st.integers(0, 2))
def test_counts_by_value_are_a_mapping(counts, without) -> None:
    found, rows = both(counts, without)
    by_value = found._counts
    wanted = {row.value: row.count for row in rows if row.value is not None}
    assert (len(by_value), dict(by_value), list(by_value)) == (len(wanted), wanted, list(wanted))
    assert ("no value" in by_value, by_value.get("no value")) == (False, None)


def test_counts_are_used_as_the_tuple_that_they_were() -> None:
    found, rows = both([3, 0, 4], 1)
    assert (repr(found), hash(found), rows == found) == (repr(rows), hash(rows), True)
    assert (found + rows, rows + found, found + found) == (rows + rows,) * 3
    assert found != [*rows]
    assert found != both([3, 0, 4], 2)[0]
    assert (copy.deepcopy(found), pickle.loads(pickle.dumps(found))) == (rows, rows)  # noqa: S301
    with pytest.raises(TypeError):
        found + [1]  # type: ignore[operator] # noqa: RUF005
    with pytest.raises(TypeError):
        [1] + found  # type: ignore[operator] # noqa: RUF005


def test_only_values_that_are_looked_at_are_read() -> None:
    read: list[int] = []

    def names(numbers: array[int]) -> list[str]:
        read.extend(numbers)
        return [str(number) for number in numbers]

    found = FacetCounts(ValueCounts(array("I", range(1000)), names), 5)  # type: ignore[arg-type]
    assert (len(found), read) == (1000, [])
    assert [each.value for each in found[:3]] == ["999", "998", "997"]
    assert sorted(read) == [997, 998, 999]
