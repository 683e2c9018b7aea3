"""Quarters, financial years, the same period a year before, and periods that their last day ends."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates

# Published, text, the date as printed, its value.
QUARTERS = [
    ("1987-01-20", "The maker of pumps said net income in the fourth quarter rose to 5.1 mln.", "1986-Q4"),
    ("1987-04-10", "First-quarter earnings fell five pct, the bank reported.", "1987-Q1"),
    ("1987-02-10", "The bank expects a profit in the first quarter.", "1987-Q1"),
    ("1987-04-21", "The steel group expects a small loss in the second quarter.", "1987-Q2"),
    ("1987-09-25", "Orders slowed in the third quarter, the printer said.", "1987-Q3"),
    ("1987-03-02", "Acme Tools 4th qtr net.", "1986-Q4"),
    ("1989-02-02", "Output in the fourth quarter of fiscal 1988 was flat.", "1988-Q4"),
    ("1987-04-10", "Sales rose in the latest quarter.", "1987-Q1"),
    ("2024-12-14", "Sales rose in Q3 FY2024.", "2024-Q3"),
    ("2024-12-14", "Sales rose in Q3 FY24.", "2024-Q3"),
    ("2024-12-14", "The third quarter of FY2024 was good.", "2024-Q3"),
]

FISCAL = [
    ("In fiscal 1987 the brewery earned more.", "fiscal 1987", "FY1987", "1987-01-01", "1987-12-31"),
    ("Sales for fiscal year 1986 were restated.", "fiscal year 1986", "FY1986", "1986-01-01", "1986-12-31"),
    ("It hopes to break even in fiscal '88.", "fiscal '88", "FY1988", "1988-01-01", "1988-12-31"),
    ("The budget of fiscal 1987/88 was cut.", "fiscal 1987/88", "FY1988", "1987-01-01", "1988-12-31"),
    ("Spending in the current fiscal year is lower.", "the current fiscal year", "FY1987", "1987-01-01", "1987-12-31"),
    ("Sales rose in FY87.", "FY87", "FY1987", "1987-01-01", "1987-12-31"),
    ("It spent more in FY86/87, officials said.", "FY86/87", "FY1987", "1986-01-01", "1987-12-31"),
    ("Last fiscal year it lost 3 mln.", "Last fiscal year", "FY1986", "1986-01-01", "1986-12-31"),
]

YEAR_BEFORE = [
    ("In the first quarter it earned 5 mln, up from 4 mln a year earlier.", "1986-Q1"),
    ("First-quarter net fell from that of the year-ago quarter.", "1986-Q1"),
    ("Exports in January were above those of the same month last year.", "1986-01"),
    ("Exports rose in February from the year-earlier period.", "1986-02"),
    ("Imports in the first half of 1986 were below those of the same period a year earlier.", "1985-H1"),
    ("The loss compares with a profit in the same quarter last year.", "1986-Q1"),
    ("Prices in March were higher than a month earlier.", "1987-02"),
    ("In the first quarter it sold more than in the corresponding quarter of 1985.", "1985-Q1"),
    ("He lost the seat a year earlier.", "1986"),
    ("In 1980 it grew; a year earlier it had not.", "1979"),
]

ENDED = [
    ("M-1 rose in the week ended February 18.", "the week", "1987-02-12", "1987-02-18", "P1W"),
    ("Sales rose in the week ended April 18.", "the week", "1986-04-12", "1986-04-18", "P1W"),
    ("Claims fell in the week to March 14.", "the week", "1987-03-08", "1987-03-14", "P1W"),
    ("Profit for the year ended March 31 was lower.", "the year", "1986-04-01", "1987-03-31", "P1Y"),
    ("Output in the quarter ended March 31 was flat.", "the quarter", "1987-01-01", "1987-03-31", "1987-Q1"),
    ("Sales in the three months ended January 31 fell.", "the three months", "1986-11-01", "1987-01-31", "P3M"),
    ("Turnover in the six months to end-December rose.", "the six months", "1986-07-01", "1986-12-31", "1986-H2"),
    ("It sold less in the five weeks ended April four.", "the five weeks", "1987-03-01", "1987-04-04", "P5W"),
    ("The budget for the year ending March 31, 1988 is tight.", "the year", "1987-04-01", "1988-03-31", "P1Y"),
    ("It lost money in the year ended December 31, 1986.", "the year", "1986-01-01", "1986-12-31", "1986"),
]


@pytest.mark.parametrize(("published", "text", "value"), QUARTERS)
def test_quarters_are_the_last_completed_or_the_nearest(published: str, text: str, value: str) -> None:
    assert find_dates(text, date.fromisoformat(published))[0].value == value


@pytest.mark.parametrize(("text", "said", "value", "first", "last"), FISCAL)
def test_financial_years(text: str, said: str, value: str, first: str, last: str) -> None:
    (found,) = find_dates(text, date(1987, 4, 10))
    assert (found.text, found.value, str(found.first), str(found.last)) == (said, value, first, last)
    assert found.certainty < 100


@pytest.mark.parametrize(("text", "value"), YEAR_BEFORE)
def test_a_year_before_is_counted_from_the_period_before_it(text: str, value: str) -> None:
    assert find_dates(text, date(1987, 4, 10))[-1].value == value


@pytest.mark.parametrize(("text", "said", "first", "last", "value"), ENDED)
def test_a_period_ends_on_its_last_day(text: str, said: str, first: str, last: str, value: str) -> None:
    period, end = find_dates(text, date(1987, 4, 10))
    assert (period.text, str(period.first), str(period.last), period.value) == (said, first, last, value)
    assert end.last == period.last


def test_without_a_day_of_publication_they_stay_unresolved() -> None:
    found = find_dates("Sales in the year ended March 31 rose above those of the year-ago period.")
    assert [m.first for m in found] == [None, None, None]
    assert all("no date of publication" in m.reason for m in found)


@pytest.mark.parametrize(
    "text",
    ["It moved to March 31 Street.", "He wants the week to end.", "The year to forget is over."],
)
def test_what_has_no_last_day_is_no_such_period(text: str) -> None:
    assert all(m.value is None or not m.value.startswith("P1") for m in find_dates(text, date(1987, 4, 10)))


YEARS_OF_RESULTS = [
    ("Its 1986 earnings rose.", "1986"),
    ("The 1986 results were good.", "1986"),
    ("Sales are at 1986 levels.", "1986"),
    ("The firm had 1986 sales of 20 mln dlrs.", "1986"),
    ("It cut 1987 capital expenditures.", "1987"),
    ("NOTE: 1986 net includes a gain.", "1986"),
    ("Profit rose 5 pct over 1985.", "1985"),
    # Numbers that count something.
    ("He bought 1986 shares.", None),
    ("About 1986 ships sailed.", None),
    ("The shop had 2000 sales.", None),
    ("He flew over 1985 roads.", None),
    ("It made 1850 profits.", None),
]
QUARTERS_OF_YEARS = [
    ("Profit beat last year's first quarter.", "last year's first quarter", "1986-Q1"),
    ("Profit beat last year\u2019s fourth quarter.", "last year\u2019s fourth quarter", "1986-Q4"),
    ("It fell in last year's first half.", "last year's first half", "1986-H1"),
    ("It may rise in this year's third quarter.", "this year's third quarter", "1987-Q3"),
    ("It may rise in next year's second quarter.", "next year's second quarter", "1988-Q2"),
    ("It was last year's quarter of the town.", "last year", "1986"),
]


@pytest.mark.parametrize(("text", "value"), YEARS_OF_RESULTS)
def test_a_year_may_have_results_and_levels(text: str, value: str | None) -> None:
    found = [
        each.value for each in find_dates(text, date(1987, 3, 16)) if each.value is not None and each.value[:1] != "P"
    ]
    assert found == ([value] if value else [])


@pytest.mark.parametrize(("text", "said", "value"), QUARTERS_OF_YEARS)
def test_a_quarter_may_belong_to_a_year(text: str, said: str, value: str) -> None:
    assert [(each.text, each.value) for each in find_dates(text, date(1987, 3, 16))] == [(said, value)]


@pytest.mark.parametrize("text", ["It is the FY245 model.", "The FY24.5 code ran.", "He flew on FY24-101."])
def test_codes_are_no_financial_years(text: str) -> None:
    assert not [each for each in find_dates(text, date(2024, 12, 14)) if "FY" in each.text]
