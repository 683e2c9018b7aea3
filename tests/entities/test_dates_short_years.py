"""Years and decades of two digits are of the century of the article."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates

YEARS = [
    (1916, "They sang of the men of '76.", "1876"),
    (1916, "She is of the class of '16.", "1916"),
    (1916, "It was sold in June '14.", "1914-06"),
    (1916, "He went west in the early '70s.", "187"),
    (1916, "He went west in the seventies.", "187"),
    (1987, "He was born back in '19.", "1919"),
    (1987, "They hope to win in '92.", "1992"),
    (1987, "The best songs are of the '60s.", "196"),
    (1987, "It will come in the nineties.", "199"),
    (2019, "He retired in '16.", "2016"),
    (2019, "They worked from '82 to '85.", "1982/1985"),
    (3, "It was in '98, he said.", "0001"),
    (None, "He was born in '42.", "1942"),
    (None, "He was born in '16.", "2016"),
    (None, "He was young in the '60s.", "196"),
]


@pytest.mark.parametrize(("year", "text", "value"), YEARS)
def test_a_year_of_two_digits_is_near_the_article(year: int | None, text: str, value: str) -> None:
    (found,) = find_dates(text, date(year, 6, 1) if year else None)
    assert found.value == value


def test_an_apostrophe_and_a_space_make_no_year() -> None:
    assert [each.value for each in find_dates("Juarez, Jan. ' 18.", date(1916, 1, 19))] == ["1916-01"]
