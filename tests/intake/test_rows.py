"""The cells that one process makes of an article are those that the other stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.index.archive import Archive
from dateline.index.article import Article, Original
from dateline.index.intake.portions import IncomingArticle, RecordBatch
from dateline.index.intake.protocol import LENGTH_DIGITS, decode_batch, encode_batch
from dateline.index.store.rows import cells_of
from tests.intake.runs import content

ARTICLES = (
    Article(id="a", title="Treaty signed", body="In Baku.", published=date(2016, 12, 14), people=("Ilham Aliyev",)),
    Article(
        url="HTTPS://P.example/1#top", body="half a \ud800 pair", notes=("a note",), extra={"rank": [1, {"a": None}]}
    ),
    Article(title="", body="Later.", published=datetime(2016, 12, 14, 9, tzinfo=UTC), original=Original("Old", None)),
    Article(id="a", body="Again.", updated=date(2016, 12, 15), places=("Baku", "Lyon"), file="/news/a.txt"),
)


def sent() -> list[IncomingArticle]:
    """Return the articles as they arrive from another process."""
    items = [IncomingArticle(article, "a.jsonl", line, "jsonl") for line, article in enumerate(ARTICLES, 1)]
    _, batch = decode_batch(encode_batch(0, RecordBatch([*items], True))[LENGTH_DIGITS:])
    return [item for item in batch.items if isinstance(item, IncomingArticle)]


def test_what_arrives_has_the_cells_and_the_article() -> None:
    for found, article in zip(sent(), ARTICLES, strict=True):
        assert found.draft.cells == cells_of(article)
        assert replace(found.article, original=None) == replace(article, original=None)
        assert found.article.original == article.original


def test_it_is_stored_without_making_its_cells_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    with Archive.create(tmp_path / "here", clock=lambda: moment) as archive:
        archive.add_batch(ARTICLES, extract=False)
    arrived = sent()
    with Archive.create(tmp_path / "there", clock=lambda: moment) as archive, monkeypatch.context() as patch:
        patch.delattr("dateline.index.store.placement.cells_of")
        archive.add_batch([found.draft for found in arrived], extract=False)
    assert content(tmp_path / "there") == content(tmp_path / "here")
