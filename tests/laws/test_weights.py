"""A clause with a weight counts so often, in every engine and in explanations; a word typed twice counts twice."""

from __future__ import annotations

from functools import partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import DEFAULT_FIELDS, Archive, Article
from dateline.index.layout import INDEX
from dateline.searcher import open_archive
from dateline.searcher.engine.explain import explain_article
from dateline.searcher.engine.scan import Scan
from dateline.searcher.engine.snapshot import open_snapshot
from dateline.searcher.query import parse
from dateline.searcher.query.binding import bind
from dateline.searcher.query.bound import (
    AllOf,
    AnyOf,
    Bound,
    Every,
    Match,
    NoneOf,
    Value,
    Weighted,
    clauses_of,
    leaves_of,
    map_leaves,
    unweighted,
    weights_of,
)
from dateline.searcher.query.leaves import Leaf, Term
from tests.laws.test_archive import STEPS, archived, live_after
from tests.reference.archive import Reference
from tests.strategies import articles, queries

pytestmark = pytest.mark.kernels

WEIGHTS = (0.0, 0.5, 1.0, 2.0, 3.7)
SEEDS = st.integers(0, 1 << 32)


def tree_of(query: str, match: Match = "any") -> Bound:
    """Bind a query."""
    parsed = parse(query, lambda name: DEFAULT_FIELDS.get(name) is not None).tree
    return bind(parsed, DEFAULT_FIELDS, query, match=match).tree


def matches(scan: Scan, seq: int, clause: Bound) -> bool:
    """Return whether an article matches a clause."""
    return any(each.seq == seq for each in scan.rank(clause, 1000, "newest"))


def with_weights(tree: Bound, random: Random) -> Bound:
    """Return a tree with weights at some of its clauses, groups and exclusions."""
    if isinstance(tree, AllOf | AnyOf):
        tree = type(tree)(tuple(with_weights(clause, random) for clause in tree.clauses))
    elif isinstance(tree, NoneOf):
        tree = NoneOf(with_weights(tree.clause, random))
    return Weighted(tree, random.choice(WEIGHTS)) if random.random() < 0.5 else tree


@settings(deadline=None, max_examples=60)
@given(STEPS, st.lists(queries(), min_size=1, max_size=8), SEEDS, st.sampled_from((1, 3, 100)))
def test_the_index_ranks_weighted_trees_as_reading_every_article_does(steps, asked, seed, k) -> None:
    random, live = Random(seed), live_after(steps)
    with archived(steps) as path:
        snapshot = open_snapshot(path / INDEX)
        with open_archive(path) as archive:
            rows = [(hit.seq, live[hit.id]) for hit in archive.search("*", limit=1000).hits]
        scan = Scan(rows, DEFAULT_FIELDS)
        for query in asked:
            tree = with_weights(tree_of(query), random)
            found = snapshot.rank(tree, k, "relevance")
            assert found == scan.rank(tree, k, "relevance"), tree
            assert [each.id for each in snapshot.rank(tree, 1000, "newest")] == [
                each.id for each in snapshot.rank(unweighted(tree), 1000, "newest")
            ]
            assert snapshot.total(tree) == scan.total(tree) == scan.total(unweighted(tree))
            for each in found:
                matching = partial(matches, scan, each.seq)
                why = explain_article(live[each.id], tree, snapshot, DEFAULT_FIELDS, matching)
                assert why.value == each.score
        snapshot.close()


@settings(deadline=None, max_examples=60)
@given(st.lists(articles(), max_size=12, unique_by=lambda article: article.id), queries(), st.integers(1, 4))
def test_a_weight_of_n_is_typing_it_n_times(rows, query, times) -> None:
    numbered = list(enumerate(rows, start=1))
    tree = tree_of(f"({query})", "all")
    typed = Reference(numbered, DEFAULT_FIELDS).search(" AND ".join([f"({query})"] * times), "all")
    ranked = Scan(numbered, DEFAULT_FIELDS).rank(Weighted(tree, float(times)), 100, "relevance")
    assert tuple((each.id, each.score) for each in ranked) == typed.ranking


OIL, GAS = (Term("english", ("title", "body"), word, word) for word in ("oil", "gas"))


@pytest.mark.parametrize(
    ("tree", "weights"),
    [
        (OIL, ((OIL, 1.0),)),
        (AllOf((OIL, GAS, OIL)), ((GAS, 1.0), (OIL, 2.0))),
        (Weighted(AnyOf((OIL, Weighted(GAS, 3.0))), 2.0), ((GAS, 6.0), (OIL, 2.0))),
        (AllOf((OIL, Weighted(OIL, 0.5))), ((OIL, 1.5),)),
        (AllOf((OIL, Weighted(GAS, 0.0))), ((OIL, 1.0),)),
        (AllOf((OIL, NoneOf(Weighted(GAS, 9.0)))), ((OIL, 1.0),)),
        (Weighted(Every(), 2.0), ()),
    ],
)
def test_weights_multiply_within_a_clause_and_add_up_over_clauses(
    tree: Bound, weights: tuple[tuple[Leaf, float], ...]
) -> None:
    assert weights_of(tree) == weights


def test_a_leaf_of_weight_0_is_still_a_leaf_and_a_weight_stays_where_leaves_are_changed() -> None:
    asked = AllOf((Weighted(Value("source", "x"), 2.0), Weighted(OIL, 0.0)))
    assert leaves_of(asked) == (OIL,)
    assert list(clauses_of(asked)) == [Value("source", "x"), OIL]
    assert map_leaves(asked, lambda clause: GAS) == AllOf((Weighted(GAS, 2.0), Weighted(GAS, 0.0)))
    assert unweighted(AllOf((asked, NoneOf(Weighted(OIL, 3.0))))) == AllOf((
        AllOf((Value("source", "x"), OIL)),
        NoneOf(OIL),
    ))  # fmt: skip


@pytest.mark.parametrize("query", ["oil SENT (gas coal)", "(gas coal) NEAR/9 (oil)", "(gas coal) SENT (oil gas)"])
def test_a_word_beside_words_side_by_side_counts_as_often_as_it_is_typed(query: str) -> None:
    words = "oil gas gas coal" if query.count("gas") > 1 else "oil gas coal"
    assert sorted(weights_of(tree_of(query)), key=repr) == sorted(weights_of(tree_of(words)), key=repr)


def test_a_word_typed_twice_counts_twice_and_its_explanation_says_so(tmp_path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="1", title="Oil", body="The price of oil."))
        archive.add(Article(id="2", title="Rain", body="The price of rain."))
        archive.commit()
    with open_archive(tmp_path / "news") as archive:
        (once,), (twice,) = archive.search("oil").hits, archive.search("oil oil").hits
        (general,) = archive.search("oil oil", sort="relevance").hits
        assert twice.score == general.score == 2.0 * once.score
        (part,) = twice.explanation().parts
        assert part.label.startswith("2 × “oil”: weight · tf′")
        assert part.parts[0].label.startswith("weight: 2 × ")
