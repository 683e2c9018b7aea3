"""The public collections that some tests measure: where they are, and how to read them."""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dateline.index import Article


def collection(name: str) -> Path:
    """Return the path of a file under $DATELINE_DATA; skip the test where it is not there."""
    folder = os.environ.get("DATELINE_DATA")
    if not folder:
        pytest.skip("DATELINE_DATA is not set: the collection is measured only where it is")
    path = Path(folder) / name
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    return path


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a compressed JSON Lines file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def reuters(path: Path) -> Iterator[Article]:
    """Yield the articles of Reuters-21578, as its editors tagged them."""
    for record in records(path):
        yield Article(
            id=str(record["id"]),
            title=record["title"],
            body=record["body"],
            published=datetime.fromisoformat(record["date"]),
            people=tuple(record["people"]),
            places=tuple(record["places"]),
            topics=tuple(record["topics"]),
        )
