"""Counts of stories and sources, collapsed hits and ``story:`` are what the specification says, from index and scan."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article, Field, FieldTable
from dateline.index.errors import FieldError
from dateline.index.fields import DEFAULT_FIELDS
from dateline.searcher import SearchArchive, open_archive
from tests.laws.answers import FACETS
from tests.laws.test_archive import MATCHES, SORTS, archived, live_after
from tests.reference.archive import Reference
from tests.reference.stories import StoryReference
from tests.strategies import IDS, articles, queries

pytestmark = pytest.mark.kernels

BODIES = tuple(" ".join(f"{word}{place}" for place in range(40)) for word in ("ferry", "quarry", "oil the mayor", ""))
TOLD = st.builds(
    lambda article, body: replace(article, body=f"{body} {article.body}"), articles(), st.sampled_from(BODIES)
)
STEPS = st.lists(st.lists(TOLD | IDS, max_size=14), min_size=1, max_size=4)


def stories_of(path: Path) -> dict[str, int]:
    """Return the story of each live article, by id."""
    with closing(sqlite3.connect(path / "articles.db")) as connection:
        found = dict(connection.execute("SELECT seq, story FROM stories"))
        return {id: found.get(seq, seq) for seq, id in connection.execute("SELECT seq, id FROM articles")}


def check(archive: SearchArchive, told: StoryReference, query: str, match, sort) -> None:
    """Compare every way of counting, and the pages of a collapsed answer."""
    ids = [id for id, _ in told.reference.search(query, match, sort).ranking]
    for by in ("article", "story", "source"):
        results = archive.search(query, limit=0, match=match, sort=sort, facets=FACETS, count_by=by)
        assert results.total == told.total(ids, by), (query, by)
        for facet, counts in results.facets.items():
            assert {c.value: c.count for c in counts} == told.facet(ids, facet, by), (query, by, facet)
    whole = told.collapse(ids)
    for offset, limit in ((0, 100), (0, 2), (2, 3)):
        page = archive.search(query, limit=limit, offset=offset, match=match, sort=sort, collapse="story").hits
        assert [(hit.id, hit.copies) for hit in page] == whole[offset : offset + limit], (query, offset)
        assert [hit.rank for hit in page] == [*range(offset + 1, offset + 1 + len(page))]


@settings(deadline=None, max_examples=60)
@given(STEPS, st.lists(queries() | st.just("*"), min_size=1, max_size=4), MATCHES, SORTS)
def test_stories_and_sources_are_counted_and_collapsed_exactly(steps, asked, match, sort) -> None:
    reference = Reference([(0, article) for article in live_after(steps).values()], DEFAULT_FIELDS)
    with archived(steps) as path:
        told = StoryReference(reference, stories_of(path))
        for use_index in (True, False):
            with open_archive(path, use_index=use_index) as archive:
                for query in asked:
                    check(archive, told, query, match, sort)


@settings(deadline=None, max_examples=40)
@given(STEPS, IDS)
def test_a_story_is_found_by_any_of_its_articles(steps, id) -> None:
    live = live_after(steps)
    with archived(steps) as path:
        told = StoryReference(Reference([(0, each) for each in live.values()], DEFAULT_FIELDS), stories_of(path))
        for use_index in (True, False):
            with open_archive(path, use_index=use_index) as archive:
                for query, filters in ((f"story:{id}", []), ("*", [("story", id)])):
                    results = archive.search(query, limit=100, filters=filters)
                    assert {hit.id for hit in results.hits} == told.of_story(id)
                    assert bool(results.notes) == (id not in live)
                assert archive.search(f"-story:{id}").total == len(live) - len(told.of_story(id))
                assert archive.search("story:*").total == len(live)


@pytest.mark.parametrize("use_index", [True, False])
def test_lags_and_names_are_counted_by_story(tmp_path: Path, use_index: bool) -> None:
    body = f"MADRID, May 5 - On Monday Angela Merkel met the mayor of Paris. Merkel left. {BODIES[0]}"
    rows = [Article(id=str(n), body=body, published=date(2016, 5, 5), source=f"s{n % 2}") for n in range(3)]
    rows.append(replace(rows[0], id="other", body="Angela Merkel was in Paris on Monday."))
    with Archive.create(tmp_path / "news") as made:
        made.add_many(rows)
    with open_archive(tmp_path / "news", use_index=use_index) as archive:
        for by, count in (("article", 4), ("story", 2), ("source", 2)):
            results = archive.search("*", facets=["places:country", "lag", "about:day"], count_by=by)
            facets = {name: {c.value: c.count for c in counts} for name, counts in results.facets.items()}
            assert results.total == count
            assert (facets["places:country"]["France"], facets["about:day"]["2016-05-02"]) == (count, count)
            assert facets["lag"]["3"] == count


def test_what_cannot_be_asked_is_said(tmp_path: Path) -> None:
    fields = FieldTable([Field("body", "text", bare=True), Field("story", "keyword")])
    with Archive.create(tmp_path / "news", fields=fields) as made:
        made.add_many([Article(id=id, body=BODIES[0], extra={"story": "flood"}) for id in "ab"], extract=False)
    with open_archive(tmp_path / "news") as archive:
        assert archive.search("story:flood").total == 2  # a field of one's own comes first
        assert archive.search("*", count_by="story").total == 1
        with pytest.raises(FieldError, match="source"):
            archive.search("*", count_by="source")
        with pytest.raises(ValueError, match="collapse"):
            archive.search("*", collapse="source")


def test_a_reader_keeps_the_stories_of_its_day(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add_many([Article(id="a", body=BODIES[0])], extract=False)
    with open_archive(tmp_path / "news") as before, Archive.open(tmp_path / "news") as made:
        made.add_many([Article(id="b", body=BODIES[0])], extract=False)
        made.delete("a")
        made.commit()
        assert [hit.id for hit in before.search("story:a", collapse="story").hits] == ["a"]
        assert before.search("story:b").total == 0
        with open_archive(tmp_path / "news") as after:
            assert [hit.id for hit in after.search("story:b", collapse="story").hits] == ["b"]
