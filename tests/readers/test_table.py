"""Tables: headers, quotation marks, and rows that do not fit."""

from __future__ import annotations

import csv

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.table import read_table
from tests.growth import assert_linear


def read(text: str | bytes) -> list[RawArticle | ReadError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_table(iter(data.splitlines(keepends=True) if b"\r" not in data else data.split(b"|||")), "a.csv"))


def values(text: str | bytes) -> dict[str, object]:
    (only,) = read(text)
    assert isinstance(only, RawArticle)
    return dict(only.values)


def reasons(text: str | bytes) -> list[tuple[int | None, str]]:
    return [(found.line, found.reason) for found in read(text) if isinstance(found, ReadError)]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_the_separator_is_what_the_header_has_most_of(separator: str) -> None:
    text = separator.join(["title", "body", '"de,s\tk;|"']) + "\n" + separator.join(["T", '"a,b\tc;d|e"', "x"])
    assert values(text) == {"title": "T", "body": "a,b\tc;d|e", "de,s\tk;|": "x"}


def test_our_keys_are_known_in_any_case_and_others_kept_as_they_are() -> None:
    made = values("TITLE, Body ,Desk,,X\na,b,c,d,e")
    assert made == {"title": "a", "body": "b", "Desk": "c", "column 4": "d", "X": "e"}


def test_cells_missing_at_the_end_are_missing_keys_and_empty_rows_are_passed_over() -> None:
    assert values("title,body,desk,\n\n,,,\nT,B\n") == {"title": "T", "body": "B"}


def test_columns_of_a_list_may_stand_side_by_side() -> None:
    assert values("body,places,places\nB,Oban; Skye,Mull") == {"body": "B", "places": ["Oban", "Skye", "Mull"]}


@pytest.mark.parametrize("text", ["title,body\rT,B\rU,C\r", "title,body\r\nT,B\r\nU,C"])
def test_line_ends_of_all_systems_are_known(text: str) -> None:
    assert [one.values["body"] for one in read(text) if isinstance(one, RawArticle)] == ["B", "C"]


def test_a_row_that_is_no_text_is_an_error_and_the_next_is_read() -> None:
    found = read(b'title,body\nT,"caf\x81\n\nand tea"\nU,C\x00\nV,D\n')
    assert [one.line for one in found] == [2, 5, 6] or [one.line for one in found] == [2, 5, 6]
    assert [type(one) for one in found] == [ReadError, ReadError, RawArticle]


def test_rows_that_do_not_fit_are_errors() -> None:
    assert reasons("title,body\na,b,c\n") == [(2, "the row has 3 cells, the header 2; is a text not quoted?")]
    assert reasons('title,body\na,"b"c\nd,e\n')[0][1].startswith("more follows a closing quotation mark")
    assert reasons('title,body\na,b\nc,"d\ne,f\n')[0][0] == 3
    assert reasons('title,body\nc,"d\ne,f\n')[0][1].startswith("a quotation mark that opens in this row")
    assert reasons("title,body,Title\na,b,c\n") == [(1, "two columns of the header are named `title`; rename one")]
    assert "columns" in reasons("a," * 2000 + "\nx\n")[0][1]


def test_a_cell_may_be_long_but_not_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(str(values("title,body\nT," + "x" * 300_000)["body"])) == 300_000
    limit = csv.field_size_limit(100_000)
    try:
        monkeypatch.setattr("dateline.index.readers.formats.table.LONGEST_LINE", 1000)
        found = read('title,body\nT,"' + "x\n" * 100_000)
        assert isinstance(found[0], ReadError)
        assert "a cell of this row is larger" in found[0].reason
    finally:
        csv.field_size_limit(limit)


@pytest.mark.parametrize("part", [",", '"', '""', '",', "\n", "x\n", '"\n', "é"])
def test_time_is_linear(part: str) -> None:
    assert_linear(lambda size: read("title,body\n" + part * size), 50_000)
