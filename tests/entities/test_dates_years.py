"""Years behind a day, a month or a feast: near, far, beyond the calendar, and numbers that are none."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates
from dateline.index.entities.dates.query_dates import parse_query_date
from tests.growth import assert_linear

PUBLISHED = date(2016, 12, 5)

YEARS = [
    ("The ship left on 14 May 2200.", "14 May 2200", "2200-05-14"),
    ("On 14 May 3016, he said, it ends.", "14 May 3016", "3016-05-14"),
    ("It lasts until 31 December 9999", "31 December 9999", "9999-12-31"),
    ("On May 14th, 0876 the town fell.", "May 14th, 0876", "0876-05-14"),
    ("On the fourteenth of May 3016 it ends.", "the fourteenth of May 3016", "3016-05-14"),
    ("Sent 14-May-3016.", "14-May-3016", "3016-05-14"),
    ("It ends in May 3016.", "May 3016", "3016-05"),
    ("It ends at Christmas 3016.", "Christmas 3016", "3016-12-25"),
    ("It runs 3-7 May 3016.", "3-7 May 3016", "3016-05-03/3016-05-07"),
    ("From 28 April to 3 May 3016 it ran.", "From 28 April to 3 May 3016", "3016-04-28/3016-05-03"),
    ("From 1 January 0001 to the 31st.", "From 1 January 0001 to the 31st", "0001-01-01/0001-01-31"),
    ("Friday, 14 May 3016 at 15:00.", "Friday, 14 May 3016 at 15:00", "3016-05-14T15:00"),
    ("He died on 14 May 987 AD in Reims.", "14 May 987 AD", "0987-05-14"),
    ("He died on 14 May A.D. 1066 there.", "14 May A.D. 1066", "1066-05-14"),
    ("On 14 May 1610 Ravaillac stabbed him.", "14 May 1610", "1610-05-14"),
    ("The 14 May 2016 elections.", "The 14 May 2016", "2016-05-14"),
]
NO_YEARS = [
    ("On 14 May 2200 people came.", "14 May", "2016-05-14"),
    ("On May 14, 2200 British troops landed.", "May 14", "2016-05-14"),
    ("On 14 May 1500 troops landed.", "14 May", "2016-05-14"),
    ("On 14 May 2200 ships sailed.", "14 May", "2016-05-14"),
    ("At Christmas 2200 people came.", "Christmas", "2016-12-25"),
    ("On 1 Dec 10000 people came.", "1 Dec", "2016-12-01"),
    ("It sailed on May 5 1200 GMT.", "May 5 1200 GMT", "2016-05-05T12:00Z"),
    ("It sailed on Dec 14 0930 GMT.", "Dec 14 0930 GMT", "2015-12-14T09:30Z"),
    ("It sailed on Dec 5 1800 GMT.", "Dec 5 1800 GMT", "2016-12-05T18:00Z"),
    ("It sailed on 14 May 2200 hours.", "14 May 2200 hours", "2016-05-14T22:00"),
]
UNRESOLVED = [
    ("He died on 14 May 44 BC.", "14 May 44 BC"),
    ("He died on 14 May 1200 B.C. there.", "14 May 1200"),
    ("Around 1500 BC it fell.", "Around 1500"),
    ("On 1 Jan 10000 it ends.", "1 Jan 10000"),
    ("On 14 May 0000 it began.", "14 May 0000"),
    ("From 31 December 9999 to the 1st.", "From 31 December 9999 to the 1st"),
    ("On 14 May 3016 humanity won.", "14 May"),
    ("On 14 May 2200 were killed.", "14 May"),
]


@pytest.mark.parametrize(("text", "said", "value"), YEARS + NO_YEARS)
def test_a_number_behind_a_day_is_its_year_unless_it_counts_or_tells_the_time(text: str, said: str, value: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (found.text, found.value) == (said, value)


@pytest.mark.parametrize(("text", "said"), UNRESOLVED)
def test_a_year_beyond_the_calendar_or_in_doubt_leaves_the_day_unresolved(text: str, said: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (found.text, found.first, found.last) == (said, None, None)
    assert found.reason


@pytest.mark.parametrize("text", ["In May 2200 people came.", "APRIL 201916", "May 99999 came."])
def test_a_month_before_a_number_that_is_no_year_is_none(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


def test_days_of_a_row_have_its_far_year() -> None:
    assert [each.value for each in find_dates("On December 14 and 20, 3016.", PUBLISHED)] == [
        "3016-12-14",
        "3016-12-20",
    ]


@pytest.mark.parametrize("text", ["Christmas 3016", "3 to 7 May 3016"])
def test_queries_read_far_years(text: str) -> None:
    found = parse_query_date(text, PUBLISHED)
    assert found is not None
    assert found.days is not None
    assert found.days.first.year == 3016


@pytest.mark.parametrize("piece", ["14 May 3016 ", "14 May 44 BC ", "May 14 and 20, 2200 ", "1 Jan 10000 "])
def test_the_time_it_takes_grows_no_faster_than_the_text(piece: str) -> None:
    assert_linear(lambda size: find_dates(piece * (size // len(piece)), PUBLISHED), 50_000)


@pytest.mark.parametrize(
    "text",
    ["32 May 2016", "0 May 2016", "31 April 2016", "32nd May 2016", "32-May-2016", "May 32, 2016", "45 June 3016"],
)
def test_an_impossible_day_leaves_no_month(text: str) -> None:
    assert find_dates(f"It ends on {text}.", PUBLISHED) == ()


def test_a_number_before_a_whole_day_takes_nothing_from_it() -> None:
    assert [each.value for each in find_dates("Paid 88 Nov. 30, 1916, on 50 May Day marches.", PUBLISHED)] == [
        "1916-11-30",
        "2016-05-01",
    ]


@pytest.mark.parametrize("text", ["Am 14. Mai 3016.", "Le 14 mai 0876", "Am 1. Januar 10000 endet es."])
def test_in_other_languages_a_day_before_a_far_year_is_of_no_year_near_by(text: str) -> None:
    assert find_dates(text, PUBLISHED, english=False) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In the spring and summer of 1989 it rained.", ["1989-SP", "1989-SU"]),
        ("In March and April 1989 it rained.", ["1989-03", "1989-04"]),
        ("In January, February and March, 1989, it rained.", ["1989-01", "1989-02", "1989-03"]),
        ("In March and in April of 1989 it rained.", ["1989-03", "1989-04"]),
        ("In fall and winter 1988 it rained.", ["1988-FA", "1988-WI"]),
        ("In March and April it rained.", ["1990-03", "1990-04"]),
        ("In March 1988 and April 1989 it rained.", ["1988-03", "1989-04"]),
        ("Between March and May 1989 it rained.", ["1989-03/1989-05"]),
        ("In March and on April 3, 1989, it rained.", ["1990-03", "1989-04-03"]),
    ],
)
def test_months_and_seasons_in_a_row_share_the_year_after_the_last(text: str, values: list[str]) -> None:
    assert [each.value for each in find_dates(text, date(1990, 6, 1))] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("She died in her eighties.", []),
        ("They were in their early twenties.", []),
        ("The party won in the eighties.", ["198"]),
        ("The party won in the early eighties.", ["198"]),
    ],
)
def test_decades_in_words_are_no_ages(text: str, values: list[str]) -> None:
    assert [each.value for each in find_dates(text, date(1990, 6, 1))] == values
