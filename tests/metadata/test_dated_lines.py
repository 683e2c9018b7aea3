"""Days in the first lines of a text beside a place, a paper or a name, and in datelines."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.article import RawArticle
from dateline.index.cleaning import clean
from dateline.index.metadata.dated_lines import day_beside, day_of_dateline
from dateline.index.metadata.top_lines import find_byline, find_dateline_day, find_day_line, find_printed_dateline
from tests.growth import assert_linear

DAY = date(2016, 12, 14)


@pytest.mark.parametrize(
    "line",
    [
        "Hamburg, 14.12.2016",
        "Madrid, 14 de diciembre de 2016",
        "Paris, le 14 décembre 2016",
        "The Harbour Post, 14 December 2016",
        "The Harbour Post - Wednesday, December 14, 2016",
        "14 December 2016, page 4",
        "14. Dezember 2016, Seite 4",
        "By Ailsa Moray, 14 December 2016",
        "By Ailsa Moray | 14 December 2016",
        "[14 December 2016]",
    ],
)
def test_a_line_with_a_place_a_paper_a_page_or_a_name_gives_its_day(line: str) -> None:
    article = clean(RawArticle({"title": "Ferry", "body": f"{line}\n\nIt ran aground."}, "a.txt", 1, alone=True))
    assert article.published == DAY
    assert article.notes == ("the date 2016-12-14 was taken from the text",)


@pytest.mark.parametrize(
    "line",
    [
        "Born in Oban, 14 December 2016",
        "Copyright, 14 December 2016",
        "Updated, 14 December 2016",
        "Oban Town Hall, 14 December 2016, 7.30pm",
        "The pier was shut on Monday, 14 December 2016",
        "Oban, 31.04.05",
    ],
)
def test_a_day_beside_other_words_is_not_that_of_the_text(line: str) -> None:
    assert find_day_line(f"{line}\n\nIt ran aground.") is None


@pytest.mark.parametrize(
    ("opening", "line", "agency"),
    [
        ("NEW YORK, Dec. 14, 2016 /PRNewswire/ -- A", "NEW YORK, Dec. 14, 2016 /PRNewswire/", "PRNewswire"),
        ("OBAN, Scotland, Dec. 14, 2016 (GLOBE NEWSWIRE) -- A", None, "GlobeNewswire"),
        ("OBAN, Scotland--(BUSINESS WIRE)--December 14, 2016--A", None, "Business Wire"),
        ("BERLIN, 14. Dezember 2016 (dpa) - A", "BERLIN, 14. Dezember 2016 (dpa)", "dpa"),
        ("Paris, le 14 décembre 2016 (AFP) — A", "Paris, le 14 décembre 2016 (AFP)", "AFP"),
        ("MADRID, 14 de diciembre de 2016 (EFE) - A", "MADRID, 14 de diciembre de 2016 (EFE)", "EFE"),
        ("Oban, 14 December 2016 (Wire) – A", None, None),
    ],
)
def test_a_dateline_with_a_full_day_gives_the_day(opening: str, line: str | None, agency: str | None) -> None:
    body = f"{opening} ferry ran aground."
    assert find_dateline_day(body) == DAY
    article = clean(RawArticle({"title": "Ferry", "body": body}, "a.jsonl", 2))
    assert (article.published, article.notes) == (DAY, ("the date 2016-12-14 was taken from the dateline",))
    printed = find_printed_dateline(body)
    assert (printed.agency if printed is not None else None) == agency
    assert line is None or (printed is not None and printed.line == line)


@pytest.mark.parametrize(
    "opening", ["LONDON, Dec. 14 (Reuters) - A", "Oban (open since 14 December 2016) - A", "Oban, 2016 (Wire) - A"]
)
def test_other_datelines_give_none(opening: str) -> None:
    assert find_dateline_day(f"{opening} ferry ran aground.") is None


@pytest.mark.parametrize(
    "line", ["By Ailsa Moray, 14 December 2016", "Von Ailsa Moray", "Von Ailsa Moray, 14.12.2016", "Par Ailsa Moray"]
)
def test_a_byline_may_have_a_day_and_be_in_another_language(line: str) -> None:
    assert find_byline(f"{line}\n\nIt ran aground.") == "Ailsa Moray"
    assert find_byline(f"Ferry aground\n\n{line}\n\nIt ran aground.") == "Ailsa Moray"


@pytest.mark.parametrize("line", ["Von der Leyen sagt nein", "Por la mañana", "Par Jean-Luc", "Von Montag an"])
def test_other_lines_are_no_bylines(line: str) -> None:
    assert find_byline(f"{line}\n\nIt ran aground.") is None


@pytest.mark.parametrize("part", ["Oban, ", "Oban (", "14 ", "--(a)--1", "a, 1"])
def test_time_is_linear(part: str) -> None:
    assert_linear(lambda size: (day_beside(part * size), day_of_dateline(f"O{part * size}")), 10_000)
