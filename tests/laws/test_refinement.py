"""Closeness of words and recency: all engines give the scores that are specified, on every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tests.reference.archive as specification
from dateline.index import DEFAULT_FIELDS, Article
from dateline.searcher import SearchArchive, open_archive
from dateline.searcher.engine import closeness, explain, recency, scan
from tests.laws.test_archive import MATCHES, SORTS, STEPS, archived, live_after
from tests.reference.archive import Reference
from tests.strategies import articles, queries

pytestmark = pytest.mark.kernels

TODAY = date(2016, 6, 15)
TYPED = ("oil", "run", "Run", "café", "mayor", "of", "the", "U.S.", "R&D", "+oil", "=Oil", "x")
RUNS = st.lists(st.sampled_from(TYPED), min_size=2, max_size=7).map(" ".join)
ASKED = st.lists(RUNS | RUNS | queries(), min_size=1, max_size=8)
REFINED = st.tuples(st.booleans(), st.sampled_from((None, 1, 30, 4000))).map(
    lambda chosen: {"closeness": chosen[0], "half_life": chosen[1], "today": TODAY}
)
LIMITS = st.tuples(st.sampled_from((1, 3, 50)), st.sampled_from((2, 5)), st.sampled_from((1, 16)))


@contextmanager
def limits(best: int, longest: int, most: int) -> Iterator[None]:
    """Let so many articles have closeness, of so many phrases of so many terms; try few for recency at first."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (specification, closeness, scan, explain):
            patch.setattr(module, "BEST", best)
        for module in (specification, closeness):
            patch.setattr(module, "LONGEST", longest)
            patch.setattr(module, "MOST_PHRASES", most)
        patch.setattr(recency, "FIRST", 1)
        patch.setattr(recency, "GROWTH", 2)
        yield


def hits(archive: SearchArchive, query: str, **options: Any) -> tuple[tuple[str, float], ...]:
    return tuple((hit.id, hit.score) for hit in archive.search(query, **options).hits)


@settings(deadline=None, max_examples=40)
@given(STEPS, ASKED, MATCHES, SORTS, REFINED, LIMITS)
def test_all_engines_score_as_the_specification_does(steps, asked, match, sort, refined, most) -> None:
    reference = Reference([(0, article) for article in live_after(steps).values()], DEFAULT_FIELDS)
    how = {"match": match, "sort": sort, **refined}
    with (
        limits(*most),
        archived(steps) as path,
        open_archive(path) as index,
        open_archive(path, use_index=False) as read,
    ):
        for query in asked:
            expected = reference.search(query, **how).ranking
            if sort != "relevance":
                expected = tuple((id, 0.0) for id, _ in expected)
            assert hits(index, query, limit=1000, **how) == expected, query
            assert hits(read, query, limit=1000, **how) == expected, query


@settings(deadline=None, max_examples=30)
@given(STEPS, ASKED, REFINED, LIMITS, st.integers(0, 6), st.integers(0, 6))
def test_a_page_is_a_piece_of_the_whole_answer(steps, asked, refined, most, offset, limit) -> None:
    with limits(*most), archived(steps) as path, open_archive(path) as archive:
        for query in asked:
            whole = hits(archive, query, limit=1000, **refined)
            assert hits(archive, query, limit=limit, offset=offset, **refined) == whole[offset : offset + limit]


@settings(deadline=None, max_examples=30)
@given(STEPS, ASKED, REFINED, LIMITS)
def test_the_explanation_is_the_score(steps, asked, refined, most) -> None:
    with limits(*most), archived(steps) as path, open_archive(path) as archive:
        for query in asked:
            for hit in archive.search(query, limit=50, **refined).hits:
                why = hit.explanation()
                assert why.value == hit.score, query
                assert sum(part.value for part in why.parts) == pytest.approx(hit.score)
                verdict = archive.verdict(hit.id, query, **refined)
                assert verdict.score is not None
                assert verdict.score.value == hit.score


@settings(deadline=None, max_examples=15)
@given(st.lists(articles(), max_size=30), st.lists(st.integers(0, 30), max_size=4), ASKED, REFINED, LIMITS)
def test_answers_do_not_depend_on_how_articles_fell_into_segments(rows, cuts, asked, refined, most) -> None:
    split = [rows[start:stop] for start, stop in pairwise([0, *sorted(cuts), len(rows)])]
    with (
        limits(*most),
        archived([rows]) as one,
        archived(split) as several,
        open_archive(one) as a,
        open_archive(several) as b,
    ):
        for query in asked:
            assert hits(a, query, limit=100, **refined) == hits(b, query, limit=100, **refined), query


@settings(deadline=None, max_examples=40)
@given(STEPS, st.lists(st.sampled_from(("oil", "run", "Run", "café", "mayor", "of", "Lyon")), min_size=2, max_size=4))
def test_the_order_of_words_changes_closeness_and_nothing_else(steps, words) -> None:
    there, back = " ".join(words), " ".join(reversed(words))
    with archived(steps) as path, open_archive(path) as archive:
        for match in ("all", "any"):
            plain = dict(hits(archive, there, limit=100, match=match))
            assert plain == dict(hits(archive, back, limit=100, match=match))
            for query in (there, back):
                results = archive.search(query, limit=100, match=match, closeness=True)
                assert results.total == len(plain)
                assert {hit.id for hit in results.hits} == set(plain)
                for hit in results.hits:
                    closer = [part for part in hit.explanation().parts if part.label.startswith("closeness")]
                    assert hit.score == plain[hit.id] + sum(part.value for part in closer)


ROWS = [
    Article(id="apart", title="News", body="Gold fell: its price, of late.", published=date(2016, 1, 9)),
    Article(id="phrase", title="News", body="Here the price of gold fell of late.", published=date(2016, 1, 1)),
    Article(id="undated", title="News", body="Gold fell; its price, of late, rose once again, and after that it fell."),
    *(Article(id=f"rain {number}", body="It rained of late, the paper said.") for number in range(20)),
]


@pytest.mark.parametrize("use_index", [True, False])
def test_a_phrase_of_the_query_comes_first(use_index: bool) -> None:
    with archived([ROWS]) as path, open_archive(path, use_index=use_index) as archive:
        assert [hit.id for hit in archive.search("price of gold").hits] == ["apart", "phrase", "undated"]
        found = archive.search("price of gold", closeness=True).hits
        assert [hit.id for hit in found] == ["phrase", "apart", "undated"]
        close = found[0].explanation().parts[-1]
        assert close.label == "closeness of words, for the best 50 by the parts above: sum of"
        assert [part.label for part in close.parts] == ["0.2 × “price of gold” as a phrase: weight · tf′ / (tf′ + 2)"]
        assert close.value == pytest.approx(0.2 * archive.search('"price of gold"').hits[0].score)
        for query in ("gold of price", "price +of gold", "price of gold^2", '"price" of gold', "=price of gold"):
            scores = {hit.id: hit.score for hit in archive.search(query).hits}
            assert {hit.id: hit.score for hit in archive.search(query, closeness=True).hits} == scores, query


@pytest.mark.parametrize("use_index", [True, False])
def test_new_articles_come_first_and_those_without_a_day_have_no_part(use_index: bool) -> None:
    with archived([ROWS]) as path, open_archive(path, use_index=use_index) as archive:
        plain = dict(hits(archive, "gold price"))
        recent = dict(hits(archive, "gold price", half_life=8, today=date(2016, 1, 9)))
        assert recent == {
            "apart": plain["apart"] * 2.0,
            "phrase": plain["phrase"] * 1.5,
            "undated": plain["undated"],
        }
        before = dict(hits(archive, "gold price", half_life=8, today=date(2015, 1, 9)))
        assert before["phrase"] == plain["phrase"] * 2.0
        labels = {
            hit.id: hit.explanation().parts[-1].label
            for hit in archive.search("gold price", half_life=8, today=date(2016, 1, 9)).hits
        }
        assert labels == {
            "apart": "recency: 1 × the parts above; 2^(−0 / 8), published 0 days before 2016-01-09",
            "phrase": "recency: 0.5 × the parts above; 2^(−8 / 8), published 8 days before 2016-01-09",
            "undated": "recency: 0, because the day of publication is unknown",
        }
