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


# The first and the last date of a sentence, in an article of a Tuesday.
OWN_VERBS = [
    ("The walkout began on Monday and will end on Friday.", "2017-01-09", "2017-01-13"),
    ("She was charged on Thursday and will appear before a judge on Friday.", "2017-01-05", "2017-01-13"),
    ("A sailor who drowned on Saturday will be buried on Friday.", "2017-01-07", "2017-01-13"),
    ("He flew home Saturday and will spend a month in bed.", "2017-01-07", "2017-01-07"),
    ("The mayor said on Friday it would rebuild the pier.", "2017-01-06", "2017-01-06"),
    ("The mayor said in Hull on Friday the pier would be rebuilt.", "2017-01-06", "2017-01-06"),
    ("The mayor told reporters on Friday the pier would be rebuilt.", "2017-01-06", "2017-01-06"),
    ("On Friday the mayor said the pier will be rebuilt.", "2017-01-06", "2017-01-06"),
    ("The mayor said the vote on Friday will be close.", "2017-01-13", "2017-01-13"),
    ("The mayor told the council the vote on Friday will be close.", "2017-01-13", "2017-01-13"),
    ("The mayor said that on Friday the pier will open.", "2017-01-13", "2017-01-13"),
    ("The match was moved to Friday and will be shown.", "2017-01-13", "2017-01-13"),
    ("The sale will be held on Friday and should last an hour.", "2017-01-13", "2017-01-13"),
    ("The bank said third quarter profit will fall.", "2017-Q3", "2017-Q3"),
    ("The two met in Hull on Friday and will meet again.", "2017-01-06", "2017-01-06"),
]

PLANNED = [
    ("Voters go to the polls on Sunday.", "2017-01-15"),
    ("The Wolves visit Hull on Sunday.", "2017-01-15"),
    ("Polls open on Sunday.", "2017-01-15"),
    ("A visit on Sunday drew large crowds.", "2017-01-08"),
    ("The players' visit on Sunday drew large crowds.", "2017-01-08"),
    ("The Paris visit on Sunday drew large crowds.", "2017-01-08"),
]


@pytest.mark.parametrize(("text", "first", "last"), OWN_VERBS)
def test_a_date_has_the_verb_of_its_own_clause(text: str, first: str, last: str) -> None:
    found = [each.value for each in find_dates(text, date(2017, 1, 10)) if each.type == "DATE"]
    assert (found[0], found[-1]) == (first, last)


@pytest.mark.parametrize(("text", "value"), PLANNED)
def test_what_many_do_on_a_day_is_planned(text: str, value: str) -> None:
    (found,) = find_dates(text, date(2017, 1, 10))
    assert found.value == value


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


def test_after_a_date_says_nothing_of_its_direction() -> None:
    (found,) = find_dates("The dividend is payable after July 1.", date(1987, 3, 5))
    assert found.value == "1987-07-01"
    (found,) = find_dates("The town was rebuilt after July 1.", date(1987, 3, 5))
    assert found.value == "1986-07-01"
