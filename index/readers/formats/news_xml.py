"""Collections of news in XML of other makers: the Reuters Corpus (RCV1), TEI, and the first version of NewsML.

RCV1 has a document a file (``<newsitem date="1996-08-20">``). A document of TEI is one article, or one for each
``<div type="article">``. Of an item of NewsML 1 the longest text is read, which may be NITF; its pictures are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from dateline.index.readers.formats.nitf import values_of_nitf
from dateline.index.readers.formats.xml_text import line_of, local_name, paragraphs_of, strip_by

__all__ = ["ROOTS_OF_NEWS", "articles_of_news", "is_news", "is_withdrawn"]

Values = dict[str, object]

ROOTS_OF_NEWS = frozenset(("newsitem", "newsml", "tei", "tei.2", "teicorpus"))
# Above the text of a division of TEI, and elements in it that are no text of the article.
ABOVE_TEXT = frozenset(("head", "byline", "dateline", "docauthor", "docdate"))
NO_BODY = frozenset(("note", "fw"))
# Elements of TEI, and those of HTML that are shown in the same way.
LIKE_HTML = {
    "head": "h2", "ab": "p", "lg": "p", "l": "li", "item": "li", "list": "ul", "row": "tr", "cell": "td",
    "trailer": "p", "opener": "p", "closer": "p", "quote": "blockquote", "lb": "br",
}  # fmt: skip
# Breaks of lines, columns and pages, and the hyphens before them.
BREAKS, HYPHENS = frozenset(("lb", "cb", "pb")), ("-", "\u2010", "\xad", "¬")
# Of two readings, the one that is left out.
OTHER_READINGS = {"expan": "abbr", "ex": "am", "corr": "sic", "reg": "orig"}
ARTICLE_TYPES = frozenset(("article", "news", "story", "newsarticle"))
# States of items of NewsML 1 that are withdrawn (IPTC topic set `Status`, and words of agencies). An embargo withdraws
# nothing.
WITHDRAWN = frozenset(("canceled", "cancelled", "killed", "kill", "withdrawn", "delete", "deleted"))
RCV1_DATES = ("dc.date.published", "dc.date.created")
RCV1_CODES = {"topics": "topics", "countries": "places", "industries": "industries"}


def is_news(path: tuple[str, ...]) -> bool:
    """Return whether an element, by the names from the root down to it, is a document that this module reads."""
    root, name = (each.rpartition(":")[2].lower() for each in (path[0], path[-1]))
    if root == "newsml":
        return name == "newsitem"
    if root == "teicorpus":
        return name in ("tei", "tei.2")
    return len(path) == 1 and root in ROOTS_OF_NEWS


def is_withdrawn(values: Mapping[str, object]) -> bool:
    """Return whether an item was cancelled or killed by its agency."""
    return str(values.get("status", "")).rpartition(":")[2].strip().lower() in WITHDRAWN


def articles_of_news(document: Element) -> list[Values]:
    """Return the values of the articles of a document, without empty ones."""
    if local_name(document) in ("tei", "tei.2"):
        found = articles_of_tei(document)
    elif document.get("itemid") is not None or child(document, "headline") is not None:
        found = [values_of_rcv1(document)]
    else:
        found = [values_of_newsml(document)]
    return [{key: value for key, value in each.items() if value or key in ("title", "body")} for each in found]


def values_of_rcv1(item: Element) -> Values:
    """Return the values of a document of the Reuters Corpus."""
    said = {each.get("element", ""): each.get("value", "").strip() for each in below(item, "dc")}
    values: Values = {
        "title": line(item, "headline") or line(item, "title"),
        "body": "\n\n".join(paragraphs_of(each) for each in below(item, "text")),
        "id": f"rcv1:{item.get('itemid')}" if item.get("itemid") else "",  # the numbers of other collections overlap
        "published": item.get("date", "") or next(filter(None, map(said.get, RCV1_DATES)), ""),
        "byline": strip_by(line(item, "byline")),
        "dateline": line(item, "dateline"),
        "source": said.get("dc.source", "") or said.get("dc.publisher", ""),
        "language": item.get("xml:lang", ""),
        "copyright": line(item, "copyright"),
    }
    for codes in below(item, "codes"):
        key = next((ours for theirs, ours in RCV1_CODES.items() if f":{theirs}:" in codes.get("class", "")), "")
        if key:
            values[key] = [each.get("code", "") for each in below(codes, "code")]
    return values


def articles_of_tei(document: Element) -> list[Values]:
    """Return the values of the articles of a document of TEI."""
    choose_readings(document)
    header, text = child(document, "teiheader"), child(document, "text")
    dates = [
        each.get("when") or each.get("when-iso") or each.get("value") or line_of(each)
        for part in ("sourcedesc", "creation", "publicationstmt")
        for around in below(header, part)
        for each in below(around, "date")
    ]
    shared: Values = {
        "published": next(filter(None, dates), ""),
        "source": line_in(header, "sourcedesc", "title") or line_in(header, "publicationstmt", "publisher"),
        "language": next(filter(None, languages_of(document, text, header)), ""),
    }
    of_file = {"title": line_in(header, "titlestmt", "title"), "byline": names_in(header, "titlestmt", "author")}
    articles = outermost(text, lambda each: each.get("type", "").lower() in ARTICLE_TYPES)
    if not articles:
        body = child(text, "body")
        own = values_of_division(body if body is not None else text)
        return [{"title": "", **shared, **given(own), **given(of_file), "body": own["body"]}]
    of_all = {**shared, **(given(of_file) if len(articles) == 1 else {}), "title": "", "body": ""}
    return [{**of_all, **given(values_of_division(each))} for each in articles]


def languages_of(document: Element, text: Element | None, header: Element | None) -> Iterator[str]:
    """Yield the languages of a document of TEI, that of its text first: its header may be in another."""
    for each in (child(text, "body"), text, document):
        yield each.get("xml:lang", "") if each is not None else ""
    yield from (each.get("ident", "") for each in below(header, "language"))


def choose_readings(document: Element) -> None:
    """Leave one reading of each choice: the corrected, regular or expanded one, else the first.

    Divided words (``coun-<lb break="no"/>cil``) are joined.
    """
    for choice in [*below(document, "choice")]:
        names = {local_name(each) for each in choice}
        others = {OTHER_READINGS[name] for name in names if name in OTHER_READINGS}
        left = [each for each in choice if local_name(each) not in others]
        choice[:] = left if others else left[:1]
        choice.text = None
        for each in choice:
            each.tail = None
    for parent in document.iter():
        before: Element | None = None
        for each in parent:
            if each.get("break") == "no" and local_name(each) in BREAKS:
                join_words(parent, before, each)
            before = each


def join_words(parent: Element, before: Element | None, gap: Element) -> None:
    """Remove the hyphen and the line ends around a break inside of a word."""
    written = (parent.text if before is None else before.tail) or ""
    joined = written.rstrip()
    joined = joined[:-1] if joined[-1:] in HYPHENS else joined
    if before is None:
        parent.text = joined
    else:
        before.tail = joined
    gap.tail = (gap.tail or "").lstrip()


def given(values: Mapping[str, object]) -> Values:
    """Return values without empty ones."""
    return {key: value for key, value in values.items() if value}


def values_of_division(division: Element | None) -> Values:
    """Return what a division of TEI says of itself, and its text."""
    if division is None:
        return {"title": "", "body": ""}
    day = next(iter(below(child(division, "dateline"), "date")), None)
    title = line(division, "head")
    return {
        "title": title,
        "body": text_of_division(division),
        "xml_id": division.get("xml:id", ""),  # unique in its file only
        "published": (day.get("when") or "") if day is not None else "",
        "byline": strip_by(line(division, "byline") or line(division, "docauthor")),
        "dateline": line(division, "dateline"),
        "language": division.get("xml:lang", ""),
    }


def text_of_division(division: Element) -> str:
    """Return the text of a division of TEI, without what stands above it."""
    shown = Element("div")
    shown.text = division.text
    shown.extend(each for each in division if local_name(each) not in ABOVE_TEXT)
    for each in shown.iter():
        name = local_name(each)
        if name in LIKE_HTML and each.get("break") != "no":
            each.tag = LIKE_HTML[name]
    return paragraphs_of(shown, without=NO_BODY)


def values_of_newsml(item: Element) -> Values:
    """Return the values of an item of NewsML 1."""
    texts = [*below(item, "datacontent")]
    content = max(texts, key=lambda each: sum(map(len, each.itertext())), default=None)
    nitf = next(below(content, "nitf"), None)
    inner = values_of_nitf(nitf) if nitf is not None else {"body": paragraphs_of(content)}
    created, revised = line(item, "firstcreated"), line(item, "thisrevisioncreated")
    language = next((each.get("FormalName", "") for each in below(item, "language")), "")
    provider = line(item, "providerid")
    parties = (each for around in below(item, "provider") for each in below(around, "party"))
    own: Values = {
        "title": line(item, "headline"),
        "id": without_revision(line(item, "publicidentifier"), line(item, "revisionid"))
        or (provider and ":".join((provider, line(item, "newsitemid")))),
        "published": created or line(item, "dateid") or revised,
        "updated": revised if created and revised != created else "",
        "byline": strip_by(line(item, "byline")),
        "dateline": line(item, "dateline"),
        "source": next((each.get("FormalName", "") for each in parties), ""),
        "language": language,
        "topics": list(dict.fromkeys(filter(None, map(line_of, below(item, "keywordline"))))),
        "slug": line(item, "slugline"),
        "copyright": line(item, "copyrightline"),
        "status": next((each.get("FormalName") or line_of(each) for each in below(item, "status")), ""),
    }
    return {"title": "", **inner, **given(own)}


def without_revision(identity: str, revision: str) -> str:
    """Return the public identifier without its last part, so that the revisions of an item are one article.

    It is ``urn:newsml:provider:day:item:revision``, and the revision may end with a letter (``1N``, ``2U``).
    """
    stem, _, last = identity.rpartition(":")
    is_revision = last.rstrip("NUA").isdecimal() and (
        last.rstrip("NUA") == revision or (stem.lower().startswith("urn:newsml:") and stem.count(":") > 3)
    )
    return stem if stem and is_revision else identity


def below(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the elements of a name, in small letters, anywhere in an element."""
    return (each for each in element.iter() if local_name(each) == name) if element is not None else iter(())


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name."""
    return next((each for each in element if local_name(each) == name), None) if element is not None else None


def line(element: Element | None, name: str) -> str:
    """Return the first text of the elements of a name in an element, in one line."""
    return next(filter(None, map(line_of, below(element, name))), "")


def line_in(element: Element | None, around: str, name: str) -> str:
    """Return the first text of the elements of a name inside those of another name."""
    return next(filter(None, (line(each, name) for each in below(element, around))), "")


def names_in(element: Element | None, around: str, name: str) -> str:
    """Return all texts of the elements of a name inside the first of another name, joined."""
    first = next(below(element, around), None)
    return ", ".join(dict.fromkeys(filter(None, map(line_of, below(first, name)))))


def outermost(element: Element | None, wanted: Callable[[Element], bool]) -> list[Element]:
    """Return the wanted elements in an element that are in no other wanted one."""
    found: list[Element] = []
    left = [element] if element is not None else []
    while left:
        each = left.pop()
        if each is not element and wanted(each):
            found.append(each)
        else:
            left.extend(reversed(each))
    return found
