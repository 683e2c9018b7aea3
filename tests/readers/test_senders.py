"""The names of senders and authors, in every way that mails and feeds write them."""

from __future__ import annotations

import pytest

from dateline.index.readers.formats.senders import name_of_sender, split_senders
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("line", "name", "address"),
    [
        ("Jane Roe <jane@x.example>", "Jane Roe", "jane@x.example"),
        ('"Jane Roe" <jane@x.example>', "Jane Roe", "jane@x.example"),
        ('"Roe, Jane" <jane@x.example>', "Jane Roe", "jane@x.example"),
        ("Roe, Jane A. <jane@x.example>", "Jane A. Roe", "jane@x.example"),
        ('"van der Berg, Jane" <jane@x.example>', "Jane van der Berg", "jane@x.example"),
        ('"Jane Roe, Jr." <jane@x.example>', "Jane Roe, Jr.", "jane@x.example"),
        ('"Roe, PhD" <jane@x.example>', "Roe, PhD", "jane@x.example"),
        ("jane@x.example (Jane Roe)", "Jane Roe", "jane@x.example"),
        ("jane at x.example (Jane Roe)", "Jane Roe", "jane@x.example"),
        ("Jane Roe via Harbour-list <list@x.example>", "Jane Roe", "list@x.example"),
        ('"Roe, Jane (Oban)" <jane@x.example>', "Jane Roe", "jane@x.example"),
        ("Jane Roe (jane@x.example)", "Jane Roe", "jane@x.example"),
        ("jane@x.example Jane Roe", "Jane Roe", "jane@x.example"),
        ("<jane@x.example>", "", "jane@x.example"),
        ("jane@x.example", "", "jane@x.example"),
        ("Jane Roe", "Jane Roe", ""),
        ('"Jane Roe"', "Jane Roe", ""),
        (r'"Jane \"J\" Roe" <jane@x.example>', 'Jane "J" Roe', "jane@x.example"),
    ],
)
def test_a_sender_has_a_name_and_an_address(line: str, name: str, address: str) -> None:
    assert split_senders(line) == [(name, address)]
    assert name_of_sender(line) == (name or line if "@" in line or " at " in line else line)


def test_several_senders_are_kept_apart() -> None:
    line = 'Ann Lee <ann@x.example>, "Ek, Bo" <bo@x.example>; cy@x.example (Cy Fox)'
    assert [name for name, _ in split_senders(line)] == ["Ann Lee", "Bo Ek", "Cy Fox"]
    assert name_of_sender(line) == "Ann Lee, Bo Ek, Cy Fox"


@pytest.mark.parametrize("part", ["<", '"', "@", "a@b.c ", "(", "a <b@c>, ", "\\"])
def test_odd_lines_take_linear_time(part: str) -> None:
    assert_linear(lambda count: split_senders(part * count), 20_000)
