"""One stretch of a text is one thing."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import extract
from dateline.index.entities.mention import PersonMention, PlaceMention
from dateline.index.entities.overlaps import tell_apart


def person(text: str, start: int, name: str = "") -> PersonMention:
    return PersonMention(text, start, start + len(text), name or text)


def place(text: str, start: int, *, demonym: bool = False) -> PlaceMention:
    return PlaceMention(text, start, start + len(text), text, text, "city", demonym=demonym)


@pytest.mark.parametrize(
    ("people", "places", "kept_people", "kept_places"),
    [
        ([person("Nagano", 4)], [place("Nagano", 4)], 0, 1),
        ([person("Nagano", 4, "Kazuo Nagano")], [place("Nagano", 4)], 1, 0),
        ([person("NAGANO", 4, "Nagano")], [place("NAGANO", 4)], 0, 1),
        ([person("ABU DHABI", 4, "Abu Dhabi")], [place("ABU DHABI", 4)], 0, 1),
        ([person("Clinton", 4, "Bill Clinton")], [place("Clinton", 4), place("Tenn.", 13)], 0, 2),
        ([person("German", 4, "Michael German")], [place("German", 4, demonym=True)], 0, 1),
        ([person("Rio", 4, "Rio Lopes")], [place("Rio Negro", 4)], 0, 1),
        ([person("Austin Powers", 4)], [place("Austin", 4)], 1, 0),
        ([person("Raleigh, N.", 4)], [place("Raleigh", 4), place("N.C.", 13)], 0, 2),
        ([person("Ann Bath", 4), person("Bath", 20, "Ann Bath")], [place("Bath", 20), place("Rome", 30)], 2, 1),
        ([person("Ann Lee", 4)], [place("Rome", 30)], 1, 1),
    ],
)
def test_of_a_person_and_a_place_in_the_same_words_one_is_kept(
    people: list[PersonMention], places: list[PlaceMention], kept_people: int, kept_places: int
) -> None:
    people_left, places_left = tell_apart(tuple(people), tuple(places))
    assert (len(people_left), len(places_left)) == (kept_people, kept_places)
    assert set(people_left) <= set(people)
    assert set(places_left) <= set(places)


@pytest.mark.parametrize(
    ("text", "people", "places"),
    [
        ("A tornado hit Mena, Ark., on Friday.", [], ["Mena", "Ark."]),
        ("Denzel Washington arrived late. Washington, 60, signed autographs.", ["Denzel Washington", "Washington"], []),
        ("Sheriff Ron Crosby said the fire began in Crosby, Tex., at noon.", ["Ron Crosby"], ["Crosby", "Tex."]),
    ],
)
def test_no_word_is_both_a_person_and_a_place(text: str, people: list[str], places: list[str]) -> None:
    found = extract(text, date(2016, 5, 3))
    assert [each.text for each in found.people] == people
    assert [each.text for each in found.places] == places
