"""The diagnosis of a query of very many words takes no longer than that of a short one takes for its counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.index import Archive, Article
from dateline.searcher import open_archive
from dateline.searcher.query.bound import leaves_of
from dateline.searcher.results import diagnosis


@pytest.mark.parametrize("groups", [1, 3, 12])
def test_a_diagnosis_searches_a_limited_number_of_words(groups: int, tmp_path: Path, monkeypatch) -> None:
    searched = []
    bind_tree = diagnosis.bind_tree

    def bind(*given: Any, **options: Any) -> Any:
        bound = bind_tree(*given, **options)
        searched.append(len(leaves_of(bound.tree)))
        return bound

    monkeypatch.setattr(diagnosis, "bind_tree", bind)
    with Archive.create(tmp_path / "news") as made:
        made.add(Article(id="a", body="The price of oil rose."), extract=False)
    words = 1_000 // groups
    query = " ".join(f"({' OR '.join(f'w{group}x{number}' for number in range(words))})" for group in range(groups))
    with open_archive(tmp_path / "news") as archive:
        assert archive.search(query, match="all").diagnosis is not None
    assert sum(searched) <= 50 * diagnosis.MOST_COUNTS + 1_000
