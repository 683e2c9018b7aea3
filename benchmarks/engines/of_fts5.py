"""SQLite FTS5: Porter stemming, a prefix index, texts stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from dateline.index import Article
from engines import MONTH_BEGINS, MONTH_ENDS, Tasks, fresh

NAME, WITHOUT = "SQLite FTS5", ""

TABLE = """CREATE VIRTUAL TABLE articles USING fts5(
    id UNINDEXED, title, body, source UNINDEXED, published UNINDEXED, tokenize='porter unicode61', prefix='3')"""


def build(folder: Path, articles: Sequence[Article]) -> None:
    """Index."""
    connection = sqlite3.connect(fresh(folder) / "fts5.db")
    connection.execute(TABLE)
    rows = [(each.id, each.title, each.body, each.source, str(each.published)) for each in articles]
    with connection:
        connection.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?)", rows)
    connection.close()


def open_tasks(folder: Path) -> Tasks:
    """Open an index."""
    connection = sqlite3.connect(folder / "fts5.db")

    def best(match: str, limit: int = 10) -> list[object]:
        return connection.execute(
            "SELECT id FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?", (match, limit)
        ).fetchall()

    def rows(sql: str, match: str, *values: str) -> list[object]:
        return connection.execute(sql, (match, *values)).fetchall()

    def any_of(words: str) -> str:
        return " OR ".join(f'"{word}"' for word in words.split())

    def count(words: str) -> list[object]:
        return rows("SELECT count(*) FROM articles WHERE articles MATCH ?", any_of(words))

    def mixed(words: str) -> list[object]:
        first, second, third = words.split()
        return best(f'"{first}" AND ("{second}" OR "{third}")')

    facet = "SELECT source, count(*) FROM articles WHERE articles MATCH ? GROUP BY source ORDER BY 2 DESC LIMIT 10"
    newest = (
        "SELECT id FROM articles WHERE articles MATCH ? AND published BETWEEN ? AND ? ORDER BY published DESC LIMIT 10"
    )
    return {
        "term": lambda words: best(any_of(words)),
        "all": lambda words: best(" ".join(f'"{word}"' for word in words.split())),
        "any": lambda words: best(any_of(words)),
        "any, 100": lambda words: best(any_of(words), 100),
        "any, 1000": lambda words: best(any_of(words), 1000),
        "phrase": lambda words: best(f'"{words}"'),
        "mixed": mixed,
        "total": lambda words: (best(any_of(words)), count(words)),
        "count": count,
        "facet": lambda words: rows(facet, any_of(words)),
        "dates": lambda words: rows(newest, any_of(words), MONTH_BEGINS, MONTH_ENDS),
        "prefix": lambda word: best(f'"{word}"*'),
    }
