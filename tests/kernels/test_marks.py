"""Marks in a text: what is there is found, whatever the width of its characters, and the twins agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.cleaning import steps
from dateline.index.kernel import MarkFinder, marks_plain

pytestmark = pytest.mark.kernels

MARKS = ("ookie", "SQL", "\n\n\n", " on line ", "ead more", "ead also")
FINDER, PLAIN = MarkFinder(MARKS), marks_plain.MarkFinder(MARKS)
PIECES = st.sampled_from(
    (*MARKS, *(mark[:-1] for mark in MARKS), "c", "cookies", "\n", "\t", "\r", "\x7f", "\f", "é", "ж", "😀", "\ud800")
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=8).map("".join)
DIRT = (
    "This site uses cookies. By continuing you accept cookies.", "Read more: A headline", "Sign up for our newsletter",
    "Related", "SQLSTATE[42S02]: Base table: 1146 Table", "Please enable JavaScript to view the comments.", "Title",
    " on line ", "Warning: oops() in /var/www/x.php on line 3", "\f", "\r\n", "\n\n\n", "ﬁ", "Ã©", "é", "Text.",
    "\ud83d",
)  # fmt: skip


@given(TEXTS)
def test_the_twins_agree(text: str) -> None:
    assert FINDER.look(text) == PLAIN.look(text)


@pytest.mark.parametrize("around", ["", "x", "é", "ж", "😀"])
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_found_wherever_it_stands(mark: str, around: str) -> None:
    for text in (mark, mark + around, around + mark, around + mark + around):
        assert FINDER.look(text) == marks_plain.MARKED
    assert FINDER.look(around + mark[:-1] + around) == 0


@pytest.mark.parametrize("marks", [("ab",), ("abc", "naïve")])
def test_a_mark_that_cannot_be_looked_for_is_refused(marks: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="three characters"):
        MarkFinder(marks)


TITLES = st.sampled_from(("", "Title", "Read more: A headline"))


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
