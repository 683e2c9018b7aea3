"""Dates in words, without their spaces, with two days or years, and with modifiers; and what only looks like a date."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates

PUBLISHED = date(2015, 11, 20)

FORMS = [
    ("The attacks of 13/14 November 2015 shook Paris.", "13/14 November 2015", "2015-11-13/2015-11-14"),
    ("They sat up on the night of 2/3 May.", "2/3 May", "2015-05-02/2015-05-03"),
    ("It froze on January 30/31, 1916.", "January 30/31, 1916", "1916-01-30/1916-01-31"),
    ("The winter of 1986-87 was hard.", "The winter of 1986-87", "1986-WI"),
    ("She skated there in the winter of 1947/48.", "the winter of 1947/48", "1947-WI"),
    ("The crop of winter 1915-1916 failed.", "winter 1915-1916", "1915-WI"),
    ("Sugar output in the 1986/87 season fell.", "1986/87", "1986/1987"),
    ("He came back to meet the class of '68.", "'68", "1968"),
    ("The strike of '26 was short.", "'26", "1926"),
    ("She left home in '79 and never wrote.", "'79", "1979"),
    ("The deed was signed on June 15,1887 in York.", "June 15,1887", "1887-06-15"),
    ("The deed was signed on Dec.3,1886 in York.", "Dec.3,1886", "1886-12-03"),
    ("The deed was signed on July4, 1876 in York.", "July4, 1876", "1876-07-04"),
    ("The deed was signed on 15June 1887 in York.", "15June 1887", "1887-06-15"),
    ("The dividend was payable April one to holders of record.", "April one", "2015-04-01"),
    ("It was paid on May two, and the shares rose.", "May two", "2015-05-02"),
    ("The board met on September nine, 1986.", "September nine, 1986", "1986-09-09"),
    ("He was born in nineteen ninety-one.", "nineteen ninety-one", "1991"),
    ("The mill was built in eighteen hundred and five.", "eighteen hundred and five", "1805"),
    ("The town burnt in nineteen sixteen.", "nineteen sixteen", "1916"),
]

TYPED = [
    ("The work took 2 1/2 years.", "2 1/2 years", "DURATION", "P2.5Y"),
    ("He served two-and-a-half years.", "two-and-a-half years", "DURATION", "P2.5Y"),
    ("A 3-1/2 month strike ended.", "3-1/2 month", "DURATION", "P3.5M"),
    ("He has lived there for about three years.", "about three years", "DURATION", "P3Y"),
    ("The case has dragged on for more than a decade.", "more than a decade", "DURATION", "P10Y"),
    ("It was over in less than two weeks.", "less than two weeks", "DURATION", "P2W"),
    ("She swims every morning.", "every morning", "SET", "XXXX-XX-XXTMO"),
    ("The band plays every Friday night.", "every Friday night", "SET", "XXXX-WXX-5TNI"),
    ("The shop is shut on Mondays.", "Mondays", "SET", "XXXX-WXX-1"),
    ("They sail every weekend.", "every weekend", "SET", "XXXX-WXX-WE"),
    ("Fire broke out late Tuesday night.", "late Tuesday night", "TIME", "2015-11-17TNI"),
    ("The ship docked early Monday morning.", "early Monday morning", "TIME", "2015-11-16TMO"),
    ("It was announced early last week.", "early last week", "DATE", "2015-W46"),
    ("Prices peaked in the mid-1980s.", "the mid-1980s", "DATE", "198"),
]

NO_DATES = [
    "Call as soon as he comes, and as soon as you can.",
    "The current owner and the current state of things.",
    "He ran a sub-five-minute mile.",
    "The House voted 86-14 and the court ruled 6-3 in the case.",
    "They won 21-14 on a penalty, 2-1 in the end.",
    "A Boeing 747, a Windows 95 machine and a Model 1911 pistol.",
    "The second man seconded the motion a second time.",
    "You may march with us, and they may as well.",
    "The sun sat low; they wed in the rain.",
    "In April two banks and in May three mills: no.",
    "The odds were 9/11, then 13/14.",
    "It sold nineteen ships and seventeen tugs.",
    "Suite '11 and the iLife '11 package.",
    "A quarter of the town, and about a quarter of its mills.",
]


@pytest.mark.parametrize(("text", "said", "value"), FORMS)
def test_forms_of_dates(text: str, said: str, value: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (found.text, found.value) == (said, value)


@pytest.mark.parametrize(("text", "said", "kind", "value"), TYPED)
def test_modifiers_and_repeats(text: str, said: str, kind: str, value: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (found.text, found.type, found.value) == (said, kind, value)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date(text: str) -> None:
    found = [m.text for m in find_dates(text, PUBLISHED)]
    assert found == (["April", "May"] if text.startswith("In April") else [])


BOUNDS = [
    ("0001-01-01", "It rained yesterday."),
    ("9999-12-31", "It will rain tomorrow."),
    ("9999-12-31", "It will open next year."),
    ("2017-01-10", "The bones are of 3,000 years ago."),
]


@pytest.mark.parametrize(("published", "text"), BOUNDS)
def test_a_day_outside_the_calendar_stays_unresolved(published: str, text: str) -> None:
    (found,) = find_dates(text, date.fromisoformat(published))
    assert (found.type, found.days, found.reason) == ("DATE", None, "a year outside 1 to 9999")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It begins on January first.", ["2017-01-01"]),
        ("It ended on May the second, 1987.", ["1987-05-02"]),
        ("On Friday, December twenty-third, it snowed.", ["2016-12-23"]),
        ("In April second place was lost.", []),
        ("In March first-half results came.", []),
        ("January first quarter profit rose.", []),
        ("They may second the motion. May second the motion.", []),
    ],
)
def test_ordinals_in_words_after_a_month_are_days(text: str, days: list[str]) -> None:
    found = find_dates(text, date(2016, 12, 14))
    assert [str(each.first) for each in found if each.first is not None and each.precision == "day"] == days
