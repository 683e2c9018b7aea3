"""The people in a byline, each a value of its own where that is certain."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.index.metadata.authors import authors_in

NAMES = st.sampled_from(("Ailsa Grant", "Tom Reid", "Jo van der Berg", "Kenji Mori-Abe", "J.P. Oddsen", "Bo Kay, Jr."))
PIECES = ("By", "and", ",", ";", "Ailsa", "Grant", "AP", "in", "(", ".", "é")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ailsa Grant and Tom Reid, Reuters", ["Ailsa Grant", "Tom Reid"]),
        ("AILSA GRANT AND TOM REID, REUTERS", ["Ailsa Grant", "Tom Reid"]),
        ("by By Ailsa Grant and by Tom Reid", ["Ailsa Grant", "Tom Reid"]),
        ("Ailsa Grant, Tom Reid and Jo Hale", ["Ailsa Grant", "Tom Reid", "Jo Hale"]),
        ("Ailsa Grant; Tom Reid", ["Ailsa Grant", "Tom Reid"]),
        ("Ailsa Grant & Ailsa Grant", ["Ailsa Grant"]),
        ("Ailsa Grant with Tom Reid", ["Ailsa Grant", "Tom Reid"]),
        ("Katrin Vogel und Ute Brandt", ["Katrin Vogel", "Ute Brandt"]),
        ("Ailsa Grant, Reuter", ["Ailsa Grant"]),
        ("Ailsa Grant, Reuters.", ["Ailsa Grant"]),
        ("Ailsa Grant Reuters", ["Ailsa Grant"]),
        ("Ailsa Grant (AFP)", ["Ailsa Grant"]),
        ("Ailsa Grant, AP and Reuters", ["Ailsa Grant"]),
        ("Ailsa Grant, Staff Writer", ["Ailsa Grant"]),
        ("Ailsa Grant Staff Writer", ["Ailsa Grant"]),
        ("Ailsa Grant, The Courier", ["Ailsa Grant"]),
        ("Ailsa Grant, MS, RDN", ["Ailsa Grant"]),
        ("Ailsa Grant, ailsa@courier.example", ["Ailsa Grant"]),
        ("Ailsa Grant in Oban and Tom Reid in Mallaig", ["Ailsa Grant", "Tom Reid"]),
        ("Ailsa Grant; additional reporting by Tom Reid; editing by Bo Ek", ["Ailsa Grant", "Tom Reid"]),
        ("ailsa grant and tom reid", ["ailsa grant", "tom reid"]),
        ("Robert Moray, Jr. and J.P. Grant", ["Robert Moray, Jr.", "J.P. Grant"]),
        ("TED d'ARCY", ["Ted D'Arcy"]),
        ("MAGGIE MCNEIL", ["Maggie McNeil"]),
        ("JP MORAY and ALLAN NG", ["JP Moray", "Allan Ng"]),
        ("Ailsa\nGrant", ["Ailsa\nGrant"]),
        # These are no certain lists of people, and stay as they are.
        ("Moray, Ailsa", ["Moray, Ailsa"]),
        ("José Moray y Vega", ["José Moray y Vega"]),
        ("Ailsa Grant, Courier", ["Ailsa Grant, Courier"]),
        ("Oil & Gas Desk", ["Oil & Gas Desk"]),
        ("Foreign Affairs and Trade", ["Foreign Affairs and Trade"]),
        ("Courier wire services", ["Courier wire services"]),
        ("Staff Reports", ["Staff Reports"]),
        ("The Associated Press", ["The Associated Press"]),
        ("AP/Reuters", ["AP/Reuters"]),
        ("By", ["By"]),
        ("Jdadmin", ["Jdadmin"]),
        ("Вера", ["Вера"]),
        ("", []),
        (" \n", []),
    ],
)
def test_the_names_in_a_byline(byline: str, names: list[str]) -> None:
    assert list(authors_in(byline)) == names


@given(st.lists(NAMES, min_size=1, max_size=4, unique=True), st.sampled_from(("", ", Reuters", ", Staff Writer")))
def test_a_list_of_names_is_these_names(names: list[str], end: str) -> None:
    *first, last = names
    byline = f"By {', '.join(first)}{' and ' * bool(first)}{last}{end}"
    assert list(authors_in(byline)) == names
    assert [name.lower() for name in authors_in(byline.upper().replace("BY ", "By "))] == [
        each.lower() for each in names
    ]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES)).map(" ".join))
@example("BY BY A AND A A")
@example("Ailsa Grant and by Tom")
def test_any_text_has_names_and_each_is_itself(byline: str) -> None:
    names = authors_in(byline)
    assert bool(names) == bool(byline.strip())
    for name in names:
        assert name.strip() == name
    if len(names) > 1:
        assert all(authors_in(name) == (name,) for name in names)
