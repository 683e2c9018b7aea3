"""The first and the last day of an archive: those of its live articles, from the index and by reading all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.searcher import open_archive
from tests.memory import folder_in_memory

pytestmark = pytest.mark.kernels

IDS = st.integers(0, 5).map(lambda number: f"a{number}")
DAYS = st.none() | st.dates(date(1849, 1, 1), date(2101, 12, 31))
# A commit adds an article of a day under an id, or deletes it.
COMMITS = st.lists(st.lists(st.tuples(IDS, DAYS) | IDS, max_size=5), max_size=4)


@settings(deadline=None, max_examples=60)
@given(COMMITS)
def test_days_are_those_of_the_articles_that_are_there(commits: list[list[tuple[str, date | None] | str]]) -> None:
    with folder_in_memory() as folder:
        path, live = f"{folder}/news", dict[str, date | None]()
        with Archive.create(path) as archive:
            for steps in commits:
                for step in steps:
                    if isinstance(step, tuple):
                        archive.add(Article(id=step[0], title="Ferry", published=step[1]), extract=False)
                        live[step[0]] = step[1]
                    elif step in live:
                        archive.delete(step)
                        del live[step]
                archive.commit()
        known = [day for day in live.values() if day is not None]
        expected = (min(known), max(known)) if known else None
        for use_index in (True, False):
            with open_archive(path, use_index=use_index) as archive:
                engine = archive._open_view().engine
                assert engine.days("published") == expected
                assert engine.days("published") == expected
                notes = [note.message for note in archive.search("published:1700").notes]
                said = f"from {expected[0]} to {expected[1]}" if expected else "no article of this archive has a day"
                assert any(said in note for note in notes)
