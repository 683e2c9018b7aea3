"""Layout is not language: where the lines of a paragraph end changes no date, and no date goes beyond a paragraph."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import extract

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
]


@pytest.mark.parametrize(("text", "said", "value"), OVER_LINES)
def test_dates_run_over_line_ends(text: str, said: str, value: str) -> None:
    (found,) = extract(text, published=PUBLISHED).dates
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
    assert [m.value for m in extract(text, published=PUBLISHED).dates] == values
