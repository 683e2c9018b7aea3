"""People of one surname in one article: which of them a surname alone means. Sentences written for this test."""

from __future__ import annotations

import pytest

from dateline.index import extract


def last_name(text: str) -> str:
    return extract(text).people[-1].name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Laura Benson won in Leeds.\n\nHer uncle Peter Benson is a judge. Benson ran at ten.", "Laura Benson"),
        ("Daniel Croft came with his wife Anna Croft. Croft told reporters that he was glad.", "Daniel Croft"),
        ("John Harker, 45, and his wife Jane Harker moved to Ohio in May. Harker was a plumber.", "John Harker"),
        ("Laura Benson won in Leeds.\n\nAnna Benson, her sister, wept. Benson thanked the crowd.", "Laura Benson"),
        ("Laura Benson, daughter of Peter Benson, won in Leeds. Benson thanked the crowd.", "Laura Benson"),
        ("Laura Benson's aunt, the actor Mary Benson, is dead. Benson took the news hard.", "Laura Benson"),
    ],
)
def test_a_relative_does_not_take_over(text: str, name: str) -> None:
    assert last_name(text) == name


def test_the_subject_of_the_article_is_meant_after_a_paragraph_of_another() -> None:
    text = (
        "Laura Benson\n\nLaura Benson is a runner. She was born in Leeds.\n\nPeter Benson taught her in 1990. Benson"
        " was strict.\n\nIn 1995 Benson won her first race."
    )
    people = extract(text).people
    assert [person.name for person in people] == ["Laura Benson"] * 2 + ["Peter Benson"] * 2 + ["Laura Benson"]
    assert "named last of 2" in people[3].reason
    assert "the subject of the article" in people[4].reason


def test_two_people_of_one_surname_in_a_headline_are_both_subjects() -> None:
    text = "Laura Benson beats Anna Benson\n\nIn the final Laura Benson was first. Anna Benson fell.\n\nBenson wept."
    assert last_name(text) == "Anna Benson"


def test_a_surname_in_the_headline_is_that_of_the_subject() -> None:
    text = "Benson wins in Leeds\n\nLaura Benson won in Leeds on Monday.\n\nPeter Benson was second, said officials."
    assert extract(text).people[0].name == "Laura Benson"


def test_he_and_she_decide_against_the_other_sex() -> None:
    text = "Daniel Croft came with his wife Anna Croft. Croft said she was tired. Croft said he was not."
    assert [person.name for person in extract(text).people[2:]] == ["Anna Croft", "Daniel Croft"]


@pytest.mark.parametrize("name", ["Laura Benson", "Benson"])
def test_time_is_linear(name: str) -> None:
    extract("Anna Benson came with Peter Benson. " + f"{name} won a race, they said. " * 4000)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Daniel Croft, 40, hit Anna Croft, 38. Croft denied it.", ["Daniel Croft", "Anna Croft", "Daniel Croft"]),
        ("Mr. Daniel Croft spoke with Anna Croft. Croft left at noon.", ["Daniel Croft", "Anna Croft", "Daniel Croft"]),
        (
            "Croft visits Leeds\n\nDaniel Croft spoke. He was with Anna Croft. Croft left.",
            ["Daniel Croft", "Daniel Croft", "Anna Croft", "Daniel Croft"],
        ),
        # Who opens a sentence takes over, and so does who is named where the subject is not.
        ("Daniel Croft won in May. Anna Croft came later. Croft left.", ["Daniel Croft", "Anna Croft", "Anna Croft"]),
        (
            "Daniel Croft won in May. “I am glad.” Ms. Anna Croft came later. Croft left.",
            ["Daniel Croft", "Anna Croft", "Anna Croft"],
        ),
        (
            "Daniel Croft won in May.\n\nHe was taught by Anna Croft. Croft left in June.",
            ["Daniel Croft", "Anna Croft", "Anna Croft"],
        ),
    ],
)
def test_the_subject_stays_where_the_paragraph_names_him(text: str, names: list[str]) -> None:
    assert [person.name for person in extract(text).people] == names


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("J. B. CROFT DEAD", "J. B. Croft"),
        ("JOHN B. CROFT DEAD", "John B. Croft"),
        ("H. R. CROFT DEAD", "H. R. Croft"),
        ("CROFT DEAD", "H. R. Croft"),
    ],
)
def test_initials_in_a_headline_must_agree(headline: str, name: str) -> None:
    people = extract(f"{headline}\n\nMr. Croft died on Monday. He leaves a brother, H. R. Croft, in Leeds.").people
    assert [person.name for person in people] == [name, name, "H. R. Croft"]
