"""Plain-text exports of ProQuest."""

from __future__ import annotations

from dateline.index.article import RawArticle
from dateline.index.readers.formats.press_database import is_press_database, read_press_database

RULE = "_" * 60 + "\n"
ONE = """Document 1 of 2

Ferry aground
Author: Roe, Jane; Moray, Ailsa

ProQuest document link

Abstract: It ran.

Links: Linking Service

Full text: It ran.

Credit to the crew: it sank.

Location: the bar off Aldermoor.

Nobody was hurt.

Subject: Ferries; Storms

Location: Aldermoor

Title: Ferry aground

Publication title: Aldermoor Mercury; Aldermoor

Publication year: 2012

Publication date: Feb 25, 2012

Language of publication: English

ProQuest document ID: 900000001

"""
TWO = "Document 2 of 2\n\nRain\n\nProQuest document link\n\nAbstract: It rained.\n\nPublication date: Feb 26, 2012\n\n"
CONTACT = "Contact ProQuest\nCopyright 2012\n"


def read(text: str) -> list[dict[str, object]]:
    found = list(read_press_database(iter(text.encode().splitlines(keepends=True)), "a.txt"))
    assert all(isinstance(each, RawArticle) for each in found), found
    return [dict(each.values) for each in found if isinstance(each, RawArticle)]


def test_each_document_is_an_article_with_its_labelled_values() -> None:
    text = RULE + ONE + RULE + TWO + RULE + CONTACT
    assert is_press_database(text.encode())
    one, two = read(text)
    assert one == {
        "title": "Ferry aground",
        "byline": "Jane Roe, Ailsa Moray",
        "summary": "It ran.",
        "body": "It ran.\n\nCredit to the crew: it sank.\n\nLocation: the bar off Aldermoor.\n\nNobody was hurt.",
        "topics": ["Ferries", "Storms"],
        "places": ["Aldermoor"],
        "source": "Aldermoor Mercury",
        "publication_year": "2012",
        "published": "Feb 25, 2012",
        "language": "en",
        "id": "900000001",
    }
    assert two == {"title": "Rain", "body": "It rained.", "published": "Feb 26, 2012"}


def test_a_value_above_the_text_may_have_several_lines() -> None:
    head = "Document 1 of 1\n\nRain\nAuthor: Roe, Jane;\nMoray, Ailsa\nProQuest document link\n"
    (found,) = read(RULE + head + "Abstract: It rained\nin Lyon.\n\nFull text: It rained.\n\nPages: 3\n" + RULE)
    assert (found["title"], found["byline"], found["summary"]) == (
        "Rain",
        "Jane Roe, Ailsa Moray",
        "It rained in Lyon.",
    )


def test_the_end_of_a_value_is_no_title() -> None:
    head = "Document 1 of 1\n\nAuthor: Roe, Jane;\nMoray, Ailsa\n\nRain: a flood in Lyon\n\n"
    (found,) = read(f"{RULE}{head}Full text: It rained.\n\nPages: 3\n{RULE}")
    assert (found["title"], found["byline"]) == ("Rain: a flood in Lyon", "Jane Roe, Ailsa Moray")


def test_a_text_with_a_rule_is_no_export() -> None:
    assert not is_press_database(f"Ferry aground\n{RULE}It ran.\n".encode())
