"""The text of large pages and of pages with boxes: what is removed, and in which time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import tostring

from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page
from dateline.index.readers.page.body import count_words, drop_hover_boxes, unwrap_posts
from dateline.index.readers.page.fact_boxes import MOST_TEXTS, unwrap_fact_boxes
from dateline.index.readers.page.tree import parse_page
from tests.growth import assert_linear
from tests.readers.page_forms.form import PARAGRAPHS, TEXT, TITLE

OPENING = " or ".join(f"contains(@class, '{name}')" for name in ("tooltip", "popover", "hovercard", "rollover"))
BOXES = f"//p//*[self::span or self::div or self::aside][{OPENING}][ancestor::*[{OPENING}]][.//img or .//a]"
PIECES = (
    "<p>", "</p>", "<span class='a-tooltip'>", "<span class=rollover>", "<span>", "</span>", "<a href=/x>", "</a>",
    "<aside class=popover>", "</aside>", "<div class=tooltip>", "</div>", "<img src=x>", "word ",
)  # fmt: skip


def tree_of(markup: str) -> Any:
    return parse_page(f"<html><body>{markup}<p>end</p></body></html>")


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_boxes_that_open_over_a_word_are_those_of_their_definition(markup: str) -> None:
    tree, reference = tree_of(markup), tree_of(markup)
    for box in reference.xpath(BOXES):
        if box.getparent() is not None:
            box.drop_tree()
    drop_hover_boxes(tree)
    assert tostring(tree) == tostring(reference)


@given(st.lists(st.sampled_from(["<b>", "</b>", "a", " ", "b c"]), max_size=20).map("".join))
def test_the_words_of_each_element_are_counted(markup: str) -> None:
    tree = tree_of(markup)
    assert count_words(tree) == {each: len(" ".join(each.itertext()).split()) for each in tree.iter()}


BOX = "<span class=tooltip>a <span class=tooltip><a href=/x>box</a></span></span> b "


@pytest.mark.parametrize(
    ("before", "piece", "after"),
    [
        ("<p>", BOX, "</p>"),
        ("", f"<p>{BOX}</p>", ""),
        ("<p>", "word <b>b</b> ", "</p>"),
        ("<p><span>", "word <i>b</i> ", "</span></p>"),
        ("", "<div><div><p>The board met on Tuesday.</p></div></div>", ""),
        ("", "<p>The board met on Tuesday to hear how it would be paid.</p>", ""),
        ("<p>", "The board met on Tuesday.<br><br>", "</p>"),
    ],
)
def test_large_pages_take_linear_time(before: str, piece: str, after: str) -> None:
    def look(size: int) -> None:
        page = f"<html><body><h1>{TITLE}</h1><article>{TEXT}{before}{piece * size}{after}</article></body></html>"
        read_page(page.encode(), "a.html")

    assert_linear(look, 500)


def test_posts_in_one_box_take_linear_time() -> None:
    post = "<blockquote class=twitter-tweet><p>Fog</p></blockquote>"
    for piece in (post, f"<div>{post}</div>", "a<b>b</b>", post.replace("Fog", "")):
        assert_linear(lambda size, piece=piece: unwrap_posts(tree_of(f"<div>{post}{piece * size}</div>")), 2_000)


def test_a_paragraph_with_a_great_many_elements_keeps_its_text() -> None:
    links = " ".join(f"word{number} <i>of</i>" for number in range(2_000))
    page = f"<html><body><article><h1>{TITLE}</h1>{TEXT}<p>{links}</p></article></body></html>"
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle)
    body = str(found.values["body"])
    assert all(line in body for line in PARAGRAPHS)
    assert body.count("word") == 2_000


FACTS = (
    "<h3>The quay in figures</h3><p>The quay is 212 metres long, and seven metres deep at low water in spring.</p>"
    "<p>Two cranes of forty tonnes each stand on it, and a shed for the nets.</p>"
)
LAST = "<p>The next meeting of the board is in the second week of the new year, the chairman told the paper.</p>"


def body_with(box: str, after: str = LAST) -> str:
    page = f"<html><body><article><h1>{TITLE}</h1>{TEXT}{box}{after}</article></body></html>"
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle)
    body = str(found.values["body"])
    assert all(line in body for line in PARAGRAPHS)
    assert "next meeting" in body or not after
    return body


@pytest.mark.parametrize("names", ["", "class=factbox", "class='inset box'", "id=facts role=note"])
def test_a_box_of_facts_in_the_text_is_a_part_of_it(names: str) -> None:
    body = body_with(f"<aside {names}>{FACTS}</aside>")
    assert (
        body.index(PARAGRAPHS[-1]) < body.index("212 metres") < body.index("forty tonnes") < body.index("next meeting")
    )


@pytest.mark.parametrize(
    "box",
    [
        f"<aside class=newsletter>{FACTS}</aside>",
        f"<aside class=related>{FACTS}</aside>",
        f"<aside>{FACTS.replace('The quay in figures', 'Read more')}</aside>",
        f"<aside>{FACTS}<form><input></form></aside>",
        f"<aside>{FACTS}<p>Sign up for our newsletter here</p></aside>",
        f"<aside>{FACTS.replace('<p>', '<p><a href=/x>').replace('</p>', '</a></p>')}</aside>",
        "<aside><p>The quay is 212 metres long.</p></aside>",
    ],
)
def test_other_boxes_in_the_text_are_no_part_of_it(box: str) -> None:
    assert "212 metres" not in body_with(box)


def test_a_box_with_a_great_many_items_is_no_part_of_the_text() -> None:
    items = [f"<li>Quay {number} is shut</li>" for number in range(MOST_TEXTS + 1)]
    assert "Quay 7 is" in body_with(f"<aside><ul>{''.join(items[1:])}</ul></aside>")
    assert "Quay 7 is" not in body_with(f"<aside><ul>{''.join(items)}</ul></aside>")


def test_a_box_below_the_text_is_no_part_of_it() -> None:
    assert "212 metres" not in body_with(f"<aside>{FACTS}</aside>", "")


def test_a_quotation_from_the_text_is_not_read_twice() -> None:
    body = body_with(f"<aside><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></aside>")
    assert (body.count(PARAGRAPHS[1]), body.count(PARAGRAPHS[2])) == (1, 1)


def test_many_boxes_take_linear_time() -> None:
    for piece in (f"<aside>{FACTS}</aside>{LAST}", "<aside><p>a</p>"):
        assert_linear(lambda size, piece=piece: unwrap_fact_boxes(tree_of(TEXT + piece * size)), 500)
