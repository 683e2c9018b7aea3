"""Titles with the field of an office, and people after them. Sentences written for this test."""

from __future__ import annotations

import pytest

from dateline.index import extract
from dateline.index.entities.people.name_spans import without_titles


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The plan of Agriculture Minister Paul de Keersmaeker failed.", "Paul de Keersmaeker"),
        ("Deputy Energy Minister Fernando Santos Alvite said so.", "Fernando Santos Alvite"),
        ("French Foreign Trade Minister Anne-Marie Idrac called it a good day.", "Anne-Marie Idrac"),
        ("Ford Motor Company CEO Alan Mulally has reported that Ford will rename the car.", "Alan Mulally"),
        ("Consul Garrels left on Friday.", "Garrels"),
        ("Postmaster Burleson wrote a letter.", "Burleson"),
        ("Coun Sarah Wadsworth said no.", "Sarah Wadsworth"),
        ("Assemblyman Ross Gregory introduced it.", "Ross Gregory"),
    ],
)
def test_an_office_is_no_part_of_a_name(text: str, name: str) -> None:
    assert [person.name for person in extract(text).people] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna House met Paul City in Leeds. House was late.", ["Anna House", "Paul City", "Anna House"]),
        ("Shia LaBeouf played a part.", ["Shia LaBeouf"]),
    ],
)
def test_names_with_such_words_stay(text: str, names: list[str]) -> None:
    assert [person.name for person in extract(text).people] == names


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("Circuit Judge Ashford", "Ashford"),
        ("State Senator Keller", "Keller"),
        ("Trade Minister Anne-Marie Idrac", "Anne-Marie Idrac"),
        ("City Ashford", "City Ashford"),
        ("County Judge", "County Judge"),
    ],
)
def test_the_field_of_an_office_belongs_to_the_title(span: str, name: str) -> None:
    assert span[without_titles(span, 0, len(span))[0] :] == name
