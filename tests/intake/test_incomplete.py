"""One article never stops a run: whatever raises for it is one line, and the rest of it is stored and found."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.index import Archive, Article
from dateline.index.article import RawArticle
from dateline.index.cleaning import fallback, steps
from dateline.index.cleaning.fallback import clean_with_fallback
from dateline.index.entities import finder
from dateline.index.errors import ReadError
from dateline.index.intake import read_articles
from dateline.index.intake.run import Settings
from dateline.index.readers import registry as formats
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_archive, repair_archive
from tests.commands.calls import dateline
from tests.intake.runs import content, cut_small, do

MARK = "the 14th of a month without end"
# Makes extraction raise in every process that finds this module on its path.
BROKEN_EXTRACTION = f"""
from dateline.index.entities import finder
extract = finder.extract
def raising(text, *arguments, **options):
    if {MARK!r} in text:
        raise KeyError("14")
    return extract(text, *arguments, **options)
finder.extract = raising
"""


def break_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    real = finder.extract

    def raising(text: str, *arguments: Any, **options: Any) -> Any:
        if MARK in text:
            raise KeyError("14")
        return real(text, *arguments, **options)

    monkeypatch.setattr(finder, "extract", raising)


def write(path: Path, count: int = 9) -> Path:
    """Write articles of Ilham Aliyev, of which the fifth has the mark."""
    rows = [
        {
            "id": f"a{n}",
            "title": f"Title {n}",
            "body": f"Ilham Aliyev spoke in Baku {MARK if n == 5 else ''}, zebra{n}.",
        }
        for n in range(1, count + 1)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_failed_extraction_is_one_line_and_the_article_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.jsonl")
    with monkeypatch.context() as patch:
        break_extraction(patch)
        done = dateline("--archive", "news", "add", "a.jsonl", "--errors", "errors.jsonl", cwd=tmp_path)
        assert done.code == 0
        assert done.err.count("a.jsonl:5: ") == 1
        assert "a.jsonl:5: stored without people, places and dates (KeyError: '14')" in done.err
        assert "9 added, 1 incomplete" in done.err
        assert "Traceback" not in done.err
        (row,) = map(json.loads, (tmp_path / "errors.jsonl").read_text(encoding="utf-8").splitlines())
        assert (row["file"], row["line"]) == ("a.jsonl", 5)
        assert "KeyError" in row["reason"]
        strict = dateline("--archive", "strict", "add", "a.jsonl", "--strict", cwd=tmp_path)
        assert strict.code == 2
        for options in ((), ("--no-index",)):
            found = dateline(
                "--archive", "news", "search", "zebra5", "--json", "--facet", "people", *options, cwd=tmp_path
            )
            assert found.json["total"] == 1
            assert found.json["facets"]["people"] == [{"value": None, "count": 1}]
        checked = dateline("--archive", "news", "check", "--json", cwd=tmp_path)
        assert checked.code == 1
        (finding,) = checked.json["findings"]
        assert (finding["kind"], finding["id"]) == ("unextracted", "a5")
        assert "KeyError: '14'" in finding["message"]
        assert checked.json["schema"] == 1
        still = dateline("--archive", "news", "check", "--repair", cwd=tmp_path)
        assert still.code == 1
        rebuilt = dateline("--archive", "news", "rebuild", "--extract", cwd=tmp_path)
        assert rebuilt.code == 0
        assert [each.kind for each in audit_archive(tmp_path / "news").findings] == ["unextracted"]
    mended = dateline("--archive", "news", "check", "--repair", cwd=tmp_path)
    assert mended.code == 0, mended.err
    found = dateline("--archive", "news", "search", "zebra5", "people:aliyev", "--json", cwd=tmp_path)
    assert found.json["total"] == 1
    assert dateline("--archive", "news", "check", cwd=tmp_path).code == 0


def test_a_rebuild_looks_again_where_the_search_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        break_extraction(patch)
        with Archive.create(tmp_path / "news") as archive:
            done = archive.add_many([Article(id="a", body=f"Ilham Aliyev {MARK}."), Article(id="b", body="Baku.")])
    assert (done.added, done.incomplete) == (2, 1)
    Archive.rebuild(tmp_path / "news")
    assert audit_archive(tmp_path / "news").sound
    with open_archive(tmp_path / "news") as opened:
        assert opened.search("people:aliyev").total == 1


def test_an_article_that_is_looked_into_again_is_as_if_it_had_never_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.jsonl")
    do(tmp_path / "right", tmp_path / "a.jsonl", settings=Settings())
    with monkeypatch.context() as patch:
        break_extraction(patch)
        do(tmp_path / "mended", tmp_path / "a.jsonl", settings=Settings())
    assert repair_archive(tmp_path / "mended").sound
    assert content(tmp_path / "mended", "versions", "mentions") == content(tmp_path / "right", "versions", "mentions")


@pytest.mark.slow
def test_another_process_goes_on_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "sitecustomize.py").write_text(BROKEN_EXTRACTION, encoding="utf-8")
    write(tmp_path / "a.jsonl", 300)
    cut_small(monkeypatch)
    break_extraction(monkeypatch)
    one, events = do(tmp_path / "one", tmp_path / "a.jsonl", settings=Settings(jobs=1))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "path"), *sys.path])
    two, others = do(tmp_path / "two", tmp_path / "a.jsonl", settings=Settings(jobs=2))
    assert one.counts == two.counts
    assert two.counts["jsonl", "incomplete"] == 1
    lines = [[str(each) for event in each for each in event.incomplete] for each in (events, others)]
    assert lines[0] == lines[1]
    assert content(tmp_path / "one", "versions", "mentions") == content(tmp_path / "two", "versions", "mentions")


def raising(*_: object, **__: object) -> Any:
    raise IndexError("tuple index out of range")


# The function of each part, the name it is reported under, and the keys that stay as they came.
PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "take_published": ("published", ("published",)),
    "take_updated": ("updated", ("updated",)),
    "take_list": ("people", ("people", "places", "topics")),
    "take_text_metadata": ("byline, dateline and source", ("byline", "dateline", "source")),
}
RAW = {
    "id": "x", "title": "A  title", "body": "The  body\r\nsays oil.\n\n\n\nMore.", "published": "2016-12-14",
    "updated": "2016-12-15", "people": ["Ann"], "places": ["Baku"], "topics": ["oil"], "byline": "Bob",
    "source": "Courier", "desk": "Foreign", "language": "en", "url": "https://courier.example/1",
}  # fmt: skip


def test_cleaning_by_parts_is_the_same_where_nothing_fails() -> None:
    raw = RawArticle(RAW, "a.txt", 1, alone=True)
    parts = fallback.Parts()
    whole, apart = clean_with_fallback(raw), fallback.clean_in_parts(raw, fallback.UNDATED, parts, detect=False)
    assert (whole.article, whole.failed) == (apart, tuple(parts.failed))
    assert whole.article.original == apart.original


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_cleaning_that_fails_is_left_out_and_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = RawArticle(RAW, "a.jsonl", 1)
    whole = clean_with_fallback(raw).article
    monkeypatch.setattr(f"dateline.index.cleaning.record.{name}", raising)
    monkeypatch.setattr(fallback, name, raising)
    part, lost = PARTS[name]
    article, failed = clean_with_fallback(raw)
    assert any(each.startswith(f"{part} (IndexError: tuple index out of range)") for each in failed)
    kept = {key: RAW[key] for key in lost if key in RAW}
    assert article.extra == {**whole.extra, **kept}  # what no part has taken stays as it came
    blank = Article()
    for attribute in set(Article.__dataclass_fields__) - {"extra", "notes"}:
        expected = getattr(blank if attribute in lost else whole, attribute)
        assert getattr(article, attribute) == expected, attribute


def test_a_step_of_cleaning_that_fails_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = steps.drop_headline

    def drop_headline(text: str, title: str, notes: list[str]) -> str:
        if "oil" in text:
            raise RecursionError("maximum recursion depth exceeded")
        return real(text, title, notes)

    monkeypatch.setattr(steps, "drop_headline", drop_headline)
    monkeypatch.setattr(fallback, "drop_headline", drop_headline)
    rows = [{**RAW, "id": "a"}, {"id": "b", "title": "Rain", "body": "It rained."}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = dateline("--archive", "news", "add", "a.jsonl", cwd=tmp_path)
    assert done.code == 0
    assert "a.jsonl:1: stored without cleaning step headline (RecursionError: maximum recursion" in done.err
    with open_archive(tmp_path / "news") as opened:
        assert opened.get("a").body == "The  body\nsays oil.\n\nMore."
        assert opened.search("oil").total == 1
    read = dateline("read", "a.jsonl", "--strict", cwd=tmp_path)
    assert read.code == 2
    assert "a.jsonl:1: read without cleaning step headline" in read.err


def test_a_reader_that_fails_loses_only_the_rest_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
        yield RawArticle({"title": "A", "body": next(lines).decode()}, file, 1)
        raise AttributeError("'NoneType' object has no attribute 'text'")

    markdown, plain = formats.get_format("markdown"), formats.get_format("text")
    failing = replace(markdown, read=broken)
    for name, text in (("a.md", "zebra one"), ("b.txt", "B\n\nzebra two"), ("c.md", "zebra three")):
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    monkeypatch.setattr(
        "dateline.index.readers.find_format", lambda name, head: failing if name.endswith("md") else plain
    )
    taken = list(read_articles([str(tmp_path)]))
    errors = [each for each in taken if isinstance(each, ReadError)]
    assert len(taken) - len(errors) == 3
    assert [(Path(each.file).name, each.line) for each in errors] == [("a.md", 1), ("c.md", 1)]
    assert all("its reader failed (AttributeError" in each.reason for each in errors)
