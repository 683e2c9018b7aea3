"""The short form of a state binds the town before it."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import extract


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He came from Springfield, Mass. Police said so.", ["Springfield, Massachusetts", "Massachusetts"]),
        ("She was born in Charleston, W. Va. His mother was there.", ["Charleston, West Virginia", "West Virginia"]),
        ("They live in Prague, Neb. It is quiet.", ["Prague, Nebraska", "Nebraska"]),
        ("The mill in Athens, Vt., burnt down.", ["Athens, Vermont", "Vermont"]),
        ("He flew from Berlin to Paris, Ark. He was glad.", ["Berlin", "Paris, Arkansas", "Arkansas"]),
    ],
)
def test_a_state_binds_the_town_before_it(text: str, places: list[str]) -> None:
    assert [each.label for each in extract(text, language="en").places] == places


def test_a_town_that_the_gazetteer_lacks_has_a_country_but_no_coordinates() -> None:
    town = extract("They live in Prague, Neb. The fair in Prague opens today.", language="en").places[0]
    assert (town.name, town.country, town.lat, town.lon, town.geonameid) == ("Prague", "US", None, None, None)


def test_later_mentions_mean_the_town_that_was_named_with_its_state() -> None:
    found = extract("They live in Prague, Neb. The fair in Prague opens today.", language="en")
    assert [each.label for each in found.places if each.text == "Prague"] == ["Prague, Nebraska"] * 2


def test_a_dateline_with_a_state_is_not_the_namesake_abroad() -> None:
    found = extract("BERLIN, Vt., Jan. 3 (AP) - A barn burnt down.", published=date(2011, 1, 4))
    assert found.dateline is not None
    assert found.dateline.place is not None
    assert found.dateline.place.label == "Berlin, Vermont"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He flew to Prague, Dr. Adams said.", ["Prague"]),
        ("They met in Berlin, Col. House was there.", ["Berlin"]),
        ("They met in Berlin, Mr. Marsh said.", ["Berlin"]),
        ("It was shown in London, Gen. Wade wrote.", ["London"]),
    ],
)
def test_titles_are_no_states(text: str, places: list[str]) -> None:
    assert [each.label for each in extract(text, language="en").places] == places
