"""Operators of places directly before a parenthesis or a quotation mark, and behind a sign."""

from __future__ import annotations

import pytest

from dateline.searcher.query import parse, to_text


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("oil NEAR/5(price)", "oil NEAR/5 price"),
        ('oil ADJ/3"oil price"', 'oil ADJ/3 "oil price"'),
        ("oil SENT(price OR gas)", "oil SENT (price OR gas)"),
        ("oil PARA(price)", "oil PARA price"),
        ("ATLEAST/5(oil)", "ATLEAST/5 oil"),
        ("-ATLEAST/3 oil", "-(ATLEAST/3 oil)"),
        ("gas +ATLEAST/3(oil)", "gas +(ATLEAST/3 oil)"),
        ("gas NOT ATLEAST/3(oil)", "gas -(ATLEAST/3 oil)"),
    ],
)
def test_it_is_the_operator_as_with_a_space(query: str, read: str) -> None:
    made = parse(query, lambda name: False)
    assert (to_text(made.tree), parse(read, lambda name: False).tree) == (
        to_text(parse(read, lambda name: False).tree),
        made.tree,
    )


@pytest.mark.parametrize("query", ["TROOPS SENT(AP) TO IRAQ", "oil NEAR(price)", "oil FIRST(price)"])
def test_without_a_number_it_may_be_a_word(query: str) -> None:
    tree = repr(parse(query, lambda name: False).tree)
    assert "Near(" not in tree
    assert "First(" not in tree
