"""The annotated articles of the corpus: where they are, and how they are read.

The format and what is annotated are told in corpus/annotations/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.index.article import RawArticle
from dateline.index.readers import read

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FOLDER = CORPUS / "annotations"


@dataclass(frozen=True, slots=True)
class GoldPerson:
    """A person as annotated: ``names`` are the full names that are right, the first of them the one to give."""

    text: str
    start: int
    end: int
    names: tuple[str, ...]
    title: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place as annotated; ``country`` is None where it has none or lies in several."""

    text: str
    start: int
    end: int
    name: str
    country: str | None
    demonym: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldDate:
    """A date as annotated: ``is_range`` has two ends in the text, of ``rough`` the days are one reading of several."""

    text: str
    start: int
    end: int
    type: str
    first: date | None
    last: date | None
    value: str | None
    is_range: bool
    rough: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and what stands in it; ``name`` is folder and file without suffix."""

    name: str
    text: str
    published: date | None
    people: tuple[GoldPerson, ...]
    places: tuple[GoldPlace, ...]
    dates: tuple[GoldDate, ...]


def annotated_articles() -> Iterator[Annotated]:
    """Yield all annotated articles in the order of their names."""
    for path in sorted(FOLDER.rglob("*.mentions")):
        yield read_annotated(path)


def read_annotated(path: Path) -> Annotated:
    """Read an annotation and its article."""
    name = path.relative_to(FOLDER).with_suffix("").as_posix()
    record = json.loads(path.read_text(encoding="utf-8"))
    return Annotated(
        name,
        text_of(name),
        day(record["published"]),
        tuple(person(row) for row in record["people"]),
        tuple(place(row) for row in record["places"]),
        tuple(found_date(row) for row in record["dates"]),
    )


def text_of(name: str) -> str:
    """Return title, two line ends and body of an article, as they are read."""
    article = next(read([str(CORPUS / f"{name}.txt")]))
    assert isinstance(article, RawArticle), article
    return f"{article.values['title']}\n\n{article.values['body']}"


def person(row: dict[str, Any]) -> GoldPerson:
    names = (row["name"], *row.get("also", ()))
    return GoldPerson(*span(row), names, row.get("title"), row.get("optional", False))


def place(row: dict[str, Any]) -> GoldPlace:
    return GoldPlace(
        *span(row), row["name"], row["country"], row.get("demonym", False), row.get("optional", False)
    )  # fmt: skip


def found_date(row: dict[str, Any]) -> GoldDate:
    return GoldDate(
        *span(row),
        row["type"],
        day(row["first"]),
        day(row["last"]),
        row["value"],
        row.get("range", False),
        row.get("rough", False),
        row.get("optional", False),
    )


def span(row: dict[str, Any]) -> tuple[str, int, int]:
    return row["text"], row["start"], row["start"] + len(row["text"])


def day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
