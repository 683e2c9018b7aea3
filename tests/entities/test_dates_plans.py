"""Weekdays and months of what is announced or planned are ahead."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates

PUBLISHED = date(2024, 3, 13)  # a Wednesday
ANNOUNCED = [
    "Arsenal host Southampton on Friday.",
    "England face Wales on Friday.",
    "The minister travels to Berlin on Friday.",
    "Nurses strike on Friday.",
    "Teachers walk out on Friday.",
    "The court rules on Friday.",
    "She turns 90 on Friday.",
    "The bank sets rates on Friday.",
    "The band performs in Leeds on Friday.",
    "The council plans to close the pool on Friday.",
    "He was remanded to appear on Friday.",
    "The mayor promised to act by Friday.",
    "The mill sold the flour for Friday.",
    "Dockers to strike on Friday",
    "Friday's concert has been cancelled.",
    "Tickets for Friday's show are sold out.",
    "He misses Friday's game with a knee injury.",
]
REPORTED = [
    "The nurses' strike on Friday was called off.",
    "The Paris visit on Friday drew large crowds.",
    "The Fox host Ann Lee on Friday said she was well.",
    "The board published new rules on Friday.",
    "The council voted to raise rents on Friday.",
    "He was forced to resign on Friday.",
    "He refused to speak on Friday.",
    "Bank forced to cut rates on Friday",
    "Club fails to sell pier on Friday",
    "Friday's concert was a triumph.",
    "Friday's game ended in a draw.",
    "He scored twice in Friday's game.",
    "Friday's close was low.",
]
PLANNED = [
    ("Ann Hall joins the board in June.", "2024-06"),
    ("The mayor retires in June.", "2024-06"),
    ("She was named chief executive from June.", "2024-06"),
    ("The council voted to raise rents in June.", "2024-06"),
    ("The firm plans to cut jobs in June.", "2024-06"),
    ("The firm could cut jobs in June.", "2024-06"),
    ("The firm wants to move in June.", "2024-06"),
    ("He promised to act by June.", "2024-06"),
    ("It has a plan to expand the mill from June.", "2024-06"),
    ("The mill sold 5,000 tonnes for June shipment.", "2024-06"),
    ("Mayor to step down in June", "2024-06"),
    ("COAL PRICES TO RISE FROM JUNE", "2024-06"),
    # No plan has the month.
    ("Output fell 3 pct from June.", "2023-06"),
    ("He helped to raise funds in June.", "2023-06"),
    ("The firm was forced to cut output in June.", "2023-06"),
    ("The firm cut output in June.", "2023-06"),
    ("It sold the mill in June.", "2023-06"),
    ("She was named to the board in June.", "2023-06"),
    ("In June the agreement to cut output was signed in Rome.", "2023-06"),
    ("Mill sets record in June", "2023-06"),
    # A month of the last weeks is the next one only if the verb is its own.
    ("Inflation is expected to slow after a rise in February.", "2024-02"),
    ("The figures for January will be revised.", "2024-01"),
    ("The museum will open in January.", "2025-01"),
    ("The trial starts in February.", "2025-02"),
    ("Housing starts in February were low.", "2024-02"),
]


def value_of(text: str) -> str | None:
    return [each.value for each in find_dates(text, PUBLISHED)][-1]


@pytest.mark.parametrize("text", ANNOUNCED)
def test_the_weekday_of_an_announcement_is_ahead(text: str) -> None:
    assert value_of(text) == "2024-03-15"


@pytest.mark.parametrize("text", REPORTED)
def test_the_weekday_of_a_report_is_past(text: str) -> None:
    assert value_of(text) == "2024-03-08"


@pytest.mark.parametrize(("text", "value"), PLANNED)
def test_the_month_of_a_plan_is_ahead(text: str, value: str) -> None:
    assert value_of(text) == value


def test_a_range_of_weekdays_has_the_verb_of_its_clause() -> None:
    assert value_of("The festival runs from Friday to Sunday.") == "2024-03-15/2024-03-17"
    assert value_of("The festival ran from Friday to Sunday.") == "2024-03-08/2024-03-10"


TIMES = [
    ("The shop is open from 9am on Monday to 5pm on Friday.", "2024-03-11T09:00/2024-03-15T17:00"),
    ("The road was closed from 10pm on Friday until 5am on Monday.", "2024-03-08T22:00/2024-03-11T05:00"),
    ("The road will be closed from 10pm on Friday to 5am on Monday.", "2024-03-15T22:00/2024-03-18T05:00"),
    ("It rose from 5pm on Monday to 10 on Friday.", "2024-03-08"),
    ("He worked from 9am to 5pm on Friday.", "2024-03-08T17:00"),
]


@pytest.mark.parametrize(("text", "value"), TIMES)
def test_the_second_of_two_times_follows_the_first(text: str, value: str) -> None:
    assert value_of(text) == value
