"""Whoosh: English stemming, texts stored. It scores every match, and is measured on few articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from whoosh import analysis, fields, index, qparser, query, sorting

from dateline.index import Article
from engines import MONTH_BEGINS, MONTH_ENDS, Tasks, fresh

NAME, WITHOUT = "Whoosh", ""


def build(folder: Path, articles: Sequence[Article]) -> None:
    """Index."""
    stemming = analysis.StemmingAnalyzer(re.compile(r"\w+"), stoplist=None)
    schema = fields.Schema(
        id=fields.ID(stored=True),
        title=fields.TEXT(stemming, stored=True),
        body=fields.TEXT(stemming, stored=True),
        source=fields.ID(stored=True, sortable=True),
        published=fields.DATETIME(sortable=True),
    )
    writer = index.create_in(str(fresh(folder)), schema).writer(limitmb=512)
    for article in articles:
        published = None if article.published is None else datetime.combine(article.published, time())
        writer.add_document(
            id=article.id, title=article.title, body=article.body, source=article.source or "", published=published
        )
    writer.commit()


def open_tasks(folder: Path) -> Tasks:
    """Open an index."""
    opened = index.open_dir(str(folder))
    searcher = opened.searcher()
    any_of = qparser.MultifieldParser(["title", "body"], opened.schema, group=qparser.OrGroup)
    all_of = qparser.MultifieldParser(["title", "body"], opened.schema)
    begins, ends = (datetime.fromisoformat(day) for day in (MONTH_BEGINS, MONTH_ENDS))

    def ids(parsed: query.Query, limit: int = 10, **options: object) -> list[str]:
        return [hit["id"] for hit in searcher.search(parsed, limit=limit, **options)]

    def with_total(words: str) -> tuple[list[str], int]:
        found = searcher.search(any_of.parse(words), limit=10)
        return [hit["id"] for hit in found], len(found)

    def facet(words: str) -> object:
        found = searcher.search(any_of.parse(words), limit=None, groupedby="source", maptype=sorting.Count)
        return sorted(found.groups("source").items(), key=lambda pair: -pair[1])[:10]

    def newest(words: str) -> list[str]:
        month = query.DateRange("published", begins, ends)
        return ids(any_of.parse(words), filter=month, sortedby="published", reverse=True)

    def mixed(words: str) -> list[str]:
        first, second, third = words.split()
        return ids(all_of.parse(f"{first} AND ({second} OR {third})"))

    return {
        "term": lambda words: ids(any_of.parse(words)),
        "all": lambda words: ids(all_of.parse(words)),
        "any": lambda words: ids(any_of.parse(words)),
        "any, 100": lambda words: ids(any_of.parse(words), 100),
        "any, 1000": lambda words: ids(any_of.parse(words), 1000),
        "phrase": lambda words: ids(any_of.parse(f'"{words}"')),
        "mixed": mixed,
        "total": with_total,
        "count": lambda words: len(searcher.search(any_of.parse(words), limit=None)),
        "facet": facet,
        "dates": newest,
        "prefix": lambda word: ids(any_of.parse(f"{word}*")),
    }
