"""Extraction on Reuters: names that are known are found, and what a facet shows first are people and places.

`judged_values.txt` has the most frequent values, judged by hand: ``people`` or ``places``, ``y`` or ``n``, the value.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.repo.sources import ROOT

JUDGED = Path(__file__).with_name("judged_values.txt")
COLLECTION = "reuters21578/articles.jsonl.xz"
MOST = 200

pytestmark = pytest.mark.skipif(
    not Path(os.environ.get("DATELINE_DATA", ""), COLLECTION).is_file() or not os.environ.get("DATELINE_DATA"),
    reason="DATELINE_DATA is not set: Reuters is measured only where it is",
)


@cache
def measures() -> Any:
    """Return the measures of the benchmark; its folder is no package that programs import."""
    folder = ModuleType("benchmarks")
    folder.__path__ = [str(ROOT / "benchmarks")]
    sys.modules.setdefault("benchmarks", folder)
    return import_module("benchmarks.extraction_reuters").measure()


@cache
def judged() -> dict[tuple[str, str], bool]:
    rows = (
        line.split("\t", 2) for line in JUDGED.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")
    )
    return {(kind, value): right == "y" for kind, right, value in rows}


def test_names_broken_by_a_line_end_are_found_like_others() -> None:
    whole, broken = measures().whole, measures().broken
    assert whole.found >= 0.97 * whole.all
    assert broken.found / broken.all >= 0.97 * whole.found / whole.all


def test_countries_are_found_wherever_they_stand() -> None:
    alone, printed = measures().alone, measures().printed
    assert alone.found >= 0.98 * alone.all
    assert printed.found >= 0.87 * printed.all


@pytest.mark.parametrize(("kind", "most"), [("people", 8), ("places", 4)])
def test_the_most_frequent_values_are_what_they_are_said_to_be(kind: str, most: int) -> None:
    top = [value for value, _ in getattr(measures(), kind).most_common(MOST)]
    unknown = [value for value in top if (kind, value) not in judged()]
    assert not unknown, "judge these in judged_values.txt"
    wrong = [value for value in top if not judged()[kind, value]]
    assert len(wrong) <= most, wrong
