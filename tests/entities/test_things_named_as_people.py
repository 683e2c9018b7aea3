"""Things whose names look like those of people. Sentences written for this test."""

from __future__ import annotations

import pytest

from dateline.index import extract


@pytest.mark.parametrize(
    "text",
    [
        "She flew with Aer Lingus from Cork. Swissair was full, and Gannett wrote of it.",
        "The minister told Agence France-Presse that Izvestia was wrong.",
        "He was stopped by Cheshire Police on the way to the Uri Party.",
        "The Irving Trust and Taft Broadcasting bought Firestone Tire and Dell Computer.",
        "They cited the Monroe Doctrine and the Jay Treaty before the Rose Bowl.",
        "Most of them are Sunni Muslim, and Sunni Islam is what they teach.",
        "The ruling Fatah won. Islam is a religion, and the seat was a safe Tory seat.",
        "Article III of the charter says so, and so does Chapter II.",
        "She lives on Mulholland Drive, near Anderson Ave.",
    ],
)
def test_things_are_no_people(text: str) -> None:
    assert extract(text).people == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Frank Gannett bought a paper. Gannett was 40.", ["Frank Gannett"] * 2),
        ("Nazrul Islam spoke in Dhaka. Islam said he was tired.", ["Nazrul Islam"] * 2),
        ("Mr Muslim met Anna Party in Leeds.", ["Muslim"]),
        ("Paul Drive met Clive Trustram.", ["Clive Trustram"]),
    ],
)
def test_people_of_such_names_stay(text: str, names: list[str]) -> None:
    assert [person.name for person in extract(text).people] == names
