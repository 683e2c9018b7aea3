"""Text in elements that are mostly the page's own: headers of entries, the footer of an article, centred lines."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import PARAGRAPHS, TITLE

ONE, TWO, THREE, FOUR = (f"<p>{line}</p>" for line in PARAGRAPHS)
BLOG = f"<div><header><time>10:31</time><h3>The cranes are late</h3></header>{TWO}</div>"


def lines_of(body: str) -> list[str]:
    """Return the paragraphs of a page whose article has a headline and this body."""
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle), found
    return str(found.values["body"]).split("\n\n")


@pytest.mark.parametrize(
    ("body", "at", "line"),
    [
        (ONE + BLOG + THREE, 1, "The cranes are late"),
        (ONE + f"<section><header><h2>The cost</h2></header>{TWO}</section>" + THREE, 1, "The cost"),
        (ONE + TWO + "<footer><p>Correction: the quay is 40 metres long.</p></footer>", 2, "Correction: the quay"),
        (ONE + TWO + "<footer><p>This article was amended on 5 May.</p></footer>", 2, "This article was amended"),
        (ONE + TWO + "<center>Nobody had asked the herring.</center>" + THREE, 2, "Nobody had asked"),
        (ONE + TWO + "<center><b>What the board said</b></center>" + THREE, 2, "What the board said"),
        (ONE + TWO + THREE + "<p>The plan is <a href=x>on the web site of the board</a>.</p>", 3, "The plan is on"),
        (ONE + TWO + THREE + "<p>Two are <a href=x>Tom Reid</a> and <a href=y>Ann Moe</a>.</p>", 3, "Two are Tom Reid"),
    ],
)
def test_text_is_read_wherever_it_stands(body: str, at: int, line: str) -> None:
    assert lines_of(body)[at].startswith(line)


@pytest.mark.parametrize(
    "furniture",
    [
        f"<section><header><h2>Most read</h2></header>{FOUR}</section>",
        f"<section><header><h2><a href=/x>Herring prices fall</a></h2></header>{FOUR}</section>",
        "<footer><p>Tom Reid lives in Norwick.</p></footer>",
        "<center>Advertisement</center><p></p>",
        "<center><a href=/>Home</a> | <a href=/a>Archive</a></center><p></p>",
        "<p>Read more <a href=/x>on the web site of the board</a>.</p>",
        "<p>Follow Tom Reid <a href=/x>on Twitter</a>.</p>",
    ],
)
def test_what_is_no_text_stays_where_it_is(furniture: str) -> None:
    lines = lines_of(ONE + TWO + THREE + furniture)
    assert lines[:3] == [*PARAGRAPHS[:3]]
    assert all(line.startswith(PARAGRAPHS[3]) for line in lines[3:])


@pytest.mark.parametrize("day", ["Posted on Wednesday, December 14 @ 10:31:22 CET 2016 by edwina", "December 14, 2016"])
def test_lines_in_cells_of_old_pages_are_divided(day: str) -> None:
    cell = f"<font><b>{TITLE}</b></font><br><font>{day}</font><br><br><font>{'<br><br>'.join(PARAGRAPHS)}</font>"
    page = f"<html><head><title>{TITLE}</title></head><body><table><tr><td>{cell}</td></tr></table></body></html>"
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle), found
    assert str(found.values["body"]).split("\n\n") == [*PARAGRAPHS]
    assert str(found.values["published"]).startswith("2016-12-14")


@pytest.mark.parametrize(
    "line",
    [
        "Play Video Current Time 0:00 / Duration 1:12",
        "2 / 3",
        "Photo 2 of 3",
        "ADVERTISEMENT",
        "Order Reprints",
    ],
)
def test_furniture_between_paragraphs_is_left_out(line: str) -> None:
    assert lines_of(f"{ONE}{TWO}<p>{line}</p>{THREE}") == [*PARAGRAPHS[:3]]


@pytest.mark.parametrize(
    "kicker", ["<p>Traffic</p>", '<span class="dachzeile">Traffic</span>', '<p class="kicker">Review</p>']
)
def test_a_kicker_above_the_headline_is_no_text(kicker: str) -> None:
    page = f"<html><head><title>{TITLE}</title></head><body><article>{kicker}<h1>{TITLE}</h1>{ONE}{TWO}</article>"
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle), found
    assert str(found.values["body"]).split("\n\n") == [*PARAGRAPHS[:2]]


@pytest.mark.parametrize("line", ["Live.", "He said 2 of 3 were lost.", "Advertisement revenue fell."])
def test_lines_like_furniture_stay(line: str) -> None:
    assert lines_of(f"{ONE}{TWO}<p>{line}</p>{THREE}")[2] == line
