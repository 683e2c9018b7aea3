"""Tense and possessives decide between the past and the future; *end* as a verb is no part of a date."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates

TUESDAY, MONDAY, WEDNESDAY = "2017-01-10", "2017-01-09", "2017-01-11"

BACK_AND_FORWARD = [
    (TUESDAY, "Wednesday's ruling will be appealed, the mayor said.", "2017-01-04"),
    (TUESDAY, "Shares should recover from Friday's close.", "2017-01-06"),
    (TUESDAY, "Monday\u2019s strike is to be repeated.", "2017-01-09"),
    (TUESDAY, "The boys will miss Sunday\u2019s cup final.", "2017-01-15"),
    (TUESDAY, "The parties are preparing for Sunday's vote.", "2017-01-15"),
    (TUESDAY, "Prices rose ahead of Thursday's sale.", "2017-01-12"),
    (MONDAY, "The driver was killed on December 20 near Leeds.", "2016-12-20"),
    (MONDAY, "The road has been closed since March.", "2016-03"),
    (MONDAY, "Two ferries were driven ashore on December 28.", "2016-12-28"),
    (MONDAY, "The new road will be opened in March.", "2017-03"),
    (MONDAY, "Some hundred guests will dine there on Friday.", "2017-01-13"),
    (MONDAY, "The report is due by the end of June.", "2017-06"),
]

WEEKENDS = [
    (MONDAY, "Two climbers died over the weekend.", "2017-W01-WE"),
    (MONDAY, "A storm hit the coast at the weekend.", "2017-W01-WE"),
    (MONDAY, "They met this weekend in Rome.", "2017-W01-WE"),
    (WEDNESDAY, "They will meet this weekend in Rome.", "2017-W02-WE"),
    (WEDNESDAY, "More snow is expected over the weekend.", "2017-W02-WE"),
    ("2017-01-14", "Thousands marched this weekend.", "2017-W02-WE"),
]

VERBS = [
    ("The contract is due to end in 2019.", "2019", "2019-01-01"),
    ("The talks are expected to start in May.", "May", "2017-05-01"),
    ("The mill will close in 2020.", "2020", "2020-01-01"),
    ("The mill shut at the end of 2015.", "the end of 2015", "2015-09-01"),
    ("Stocks at end-March 2016 were low.", "end-March 2016", "2016-03-21"),
]


@pytest.mark.parametrize(("published", "text", "value"), BACK_AND_FORWARD + WEEKENDS)
def test_the_clause_decides(published: str, text: str, value: str) -> None:
    assert find_dates(text, date.fromisoformat(published))[-1].value == value


@pytest.mark.parametrize(("text", "said", "first"), VERBS)
def test_a_verb_is_no_part_of_a_date(text: str, said: str, first: str) -> None:
    (found,) = find_dates(text, date(2017, 1, 10))
    assert (found.text, str(found.first)) == (said, first)


@pytest.mark.parametrize("year", ["of last year", "this year", "next year"])
def test_a_weekend_is_not_of_a_year(year: str) -> None:
    assert "weekend" not in find_dates(f"They met over the weekend {year}.", date(1987, 3, 1))[-1].text


def test_a_weekend_can_open_a_range() -> None:
    assert find_dates("It runs from the weekend to this weekend.", date(1987, 3, 1))
