"""Programs that add articles let the garbage collector run seldom; the library does not."""

from __future__ import annotations

import gc
from pathlib import Path

from dateline.index import Archive, Article
from dateline.index.intake.collector import THRESHOLDS, collect_seldom


def test_the_thresholds_are_those_of_the_process() -> None:
    before = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_threshold() == THRESHOLDS
    finally:
        gc.set_threshold(*before)


def test_the_library_leaves_them_as_they_are(tmp_path: Path) -> None:
    before = gc.get_threshold()
    with Archive.create(tmp_path / "news") as archive:
        archive.add_many([Article(id="a", title="Ferry", body="Ailsa Grant was in Lyon.")], extract=True)
        archive.commit()
    assert gc.get_threshold() == before
