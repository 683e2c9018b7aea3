"""The text of a tree that a program made searches what the tree does, or there is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.index import DEFAULT_FIELDS
from dateline.searcher import SearchRequest
from dateline.searcher.query import (
    And,
    Boost,
    InField,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Range,
    Word,
    parse,
)
from dateline.searcher.query.binding import bind, row_of
from dateline.searcher.query.printing import to_text
from dateline.searcher.query.tree_json import tree_to_json
from dateline.searcher.query.typed_text import typed_text
from tests.query.test_tree import wider
from tests.strategies import queries

PIECES = (
    *("oil", "gas", "Oil", "R&D", "AND", "OR", "NOT", "NEAR", "SENT/1", "2", "OF", "title", "foo", "U.S.", "東京"),
    *("-", "+", "=", "==", "^2", "^", "~1", "~", "*", "?", "/", ":", "..", ">", "(", ")", '"', "“", "'", "[person]"),
    *(" ", "\n", "\u200b", "\0", "/5", "[1 TO 2]", "，", "–", "!", ".", "…", "has:title"),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join) | st.text(min_size=1, max_size=8)
WORDS = st.builds(
    lambda text, form: Word(text, **form),
    TEXTS,
    st.sampled_from(({}, {}, {"exact": True}, {"exact": True, "letters": True})),
)
LEAVES = WORDS | WORDS | st.builds(Phrase, TEXTS) | st.builds(Range, st.just("published"), TEXTS, TEXTS)
TREES = st.recursive(LEAVES, wider, max_leaves=6)


def is_field(name: str) -> bool:
    return row_of(name, DEFAULT_FIELDS) is not None


@given(TREES)
@example(Word("oil^2"))
@example(Not(Word("-oil")))
@example(InField("title", Word("w?man")))
@example(And((Word("title:oil"), Word("oil price"))))
@example(InField("source", Phrase('the "harbour" courier')))
@example(Phrase('oil*" gas*'))
@example(Word("oil ** *\r0"))
@example(Word('*"oil'))
@example(And((Word("who"), Word("won?"))))
@example(And((Word("2"), Word("OF"), Or((Word("gas"), Word("coal"))))))
@example(Or((Word("!OIL"), Not(Word("GASOLINE")))))
def test_the_text_of_a_tree_searches_what_the_tree_does(tree: Node) -> None:
    text = typed_text(tree)
    if text is not None:
        parsed = parse(text, is_field)
        assert parsed.notes == ()
        again = parsed.tree
        assert typed_text(again) == text
        expected, found = bind(tree, DEFAULT_FIELDS, ""), bind(again, DEFAULT_FIELDS, "")
        assert (found.tree, found.loosened) == (expected.tree, expected.loosened)
        assert expected.notes or not found.notes


@given(WORDS)
def test_every_word_of_a_text_can_be_typed(word: Word) -> None:
    if word.text.strip() and any(map(str.isalnum, word.text)):
        assert typed_text(word) is not None


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Word("oil^2"), '"oil^2"'),
        (Word("oil*"), '"oil "'),
        (Word("oil price"), '"oil price"'),
        (Word("oil^2", exact=True), '="oil^2"'),
        (And((Word("oil"), Word("-gas"))), 'oil "-gas"'),
        (And((Word("oil"), And((Word("gas"), Word("coal"))))), "oil (gas coal)"),
        (Word("6'2\""), '"6\'2 "'),
        (InField("title", Word("-oil")), 'title:"-oil"'),
        (InField("source", Word("the courier")), 'source:"the courier"'),
        (Word("title:oil"), '"title:oil"'),
        (Word("foo:oil"), '"foo:oil"'),
        (And((Word("who"), Word("won?"))), 'who "won?"'),
        (Word("!oil"), '"!oil"'),
        (Word("near/5"), '"near/5"'),
        (Not(Word("n")), '-"n"'),
        (And((Word("TROOPS"), Word("SENT"), Word("TO"))), '"TROOPS" "SENT" "TO"'),
        (Or((Word("OILFIELD"), Word("GAS"))), '"OILFIELD" OR "GAS"'),
        (InField("source", Word("who?")), 'source:"who?"'),
        (InField("id", Word("who?")), "id:who?"),
        (Nothing(), ""),
    ],
)
def test_words_that_cannot_be_typed_are_phrases(tree: Node, text: str) -> None:
    assert typed_text(tree) == text
    assert SearchRequest.of_tree(tree).query == text
    assert SearchRequest("", tree=tree).as_command()[-1] == text


@pytest.mark.parametrize(
    "tree",
    [
        InField("source", Word('the "harbour" courier')),
        Pattern("oil price", "prefix"),
        Boost(Word("oil"), 123456.0),
        Near("NEAR", Word("oil"), Word("gas"), 0),
        Or((Word(""), Word("oil"))),
        And(tuple(Word(f"w{number}") for number in range(2_000))),
    ],
)
def test_a_tree_without_a_text_is_kept_as_json(tree: Node) -> None:
    assert typed_text(tree) is None
    request = SearchRequest.of_tree(tree)
    assert json.loads(request.query) == tree_to_json(tree)
    with pytest.raises(ValueError, match=r"no query can be typed that searches what this tree does: .*as_json"):
        request.as_command()


def test_a_word_beside_others_is_no_phrase_where_closeness_counts() -> None:
    beside, alone = And((Word("gold"), Word("mine"), Word("sets?"))), Word("sets?")
    assert SearchRequest.of_tree(beside).query == 'gold mine "sets?"'
    assert json.loads(SearchRequest.of_tree(beside, closeness=True).query) == tree_to_json(beside)
    assert SearchRequest.of_tree(alone, closeness=True).query == '"sets?"'


@pytest.mark.parametrize("tree", [None, {}, "oil", Not(None), And([Word("oil"), Word("gas")])])  # type: ignore[arg-type]
def test_what_is_no_tree_is_refused(tree: Node) -> None:
    with pytest.raises(TypeError, match=r"nodes of dateline.searcher.query|a tuple of nodes"):
        SearchRequest.of_tree(tree)


def test_to_text_takes_what_is_before_a_colon_for_a_field_only_where_it_is_one() -> None:
    word = Word("title:oil")
    assert to_text(word, is_field) == '"title:oil"'
    assert to_text(word, lambda _: False) == to_text(word) == "title:oil"


@given(queries())
@example("oil -(2 OF (gas coal wood))")
@example("+(2 OF (gas coal wood)) oil")
@example("-2 OF (gas oil coal)")
def test_a_query_that_is_read_without_notes_can_be_typed_again(query: str) -> None:
    read = parse(query, is_field)
    if not read.notes and not isinstance(read.tree, Nothing):
        assert typed_text(read.tree) is not None
