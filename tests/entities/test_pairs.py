"""Two people with one surname: the first has it, too. Sentences written for this test."""

from __future__ import annotations

import pytest

from dateline.index import extract
from tests.growth import assert_linear


def names(text: str) -> list[str]:
    return [person.name for person in extract(text).people]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bill and Hillary Clinton came to Ohio.", ["Bill Clinton", "Hillary Clinton"]),
        ("Emil and Hulda von Hagen were Germans.", ["Emil von Hagen", "Hulda von Hagen"]),
        ("They met Paul and Rachel Chandler at sea.", ["Paul Chandler", "Rachel Chandler"]),
        ("Kermit and Theodore Hunter, Jr., were there.", ["Kermit Hunter", "Theodore Hunter, Jr."]),
    ],
)
def test_the_first_of_a_pair_has_the_surname(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_the_reason_says_where_the_surname_is() -> None:
    assert extract("Bill and Hillary Clinton came.").people[0].reason == '"Bill" ← "Bill and Hillary Clinton"'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wilson and Theodore Roosevelt spoke.", ["Wilson", "Theodore Roosevelt"]),
        ("Mr. Carter and Nancy Smith left. Carter was late.", ["Carter", "Nancy Smith", "Carter"]),
        ("Chita Rivera sang as Anita and David Winters as John.", ["Chita Rivera", "Anita", "David Winters", "John"]),
        ("Bill Gates came with his wife. Bill and Ann Hunt spoke.", ["Bill Gates", "Bill Gates", "Ann Hunt"]),
    ],
)
def test_others_have_none(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_many_pairs_take_linear_time() -> None:
    assert_linear(lambda size: extract("Wilson and Edith Roosevelt sat. " * (size // 32), language="en"), 100_000)
