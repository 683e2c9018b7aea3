"""What a search of plain words loads: most programs search words, and every module takes time to load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.index import Archive, Article

SEARCH = """
import sys
from dateline.searcher import open_archive

with open_archive(sys.argv[1]) as archive:
    found = archive.search("oil price")
    print(found.hits[0].id, found.total, found.notes)
print(*sorted(name for name in sys.modules if name.startswith("dateline.")))
"""
# Parsing and binding, answers to other queries, people and places, and writing.
NOT_NEEDED = (
    "dateline.searcher.query.grammar",
    "dateline.searcher.query.lexer",
    "dateline.searcher.query.binding",
    "dateline.searcher.query.printing",
    "dateline.searcher.query.tree_json",
    "dateline.searcher.engine.placing",
    "dateline.searcher.engine.facet_tables",
    "dateline.searcher.entities.resolution",
    "dateline.searcher.results.answering",
    "dateline.searcher.results.highlight",
    "dateline.searcher.results.mentions",
    "dateline.searcher.results.requested",
    "dateline.index.entities",
    "dateline.index.dates.published",
    "dateline.index.dates.queries",
    "dateline.index.store.derived",
    "dateline.index.store.placement",
    "dateline.index.store.transaction",
    "dateline.index.kernel._postings",
)


@pytest.mark.slow
def test_plain_words_load_no_grammar_no_names_and_no_writer(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="a", title="Oil price", body="The price of oil rose."))
    command = [sys.executable, "-P", "-c", SEARCH, str(tmp_path / "news")]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    answer, loaded = shown.stdout.splitlines()
    assert answer == "a 1 ()"
    assert set(loaded.split()).isdisjoint(NOT_NEEDED)
    assert len(loaded.split()) < 100
