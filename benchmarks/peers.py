"""The engines to measure, each doing the same work: title, body and source, positions, texts stored."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from dateline.index import Archive, Article

try:
    import tantivy
except ImportError:  # optional: the extra `bench`
    tantivy = None


def fresh(folder: Path) -> Path:
    """Return an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def build_dateline(folder: Path, articles: Sequence[Article]) -> None:
    """Add to a new archive: the store in SQLite and the index."""
    shutil.rmtree(folder, ignore_errors=True)
    with Archive.create(folder) as archive:
        archive.add_many(articles, extract=False)


def build_tantivy(folder: Path, articles: Sequence[Article]) -> None:
    """Index with tantivy, one thread, English stemming, texts stored; merges included."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field("title", stored=True, tokenizer_name="en_stem")
    schema.add_text_field("body", stored=True, tokenizer_name="en_stem")
    schema.add_text_field("source", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    writer = tantivy.Index(schema.build(), str(fresh(folder))).writer(1_000_000_000, num_threads=1)
    for article in articles:
        document = tantivy.Document()
        document.add_text("id", str(article.id))
        document.add_text("title", article.title)
        document.add_text("body", article.body)
        document.add_text("source", article.source or "")
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class Tantivy:
    """Searches what `build_tantivy` wrote."""

    def __init__(self, folder: Path) -> None:
        self.index = tantivy.Index.open(str(folder))
        self.searcher = self.index.searcher()

    def any_of(self, words: str) -> list[object]:
        """Return the addresses of the ten best for any of the words."""
        query = self.index.parse_query(words, ["title", "body"])
        return [address for _, address in self.searcher.search(query, 10, count=False).hits]

    def any_of_with_ids(self, words: str) -> list[object]:
        """Return the ids of the ten best, which are in the stored documents."""
        return [self.searcher.doc(address)["id"][0] for address in self.any_of(words)]

    def all_of(self, words: str) -> list[object]:
        """Return the ten best that have all the words."""
        query = self.index.parse_query(words, ["title", "body"], conjunction_by_default=True)
        return [address for _, address in self.searcher.search(query, 10, count=False).hits]

    def phrase(self, words: str) -> list[object]:
        """Return the ten best that have the first two words as a phrase."""
        query = self.index.parse_query(f'"{" ".join(words.split()[:2])}"', ["title", "body"])
        return [address for _, address in self.searcher.search(query, 10, count=False).hits]

    def facet(self, words: str) -> object:
        """Return the ten most frequent sources over all that have any of the words."""
        query = self.index.parse_query(words, ["title", "body"])
        return self.searcher.aggregate(query, {"top": {"terms": {"field": "source", "size": 10}}})


def build_fts5(folder: Path, articles: Sequence[Article]) -> None:
    """Index with SQLite FTS5, Porter stemming, texts stored."""
    connection = sqlite3.connect(fresh(folder) / "fts5.db")
    connection.execute(
        "CREATE VIRTUAL TABLE articles USING "
        "fts5(id UNINDEXED, title, body, source UNINDEXED, tokenize='porter unicode61')"
    )
    rows = [(article.id, article.title, article.body, article.source) for article in articles]
    with connection:
        connection.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", rows)
    connection.close()


class Fts5:
    """Searches what `build_fts5` wrote."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "fts5.db")

    def _best(self, match: str) -> list[object]:
        return self.connection.execute(
            "SELECT id FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 10", (match,)
        ).fetchall()

    def any_of(self, words: str) -> list[object]:
        """Return the ten best for any of the words."""
        return self._best(" OR ".join(f'"{word}"' for word in words.split()))

    def all_of(self, words: str) -> list[object]:
        """Return the ten best that have all the words."""
        return self._best(" ".join(f'"{word}"' for word in words.split()))

    def phrase(self, words: str) -> list[object]:
        """Return the ten best that have the first two words as a phrase."""
        return self._best(f'"{" ".join(words.split()[:2])}"')


def build_whoosh(folder: Path, articles: Sequence[Article]) -> None:
    """Index with Whoosh, English stemming, texts stored."""
    from whoosh import analysis, fields, index  # optional: slow to import, and slow to run

    stemming = analysis.StemmingAnalyzer(re.compile(r"\w+"), stoplist=None)
    schema = fields.Schema(
        id=fields.ID(stored=True),
        title=fields.TEXT(stemming, stored=True),
        body=fields.TEXT(stemming, stored=True),
        source=fields.ID(stored=True),
    )
    writer = index.create_in(str(fresh(folder)), schema).writer(limitmb=512)
    for article in articles:
        writer.add_document(id=article.id, title=article.title, body=article.body, source=article.source or "")
    writer.commit()


class Whoosh:
    """Searches what `build_whoosh` wrote."""

    def __init__(self, folder: Path) -> None:
        from whoosh import index, qparser  # optional: slow to import, and slow to run

        self.index = index.open_dir(str(folder))
        self.searcher = self.index.searcher()
        self.parser = qparser.MultifieldParser(["title", "body"], self.index.schema, group=qparser.OrGroup)

    def any_of(self, words: str) -> list[object]:
        """Return the ten best for any of the words."""
        return [hit["id"] for hit in self.searcher.search(self.parser.parse(words), limit=10)]
