"""What the small measurement calls slower."""

from __future__ import annotations

import runpy
import sys

import pytest

from tests.repo.sources import ROOT


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The names of the script, whose neighbours are imported as scripts too."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    names = runpy.run_path(str(ROOT / "benchmarks" / "compare.py"))
    for name in [name for name in sys.modules if name == "texts" or name.split(".")[0] == "engines"]:
        del sys.modules[name]
    return names


def test_only_what_is_below_its_bound_is_slower(compare) -> None:
    slower = compare["slower"]
    assert slower({"add": 1.0, "any": 2.0}, {"add": 1.0, "any": 1.9}) == []
    assert slower({"add": 0.99, "any": 2.0}, {"add": 1.0}) == ["add: 0.99 × tantivy's speed, at least 1.00 is expected"]


def test_every_task_has_a_floor(compare) -> None:
    assert set(compare["FLOORS"]) == {"add", *compare["TASKS"]}


def test_made_texts_are_the_same_at_every_run(compare) -> None:
    articles = compare["made_articles"](40)
    assert articles == compare["made_articles"](40)
    asked = [compare["made_queries"](articles * 4) for _ in range(2)]
    assert asked[0] == asked[1]
    assert all(2 <= len(query.split()) <= 4 for query in asked[0])
