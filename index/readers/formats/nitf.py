"""NITF, the News Industry Text Format of the IPTC (versions 2 and 3): one article a document.

    <nitf><head><title>…</title><docdata>…</docdata><pubdata …/></head>
      <body><body.head>…<hedline><hl1>…</hl1></hedline><byline>…</byline>…</body.head>
        <body.content><p>…</p></body.content></body></nitf>

The head has metadata in attributes (``norm`` is a date in ISO 8601); the head of the body has what is printed
above the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.senders import given_name_first
from dateline.index.readers.formats.xml_records import read_records
from dateline.index.readers.formats.xml_text import (
    attributes,
    children,
    first_line,
    line_of,
    lines_of_all,
    paragraphs_of,
    strip_by,
)

__all__ = ["read_nitf", "values_of_nitf"]

# References to pictures and films; their captions are read.
NO_TEXT = ("media-reference", "media-object", "media-metadata")
SUBJECT_PARTS = ("tobject.subject.type", "tobject.subject.matter", "tobject.subject.detail")


def read_nitf(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each NITF document in a file, usually one."""
    empty = True
    for found in read_records(lines, file, lambda path: path[-1] == "nitf"):
        empty = False
        if isinstance(found, ReadError):
            yield found
        else:
            yield RawArticle(values_of_nitf(found.element), file, found.line, not found.path, found.notes)
    if empty:
        yield ReadError(file, None, "the file holds no NITF document (an element `nitf`)")


def values_of_nitf(nitf: Element) -> dict[str, object]:
    """Return the values of a document: a title and a body, which may be empty, and its other metadata."""
    head, above = nitf.find("head"), next(children(nitf, "body/body.head"), None)
    values: dict[str, object] = {
        "title": first_line(above, "hedline/hl1", "hedline") or first_line(head, "title"),
        "body": body_of(nitf),
        "id": first(attributes(head, "docdata/doc-id", "id-string")),
        "published": published_of(head, above),
        "updated": last(attributes(head, "revision-history", "norm")),
        "byline": ", ".join(bylines_of(above)),
        "dateline": dateline_of(above),
        "source": first(attributes(head, "pubdata", "name")) or first_line(above, "distributor"),
        "url": first(attributes(head, "pubdata", "ex-ref")),
        "language": nitf.get("xml:lang") or first(attributes(nitf, "body", "xml:lang")),
        "section": first(attributes(head, "pubdata", "position.section")),
        **unmapped_values(head, above),
    }
    lists = {
        "people": [*names_in(head, "person"), *lines_of_all(nitf.findall("body/body.content//person"))],
        "places": [*names_in(head, "location"), *attributes(head, "docdata/evloc", "city")],
        "topics": topics_of(head),
        "organisations": names_in(head, "org"),
    }
    values |= {key: list(dict.fromkeys(filter(None, found))) for key, found in lists.items()}
    return {key: value for key, value in values.items() if value or key in ("title", "body")}


def body_of(nitf: Element) -> str:
    """Return the text of the article in paragraphs, or the abstract if there is no text."""
    parts = [text for each in children(nitf, "body/body.content") for text in texts_of(each)]
    parts += [paragraphs_of(each) for each in children(nitf, "body/body.end/tagline")]
    text = "\n\n".join(part for part in parts if part)
    return text or "\n\n".join(paragraphs_of(each) for each in children(nitf, "body/body.head/abstract"))


def texts_of(content: Element) -> list[str]:
    """Return the text of an article, without the block of its first paragraphs if the full text repeats them."""
    leads = [each for each in content if each.tag == "block" and each.get("class") == "lead_paragraph"]
    full = "\n\n".join(
        paragraphs_of(each, without=NO_TEXT) for each in content if each.tag == "block" and each not in leads
    )
    for lead in leads:
        if full.startswith(paragraphs_of(lead, without=NO_TEXT)):
            content.remove(lead)
    return [paragraphs_of(content, without=NO_TEXT)]


def published_of(head: Element | None, above: Element | None) -> str:
    """Return the date of publication, else of release, of issue, or of the dateline."""
    return (
        first(attributes(head, "pubdata", "date.publication"))
        or first(attributes(head, "docdata/date.release", "norm"))
        or first(attributes(head, "docdata/date.issue", "norm"))
        or first(attributes(above, "dateline/story.date", "norm"))
    )


def bylines_of(above: Element | None) -> list[str]:
    """Return the authors: the names marked as such, else the byline without its *By*."""
    lines = []
    bylines = [*children(above, "byline")]
    printed = [each for each in bylines if each.get("class") != "normalized_byline"]
    for byline in printed or bylines:  # the normalized one repeats the names, the family name first
        names = lines_of_all(byline.iter("person"))
        lines += names or [given_name_first(strip_by(line_of(byline)))]
    return list(dict.fromkeys(line for line in lines if line))


def dateline_of(above: Element | None) -> str:
    """Return the dateline as printed; its parts may have neither a space nor a sign between them."""
    lines = (line_of_parts(each) for each in children(above, "dateline"))
    return next(filter(None, lines), "")


def line_of_parts(element: Element) -> str:
    """Return the text of an element in one line, with spaces between elements that follow each other directly."""
    written = element.text or ""
    for at, part in enumerate(element):
        between = " " if at and not element[at - 1].tail else ""
        written += between + "".join(part.itertext()) + (part.tail or "")
    return " ".join(written.split())


def names_in(head: Element | None, kind: str) -> list[str]:
    """Return the people, places or organisations in the head."""
    found = [*children(head, f"docdata/identified-content/{kind}")]
    return [line_of(each) or each.get("value", "").strip() for each in found]


def topics_of(head: Element | None) -> list[str]:
    """Return keywords, subjects and classifiers, in this order."""
    topics = attributes(head, "docdata/key-list/keyword", "key")
    for subject in children(head, "tobject/tobject.subject"):
        topics += [subject.get(part, "").strip() for part in SUBJECT_PARTS]
    classes = children(head, "docdata/identified-content/classifier")
    return topics + [(each.get("value") or line_of(each)).strip() for each in classes]


def unmapped_values(head: Element | None, above: Element | None) -> dict[str, object]:
    """Return values that have no key of an article, under descriptive names."""
    return {
        "subtitle": first_line(above, "hedline/hl2"),
        "summary": "\n\n".join(paragraphs_of(each) for each in children(above, "abstract")),
        "slug": first(attributes(head, "docdata/du-key", "key")),
        "urgency": first(attributes(head, "docdata/urgency", "ed-urg")),
        "edition": first(attributes(head, "pubdata", "edition.name")),
        "page": first(attributes(head, "pubdata", "position.sequence")),
        "copyright": first(attributes(head, "docdata/doc.copyright", "holder")),
        "note": first_line(head, "docdata/ed-msg") or first(attributes(head, "docdata/ed-msg", "info")),
    }


def first(values: list[str]) -> str:
    """Return the first value, or the empty text."""
    return values[0] if values else ""


def last(values: list[str]) -> str:
    """Return the last value, or the empty text."""
    return values[-1] if values else ""
