"""Plain text: title line, header, body, and bytes that are no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import read
from dateline.index.readers.formats.plain import read_text
from tests.growth import assert_linear


def article(text: str | bytes) -> RawArticle:
    data = text if isinstance(text, bytes) else text.encode()
    (only,) = read_text(iter(data.splitlines(keepends=True)), "a.txt")
    assert isinstance(only, RawArticle)
    return only


def error(tmp_path: Path, data: bytes) -> ReadError:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (only,) = read([str(path)])
    assert isinstance(only, ReadError)
    return only


def test_title_header_and_body_are_told_apart() -> None:
    text = """
Ferry runs aground off Skye
Date: 2016-12-14
byline: Ailsa Grant
url:
place-of publication: Oban: Argyll
people: Ailsa Grant; Tom Reid ;
places: Skye

STORNOWAY — A ferry ran aground.

Nobody was hurt.
"""
    assert article(text).values == {
        "title": "Ferry runs aground off Skye",
        "date": "2016-12-14",
        "byline": "Ailsa Grant",
        "url": "",
        "place-of publication": "Oban: Argyll",
        "people": ["Ailsa Grant", "Tom Reid"],
        "places": ["Skye"],
        "body": "STORNOWAY — A ferry ran aground.\n\nNobody was hurt.",
    }
    assert article(text).line == 2
    assert article(text).alone


@pytest.mark.parametrize(
    "block",
    [
        "Mayor: we are ready.\nThe crowd: yes.\nThen it rained.",
        "https://example.org/a",
        "12: the dozen",
        "title: another one",
        "body: text",
        "a key that is very much longer than keys are: value",
    ],
)
def test_a_block_in_which_any_line_is_no_header_line_is_text(block: str) -> None:
    found = article(f"Title\n{block}\n\nMore.")
    assert found.values == {"title": "Title", "body": f"{block}\n\nMore."}


@pytest.mark.parametrize(
    "line",
    [
        "LONDON: The storm hit the coast yesterday and three ships sank.",
        'NEW YORK: Shares fell, said the "dealers."',
        "The mayor said: I resign.",
        "Q: Why did you resign?",
        "Summary: the storm that hit the coast yesterday has moved on to the east and is gone",
    ],
)
def test_a_sentence_below_the_title_is_text(line: str) -> None:
    assert article(f"Title\n{line}\n\nMore.").values == {"title": "Title", "body": f"{line}\n\nMore."}
    assert article(f"Title\ndate: 2016-12-14\n{line}\n\nMore.").values == {
        "title": "Title",
        "date": "2016-12-14",
        "body": f"{line}\n\nMore.",
    }
    assert article(f"Title\n{line}\nA: No.\nQ: Why?\n\nMore.").values["body"] == f"{line}\nA: No.\nQ: Why?\n\nMore."


def test_a_key_of_dateline_may_have_a_sentence_and_others_above_it() -> None:
    values = article(
        "Title\nabstract: The storm hit the coast yesterday.\nsource: The paper of the coast.\n\nMore."
    ).values
    assert values == {
        "title": "Title",
        "abstract": "The storm hit the coast yesterday.",
        "source": "The paper of the coast.",
        "body": "More.",
    }


def test_a_header_of_other_keys_alone_is_noted() -> None:
    (note,) = article("Title\nUpdate: storm closes port\n\nMore.").notes
    assert (
        note
        == "the lines below the title were taken as a header (update); put a blank line above them if they are text"
    )
    assert article("Title\nUpdate: storm closes port\nsource: AP\n\nMore.").notes == ()


def test_below_a_blank_line_there_is_no_header() -> None:
    assert article("Title\n\ndate: 2016-12-14\n\nMore.").values == {
        "title": "Title",
        "body": "date: 2016-12-14\n\nMore.",
    }


def test_a_key_given_twice_adds_to_a_list_and_replaces_a_line() -> None:
    values = article("Title\nplaces: Oban\nplaces: Skye\nurl: a\nurl: b\n\nBody").values
    assert values["places"] == ["Oban", "Skye"]
    assert values["url"] == "b"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    found = article(f"{end}Title{end}date: 2016-12-14{end}{end}One{end}two{end}")
    assert found.values == {"title": "Title", "date": "2016-12-14", "body": f"One{end}two"}
    assert found.line == 2


def test_a_title_alone_has_an_empty_body() -> None:
    assert article("Title").values == {"title": "Title", "body": ""}


def test_a_byte_order_mark_is_no_part_of_the_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfTitle\n\nBody")
    (only,) = read([str(path)])
    assert isinstance(only, RawArticle)
    assert only.values["title"] == "Title"


def test_invalid_utf_8_names_the_line_and_the_byte(tmp_path: Path) -> None:
    found = error(tmp_path, "Title\n\nÉté à Nîmes\n".encode() + b"caf\xe9 noir\n")
    assert found.line == 4
    assert found.reason == "byte 4 of the line (0xE9) is not UTF-8; save the file as UTF-8"


def test_a_nul_byte_names_the_line(tmp_path: Path) -> None:
    found = error(tmp_path, b"Title\n\nBo\0dy")
    assert found.line == 3
    assert found.reason.startswith("byte 3 of the line is a NUL")


def test_fifty_megabytes_are_one_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    def read_lines(count: int) -> RawArticle:
        path.write_text("Title\nkey: value\n\n" + "A line of the article.\n" * count)
        (only,) = read([str(path)])
        assert isinstance(only, RawArticle)
        return only

    assert len(str(read_lines(2_200_000).values["body"])) > 50_000_000
    assert_linear(read_lines, 100_000)


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1).filter(str.strip))
def test_every_text_is_an_article_and_no_word_is_lost(text: str) -> None:
    found = article(text)
    words = " ".join(
        f"{key} {' '.join(value) if isinstance(value, list) else value}" for key, value in found.values.items()
    )
    marks = str.maketrans(":;", "  ")
    assert set(text.translate(marks).lower().split()) <= set(words.translate(marks).lower().split())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Title: A ferry\nDate: 3 May 2016\n\nIt ran.", {"title": "A ferry", "date": "3 May 2016"}),
        ("Date: 3 May 2016\nHEADLINE: A ferry\n\nIt ran.", {"title": "A ferry", "date": "3 May 2016"}),
        (
            "Headline: A ferry ran aground off the isle of Skye.\n\nIt ran.",
            {"title": "A ferry ran aground off the isle of Skye."},
        ),
        ("TITLE: A ferry\n\nIt ran.", {"title": "A ferry"}),
        ("Title:\n\nIt ran.", {"title": "Title:"}),
        ("3 May 2016\n\nA ferry\n\nIt ran.", {"title": "A ferry", "date": "3 May 2016"}),
        ("3 May 2016\nTitle: A ferry\n\nIt ran.", {"title": "A ferry", "date": "3 May 2016"}),
        ("3 May 2016\nA ferry\ndate: 4 May 2016\n\nIt ran.", {"title": "A ferry", "date": "4 May 2016"}),
        ("3 May 2016\n\nIt ran.", {"title": "3 May 2016", "date": "3 May 2016"}),
        ("1984\n\nIt ran.", {"title": "1984"}),
        ("May 2016 in review\n\nIt ran.", {"title": "May 2016 in review"}),
    ],
)
def test_titles_may_have_a_label_or_a_day_above_them(text: str, values: dict[str, object]) -> None:
    assert article(text).values == {**values, "body": "It ran."}
