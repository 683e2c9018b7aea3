"""Fields of Word, tables of contents and authors of books: what they show, and that they take linear time."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import FORMATS, read
from dateline.index.readers.office.blocks import Blocks
from dateline.index.readers.office.word_text import WordText
from tests.growth import assert_linear
from tests.readers.office_files import book, docx, package, page, paragraph

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
RUN = "<w:r><w:t>{}</w:t></w:r>"
SORTED = '<dc:creator id="c">Moray, Ailsa</dc:creator><meta refines="#c" property="{}">{}</meta>'
CHAPTERS = {"a.xhtml": page("<h1>Quay</h1><p>It reopened.</p>")}


def test_a_missing_part_is_named_once(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(package({"other.xml": "<a/>"}))
    (error,) = read([str(path)])
    assert isinstance(error, ReadError)
    assert error.reason == "the document cannot be read: its part word/document.xml is missing; save it again"


def read_one(data: bytes, path: Path) -> RawArticle:
    path.write_bytes(data)
    (only,) = read([str(path)])
    assert isinstance(only, RawArticle), only
    return only


def test_fields_show_their_results_and_hide_their_codes(tmp_path: Path) -> None:
    begin, separate, end = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
    nested = begin + RUN.format("IF ") + begin + RUN.format("PAGE") + separate + RUN.format("7") + end
    text = nested + separate + RUN.format("shown ") + end + RUN.format("after")
    simple = '<w:fldSimple w:instr="DATE">' + RUN.format("14 December 2016") + "</w:fldSimple>"
    open_code = f"<w:p>{begin}{RUN.format('code')}</w:p><w:p>{RUN.format('The rest.')}</w:p>"
    found = read_one(docx(f"{paragraph('Ferry')}<w:p>{text}</w:p><w:p>{simple}</w:p>{open_code}"), tmp_path / "a.docx")
    assert found.values["body"] == "shown after\n\n14 December 2016\n\nThe rest."


@pytest.mark.parametrize(
    "marks", [["begin"], ["begin", "separate"], ["begin", "separate", "end"], ["end"], ["separate", "begin"]]
)
@pytest.mark.parametrize("together", [True, False])
def test_fields_take_linear_time(marks: list[str], together: bool) -> None:
    def run_with(size: int) -> None:
        text = WordText({}, {}, Blocks())
        paragraph = Element("w:p")
        for _ in range(size):
            run = SubElement(paragraph, "w:r")
            for mark in marks:
                SubElement(run, "w:fldChar", {"w:fldCharType": mark})
            SubElement(run, "w:t").text = "a"
            if not together:
                text.read(paragraph)
                paragraph = Element("w:p")
        text.read(paragraph)

    assert_linear(run_with, 8_000)


def test_tables_of_contents_take_linear_time() -> None:
    row = next(row for row in FORMATS if row.name == "epub")

    def run_with(size: int) -> None:
        items = "".join(f"<li><a href='{at}.xhtml'>Chapter {at}</a></li>" for at in range(size * 50))
        pages = {f"{at}.xhtml": page("<p>Text. It is.</p>") for at in range(size)}
        found = list(row.read(iter([book(pages, contents=f"<nav epub:type='toc'><ol>{items}</ol></nav>")]), "a"))
        assert len(found) == size

    assert_linear(run_with, 200)


@pytest.mark.parametrize(
    ("metadata", "byline"),
    [
        ('<dc:creator opf:role="aut" opf:file-as="Moray, Ailsa">Moray, Ailsa</dc:creator>', "Ailsa Moray"),
        ('<dc:creator opf:file-as="Moray, Ailsa">Moray, Ailsa</dc:creator>', "Ailsa Moray"),
        ('<dc:creator opf:role="aut">Moray, Ailsa</dc:creator>', "Ailsa Moray"),
        ('<dc:creator opf:role="aut">Ailsa Moray</dc:creator>', "Ailsa Moray"),
        (SORTED.format("file-as", "Moray, Ailsa"), "Ailsa Moray"),
        (SORTED.format("role", "aut"), "Ailsa Moray"),
        (SORTED.format("role", "ill"), None),
        ('<dc:creator opf:role="ill">Ailsa Moray</dc:creator>', None),
        ("<dc:creator>Moray, Ailsa</dc:creator>", "Moray, Ailsa"),
        ('<dc:creator opf:role="aut">Moray, Inc.</dc:creator>', "Moray, Inc."),
    ],
)
def test_names_of_authors_of_books_are_in_their_order(metadata: str, byline: str | None, tmp_path: Path) -> None:
    assert read_one(book(CHAPTERS, metadata=metadata), tmp_path / "a.epub").values.get("byline") == byline
