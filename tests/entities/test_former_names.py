"""Former and foreign names of places, and the living places of these names."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import extract


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Nobody helped when Kiev refused to pay.", "Kyiv"),
        ("Bombay was flooded again.", "Mumbai"),
        ("Saigon fell in the spring.", "Ho Chi Minh City"),
        ("Leningrad was besieged for years.", "Saint Petersburg"),
        ("Petrograd says that the front is quiet.", "Saint Petersburg"),
    ],
)
def test_a_former_name_of_a_large_city_is_a_place_wherever_it_stands(text: str, label: str) -> None:
    found = extract(text, published=date(1990, 5, 2), language="en")
    assert [each.label for each in found.places] == [label]
    assert found.people == ()


@pytest.mark.parametrize(
    "text",
    ["Maxim Gorky wrote to him. Gorky was ill.", "Robert Salisbury resigned. Salisbury was old."],
)
def test_people_of_such_names_stay_people(text: str) -> None:
    found = extract(text, language="en")
    assert found.places == ()
    assert len(found.people) == 2


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Police in Salisbury said on Monday that a man was ill.", ["Salisbury, England"]),
        ("She lives in Salisbury, Wiltshire.", ["Salisbury, England", "Wiltshire"]),
        ("The army of Zimbabwe left Salisbury for Bulawayo.", ["Zimbabwe", "Harare", "Bulawayo"]),
        ("They fled from Madras to Calcutta.", ["Chennai", "Kolkata"]),
    ],
)
def test_a_living_city_precedes_a_former_name_of_one_abroad(text: str, labels: list[str]) -> None:
    assert [each.label for each in extract(text, published=date(2018, 3, 7), language="en").places] == labels


@pytest.mark.parametrize(
    "text",
    [
        "The White House said nothing.",
        "The Neva froze in January.",
        "Shares of Boeing <BA.N> rose.",
        "Union Carbide <UK> sold its mill.",
        "The film was subtitled in English and dubbed in Polish.",
        "A novel translated from Czech into Polish is sold here.",
    ],
)
def test_other_names_of_places_are_not_taken_for_them(text: str) -> None:
    assert extract(text, language="en").places == ()


@pytest.mark.parametrize("text", ["They moved to White House, Tennessee.", "It is sold in the UK <see below>."])
def test_a_state_or_an_article_shows_the_place(text: str) -> None:
    assert extract(text, language="en").places
