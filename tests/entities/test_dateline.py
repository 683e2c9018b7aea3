"""The line that opens a story: place, day and agency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from dateline.index.entities.dateline import find_dateline, read_dateline
from dateline.index.entities.places.gazetteer import open_gazetteer
from tests.growth import assert_linear

GAZETTEER = open_gazetteer()
PUBLISHED = date(2016, 12, 14)

LINES = {
    "BAKU, Dec. 13 (Reuters) — The president": ("Baku", date(2016, 12, 13), "Reuters"),
    "WASHINGTON (AP) - The president": ("Washington, D.C.", None, "AP"),
    "LONDON, April 4 - Oil fell": ("London", date(2016, 4, 4), None),
    "PARIS/BERLIN, March 3 (AFP) – France": ("Paris", date(2016, 3, 3), "AFP"),
    "NEW YORK, Reuters - Shares fell": ("New York", None, "Reuters"),
    "By Jane Roe\nMOSCOW — The Kremlin": ("Moscow", None, None),
    "    NEW YORK, April 8 - Shares of": ("New York", date(2016, 4, 8), None),
    "Oil rises again\n\nSPRINGFIELD, Ill., May 3 (AP) -- A man": ("Springfield, Illinois", date(2016, 5, 3), "AP"),
    "Baku, 13 December (Trend) - The": ("Baku", date(2016, 12, 13), "Trend"),
    "WASHINGTON, D.C., June 5 (UPI) -- Congress": ("Washington, D.C.", date(2016, 6, 5), "UPI"),
    "GENEVA, 3 May 1990 (AFP) - Talks": ("Geneva", date(1990, 5, 3), "AFP"),
    "CHICAGO, March 3.—The strike": ("Chicago", date(2016, 3, 3), None),
    "ISLAMABAD: The minister": ("Islamabad", None, None),
    "FORT WORTH, Texas — A man": ("Fort Worth", None, None),
    "UNITED NATIONS (AP) — The council": (None, None, "AP"),
}
NONE = [
    "",
    "The White House said - again",
    "THE END IS NEAR - he said",
    "Paris - the city of light",
    "NOTE: this page has moved",
    "Netanyahu meets Azerbaijan President, hails close ties",
    "A line.\nAnother.\nAnother.\nAnother.\nAnother.\nMOSCOW — too late",
    "1234567890",
]


@pytest.mark.parametrize(("text", "expected"), LINES.items())
def test_a_dateline_gives_place_day_and_agency(text: str, expected: tuple[str | None, date | None, str | None]) -> None:
    line = find_dateline(text, PUBLISHED, gazetteer=GAZETTEER)
    assert line is not None
    assert (line.place and line.place.label, line.date and line.date.first, line.agency) == expected
    for part in (line, line.place, line.date):
        assert part is None or text[part.start : part.end] == part.text


@pytest.mark.parametrize("text", NONE)
def test_other_lines_are_none(text: str) -> None:
    assert find_dateline(text, PUBLISHED, gazetteer=GAZETTEER) is None


def test_without_a_publication_date_the_day_stays_open() -> None:
    line = find_dateline("BAKU, Dec. 13 (Reuters) — The", gazetteer=GAZETTEER)
    assert line is not None
    assert line.date is None or line.date.first is None


@pytest.mark.parametrize("published", [PUBLISHED, date(1987, 4, 9), datetime(1987, 12, 20, 9, 30), None])
@pytest.mark.parametrize("line", [*LINES, *NONE])
def test_a_line_apart_from_the_text_is_read_alike(line: str, published: date | None) -> None:
    printed = line.splitlines()[-1].rpartition(" -")[0] if line else ""
    found = find_dateline(f"{printed.strip()} - ", published, gazetteer=GAZETTEER)
    apart = found and replace(
        found,
        start=0,
        end=0,
        place=found.place and replace(found.place, start=0, end=0),
        date=found.date and replace(found.date, start=0, end=0),
    )
    for _ in range(2):  # the second time it is known
        assert read_dateline(f" {printed}\n", published, gazetteer=GAZETTEER) == apart


def test_a_line_seen_before_is_read_for_its_own_day_and_language() -> None:
    printed = "LENINGRAD, April 9"
    lines = [
        read_dateline(printed, published, gazetteer=GAZETTEER, english=english)
        for published in (date(1987, 4, 9), date(1988, 4, 9), date(1999, 4, 9))
        for english in (True, False)
    ]
    days = [line and line.date and line.date.first for line in lines]
    assert days[::2] == [date(1987, 4, 9), date(1988, 4, 9), date(1999, 4, 9)]
    places = [line.place for line in lines if line and line.place]
    assert len({place.reason for place in places}) > 1  # the name of 1987 is a former name in 1999


@pytest.mark.parametrize("name", ["LENINGRAD", "BOMBAY", "PEKING", "SAIGON", "NEW YORK", "ROSTOV"])
@pytest.mark.parametrize("year", [1916, 1960, 2016])
def test_a_place_at_the_start_is_that_of_a_text_that_begins_before_it(name: str, year: int) -> None:
    first, second = (
        find_dateline(f"{before}{name}, May 3 - The", date(year, 5, 4), gazetteer=GAZETTEER) for before in ("", " ")
    )
    assert first is not None
    assert second is not None
    assert first.place == (second.place and replace(second.place, start=0, end=len(name)))


@pytest.mark.parametrize("published", [date.min, date.max, datetime.min, datetime.max])
def test_the_ends_of_the_calendar_are_days_of_publication(published: date) -> None:
    for text in ("BAKU, Jan. 1 (Reuters) - The", "BAKU, Dec. 31 (Reuters) - The", "BAKU, Feb. 29 (Reuters) - The"):
        line = find_dateline(text, published, gazetteer=GAZETTEER)
        assert line is not None
        assert line.agency == "Reuters"


@pytest.mark.parametrize("unit", ["A", "\n", "A, ", "PARIS/", "- ", "(AP) ", "A\n"])
def test_any_text_takes_linear_time(unit: str) -> None:
    assert_linear(lambda count: find_dateline(unit * count, PUBLISHED, gazetteer=GAZETTEER), 200_000)
