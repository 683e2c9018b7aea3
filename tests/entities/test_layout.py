"""Layout is not language: names, places and dates are the same however the lines of a text are broken."""

from __future__ import annotations

import textwrap
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index import extract
from dateline.index.entities.mention import Extraction
from tests.growth import assert_linear
from tests.kernels.samples import law

PARAGRAPHS = (
    "U.S. Agriculture Secretary Richard Lyng told reporters in Saudi Arabia on March 3 that New Zealand would buy it.",
    "Prime Minister Margaret Thatcher and the Soviet leader, Mikhail Gorbachev, meet in Buenos Aires next Tuesday.",
    "The Governor of the Bank of Greece, Dimitris Halikias, said South Korea owed it two billion dollars last year.",
    "Profit rose in the fourth quarter and the year ended March 31, from a year earlier; April one was the last day.",
    "Jean-Claude van der Merwe of Cape Town was killed on 4 February 1986, Ms. Aung San Suu Kyi said at the weekend.",
)
DAY = date(1987, 4, 8)


def said(found: Extraction) -> tuple[list[object], ...]:
    """What was found, without offsets and without the text as printed."""
    return (
        [(one.name, one.title) for one in found.people],
        [(one.label, one.kind) for one in found.places],
        [(one.value, one.days) for one in found.dates],
    )


@law
@given(
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=3),
    st.integers(22, 110),
    st.sampled_from(["\n\n", "\n    ", "\n\n\n\n"]),
    st.sampled_from([" ", "  "]),
)
def test_a_wrapped_text_means_the_same(paragraphs: list[str], width: int, between: str, space: str) -> None:
    plain = extract("\n\n".join(paragraphs), published=DAY)
    wrapped = [textwrap.fill(each, width, break_on_hyphens=False).replace(" ", space) for each in paragraphs]
    text = between.lstrip("\n") + between.join(wrapped)
    found = extract(text, published=DAY)
    assert said(found) == said(plain)
    for one in (*found.people, *found.places, *found.dates):
        assert text[one.start : one.end] == one.text
        assert "\n\n" not in one.text


@law
@given(st.sampled_from(PARAGRAPHS), st.data())
def test_a_word_broken_at_a_line_end_is_one(paragraph: str, data: st.DataObject) -> None:
    inside = [
        at for at in range(30, len(paragraph) - 10) if paragraph[at - 2 : at + 2].isalpha() and paragraph[at].islower()
    ]
    at = data.draw(st.sampled_from(inside))
    hyphen = data.draw(st.sampled_from(["-\n", "\u00ac\n", "\u00ad\n", "\u00ad"]))
    found = extract(f"{paragraph[:at]}{hyphen}{paragraph[at:]}", published=DAY)
    assert said(found) == said(extract(paragraph, published=DAY))


@pytest.mark.parametrize(
    "text",
    [
        "The visitor was Margaret\n\nThatcher is a name.",
        "MINISTER MEETS MARGARET\nThatcher has left.",
        "It was said by Margaret\n    Thatcher has left.",
    ],
)
def test_no_name_crosses_a_border(text: str) -> None:
    assert all("Margaret Thatcher" not in one.name for one in extract(text, published=DAY).people)


def test_values_have_no_line_ends() -> None:
    text = "He flew from Port\nMoresby to the Solomon\nIslands and met the premier of Guadal-\ncanal, Victor\nNgele."
    found = extract(text, published=DAY)
    values = [one.name for one in found.people] + [one.label for one in found.places]
    assert values
    assert not [value for value in values if "\n" in value]


def test_no_two_people_share_a_part_of_the_text() -> None:
    found = extract("GEORGE W. BUSH WINS POLL\n\nPresident George W. Bush won the vote, he said.").people
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(found) == 2


def test_a_text_may_be_of_a_subclass_of_str() -> None:
    class Quoted(str):
        __slots__ = ()

    assert [one.name for one in extract(Quoted("Ilham Aliyev spoke in Baku.")).people] == ["Ilham Aliyev"]


@pytest.mark.parametrize("wrong", [{"printed_dateline": 5}, {"listed": 5}, {"gazetteer": "x"}, {"language": 5}])
def test_wrong_arguments_are_refused_in_words(wrong: dict[str, object]) -> None:
    with pytest.raises(TypeError, match=f"{next(iter(wrong))} is"):
        extract("Baku", **wrong)  # type: ignore[arg-type]


def test_capitals_without_a_point_take_linear_time() -> None:
    assert_linear(lambda size: extract("PRESIDENT BUSH MET TONY BLAIR IN PARIS " * size), 400)


@pytest.mark.parametrize("piece", ["Paris, ", "Ann Lee (Mont.) ", "Korea and the Gulf "])
def test_lists_on_one_line_take_linear_time(piece: str) -> None:
    assert_linear(lambda size: extract(piece * (size // len(piece)), date(2016, 5, 3)), 200_000)


def test_one_small_letter_does_not_hide_the_people_of_a_text_in_capitals() -> None:
    text = "PRESIDENT KENNEDY MET JAWAHARLAL NEHRU IN PARIS. NIKITA KHRUSHCHEV WOULD COME ON MONDAY. "
    text += "IN A SPEECH BEFORE THE CHAMBER, THE PRESIDENT SAID THAT NO TREATY WOULD BE SIGNED UNTIL ALL HAD READ IT."
    assert extract(f"{text}\n\n(c) 1962").people == extract(text).people != ()
