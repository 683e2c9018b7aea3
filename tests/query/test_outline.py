"""How a query was read, in words."""

from __future__ import annotations

import pytest

from dateline.searcher.query import parse
from dateline.searcher.query.outline import Outline, outline_of

FIELDS = frozenset(("title", "published", "people"))


def written(outline: Outline) -> str:
    parts = "; ".join(map(written, outline.parts))
    return f"{outline.label} ({parts})" if parts else outline.label


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("oil", "“oil”"),
        ("=oil ==Oil", "all of (“oil” in this form; “Oil” in exactly these letters)"),
        ('"oil price"~2', "the phrase “oil price”, moved by at most 2 words"),
        ("oil* w?man /a|b/ gas~1", "all of (words that begin with “oil”; words of the form “w?man”; "
         "words of the expression “a|b”; words that differ from “gas” by at most 1 letter)"),
        ("a NEAR/1 b", "at most 1 word apart, in any order (“a”; “b”)"),
        ("a ADJ/4 b", "at most 4 words apart, in this order (“a”; “b”)"),
        ("a NOT SENT b", "the first, where the second is not in one sentence (“a”; “b”)"),
        ("a FIRST/50", "within the first 50 words (“a”)"),
        ("^a", "at the beginning of a text (“a”)"),
        ("ATLEAST/3 a", "at least 3 times (“a”)"),
        ("2 OF (a b c)", "at least 2 of (“a”; “b”; “c”)"),
        ("a^2 b^=3", "all of (counts 2 times in the score (“a”); adds 3 to the score (“b”))"),
        ("+title:oil -[person]", "all of (required (in title (“oil”)); not (any person))"),
        ("published:>2015", "published after 2015"),
        ("published:[2015 TO 2016}", "published from 2015 before 2016"),
        ("has:people", "has people"),
        ("missing:published", "not (has published)"),
        ("", "nothing to search"),
    ],
)  # fmt: skip
def test_each_part_of_a_query_has_its_words(query: str, words: str) -> None:
    assert written(outline_of(parse(query, FIELDS.__contains__).tree)) == words
