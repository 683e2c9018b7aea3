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


WORDS = {
    "gb18030": "周三清晨,一艘渡轮在大雾中搁浅，没有人员受伤。港务局说，船只将在周五恢复航行。",
    "big5": "週三清晨,一艘渡輪在大霧中擱淺，沒有人員受傷。港務局說，船隻將在週五恢復航行。",
    "cp932": "水曜日の早朝,霧の中で渡し船が座礁したが、けが人はなかった。金曜日に運航を再開する。",
    "euc_jp": "水曜日の早朝,霧の中で渡し船が座礁したが、けが人はなかった。金曜日に運航を再開する。",
    "cp949": "수요일 아침,짙은 안개 속에서 여객선이 좌초했지만 다친 사람은 없었다. 금요일에 운항을 재개한다.",
    "cp1251": "Паром сел на мель,В среду утром паром сел на мель в густом тумане. В пятницу движение возобновится.",
    "koi8-r": "Паром сел на мель,В среду утром паром сел на мель в густом тумане. В пятницу движение возобновится.",
    "cp1253": "Το πλοίο προσάραξε,Την Τετάρτη το πρωί το πλοίο προσάραξε σε πυκνή ομίχλη και κανείς δεν τραυματίστηκε.",
    "cp1250": "Prom osiadł na mieliźnie,W środę rano prom osiadł na mieliźnie w gęstej mgle, ale nikt się nie zranił.",
}


@pytest.mark.parametrize(("encoding", "words"), WORDS.items())
@pytest.mark.parametrize("separator", [",", "|"])
def test_a_table_in_an_older_encoding_is_read_in_that_which_its_rows_show(
    encoding: str, words: str, separator: str
) -> None:
    title, _, body = words.partition(",")
    row = separator.join(("https://quay.example/2016/12/14/ferry-runs-aground", title, f'"{body}"'))
    text = "url,title,body\n".replace(",", separator) + f"{row}\n" * 3
    found = read(text.encode(encoding))
    assert [(one.line, one.values["title"], one.values["body"]) for one in found if isinstance(one, RawArticle)] == [
        (line, title, body) for line in (2, 3, 4)
    ]
    assert all("it was read as" in one.notes[0] for one in found if isinstance(one, RawArticle))


def test_a_row_in_another_encoding_than_its_table_is_an_error() -> None:
    title, _, body = WORDS["gb18030"].partition(",")
    good = f'{title},"{body}"\n'.encode("gb18030")
    assert [type(one) for one in read(b"title,body\n" + good * 3 + b"x,\xff\xff\n" + good)] == [
        RawArticle, RawArticle, RawArticle, ReadError, RawArticle
    ]  # fmt: skip


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
