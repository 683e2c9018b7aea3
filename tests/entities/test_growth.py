"""The work of extraction grows with the text and no faster, however many names it has: counted, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random

import pytest

from dateline.index import extract
from dateline.index.entities.people.people import find_people
from dateline.index.entities.tagging import tag_names
from dateline.index.kernel._naming import MOST_NAMESAKES

SMALL, TIMES = 300, 4
FORENAMES = ("John", "Mary", "Ann")


def surname(number: int) -> str:
    random = Random(number)
    return "".join(random.choice("abcdefghiklmnoprstuvz") for _ in range(8)).title()


def calls_of(text: str) -> int:
    """Return how many Python functions, generators and built-in functions a text costs."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        extract(text, language="en")
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    "sentence",
    [
        lambda at: f"John {surname(at)} met the man. ",
        lambda at: f"{FORENAMES[at % 3]} {surname(at)}, ",
        lambda at: f"{surname(at)} Smith met the man. ",
        lambda at: f"JOHN {surname(at).upper()} SAID it. John {surname(at + 7)} met John. ",
        lambda at: f"John {surname(at)} met Mr {surname(at // 2)}. ",
        lambda at: (
            f"Volodymyr {surname(at)} Asks as {surname(at)} Marsh Died. President {surname(at)} Marsh resigned. "
        ),
        lambda at: "President George Bush met Mrs Barbara Bush. President Bush spoke. ",
        lambda at: f"He came from {('Paris', 'Georgia', 'Springfield')[at % 3]}, {surname(at)}. ",
        lambda at: (
            f"It ran from the {at % 31 + 1}th to the {at % 29 + 1}th, and for {at} days from {at % 400 + 1700}. "
        ),
    ],
)
def test_calls_grow_with_the_text(sentence: Callable[[int], str]) -> None:
    texts = ["".join(map(sentence, range(size))) for size in (SMALL, SMALL * TIMES)]
    extract(texts[1], language="en")  # what is kept from call to call is kept by then
    small, large = map(calls_of, texts)
    assert large < 1.5 * TIMES * small


def test_headlines_are_searched_once_and_not_once_for_each_person() -> None:
    people = [f"John {surname(at)} said so." for at in range(SMALL)]
    headline = ", ".join(surname(at).upper() for at in range(SMALL))
    found = extract("\n\n".join([headline, *people]), language="en").people
    assert [each.name for each in found[:SMALL]] == [f"John {surname(at)}" for at in range(SMALL)]


class CountingText(str):
    """A text that counts the characters cut out of it."""

    characters = 0

    def __getitem__(self, key: object) -> str:  # type: ignore[override]
        piece = super().__getitem__(key)  # type: ignore[index]
        self.characters += len(piece)
        return piece


def test_a_line_of_many_people_is_looked_at_once() -> None:
    names = ", ".join(f"JOHN {surname(at).upper()} and John {surname(at)}" for at in range(400))
    text = CountingText(f"A LIST OF ALL\n{names}")
    assert len(find_people(text, tag_names(str(text)))) > 400
    assert text.characters < 40 * len(text)


def test_a_short_form_of_too_many_people_means_none_of_them() -> None:
    few, many = (
        extract(
            "".join(f"John {surname(at)} met the man. " for at in range(size)) + "Then John spoke.", language="en"
        ).people
        for size in (2, MOST_NAMESAKES + 1)
    )
    assert few[-1].text == many[-1].text == "John"
    assert few[-1].name != "John"
    assert many[-1].name == "John"
