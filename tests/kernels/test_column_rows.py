"""Columns are collected as an obvious statement puts them together."""

from __future__ import annotations

from array import array
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.dates import PRECISIONS, DateSpan
from dateline.index.kernel._column_rows import DayRows, ValueRows, bounds_of
from tests.oracles.column_rows import columns_of_days, columns_of_values

pytestmark = pytest.mark.kernels

VALUES = st.lists(st.sampled_from(("", "a", "A", "b", "ä", "b c", "\ud800")), max_size=6)
NEAR = st.dates(date(2016, 12, 1), date(2016, 12, 3))
SPANS = st.builds(DateSpan, NEAR, NEAR, st.sampled_from(PRECISIONS), st.sampled_from((0, 60, 100, 255)))


@given(st.lists(VALUES | VALUES.map(tuple) | VALUES.map(dict.fromkeys), max_size=12), st.randoms())
def test_values_are_arranged_in_both_directions(rows: list[list[str]], random: object) -> None:
    collected = ValueRows()
    for row in rows:
        collected.add(row)
    values = collected.values()
    assert values == list(dict.fromkeys(value for row in rows for value in row))
    order = values[:]
    random.shuffle(order)  # type: ignore[attr-defined]
    made = collected.starts(), *collected.arrange(array("I", map(order.index, values)))
    assert tuple(map(list, made)) == columns_of_values([list(row) for row in rows], order)
    assert [each.typecode for each in made] == ["I", "I", "Q", "I"]


@pytest.mark.parametrize("places", [[], [0], [0, 0], [0, 2], [0, 1, 2]])
def test_places_that_are_no_order_of_the_values_are_refused(places: list[int]) -> None:
    collected = ValueRows()
    collected.add(["a", "b"])
    with pytest.raises(ValueError, match="order of the values"):
        collected.arrange(array("I", places))


def test_values_that_cannot_be_stored_add_nothing() -> None:
    collected = ValueRows()
    collected.add(["a"])
    with pytest.raises(TypeError):
        collected.add(["b", "a", []])  # type: ignore[list-item]
    collected.add(["a"])
    assert list(collected.starts()) == [0, 1, 2]
    assert [list(each) for each in collected.arrange(array("I", [0, 1]))] == [[0, 0], [0, 2, 2], [0, 1]]


@given(st.lists(st.lists(SPANS, max_size=6), max_size=8))
def test_spans_are_in_order_and_each_is_kept_once(rows: list[list[DateSpan]]) -> None:
    collected = DayRows()
    for row in rows:
        collected.add(row)
    made = collected.columns()
    assert tuple(map(list, made)) == columns_of_days(rows)
    assert [each.typecode for each in made] == ["I", "i", "i", "B", "B"]
    _, first, last, *_ = made
    assert bounds_of(first, last) == ((min(first), max(last)) if first else None)


@given(st.lists(st.dates(), max_size=8) | st.just([date.min, date.max, date(2000, 2, 29), date(1900, 3, 1)]))
def test_every_day_of_the_calendar_has_its_number(days: list[date]) -> None:
    collected = DayRows()
    for day in days:
        collected.add([DateSpan(day, day)])
    assert list(collected.columns()[1]) == [day.toordinal() for day in days]


def test_every_day_of_four_hundred_years_has_its_number() -> None:
    collected, start = DayRows(), date(1899, 12, 1)
    for number in range(146_100):
        day = start + timedelta(days=number)
        collected.add([DateSpan(day, day)])
    assert list(collected.columns()[2]) == list(range(start.toordinal(), start.toordinal() + 146_100))


def test_an_instant_counts_as_its_day() -> None:
    collected = DayRows()
    collected.add([DateSpan(datetime(2016, 12, 13, 23, tzinfo=UTC), date(2016, 12, 14))])
    assert list(collected.columns()[1]) == [date(2016, 12, 13).toordinal()]


@pytest.mark.parametrize(
    ("span", "error"),
    [
        (DateSpan(date.min, date.max, "eon"), KeyError),  # type: ignore[arg-type]
        (DateSpan(date.min, date.max, "day", 256), OverflowError),
        (DateSpan(date.min, date.max, "day", -1), OverflowError),
        (DateSpan("2016", date.max), AttributeError),  # type: ignore[arg-type]
        (None, AttributeError),
    ],
)
def test_a_span_that_cannot_be_stored_adds_nothing(span: DateSpan, error: type[Exception]) -> None:
    collected = DayRows()
    with pytest.raises(error):
        collected.add([DateSpan(date.min, date.max), span])
    assert list(map(list, collected.columns())) == [[0], [], [], [], []]
