"""PDF files: damaged in every way; their running heads, and the author of the document."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean
from dateline.index.errors import ReadError
from dateline.index.readers.formats.pdf import read_pdf, values_of

SAMPLE = (Path(__file__).parent / "samples/pdf/lighthouse.pdf").read_bytes()


def found_in(data: bytes) -> RawArticle | ReadError:
    (only,) = read_pdf(iter([data]), "a.pdf")
    return only


def test_an_encrypted_file_is_named_unless_its_password_is_empty() -> None:
    pypdf = pytest.importorskip("pypdf")
    import io

    for password in ("", "secret"):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(SAMPLE))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        made = io.BytesIO()
        writer.write(made)
        found = found_in(made.getvalue())
        assert isinstance(found, ReadError) == bool(password)
        if isinstance(found, ReadError):
            assert "encrypted" in found.reason


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"%PDF-1.4\n%%EOF", b"no PDF at all", SAMPLE[:300], SAMPLE[300:]])
def test_what_is_no_whole_file_is_an_error(data: bytes) -> None:
    found = found_in(data)
    assert isinstance(found, ReadError)
    assert "PDF file" in found.reason


@settings(deadline=None, max_examples=150)
@given(noise=st.binary(min_size=1, max_size=20), at=st.integers(0, len(SAMPLE) - 1))
def test_no_damage_raises(noise: bytes, at: int) -> None:
    assert isinstance(found_in(SAMPLE[:at] + noise + SAMPLE[at + len(noise) :]), RawArticle | ReadError)


@pytest.mark.parametrize("title", ["Microsoft Word - a.doc", "page1.indd", "Untitled-3", "a.pdf"])
def test_the_name_of_a_file_is_no_title(title: str) -> None:
    class About(dict):  # type: ignore[type-arg]
        creation_date = None

    assert values_of(About({"/Title": title, "/Author": " A  B "})) == {"byline": "A B"}


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    found = found_in(SAMPLE)
    assert isinstance(found, ReadError)
    assert "pip install 'dateline[pdf]'" in found.reason


TITLE = "A quay for Norwick at last"
TEXT = [
    "The harbour board of Norwick met on Tuesday to",
    "hear how the new quay would be paid for, and",
    "by whom, after a long year of talks with the",
    "state and its own members, who had long",
    "refused to say what the cranes would cost.",
]
OTHER = [line.replace("quay", "pier").replace("had long", "had never") for line in TEXT[1:]] + ["It will be of oak."]


def made_of(pages: list[list[str]], about: dict[str, str]) -> bytes:
    """Return a PDF file of pages of lines."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, lines in enumerate(pages):
        shown = "\n".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}\nET"
        parts.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {5 + 2 * at} 0 R >>"
        )
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    parts.append(f"<< {' '.join(f'/{key} ({value})' for key, value in about.items())} >>")
    data, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(parts) + 1} /Root 1 0 R"
    return data + f"{end} /Info {len(parts)} 0 R >>\nstartxref\n{len(data)}\n%%EOF".encode()


def article_of(pages: list[list[str]], **about: str) -> Article:
    pytest.importorskip("pypdf")
    found = found_in(made_of(pages, about))
    assert isinstance(found, RawArticle), found
    article = clean(found)
    assert isinstance(article, Article)
    return article


HEADS = [
    (["The Harbour Courier 1"], ["The Harbour Courier 2"]),
    (["The Harbour Courier", "14 December 2016", "Page 1"], ["The Harbour Courier", "14 December 2016", "Page 2"]),
    (["1 THE HARBOUR COURIER"], ["2 THE HARBOUR COURIER"]),
    (["THE HARBOUR COURIER"], ["THE HARBOUR COURIER"]),
]


@pytest.mark.parametrize(("first", "second"), HEADS)
@pytest.mark.parametrize("title", ["", "The Harbour Courier"])
def test_running_heads_are_no_title_and_no_body(first: list[str], second: list[str], title: str) -> None:
    article = article_of([[*first, TITLE, *TEXT], [*second, *OTHER]], Title=title)
    assert article.title == TITLE
    assert "courier" not in article.body.lower()
    assert article.body.startswith(TEXT[0])
    assert any("running head" in note for note in article.notes)


def test_feet_with_the_number_of_the_page_are_no_body() -> None:
    article = article_of([[TITLE, *TEXT, "Harbour Courier 1"], [*OTHER, "Harbour Courier 2"]])
    assert article.title == TITLE
    assert "Courier" not in article.body


@pytest.mark.parametrize("author", ["jroe", "Adobe InDesign CC", "Microsoft Office User", "admin"])
@pytest.mark.parametrize("printed", [True, False])
def test_a_program_or_a_user_is_no_author(author: str, printed: bool) -> None:
    article = article_of([[TITLE, *(["By Ailsa Moray"] if printed else []), *TEXT]], Author=author)
    assert article.byline == ("Ailsa Moray" if printed else None)
    assert article.extra["document_author"] == author


@pytest.mark.parametrize("title", ["", TITLE])
def test_the_printed_byline_comes_before_the_author_of_the_document(title: str) -> None:
    article = article_of([[TITLE, "By Ailsa Moray", *TEXT]], Author="Tom Reid", Title=title)
    assert article.byline == "Ailsa Moray"
    assert any("names “Tom Reid” as its author" in note for note in article.notes)


def test_the_author_of_the_document_is_the_byline_where_none_is_printed() -> None:
    assert article_of([[TITLE, *TEXT]], Author="Tom Reid").byline == "Tom Reid"
    assert article_of([[TITLE, *TEXT]], Author="Reuters").byline == "Reuters"


def test_a_day_above_the_headline_is_no_title() -> None:
    article = article_of([["14 December 2016", TITLE, *TEXT]])
    assert (article.title, str(article.published)) == (TITLE, "2016-12-14")


def test_the_running_head_of_one_page_gives_the_paper_and_the_day() -> None:
    head = "The Mercury   Saturday, October 17, 1998   Page 3"
    found = article_of([[head, "The pit closes", "By Owen Rees", "It closed on Friday."]])
    assert (found.title, found.source, found.published) == ("The pit closes", "The Mercury", date(1998, 10, 17))
    assert "Page 3" not in found.body
