"""Filters beside a query: what they restrict to, and what is said about them."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import DEFAULT_FIELDS
from dateline.index.dates import DateSpan
from dateline.index.errors import FieldError
from dateline.searcher.query.bound import Dated, Has, NoneOf, Value
from dateline.searcher.query.filters import MOST_FILTERS, bind_filters

TODAY = date(2016, 12, 14)
MAY = Dated("published", DateSpan(date(2016, 5, 1), date(2016, 5, 31), "month"))


def test_a_value_a_date_and_what_lacks_the_field() -> None:
    filters = [("source", "Reuters"), ("published:month", "2016-05"), ("topics", "")]
    kept = (Value("source", "Reuters"), MAY, NoneOf(Has("topics")))
    assert bind_filters(filters, DEFAULT_FIELDS, TODAY) == (kept, ())
    listed = (Value("places", "Georgia", listed=True), Value("filed", "baku", listed=True), Value("people", "Ada Holt"))
    pairs = [("place", "Georgia"), ("filed", "baku"), ("person", "Ada Holt")]
    assert bind_filters(pairs, DEFAULT_FIELDS, TODAY) == (listed, ())


def test_a_date_that_does_not_say_its_year_is_said() -> None:
    kept, notes = bind_filters([("published", "may"), ("published", "2016-05")], DEFAULT_FIELDS, TODAY)
    assert kept == (MAY, MAY)
    assert notes == ("the filter on published: “may” is 2016-05-01 to 2016-05-31, counted from 2016-12-14",)


@pytest.mark.parametrize("value", ["1.4.1987.", "1 Apr. 1987.", " 1987-04-01 "])
def test_a_point_may_end_a_date(value: str) -> None:
    kept = Dated("published", DateSpan(date(1987, 4, 1), date(1987, 4, 1)))
    assert bind_filters([("published", value)], DEFAULT_FIELDS, TODAY) == ((kept,), ())


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ([("published", "12:30")], "“12:30” is a time of day, not a date"),
        ([("published", "10")], "“10” is not a date that Dateline reads"),
        ([("published", "04/05/2016")], "“04/05/2016” can mean two days"),
        ([("published", "1987-04-01..")], r"a range goes into the query: published:1987-04-01\.\."),
        ([("about", "1987-04-01…")], "a range goes into the query: about:1987-04-01…"),
        ([("published", "1 April 1987 ..")], r"a range goes into the query: published:2016-01\.\.2016-06"),
        ([("published", "certainly 1987-04-01...")], "is not a date that Dateline reads"),
        ([("published", "1987-04-01,")], "cannot filter by published: “,” follows the date; leave it out"),
        ([("published", "1 April 1987; ")], "cannot filter by published: “;” follows the date; leave it out"),
        ([("title", "oil")], "there is no filter on 'title'"),
        ([("published:hour", "2016")], "there is no filter on 'published:hour'"),
        ([("source:month", "2016")], "there is no filter on 'source:month'"),
        ([("nothing", "2016")], "there is no filter on 'nothing'"),
        ([("source", "x")] * (MOST_FILTERS + 1), "there are 1,025 filters; give 1,024 at most"),
    ],
)
def test_a_filter_that_is_none_is_an_error_in_words(filters: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(FieldError, match=said):
        bind_filters(filters, DEFAULT_FIELDS, TODAY)


def test_a_relative_date_without_a_today_is_an_error_in_words() -> None:
    with pytest.raises(FieldError, match="“yesterday” is relative to today"):
        bind_filters([("published", "yesterday")], DEFAULT_FIELDS, None)
