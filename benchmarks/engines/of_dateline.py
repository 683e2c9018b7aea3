"""Dateline: the store in SQLite and the index, through the library."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, open_archive
from engines import MONTH, Tasks

NAME, WITHOUT = "Dateline", ""


def build(folder: Path, articles: Sequence[Article]) -> None:
    """Add to a new archive: the store and the index."""
    shutil.rmtree(folder, ignore_errors=True)
    with Archive.create(folder) as archive:
        archive.add_many(articles, extract=False)


def open_tasks(folder: Path) -> Tasks:
    """Open an archive, which stays open until the program ends."""
    return tasks_of(open_archive(folder))


def tasks_of(archive: SearchArchive) -> Tasks:
    """Return what does each task in an open archive."""

    def ids(query: str, match: str = "auto", limit: int = 10) -> list[str]:
        return [hit.id for hit in archive.search(query, match=match, limit=limit).hits]

    def with_total(words: str) -> tuple[list[str], int]:
        results = archive.search(words, match="any")
        return [hit.id for hit in results.hits], results.total

    def newest(words: str) -> list[str]:
        results = archive.search(words, match="any", filters={"published": MONTH}, sort="newest")
        return [hit.id for hit in results.hits]

    def mixed(words: str) -> list[str]:
        first, second, third = words.split()
        return ids(f"{first} AND ({second} OR {third})")

    return {
        "term": ids,
        "all": lambda words: ids(words, "all"),
        "any": lambda words: ids(words, "any"),
        "any, 100": lambda words: ids(words, "any", 100),
        "any, 1000": lambda words: ids(words, "any", 1000),
        "phrase": lambda words: ids(f'"{words}"'),
        "mixed": mixed,
        "total": with_total,
        "count": lambda words: archive.search(words, match="any", limit=0).total,
        "facet": lambda words: archive.search(words, match="any", limit=0, facets=["source"]).facets["source"][:10],
        "dates": newest,
        "prefix": lambda word: ids(f"{word}*"),
    }
