"""The Reuters Corpus, TEI and NewsML 1."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import NoArticle, ReadError
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


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<choice><abbr>Dr</abbr><expan>Doctor</expan></choice> Moray", "Doctor Moray"),
        ("a <choice>\n<sic>fery</sic>\n<corr>ferry</corr>\n</choice>, aground", "a ferry, aground"),
        ("the <choice><orig>olde</orig><reg>old</reg></choice> town", "the old town"),
        ("<choice><seg>One</seg><seg>Two</seg></choice> of them", "One of them"),
        ('the coun-<lb break="no"/>cil met', "the council met"),
        ('the coun-\n<lb break="no"/>\ncil met', "the council met"),
        ('the <hi>town</hi> coun-<pb n="2" break="no"/><lb break="no"/>cil met', "the town council met"),
        ('the coun<lb break="no"/>cil met', "the council met"),
    ],
)
def test_a_text_of_tei_has_one_reading_and_whole_words(written: str, shown: str) -> None:
    assert values(f"<TEI><text><p>{written}</p></text></TEI>")["body"] == shown


def test_the_language_of_a_text_of_tei_is_that_of_its_text() -> None:
    tei = '<TEI xml:lang="en"><text xml:lang="fr"><body><p>B</p></body></text></TEI>'
    assert values(tei)["language"] == "fr"
    assert values(tei.replace(' xml:lang="fr"', ""))["language"] == "en"


@pytest.mark.parametrize(
    ("public", "revision", "identity"),
    [
        ("urn:newsml:q.example:20161214:TX-1:1", "1", "urn:newsml:q.example:20161214:TX-1"),
        ("urn:newsml:q.example:20161214:TX-1:2U", "", "urn:newsml:q.example:20161214:TX-1"),
        ("urn:newsml:q.example:20161214:TX-1", "1", "urn:newsml:q.example:20161214:TX-1"),
        ("q.example:TX-1:3", "3", "q.example:TX-1"),
        ("q.example:17", "3", "q.example:17"),
    ],
)
def test_revisions_of_an_item_are_one_article(public: str, revision: str, identity: str) -> None:
    item = "<NewsML><NewsItem><RevisionId>{}</RevisionId><PublicIdentifier>{}</PublicIdentifier></NewsItem></NewsML>"
    assert values(item.format(revision, public))["id"] == identity


@pytest.mark.parametrize("state", ["Canceled", "Cancelled", "Killed", "stat:canceled", "KILLED"])
def test_cancelled_items_of_newsml_are_passed_over(state: str) -> None:
    item = (
        "<NewsItem><Identification><NewsIdentifier><ProviderId>q.example</ProviderId><NewsItemId>{id}</NewsItemId>"
        "</NewsIdentifier></Identification><NewsManagement><Status FormalName='{state}'/></NewsManagement>"
        "<NewsComponent><NewsLines><HeadLine>Heron</HeadLine></NewsLines><ContentItem><DataContent><p>It is back.</p>"
        "</DataContent></ContentItem></NewsComponent></NewsItem>"
    )
    items = "".join(item.format(id=id, state=each) for id, each in (("a", "Usable"), ("b", state), ("c", "Embargoed")))
    first, second, third = read(f"<NewsML>{items}</NewsML>")
    assert isinstance(first, RawArticle)
    assert isinstance(second, NoArticle)
    assert second.reason == "the news item q.example:b was cancelled; it was not read"
    assert isinstance(third, RawArticle)


def test_choices_take_linear_time() -> None:
    part = '<choice><sic>a</sic><corr>b</corr></choice> c-<lb break="no"/>d '
    assert_linear(lambda count: read(f"<TEI><text><p>{part * count}</p></text></TEI>"), 500)
