"""The note that ``us`` in small letters is the pronoun."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, open_archive

NOTE = "“us” finds the pronoun; 2 articles name the country: write “U.S.”"


@pytest.fixture(scope="module", params=[True, False], ids=["index", "scan"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchArchive]:
    path: Path = tmp_path_factory.mktemp("country") / "news"
    with Archive.create(path) as made:
        made.add(Article(id="a", title="U.S. TRADE", body="The trade deficit of the U.S. grew."))
        made.add(Article(id="b", title="Trade", body="US trade with China grew."))
        made.add(Article(id="c", title="Bank", body="Trade helped us, he told us."))
    with open_archive(path, use_index=request.param) as opened:
        yield opened


@pytest.mark.parametrize("query", ["us", "us trade", "china  us trade", "+us trade", "us title:trade", "us zebra"])
def test_the_pronoun_has_a_note_where_the_country_may_be_meant(archive: SearchArchive, query: str) -> None:
    first = archive.search(query).notes[0]
    assert (first.message, query[first.start : first.end]) == (NOTE, "us")
    assert archive.search(query, strict=True).notes[0].message == NOTE  # it is read as typed


@pytest.mark.parametrize(
    "query",
    ["US trade", "U.S.", "=us", '"us trade"', "told us", "all of us", "-us trade", "title:us", "trade bus", "trade",
     "he said that trade had helped the bank and us"],
)  # fmt: skip
def test_other_queries_have_none(archive: SearchArchive, query: str) -> None:
    assert not [note for note in archive.search(query).notes if "pronoun" in note.message]


def test_plain_text_and_trees_have_none(archive: SearchArchive) -> None:
    assert archive.search("us trade", plain=True).notes == ()


def test_an_archive_without_the_country_has_none(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add(Article(id="c", body="Trade helped us."))
    with open_archive(tmp_path / "news") as archive:
        assert archive.search("us trade").notes == ()
