"""JSON documents are read as streams: what is in memory is one record, and never more than that of an article."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from itertools import chain, repeat

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.json_feed import read_json_feed
from dateline.index.readers.formats.json_records import read_document, read_lines
from dateline.index.readers.formats.lines import lines_of

TEXT = "dateline.index.readers.formats.json_text"
ARTICLE = {"title": "Ferry é 🚢", "body": 'It ran [aground] {off} "Skye", at 5.', "n": [1, {"a": -2.5e3}, None, True]}
DOCUMENTS = [
    json.dumps([ARTICLE] * 3, ensure_ascii=False),
    json.dumps([ARTICLE] * 3, indent=1),
    json.dumps({"articles": [ARTICLE] * 2}, indent=1),
    "\n".join(json.dumps(ARTICLE, indent=1) for _ in range(3)),
    "[]",
    " [ ] ",
    "[12345, -0.5e7, NaN, -Infinity]",
    "1e400 12e+5 -3.25",
    "12345 678",
    '[{"body": "A"}, {"body": "B"]',
    '[{"body": "A"}, {"body": "B"} {"body": "C"}]',
    '[{"body": "A"},\n\n {"body": tru}]',
    '[{"body": "A"}, {"body": "\\x"}, {"body": "C"}]',
    '[{"body": "A"}, {"body": "\\u00"}]',
    '[{"body": "A"}, {"body": "B',
    '[{"body": "A"},\n {"body": "B", "body": "C"}]',
    '[{"body": "A"}, ]',
    '[{"body": "A"}',
    '[{"body": "A"}] []',
    "[" * 300,
    '{"a": ' * 300,
    '[{"body": ' + "1" * 5000 + "}]",
    '{\n"body": "A\n"}\n{"body": "B"}\n',
]


def document(content: str | bytes) -> list[RawArticle | ReadError]:
    data = content if isinstance(content, bytes) else content.encode()
    return list(read_document(lines_of(io.BytesIO(data)), "a.json"))


@pytest.mark.parametrize("content", DOCUMENTS)
@pytest.mark.parametrize("size", [1, 3, 10, 50])
def test_where_a_document_is_cut_into_parts_does_not_matter(
    content: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [(type(one), one.line, str(one)) for one in document(content)]
    monkeypatch.setattr(f"{TEXT}.PART", size)
    assert [(type(one), one.line, str(one)) for one in document(content)] == whole


@pytest.mark.parametrize(("begin", "end"), [("[", "]"), ('{"total": 9, "response": {"docs": [', "]}}")])
@pytest.mark.parametrize("line_end", ["\n", ""])
def test_a_list_of_very_many_articles_is_read_one_after_another(
    begin: str, end: str, line_end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{TEXT}.LARGEST_RECORD", 100_000)
    monkeypatch.setattr("dateline.index.readers.formats.lines.LONGEST_LINE", 1 << 20)
    monkeypatch.setattr(f"{TEXT}.PART", 100_000)
    record = json.dumps({"title": "T", "body": "It rained in Lyon. " * 500}).encode()
    count = 1000  # 9 MB
    stream = Slow(begin.encode(), record + b"," + line_end.encode(), record + end.encode(), count)
    tracemalloc.start()
    try:
        found = sum(isinstance(one, RawArticle) for one in read_document(lines_of(stream), "a.json"))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == count
    assert most < 5 << 20


class Slow(io.BytesIO):
    """A list of records, which is made while it is read, in lines of a limited length."""

    def __init__(self, begin: bytes, record: bytes, last: bytes, count: int) -> None:
        self._parts = self._all(begin, record, last, count)
        self._left = b""

    def _all(self, begin: bytes, record: bytes, last: bytes, count: int) -> Iterator[bytes]:
        yield begin
        for _ in range(count - 1):
            yield record
        yield last

    def readline(self, size: int | None = -1) -> bytes:
        while len(self._left) < (size or 0) and b"\n" not in self._left:
            part = next(self._parts, None)
            if part is None:
                break
            self._left += part
        end = self._left.find(b"\n") + 1 or size
        line, self._left = self._left[:end], self._left[end:]
        return line


@pytest.mark.parametrize("before", ['"title": "Of the list", ', '"next": {"page": 2}, "ids": [1, 2], ', ""])
def test_records_in_an_object_that_is_too_large_are_read(before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = "{" + before + '"articles": ' + json.dumps([{"title": "T", "body": "B"}] * 50) + ', "n": 1}'
    whole = document(content)
    monkeypatch.setattr(f"{TEXT}.LARGEST_RECORD", 200)
    monkeypatch.setattr(f"{TEXT}.PART", 50)
    assert [one.values for one in document(content) if isinstance(one, RawArticle)] == [
        {"title": "T", "body": "B"} for _ in range(50)
    ]
    assert len(whole) == 50


@pytest.mark.parametrize(
    "content",
    [
        '{"body": "A", "data": ' + json.dumps([{"title": "T"}] * 50) + "}",
        '{"title": "A", "comments": ' + json.dumps([{"body": "T"}] * 50) + "}",
        '{"title": "A", "body": "' + "B" * 500 + '"}',
        '{"title": "A", "body": "' + "B" * 500,
        '[{"title": "A", "body": "' + "B" * 500 + '"}]',
    ],
)
def test_a_record_that_is_too_large_is_one_line(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{TEXT}.LARGEST_RECORD", 200)
    monkeypatch.setattr(f"{TEXT}.PART", 50)
    (error,) = document("\n" + content.replace("{", "{\n", 1))
    assert isinstance(error, ReadError)
    assert (error.line, "too much for one article; split it" in error.reason) == (2, True)


@pytest.mark.parametrize("tail", [', "n"; 1}', ', "n": tru}', ",}", "", ', "n"'])
def test_an_object_that_is_too_large_and_broken_keeps_what_came_before(
    tail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{TEXT}.LARGEST_RECORD", 200)
    monkeypatch.setattr(f"{TEXT}.PART", 50)
    *articles, error = document('{"articles": ' + json.dumps([{"title": "T", "body": "B"}] * 50) + tail)
    assert len(articles) == 50
    assert isinstance(error, ReadError)
    assert "broken JSON" in error.reason


def test_a_feed_that_is_too_large_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{TEXT}.LARGEST_RECORD", 200)
    monkeypatch.setattr(f"{TEXT}.PART", 50)
    feed = b'{"version": "https://jsonfeed.org/version/1",\n"items": [' + b'{"content_text": "A"}, ' * 50 + b"{}]}"
    (error,) = read_json_feed(lines_of(io.BytesIO(feed)), "a.json")
    assert "too much for one article; split it" in str(error)


@pytest.mark.parametrize("unit", ["[],", '{"":0},', "0,"])
@pytest.mark.parametrize("form", ['{{"title": "T", "body": "B", "x": [{0}0]}}\n', "[[{0}0]]", '{{"a": [{0}'])
def test_a_record_of_millions_of_values_is_one_line_and_takes_bounded_memory(
    unit: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{TEXT}.MOST_VALUES", 10_000)
    monkeypatch.setattr(f"{TEXT}.PART", 5_000)
    data = form.format(unit * 50_000).encode()
    for read in (read_document, read_lines):
        tracemalloc.start()
        try:
            found = list(read(lines_of(io.BytesIO(data)), "a.json"))
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        (error,) = found
        assert isinstance(error, ReadError)
        assert "too much for one article; split it" in error.reason or "broken" in error.reason
        assert most < 4_000_000 + 5 * len(data)


def test_a_first_line_of_too_many_values_costs_its_own_record_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{TEXT}.MOST_VALUES", 100)
    monkeypatch.setattr(f"{TEXT}.PART", 100)
    error, article = document('{"body": "A", "x": [' + "0," * 500 + '0]}\n{"body": "B"}\n')
    assert isinstance(error, ReadError)
    assert isinstance(article, RawArticle)
    assert (error.line, article.line) == (1, 2)


@pytest.mark.parametrize(("wrong", "reason"), [(b"\xff", "byte 11 of the line (0xFF) is not UTF-8"), (b"\0", "a NUL")])
def test_what_is_no_text_in_a_list_costs_what_follows_it(wrong: bytes, reason: str) -> None:
    article, error = document(b'[{"body": "A"},\n{"body": "' + wrong + b'"},\n{"body": "C"}]')
    assert isinstance(article, RawArticle)
    assert isinstance(error, ReadError)
    assert (error.line, reason in error.reason) == (2, True)


def test_a_letter_that_breaks_off_at_the_end_is_one_line() -> None:
    article, error = document(b'[{"body": "A"},\n{"body": "\xc3')
    assert isinstance(article, RawArticle)
    assert "byte 11 of the line (0xC3) is not UTF-8" in str(error)


def test_the_place_in_a_long_line_counts_from_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    content = json.dumps([{"title": "T", "body": "B"}] * 50)[:-1] + ', {"a": nul}]'
    place = content.index("nul}") + 1
    monkeypatch.setattr(f"{TEXT}.PART", 50)
    *_, error = document(content)
    assert f"at character {place};" in str(error)


DEEP = "[" * 150 + "]" * 150


def test_no_line_is_lost_where_a_document_is_tried_as_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{TEXT}.PART", 50)
    error, *articles = document('{\n"a": ' + DEEP + "\n}\n" + f'{{\n"body": "{"B" * 300}"\n}}\n' * 30)
    assert isinstance(error, ReadError)
    assert [one.line for one in articles] == list(range(4, 94, 3))


@pytest.mark.parametrize("before", ['"data": [1, 2]', ", ".join(f'"k{n}": 0' for n in range(1100))])
def test_what_follows_a_record_that_no_article_can_have_is_read(before: str) -> None:
    error, article = document(f'{{\n"title": "A", {before}, "body": "B", "x": {DEEP}}}\n\n{{\n"body": "C"}}')
    assert isinstance(error, ReadError)
    assert error.reason == "the record is nested more than 100 levels deep"
    assert isinstance(article, RawArticle)
    assert (article.line, article.values["body"]) == (4, "C")


def test_what_is_broken_in_a_record_that_no_article_can_have_costs_the_rest_of_the_record() -> None:
    digits = "1" * 5000
    article, error, last = document(f'{{\n"n": {digits}, "articles": [{{"body": "A"}}, {{a}}]}}\n\n{{\n"body": "C"}}')
    assert isinstance(error, ReadError)
    assert error.reason.endswith("; the rest of the record was not read")
    bodies = [one.values["body"] for one in (article, last) if isinstance(one, RawArticle)]
    assert bodies == ["A", "C"]


def test_a_document_that_is_no_text_takes_bounded_memory() -> None:
    lines = chain((b"{\n", b'"body": "\xff"\n'), repeat(b"B" * 999 + b"\n", 40_000))
    tracemalloc.start()
    try:
        (error,) = read_document(lines, "a.json")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(error, ReadError)
    assert "is not UTF-8" in error.reason
    assert most < 16 << 20
