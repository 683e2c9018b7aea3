"""The Reuters Corpus, TEI and NewsML 1."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.xml_documents import read_xml_documents
from tests.growth import assert_linear


def read(text: str) -> list[RawArticle | ReadError]:
    return list(read_xml_documents(iter(text.encode().splitlines(keepends=True)), "a.xml"))


def values(text: str) -> dict[str, object]:
    (only,) = read(text)
    assert isinstance(only, RawArticle), only
    return dict(only.values)


def test_numbers_of_a_collection_and_of_a_file_are_no_ids_of_their_own() -> None:
    assert values('<newsitem itemid="7"><headline>A</headline><text><p>B</p></text></newsitem>')["id"] == "rcv1:7"
    tei = '<TEI><text><body><div type="article" xml:id="a1"><p>B</p></div></body></text></TEI>'
    assert values(tei) == {"title": "", "body": "B", "xml_id": "a1"}
    item = "<NewsML><NewsItem>{}<NewsItemId>7</NewsItemId><DataContent><p>B</p></DataContent></NewsItem></NewsML>"
    assert "id" not in values(item.format(""))
    assert values(item.format("<ProviderId>quay.example</ProviderId>"))["id"] == "quay.example:7"


def test_a_corpus_of_tei_gives_each_document() -> None:
    tei = "<TEI><teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt></fileDesc></teiHeader><text><body>"
    each = tei + "<head>Head</head><p>{0} text.</p></body></text></TEI>"
    found = read(f"<teiCorpus>{each.format('One')}{each.format('Two')}</teiCorpus>")
    assert [(one.values["title"], one.values["body"]) for one in found if isinstance(one, RawArticle)] == [
        ("One", "One text."),
        ("Two", "Two text."),
    ]
    assert not any(one.alone for one in found if isinstance(one, RawArticle))


def test_a_text_of_tei_without_a_body_is_read() -> None:
    assert values("<TEI><text><p>A</p></text></TEI>") == {"title": "", "body": "A"}


@pytest.mark.parametrize("text", ["<TEI/>", "<newsitem/>", "<NewsML><NewsItem/></NewsML>"])
def test_an_empty_document_is_an_article_without_text(text: str) -> None:
    assert values(text) == {"title": "", "body": ""}


def test_a_broken_document_is_one_line() -> None:
    (error,) = read("<TEI><text><p>A</text></TEI>")
    assert isinstance(error, ReadError)
    assert error.reason.startswith("broken XML")
    (error,) = read("<NewsML></NewsML>")
    assert isinstance(error, ReadError)
    assert error.reason == "the export holds no document"


@pytest.mark.parametrize(
    "around",
    [
        "<TEI><teiHeader>{}</teiHeader></TEI>",
        "<TEI><text>{}</text></TEI>",
        "<NewsML><NewsItem>{}</NewsItem></NewsML>",
        "<newsitem itemid='7'>{}</newsitem>",
    ],
)
def test_time_is_linear(around: str) -> None:
    piece = (
        "<div type='article'><head>A</head></div><sourceDesc><date/></sourceDesc><DataContent>a</DataContent>"
        "<Provider><Party/></Provider><codes><code/></codes><note/>"
    )
    assert_linear(lambda count: read(around.format(piece * count)), 300)
