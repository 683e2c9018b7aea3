"""The files of the project as the tests about them see them: where they are, and what they parse to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The folders that install as the package.
ROOMS = ("commands", "index", "searcher", "upkeep")
# Made by tools, or an archive somebody tried things out in.
NOT_OURS = {"build", "dist", ".git", ".venv", ".hypothesis", ".dateline", "__pycache__"}


def project_files() -> Iterator[Path]:
    """Yield every file that belongs to the project, in order."""
    return walk(ROOT)


def walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.name.endswith((".egg-info", "_cache", ".so")):
            continue
        if path.is_dir():
            yield from walk(path)
        else:
            yield path


@cache
def package_modules() -> dict[str, Path]:
    """Return the modules that install, by import name: dateline, dateline.cli, dateline.index.errors …"""
    rooms = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    files = [ROOT / "__init__.py", ROOT / "__main__.py", ROOT / "cli.py", *rooms]
    return {import_name(path): path for path in sorted(files) if path.exists()}


def import_name(path: Path) -> str:
    parts = ["dateline", *path.relative_to(ROOT).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST) -> str:
    """Return file:line as a person opens it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"
