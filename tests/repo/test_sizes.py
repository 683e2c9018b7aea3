"""A file is read in one sitting, and a function on one screen."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.repo.sources import ROOT, parsed, project_files

CODE = [path for path in project_files() if path.suffix in (".py", ".pyx", ".pxi", ".pxd", ".pyi")]
LONGEST_FILE = 600
LONG_FUNCTION = 40
SHORT_FUNCTIONS = 0.90


def lengths(rooms: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield the length of every function in lines, and where it stands."""
    for path in CODE:
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in rooms:
            for node in ast.walk(parsed(path)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    length = (node.end_lineno or node.lineno) - node.lineno + 1
                    yield length, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_too_long_to_read(path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize(
    "rooms", [("index",), ("searcher",), ("upkeep",), ("cli.py", "commands"), ("tests", "benchmarks")], ids="+".join
)
def test_nine_functions_in_ten_fit_a_screen(rooms: tuple[str, ...]) -> None:
    found = list(lengths(rooms))
    long = sorted((entry for entry in found if entry[0] >= LONG_FUNCTION), reverse=True)
    assert len(long) <= (1 - SHORT_FUNCTIONS) * len(found), long
