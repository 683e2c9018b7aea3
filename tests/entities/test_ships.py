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
        "HMS Sheffield was hit. The Sheffield sank, and HMS Coventry too.",
        "USS Cole was hit. The Cole was repaired. Cole is a destroyer.",
        "The USS Ronald Reagan sailed. The Ronald Reagan is a carrier, as is the USS Carl Vinson.",
        "HMNZS Canterbury is here; the MV Princess of the Stars and the M/V Princess Victoria sank.",
        "The FS Charles de Gaulle, the INS Vikrant and the SMS Emden were built far apart.",
        "S.S. Norway docked. H.M.S. Sheffield sank. U.S.S. Missouri was scrapped. M.V. “Derbyshire” sank.",
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
        (
            "HMS Sheffield was built in Sheffield. The USS Maine left Maine for Havana.",
            ["Sheffield", "Maine", "Havana"],
        ),
        ("He left the U.S. in May. HMCS Halifax left Halifax.", ["U.S.", "Halifax"]),
        ("They met at Harpers Ferry, West Virginia.", ["Harpers Ferry", "West Virginia"]),
    ],
)
def test_places_beside_ships_stay(text: str, places: list[str]) -> None:
    assert [each.text for each in extract(text, published=DAY, language="en").places] == places


def test_the_captain_of_a_ship_is_a_person() -> None:
    found = extract("The captain of the steamer, Edward Marsh, and Mr. Nathan Wood drowned.", language="en")
    assert [each.text for each in found.people] == ["Edward Marsh", "Nathan Wood"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ronald Reagan saw the USS Ronald Reagan. Mr. Reagan waved.", ["Ronald Reagan", "Ronald Reagan"]),
        ("The USS Cole was hit. Paul Cole saw it. Cole wept. Mr. Cole left.", ["Paul Cole"] * 3),
        ("The SS General Karl Wolff was tried, as was SS leader Heinrich Himmler.", ["Karl Wolff", "Heinrich Himmler"]),
    ],
)
def test_who_has_the_name_of_a_ship_stays(text: str, people: list[str]) -> None:
    assert [each.name for each in extract(text, published=DAY, language="en").people] == people


def test_ships_are_found_in_linear_time() -> None:
    assert extract("USS A-" + "a-" * 50_000 + " " + "USS " * 50_000, language="en").people == ()
