"""Which places a name or a label means by the gazetteer alone, and how one asks for a place in full."""

from __future__ import annotations

import pytest

from dateline.index.entities.places.gazetteer import Place, open_gazetteer
from dateline.searcher.entities.namesakes import MOST_PARTS, find_namesakes, full_label
from tests.growth import assert_linear

GAZETTEER = open_gazetteer()


@pytest.mark.parametrize(
    ("value", "first", "rival", "listed"),
    [
        ("georgia", "Georgia", "Georgia, United States", None),
        ("washington", "Washington, D.C.", "Washington, United States", None),
        ("san jose", "San José", "San Jose, California", None),
        ("holland", "Netherlands", "Holland, Michigan", None),
        ("columbia", "Columbia", "Columbia, Missouri", "Colombia"),  # a foreign spelling makes no rival
        ("mexico", "Mexico", "Mexico, Missouri", "Mexico City"),
        ("petersburg", "Saint Petersburg", "Petersburg, Virginia", None),  # but that of the best known place does
    ],
)
def test_rivals_are_the_best_known_place_and_those_of_that_very_name(
    value: str, first: str, rival: str, listed: str | None
) -> None:
    found = find_namesakes(GAZETTEER, value)
    assert found.places[0].label == first
    assert {first, rival} <= found.rivals
    if listed is not None:
        assert listed in [place.label for place in found.places]
        assert listed not in found.rivals


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("Georgia, United States", "Georgia, United States"),
        ("georgia, united states", "Georgia, United States"),
        ("Georgia, Caucasus", "Georgia"),
        ("georgia, ASIA", "Georgia"),
        ("Paris, France", "Paris"),
        ("Paris, TX", "Paris, Texas"),
        ("paris,texas", "Paris, Texas"),
        ("Springfield, Ill.", "Springfield, Illinois"),
        ("Verdun, Grand Est, France", "Verdun"),
        ("Virginia, United States", "Virginia"),  # not a town in a state
        ("Washington, D.C.", "Washington, D.C."),
    ],
)
def test_a_label_or_a_holder_means_one_place(value: str, label: str) -> None:
    assert find_namesakes(GAZETTEER, value).rivals == {label}


@pytest.mark.parametrize("value", ["", ",", ", ", "Paris, Atlantis", "Brobdingnag", "Paris France"])
def test_what_names_no_place_means_none(value: str) -> None:
    assert not find_namesakes(GAZETTEER, value).places


@pytest.mark.parametrize(
    ("label", "full"),
    [
        ("Georgia", "Georgia, Caucasus"),
        ("Paris", "Paris, France"),
        ("Paris, Texas", "Paris, Texas"),
        ("Verdun", "Verdun, France"),
        ("Springfield", "Springfield, Missouri"),
        ("Kazakhstan", "Kazakhstan"),
    ],
)
def test_a_full_label_means_its_place_alone(label: str, full: str) -> None:
    place = GAZETTEER.by_label(label)
    assert place is not None
    assert full_label(GAZETTEER, place) == full
    assert find_namesakes(GAZETTEER, full).rivals == {label}


def test_a_place_of_the_archives_own_gazetteer_has_no_rivals() -> None:
    own = GAZETTEER.with_places([Place("Paris (the farm)", "Paris", "city")])
    assert find_namesakes(own, "paris").rivals == {"Paris (the farm)"}
    paris = own.by_label("Paris")
    assert paris is not None
    assert full_label(own, paris) == "Paris, France"


def test_a_long_value_takes_linear_time() -> None:
    assert not find_namesakes(GAZETTEER, "Paris, " * (MOST_PARTS + 1)).places
    assert_linear(lambda size: find_namesakes(GAZETTEER, "Paris, " * size), 20_000)
