"""The tree: values that compare, hash and print back to a query."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import FrozenInstanceError
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index import dataclass as dataclass_module
from dateline.searcher.query import parse
from dateline.searcher.query import tree as tree_module
from dateline.searcher.query.printing import to_text
from dateline.searcher.query.tree import (
    And,
    AtLeast,
    Begins,
    Boost,
    Closeness,
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
)
from dateline.searcher.query.tree_json import tree_from_json, tree_to_json

OIL, GAS, COAL = Word("oil"), Word("gas"), Word("coal")
FIELDS = st.sampled_from(("title", "published"))
BOUNDS = st.sampled_from(("2016", "2016-12-01", "last month", "1..2", "=x", ".", "-", "AND"))
RANGES = (
    st.builds(Range, FIELDS, BOUNDS, BOUNDS, st.booleans(), st.booleans())
    | st.builds(Range, FIELDS, BOUNDS, st.none(), st.booleans())
    | st.builds(Range, FIELDS, st.none(), BOUNDS, st.just(False), st.booleans())
)
TYPED = ("oil", "R&D", "AND", "OR", "NOT", "NEAR", "SENT", "NEAR/5", "OF", "2", "2016..2017", "foo:bar", ">x")
# A word or a phrase in any form, in one form, and with its capitals.
FORMS = st.sampled_from(({}, {"exact": True}, {"exact": True, "letters": True}))
WORDS = st.builds(lambda text, form: Word(text, **form), st.sampled_from(TYPED), FORMS)
PHRASES = st.builds(
    lambda text, form, slop: Phrase(text, slop=slop, **form),
    st.sampled_from(("oil", "a b", "(a", "AND", " -x ", "=", "pric*")),
    FORMS,
    st.integers(0, 3),
)
PATTERNS = st.sampled_from(
    (
        Pattern("oil", "prefix"),
        Pattern("*stan", "wildcard"),
        Pattern("w?m*n", "wildcard"),
        Pattern("a(b|c)+", "regex"),
        Pattern("netanyahoo", "fuzzy", 1),
        Pattern("oil", "fuzzy", 2),
    )
)
NAMED = st.builds(Named, st.sampled_from(("person", "place")))


def joined(kind: type[And | Or], clauses: list[Node]) -> Node:
    """A clause of clauses as the parser makes it: flat."""
    flat = [inner for clause in clauses for inner in (clause.clauses if isinstance(clause, kind) else (clause,))]
    return kind(tuple(flat))


def wider(trees: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    clauses = st.lists(trees, min_size=2, max_size=3)
    return (
        st.builds(joined, st.sampled_from((And, Or)), clauses)
        | st.builds(Not, trees)
        | st.builds(Must, trees)
        | st.builds(InField, FIELDS, trees)
        | st.builds(joined_places, st.sampled_from(("NEAR", "ADJ", "SENT", "PARA")), trees, trees, st.booleans())
        | st.builds(First, trees, st.integers(1, 99))
        | st.builds(Begins, trees)
        | st.builds(AtLeast, st.integers(1, 9), trees)
        | st.builds(Quorum, st.integers(1, 2), clauses.map(tuple))
        | st.builds(Boost, trees, st.sampled_from((0.0, 0.5, 2.0, 1234.5678)), st.booleans())
    )


def joined_places(kind: Closeness, left: Node, right: Node, negated: bool) -> Near:
    return Near(kind, left, right, 5 if kind in ("NEAR", "ADJ") else 0, negated)


TREES = st.recursive(WORDS | PHRASES | PATTERNS | NAMED | RANGES | st.just(Everything()), wider, max_leaves=12)


@given(TREES)
def test_tree_printed_and_parsed_is_the_same_tree(tree: Node) -> None:
    assert parse(to_text(tree), lambda name: name in ("title", "published")).tree == tree


@pytest.mark.parametrize(
    "piece", ["(a OR b) 3 OF (x ", "3 OF (a b OR c ", "^(a OR b) (x ", "a OR -(b ", "ATLEAST/2 (a "]
)
def test_a_tree_as_deep_as_can_be_prints_no_deeper(piece: str) -> None:
    for times in (25, 49, 50, 51, 60):
        tree = parse(piece * times, lambda _: False).tree
        assert parse(to_text(tree), lambda _: False).tree == tree
        assert tree_from_json(tree_to_json(tree)) == tree


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (And((OIL, Or((GAS, COAL)))), "oil (gas OR coal)"),
        (Or((OIL, And((GAS, COAL)))), "oil OR gas coal"),
        (And((Not(OIL), Must(GAS))), "-oil +gas"),
        (Not(Not(OIL)), "NOT -oil"),
        (Not(Must(OIL)), "NOT +oil"),
        (Must(Not(OIL)), "+(-oil)"),
        (Not(And((OIL, GAS))), "-(oil gas)"),
        (InField("title", Phrase("oil price")), 'title:"oil price"'),
        (InField("title", Or((OIL, GAS))), "title:(oil OR gas)"),
        (InField("title", InField("body", OIL)), "title:(body:oil)"),
        (InField("title", Word("2016..2017")), "title:(2016..2017)"),
        (Range("published", "2016-01", "2016-06"), "published:2016-01..2016-06"),
        (Range("published", "last month", "today"), 'published:"last month"..today'),
        (Range("published", "2016", None), "published:>=2016"),
        (Range("published", "2016", None, low_open=True), "published:>2016"),
        (Range("published", None, "2016", high_open=True), "published:<2016"),
        (Word("AND"), "(AND)"),
        (Word("oil", exact=True), "=oil"),
        (Phrase("Oil price", exact=True), '="Oil price"'),
        (Not(InField("title", Phrase("Oil", exact=True))), '-title:="Oil"'),
        (Quorum(2, (OIL, And((GAS, COAL)), Or((OIL, GAS)))), "2 OF (oil OR gas coal OR (oil OR gas))"),
        (Quorum(1, (OIL, Or((GAS, COAL)))), "1 OF (oil (gas OR coal))"),
        (Everything(), "*"),
        (Nothing(), ""),
    ],
)
def test_tree_prints_as_one_would_type_it(tree: Node, text: str) -> None:
    assert to_text(tree) == text


def test_leaves_that_differ_in_their_places_alone_are_equal() -> None:
    assert Word("oil", place=(0, 3)) == OIL == Word("oil", place=(4, 7))
    assert len({Phrase("oil", place=(0, 5)), Phrase("oil"), Range("published", "2016", None, place=(0, 9))}) == 2


def test_trees_are_values() -> None:
    assert And((OIL, Not(GAS))) == And((Word("oil"), Not(Word("gas"))))
    assert len({OIL, Word("oil"), Word("oil", exact=True), Phrase("oil")}) == 3
    with pytest.raises(FrozenInstanceError):
        OIL.text = "gas"  # type: ignore[misc]


def test_tree_imports_only_the_standard_library() -> None:
    """With the module that stands for `dataclasses`, and the kernel that makes its objects."""
    own = {dataclass_module.__name__, "dateline.index.kernel._records"}
    names = imported_by(tree_module) | imported_by(dataclass_module)
    assert own < names
    assert {name.partition(".")[0] for name in names - own} <= sys.stdlib_module_names


def imported_by(module: ModuleType) -> set[str]:
    statements = ast.walk(ast.parse(inspect.getsource(module)))
    return {statement.module or "" for statement in statements if isinstance(statement, ast.ImportFrom)}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (Pattern("oil", "prefix"), "oil*"),
        (Pattern("w?man*", "wildcard"), "w?man*"),
        (Pattern("colou?r", "regex"), "/colou?r/"),
        (Pattern("netanyahoo", "fuzzy", 2), "netanyahoo~2"),
    ],
)
def test_patterns_print_with_the_signs_around_them(pattern: Pattern, text: str) -> None:
    assert to_text(pattern) == text
    assert to_text(InField("title", pattern)) == f"title:{text}"
    assert to_text(Not(Or((pattern, OIL)))) == f"-({text} OR oil)"
    assert not pattern.exact
