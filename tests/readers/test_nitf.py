"""NITF: what is taken where a document leaves things out, and what is broken."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.nitf import read_nitf


def read(text: str) -> list[RawArticle | ReadError]:
    return list(read_nitf(iter(text.encode().splitlines(keepends=True)), "a.xml"))


def values(inside: str) -> dict[str, object]:
    (only,) = read(f"<nitf>{inside}</nitf>")
    assert isinstance(only, RawArticle)
    return dict(only.values)


def test_an_empty_document_has_a_title_and_a_body_all_the_same() -> None:
    assert values("") == {"title": "", "body": ""}


def test_the_title_of_the_head_serves_where_no_headline_is() -> None:
    assert values("<head><title>Flood</title></head>")["title"] == "Flood"


def test_the_abstract_is_the_body_where_there_is_no_other() -> None:
    assert values("<body><body.head><abstract><p>A</p><p>B</p></abstract></body.head></body>")["body"] == "A\n\nB"


@pytest.mark.parametrize("line", ["By Ana Ruiz", "BY Ana Ruiz", "Ana Ruiz", "By <person>Ana Ruiz</person>, Staff"])
def test_a_byline_is_the_name_alone(line: str) -> None:
    assert values(f"<body><body.head><byline>{line}</byline></body.head></body>")["byline"] == "Ana Ruiz"


@pytest.mark.parametrize(
    "head",
    [
        '<pubdata date.publication="20040311"/>',
        '<docdata><date.release norm="20040311"/><date.issue norm="20040101"/></docdata>',
        '<docdata><date.issue norm="20040311"/></docdata>',
    ],
)
def test_the_date_is_the_printed_one_else_that_of_the_wire(head: str) -> None:
    assert values(f"<head>{head}</head>")["published"] == "20040311"


def test_a_namespace_of_any_version_is_none() -> None:
    (only,) = read(
        "<n:nitf xmlns:n='http://iptc.org/std/NITF/2006-10-18/'><n:head><n:title>A</n:title></n:head></n:nitf>"
    )
    assert isinstance(only, RawArticle)
    assert only.values["title"] == "A"


def test_what_is_broken_or_no_nitf_is_an_error() -> None:
    (error,) = read("<nitf>\n<body></head>")
    assert isinstance(error, ReadError)
    assert (error.line, "mismatched tag" in error.reason) == (2, True)
    (error,) = read("<html/>")
    assert isinstance(error, ReadError)
    assert "no NITF document" in error.reason


def test_control_characters_are_dropped_with_a_note() -> None:
    (only,) = read("<nitf><body><body.head><hedline><hl1>Flo\x13od</hl1></hedline></body.head></body></nitf>")
    assert isinstance(only, RawArticle)
    assert only.values["title"] == "Flood"
    assert only.notes == ("control characters, which XML does not allow, were dropped",)


LEAD = '<block class="lead_paragraph"><p>One.</p></block>'


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (f'{LEAD}<block class="full_text"><p>One.</p><p>Two.</p></block>', "One.\n\nTwo."),
        (f'{LEAD}<block class="full_text"><p>Two.</p></block>', "One.\n\nTwo."),
        (LEAD, "One."),
    ],
)
def test_first_paragraphs_that_the_full_text_repeats_are_read_once(content: str, body: str) -> None:
    assert values(f"<body><body.content>{content}</body.content></body>")["body"] == body


def test_the_printed_byline_outranks_the_normalized_one() -> None:
    normal = '<byline class="normalized_byline">Ruiz, Ana</byline>'
    printed = '<byline class="print_byline">By ANA RUIZ</byline>'
    assert values(f"<body><body.head>{printed}{normal}</body.head></body>")["byline"] == "ANA RUIZ"
    assert values(f"<body><body.head>{normal}</body.head></body>")["byline"] == "Ana Ruiz"


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ("<location>NORHAVEN</location><story.date>Dec 14</story.date>", "NORHAVEN Dec 14"),
        ("<location>NORHAVEN</location>, <story.date>Dec 14</story.date> (<em>AP</em>)", "NORHAVEN, Dec 14 (AP)"),
        ("", None),
    ],
)
def test_parts_of_a_dateline_have_spaces_between_them(parts: str, line: str | None) -> None:
    text = f"<nitf><body><body.head><dateline>{parts}</dateline></body.head></body></nitf>"
    (only,) = read_nitf(iter([text.encode()]), "a.xml")
    assert isinstance(only, RawArticle)
    assert only.values.get("dateline") == line
