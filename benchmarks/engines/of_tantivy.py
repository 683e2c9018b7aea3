"""tantivy from Python (tantivy-py): one thread, English stemming, texts stored, merges included.

From Python it scores every match; natively it skips articles that cannot be among the best. Ids are in its stored
documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from dateline.index import Article
from engines import MONTH_BEGINS, MONTH_ENDS, Tasks, fresh

try:
    import tantivy
except ImportError:  # the extra `bench`
    tantivy = None

NAME = "tantivy-py"
WITHOUT = "" if tantivy else "tantivy is not installed (the extra `bench`)"


def build(folder: Path, articles: Sequence[Article]) -> None:
    """Index."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field("title", stored=True, tokenizer_name="en_stem")
    schema.add_text_field("body", stored=True, tokenizer_name="en_stem")
    schema.add_text_field("source", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    schema.add_date_field("published", stored=True, indexed=True, fast=True)
    writer = tantivy.Index(schema.build(), str(fresh(folder))).writer(1_000_000_000, num_threads=1)
    for article in articles:
        document = tantivy.Document()
        document.add_text("id", str(article.id))
        document.add_text("title", article.title)
        document.add_text("body", article.body)
        document.add_text("source", article.source or "")
        if article.published is not None:
            document.add_date("published", datetime.combine(article.published, time(), UTC))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def open_tasks(folder: Path) -> Tasks:
    """Open an index."""
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()

    def parsed(text: str) -> object:
        return index.parse_query(text, ["title", "body"])

    def ids(query: object, limit: int = 10, **options: object) -> list[str]:
        found = searcher.search(query, limit, **{"count": False, **options})
        return [searcher.doc(address)["id"][0] for _, address in found.hits]

    def mixed(words: str) -> list[str]:
        first, second, third = words.split()
        return ids(parsed(f"+{first} +({second} {third})"))

    def with_total(words: str) -> tuple[list[str], int]:
        found = searcher.search(parsed(words), 10, count=True)
        return [searcher.doc(address)["id"][0] for _, address in found.hits], found.count

    def newest(words: str) -> list[str]:
        month = f"published:[{MONTH_BEGINS}T00:00:00Z TO {MONTH_ENDS}T23:59:59Z]"
        return ids(parsed(f"+({words}) +{month}"), order_by_field="published")

    return {
        "term": lambda words: ids(parsed(words)),
        "all": lambda words: ids(index.parse_query(words, ["title", "body"], conjunction_by_default=True)),
        "any": lambda words: ids(parsed(words)),
        "any, 100": lambda words: ids(parsed(words), 100),
        "any, 1000": lambda words: ids(parsed(words), 1000),
        "phrase": lambda words: ids(parsed(f'"{words}"')),
        "mixed": mixed,
        "total": with_total,
        "count": lambda words: searcher.search(parsed(words), 1, count=True).count,
        "facet": lambda words: searcher.aggregate(parsed(words), {"top": {"terms": {"field": "source", "size": 10}}}),
        "dates": newest,
        "prefix": lambda word: ids(tantivy.Query.regex_query(index.schema, "body", f"{word}.*")),
    }
