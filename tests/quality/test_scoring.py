"""The counting of the gate itself."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.dates import DateSpan
from dateline.index.entities.mention import DateMention, PersonMention, PlaceMention
from tests.quality.annotations import GoldDate, GoldPerson, GoldPlace
from tests.quality.scoring import (
    Score,
    has_country,
    has_name,
    has_value,
    match_dates,
    match_strictly,
    same_length,
)

YEAR = (date(1958, 1, 1), date(1958, 12, 31))
AUTUMN = (date(1958, 9, 1), date(1958, 11, 30))


def gold_person(start: int, end: int, name: str = "Ada Byron", *, optional: bool = False) -> GoldPerson:
    return GoldPerson("x" * (end - start), start, end, (name,), None, optional)


def person(start: int, end: int, name: str = "Ada Byron") -> PersonMention:
    return PersonMention("x" * (end - start), start, end, name)


def gold_date(start: int, end: int, days: tuple[date | None, date | None] = (None, None), **flags) -> GoldDate:
    facts = {"type": "DATE", "value": None, "is_range": False, "rough": False, "optional": False} | flags
    return GoldDate(text="x" * (end - start), start=start, end=end, first=days[0], last=days[1], **facts)


def found_date(start: int, end: int, days: tuple[date | None, date | None] = (None, None), **facts) -> DateMention:
    span = None if days[0] is None else DateSpan(*days)
    return DateMention("x" * (end - start), start, end, facts.pop("type", "DATE"), span, **facts)


def test_a_score_adds_up_and_is_perfect_where_nothing_was_to_be_found() -> None:
    score = Score(1, 2, 1) + Score(1, 2, 3)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    assert (Score().precision, Score().recall, Score().f1) == (1.0, 1.0, 1.0)


def test_a_span_is_right_at_both_ends_or_wrong() -> None:
    matched = match_strictly([gold_person(0, 9), gold_person(20, 29)], [person(0, 9), person(20, 28)])
    assert matched.score == Score(1, 2, 2)
    assert [each.start for each in matched.missed] == [20]
    assert [each.end for each in matched.false] == [28]


def test_what_is_optional_is_neither_a_miss_nor_a_false_alarm() -> None:
    gold = [gold_person(0, 9), gold_person(20, 29, optional=True), gold_person(40, 49, optional=True)]
    assert match_strictly(gold, [person(0, 9), person(20, 24)]).score == Score(1, 1, 1)
    dates = match_dates([gold_date(0, 9, optional=True)], [found_date(5, 12)])
    assert dates.score == Score()


def test_a_name_is_the_same_but_for_capitals_and_stops() -> None:
    assert has_name(gold_person(0, 1, "Cal Ripken, Jr."), person(0, 1, "CAL RIPKEN JR"))
    assert not has_name(gold_person(0, 1, "Jeb Bush"), person(0, 1, "George W. Bush"))


def test_a_country_is_asked_for_where_there_is_one() -> None:
    paris = PlaceMention("Paris", 0, 5, "Paris", "Paris, Texas", "city", country="US")
    assert has_country(GoldPlace("Paris", 0, 5, "Paris", "US", False, False), paris)
    assert not has_country(GoldPlace("Paris", 0, 5, "Paris", "FR", False, False), paris)
    assert has_country(GoldPlace("Paris", 0, 5, "Paris", None, False, False), paris)


def test_each_date_is_matched_once_and_best() -> None:
    matched = match_dates([gold_date(10, 20), gold_date(22, 30)], [found_date(5, 11), found_date(12, 26)])
    assert [(gold.start, found.start) for gold, found in matched.pairs] == [(10, 12)]
    assert [each.start for each in matched.missed] == [22]
    assert [each.start for each in matched.false] == [5]


def test_a_range_may_be_found_as_one_or_as_two() -> None:
    gold = gold_date(0, 20, YEAR, is_range=True)
    parts = [found_date(0, 6, (YEAR[0], YEAR[0])), found_date(14, 20, (YEAR[1], YEAR[1]))]
    for found in (parts, [found_date(0, 20, YEAR)]):
        matched = match_dates([gold], found)
        assert matched.score_where(has_value) == Score(1, 1, 1)


def test_words_that_name_no_time_on_the_calendar_are_left_out() -> None:
    assert (
        match_dates([], [found_date(0, 3, value="PRESENT_REF"), found_date(4, 9, value="PXY", type="DURATION")]).score
        == Score()
    )


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        (gold_date(0, 1, YEAR), found_date(0, 1, YEAR), True),
        (gold_date(0, 1, YEAR), found_date(0, 1, AUTUMN), False),
        (gold_date(0, 1, YEAR), found_date(0, 1), False),
        (gold_date(0, 1), found_date(0, 1), True),
        (gold_date(0, 1), found_date(0, 1, YEAR), False),
        (gold_date(0, 1, AUTUMN, rough=True), found_date(0, 1, (date(1958, 11, 1), date(1958, 11, 30))), True),
        (gold_date(0, 1, AUTUMN, rough=True), found_date(0, 1, (date(1950, 1, 1), date(1959, 12, 31))), False),
        (gold_date(0, 1, type="DURATION", value="P2W"), found_date(0, 1, type="DURATION", value="P14D"), True),
        (gold_date(0, 1, type="DURATION", value="P2W"), found_date(0, 1, type="DURATION", value="P2M"), False),
        (gold_date(0, 1, type="SET", value="P1D"), found_date(0, 1, type="DURATION", value="P1D"), False),
    ],
)
def test_a_date_is_right_when_it_covers_the_same_days(gold: GoldDate, found: DateMention, *, right: bool) -> None:
    assert has_value(gold, found) is right


def test_lengths_are_compared_as_times() -> None:
    assert same_length("P10Y", "P120M")
    assert same_length("PXY", "P3Y")
    assert not same_length("P10Y", "P10M")
