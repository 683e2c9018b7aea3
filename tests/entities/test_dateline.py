"""The line that opens a story: place, day and agency."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dateline.index.entities.dateline import find_dateline
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


@pytest.mark.parametrize("published", [date.min, date.max, datetime.min, datetime.max])
def test_the_ends_of_the_calendar_are_days_of_publication(published: date) -> None:
    for text in ("BAKU, Jan. 1 (Reuters) - The", "BAKU, Dec. 31 (Reuters) - The", "BAKU, Feb. 29 (Reuters) - The"):
        line = find_dateline(text, published, gazetteer=GAZETTEER)
        assert line is not None
        assert line.agency == "Reuters"


@pytest.mark.parametrize("unit", ["A", "\n", "A, ", "PARIS/", "- ", "(AP) ", "A\n"])
def test_any_text_takes_linear_time(unit: str) -> None:
    assert_linear(lambda count: find_dateline(unit * count, PUBLISHED, gazetteer=GAZETTEER), 200_000)
