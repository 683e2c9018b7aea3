"""Names of ships are none of people or places."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import extract

DAY = date(1916, 5, 9)


@pytest.mark.parametrize(
    "text",
    [
        "The liner Persia sank in an hour. Boats of the Persia were seen on the coast.",
        "The steamer Robert Bruce left on Monday.",
        "Two battleships Nevada lay in the harbor.",
        "The wreck of the yacht “Elena Marsh” was raised.",
        "Arrived: Steamer Philadelphia, with mail.",
        "The ferry Isle of Arran was late.",
    ],
)
def test_a_ship_is_no_person_and_no_place(text: str) -> None:
    found = extract(text, published=DAY, language="en")
    assert ([each.text for each in found.people], [each.text for each in found.places]) == ([], [])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The liner Persia left Norway for Iran.", ["Norway", "Iran"]),
        ("The steamer China sank. Tea from China was on board.", ["China"]),
        ("A submarine of Germany was seen off Norway.", ["Germany", "Norway"]),
        ("The ferry to Norway was late, and so was the tanker from Kuwait.", ["Norway", "Kuwait"]),
        ("They met at Harpers Ferry, West Virginia.", ["Harpers Ferry", "West Virginia"]),
    ],
)
def test_places_beside_ships_stay(text: str, places: list[str]) -> None:
    assert [each.text for each in extract(text, published=DAY, language="en").places] == places


def test_the_captain_of_a_ship_is_a_person() -> None:
    found = extract("The captain of the steamer, Edward Marsh, and Mr. Nathan Wood drowned.", language="en")
    assert [each.text for each in found.people] == ["Edward Marsh", "Nathan Wood"]
