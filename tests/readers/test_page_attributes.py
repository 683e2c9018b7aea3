"""Tags with a great many attributes: all but the first are dropped before the page is parsed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.readers.formats.html import read_page
from dateline.index.readers.page.tree import MOST_ATTRIBUTES, limit_attributes, parse_page
from tests.growth import assert_linear
from tests.readers.page_forms.form import TEXT
from tests.readers.page_forms.reading import read_headed

PIECES = ("<p", "<script", "</script", ">", " ", "/", "=", '"', "'", "a", "id", "\n", "word ", "</p>", "<a href='>'>")


def attributes(first: int, end: int) -> str:
    return " ".join(f"a{number}='<b> {number}'" for number in range(first, end))


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_tags_with_few_attributes_stay(markup: str) -> None:
    assert limit_attributes(markup) == markup


@pytest.mark.parametrize("tag", ["p", "P", "x-y", "p id=a"])
@pytest.mark.parametrize("more", [1, MOST_ATTRIBUTES, 3 * MOST_ATTRIBUTES + 1])
def test_a_tag_keeps_its_first_attributes(tag: str, more: int) -> None:
    first = MOST_ATTRIBUTES - tag.count("=")
    markup = f"<i>a</i><{tag} {attributes(0, first)} {attributes(first, first + more)}>word</p><b class=c>d</b>"
    expected = f"<i>a</i><{tag} {attributes(0, first)}>word</p><b class=c>d</b>"
    assert limit_attributes(markup) == expected


def test_the_tree_has_the_first_attributes_and_all_text() -> None:
    tree = parse_page(f"<body><p {attributes(0, 1_000)}>word</p><p>end</p></body>")
    assert list(tree.find(".//p").keys()) == [f"a{number}" for number in range(MOST_ATTRIBUTES)]
    assert tree.text_content() == "wordend"


def test_a_script_has_no_attributes_to_drop() -> None:
    markup = f"<script type='application/ld+json'>[\"<b {'word ' * 1_000}\"]</script><p>end</p>"
    assert limit_attributes(markup) == markup


def test_the_text_below_such_a_tag_is_read() -> None:
    plain = read_headed("Norwick builds a quay", "<p>14 December 2016</p>")
    assert (
        read_headed("Norwick builds a quay", f"<p {attributes(0, 1_000)}>14 December 2016</p>").values == plain.values
    )


@pytest.mark.parametrize("tag", ["div", "p", "b"])
def test_a_tag_with_many_attributes_takes_linear_time(tag: str) -> None:
    def look(size: int) -> None:
        names = " ".join(f"a{number}=x" for number in range(size))
        read_page(f"<html><body><h1>A quay</h1><{tag} {names}>word</{tag}>{TEXT}</body></html>".encode(), "a.html")

    assert_linear(look, 5_000)


@pytest.mark.parametrize("piece", ["<a ", "<a b='", '<a b="', "<script ", " ", "<a  ", "<a b = ", "<a/", "a", "<p c"])
def test_attributes_are_counted_in_linear_time(piece: str) -> None:
    assert_linear(lambda size: limit_attributes(f"<p {piece * size}"), 5_000)
