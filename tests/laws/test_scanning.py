"""Reading every article answers as the specification does, on field tables of all kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import DEFAULT_FIELDS, Article, Field, FieldTable
from dateline.searcher.engine.scan import Scan
from dateline.searcher.query import parse
from dateline.searcher.query.binding import bind
from dateline.searcher.query.bound import Bound, Match
from tests.laws.answers import FACETS, reference_answer
from tests.reference.archive import Reference
from tests.strategies import articles, queries, texts

pytestmark = pytest.mark.kernels

# A text field that bare words do not search, values of any JSON kind, and dates beside that of publication.
WIDER = FieldTable((
    Field("title", "text", weight=3.0, b=0.3, bare=True),
    Field("body", "text", bare=True),
    Field("url", "text", weight=0.5, b=0.0),
    *DEFAULT_FIELDS.rows[2:],
    Field("desk", "keyword"),
    Field("held", "date"),
))  # fmt: skip
NARROW = FieldTable((Field("body", "text", bare=True), *DEFAULT_FIELDS.rows[2:]))
TABLES = st.sampled_from((DEFAULT_FIELDS, WIDER, NARROW))
ARTICLES = st.lists(articles(), max_size=12, unique_by=lambda article: article.id)
HELD = st.sampled_from(("2016-12-14", "3 May 2015", "nonsense", "", None))
RICHER = st.builds(
    replace,
    articles(),
    url=st.none() | texts(3),
    extra=st.fixed_dictionaries({"desk": st.sampled_from((None, "City", "city", 7, 0, True)), "held": st.lists(HELD)}),
)
WIDER_QUERIES = st.sampled_from((
    "url:run run", "desk:city", "desk:0 OR desk:true", "held:2016 OR url:oil", "held:2015..2016-11", "held:*",
    "url:* -held:*", "(oil OR held:>2015) -desk:7", "held:>2016-12-14", "=Run url:(run =Oil)",
))  # fmt: skip
MATCHES = st.sampled_from(("auto", "all", "any"))
SORTS = st.sampled_from(("relevance", "newest", "oldest"))


def numbered(rows: Iterable[Article]) -> list[tuple[int, Article]]:
    return list(enumerate(rows, start=1))


def tree_of(scan: Scan, fields: FieldTable, query: str, match: Match) -> Bound:
    """Bind a query as a search does: loosened when nothing matches."""
    bound = bind(parse(query, lambda name: fields.get(name) is not None).tree, fields, query, match=match)
    return bound.loosened if bound.loosened is not None and not scan.total(bound.tree) else bound.tree


def counted(scan: Scan, tree: Bound, facet: str) -> dict[str | None, int]:
    """Count a facet as a search does."""
    name, _, part = facet.partition(":")
    counts, without = scan.count_dates(tree, name, part) if part else scan.count_values(tree, name)
    return {**counts, None: without} if without else dict(counts)


@settings(deadline=None, max_examples=400)
@given(TABLES, ARTICLES, queries(), MATCHES, SORTS)
def test_scanning_answers_as_the_specification_does(fields, rows, query, match, sort) -> None:
    scan, reference = Scan(numbered(rows), fields), Reference(numbered(rows), fields)
    tree = tree_of(scan, fields, query, match)
    ranked = scan.rank(tree, len(rows), sort)
    hits = tuple((each.id, each.score) for each in ranked)
    assert {
        "hits": hits if sort == "relevance" else [id for id, _ in hits],
        "total": scan.total(tree),
        "facets": {name: counted(scan, tree, name) for name in FACETS},
    } == reference_answer(reference, query, match, sort)


@settings(deadline=None, max_examples=100)
@given(st.lists(RICHER, max_size=12, unique_by=lambda article: article.id), WIDER_QUERIES | queries())
def test_declared_fields_are_searched_and_counted_as_the_specification_does(rows, query) -> None:
    scan, reference = Scan(numbered(rows), WIDER), Reference(numbered(rows), WIDER)
    tree = tree_of(scan, WIDER, query, "auto")
    ranking = reference.search(query).ranking
    assert tuple((each.id, each.score) for each in scan.rank(tree, len(rows), "relevance")) == ranking
    for facet in ("desk", "held:year", "held:day"):
        assert counted(scan, tree, facet) == reference.facet([id for id, _ in ranking], facet)


@settings(deadline=None, max_examples=100)
@given(ARTICLES, queries(), SORTS, st.integers(0, 12))
def test_the_best_articles_are_the_first_of_all(rows, query, sort, k) -> None:
    scan = Scan(numbered(rows), DEFAULT_FIELDS)
    tree = tree_of(scan, DEFAULT_FIELDS, query, "auto")
    assert scan.rank(tree, k, sort) == scan.rank(tree, len(rows), sort)[:k]


@settings(deadline=None, max_examples=100)
@given(ARTICLES, st.lists(queries(), min_size=2, max_size=4), MATCHES, st.randoms(use_true_random=False))
def test_the_order_of_clauses_changes_no_score(rows, clauses, match, random) -> None:
    reference = Reference(numbered(rows), DEFAULT_FIELDS)
    groups = [f"({clause})" for clause in clauses]
    shuffled = random.sample(groups, len(groups))
    assert reference.search(" ".join(groups), match) == reference.search(" ".join(shuffled), match)
    assert reference.search(" OR ".join(groups), match) == reference.search(" OR ".join(shuffled), match)


@settings(deadline=None, max_examples=100)
@given(ARTICLES, queries())
def test_saying_it_twice_counts_it_twice_and_changes_no_order(rows, query) -> None:
    reference = Reference(numbered(rows), DEFAULT_FIELDS)
    twice = tuple((id, 2.0 * score) for id, score in reference.search(f"({query})", "all").ranking)
    assert reference.search(f"({query}) AND ({query})", "all").ranking == twice
    assert reference.search(f"({query}) OR ({query})", "all").ranking == twice


@settings(deadline=None, max_examples=100)
@given(ARTICLES, queries(), queries())
def test_excluding_either_is_excluding_one_and_the_other(rows, a, b) -> None:
    reference = Reference(numbered(rows), DEFAULT_FIELDS)
    assert reference.search(f"* -(({a}) OR ({b}))") == reference.search(f"* -({a}) -({b})")


FILTERS = st.lists(
    st.sampled_from(
        (("places", "USA"), ("people", "Aliyev"), ("people", "ilham"), ("published", "2016"), ("source", ""))
    ),
    max_size=2,
)


@settings(deadline=None, max_examples=100)
@given(ARTICLES, queries(), FILTERS)
def test_a_filter_restricts_and_never_scores(rows, query, filters) -> None:
    reference = Reference(numbered(rows), DEFAULT_FIELDS)
    whole = reference.search(query, "all").ranking
    kept = reference.search(query, "all", filters=filters).ranking
    assert kept == tuple(hit for hit in whole if hit in kept)


@pytest.mark.parametrize("typed", ["Smith", "JOHN", "smith john", '"Smith, John"'])
def test_a_person_is_found_by_any_words_of_the_name(typed: str) -> None:
    article = Article(id="1", body="x", people=("Smith,John",))
    scan = Scan([(1, article)], DEFAULT_FIELDS)
    query = f"people:({typed})"
    assert scan.total(tree_of(scan, DEFAULT_FIELDS, query, "all")) == 1
    assert Reference([(1, article)], DEFAULT_FIELDS).search(query, "all").ranking == (("1", 0.0),)


def test_values_of_any_json_kind_are_found_as_one_writes_them() -> None:
    rows = [(1, Article(id="a", extra={"desk": True})), (2, Article(id="b", extra={"desk": [7, "", None, "City"]}))]
    scan, reference = Scan(rows, WIDER), Reference(rows, WIDER)
    for query, id in (("desk:TRUE", "a"), ("desk:7", "b"), ("desk:city", "b")):
        assert [hit.id for hit in scan.rank(tree_of(scan, WIDER, query, "all"), 9, "relevance")] == [id]
        assert [hit for hit, _ in reference.search(query).ranking] == [id]
    assert counted(scan, tree_of(scan, WIDER, "*", "all"), "desk") == reference.facet(("a", "b"), "desk")
