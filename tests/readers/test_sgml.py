"""SGML records: where they begin and end, and what is damaged."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.sgml import read_sgml
from tests.growth import assert_linear


def read(text: str | bytes) -> list[RawArticle | ReadError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_sgml(iter(data.splitlines(keepends=True)), "a.sgm"))


def values(inside: str) -> dict[str, object]:
    (only,) = read(f"<REUTERS>{inside}</REUTERS>")
    assert isinstance(only, RawArticle)
    return dict(only.values)


def test_records_are_told_apart_even_on_one_line() -> None:
    found = read('x <REUTERS NEWID="1"></REUTERS> y <reuters NEWID="2">\n</reuters><REUTERSX><REUTERS>\n</REUTERS>\n')
    assert [one.line for one in found] == [1, 1, 2]
    assert [one.values.get("id") for one in found if isinstance(one, RawArticle)] == ["1", "2", None]


def test_a_record_that_is_cut_off_is_an_error_and_the_next_is_read() -> None:
    first, second, third = read("<REUTERS>\n<REUTERS>\n</REUTERS>\n<REUTERS>\n")
    assert (first.line, second.line, third.line) == (1, 2, 4)
    assert isinstance(first, ReadError)
    assert isinstance(second, RawArticle)
    assert isinstance(third, ReadError)


def test_a_record_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.readers.formats.sgml.LONGEST_LINE", 1000)
    error, article = read("<REUTERS>\n" + "x\n" * 1000 + "<REUTERS></REUTERS>")
    assert isinstance(error, ReadError)
    assert isinstance(article, RawArticle)


def test_indented_lines_begin_paragraphs() -> None:
    assert values("<BODY>One\nmore.\n    Two\n\n\n    Three\n</BODY>")["body"] == "One\nmore.\n\nTwo\n\nThree"


def test_a_file_without_records_is_an_error() -> None:
    (error,) = read("<!DOCTYPE lewis>\n<x>")
    assert isinstance(error, ReadError)
    assert "no record" in error.reason


@pytest.mark.parametrize("part", ["<REUTERS>", "<BODY>", "<", "&#3;", "\n    ", "<D>", 'A="'])
def test_time_is_linear(part: str) -> None:
    assert_linear(lambda count: read("<REUTERS>" + part * count + "</REUTERS>"), 20_000)
