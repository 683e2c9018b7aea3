"""Georgia and Washington in lists, towns with their state before them, and counties after Co."""

from __future__ import annotations

import pytest

from dateline.index import extract

STATE, COUNTRY = "Georgia, United States", "Georgia"
WASHINGTON, CAPITAL = "Washington, United States", "Washington, D.C."


def labels(text: str) -> list[str]:
    return [each.label for each in extract(text, language="en").places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He campaigned in Ohio, Georgia and Washington.", ["Ohio", STATE, WASHINGTON]),
        ("The storm hit Alabama and Georgia.", ["Alabama", STATE]),
        ("Stores in Washington, Oregon, or Idaho were shut.", [WASHINGTON, "Oregon", "Idaho"]),
        ("It rained in Utah and Georgia. Georgia was flooded.", ["Utah", STATE, STATE]),
        ("Presidents of Georgia, Armenia and Azerbaijan met.", [COUNTRY, "Armenia", "Azerbaijan"]),
        ("It left Atlanta, Ohio and Iowa. Georgia and Russia signed.", ["Atlanta", "Ohio", "Iowa", COUNTRY, "Russia"]),
        ("He lived in Virginia, Maryland and Washington.", ["Virginia", "Maryland", CAPITAL]),
        ("He flew to Moscow, London and Washington.", ["Moscow", "London", CAPITAL]),
        ("They met in Oregon. Washington said so.", ["Oregon", CAPITAL]),
        ("Ohio, Utah and Berlin sent help, and so did Washington.", ["Ohio", "Utah", "Berlin", CAPITAL]),
    ],
)
def test_a_list_says_which_georgia_and_washington(text: str, places: list[str]) -> None:
    assert labels(text) == places


def test_a_list_of_any_length_takes_linear_time() -> None:
    assert labels("He saw " + "Ohio, Georgia, " * 20_000 + "and Utah.")[-2:] == [STATE, "Utah"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They live in the Texas town of Paris.", ["Texas", "Paris, Texas"]),
        ("They live in the Ohio city of Lima. Lima is small.", ["Ohio", "Lima, Ohio", "Lima, Ohio"]),
        ("A man from the Maine town of Mexico died.", ["Maine", "Mexico, Maine"]),
        ("It fell on the New York town of Rome.", ["New York, United States", "Rome, New York"]),
        ("He was in the central Gaza town of Khan Younis.", ["Gaza", "Khan Yunis"]),
        ("It opened in Kansas City, and in Mexico City.", ["Kansas City", "Mexico City"]),
        ("France’s Paris is larger. The Canadian community of Paris sang.", ["France", "Paris", "Canada", "Paris"]),
    ],
)
def test_a_state_before_a_town_says_which_town(text: str, places: list[str]) -> None:
    assert labels(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He was born in Tralee, Co. Kerry, in 1950.", ["Tralee", "County Kerry"]),
        ("A farmer from Co Down was jailed.", ["County Down"]),
        ("She grew up in Co Mayo and Co Cork.", ["County Mayo", "County Cork"]),
        ("A man from Co. Wicklow was fined. The Co Durham man was 43.", ["County Wicklow", "County Durham"]),
        ("He bought Acme Co. Kerry Smith said so.", []),
        ("Shares of Marsh & Co. Down Under fell.", []),
    ],
)
def test_co_before_a_county_is_no_company(text: str, places: list[str]) -> None:
    found = extract(text, language="en")
    assert [each.label for each in found.places] == places
    assert not any(each.text.startswith("Co") for each in found.people)
