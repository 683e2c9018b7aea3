"""As of a day an archive answers as one that holds just its versions, from the index and by reading all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.index.errors import ArticleMissing
from dateline.searcher import open_archive
from tests.laws.answers import archive_answer
from tests.memory import folder_in_memory
from tests.strategies import articles, queries

pytestmark = pytest.mark.kernels

SPRING = date(2016, 3, 1)
# Few ids and few days: articles have several versions, and days meet.
IDS = st.integers(0, 5).map(lambda number: f"a{number}")
DAYS = st.integers(0, 6).map(lambda days: SPRING + timedelta(days=days))
MOMENTS = st.builds(
    lambda day, zone: datetime(day.year, day.month, day.day, 23, 30, tzinfo=timezone(timedelta(hours=zone))),
    DAYS,
    st.sampled_from((-11, 0, 13)),
)
VERSIONS = st.builds(
    lambda article, id, published, updated: replace(article, id=id, published=published, updated=updated),
    articles(),
    IDS,
    st.none() | DAYS | MOMENTS | st.sampled_from((date(1849, 1, 1), date(2101, 12, 31))),
    st.none() | st.none() | DAYS | MOMENTS,
)
# A history is a list of commits; a commit, a time and what is added and deleted then.
COMMITS = st.tuples(st.none() | MOMENTS, st.lists(VERSIONS | IDS, max_size=10))
HISTORIES = st.lists(COMMITS, min_size=1, max_size=5)
ASKED = DAYS | st.sampled_from((date.min, date.max))
Commit = tuple[datetime | None, Sequence[Article | str]]


@dataclass
class Life:
    """What is known of one article while its history is told: the day that counts, and what it was before."""

    since: date = date.min
    newest: Article | None = None
    last: Article | None = None
    begun: bool = False
    held: Article | None = None


def day_of(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def same(a: Article | None, b: Article | None) -> bool:
    """Return whether two articles are the same to the letter; two ways to write one instant are not."""
    return a == b and (a is None or b is None or repr((a.published, a.updated)) == repr((b.published, b.updated)))


def is_updated(article: Article, before: Article | None) -> bool:
    """Return whether an article says that it was updated, and not just as the version before it does, to the letter."""
    return article.updated is not None and (before is None or repr(before.updated) != repr(article.updated))


def versions_on(day: date, history: Sequence[Commit]) -> dict[str, Article]:
    """Return the versions that held on a day: the specification, article by article and step by step."""
    lives: dict[str, Life] = {}
    for added, steps in history:
        for step in steps:
            id = step if isinstance(step, str) else str(step.id)
            life = lives.setdefault(id, Life())
            article = None if isinstance(step, str) else step
            if same(article, life.newest):
                continue  # the same again, or a deletion of what is not there
            told = day_of(added)
            if article is not None:
                if not life.begun and article.published is not None:
                    told = day_of(article.published)
                if is_updated(article, life.last):
                    told = day_of(article.updated)
            life.since = max(life.since, told or date.min)
            life.newest = life.last = article
            life.begun = True
            if life.since <= day:
                life.held = article
    return {id: life.held for id, life in lives.items() if life.held is not None}


def clock_at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def fill(path: Path, history: Sequence[Commit]) -> None:
    Archive.create(path).close()
    live: set[str] = set()
    for added, steps in history:
        with Archive.open(path, clock=None if added is None else clock_at(added)) as archive:
            for step in steps:
                if isinstance(step, Article):
                    archive.add(step)
                    live.add(str(step.id))
                elif step in live:
                    archive.delete(step)
                    live.remove(step)


# One instant in two ways to write it, of two days.
TWICE = [
    (None, [Article(id="a2", updated=datetime(2016, 3, 3, 23, 30, tzinfo=timezone(timedelta(hours=13))))]),
    (
        datetime(2016, 3, 4, 12, tzinfo=UTC),
        [Article(id="a2", body="oil", updated=datetime(2016, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=-11))))],
    ),
]
# A version that a later one replaced is in the segment of its commit, deleted, and in one of the day.
GAS = Article(id="a", title="Gas", body="Gas here.", published=date(2020, 1, 1))
REPLACED = [
    (None, [GAS, Article(id="b", title="Repository", body="A repository.", published=date(2020, 1, 1))]),
    (None, [replace(GAS, body="Gas there.", updated=date(2021, 1, 1))]),
]


@settings(deadline=None, max_examples=60)
@example(TWICE, date(2016, 3, 3), ["oil"], "auto", "relevance", {})
@example(REPLACED, date(2020, 6, 1), ["gas repository", "gas here"], "any", "relevance", {"closeness": True})
@given(
    HISTORIES,
    ASKED,
    st.lists(queries(), min_size=1, max_size=6),
    st.sampled_from(("auto", "all", "any")),
    st.sampled_from(("relevance", "newest", "oldest")),
    st.sampled_from(({}, {"closeness": True}, {"closeness": True, "half_life": 30, "today": date(2016, 6, 1)})),
)
def test_an_archive_of_a_day_answers_as_one_that_holds_just_its_versions(
    history, day, asked, match, sort, refined
) -> None:
    with folder_in_memory() as folder:
        whole, fresh = Path(folder) / "whole", Path(folder) / "fresh"
        fill(whole, history)
        with Archive.create(fresh) as archive:
            archive.add_many(versions_on(day, history).values())
        with (
            open_archive(fresh) as expected,
            open_archive(whole, as_of=day) as index,
            open_archive(whole, as_of=day, use_index=False) as scan,
        ):
            assert index.stats().articles == expected.stats().articles
            for query in asked:
                answer = archive_answer(expected, query, match, sort, **refined)
                assert archive_answer(index, query, match, sort, **refined) == answer, query
                assert archive_answer(scan, query, match, sort, **refined) == answer, query


@settings(deadline=None, max_examples=40)
@given(HISTORIES, ASKED)
def test_each_article_of_a_day_is_shown_as_it_was(history, day) -> None:
    with folder_in_memory() as folder:
        path = Path(folder) / "news"
        fill(path, history)
        held = versions_on(day, history)
        with open_archive(path, as_of=day) as archive:
            for id in {str(step if isinstance(step, str) else step.id) for _, steps in history for step in steps}:
                if id in held:
                    assert same(archive.get(id), held[id])
                else:
                    with pytest.raises(ArticleMissing):
                        archive.get(id)


WIRE = "The ferry ran aground off Lyon on Monday and all of the people aboard were brought to the shore by boats. "
PRINTINGS = st.builds(
    lambda id, many, lead, published, updated: Article(
        id=id, title="Ferry", body=lead + many * WIRE, source=lead or None, published=published, updated=updated
    ),
    IDS,
    st.sampled_from((0, 2)),
    st.sampled_from(("", "Courier: ", "Herald: ")),
    DAYS,
    st.none() | DAYS,
)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(MOMENTS, st.lists(PRINTINGS | IDS, max_size=6)), min_size=1, max_size=4), DAYS)
def test_stories_of_a_day_are_those_of_the_versions_that_held(history, day) -> None:
    with folder_in_memory() as folder:
        path = Path(folder) / "news"
        fill(path, history)
        with open_archive(path, as_of=day) as index, open_archive(path, as_of=day, use_index=False) as scan:
            held = {hit.id: hit.seq for hit in index.search("*", limit=100).hits}
            assert set(held) == set(versions_on(day, history))
            stories = index._view.state.stories()
            assert set(stories) <= set(held.values())
            told = {id: stories.get(seq, seq) for id, seq in held.items()}
            for archive in (index, scan):
                counted = archive.search("*", limit=100, collapse="story", count_by="story", facets=["source"])
                assert counted.total == len(counted.hits) == len(set(told.values()))
                assert {told[hit.id] for hit in counted.hits} == set(told.values())
                assert sum(hit.copies + 1 for hit in counted.hits) == len(held)
                for id, story in told.items():
                    found = {hit.id for hit in archive.search(f"story:{id}", limit=100).hits}
                    assert found == {other for other in told if told[other] == story}


@settings(deadline=None, max_examples=20)
@given(HISTORIES, st.lists(queries(), min_size=1, max_size=4))
def test_at_the_end_of_time_an_archive_is_what_it_is_now(history, asked) -> None:
    with folder_in_memory() as folder:
        path = Path(folder) / "news"
        fill(path, history)
        with open_archive(path) as now, open_archive(path, as_of=date.max) as then:
            for query in asked:
                assert archive_answer(then, query, "auto", "relevance") == archive_answer(
                    now, query, "auto", "relevance"
                )
