"""Every form of date, and what only looks like one, in sentences; all seen from Wednesday, 14 December 2016."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates

PUBLISHED = date(2016, 12, 14)

ABSOLUTE = [
    ("He arrived on 14 December 2016.", "14 December 2016", "2016-12-14"),
    ("He arrived on the 14th of December, 2016.", "the 14th of December, 2016", "2016-12-14"),
    ("She left on Dec. 3, 2015, by train.", "Dec. 3, 2015", "2015-12-03"),
    ("He left on Dec. 2d, 1915, by train.", "Dec. 2d, 1915", "1915-12-02"),
    ("He left on the 22d of November, 1915.", "the 22d of November, 1915", "1915-11-22"),
    ("It grew in the 3d quarter of 1915.", "the 3d quarter of 1915", "1915-Q3"),
    ("It grew in the 4st quarter of 1915.", "the 4st quarter of 1915", "1915-Q4"),
    ("It grew in the 2th quarter of 1915.", "the 2th quarter of 1915", "1915-Q2"),
    ("Wednesday, 3 May 1916 was wet.", "Wednesday, 3 May 1916", "1916-05-03"),
    ("March 01 , 2008", "March 01 , 2008", "2008-03-01"),
    ("Filed 2016-12-14.", "2016-12-14", "2016-12-14"),
    ("Due on 25/12/2016 in Leeds.", "25/12/2016", "2016-12-25"),
    ("Due on 25.12.2016 in Bonn.", "25.12.2016", "2016-12-25"),
    ("It closed in March 1998.", "March 1998", "1998-03"),
    ("It closed in 1998.", "1998", "1998"),
    ("The bridge (1998) fell.", "1998", "1998"),
    ("Nothing has changed since 1998.", "1998", "1998"),
    ("It grew in Q3 1998.", "Q3 1998", "1998-Q3"),
    ("It grew in the third quarter of 1998.", "the third quarter of 1998", "1998-Q3"),
    ("Sales in the first half of 2008 rose.", "the first half of 2008", "2008-H1"),
    ("The second half of 14 December 2016 was dry.", "The second half of 14 December 2016", "2016-12-14"),
    ("They met in spring 1912.", "spring 1912", "1912-SP"),
    ("They met in the spring of 1912.", "the spring of 1912", "1912-SP"),
    ("The rising of Easter 1916 failed.", "Easter 1916", "1916-04-23"),
    ("They fought until Easter Monday 1916.", "Easter Monday 1916", "1916-04-24"),
    ("By Christmas 1914 it was not over.", "Christmas 1914", "1914-12-25"),
    ("A mill of the 19th century burnt.", "the 19th century", "18"),
    ("It was built in the 1860s.", "the 1860s", "186"),
    ("It was built in the '90s.", "the '90s", "199"),
]

VAGUE = [
    ("He served in the late 1990s.", "the late 1990s", "1995-01-01", "1999-12-31", "199"),
    ("He served in the mid-1990s.", "the mid-1990s", "1994-01-01", "1996-12-31", "199"),
    ("He served in the early 1990s.", "the early 1990s", "1990-01-01", "1994-12-31", "199"),
    ("It opened in early 2009.", "early 2009", "2009-01-01", "2009-04-30", "2009"),
    ("It opened in mid-March 2009.", "mid-March 2009", "2009-03-11", "2009-03-20", "2009-03"),
    ("Early in H2 2014 it fell.", "Early in H2 2014", "2014-07-01", "2014-08-31", "2014-H2"),
    (
        "In the first half of the second half of 2014.",
        "the first half of the second half of 2014",
        "2014-07-01",
        "2014-09-30",
        "2014-H2",
    ),
    ("It opened at the end of 2008.", "the end of 2008", "2008-09-01", "2008-12-31", "2008"),
    ("It was painted circa 1912.", "circa 1912", "1912-01-01", "1912-12-31", "1912"),
    ("It was painted c. 1912.", "c. 1912", "1912-01-01", "1912-12-31", "1912"),
    ("The late 19th century saw it.", "late 19th century", "1867-01-01", "1900-12-31", "18"),
]

RANGES = [
    ("Open from 3 to 7 May 2009 only.", "from 3 to 7 May 2009", "2009-05-03", "2009-05-07"),
    ("Open 3-7 May 2009 only.", "3-7 May 2009", "2009-05-03", "2009-05-07"),
    ("Open May 3-7, 2009 only.", "May 3-7, 2009", "2009-05-03", "2009-05-07"),
    ("It lasted from 3 May to 7 June 2009.", "from 3 May to 7 June 2009", "2009-05-03", "2009-06-07"),
    (
        "It lasted from December 30, 1915, to January 2, 1916, and no longer.",
        "from December 30, 1915, to January 2, 1916",
        "1915-12-30",
        "1916-01-02",
    ),
    ("Open 30 December 2015, – 2 January 2016.", "30 December 2015, – 2 January 2016", "2015-12-30", "2016-01-02"),
    ("Open May 3, 2009, through May 7.", "May 3, 2009, through May 7", "2009-05-03", "2009-05-07"),
    ("Open December 30, 2009, until January 2.", "December 30, 2009, until January 2", "2009-12-30", "2010-01-02"),
    (
        "It fell between May 3, 2009, and May 7, 2009.",
        "between May 3, 2009, and May 7, 2009",
        "2009-05-03",
        "2009-05-07",
    ),
    ("The war of 1914\u201318 ended.", "1914\u201318", "1914-01-01", "1918-12-31"),
    ("The season 2009/10 was dry.", "2009/10", "2009-01-01", "2010-12-31"),
    ("It fell between March and June.", "between March and June", "2016-03-01", "2016-06-30"),
    ("It will be shut from 3 to 7 May.", "from 3 to 7 May", "2017-05-03", "2017-05-07"),
    ("It was shut from Monday to Wednesday.", "from Monday to Wednesday", "2016-12-12", "2016-12-14"),
]

RELATIVE = [
    ("They met yesterday.", "yesterday", "2016-12-13", "2016-12-13"),
    ("Today they meet.", "Today", "2016-12-14", "2016-12-14"),
    ("They meet tomorrow.", "tomorrow", "2016-12-15", "2016-12-15"),
    ("On leaving this week he spoke.", "this week", "2016-12-12", "2016-12-18"),
    ("It was said last week.", "last week", "2016-12-05", "2016-12-11"),
    ("It was said last month.", "last month", "2016-11-01", "2016-11-30"),
    ("It was said last Tuesday.", "last Tuesday", "2016-12-13", "2016-12-13"),
    ("It was said on Tuesday last.", "Tuesday last", "2016-12-13", "2016-12-13"),
    ("The vote was held on Friday.", "Friday", "2016-12-09", "2016-12-09"),
    ("The vote will be held on Friday.", "Friday", "2016-12-16", "2016-12-16"),
    ("It opens next spring.", "next spring", "2017-03-01", "2017-05-31"),
    ("It shut two weeks ago.", "two weeks ago", "2016-11-30", "2016-11-30"),
    ("It shut three years ago.", "three years ago", "2013-01-01", "2013-12-31"),
    ("In January, Chile will take a seat.", "January", "2017-01-01", "2017-01-31"),
    ("In January, Chile took a seat.", "January", "2016-01-01", "2016-01-31"),
    ("It lost more than in the previous year.", "the previous year", "2015-01-01", "2015-12-31"),
    ("It fell earlier this month.", "earlier this month", "2016-12-01", "2016-12-31"),
    ("Your letter of the 15th inst. was read.", "the 15th inst", "2016-12-15", "2016-12-15"),
    ("Your letter of the 15th ult. was read.", "the 15th ult", "2016-11-15", "2016-11-15"),
    ("The fair opens on the 15th prox. in Leeds.", "the 15th prox", "2017-01-15", "2017-01-15"),
    ("Sales in the first quarter of last year fell.", "the first quarter of last year", "2015-01-01", "2015-03-31"),
    ("He was born on 3 November.", "3 November", "2016-11-03", "2016-11-03"),
    ("On June 3, 2014, it rose; a year earlier it fell.", "a year earlier", "2013-01-01", "2013-12-31"),
    ("It rose on 3 June 2014 and fell the next day.", "the next day", "2014-06-04", "2014-06-04"),
    ("It rose on 3 June 2014 and fell the following day.", "the following day", "2014-06-04", "2014-06-04"),
]

TYPED = [
    ("The talks took three days.", "three days", "DURATION", "P3D"),
    ("A 27-year contract was signed.", "27-year", "DURATION", "P27Y"),
    ("It took two and a half years.", "two and a half years", "DURATION", "P2.5Y"),
    ("They waited for half an hour.", "half an hour", "DURATION", "PT30M"),
    ("They waited for several years.", "several years", "DURATION", "PXY"),
    ("It will last the next four years.", "the next four years", "DURATION", "P4Y"),
    ("They meet every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
    ("The paper appears daily.", "daily", "SET", "P1D"),
    ("The fair is held each year.", "each year", "SET", "P1Y"),
    ("They build 15 a year.", "a year", "SET", "P1Y"),
    ("It opened at 15:00 on 14 December 2016.", "15:00 on 14 December 2016", "TIME", "2016-12-14T15:00"),
    ("It opened on Friday morning.", "Friday morning", "TIME", "2016-12-09TMO"),
    ("It opens tonight.", "tonight", "TIME", "2016-12-14TNI"),
    ("It opened at 3 p.m. yesterday.", "3 p.m. yesterday", "TIME", "2016-12-13T15:00"),
    ("It opened at 18:00 UTC.", "18:00 UTC", "TIME", "2016-12-14T18:00Z"),
    ("It is now open.", "now", "DATE", "PRESENT_REF"),
    ("It was recently shut.", "recently", "DATE", "PAST_REF"),
]

NO_DATES = [
    "They met a few minutes past four, or several minutes to ten.",
    "You may march on, and so they sat.",
    "The second man, the first term, once before, for the first time.",
    "Mrs May said so; Theresa May agreed.",
    "Anna, aged 42, and a 42-year-old man spoke.",
    "They won 3-2, and 21-19 after that; the odds were 9/4.",
    "It cost \u00a33.8bn, $1998 and 2,016 euros.",
    "Notice: offset 0 on line 3144, page 1998, flight 1844.",
    "A Boeing 747, a Windows 98 machine and an A380.",
    "Call 555-1998 or 020 7946 0018.",
    "Version 2.1.98 and section 12.3.",
    "He lives at 1600 Pennsylvania Avenue.",
    "Some 2000 people and 1998 shares.",
    "It was due on 31 February 2016 or 2016-13-01 or 2016-02-30.",
    "In the year 0 and in 30/30/2016.",
    "The fall of the wall; a spring of water.",
    "A quarter of the town; the quarter-final.",
]


def iso(day: date | None) -> str | None:
    return day and day.isoformat()


@pytest.mark.parametrize(("text", "said", "value"), ABSOLUTE)
def test_dates_in_full(text: str, said: str, value: str) -> None:
    assert [(m.text, m.value) for m in find_dates(text)] == [(said, value)]


@pytest.mark.parametrize(("text", "said", "first", "last", "value"), VAGUE)
def test_vague_dates(text: str, said: str, first: str, last: str, value: str) -> None:
    assert [(m.text.removeprefix("The "), iso(m.first), iso(m.last), m.value) for m in find_dates(text)] == [
        (said, first, last, value)
    ]


@pytest.mark.parametrize(("text", "said", "first", "last"), RANGES)
def test_ranges(text: str, said: str, first: str, last: str) -> None:
    assert [(m.text, iso(m.first), iso(m.last)) for m in find_dates(text, PUBLISHED)] == [(said, first, last)]


@pytest.mark.parametrize(("text", "said", "first", "last"), RELATIVE)
def test_relative_dates(text: str, said: str, first: str, last: str) -> None:
    found = find_dates(text, PUBLISHED)[-1]
    assert (found.text, iso(found.first), iso(found.last)) == (said, first, last)
    assert found.reason


@pytest.mark.parametrize(("text", "said", "kind", "value"), TYPED)
def test_types_and_values(text: str, said: str, kind: str, value: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (found.text, found.type, found.value) == (said, kind, value)
    assert kind not in ("DURATION", "SET") or found.first is None


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert [m.text for m in find_dates(text, PUBLISHED)] == []


def test_without_a_day_of_publication_relative_dates_stay_unresolved() -> None:
    found = find_dates("They met yesterday, on 3 May, on Friday and in January; last week, too; two weeks ago.")
    assert len(found) == 6
    assert all(m.first is None and m.last is None and "no date of publication" in m.reason for m in found)
    assert found[1].value == "XXXX-05-03"


def test_the_order_of_numeric_dates_is_that_of_the_article_then_of_the_source() -> None:
    assert find_dates("On 04/05/2016.")[0].value == "2016-04-05"
    assert find_dates("On 04/05/2016.")[0].certainty < 100
    assert find_dates("On 04/05/2016.")[0].reason
    assert find_dates("On 04/05/2016.", day_first=True)[0].value == "2016-05-04"
    assert [m.value for m in find_dates("From 04/05/2016, not 25/12/2016.", day_first=False)] == [
        "2016-05-04",
        "2016-12-25",
    ]


def test_doubt_is_told() -> None:
    assert find_dates("It was painted circa 1912.")[0].certainty < 100
    assert find_dates("It was painted in 1912.")[0].certainty == 100


def test_another_language_has_dates_in_full_only() -> None:
    text = "Am 14. Dezember 2016 kam er gestern, im März 1998 nicht; 31.02.2016 und 14.12.2016."
    assert [m.value for m in find_dates(text, PUBLISHED, english=False)] == ["2016-12-14", "1998-03", "2016-12-14"]
