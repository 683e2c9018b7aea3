"""No line of prose in the documentation is over 100 characters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.repo.documents import FENCE, pages
from tests.repo.sources import ROOT

WIDTH = 100
OTHERS = (
    "SECURITY.md",
    "CHANGELOG.md",
    "benchmarks/README.md",
    "corpus/annotations/README.md",
    "corpus/broken/README.md",
)
PAGES = [*pages(), *(ROOT / name for name in OTHERS if (ROOT / name).exists())]
# Rows of tables, headings, link definitions, and single words: none of them can be wrapped.
FIXED = re.compile(r"\s*(\||#|\[[^\]]+\]:|(([-*+]|\d+\.)\s+)?\S+$)")


def long_lines(text: str) -> list[int]:
    """Return the numbers of the lines of prose that are too long; fenced blocks are left out."""
    found, fence = [], None
    for number, line in enumerate(text.splitlines(), 1):
        marks = FENCE.match(line)
        if fence:
            if marks and not marks["language"] and marks["marks"].startswith(fence):
                fence = None
        elif marks:
            fence = marks["marks"]
        elif len(line) > WIDTH and not FIXED.match(line):
            found.append(number)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_prose_is_wrapped(page: Path) -> None:
    assert long_lines(page.read_text(encoding="utf-8")) == []


def test_only_prose_is_measured() -> None:
    words = "word " * 21
    text = f"{words}\n| {words} |\n# {words}\n[a]: {words}\n- {'x' * 120}\n```text\n{words}\n```\n  - {words}\n"
    assert long_lines(text) == [1, 9]
