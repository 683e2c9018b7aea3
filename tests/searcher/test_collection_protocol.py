"""Archives as collections of articles: `in`, `len`, `articles`, on both sides and as of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import ArchiveClosed
from dateline.searcher import SearchArchive, open_archive

FIRST, SECOND = (datetime(2016, 12, day, tzinfo=UTC) for day in (14, 16))


def ids(archive: Archive | SearchArchive) -> list[str | None]:
    return [article.id for article in archive.articles()]


def test_an_archive_open_for_writing_counts_what_is_not_committed(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        assert (len(archive), ids(archive), "a" in archive) == (0, [], False)
        archive.add(Article(id="a", body="Rain."))
        archive.add_many([Article(id="b", body="Snow."), Article(id="a", body="More rain.")])
        assert (len(archive), ids(archive)) == (2, ["b", "a"])
        assert "a" in archive
        assert 5 not in archive
        archive.delete("b")
        assert (len(archive), ids(archive), "b" in archive) == (1, ["a"], False)
        archive.rollback()
        assert (len(archive), "a" in archive) == (0, False)
        archive.add(Article(id="c", body="Hail."))
    with pytest.raises(ArchiveClosed):
        len(archive)
    with pytest.raises(ArchiveClosed):
        archive.articles()
    with Archive.open(tmp_path / "news") as again:
        listing = again.articles()
        again.add(Article(id="d", body="Fog."))
        assert [article.id for article in listing] == ["c"]
        assert ids(again) == ["c", "d"]


@pytest.mark.parametrize("use_index", [True, False])
def test_an_archive_open_for_searching_is_of_its_state(tmp_path: Path, use_index: bool) -> None:
    with Archive.create(tmp_path / "news", clock=lambda: FIRST) as writer:
        writer.add_many([Article(id=each, body=f"Rain {each}.") for each in "abc"])
    with Archive.open(tmp_path / "news", clock=lambda: SECOND) as writer:
        writer.add(Article(id="b", body="Snow."))
        writer.delete("c")
    with open_archive(tmp_path / "news", use_index=use_index) as archive:
        assert (len(archive), ids(archive)) == (2, ["a", "b"])
        assert "b" in archive
        assert "c" not in archive
        assert 5 not in archive
        assert next(article.body for article in archive.articles() if article.id == "b") == "Snow."
        results = archive.search("rain")
    with open_archive(tmp_path / "news", use_index=use_index, as_of=date(2016, 12, 14)) as former:
        assert (len(former), ids(former)) == (3, ["a", "b", "c"])
        assert "c" in former
        assert [article.body for article in former.articles()] == ["Rain a.", "Rain b.", "Rain c."]
    assert results
    with pytest.raises(ArchiveClosed):
        archive.articles()
    with pytest.raises(ArchiveClosed):
        "a" in archive  # noqa: B015
