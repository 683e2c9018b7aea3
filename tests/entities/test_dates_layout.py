"""Layout is not language: where the lines of a paragraph end changes no date, and no date goes beyond a paragraph."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.index.entities.dates.finding import find_dates
from dateline.index.entities.dates.layout import unwrap

PUBLISHED = date(2015, 11, 20)

# Text, the words of the date as printed, its value.
OVER_LINES = [
    ("The mill was sold on March\n3, 1987, for a song.", "March\n3, 1987", "1987-03-03"),
    ("The ferry sank on Friday,\n14 November 1998, off Crete.", "Friday,\n14 November 1998", "1998-11-14"),
    ("It was said\nlast\nweek.", "last\nweek", "2015-W46"),
    ("The fair was shut on Mon-\nday by rain.", "Mon-\nday", "2015-11-16"),
    ("The mill opened on Decem-\nber 14, 1915.", "Decem-\nber 14, 1915", "1915-12-14"),
    ("Prices fell in the mid-\n1990s all over Europe.", "the mid-\n1990s", "199"),
    ("They met on the twenty-\nfirst of March 1916.", "the twenty-\nfirst of March 1916", "1916-03-21"),
    ("The shop shut on Septem\u00acber 14, 1915.", "Septem\u00acber 14, 1915", "1915-09-14"),
    ("The shop shut on Septem\u00ac\nber 14, 1915.", "Septem\u00ac\nber 14, 1915", "1915-09-14"),
    ("The shop shut on Septem\u00adber 14, 1915.", "Septem\u00adber 14, 1915", "1915-09-14"),
    ("The war of 1914-\n18 was over.", "1914-\n18", "1914/1918"),
    ("The  mill  burnt  on  May  3,  2014.", "May  3,  2014", "2014-05-03"),
    ("It fell on March\r\n3, 1987, again.", "March\r\n3, 1987", "1987-03-03"),
    ("It fell in March\n    1987 again.", "March\n    1987", "1987-03"),
]

WORDS = """
    the a of in on at from to between and until early mid late first last next this every quarter second twenty
    two 3 7 12 31st 1998 2016 1990s '90s 19th 2,000 May March Dec. Friday Monday, spring Easter yesterday today week
    month year years decade ago earlier later 3pm 12/25/98 2016-12-14 inst. c. will said was opened who The He
    people . , - ( ) mln
"""
PARAGRAPH = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=20)
EMPTY = st.sampled_from(["\n\n", "\n\n\n", "\n \n", "\n\n\n\n \t\n", "\r\n\r\n"])


def shown(text: str, english: bool = True) -> list[tuple[object, ...]]:
    """Return the dates of a text, without their offsets."""
    return [
        (re.sub(r"\s+", " ", m.text), m.type, m.value, m.days, m.reason)
        for m in find_dates(text, PUBLISHED, english=english)
    ]


@pytest.mark.parametrize(("text", "said", "value"), OVER_LINES)
def test_dates_run_over_line_ends(text: str, said: str, value: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (found.text, found.value) == (said, value)
    assert text[found.start : found.end] == said


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They met in May\n\n2014 was cold.", ["2015-05", "2014"]),
        ("They met on Friday\n \nNovember 13 was dry.", ["2015-11-20", "2015-11-13"]),
        ("The loss was 15\n\na year after that.", ["P1Y"]),
        ("He died on 14 May 44\n\nBC schools shut.", ["2015-05-14"]),
        ("Caught in\n\n1400 people fled.", []),
    ],
)
def test_no_date_goes_beyond_a_paragraph(text: str, values: list[str]) -> None:
    assert [m.value for m in find_dates(text, PUBLISHED)] == values


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARAGRAPH, min_size=1, max_size=3), st.data(), st.booleans())
def test_other_lines_give_the_same_dates(paragraphs: list[list[str]], data: st.DataObject, english: bool) -> None:
    plain = "\n\n".join(" ".join(words) for words in paragraphs)
    wrapped = ""
    for words in paragraphs:
        wrapped += data.draw(EMPTY) if wrapped else ""
        for i, word in enumerate(words):
            wrapped += (data.draw(st.sampled_from([" ", "\n"])) if i and words[i - 1] != "-" else " " * bool(i)) + word
    assert shown(wrapped, english) == shown(plain, english)


@settings(deadline=None, max_examples=200)
@given(st.text("a1 \n\r\t-\u00ac\u00ad\u00e9\u4e00\U0001f600B.", max_size=40))
@example("a-\n\nb")
@example("a\u00ac\u00adb")
def test_offsets_map_to_the_same_characters(text: str) -> None:
    layout = unwrap(text)
    for i, character in enumerate(layout.text):
        start, end = layout.start(i), layout.end(i + 1)
        assert end == start + 1
        assert text[start] == character or (text[start].isspace() and character.isspace())
    assert not re.search(r"(?<!\n)\n(?!\n)", layout.text)
