"""A wrong argument of a call of the library raises TypeError or ValueError in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.index import Archive, Article
from dateline.index.entities.extraction import extract
from dateline.index.errors import ArchiveClosed, ArchiveLocked, FieldError
from dateline.searcher import SearchArchive, open_archive
from dateline.searcher.request import SearchRequest

pytestmark = pytest.mark.kernels

ARTICLE = Article(id="a", title="Ferry", body="Ilham Aliyev saw the ferry in Baku.", source="Post")
ANY: Any = Archive  # the calls below are wrong on purpose
OPEN: Any = open_archive


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "archive") as writer:
        writer.add(ARTICLE)
    return tmp_path / "archive"


@pytest.fixture
def archive(path: Path) -> Iterator[SearchArchive]:
    with open_archive(path) as opened:
        yield opened


Call = Callable[[Any], object]  # of an archive open for searching
WRONG_TYPES: dict[str, tuple[Call, str]] = {
    "query": (lambda a: a.highlighter(None), "a query is text"),
    "marker": (lambda a: a.marker("a", None), "a query is text"),
    "mentions": (lambda a: a.matched_mentions("a", None), "a query is text"),
    "today": (lambda a: a.highlighter("x", today="now"), "today is a datetime.date"),
    "field": (lambda a: a.name_of(None, "x"), "field is a str"),
    "key": (lambda a: a.named_by("people", []), "key is a str"),
    "id": (lambda a: a.name_of("people", "x", 5), "not an id"),
    "version": (lambda a: a.get("a", "1"), "version is the number"),
    "before": (lambda a: a.search("ferry").hits[0].snippet(None, ""), "before is a str"),
    "after": (lambda a: a.search("ferry").hits[0].snippet("", 5), "after is a str"),
    "length": (lambda a: a.search("ferry").hits[0].snippet("", "", None), "length is a number"),
    "text": (lambda a: a.highlighter("x").marks_in(None, "body"), "the text is a str"),
    "facets": (lambda a: a.search("x", facets={"people": 1}), "facets is a list"),
    "filters": (lambda a: a.search("x", filters={"source": {"Post": 1}}), "a value or a list of values"),
    "json": (lambda a: SearchRequest.from_json(ANY), "JSON text"),
    "use_index": (lambda a: OPEN(a.path, use_index="x"), "use_index is True or False"),
    "path": (lambda a: OPEN(None), "the path of an archive"),
    "bytes": (lambda a: OPEN(b"x"), "the path of an archive"),
    "created path": (lambda a: ANY.create(None), "the path of an archive"),
    "rebuilt path": (lambda a: ANY.rebuild(5), "the path of an archive"),
    "fields": (lambda a: ANY.create(a.path / "x", fields=["x"]), "fields is a FieldTable"),
    "schema": (lambda a: ANY.create(a.path / "x", schema=5), "schema is a Schema of Whoosh"),
    "clock": (lambda a: ANY.open(a.path, clock=5), "clock is a function"),
    "timeout": (lambda a: ANY.open(a.path, timeout="x"), "timeout is a number"),
    "extracted": (lambda a: extract(ANY), "text is a str"),
    "published": (lambda a: extract("x", ANY), "published is a datetime.date"),
}


@pytest.mark.parametrize(("call", "said"), WRONG_TYPES.values(), ids=WRONG_TYPES)
def test_a_value_of_another_type_is_refused_in_words(archive: SearchArchive, call: Call, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        call(archive)


WRONG_VALUES: dict[str, tuple[Call, str]] = {
    "no length": (lambda a: a.search("ferry").hits[0].snippet("", "", 0), "1 or more"),
    "negative length": (lambda a: a.search("ferry").hits[0].snippet(length=-5), "1 or more"),
    "compact day": (lambda a: SearchRequest.from_json('{"query": "x", "today": "20161214"}'), "ISO day"),
    "week": (lambda a: SearchRequest.from_json('{"query": "x", "as_of": "2016-W50-3"}'), "ISO day"),
    "match": (lambda a: a.highlighter("x", match="some"), "match is"),
    "timeout": (lambda a: Archive.open(a.path, timeout=float("nan")), "nan"),
    "path": (lambda a: open_archive("a\0b"), "NUL"),
}


@pytest.mark.parametrize(("call", "said"), WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_a_wrong_value_is_refused_in_words(archive: SearchArchive, call: Call, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call(archive)


@pytest.mark.parametrize("instant", [5, "2016-12-14", date(2016, 12, 14)], ids=repr)
def test_a_clock_returns_a_datetime(path: Path, instant: Any) -> None:
    with pytest.raises(TypeError, match="the clock returned"), Archive.open(path, clock=lambda: instant) as writer:
        writer.add(Article(id="b", body="Rain."))


def test_extract_of_an_article_is_true_or_false(path: Path) -> None:
    wrong: Any = "no"
    with Archive.open(path) as writer, pytest.raises(TypeError, match="extract is True or False"):
        writer.add(ARTICLE, extract=wrong)


def test_a_closed_archive_is_no_context(path: Path) -> None:
    searched, written = open_archive(path), Archive.open(path)
    searched.close()
    written.close()
    with pytest.raises(ArchiveClosed, match="open it again"), searched:
        pass
    with pytest.raises(ArchiveClosed, match="open it again"), written:
        pass


@pytest.mark.parametrize("timeout", [float("inf"), -1])
def test_a_thread_does_not_wait_for_itself_without_end(path: Path, timeout: float) -> None:
    with Archive.open(path), pytest.raises(ArchiveLocked, match=r"this thread has .* open for writing already"):
        Archive.open(path, timeout=timeout)


def test_half_of_a_surrogate_pair_in_an_id_is_found_as_it_is_stored(path: Path) -> None:
    with Archive.open(path) as writer:
        writer.add(Article(id="b\ud800", body="Rain."))
        assert "b\ud800" in writer
        assert writer.get("b\ud800").id == "b\ufffd"


def test_a_filter_with_a_range_says_where_ranges_go(archive: SearchArchive) -> None:
    with pytest.raises(FieldError, match=r"a range goes into the query: published:1987-02\.\.1987-03"):
        archive.search("ferry", filters={"published": "1987-02..1987-03"})
