"""An archive of the articles of a test, searched with its index and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.index import Archive
from dateline.searcher import SearchArchive, open_archive


@pytest.fixture(params=[True, False], ids=["index", "scan"])
def archive(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SearchArchive]:
    """An archive of the ARTICLES of the test's module, with the people, places and dates of their texts."""
    with Archive.create(tmp_path / "news") as made:
        made.add_many(request.module.ARTICLES, extract=True)
    with open_archive(tmp_path / "news", use_index=request.param) as opened:
        yield opened
