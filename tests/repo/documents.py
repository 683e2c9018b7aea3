"""Finds the fenced blocks of a page: what language, which line, what text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.repo.sources import ROOT

FENCE = re.compile(r"^(?P<indent> *)(?P<marks>`{3,}|~{3,})(?P<language>[^`\s]*)[^`]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block; ``line`` is the line of its first line of text, counted from 1."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def place(self) -> str:
        """Where it stands, as a person opens it."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages() -> list[Path]:
    """Return the pages at the root, those of the corpus and the tests, and every page under docs/."""
    names = ("README.md", "CONTRIBUTING.md", "corpus/README.md", "tests/README.md")
    found = [*(ROOT / name for name in names), *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if page.exists()]


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order. An unclosed fence runs to the end, as Markdown has it."""
    found: list[Block] = []
    opened: re.Match[str] | None = None
    start, text = 0, []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fence = FENCE.match(line)
        if opened is None:
            opened, start, text = fence, number + 1, []
        elif fence and not fence["language"] and fence["marks"].startswith(opened["marks"]):
            found.append(Block(page, start, opened["language"], "\n".join(text) + "\n"))
            opened = None
        else:
            text.append(line.removeprefix(opened["indent"]))
    if opened is not None:
        found.append(Block(page, start, opened["language"], "\n".join(text) + "\n"))
    return found


def written_schema(title: str) -> dict[str, Any]:
    """Return the JSON Schema of a title that docs/output.md states."""
    stated = [json.loads(block.text) for block in blocks(ROOT / "docs" / "output.md") if block.language == "json"]
    return next(each for each in stated if each["title"] == title)
