"""Days of a month that is not named: the table of the documentation, and the rule against a slow statement of it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.dates import DateSpan
from dateline.index.entities.dates.finding import find_dates
from dateline.index.entities.dates.query_dates import parse_query_date
from dateline.index.entities.mention import DateMention
from dateline.index.fields import DEFAULT_FIELDS
from dateline.searcher.query import parse
from dateline.searcher.query.binding import bind
from tests.repo.sources import ROOT

PAGE = ROOT / "docs" / "people-places-dates.md"
ROW = re.compile(r"^\| (?P<published>[0-9-]{10}|none) \| (?P<text>[^|]+) \| (?P<days>[^|]+) \|$", re.MULTILINE)
TABLE = [tuple(row.groups()) for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))]
JOINS = (" to the ", " to ", " through the ", " till the ", " until the ", "–", "-", " – the ", "—", "-the ")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PUBLISHED = date(2016, 12, 5)
NUMBERS = st.integers(1, 31)
DAYS = st.dates(date(1600, 1, 1), date(2400, 1, 1)) | st.sampled_from(
    [date(2016, 2, 29), date(2016, 3, 1), date(2015, 3, 30), date(2016, 12, 31), date(2017, 1, 1), date(2016, 5, 31)]
)


def days_of(mention: DateMention) -> str:
    if mention.first is None:
        return "unresolved"
    return str(mention.first) if mention.first == mention.last else f"{mention.first} to {mention.last}"


def nth(number: int) -> str:
    return f"{number}{'th' if 3 < number < 21 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def steps(ends: tuple[int, int]) -> list[int]:
    """Return two to five numbers that follow each other."""
    return list(range(min(ends[0], 30), min(ends[0], 30) + 2 + ends[1] % 4))[: 32 - min(ends[0], 30)]


def last_of(year: int, month: int) -> int:
    return monthrange(year, month)[1]


@pytest.mark.parametrize(("published", "text", "days"), TABLE, ids=[text for _, text, _ in TABLE])
def test_the_table_of_the_documentation(published: str, text: str, days: str) -> None:
    day = None if published == "none" else date.fromisoformat(published)
    assert ", ".join(days_of(mention) for mention in find_dates(text, day)) == days


def test_the_documentation_has_the_table() -> None:
    assert len(TABLE) >= 18


# The rule, said slowly: day by day.


def backwards(day: date, days: int = 100) -> Iterator[date]:
    return (day - timedelta(days=step) for step in range(days))


def forwards(day: date, days: int = 100) -> Iterator[date]:
    return (day + timedelta(days=step) for step in range(days))


def single(number: int, published: date, forward: bool) -> date:
    """Return the nearest day of that number on one side of the day of publication."""
    return next(day for day in (forwards if forward else backwards)(published) if day.day == number)


def follower(number: int, first: date) -> date | None:
    """Return the day in the month of the first day, or in the next if it is lower; None if that month lacks it."""
    start = first.replace(day=1)
    if number < first.day:
        start = next(day for day in forwards(start) if day.month != first.month)
    return next((day for day in forwards(start) if day.month == start.month and day.day == number), None)


@given(NUMBERS, DAYS, st.booleans())
def test_a_single_day_is_the_nearest_in_its_direction(number: int, published: date, forward: bool) -> None:
    text = f"It {'will shut' if forward else 'was shut'} on the {nth(number)}."
    (found,) = find_dates(text, published)
    assert found.first == found.last == single(number, published, forward)


def chosen(number: int, weekday: int, published: date, forward: bool) -> date:
    """Return the first such day that is the weekday: of the two to come, or of the past year; else the nearest.

    In a clause that looks back the next fortnight comes before what is more than 100 days off."""
    if forward:
        days = [day for day in forwards(published, 130) if day.day == number][:2]  # 31 May and 31 July are 122 days off
    else:
        days = [*backwards(published, 101), *forwards(published, 15), *backwards(published, 366)]
    fitting = (day for day in days if day.day == number and day.isoweekday() == weekday)
    return next(fitting, single(number, published, forward))


@given(NUMBERS, st.integers(1, 7), DAYS, st.booleans(), st.sampled_from([" the ", ", the ", " ", ", "]))
def test_a_weekday_chooses_the_month(number: int, weekday: int, published: date, forward: bool, gap: str) -> None:
    said = f"{WEEKDAYS[weekday - 1]}{gap}{nth(number)}"
    (found,) = find_dates(f"It {'will shut' if forward else 'was shut'} on {said}.", published)
    assert found.text == said
    assert found.first == found.last == chosen(number, weekday, published, forward)


def test_the_reason_tells_that_the_weekday_decided() -> None:
    for text, reason in (
        ("It met on Friday, the 2nd.", "\u201cmet\u201d looks back, seen from 2016-12-05"),
        ("It met on Friday, the 13th.", "the nearest one with the weekday that is said, seen from 2016-12-05"),
        ("It ran from Friday the 13th to the 15th.",
         "the nearest one with the weekday that is said, seen from 2016-12-05"),
    ):  # fmt: skip
        (found,) = find_dates(text, PUBLISHED)
        assert found.reason == reason


@given(NUMBERS, st.integers(1, 7), DAYS, st.sampled_from([("inst", 0), ("ult", -1), ("prox", 1)]))
def test_a_weekday_changes_no_month_that_is_known(
    number: int, weekday: int, published: date, word: tuple[str, int]
) -> None:
    (plain,) = find_dates(f"It was shut on the {nth(number)} {word[0]}.", published)
    (found,) = find_dates(f"It was shut on {WEEKDAYS[weekday - 1]}, the {nth(number)} {word[0]}.", published)
    assert (found.first, found.last, found.value) == (plain.first, plain.last, plain.value)


@pytest.mark.parametrize(
    ("published", "text", "said", "days"),
    [
        ("2016-12-10", "He came on Sunday, the 20th, by train.", "Sunday, the 20th", "2016-11-20"),
        ("2016-12-10", "It met Friday, the 13th.", "Friday, the 13th", "2016-05-13"),
        ("2016-12-05", "It met Friday, the 16th.", "Friday, the 16th", "2016-09-16"),
        ("2016-09-22", "You are invited Sunday, the 25th.", "Sunday, the 25th", "2016-09-25"),
        ("2016-12-10", "Concert, Monday the 19th.", "Monday the 19th", "2016-12-19"),
        ("2016-12-10", "He came last Friday, the 2nd, by train.", "last Friday, the 2nd", "2016-12-02"),
        ("2016-12-10", "It met next Friday, the 16th.", "next Friday, the 16th", "2016-12-16"),
        ("2016-12-10", "He came on Friday evening, the 2nd, by train.", "Friday evening, the 2nd", "2016-12-02"),
        ("2016-12-10", "He came on Friday, the 2nd, at 3:15, by train.", "Friday, the 2nd, at 3:15", "2016-12-02"),
        ("2016-12-10", "He came on Friday, the 3rd of this month.", "Friday, the 3rd of this month", "2016-12-03"),
        ("2016-12-10", "He came on Saturday, 25th ult., by train.", "Saturday, 25th ult", "2016-11-25"),
        ("2016-12-05", "It ran from the 14th to Saturday, the 19th.", "from the 14th to Saturday, the 19th",
         "2016-11-14 to 2016-11-19"),
        ("2016-12-05", "They sat Monday, the 14th, to the 19th.", "Monday, the 14th, to the 19th",
         "2016-11-14 to 2016-11-19"),
        ("2016-12-05", "It ran from Monday, 14th, to Saturday, 19th inst.", "from Monday, 14th, to Saturday, 19th inst",
         "2016-12-14 to 2016-12-19"),
        ("2016-12-05", "It ran from Monday 28th to Wednesday 30th November.",
         "from Monday 28th to Wednesday 30th November", "2016-11-28 to 2016-11-30"),
        ("2016-12-05", "It ran Monday 28 to Wednesday 30 November 2011.", "Monday 28 to Wednesday 30 November 2011",
         "2011-11-28 to 2011-11-30"),
        ("2016-12-05", "It ran Monday, November 28 to Wednesday, 30.", "Monday, November 28 to Wednesday, 30",
         "2016-11-28 to 2016-11-30"),
        ("2016-12-10", "On Friday, the 2nd Mr. Brown came.", "Friday, the 2nd", "2016-12-02"),
        ("2016-12-10", "Friday, the 5th Regiment marched.", "Friday", "2016-12-09"),
        ("2016-12-10", "On Friday evening, the 5th Regiment marched.", "Friday evening", "2016-12-09"),
        ("2016-12-10", "They won on Friday 10-3 and left.", "Friday", "2016-12-09"),
        ("2016-12-10", "He came on Friday the 32nd.", "Friday", "2016-12-09"),
    ],
)  # fmt: skip
def test_a_weekday_and_the_day_are_one_date(published: str, text: str, said: str, days: str) -> None:
    assert [(m.text, days_of(m)) for m in find_dates(text, date.fromisoformat(published))] == [(said, days)]


@given(NUMBERS, NUMBERS, DAYS, st.booleans(), st.sampled_from(JOINS))
def test_a_range_follows_its_first_day(first: int, last: int, published: date, forward: bool, join: str) -> None:
    text = f"It {'will shut' if forward else 'was shut'} from the {nth(first)}{join}{nth(last)}."
    (found,) = find_dates(text, published)
    start = single(first, published, forward)
    end = follower(last, start)
    assert found.text == text.partition(" ")[2].removeprefix("will shut ").removeprefix("was shut ").rstrip(".")
    assert (found.first, found.last) == ((start, end) if end is not None else (None, None))


@given(
    NUMBERS,
    NUMBERS,
    DAYS,
    st.sampled_from([("inst.", 0), ("ult.", -1), ("prox.", 1), ("ultimo", -1)]),
    st.sampled_from(JOINS),
)
def test_a_month_behind_the_last_day_counts_for_the_range(
    first: int, last: int, published: date, word: tuple[str, int], join: str
) -> None:
    (found,) = find_dates(f"It was shut the {nth(first)}{join}{nth(last)} {word[0]}", published)
    month = published.replace(day=1)
    if word[1]:
        month = (month + timedelta(days=31 if word[1] > 0 else -1)).replace(day=1)
    end = next((day for day in forwards(month) if day.month == month.month and day.day == last), None)
    before = (month - timedelta(days=1)).replace(day=1) if first > last else month
    start = next((day for day in forwards(before) if day.month == before.month and day.day == first), None)
    assert (found.first, found.last) == ((start, end) if start and end else (None, None))


@given(NUMBERS, NUMBERS, st.sampled_from(JOINS), st.sampled_from(["", " inst.", " ult.", " prox."]))
def test_without_a_day_of_publication_they_stay_unresolved(first: int, last: int, join: str, word: str) -> None:
    (found,) = find_dates(f"It runs from the {nth(first)}{join}{nth(last)}{word}.")
    assert (found.first, found.last, found.precision) == (None, None, None)
    assert found.value == f"XXXX-XX-{first:02}/XXXX-XX-{last:02}"
    assert found.reason == "no date of publication to count from"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He left on November 23d.", "2016-11-23"),
        ("He left on the 3d inst. by train.", "2016-12-03"),
        ("He will leave on the 3d prox. by train.", "2017-01-03"),
        ("He left on the 2d.", "2016-12-02"),
        ("It was shut from the 22d to the 3d.", "2016-11-22 to 2016-12-03"),
    ],
)
def test_american_ordinals(text: str, days: str) -> None:
    assert [days_of(mention) for mention in find_dates(text, PUBLISHED)] == [days]


def test_the_tense_decides_for_days_still_to_come() -> None:
    for text, month in (("will run", 12), ("ran", 11), ("runs", 11), ("is to be held", 12), ("was held", 11)):
        (found,) = find_dates(f"The fair {text} from the 14th to the 19th.", PUBLISHED)
        assert (found.first, found.last) == (date(2016, month, 14), date(2016, month, 19)), text
        (found,) = find_dates(f"The fair {text} on the 14th.", PUBLISHED)
        assert found.first == date(2016, month, 14), text


@pytest.mark.parametrize("until", ["until", "till"])
@pytest.mark.parametrize(
    ("clause", "month"),
    [
        ("He stayed {} the 5th.", 12),
        ("The mill was shut {} the 5th.", 12),
        ("He was in Paris {} the 5th.", 12),
        ("It had been closed {} noon on the 5th.", 12),
        ("The court sat {} the 5th and the king will come.", 12),
        ("They had {} the 5th to answer.", 12),
        ("He did not stay {} the 5th.", 12),
        ("It had to remain shut {} the 5th.", 12),
        ("The mill was shut last week, after a flood in May, {} the 5th.", 12),
        ("It is said that he stayed {} the 5th.", 12),
        ("He's been away {} the 5th.", 12),
        ("They stay there {} the 5th.", 1),
        ("He will stay {} the 5th.", 1),
        ("He said he would stay {} the 5th.", 1),
        ("He has {} the 5th to answer.", 1),
        ("The mill is shut {} the 5th.", 1),
        ("The mill is now closed {} the 5th.", 1),
        ("The mill is to be shut {} the 5th.", 1),
        ("The mill, burnt in 1915, stays shut {} the 5th.", 1),
        ("The trial was put off, and they were given {} the 5th.", 1),
        ("The trial was adjourned {} the 5th.", 1),
    ],
)
def test_until_looks_as_the_verb_before_it(clause: str, month: int, until: str) -> None:
    found = find_dates(clause.format(until), date(1916, 12, 10))[-1]
    assert found.first == date(1916 if month == 12 else 1917, month, 5)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The fair is open from the 8th to the 20th.", "1916-12-08 to 1916-12-20"),
        ("The fair opens from the 8th to the 10th.", "1916-12-08 to 1916-12-10"),
        ("The fair is shown from the 10th to the 20th.", "1916-12-10 to 1916-12-20"),
        ("The king is away from the 28th to the 12th.", "1916-11-28 to 1916-12-12"),
        ("The fair is open from Friday, the 8th, to the 20th.", "1916-12-08 to 1916-12-20"),
        ("The fair is open from the 1st to the 9th.", "1917-01-01 to 1917-01-09"),
        ("The fair is open from the 11th to the 20th.", "1916-12-11 to 1916-12-20"),
        ("The fair will be open from the 8th to the 20th.", "1917-01-08 to 1917-01-20"),
        ("The fair is to be open from the 8th to the 20th.", "1917-01-08 to 1917-01-20"),
    ],
)
def test_a_range_that_runs_is_of_the_present(text: str, days: str) -> None:
    assert [days_of(mention) for mention in find_dates(text, date(1916, 12, 10))] == [days]


@pytest.mark.parametrize(
    ("published", "text", "days"),
    [
        (date.min, "It ran from the 14th to the 19th.", ["unresolved"]),
        (date.min, "It will run from the 28th to the 3rd.", ["0001-01-28 to 0001-02-03"]),
        (date.min, "It ran on the 1st.", ["0001-01-01"]),
        (date.min, "He wrote on the 3rd ult.", ["unresolved"]),
        (date.max, "It ran from the 14th to the 19th.", ["9999-12-14 to 9999-12-19"]),
        (date.max, "It will run from the 31st to the 3rd.", ["unresolved"]),
        (date.max, "It opens on the 3rd prox.", ["unresolved"]),
    ],
)
def test_at_the_ends_of_the_calendar(published: date, text: str, days: list[str]) -> None:
    assert [days_of(mention) for mention in find_dates(text, published)] == days


@pytest.mark.parametrize(
    "text",
    [
        "They met on the 44th to the 45th.",
        "They ran from the 14th to the 45th.",
        "It rained from the 32nd inst. to the 33rd inst.",
        "It rained the 0th-1st inst.",
        "They are from the 5th to the 7th floor.",
        "The line between the 3rd and 5th districts was cut.",
        "Men of the 3rd and 10th regiments marched.",
        "It is between the 30th and the 50th degree of latitude.",
        "By the end of the 2nd millennium they were gone.",
        "They won 10-3 May 5.",
        "The third of this month's games is over.",
        "He wrote on the 32d inst. and on the 12d and on the 5d.",
        "It is a 3D film, shown in 3d, from 2D to 3D, and the 3d film of two.",
    ],
)
def test_what_is_no_day_of_a_month(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


def test_each_row_is_judged_by_what_follows_it() -> None:
    text = "They sat on the 20th and 25th, and on the 3rd and 10th benches, and on the 3rd, 4th and 5th."
    assert [m.text for m in find_dates(text, PUBLISHED)] == ["the 20th", "25th", "the 3rd, 4th and 5th"]


@given(
    st.lists(NUMBERS, min_size=2, max_size=5, unique=True).map(sorted) | st.tuples(NUMBERS, NUMBERS).map(steps),
    st.sampled_from([", and ", " and "]),
    st.sampled_from(["", "the "]),
    st.integers(1, 12),
    st.booleans(),
)
def test_a_row_is_a_span_if_its_days_follow_each_other(
    numbers: list[int], last: str, the: str, month: int, behind: bool
) -> None:
    days = [nth(number) if behind or the else str(number) for number in numbers]
    row = f", {the}".join(days[:-1]) + (last if len(days) > 2 else " and ") + (the if behind else "") + days[-1]
    name = date(2016, month, 1).strftime("%B")
    if not behind:
        row = row.replace("the ", "")
    text = f"They sat on the {row} of {name}, 2015." if behind else f"They sat on {name} {row}, 2015."
    found = [(mention.first, mention.last) for mention in find_dates(text, PUBLISHED)]
    real = [date(2015, month, number) for number in numbers if number <= last_of(2015, month)]
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        assert found == ([(real[0], real[-1])] if len(real) == len(numbers) else [])
    else:
        assert found == [(day, day) for day in real]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the 14th, 15th and 16th inst", [("the 14th, 15th and 16th inst", "2016-12-14 to 2016-12-16")]),
        ("December 14, 15 and 16", [("December 14, 15 and 16", "2015-12-14 to 2015-12-16")]),
        ("the 14th, 15th, and 16th", [("the 14th, 15th, and 16th", "2016-11-14 to 2016-11-16")]),
        ("the 24th and the 25th", [("the 24th and the 25th", "2016-11-24 to 2016-11-25")]),
        ("the 2d and 3d ult", [("the 2d and 3d ult", "2016-11-02 to 2016-11-03")]),
        ("the 31st and 1st prox", [("the 31st and 1st prox", "2016-12-31 to 2017-01-01")]),
        ("the 30th and 1st of May, 2011", [("the 30th and 1st of May, 2011", "2011-04-30 to 2011-05-01")]),
        ("the 5th and 20th inst", [("the 5th", "2016-12-05"), ("20th inst", "2016-12-20")]),
        ("the 1st, 2nd and 4th ult", [("the 1st", "2016-11-01"), ("2nd", "2016-11-02"), ("4th ult", "2016-11-04")]),
        ("the 30th and 2nd inst", [("the 30th", "2016-11-30"), ("2nd inst", "2016-12-02")]),
        ("the 14th and 20th of last month", [("the 14th", "2016-11-14"), ("20th of last month", "2016-11-20")]),
        ("Dec. 14 and 20", [("Dec. 14", "2015-12-14"), ("20", "2015-12-20")]),
        ("3 and 7 May 2009", [("3", "2009-05-03"), ("7 May 2009", "2009-05-07")]),
        ("the 5th and 20th", [("the 5th", "2016-12-05"), ("20th", "2016-11-20")]),
        ("the 5th and 32nd inst", [("the 5th", "2016-12-05")]),
        ("February 28 and 30, 2015", [("February 28", "2015-02-28")]),
        ("between the 5th and 20th ult", [("between the 5th and 20th ult", "2016-11-05 to 2016-11-20")]),
        ("between May 14 and 20, 2015", [("between May 14 and 20, 2015", "2015-05-14 to 2015-05-20")]),
        ("May 3 and 20 others", [("May 3", "2016-05-03")]),
        ("May 3, and 20 for the poor", [("May 3", "2016-05-03")]),
        ("May 25 and 14 others", [("May 25", "2016-05-25")]),
        ("May 5 and the second", [("May 5", "2016-05-05")]),
        ("the May 3 and 20 elections", [("May 3", "2016-05-03"), ("20", "2016-05-20")]),
        ("Monday and Tuesday, the 14th and 15th",
         [("Monday and Tuesday, the 14th and 15th", "2016-11-14 to 2016-11-15")]),
        ("Monday and Friday, the 14th and 18th", [("the 14th", "2016-11-14"), ("18th", "2016-11-18")]),
        ("Monday to Friday, the 14th to the 18th",
         [("Monday to Friday, the 14th to the 18th", "2016-11-14 to 2016-11-18")]),
        ("Friday and Saturday, May 6 and 7", [("Friday and Saturday, May 6 and 7", "2016-05-06 to 2016-05-07")]),
    ],
)  # fmt: skip
def test_rows(text: str, found: list[tuple[str, str]]) -> None:
    assert [(m.text, days_of(m)) for m in find_dates(f"They sat on {text}.", PUBLISHED)] == found


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("They grew from the 17th to 19th centuries.", "from the 17th to 19th centuries", "16/18"),
        ("In the 19th and 20th centuries it grew.", "the 19th and 20th centuries", "18/19"),
        ("It grew (11th–15th centuries).", "11th–15th centuries", "10/14"),
    ],
)
def test_ranges_of_centuries_are_no_days(text: str, said: str, value: str) -> None:
    assert [(m.text, m.precision, m.value) for m in find_dates(text, PUBLISHED)] == [(said, "century", value)]


@pytest.mark.parametrize(
    "text",
    [
        "In the 4th century BC.",
        "The 5th–4th centuries BC.",
        "In the 2nd and 1st centuries BCE.",
        "In the late 4th century BC.",
    ],
)
def test_centuries_before_this_era_have_no_days(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the 14th to the 19th", "2016-11-14", "2016-11-19"),
        ("14th to the 19th", "2016-11-14", "2016-11-19"),
        ("from the 28th to the 3rd", "2016-11-28", "2016-12-03"),
        ("between the 3rd and the 5th", "2016-12-03", "2016-12-05"),
        ("the 14th inst.", "2016-12-14", "2016-12-14"),
        ("14th-19th inst", "2016-12-14", "2016-12-19"),
        ("14-19 ult.", "2016-11-14", "2016-11-19"),
        ("the 14th", "2016-11-14", "2016-11-14"),
        ("Monday the 14th", "2016-11-14", "2016-11-14"),
        ("Monday 19th", "2016-12-19", "2016-12-19"),
        ("Friday, 18th inst.", "2016-12-18", "2016-12-18"),
        ("from Monday, the 14th, to Saturday, the 19th", "2016-11-14", "2016-11-19"),
        ("the 14th, 15th and 16th inst.", "2016-12-14", "2016-12-16"),
        ("the 3d inst.", "2016-12-03", "2016-12-03"),
        ("the 2d to the 23d ult.", "2016-11-02", "2016-11-23"),
        ("the 14th of next month", "2017-01-14", "2017-01-14"),
        ("certainly the 14th till the 19th prox.", "2017-01-14", "2017-01-19"),
    ],
)
def test_in_a_query_they_count_from_the_reference_day(text: str, first: str, last: str) -> None:
    found = parse_query_date(text, PUBLISHED)
    assert found is not None
    assert found.days == DateSpan(date.fromisoformat(first), date.fromisoformat(last))
    assert parse_query_date(text, None) is None


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("the 14th to the 19th", None),
        ("the 14th inst.", None),
        ("the 5th and 20th inst.", PUBLISHED),
        ("the 31st ult.", PUBLISHED),
        ("from the 28th to the 31st", PUBLISHED),
        ("the 14th to the 45th", PUBLISHED),
        ("the 3rd ult.", date.min),
        ("the 3rd prox.", date.max),
        ("between spring–", PUBLISHED),
        ("from the", PUBLISHED),
        ("frıday", PUBLISHED),
        ("early Auguſt 1914", PUBLISHED),
        ("the 14th ınst.", PUBLISHED),
    ],
)
@pytest.mark.parametrize("field", ["about", "published"])
def test_in_a_query_what_stays_unresolved_is_a_note(text: str, today: date | None, field: str) -> None:
    query = f'{field}:"{text}"'
    bound = bind(
        parse(query, lambda name: DEFAULT_FIELDS.get(name) is not None).tree, DEFAULT_FIELDS, query, today=today
    )
    assert parse_query_date(text, today) is None
    assert bound.notes


@pytest.mark.parametrize(
    ("text", "said", "days"),
    [
        ("the twenty-third inst.", "the twenty-third inst", "2016-12-23"),
        ("the twenty third inst.", "the twenty third inst", "2016-12-23"),
        ("the thirty-first inst.", "the thirty-first inst", "2016-12-31"),
        ("the thirtieth of May 2009", "the thirtieth of May 2009", "2009-05-30"),
        ("the twenty-fourth day of May 1915", "the twenty-fourth day of May 1915", "1915-05-24"),
        ("from the twenty-first to the twenty-third ult.", "from the twenty-first to the twenty-third ult",
         "2016-11-21 to 2016-11-23"),
        ("from the fourteenth to the nineteenth of May", "from the fourteenth to the nineteenth of May",
         "2016-05-14 to 2016-05-19"),
        ("the twenty-eighth to the third of May 2009", "the twenty-eighth to the third of May 2009",
         "2009-04-28 to 2009-05-03"),
    ],
)  # fmt: skip
def test_ordinals_in_words(text: str, said: str, days: str) -> None:
    assert [(each.text, days_of(each)) for each in find_dates(f"They sat {text}", PUBLISHED)] == [(said, days)]


@pytest.mark.parametrize(
    "text",
    [
        "He rose from the third to the second.",
        "He rose from the fourteenth to the nineteenth floor.",
        "It is in the twenty-third century.",
        "He teaches twenty first graders.",
    ],
)
def test_ordinals_in_words_that_are_no_days(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


@pytest.mark.parametrize(
    "text",
    [
        "3 Instant coffees",
        "the 14 instant messages",
        "14 Inst of Physics",
        "14 Inst. of Physics",
        "25 prox. shares",
        "the 5th and 20 inst. shares",
        "3.14 inst.",
    ],
)
def test_a_number_before_inst_that_counts_is_no_day(text: str) -> None:
    assert find_dates(f"He sold {text}", PUBLISHED) == ()


@pytest.mark.parametrize(
    "text", ["the 3d instant", "14 inst.", "the 14 inst", "14 inst. by boat", "14 inst. Ships came", "25th prox. again"]
)
def test_a_day_before_inst_stays_one(text: str) -> None:
    (found,) = find_dates(f"He came on {text}", PUBLISHED)
    assert found.precision == "day"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mill was shut before the 14th.", "2016-11-14"),
        ("He will come after the 14th.", "2016-12-14"),
        ("It was lost before the 14th hole.", None),
    ],
)
def test_a_day_may_stand_behind_before_and_after(text: str, value: str | None) -> None:
    assert [each.value for each in find_dates(text, date(2016, 12, 5))] == ([value] if value else [])
