"""One stretch of a text is one thing."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import extract
from dateline.index.entities.mention import DateMention, PersonMention, PlaceMention
from dateline.index.entities.overlaps import tell_apart, tell_dates_apart


def person(text: str, start: int, name: str = "") -> PersonMention:
    return PersonMention(text, start, start + len(text), name or text)


def place(text: str, start: int, *, demonym: bool = False) -> PlaceMention:
    return PlaceMention(text, start, start + len(text), text, text, "city", demonym=demonym)


def day(text: str, start: int) -> DateMention:
    return DateMention(text, start, start + len(text), "DATE")


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


@pytest.mark.parametrize(
    ("places", "dates", "kept_places", "kept_dates"),
    [
        ([place("March", 4)], [day("March 1967", 4)], 0, 1),
        ([place("Christmas", 4)], [day("Christmas", 4)], 0, 1),
        ([place("March", 4), place("Cambridgeshire", 11)], [day("March", 4)], 2, 0),
        ([place("China Daily", 4)], [day("Daily", 10)], 1, 0),
        ([place("Winter Garden", 4)], [day("the Winter", 0)], 1, 0),
        ([place("Yokohama March", 4)], [day("March 24", 13)], 0, 1),
        ([place("Rome", 0), place("Norway", 40)], [day("March", 20), day("1967", 60)], 2, 2),
        ([place("Rome", 0)], [day("March", 20)], 1, 1),
        ([], [day("March", 20)], 0, 1),
    ],
)
def test_of_a_place_and_a_date_in_the_same_words_one_is_kept(
    places: list[PlaceMention], dates: list[DateMention], kept_places: int, kept_dates: int
) -> None:
    places_left, dates_left = tell_dates_apart(tuple(places), tuple(dates))
    assert (len(places_left), len(dates_left)) == (kept_places, kept_dates)


@pytest.mark.parametrize(
    ("text", "places", "dates"),
    [
        ("They met in Norway in March 1967.", ["Norway"], ["March 1967"]),
        ("They live in Friday Harbor, Wash., near Seattle.", ["Friday Harbor", "Wash.", "Seattle"], []),
        ("The road from Leeds to Christmas, Florida, is long.", ["Leeds", "Christmas", "Florida"], []),
    ],
)
def test_dates_and_places_share_no_words(text: str, places: list[str], dates: list[str]) -> None:
    found = extract(text, published=date(2018, 7, 2), language="en")
    assert [each.text for each in found.places] == places
    assert [each.text for each in found.dates] == dates
