"""The place before *-based* is a mention."""

from __future__ import annotations

import pytest

from dateline.index import extract
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The Houston-based bank lost money.", ["Houston"]),
        ("He leads the Washington-based Atlantic Council.", ["Washington"]),
        ("She joined the Paris-based Organization for Economic Growth.", ["Paris"]),
        ("A San Francisco-based maker of tools bought it.", ["San Francisco"]),
        ("London-based Marsh Brothers sold the mill in Norway.", ["London", "Norway"]),
        ("It is a Swiss-based group.", ["Swiss"]),
        ("The firm, a Quebec-based publisher, and a Danish-based one merged.", ["Quebec", "Danish"]),
        ("It is a web-based and Bible-based system.", []),
        ("A Linux-based system and a Carol-based plot.", []),
    ],
)
def test_the_place_before_based_is_found(text: str, places: list[str]) -> None:
    found = extract(text, language="en").places
    assert [each.text for each in found] == places
    assert all(text[each.start : each.end] == each.text for each in found)


def test_no_person_begins_with_a_seat() -> None:
    found = extract("Boston-based Spencer filed for protection. The Boston court agreed.", language="en")
    assert found.people == ()
    assert [each.label for each in found.places] == ["Boston", "Boston"]


def test_a_seat_is_the_place_that_the_text_names() -> None:
    found = extract("The firm moved to Portland, Maine. The Portland-based firm makes ropes.", language="en")
    assert found.places[-1].label == "Portland, Maine"


def test_many_seats_take_linear_time() -> None:
    assert_linear(lambda size: extract("The Houston-based firm said so. " * (size // 32), language="en"), 100_000)
