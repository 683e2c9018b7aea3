"""Trees as JSON: the same tree comes back, the schema holds, and a wrong value is told with its place."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.searcher.query import (
    And,
    AtLeast,
    Begins,
    Boost,
    Everything,
    First,
    InField,
    Must,
    Named,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Quorum,
    Range,
    Word,
    parse,
)
from dateline.searcher.query.tree_json import tree_from_json, tree_to_json
from tests.repo.documents import written_schema

VALIDATE = jsonschema.Draft202012Validator(written_schema("A query tree, schema 1")).validate
TEXTS = st.text(min_size=1, max_size=8).filter(lambda text: bool(text.strip()))
PLACES = st.none() | st.tuples(st.integers(0, 9), st.integers(10, 20))
NUMBERS = st.integers(1, 10_000)
FORMS = st.sampled_from(((False, False), (True, False), (True, True)))
FIELDS = st.sampled_from(("title", "published", "Ω"))


def leaves() -> st.SearchStrategy[Node]:
    words = st.builds(lambda text, form, place: Word(text, form[0], place, form[1]), TEXTS, FORMS, PLACES)
    phrases = st.builds(
        lambda text, form, place, slop: Phrase(text, form[0], place, form[1], slop),
        *(TEXTS, FORMS, PLACES, st.integers(0, 1_000)),
    )
    kinds = st.sampled_from((("prefix", 0), ("wildcard", 0), ("regex", 0), ("fuzzy", 1), ("fuzzy", 2)))
    patterns = st.builds(lambda text, kind, place: Pattern(text, *kind, place=place), TEXTS, kinds, PLACES)
    named = st.builds(Named, st.sampled_from(("person", "place")), PLACES)
    bounds = st.tuples(st.none() | TEXTS, st.none() | TEXTS).filter(any)
    ranges = st.builds(
        lambda name, pair, low, high, place: Range(name, *pair, low, high, place),
        *(FIELDS, bounds, st.booleans(), st.booleans(), PLACES),
    )
    return st.one_of(words, phrases, patterns, named, ranges, st.builds(Everything), st.builds(Nothing))


def around(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    rows = st.lists(inner, min_size=2, max_size=4).map(tuple)
    near = st.sampled_from((("NEAR", 3), ("ADJ", 10_000), ("SENT", 0), ("PARA", 0)))
    return st.one_of(
        rows.map(And),
        rows.map(Or),
        st.builds(lambda clauses, count: Quorum(min(count, len(clauses)), clauses), rows, st.integers(1, 4)),
        inner.map(Not),
        inner.map(Must),
        st.builds(InField, FIELDS, inner),
        st.builds(lambda kind, a, b, negated, place: Near(kind[0], a, b, kind[1], negated, place),
                  near, inner, inner, st.booleans(), PLACES),
        st.builds(First, inner, NUMBERS, PLACES),
        st.builds(Begins, inner, PLACES),
        st.builds(AtLeast, NUMBERS, inner, PLACES),
        st.builds(Boost, inner, st.floats(0, 9_999), st.booleans()),
    )  # fmt: skip


TREES = st.recursive(leaves(), around, max_leaves=12)


def with_places(tree: Node) -> str:
    """A tree with its places, which do not count when trees are compared."""
    return json.dumps(tree_to_json(tree))


def test_a_pattern_counts_as_one_word_as_in_a_query() -> None:
    tree = parse("*oil.price " * 1_024, lambda _: False).tree
    assert tree_from_json(tree_to_json(tree)) == tree


@given(TREES)
def test_the_same_tree_comes_back_from_json(tree: Node) -> None:
    written = json.loads(json.dumps(tree_to_json(tree)))
    VALIDATE(written)
    again = tree_from_json(written)
    assert again == tree
    assert with_places(again) == with_places(tree)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (7, "tree: a node is an object with a type, not 7"),
        ({"type": "wrd", "text": "oil"}, "tree.type: 'wrd' is none of word, phrase, pattern"),
        ({"type": "word"}, "tree: word needs text"),
        ({"type": "word", "text": 3}, "tree.text: this is a text, not 3"),
        ({"type": "word", "text": " "}, "tree: text: it is empty"),
        ({"type": "word", "text": "oil", "slop": 3}, "tree: word has no 'slop'; it has text, exact, place, letters"),
        ({"type": "word", "text": "oil", "letters": True}, "tree: letters: it goes with exact"),
        ({"type": "word", "text": "oil", "exact": 1}, "tree.exact: this is true or false, not 1"),
        ({"type": "word", "text": "oil", "place": [3, 1]}, "tree.place: a place is [start, end] in characters"),
        ({"type": "and", "clauses": [{"type": "everything"}]}, "tree: clauses: there are two or more"),
        (
            {"type": "or", "clauses": [{"type": "everything"}, {"type": "not", "clause": {"type": "pattern"}}]},
            "tree.clauses[1].clause: pattern needs text",
        ),
        ({"type": "pattern", "text": "oil", "kind": "fuzzy"}, "tree: distance: it is 1 or 2 of fuzzy"),
        ({"type": "range", "field": "published"}, "tree: a range needs low or high"),
        ({"type": "boost", "clause": {"type": "nothing"}, "factor": -1}, "tree: factor: it is 0 or more"),
        ({"type": "first", "clause": {"type": "nothing"}, "words": 0}, "tree: the number is 1 to 10,000"),
        ({"type": "word", "text": "oil " * 1_025}, "tree: a query can have 1,024 words and 100,000 characters"),
    ],
)  # fmt: skip
def test_a_value_that_is_no_tree_is_told_with_its_place(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=r"^tree") as caught:
        tree_from_json(value)
    assert str(caught.value).startswith(message)


def test_a_value_nested_too_deep_is_told() -> None:
    value: dict[str, object] = {"type": "nothing"}
    for _ in range(5_000):
        value = {"type": "not", "clause": value}
    with pytest.raises(ValueError, match="nested more than 200 deep"):
        tree_from_json(value)


def test_the_tree_of_a_query_fits_the_schema() -> None:
    tree = parse('+oil -"gas price"~2 title:(a OR b*) 2 OF (x y z) a NEAR/3 b', "title".__eq__).tree
    VALIDATE(tree_to_json(tree))
    assert tree_from_json(tree_to_json(tree)) == tree
