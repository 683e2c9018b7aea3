"""Every engine that is measured and can run here does what its tasks say."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from dateline.index import Article
from tests.repo.sources import ROOT

ENGINES = ("of_dateline", "of_tantivy", "of_xapian", "of_fts5", "of_bm25s", "of_whoosh")
WORDS = {"word": "ferry", "words": "ferry lyon", "pair": "aground near", "three": "ferry aground rain", "prefix": "fer"}
ARTICLES = [
    Article(
        id=f"a{number}",
        title="Ferry aground" if number % 2 else "Rain in Leeds",
        body=f"A ferry ran aground near Lyon {number}." if number % 2 else "Rain fell in Leeds for a week.",
        source=f"Paper {number % 3}",
        published=date(1916, 3, 1 + number % 28) if number % 5 else date(1917, 1, 1),
    )
    for number in range(60)
]
FERRIES = {article.id for article in ARTICLES if article.title == "Ferry aground"}


@pytest.fixture
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """One of the modules, imported as the programs do that measure."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    module = importlib.import_module(f"engines.{request.param}")
    if module.WITHOUT:
        pytest.skip(module.WITHOUT)
    yield module
    for name in [name for name in sys.modules if name.split(".")[0] == "engines"]:
        del sys.modules[name]


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_an_engine_finds_what_a_task_asks_for(engine: ModuleType, tmp_path: Path) -> None:
    tasks = importlib.import_module("engines").TASKS
    engine.build(tmp_path / "index", ARTICLES)
    runs = engine.open_tasks(tmp_path / "index")
    assert runs.keys() <= tasks.keys()
    assert {"term", "any"} <= runs.keys()
    found = {task: str(run(WORDS[tasks[task][1]])) for task, run in runs.items()}
    for task in runs.keys() - {"count", "facet"}:
        ids = {id for id in FERRIES if f"'{id}'" in found[task] or f"b'{id}'" in found[task]}
        assert ids, (task, found[task])
        assert "'a0'" not in found[task]
    for task in runs.keys() & {"total", "count"}:
        assert "30" in found[task]
    if "facet" in runs:
        assert all(f"Paper {number}" in found["facet"] for number in range(3))
        assert "10" in found["facet"]
