"""People whose names the tagger takes for others, and headlines with capitals in all words. Sentences of this test."""

from __future__ import annotations

import pytest

from dateline.index import extract
from dateline.index.entities.people.cue_words import HEADLINE_VERBS
from dateline.index.entities.tagging import is_first_name


def names(text: str) -> list[str]:
    return [each.name for each in extract(text, language="en").people]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Muammar Gaddafi was killed in Sirte.", ["Muammar Gaddafi"]),
        ("Moammar Gadhafi died. Gadhafi’s sons fled.", ["Moammar Gadhafi"] * 2),
        ("Tedros Adhanom Ghebreyesus resigned.", ["Tedros Adhanom Ghebreyesus"]),
        ("Mobutu Sese Seko died in Rabat.", ["Mobutu Sese Seko"]),
        ("Prime Minister Norodom Sihanouk said so.", ["Norodom Sihanouk"]),
        ("Norodom Sihanouk was sworn in.", ["Norodom Sihanouk"]),
        (
            "On Monday, Narendra Modi, Ngozi Okonjo-Iweala and Joe Biden met.",
            ["Narendra Modi", "Ngozi Okonjo-Iweala", "Joe Biden"],
        ),
        ("They asked Xi Jinping and Lula da Silva.", ["Xi Jinping", "Lula da Silva"]),
    ],
)
def test_what_stands_beside_a_name_makes_it_a_persons(text: str, people: list[str]) -> None:
    assert names(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "The Marsh Foundation was sworn to secrecy.",
        "Merrill Lynch was shot down by the board.",
        "Great Barrington Bank died. The Shining Path resigned.",
        "New Zealand was shot out for 94.",
    ],
)
def test_things_that_die_are_no_people(text: str) -> None:
    assert names(text) == []


ZELENSKY, BIDEN = "Volodymyr Zelensky", "Joe Biden"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            f"Zelensky Asks for Arms as Biden Waits\n\nPresident {ZELENSKY} asked {BIDEN} for arms.",
            [ZELENSKY, BIDEN, ZELENSKY, BIDEN],
        ),
        ("Modi Hails Victory\n\nNarendra Modi won a third term.", ["Narendra Modi"] * 2),
        ("Lula Defeats Bolsonaro in Brazil\n\nThey voted.", ["Lula", "Bolsonaro"]),
        ("Tom Waits Sings Again\n\nTom Waits sang.", ["Tom Waits", "Tom Waits"]),
    ],
)
def test_a_name_in_a_headline_ends_before_the_verb(text: str, people: list[str]) -> None:
    assert names(text) == people


def test_verbs_of_headlines_are_no_forenames() -> None:
    assert [word for word in sorted(HEADLINE_VERBS) if is_first_name(word)] == []
