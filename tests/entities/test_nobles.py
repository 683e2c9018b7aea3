"""Nobles are people by their whole names, and name no places."""

from __future__ import annotations

import pytest

from dateline.index import extract


@pytest.mark.parametrize(
    ("text", "people", "places"),
    [
        ("The Duke of Wellington's boots were sold in London.", ["Duke of Wellington"], ["London"]),
        ("The Duchess of Cornwall opened the school in Leeds.", ["Duchess of Cornwall"], ["Leeds"]),
        ("Yesterday the Duke of Sussex flew to Canada.", ["Duke of Sussex"], ["Canada"]),
        ("The Prince of Wales came to Berlin.", ["Prince of Wales"], ["Berlin"]),
        ("The Grand Duke of Luxembourg signed it.", [], ["Luxembourg"]),
        ("HMS Duke of Norfolk left for Malta.", [], ["Malta"]),
        ("They dined in Duke of York Street in London.", [], ["London"]),
        ("The Bishop of Lincoln lives in Lincoln.", [], ["Lincoln"]),
        ("The Prince of Denmark and the King of Spain met.", [], ["Denmark", "Spain"]),
    ],
)
def test_a_noble_is_a_person(text: str, people: list[str], places: list[str]) -> None:
    found = extract(text, language="en")
    assert [each.text for each in found.people] == people
    assert [each.text for each in found.places][-len(places) :] == places
    assert not {each.start for each in found.people} & {each.start for each in found.places}


def test_people_and_nobles_stand_in_the_order_of_the_text() -> None:
    found = extract("Arthur Wade, Duke of Bedford, met the Earl of Derby and Ann Marsh in Rome.", language="en")
    assert [each.text for each in found.people] == ["Arthur Wade", "Duke of Bedford", "Earl of Derby", "Ann Marsh"]
    assert [each.text for each in found.places] == ["Rome"]
