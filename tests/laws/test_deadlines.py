"""Whenever the time of a search is up, its answer is right about what was searched, and says that it is partial."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.index.errors import ArchiveClosed
from dateline.searcher import Results, SearchArchive, open_archive
from dateline.searcher.automata import expansion
from dateline.searcher.engine import blocks, patterns, ranking, timed
from tests.laws.test_archive import MATCHES, SORTS, STEPS, archived
from tests.strategies import PATTERNS, clauses, placed, queries

pytestmark = pytest.mark.kernels

ALL = 10_000
FACETS = ("people", "places:country", "source", "published:month", "about:day", "lag")
OPTIONS = st.fixed_dictionaries({
    "limit": st.sampled_from((0, 1, 3, ALL)),
    "offset": st.sampled_from((0, 0, 2)),
    "match": MATCHES,
    "sort": SORTS,
    "collapse": st.sampled_from((None, None, "story")),
    "count_by": st.sampled_from(("article", "article", "story", "source")),
    "facets": st.sampled_from(((), FACETS)),
    "closeness": st.booleans(),
    "half_life": st.sampled_from((None, None, 30)),
    "today": st.just(date(2016, 12, 14)),
})  # fmt: skip
ASKED = st.one_of(queries(), placed(clauses() | st.sampled_from(PATTERNS)), st.sampled_from(PATTERNS).map("-{}".format))


class UpAfter:
    """A deadline that is up after so many questions."""

    def __init__(self, questions: int) -> None:
        self.left = questions

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.fixture(autouse=True, scope="module")
def small_steps() -> Iterator[None]:
    """Ask after every few documents, terms and rows, as in archives that are large."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name, value in (
            (blocks, "FEW", 9), (blocks, "STRIDE", 1), (ranking, "FEW", 2), (patterns, "STRIDE", 2),
            (expansion, "STRIDE", 1), (timed, "FEW", 2), (ranking, "TRIED", 1), (ranking, "MORE_TRIED", 2),
        ):  # fmt: skip
            patch.setattr(module, name, value)
        yield


def counted(results: Results) -> dict[str, dict[str | None, int]]:
    return {name: {each.value: each.count for each in counts} for name, counts in results.facets.items()}


def is_among(part: list[Any], whole: list[Any]) -> bool:
    """Return whether a list is another one with some left out."""
    rest = iter(whole)
    return all(each in rest for each in part)


def check_part(part: Results, whole: Results, every: list[tuple[str, float]]) -> None:
    """Check an answer against the whole one, and against all hits that there are."""
    hits = [(hit.id, hit.score) for hit in part]
    assert is_among(hits, every)
    assert part.total <= whole.total
    assert part.total >= (len(hits) if part.count_by == "article" else min(len(hits), 1))
    for name, counts in counted(part).items():
        true = counted(whole)[name]
        assert all(0 < count <= true.get(value, 0) for value, count in counts.items()), name
    said = [note.message for note in part.notes if "the time ran out" in note.message]
    if part.complete:
        assert hits == [(hit.id, hit.score) for hit in whole]
        assert (part.total, counted(part), part.at_least) == (whole.total, counted(whole), False)
        assert part.notes == whole.notes
    else:
        assert len(said) == 1
        assert part.diagnosis is None
        assert part.at_least or part.total == whole.total
        if "the hits" in said[0]:
            assert hits == [(hit.id, hit.score) for hit in whole]
    for hit in part:
        assert hit.article.id == hit.id
        assert isinstance(hit.snippet(), str)


def check_all_parts(archive: SearchArchive, query: str, options: dict[str, Any]) -> None:
    """Check the answers for deadlines that are up after any number of questions."""
    whole = archive.search(query, **options)
    every = [(hit.id, hit.score) for hit in archive.search(query, **{**options, "limit": ALL, "offset": 0})]
    step = 0
    while True:
        deadline = UpAfter(step)
        part = archive.search(query, deadline=deadline, **options)
        never_up = deadline.left >= 0
        check_part(part, whole, every)
        assert part.complete or not never_up
        if never_up:
            return
        step += 1 + step // 8


@settings(deadline=None, max_examples=60)
@given(STEPS, st.lists(ASKED, min_size=1, max_size=3), OPTIONS)
def test_a_partial_answer_is_right_about_what_was_searched(steps, asked, options) -> None:
    with archived(steps) as path, open_archive(path) as archive:
        for query in asked:
            check_all_parts(archive, query, options)


@settings(deadline=None, max_examples=15)
@given(STEPS, st.lists(ASKED, min_size=1, max_size=2), OPTIONS)
def test_without_the_index_it_is_too(steps, asked, options) -> None:
    with archived(steps) as path, open_archive(path, use_index=False) as archive:
        for query in asked:
            check_all_parts(archive, query, options)


ROWS = [
    Article(id=f"a{n}", title=f"Story {n}", body=" ".join(["oil price rose gas", "oil price fell gas"] * (1 + n % 3)))
    for n in range(40)
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Iterator[SearchArchive]:
    path = tmp_path_factory.mktemp("deadlines") / "news"
    Archive.create(path).close()
    for rows in (ROWS[:25], ROWS[25:]):
        with Archive.open(path) as made:
            made.add_many(rows)
            made.commit()
    with open_archive(path) as opened:
        yield opened


def test_a_deadline_is_asked_between_blocks_of_documents(archive: SearchArchive) -> None:
    asked = UpAfter(ALL)
    assert archive.search("oil NEAR/3 gas", deadline=asked, limit=0).total == 40
    few = UpAfter(ALL)
    assert archive.search("oil gas", deadline=few, limit=0).total == 40
    assert asked.left < few.left - 2


def test_what_was_found_before_the_time_was_up_is_counted(archive: SearchArchive) -> None:
    totals = [archive.search("oil NEAR/3 gas", deadline=UpAfter(n), limit=0).total for n in range(20)]
    assert totals == sorted(totals)
    assert len({*totals}) > 4


def test_a_time_that_is_up_at_once_finds_nothing_and_says_so(archive: SearchArchive) -> None:
    results = archive.search("oil", deadline=lambda: True, facets=["source"])
    assert (list(results), results.total, results.complete, results.at_least) == ([], 0, False, True)
    assert results.facets == {"source": ()}
    assert [note.message for note in results.notes] == ["the time ran out before any article was searched"]
    assert results.diagnosis is None


def test_a_deadline_that_never_is_up_changes_nothing(archive: SearchArchive) -> None:
    for query in ("oil", "oil NEAR/3 gas", "gas*", "-oil", "nowhere"):
        part, whole = archive.search(query, deadline=lambda: False), archive.search(query)
        assert part.complete
        assert (part.hits, part.total, part.notes) == (whole.hits, whole.total, whole.notes)
        assert part.diagnosis == whole.diagnosis


def test_hits_that_are_complete_are_said_to_be(archive: SearchArchive) -> None:
    best = archive.search("oil NEAR/3 gas", limit=2).hits
    said = set()
    for n in range(40):
        results = archive.search("oil NEAR/3 gas", limit=2, deadline=UpAfter(n))
        said.update(note.message.partition(" when ")[2].partition("; ")[2] for note in results.notes)
        if any("the hits are complete" in note.message for note in results.notes):
            assert results.hits == best
            assert results.at_least
    assert {"other articles may match or rank higher", "the hits are complete, the total may be higher"} <= said


def test_when_snippets_are_cut_short_a_note_says_so(archive: SearchArchive) -> None:
    up = False
    results = archive.search("price", limit=2, deadline=lambda: up)
    assert results.hits[0].marks
    up = True
    assert results.complete
    assert results.notes == ()
    assert results.hits[1].marks == ()
    assert results.hits[1].snippet().startswith("oil price")
    assert [note.message for note in results.notes] == [
        "the time ran out: what the query matched is not marked in all snippets"
    ]


def test_a_diagnosis_that_is_cut_short_says_so(archive: SearchArchive) -> None:
    whole = archive.search("oil OR nowhere").diagnosis
    assert whole is None
    left = 10_000
    results = archive.search("+oyl +nowhere -gas", deadline=lambda: left < 0)
    left = -1
    assert results.complete
    assert results.diagnosis is not None
    assert (results.diagnosis.complete, results.diagnosis.change) == (False, None)


def test_what_a_deadline_raises_ends_the_search_and_the_next_is_answered(archive: SearchArchive) -> None:
    class Cancelled(Exception):
        pass

    def cancel() -> bool:
        raise Cancelled

    with pytest.raises(Cancelled):
        archive.search("oil NEAR/3 gas", deadline=cancel)
    assert archive.search("oil NEAR/3 gas").total == 40


def test_a_deadline_is_a_function(archive: SearchArchive) -> None:
    wrong: Any = 0.5
    with pytest.raises(TypeError, match=r"deadline is a function that returns whether the time is up, not 0\.5"):
        archive.search("oil", deadline=wrong)


def test_results_with_a_deadline_do_not_keep_a_closed_archive_open(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add(ROWS[0])
    with open_archive(tmp_path / "news") as opened:
        engine = weakref.ref(opened._view.engine)
        results = opened.search("oil NEAR/3 ga*", deadline=lambda: False, facets=["source"])
    gc.collect()
    assert engine() is None
    with pytest.raises(ArchiveClosed):
        results.hits[0].snippet()


def test_the_copies_of_a_hit_are_never_below_0_and_a_note_says_that_some_were_not_counted(tmp_path: Path) -> None:
    body = (
        "Oil prices rose on Monday after the ministers of the cartel met in Vienna and cut production, traders said. "
        * 4
    )
    with Archive.create(tmp_path / "news") as archive:
        for number in range(6):
            archive.add(Article(id=f"a{number}", body=body))
    with open_archive(tmp_path / "news") as opened:
        assert [hit.copies for hit in opened.search("oil", collapse="story").hits] == [5]
        for questions in range(12):
            found = opened.search("oil", collapse="story", deadline=UpAfter(questions))
            copies = [hit.copies for hit in found.hits]
            assert copies in ([], [0], [5])
            assert copies == [5] or found.notes
