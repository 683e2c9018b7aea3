"""Days in lines beside an article: their labels, periods, several days on one line."""

from __future__ import annotations

import pytest

from dateline.index.metadata.day_lines import LONGEST_LINE, days_in_line
from dateline.index.metadata.top_lines import find_day_line
from tests.growth import assert_linear

FIRST, SECOND = ("2016-12-14", "", True), ("2016-12-16", "", True)


def read(line: str) -> list[tuple[str, str, bool]]:
    return [(day.moment.isoformat(), day.role, day.plain) for day in days_in_line(line)]


@pytest.mark.parametrize(
    "line",
    [
        "13-14 December 2016", "13 – 14 December 2016", "13/14 December 2016", "13th/14th December 2016",
        "13./14. Dezember 2016", "13./14.12.2016", "13.-14.12.2016", "Dec. 13-14, 2016", "December 13 - 14, 2016",
        "13 December - 14 December 2016", "13 décembre–14 décembre 2016", "Dec 13, 2016 - Dec 14, 2016",
        "2016.12.13 ~ 2016.12.14", "2016-12-13～2016-12-14", "Saturday-Sunday, December 10-11, 2016",
    ],
)  # fmt: skip
def test_a_period_has_no_day(line: str) -> None:
    assert read(line) == []
    assert find_day_line(f"{line}\n\nThe ferry ran aground.") is None


@pytest.mark.parametrize("line", ["Norwick 12 News - 14 December 2016", "10:31 - 14 December 2016"])
def test_other_numbers_before_a_dash_begin_no_period(line: str) -> None:
    assert read(line) == [FIRST]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("14 December 2016 16 December 2016", [FIRST, SECOND]),
        ("14 December 2016, 16 December 2016", [FIRST, SECOND]),
        ("Published 14 December 2016 16 December 2016", [("2016-12-14", "published", True), SECOND]),
        ("Published: 14 December 2016, 2016-12-14", [("2016-12-14", "published", True)] * 2),
        ("Updated 14 December 2016 16 December 2016", [("2016-12-14", "updated", True), SECOND]),
    ],
)
def test_a_label_is_that_of_the_day_behind_it_and_of_no_other(line: str, days: list[tuple[str, str, bool]]) -> None:
    assert read(line) == days


def test_of_two_days_on_a_line_above_a_text_the_published_one_counts_else_none() -> None:
    text = "The ferry ran aground."
    assert str(find_day_line(f"Published 14 December 2016 16 December 2016\n\n{text}")) == "2016-12-14"
    assert find_day_line(f"14 December 2016 16 December 2016\n\n{text}") is None


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("2016年12月14日公開", [("2016-12-14", "published", True)]),
        ("2016年12月14日 更新", [("2016-12-14", "updated", True)]),
        ("2016年12月14日公開 2016年12月16日更新", [("2016-12-14", "published", True), ("2016-12-16", "updated", True)]),
        ("2016年12月14日 更新 2016年12月16日", [FIRST, ("2016-12-16", "updated", True)]),
        ("2016-12-14 입력 2016-12-16 수정", [("2016-12-14", "published", True), ("2016-12-16", "updated", True)]),
        ("2016-12-14 입력 | 2016-12-16 수정", [("2016-12-14", "published", True), ("2016-12-16", "updated", True)]),
        ("14. Dezember 2016 (aktualisiert)", [("2016-12-14", "updated", True)]),
        ("14 December 2016 (Updated)", [("2016-12-14", "updated", True)]),
        ("14 December 2016 (Wednesday)", [FIRST]),
        ("14 dicembre 2016 (modifica il 16 dicembre 2016)", [FIRST, ("2016-12-16", "updated", True)]),
        ("14 December 2016, updated three hours ago", [FIRST]),
    ],
)
def test_a_label_may_stand_behind_its_day(line: str, days: list[tuple[str, str, bool]]) -> None:
    assert read(line) == days


@pytest.mark.parametrize("line", ["14.12. 10:31", "14.12. 10.31 Uhr", "14/12/ 10h31", "12-14- 16:20"])
def test_an_hour_is_no_year(line: str) -> None:
    assert read(line) == []
    assert read("14.12. 2016 10:31") == [("2016-12-14T10:31:00", "", True)]


@pytest.mark.parametrize("line", ["14/12/2016 08:15 م", "14/12/2016 8:15 μ.μ."])
def test_a_half_of_the_day_in_another_language_is_that_of_the_clock(line: str) -> None:
    assert read(line) == [("2016-12-14T20:15:00", "", True)]


def test_lines_take_linear_time() -> None:
    for piece in ("13/14.12.2016 ", "12 News - ", "(x", "2016年12月14日更新 ", " 1" * 9 + "-"):
        assert_linear(lambda size, piece=piece: list(days_in_line(piece * size)), 10)
    long = "2016-12-14 " * LONGEST_LINE
    assert read(long) == []
