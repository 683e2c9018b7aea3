"""Names that agree are one person; where it is not sure they stay apart."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.people.agreement import group_names
from dateline.index.entities.people.person_names import names_agree, split_name, surname_of

TOGETHER = [
    (["Ilham Aliyev", "ILHAM ALIYEV", "İlham Əliyev", "Aliyev, Ilham", "I. Aliyev"], "Ilham Aliyev"),
    (["John F. Kennedy", "John Kennedy", "John Fitzgerald Kennedy", "J.F. Kennedy", "JF Kennedy"],
     "John Fitzgerald Kennedy"),
    (["Martin Luther King Jr.", "Martin Luther King", "King, Martin Luther, Jr.", "M. L. King"],
     "Martin Luther King Jr."),
    (["Kim Jong-un", "Kim Jong Un"], "Kim Jong Un"),
    (["Bashar al-Assad", "Bashar Assad"], "Bashar al-Assad"),
    (["Ludwig van Beethoven", "Ludwig Van Beethoven", "Ludwig Beethoven"], "Ludwig van Beethoven"),
    (["Jean-Paul Sartre", "J.-P. Sartre", "Jean Paul Sartre"], "Jean Paul Sartre"),
    (["François Hollande", "Francois Hollande"], "Francois Hollande"),
]  # fmt: skip
APART = [
    ["George Bush", "George W. Bush", "George H. W. Bush"],
    ["G. Bush", "George W. Bush", "George H. W. Bush"],
    ["Smith", "John Smith"],
    ["J. Smith", "John Smith", "Jane Smith"],
    ["John Smith", "Joan Smith"],
    ["John Paul I", "John Paul II"],
    ["Sammy Davis Jr.", "Sammy Davis Sr.", "Sammy Davis"],
    ["Ben Affleck", "Affleck"],
    ["Maria Garcia", "Maria Garcia-Lopez"],
    ["Xi Jinping", "Li Jinping"],
    ["usa", "U.S."],
]


@pytest.mark.parametrize(("keys", "name"), TOGETHER)
def test_together(keys: list[str], name: str) -> None:
    assert set(group_names(keys).values()) == {name}
    assert len({surname_of(key) for key in keys}) == 1
    assert all(names_agree(name, key) for key in keys)


@pytest.mark.parametrize("keys", APART)
def test_apart(keys: list[str]) -> None:
    assert group_names(keys) == {key: key for key in keys}


def test_an_initial_finds_the_one_full_name_and_no_other_surname() -> None:
    assert group_names(["J. Smith", "John Smith", "Jane Jones"])["J. Smith"] == "John Smith"
    assert group_names(["J. Smith", "John Smith", "John A. Smith"])["J. Smith"] == "John A. Smith"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ludwig van Beethoven", (("ludwig",), "beethoven", "")),
        ("Vincent van der Berg", (("vincent",), "berg", "")),
        ("Gadhafi, Muammar", (("muammar",), "gadhafi", "")),
        ("King Jr., Martin Luther", (("martin", "luther"), "king", "jr")),
        ("J.F. Kennedy", (("j", "f"), "kennedy", "")),
        ("JK Rowling", (("j", "k"), "rowling", "")),
        ("ED SMITH", (("ed",), "smith", "")),
        ("Ben Affleck", (("ben",), "affleck", "")),
        ("Catherine Zeta-Jones", (("catherine",), "zeta-jones", "")),
        ("Conan O’Brien", (("conan",), "o'brien", "")),
        ("Elizabeth II", ((), "elizabeth", "ii")),
        ("Madonna", ((), "madonna", "")),
        ("", ((), "", "")),
        (" , ", ((), "", "")),
    ],
)
def test_parts(name: str, parts: tuple[tuple[str, ...], str, str]) -> None:
    assert tuple(split_name(name)) == parts


WORDS = [
    "John",
    "Jane",
    "J.",
    "W.",
    "H.",
    "Émile",
    "e",
    "van",
    "bin",
    "al-Sadr",
    "Smith",
    "SMITH",
    "Bush",
    "Jr.",
    "III",
]
KEYS = st.one_of(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), st.text(max_size=12))


@given(st.lists(st.one_of(KEYS, st.tuples(KEYS, KEYS).map(", ".join)), max_size=25), st.randoms())
def test_order_is_irrelevant_and_once_is_enough(keys: list[str], chance: random.Random) -> None:
    made = group_names(keys)
    assert set(made) == set(keys)
    shuffled = [*keys, *keys]
    chance.shuffle(shuffled)
    assert group_names(shuffled) == made
    assert all(made[name] == name for name in made.values())
    assert all(key == name or surname_of(key) == surname_of(name) for key, name in made.items())
    again = group_names(made.values())
    assert set(again) == set(made.values())


@given(KEYS, KEYS)
def test_what_is_together_agrees(one: str, other: str) -> None:
    assert names_agree(one, other) == names_agree(other, one)
    assert names_agree(one, one)
    if group_names([one, other])[one] == other:
        assert names_agree(one, other) or one.casefold().split() == other.casefold().split()
