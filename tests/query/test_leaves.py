"""A leaf says where it stands in a text; trees of leaves are walked and rewritten in one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index import DEFAULT_FIELDS
from dateline.index.analysis.registry import ENGLISH
from dateline.searcher.engine.words import WordList, read_words
from dateline.searcher.query import parse
from dateline.searcher.query.binding import bind
from dateline.searcher.query.bound import (
    AllOf,
    Bound,
    Every,
    Has,
    NoneOf,
    Nowhere,
    Value,
    clauses_of,
    leaves_of,
    map_leaves,
)
from dateline.searcher.query.leaves import Leaf, Term, TermPhrase, WordPattern, count_in, occurs_in

WORDS = st.sampled_from(("oil", "price", "gas"))
PRINTED = st.lists(WORDS, min_size=4, max_size=12)
ROWS = st.builds(WordList, PRINTED, st.dictionaries(st.integers(0, 2), WORDS, max_size=3))


def tree(query: str) -> Bound:
    parsed = parse(query, lambda name: DEFAULT_FIELDS.get(name) is not None).tree
    return bind(parsed, DEFAULT_FIELDS, query, match="all").tree


def leaf(query: str) -> Leaf:
    (found,) = leaves_of(tree(query))
    return found


@pytest.mark.parametrize(
    ("query", "text", "found", "count"),
    [
        ("run", "Running runs, a run", ["Running", "runs", "run"], 3),
        ("=run", "Running runs, a run", ["run"], 3),
        ('"oil price"', "oil prices, Oil Price", ["oil prices", "Oil Price"], 2),
        ('="Oil Price"', "oil prices, Oil Price", ["Oil Price"], 2),
        ("climate", "The cli-\nmate and the climate", ["cli-\nmate", "climate"], 2),
        ("runs", "run-\nning", ["run", "run-\nning"], 2),
        ('"climate change"', "the cli-\nmate chan-\nges", ["cli-\nmate chan-\nges"], 1),
        ('"ing oil"', "ing-\ning oil, gas", ["ing-\ning oil", "ing oil"], 1),  # of one oil
        ('"ing oil"', "ing-\ning oil, oil", ["ing-\ning oil", "ing oil"], 2),
        ("oil", "", [], 0),
    ],
)
def test_it_stands_where_it_is_asked_for_and_counts_in_any_form(
    query: str, text: str, found: list[str], count: int
) -> None:
    words = read_words(text, ENGLISH)
    spans = [words.characters(span) for span in leaf(query).occurrences(words)]
    assert [text[start:end] for start, end in spans] == found
    assert count_in(leaf(query), words) == count


PATTERN = WordPattern(ENGLISH, ("title", "body"), "chang", "prefix")


def test_a_pattern_stands_where_a_word_matches_also_a_broken_one() -> None:
    words = read_words("Chan-\nges, a change of Climate", ENGLISH)
    for row in (words, words.indexed()):
        assert list(PATTERN.occurrences(row)) == [(0, 2), (3, 4)]
    assert (PATTERN.label, PATTERN.typed, PATTERN.patterns) == ("“chang*”", "chang*", (PATTERN,))
    assert (PATTERN.in_any_form(), count_in(PATTERN, words)) == (PATTERN, 2)
    assert not list(PATTERN.occurrences(read_words("oil", ENGLISH)))


def test_a_pattern_has_no_terms_and_no_forms_and_other_leaves_no_patterns() -> None:
    assert (PATTERN.terms, PATTERN.forms, PATTERN.preferred, PATTERN.exact) == ((), (), "", False)
    assert leaf("oil").patterns == leaf('"oil price"').patterns == ()


def test_it_stands_in_an_article_if_it_does_in_a_field_that_it_searches() -> None:
    texts = {"title": read_words("Oil", ENGLISH), "body": read_words("gas", ENGLISH)}
    asked = ("oil", "title:oil", "body:oil", "==Oil", "==oil", "=oil")
    assert [occurs_in(leaf(each), texts) for each in asked] == [True, True, False, True, False, True]


@given(ROWS, st.lists(WORDS, min_size=1, max_size=3))
def test_a_row_with_its_places_finds_the_same(row: WordList, phrase: list[str]) -> None:
    indexed = row.indexed()
    assert list(indexed.phrase_spans(phrase)) == list(row.phrase_spans(phrase))
    assert list(indexed.spans(phrase[0])) == list(row.spans(phrase[0]))


def test_leaves_come_in_the_order_of_their_classes_each_once_and_none_that_is_excluded() -> None:
    found = leaves_of(tree('"oil price" price oil ("gas oil" OR price) -coal source:oil'))
    assert [each.terms for each in found] == [("oil",), ("price",), ("gas", "oil"), ("oil", "price")]
    assert [type(each) for each in found] == [Term, Term, TermPhrase, TermPhrase]


def test_clauses_are_the_innermost_without_those_excluded() -> None:
    asked = AllOf((Has("url"), NoneOf(AllOf((Has("source"), NoneOf(Has("byline")))))))
    assert list(clauses_of(asked)) == [Has("url")]


def test_each_leaf_of_a_tree_is_changed_and_nothing_else() -> None:
    def change(clause: Bound) -> Bound:
        return Nowhere() if clause == Value("source", "x") else clause

    asked = AllOf((Value("source", "x"), NoneOf(AllOf((Every(), Value("source", "x"))))))
    assert map_leaves(asked, change) == AllOf((Nowhere(), NoneOf(AllOf((Every(), Nowhere())))))
    assert map_leaves(Every(), change) == Every()
