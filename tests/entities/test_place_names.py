"""Which place short forms, lists, capitals and combined names mean."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import extract
from dateline.index.entities.places.gazetteer import open_gazetteer
from dateline.index.entities.places.meanings import find_meanings


def labels(text: str, published: date | None = None) -> list[str]:
    return [place.label for place in extract(text, published, language="en").places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senators Ann Lee (Ala.) and John Baker (Mont.) voted for it.", ["Alabama", "Montana"]),
        ("A barn near Quaxby Corners, Minn., burned.", ["Minnesota"]),
        ("He left Butte, Mont.", ["Butte", "Montana"]),
        ("A tram ran through Mons, and through Minden.", ["Mons"]),
    ],
)
def test_the_short_form_of_a_state_is_no_foreign_town(text: str, expected: list[str]) -> None:
    assert [label for label in labels(text) if "Quaxby" not in label and "Minden" not in label] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ships sailed to China, Japan and the Philippines.", ["China", "Japan", "Philippines"]),
        ("Growers in Russia, U.S. farmers and others met.", ["Russia", "United States"]),
        ("A mill in Lebanon, Ohio, closed.", ["Lebanon, Ohio", "Ohio"]),
        ("A shop in Peru, Ind., closed.", ["Peru, Indiana", "Indiana"]),
        ("A house in Washington, Virginia, was sold.", ["Washington, Virginia", "Virginia"]),
    ],
)  # fmt: skip
def test_a_list_of_countries_or_states_is_no_town_with_its_state(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_washington_in_a_list_of_states_is_not_in_the_next_one() -> None:
    assert "Washington, Virginia" not in labels("Polls closed in Wisconsin, Washington, Virginia and Ohio.")


def test_a_capital_is_meant_in_an_article_of_a_namesake_s_country() -> None:
    text = "OTTAWA - The premier spoke on Monday. In London, the king met him, and he flies to Paris on Friday."
    assert labels(text) == ["Ottawa", "London", "Paris"]
    text = "A fire in Kitchener, Ontario, spread to Guelph and to London, Ontario. London sent help."
    assert labels(text)[-1] == "London, Ontario"


def test_a_capital_that_was_named_first_stays_it_beside_a_namesake() -> None:
    text = "London has many bridges. A namesake is London, Ohio. London was built by Romans."
    assert [label for label in labels(text) if label.startswith("London")] == ["London", "London, Ohio", "London"]


def test_a_people_is_no_town() -> None:
    assert labels("The rules are in English in U.S. courts of Indiana.")[-2:] == ["United States", "Indiana"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cases of West Nile virus rose in Ohio.", ["Ohio"]),
        ("He walked to the South Pole, and met a Pole in Gdansk.", ["Poland", "Gdańsk"]),
        ("Fans of Manchester City and of Norwich City met in Leeds.", ["Leeds"]),
        ("They flew to Kansas City and to Mexico City.", ["Kansas City", "Mexico City"]),
        ("A West Virginian won.", ["West Virginia"]),
        ("Ships crossed the Gulf of Aqaba and the Gulf of Finland.", ["Gulf of Aqaba", "Gulf of Finland"]),
        ("Troops in northern Iraq and in West Texas left.", ["Iraq", "Texas"]),
    ],
)
def test_a_combined_name_is_not_that_of_its_part(text: str, expected: list[str]) -> None:
    found = [place.label for place in extract(text, language="en").places if place.kind != "unknown"]
    assert found == expected


def test_a_river_is_not_the_city_that_it_flows_through() -> None:
    gazetteer = open_gazetteer()
    assert not find_meanings(gazetteer, "Chicago River", True).meanings
    assert not find_meanings(gazetteer, "Fassa Valley", True).meanings
    assert find_meanings(gazetteer, "Ohio River", True).meanings[0].place.label == "Ohio River"
    assert find_meanings(gazetteer, "Mekong River", True).meanings[0].place.label == "Mekong"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The Bank of Korea met in Seoul. Korean exports rose.", 1987, ["South Korea", "Seoul", "South Korea"]),
        ("The Bank of Korea met in Seoul.", 1916, ["Korean Peninsula", "Seoul"]),
        ("The Bank of Korea met in Seoul.", None, ["Korean Peninsula", "Seoul"]),
        ("Seoul and Pyongyang talk of Korean trade.", 1987, ["Seoul", "Pyongyang", "Korean Peninsula"]),
        ("Seoul wants peace on the Korean peninsula.", 1987, ["Seoul", "Korean Peninsula"]),
        ("S. KOREA, W. GERMANY AND S. AFRICA SIGN", 1987, ["South Korea", "West Germany", "South Africa"]),
    ],
)
def test_korea_is_the_south_in_news_of_it(text: str, published: int | None, expected: list[str]) -> None:
    assert labels(text, published and date(published, 5, 1)) == expected


def test_a_city_is_one_value_with_the_region_of_its_name() -> None:
    assert labels("Ships from Egypt, Cairo and Suez cross the Red Sea.")[-1] == "Red Sea"
    text = "The Hamburg Ballet danced in Hamburg, Bremen, Munich, Cologne and Berlin, and in London and Paris."
    assert "Hamburg, Germany" not in labels(text)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("The firm has a stake in Viscodrive.", []),
        ("He swore in Delcy Rodrigo as president, and put faith in Brackenholm.", []),
        ("Analysts at Montgold Securities spoke.", []),
        ("Scholars of Christianity, in the Torah and in Neoplatonism, met.", []),
        ("A barn in Brackenholm burned.", ["Brackenholm"]),
        ("The interest rate in Brackenholm rose.", ["Brackenholm"]),
    ],
)
def test_a_phrase_makes_no_unknown_name_a_place(text: str, unknown: list[str]) -> None:
    assert [place.label for place in extract(text, language="en").places if place.kind == "unknown"] == unknown
