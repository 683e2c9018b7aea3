"""Feasts and holidays by rule, in texts and alone; the days are those of printed almanacs, and of tables for the
tabular calendar of Islam."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates
from dateline.index.entities.dates.holidays import FEAST_NAMES, feast_day, feast_name, feast_span
from dateline.index.entities.dates.recurrence import recurs_on

KNOWN = [
    ("thanksgiving", 1916, "1916-11-30"),
    ("thanksgiving", 1939, "1939-11-23"),
    ("thanksgiving", 2015, "2015-11-26"),
    ("memorial day", 1916, "1916-05-30"),
    ("memorial day", 2015, "2015-05-25"),
    ("labor day", 2015, "2015-09-07"),
    ("columbus day", 1960, "1960-10-12"),
    ("election day", 2016, "2016-11-08"),
    ("mother's day", 2015, "2015-05-10"),
    ("easter monday", 1916, "1916-04-24"),
    ("good friday", 2016, "2016-03-25"),
    ("passover", 2015, "2015-04-04"),
    ("passover", 1987, "1987-04-14"),
    ("rosh hashanah", 2013, "2013-09-05"),
    ("yom kippur", 1973, "1973-10-06"),
    ("hanukkah", 2016, "2016-12-25"),
    ("purim", 2016, "2016-03-24"),
    ("shavuot", 1987, "1987-06-03"),
    ("ramadan", 2015, "2015-06-18"),
    ("eid al-fitr", 2016, "2016-07-07"),
    ("eid al-adha", 2015, "2015-09-24"),
]

SENTENCES = [
    ("Shops were shut on Labor Day.", "Labor Day", "2015-09-07"),
    ("The family met at Thanksgiving.", "Thanksgiving", "2015-11-26"),
    ("He landed on ANZAC Day 1965.", "ANZAC Day 1965", "1965-04-25"),
    ("The fort was lit on Bastille Day.", "Bastille Day", "2015-07-14"),
    ("They raced on Boxing Day, 2014.", "Boxing Day, 2014", "2014-12-26"),
    ("They burnt it on Guy Fawkes Night.", "Guy Fawkes Night", "2015-11-05"),
    ("The parade of Presidents\u2019 Day 1999 was wet.", "Presidents\u2019 Day 1999", "1999-02-15"),
    ("The rally of Australia Day 1988 was large.", "Australia Day 1988", "1988-01-26"),
    ("Canada Day 2012 was dry.", "Canada Day 2012", "2012-07-01"),
    ("The war began on Yom Kippur 1973.", "Yom Kippur 1973", "1973-10-06"),
    ("They fasted in Ramadan 2015.", "Ramadan 2015", "2015-06-18/2015-07-17"),
    ("He has not flown since 9/11.", "9/11", "2001-09-11"),
    ("The 9/11 attacks changed it.", "9/11", "2001-09-11"),
    ("The attacks of 9/11 changed it.", "9/11", "2001-09-11"),
    ("He recalled 9/11 and wept.", "9/11", "2001-09-11"),
    ("She wed last Boxing Day.", "last Boxing Day", "2014-12-26"),
]


@pytest.mark.parametrize(("name", "year", "day"), KNOWN)
def test_days_of_feasts(name: str, year: int, day: str) -> None:
    assert feast_day(name, year).isoformat() == day


@pytest.mark.parametrize("name", FEAST_NAMES)
def test_each_feast_has_days_in_most_years(name: str) -> None:
    known = feast_name(name.title())
    for year in (1583, 1916, 2016, 2400):
        days = feast_span(known, year)
        assert year <= days.first.year <= days.last.year <= year + 1
    assert recurs_on(known, feast_day(known, 2016))


@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize("name", FEAST_NAMES)
def test_no_year_raises_another_error(name: str, year: int) -> None:
    try:
        feast_span(feast_name(name), year)
    except (ValueError, OverflowError):
        assert year in (1, 9999)


@pytest.mark.parametrize(("text", "said", "value"), SENTENCES)
def test_feasts_in_sentences(text: str, said: str, value: str) -> None:
    (found,) = find_dates(text, date(2015, 11, 30))
    assert (found.text, found.value) == (said, value)


def test_a_feast_by_the_moon_is_approximate() -> None:
    (found,) = find_dates("They fasted in Ramadan 2015.")
    assert found.certainty < 100
    assert "moon" in found.reason


@pytest.mark.parametrize(
    "text", ["Chinese New Year 2015 was loud.", "They kept the Lunar New Year.", "The Jewish New Year came."]
)
def test_a_new_year_of_another_calendar_is_not_the_first_of_january(text: str) -> None:
    assert find_dates(text, date(2015, 11, 30)) == ()


def test_feasts_of_islam_are_found_in_a_text() -> None:
    found = find_dates("Shops will shut for Eid al-Fitr. Eid al-Adha will be quieter.", date(2024, 3, 13))
    assert [(each.text, each.value) for each in found] == [("Eid al-Fitr", "2024-04-10"), ("Eid al-Adha", "2024-06-17")]
