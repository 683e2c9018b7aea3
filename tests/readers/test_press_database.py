"""Plain-text exports of Nexis and Factiva."""

from __future__ import annotations

import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.press_database import is_press_database, read_press_database
from tests.growth import assert_linear

HEAD = "1 of 1 DOCUMENTS\n\nThe Courier\n\nDecember 14, 2016\n\nFerry aground\n\n"


def read(text: str) -> list[RawArticle | ReadError]:
    return list(read_press_database(iter(text.encode().splitlines(keepends=True)), "a.txt"))


def values(text: str) -> dict[str, object]:
    (only,) = read(text)
    assert isinstance(only, RawArticle), only
    return dict(only.values)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (f"\n\n{HEAD}LENGTH: 9 words\n\nIt ran.\n", True),
        ("Document 1 of 20\r\n\r\nFerry\r\n\r\nLength: 9 words\r\n\r\nBody\r\n\r\nIt ran.", True),
        ("Ferry\n\nThe Courier\n\nMay 3, 2016\n\nLength: 9 words\n\nBody\n\nIt ran.", True),
        ("Ferry\n9 words\n14 December 2016\nThe Courier\n", True),
        ("Ferry\nbyline: Ailsa Moray\nsection: News\n\nIt ran.", False),
        ("3 of 20 ships\n\nsection: News\n\nIt ran.", False),
        ("Ferry\n\nIn 9 words\n14 December 2016 was a Wednesday.\n", False),
        ("1 of 1 DOCUMENTS\n\nIt ran.", False),
    ],
)
def test_exports_are_known_by_their_heads(text: str, known: bool) -> None:
    assert is_press_database(text.encode()) is known


@pytest.mark.parametrize("sign", ["\f", "\x1d", "\x85", "\u2028"])
def test_lines_are_those_of_the_file(sign: str) -> None:
    first = HEAD + f"LENGTH: 9 words\n\nIt ran.{sign}It stopped.\n"
    for end in ("\n", "\r\n"):
        both = read(f"{first}{sign}{HEAD}LENGTH: 9 words\n\nText.\n".replace("\n", end))
        assert [each.line for each in both] == [3, 14]
    tagged = f"HD\nFerry\nWC\n9 words\nPD\n3 May 2016\nSN\nCourier\nLP\nIt ran.{sign}It stopped.\n"
    assert [each.line for each in read(tagged * 2)] == [1, 11]


def test_the_copyright_may_stand_above_the_paper_and_below_the_text() -> None:
    right = "Copyright 2016 Press\nAll Rights Reserved\n"
    found = values(HEAD.replace("The Courier", f"{right}The Courier") + "LENGTH: 9 words\n\nIt ran.\n")
    assert (found["source"], found["title"], found["body"]) == ("The Courier", "Ferry aground", "It ran.")
    found = values(f"{HEAD}LENGTH: 9 words\n\nIt ran.\n\n{right}")
    assert (found["body"], found["copyright"]) == ("It ran.", "Copyright 2016 Press All Rights Reserved")


def test_keys_of_the_head_are_text_below_it() -> None:
    found = values(f"{HEAD}LENGTH: 9 words\n\nOne.\n\nSECTION: two\n\nDocument Restructuring\n\n3 of 20\n\nTYPE: x")
    assert found["body"] == "One.\n\nSECTION: two\n\nDocument Restructuring\n\n3 of 20"
    assert found["type"] == "x"
    found = values(f"{HEAD}LENGTH: 9 words\n\nCopyright law.\n\nLOAD-DATE: May 3, 2016\n\nA remark.")
    assert (found["body"], found["remarks"]) == ("Copyright law.", "A remark.")


def test_documents_without_a_text_are_lines_that_say_so() -> None:
    first, second = read(f"{HEAD}LENGTH: 0 words\n\n{HEAD}LENGTH: 2 words\n\nIt ran.")
    assert isinstance(first, ReadError)
    assert first.line == 3
    assert "no text" in first.reason
    assert isinstance(second, RawArticle)


@pytest.mark.parametrize("language", ["ENGLISH", "English; EN", "en"])
def test_languages_are_codes(language: str) -> None:
    assert values(f"{HEAD}LENGTH: 2 words\n\nIt ran.\n\nLANGUAGE: {language}\n")["language"] == "en"


UNI = """Ferry aground

The Courier

December 14, 2016 Wednesday

Copyright 2016 The Courier All Rights Reserved

Section: NEWS; Pg. 3
Length: 45 words
Byline: Ailsa Moray

Body


It ran
aground.

Nobody was hurt.


Load-Date: December 15, 2016


End of Document
"""
GERMAN = """1 von 2 DOKUMENTEN

Der Bote

14. Dezember 2016

Die Fähre

AUTOR: Ailsa Moray

LÄNGE: 20 Wörter

Sie lief auf.

UPDATE: 15. Dezember 2016

SPRACHE: German; Deutsch

2 von 2 DOKUMENTEN

Der Bote

15. Dezember 2016

Der Hafen

LÄNGE: 9 Wörter

Er ist zu.
"""
TAGGED = """SE  News
HD  Ferry
    aground
BY  By Ailsa Moray
WC  45 words
PD  14 December 2016
SN  The Courier
LA  English
LP

It ran
aground.
TD

Nobody was hurt.

RE  scot : Scotland | uk : United Kingdom
AN  Document COUR000020161214ecc
"""


def test_keys_of_nexis_may_be_lines_of_one_block() -> None:
    assert is_press_database(UNI.encode())
    found = values(UNI)
    assert found == {
        "title": "Ferry aground", "source": "The Courier", "published": "December 14, 2016", "section": "NEWS; Pg. 3",
        "length": "45 words", "byline": "Ailsa Moray", "body": "It ran\naground.\n\nNobody was hurt.",
        "copyright": "Copyright 2016 The Courier All Rights Reserved", "loaded": "December 15, 2016",
    }  # fmt: skip


def test_keys_of_nexis_may_be_german() -> None:
    assert is_press_database(GERMAN.encode())
    assert is_press_database("Die Fähre\n\nLänge: 20 Wörter\n\nBody\n\nSie lief auf.\n".encode())
    first, second = read(GERMAN)
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert {key: first.values[key] for key in ("title", "source", "published", "byline", "body", "language")} == {
        "title": "Die Fähre", "source": "Der Bote", "published": "14. Dezember 2016", "byline": "Ailsa Moray",
        "body": "Sie lief auf.", "language": "de",
    }  # fmt: skip
    assert second.values["title"] == "Der Hafen"


@pytest.mark.parametrize("own_lines", [False, True])
def test_parts_of_factiva_may_have_tags(own_lines: bool) -> None:
    text = re.sub(r"(?m)^([A-Z]{2})  (\S)", r"\1\n\2", TAGGED) if own_lines else TAGGED
    assert is_press_database(text.encode())
    first, second = read(f"{text}\n\n{text.replace('ecc', 'ecd')}")
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert dict(first.values) == {
        "title": "Ferry aground", "section": "News", "byline": "Ailsa Moray", "length": "45 words",
        "source": "The Courier", "published": "14 December 2016", "language": "en",
        "places": ["Scotland", "United Kingdom"],
        "id": "COUR000020161214ecc", "body": "It ran\naground.\n\nNobody was hurt.",
    }  # fmt: skip
    assert second.values["id"] == "COUR000020161214ecd"


@given(st.text(st.sampled_from("1 of DOCUMENTS\n:LENGTHBYLINE(c)©words2016,May"), max_size=80))
def test_anything_is_articles_or_errors(text: str) -> None:
    assert all(isinstance(each, RawArticle | ReadError) for each in read(text + "\nx"))


@pytest.mark.parametrize(
    "part",
    [
        "1 of 1 DOCUMENTS\n",
        "May 3, 2016\n\n",
        "LENGTH: 1 words\n\n",
        "(c) 2016\n",
        "9 words\n",
        "a\n\n",
        "TYPE: a\n\nb\n\n",
        "SECTION: a\nBYLINE: b\n",
        "LP  a\n",
    ],
)
def test_time_is_linear(part: str) -> None:
    assert_linear(lambda count: read(f"HD  a\nWC  b\nPD  c\nSN  d\nLP\n{part * count}"), 2_000)
    assert_linear(lambda count: read(HEAD + part * count), 2_000)


def test_many_bylines_take_linear_time() -> None:
    end = "12 words\n3 May 2016\nHerald\n\nThe ferry sank.\n"
    assert_linear(lambda count: read("Ferry sinks\n" + "".join(f"By {at}\n" for at in range(count)) + end), 2_000)


BORDERS = {
    "nexis": "\nDocument {} of 9\n\nThe Lyon Courier\n\nMay 14, 2016\n\nFerry aground\n\nLENGTH: 5 words\n\n",
    "factiva": "HD\nFerry {} aground\nWC\n5 words\nPD\n14 May 2016\nSN\nThe Lyon Courier\nLP\n",
}


@pytest.mark.parametrize("begin", BORDERS.values(), ids=BORDERS)
@pytest.mark.parametrize("limit", ["LARGEST_DOCUMENT", "MOST_LINES"])
def test_a_document_that_is_too_large_is_one_line_and_the_others_are_read(
    begin: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"dateline.index.readers.formats.press_lines.{limit}", 1000)
    before, large, after = (begin.format(place) for place in (1, 2, 3))
    one, error, other = read(f"{before}It ran.\n{large}" + "It ran.\n" * 2000 + f"{after}It sank.\n")
    assert isinstance(one, RawArticle)
    assert isinstance(error, ReadError)
    assert isinstance(other, RawArticle)
    assert "too much for one article; it was passed over" in error.reason
    assert (one.values["body"], other.values["body"]) == ("It ran.", "It sank.")


@pytest.mark.parametrize("begin", BORDERS.values(), ids=BORDERS)
def test_very_many_documents_are_read_one_after_another(begin: str) -> None:
    parts = (f"{begin.format(place % 9)}It ran.\n{'It rained in Lyon. ' * 50}\n".encode() for place in range(3000))
    lines = (line for part in parts for line in part.splitlines(keepends=True))
    tracemalloc.start()
    try:
        found = sum(isinstance(one, RawArticle) for one in read_press_database(lines, "a.txt"))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == 3000
    assert most < 1_000_000


@pytest.mark.parametrize("begin", BORDERS.values(), ids=BORDERS)
def test_a_line_that_is_no_text_costs_its_own_document_only(begin: str) -> None:
    parts = [
        begin.format(place).encode() + text for place, text in enumerate((b"It ran\xe9.\n\xc3\xa9\0\n", b"It sank.\n"))
    ]
    error, article = read_press_database(iter(b"".join(parts).splitlines(keepends=True)), "a.txt")
    assert isinstance(error, ReadError)
    assert isinstance(article, RawArticle)
    assert "NUL" in error.reason


@pytest.mark.parametrize("begin", BORDERS.values(), ids=BORDERS)
def test_documents_in_an_older_encoding_are_read_with_a_note(begin: str) -> None:
    content = "".join(begin.format(place) + "The café of the hôtel was closed.\n" for place in range(3))
    for found in read_press_database(iter(content.encode("cp1252").splitlines(keepends=True)), "a.txt"):
        assert isinstance(found, RawArticle)
        assert (found.values["body"], len(found.notes)) == ("The café of the hôtel was closed.", 1)


NAMED_PARTS = (
    "Ferry aground\nThe Courier\nMay 3, 2016 Tuesday\n\nCopyright 2016 Courier Ltd\nLength: 9 words\n"
    "Byline: Ailsa Moray\nBody\nIt ran.\nIt sank.\nClassification\nLanguage: ENGLISH\nEnd of Document\n"
)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_lines_that_name_the_parts_of_a_document_are_no_text(between: str) -> None:
    found = values(NAMED_PARTS.replace("\n", between))
    assert (found["byline"], found["body"], found["language"]) == ("Ailsa Moray", f"It ran.{between}It sank.", "en")


def test_a_document_with_these_lines_needs_no_length() -> None:
    assert values(NAMED_PARTS.replace("Length: 9 words\n", ""))["body"] == "It ran.\nIt sank."


def test_what_is_said_of_the_search_below_the_documents_is_not_a_document() -> None:
    text = "Ferry\n9 words\n14 December 2016\nThe Courier\n\nIt ran.\n\nDocument COUR000020161214ec\n"
    assert len(read(f"{text}\nSearch Summary\nText    ferry\nResults Found   1\n")) == 1
