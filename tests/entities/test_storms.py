"""Storms that have the name of a person are no people. Sentences written for this test."""

from __future__ import annotations

import pytest

from dateline.index import extract


def names(text: str) -> list[str]:
    return [person.name for person in extract(text).people]


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Florence hit Ohio on Monday. Florence could drop a foot of rain, said forecasters.",
        "Storm Dennis came at night. Dennis left 40,000 homes without power.",
        "Ian killed 150 people in a week. Hurricane Ian was the worst storm since 2005.",
        "Hurricanes Harvey, Irma and Maria came in one year. Harvey was the first and Maria the last.",
        "Hurricanes Katrina and Rita came in 2005. Katrina killed many. Rita fell apart over Texas.",
        "Tropical Storm Allison is weak. Allison may still turn. The tropical storm Erin is weaker than Allison.",
        "HURRICANE ANDREW HIT FLORIDA. ANDREW KILLED 20.",
        "HURRICANE ANDREW HITS FLORIDA\n\nA storm hit Florida. Andrew killed 20 people.",
        "TROPICAL STORM ERIN NEARS TEXAS\n\nIt is strong. Erin may turn, and Hurricane ALEX may not. ALEX is far.",
        "HURRICANES KATRINA AND RITA COST BILLIONS\n\nKatrina killed many. Rita fell apart.",
        "Typhoon Vera is near. Cyclone Gabrielle came before Vera. Superstorm Sandy was in 2012.",
    ],
)
def test_storms_are_no_people(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ian Brown was in Leeds when Hurricane Ian came. Ian said he was afraid.", ["Ian Brown", "Ian Brown"]),
        ("Storm Dennis is over. Mr Dennis said so. Paul Dennis was glad.", ["Paul Dennis", "Paul Dennis"]),
        ("The storm is over. Dennis Brown left. Dennis was wet.", ["Dennis Brown", "Dennis Brown"]),
        ("Storm Thorgerson drew it. Thorgerson said he liked it.", ["Thorgerson"]),
        ("HURRICANE ANDREW\n\nMayor Andrew Brown fled. Andrew came back.", ["Andrew Brown", "Andrew Brown"]),
        ("STORM OVER TAX\n\nStorm Thorgerson drew it. Thorgerson said he liked it.", ["Thorgerson"]),
        ("Hurricane Ian came. Governor Ian spoke of rain.", ["Ian"]),
    ],
)
def test_people_in_a_storm_stay(text: str, found: list[str]) -> None:
    assert names(text) == found
