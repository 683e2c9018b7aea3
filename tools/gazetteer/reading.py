"""Read the tables of this folder and the files of installed packages."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path

HERE = Path(__file__).parent


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table in this folder, without its comments."""
    with (HERE / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def several(cell: str) -> list[str]:
    """Return the parts of a cell, separated by semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def packaged(package: str, ending: str) -> Path:
    """Return a file of an installed package, without importing it."""
    return next(Path(str(file.locate())) for file in files(package) or () if str(file).endswith(ending))


def read_json(path: Path) -> dict[str, dict]:
    """Return what a JSON file holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def members(piece: str) -> list[str]:
    """Return the codes in a part of the cell, or the label itself."""
    words = piece.split()
    return words if all(len(word) == 2 and word.isupper() for word in words) else [piece]
