"""What changed from one version to the next: pieces that make up both texts, readable, in linear time."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Article
from dateline.searcher.results.versions import MOST, FieldChange, Piece, compare, compare_texts
from tests.growth import assert_linear

SENTENCES = (
    "Oil fell. ",
    "Oil rose. ",
    "The mayor of Lyon ran.\n\n",
    "Nobody was hurt! ",
    "東京。",
    "no end ",
    "\n",
    " ",
    "a.b",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=30).map("".join) | st.text(max_size=60)


def before(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "added")


def after(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "removed")


@settings(deadline=None, max_examples=300)
@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = compare_texts(old, new)
    assert (before(pieces), after(pieces)) == (old, new)
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(one != other for one, other in pairwise(kinds))


def test_a_corrected_number_is_one_word() -> None:
    pieces = compare_texts("It had 1.2 million. Nobody was hurt.", "It had 1.0 million. Nobody was hurt.")
    assert [(piece.kind, piece.text.strip()) for piece in pieces] == [
        ("same", "It had"),
        ("removed", "1.2"),
        ("added", "1.0"),
        ("same", "million. Nobody was hurt."),
    ]


def test_a_sentence_put_in_is_one_piece() -> None:
    pieces = compare_texts("One. Two.", "One. An earlier version was wrong. Two.")
    assert [piece for piece in pieces if piece.kind != "same"] == [Piece("added", "An earlier version was wrong. ")]


def test_sentences_with_little_in_common_are_not_mixed() -> None:
    pieces = compare_texts("The ferry ran aground.", "Ministers will meet in the spring of next year.")
    assert [piece.kind for piece in pieces] == ["removed", "added"]


def test_a_long_text_is_compared_between_sentences_that_stand_once() -> None:
    old = [f"Sentence {number} says so. " for number in range(3 * MOST)]
    new = ["A new lead. ", *old[:MOST], "Put in. ", *old[MOST : 2 * MOST], *old[2 * MOST + 1 :], "A new end."]
    changed = [piece for piece in compare_texts("".join(old), "".join(new)) if piece.kind != "same"]
    assert [(piece.kind, piece.text.strip()) for piece in changed] == [
        ("added", "A new lead."),
        ("added", "Put in."),
        ("removed", f"Sentence {2 * MOST} says so."),
        ("added", "A new end."),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a" * 300_000, "b" * 300_000),
        ("a. " * 100_000, "b a. " * 100_000),
        ("x y. y x. " * 20_000, "y x. x x. " * 20_000),
        ("\n" * 300_000, " \n" * 300_000),
        ("." * 300_000, "!" * 300_000),
    ],
    ids=["one word", "one sentence again and again", "two", "blank lines", "no words"],
)
def test_no_text_takes_quadratic_time(old: str, new: str) -> None:
    pieces = compare_texts(old, new)
    assert (before(pieces), after(pieces)) == (old, new)
    assert_linear(lambda percent: compare_texts(*(text[: len(text) * percent // 100] for text in (old, new))), 25)


def test_fields_are_compared_one_by_one() -> None:
    old = Article(
        id="a", title="A", published=date(2016, 12, 14), topics=("oil",), extra={"desk": 1, "gone": "x"}, body="B"
    )
    new = Article(id="a", title="B", published=date(2016, 12, 14), topics=("oil",), extra={"desk": True}, body="B")
    found = compare(old, new)
    assert found.body == ()
    assert found.fields == (
        FieldChange("title", "A", "B"),
        FieldChange("desk", 1, True),
        FieldChange("gone", "x", None),
    )
