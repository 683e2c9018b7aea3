"""The archive answers as the specification does, however its articles came to be there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import DEFAULT_FIELDS, Archive, Article
from dateline.searcher import SearchArchive, open_archive
from tests.laws.answers import archive_answer, reference_answer
from tests.memory import folder_in_memory
from tests.reference.archive import Reference
from tests.strategies import IDS, articles, queries

pytestmark = pytest.mark.kernels

# A history is a list of commits; a commit is a list of articles to add and ids to delete.
STEPS = st.lists(st.lists(articles() | IDS, max_size=12), min_size=1, max_size=5)
MATCHES = st.sampled_from(("auto", "all", "any"))
SORTS = st.sampled_from(("relevance", "relevance", "newest", "oldest"))


def live_after(steps: Sequence[Sequence[Article | str]]) -> dict[str, Article]:
    """Return the live articles after a history."""
    live: dict[str, Article] = {}
    for step in (each for commit in steps for each in commit):
        if isinstance(step, str):
            live.pop(step, None)
        elif step.id is not None:
            live[step.id] = step
    return live


@contextmanager
def archived(steps: Sequence[Sequence[Article | str]]) -> Iterator[Path]:
    """Make an archive with a history."""
    with folder_in_memory() as folder:
        path = Path(folder) / "news"
        Archive.create(path).close()
        there: set[str] = set()
        for commit in steps:
            with Archive.open(path) as archive:
                for step in commit:
                    if isinstance(step, Article):
                        archive.add(step)
                        there.add(str(step.id))
                    elif step in there:
                        archive.delete(step)
                        there.remove(step)
        yield path


@settings(deadline=None, max_examples=40)
@given(STEPS, st.lists(queries(), min_size=1, max_size=12), MATCHES, SORTS)
def test_an_archive_answers_as_the_specification_does(steps, asked, match, sort) -> None:
    reference = Reference([(0, article) for article in live_after(steps).values()], DEFAULT_FIELDS)
    with archived(steps) as path, open_archive(path) as archive:
        for query in asked:
            assert archive_answer(archive, query, match, sort) == reference_answer(reference, query, match, sort), query


@settings(deadline=None, max_examples=12)
@given(STEPS, st.lists(queries(), min_size=1, max_size=6), MATCHES, SORTS)
def test_without_the_index_the_answers_are_the_same(steps, asked, match, sort) -> None:
    with archived(steps) as path, open_archive(path) as index, open_archive(path, use_index=False) as scan:
        for query in asked:
            assert archive_answer(scan, query, match, sort) == archive_answer(index, query, match, sort), query


@settings(deadline=None, max_examples=25)
@given(st.lists(articles(), max_size=30), st.lists(st.integers(0, 30), max_size=4), st.lists(queries(), max_size=5))
def test_answers_do_not_depend_on_how_articles_fell_into_segments(rows, cuts, asked) -> None:
    bounds = [0, *sorted(cuts), len(rows)]
    split = [rows[start:stop] for start, stop in pairwise(bounds)]
    with archived([rows]) as one, archived(split) as several, open_archive(one) as a, open_archive(several) as b:
        for query in asked:
            assert archive_answer(a, query, "auto", "relevance") == archive_answer(b, query, "auto", "relevance"), query


@settings(deadline=None, max_examples=50)
@given(STEPS, st.lists(queries(), min_size=1, max_size=4), SORTS, st.integers(0, 6), st.integers(0, 6))
def test_a_page_is_a_piece_of_the_whole_answer(steps, asked, sort, offset, limit) -> None:
    with archived(steps) as path, open_archive(path) as archive:
        for query in asked:
            whole = archive.search(query, limit=10_000, sort=sort).hits
            page = archive.search(query, limit=limit, offset=offset, sort=sort).hits
            assert page == whole[offset : offset + limit]
            assert [hit.rank for hit in page] == list(range(offset + 1, offset + 1 + len(page)))


@settings(deadline=None, max_examples=40)
@given(STEPS, queries())
def test_the_explanation_is_the_score(steps, query) -> None:
    with archived(steps) as path, open_archive(path) as archive:
        for hit in archive.search(query, limit=50).hits:
            why = hit.explanation()
            assert why.value == hit.score
            assert sum(part.value for part in why.parts) == pytest.approx(hit.score)


@settings(deadline=None, max_examples=10)
@given(STEPS, st.lists(queries(), min_size=1, max_size=4))
def test_a_rebuilt_index_answers_as_the_old_one_did(steps, asked) -> None:
    with archived(steps) as path:
        with open_archive(path) as archive:
            before = [archive_answer(archive, query, "auto", "relevance") for query in asked]
        Archive.rebuild(path)
        with open_archive(path) as archive:
            assert [archive_answer(archive, query, "auto", "relevance") for query in asked] == before


def found(archive: SearchArchive, query: str) -> set[str]:
    """Return the ids that match."""
    return {hit.id for hit in archive.search(query, limit=10_000, match="all").hits}


@settings(deadline=None, max_examples=60)
@given(STEPS, queries(), queries())
def test_the_laws_of_the_query_algebra_hold(steps, a, b) -> None:
    with archived(steps) as path, open_archive(path) as archive:
        everything = found(archive, "*")
        of_a, of_b = found(archive, f"({a})"), found(archive, f"({b})")
        assert found(archive, f"({a}) ({b})") <= of_a | of_b
        assert found(archive, f"({a}) OR ({b})") >= found(archive, f"({a}) AND ({b})")
        assert found(archive, f"({a}) OR ({b})") == found(archive, f"({b}) OR ({a})") == of_a | of_b
        assert found(archive, f"({a}) OR ({a})") == of_a
        assert found(archive, f"NOT NOT ({a})") == of_a
        assert found(archive, f"* -({a})") == everything - of_a


@settings(deadline=None, max_examples=60)
@given(STEPS, st.lists(st.sampled_from(("oil", "run", "Run", "café", "mayor", "of", "Lyon")), min_size=2, max_size=4))
def test_a_phrase_is_among_the_articles_with_all_its_words_and_order_of_words_is_irrelevant(steps, words) -> None:
    with archived(steps) as path, open_archive(path) as archive:
        assert found(archive, f'"{" ".join(words)}"') <= found(archive, " ".join(words))
        for match in ("all", "any"):
            there = archive.search(" ".join(words), limit=100, match=match).hits
            back = archive.search(" ".join(reversed(words)), limit=100, match=match).hits
            assert [(hit.id, hit.score) for hit in there] == [(hit.id, hit.score) for hit in back]
