"""Marks in a text: what is there is found, whatever the width of its characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.cleaning import characters, steps
from dateline.index.kernel._marks import CONTROLS, MARKED, UNCOMMON, MarkFinder

pytestmark = pytest.mark.kernels

MARKS = ("ookie", "SQL", "\n\n\n", " on line ", "ead more", "ead also")
COMMON, LEADS = ((0xC0, 0xFF), (0x430, 0x44F)), "Ãâ"
FINDER = MarkFinder(MARKS, COMMON, LEADS)
PIECES = st.sampled_from(
    (
        *MARKS,
        *(mark[:-1] for mark in MARKS),
        "c",
        "cookies",
        "\n",
        "\t",
        "\r",
        "\x7f",
        "\f",
        "é",
        "ж",
        "Ж",
        "Ã",
        "â",
        "😀",
        "\x85",
        "\ud800",
    )
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=8).map("".join)
DIRT = (
    "This site uses cookies. By continuing you accept cookies.", "Read more: A headline", "Sign up for our newsletter",
    "Related", "SQLSTATE[42S02]: Base table: 1146 Table", "Please enable JavaScript to view the comments.", "Title",
    " on line ", "Warning: oops() in /var/www/x.php on line 3", "\f", "\r\n", "\n\n\n", "ﬁ", "Ã©", "é", "Text.",
    "\ud83d",
)  # fmt: skip


@settings(deadline=None)
@given(TEXTS)
def test_a_look_tells_what_is_there(text: str) -> None:
    is_uncommon = any(
        c >= "\x80" and (after >= "\x80" if c in LEADS else not any(a <= ord(c) <= b for a, b in COMMON))
        for c, after in zip(text, (text + " ")[1:], strict=True)
    )
    assert FINDER.look(text) == (
        MARKED * any(mark in text for mark in MARKS)
        | CONTROLS * any((c < " " and c not in "\t\n") or c == "\x7f" for c in text)
        | UNCOMMON * is_uncommon
    )


@pytest.mark.parametrize("around", ["", "x", "é", "ж", "😀"])
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_found_wherever_it_stands(mark: str, around: str) -> None:
    for text in (mark, mark + around, around + mark, around + mark + around):
        assert FINDER.look(text) & ~UNCOMMON == MARKED
    assert FINDER.look(around + mark[:-1] + around) & ~UNCOMMON == 0


def test_characters_beyond_ascii_are_common_or_not() -> None:
    for text in ("", "e", "é", "жук", "Ã", "Ã e", "âge", "éÃ"):
        assert FINDER.look(text) == 0
    for text in ("Ж", "😀", "\x85", "e\u0301", "Ã©", "â€", "Ãâ e", "\ud800", "a😀"):
        assert FINDER.look(text) == UNCOMMON


def test_what_is_common_has_a_code_of_two_bytes() -> None:
    for first, last in ((0x10000, 0x10001), (0xFFFF, 0x10000), (5, 4), (-1, 3)):
        with pytest.raises(ValueError, match="code up to"):
            MarkFinder(MARKS, ((first, last),))


@pytest.mark.parametrize("marks", [("ab",), ("abc", "naïve")])
def test_a_mark_that_cannot_be_looked_for_is_refused(marks: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="three characters"):
        MarkFinder(marks)


UNMENDED = [chr(code) for first, last in characters.UNCHANGED_RANGES for code in range(first, last + 1)]


def test_what_is_not_mended_is_left_alone_by_every_step_that_mends() -> None:
    for each in UNMENDED:
        assert steps.FINDER.look(each) == 0
        assert unicodedata.combining(each) == 0
    text = " ".join(UNMENDED)
    for function in steps.CHARACTER_STEPS:
        notes: list[str] = []
        assert (function(text, notes), notes) == (text, [])


@settings(deadline=None)
@given(st.text(st.sampled_from(UNMENDED) | st.characters(max_codepoint=0x2FF), max_size=6))
def test_any_text_that_is_not_looked_at_closely_would_not_be_mended(text: str) -> None:
    if steps.FINDER.look(text) == 0:
        for function in steps.CHARACTER_STEPS:
            assert function(text, []) == text


TITLES = st.sampled_from(("", "Title", "Read more: A headline"))


@settings(deadline=None)
@given(st.lists(st.sampled_from(DIRT), max_size=8).map("\n".join), TITLES)
def test_what_is_spared_would_change_nothing(text: str, title: str) -> None:
    notes: list[str] = []
    expected = text
    for step in steps.STEPS:
        expected = step.function(expected, notes)
    expected = steps.drop_headline(expected, title, notes)
    found: list[str] = []
    assert (steps.clean_body(text, title, found), found) == (expected, notes)
    notes, found, expected = [], [], text
    for step in steps.STEPS:
        expected = step.function(expected, notes) if step.of_titles else expected
    assert (steps.clean_title(text, found), found) == (" ".join(expected.split()), notes)
