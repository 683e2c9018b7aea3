"""Local news and clubs: a town before its police is a place, and a club is neither a place nor a person."""

from __future__ import annotations

import pytest

from dateline.index import extract
from dateline.index.entities.people.companies import COMPANIES
from dateline.index.entities.people.cue_words import CLUBS


@pytest.mark.parametrize(
    ("text", "places", "people"),
    [
        ("Leeds police said so.", ["Leeds"], []),
        ("Norwich council met. Boston police came.", ["Norwich", "Boston"], []),
        ("Ford police said so. The IBM hospital closed. The full ICO council met.", [], []),
        ("Everton beat Juventus 2-1. Juventus had won in Liverpool.", ["Liverpool"], []),
        ("Real Madrid won in Barcelona. Everton lost at home.", ["Barcelona"], []),
        ("The Dallas Cowboys beat the New York Giants in Dallas.", ["Dallas"], []),
        ("Chelsea Clinton spoke. Chelsea smiled.", [], ["Chelsea Clinton", "Chelsea Clinton"]),
        ("Dick Everton came. Mr. Everton left. Everton was glad.", [], ["Dick Everton"] * 3),
        ("It runs on Mac OS X and Windows. Bernie Mac died.", [], ["Bernie Mac"]),
    ],
)
def test_towns_are_places_and_clubs_are_not(text: str, places: list[str], people: list[str]) -> None:
    found = extract(text, language="en")
    assert [each.label for each in found.places] == places
    assert [each.name for each in found.people] == people


def test_clubs_are_treated_as_companies() -> None:
    assert CLUBS <= COMPANIES
