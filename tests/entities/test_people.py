"""People: whose name stands where, and who short forms mean. Sentences written for this test."""

from __future__ import annotations

import pytest

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.people import find_people
from dateline.index.entities.tagging import tag_names


def people(text: str) -> tuple[PersonMention, ...]:
    found = find_people(text, tag_names(text))
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
    return found


def names(text: str) -> list[str]:
    return [mention.name for mention in people(text)]


def test_titles_come_off_and_are_kept() -> None:
    text = "Prime Minister Benjamin Netanyahu met President Ilham Aliyev and Gen. David Petraeus."
    assert [(m.title, m.text) for m in people(text)] == [
        ("Prime Minister", "Benjamin Netanyahu"),
        ("President", "Ilham Aliyev"),
        ("Gen.", "David Petraeus"),
    ]


def test_a_style_stays() -> None:
    assert (
        names("The Vatican said Pope Francis will visit Cuba. Pope Francis will meet the bishops.")[0] == "Pope Francis"
    )


def test_a_short_form_means_the_full_name_and_says_why() -> None:
    text = "Aliyev spoke first. President Ilham Aliyev then left for Baku. Mr. Aliyev will return."
    first, full, last = people(text)
    assert [first.name, full.name, last.name] == ["Ilham Aliyev"] * 3
    assert first.reason == '"Aliyev" ← "President Ilham Aliyev", sentence 2'
    assert full.reason == ""


def test_a_title_tells_two_of_one_surname_apart() -> None:
    text = "Bill Clinton and Hillary Clinton came. Mrs. Clinton spoke in Iowa. Mr. Clinton listened."
    assert names(text) == ["Bill Clinton", "Hillary Clinton", "Hillary Clinton", "Bill Clinton"]
    assert "Mrs." in people(text)[2].reason


def test_who_was_named_last_is_meant() -> None:
    text = "George Bush met John Kerry in Ohio. Laura Bush stayed at home, officials said. Bush said she was tired."
    found = people(text)
    assert found[-1].name == "Laura Bush"
    assert "named last of 2" in found[-1].reason


def test_initials_and_suffixes() -> None:
    text = "J. K. Rowling wrote to George W. Bush. Later Martin Luther King Jr. was honored by Bush in Atlanta."
    assert names(text)[:2] == ["J. K. Rowling", "George W. Bush"]
    assert "Martin Luther King Jr." in names(text)
    assert names(text)[-1] == "George W. Bush"


@pytest.mark.parametrize(
    "name",
    [
        "Maroš Šefčovič", "Bashar al-Assad", "Jean-Claude Juncker", "Ursula von der Leyen", "Conan O’Brien",
        "Conan O'Brien", "Dominique de Villepin", "Kim Jong-un", "Ban Ki-moon", "José Manuel Barroso", "Michael Jordan",
        "Denzel Washington",
    ],
)  # fmt: skip
def test_names_of_many_kinds(name: str) -> None:
    assert names(f"In a statement on Tuesday, Mr. {name} said the talks had failed.") == [name]
    assert names(f"Officials said {name}'s aides left.") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Ford Motor Co. cut its dividend.",
        "The carrier USS Ronald Reagan left port.",
        "Shares of Morgan Stanley and Procter & Gamble rose.",
        "He arrived in March. It rained in May and on Monday.",
        "Soldiers with Tavor rifles boarded a Boeing.",
        "In Washington, officials from Jordan and Georgia met on Tuesday.",
        "Chad borders Libya and Sudan.",
    ],
)
def test_these_are_no_people(text: str) -> None:
    assert names(text) == []


def test_a_place_after_mr_is_a_person() -> None:
    text = "Jack London was born in San Francisco. Mr London died in 1916."
    assert [(m.title, m.name) for m in people(text)] == [(None, "Jack London"), ("Mr", "Jack London")]


def test_names_turned_round_as_in_an_index() -> None:
    text = "President Ilham Aliyev spoke in Baku.\n\nAliyev, Ilham\nNetanyahu, Benjamin"
    assert names(text) == ["Ilham Aliyev", "Ilham Aliyev", "Benjamin Netanyahu"]


@pytest.mark.parametrize("text", ["Mr. " * 5000, "Smith, John\n" * 5000, "Clinton " * 5000, "John Smith. " * 5000])
def test_time_is_linear(text: str) -> None:
    people(text)


def test_a_name_in_capitals_is_one_name_with_the_other() -> None:
    text = "REAGAN MEETS O'BRIEN IN RENO\n\nPresident Ronald Reagan met Senator Pat O'Brien. Reagan was glad."
    assert {person.name for person in people(text)} == {"Ronald Reagan", "Pat O'Brien"}


def test_nobody_is_in_a_headline_of_capitals_who_is_not_in_the_story() -> None:
    text = "BAHIA COCOA REVIEW\n\nShowers continued throughout the week in the cocoa zone, said trader Rui Costa."
    assert all(person.start > text.index("\n") for person in people(text))


def test_a_suffix_after_a_comma_by_itself_is_no_surname() -> None:
    text = "It has a monument to Martin Luther King , Jr. and others . King was born in Atlanta ."
    assert names(text) == ["Martin Luther King , Jr."] * 2


def test_an_arabic_surname_is_printed_with_its_article_or_without() -> None:
    text = "Assad fled. Police met Bashar al-Assad in Latakia. They told Assad no. Al-Assad slept."
    assert names(text) == ["Bashar al-Assad"] * 4
    assert "Germans" not in names("He met Robert ro-Germans there. The Germans left.")


def test_a_korean_surname_before_the_given_name_has_no_sex() -> None:
    text = "Lee Min-jun and Lee Seo-yeon opened a shop. Mr. Lee bakes. Ms. Lee sells."
    assert names(text)[2:] == ["Lee Min-jun", "Lee Seo-yeon"]
