"""Who wrote a page: the names of people, without their posts and the paper."""

from __future__ import annotations

import json

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page
from dateline.index.readers.page.bylines import clean_author, find_authors
from dateline.index.readers.page.structured import names_in

TEXT = "<p>The harbour board of Norwick met on Tuesday to hear how the new quay would be paid for.</p>" * 4


def byline(author: object, publisher: str = "The Lamp") -> object:
    data = {"@type": "NewsArticle", "headline": "A quay", "author": author, "publisher": {"name": publisher}}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    found = read_page(f"<html><head>{head}</head><body><article>{TEXT}</article></body></html>".encode(), "a.html")
    assert isinstance(found, RawArticle)
    return found.values.get("byline")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ailsa Moray", ["Ailsa Moray"]),
        ("By Ailsa Moray, Tom Reid", ["Ailsa Moray", "Tom Reid"]),
        ("Ailsa Moray and Tom Reid", ["Ailsa Moray", "Tom Reid"]),
        ({"@type": "Person", "givenName": "Ailsa", "familyName": "Moray"}, ["Ailsa Moray"]),
        ([{"givenName": "Ailsa", "familyName": "Moray"}, {"name": "Tom Reid"}], ["Ailsa Moray", "Tom Reid"]),
        ({"name": {"@value": "Ailsa Moray"}}, ["Ailsa Moray"]),
        ({"name": {"name": "Ailsa Moray"}}, ["Ailsa Moray"]),
        ({"@type": "Person", "name": ["Ailsa Moray", "Tom Reid"]}, ["Ailsa Moray", "Tom Reid"]),
        ({"name": "Ailsa Moray, AP Harbour Writer"}, ["Ailsa Moray"]),
        ("Ailsa Moray, Staff Writer", ["Ailsa Moray"]),
        ("Ailsa Moray | The Lamp", ["Ailsa Moray"]),
        ({"name": "Ailsa Moray, The Lamp"}, ["Ailsa Moray"]),
        ({"name": "Ailsa Moray - Political Editor"}, ["Ailsa Moray"]),
        ({"name": "Ailsa Moray Senior Reporter"}, ["Ailsa Moray"]),
        ("Redaktion", ["Redaktion"]),
        ("Staff Reports", ["Staff Reports"]),
        ("The Lamp", None),
        ({"@type": "Person"}, None),
    ],
)
def test_the_names_of_authors(author: object, names: object) -> None:
    assert byline(author) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Written by Ailsa Moray", "Ailsa Moray"),
        ("von Ailsa Moray", "Ailsa Moray"),
        ("Ailsa Moray November", "Ailsa Moray"),
        ("Theresa May", "Theresa May"),
        ("Letters Editor", "Letters Editor"),
        ("Jean-Luc de Witt", "Jean-Luc de Witt"),
        ("J. R. Moray", "J. R. Moray"),
        ("Ailsa Moray, Reuters", "Ailsa Moray, Reuters"),
    ],
)
def test_a_name_is_kept_whole(text: str, name: str) -> None:
    assert clean_author(text) == name


def test_names_that_are_nested_endlessly_are_no_harm() -> None:
    value: object = "Ailsa Moray"
    for _ in range(1000):
        value = {"name": [value]}
    assert names_in(value) == []
    assert list(find_authors([], "")) == []


def byline_of(head: str, line: str, foot: str = "") -> object:
    page = f"<html><head><title>A quay</title>{head}</head><body><h1>A quay</h1>{line}{TEXT}{foot}</body></html>"
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle)
    return found.values.get("byline")


@pytest.mark.parametrize("house", ["Lamp Media Ltd", "Lamp News", "Redaktion", "Staff Reports", "Nordlicht GmbH"])
def test_a_visible_person_comes_before_a_house_in_the_metadata(house: str) -> None:
    head = f'<meta name="author" content="{house}">'
    assert byline_of(head, "<p>By Ailsa Moray</p>") == ["Ailsa Moray"]
    assert byline_of(head, "") == [house]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Cole • Dec 4, 2023 • 3 min read", ["Ann Cole"]),
        ("<span>Ann Cole</span><span>•</span><span>Dec 4, 2023</span>", ["Ann Cole"]),
        ("Posted on Tuesday, June 10, 2003 by <a href=u>edwina</a>", ["edwina"]),
        ("15.12.2016 08:12 | Автор: Анна Крылова", ["Анна Крылова"]),
        ("2014年05月06日 08:12 来源：港城日报 作者：李明", ["李明"]),
        ("Katrin Vogel, 15.12.2016", ["Katrin Vogel"]),
        ("San Pedro, 15.12.2016", None),
        ("Neustadt - Von Katrin Vogel", ["Katrin Vogel"]),
        ("Par Anne Lenoir avec AFP le 14/03/2018 à 18:02", ["Anne Lenoir"]),
        ("Ann Cole, Press Association", ["Ann Cole"]),
        ("By Monday Night All Was Calm", None),
        ("By Late Monday", None),
        ("By Monday Night", None),
        ("By Early Evening", None),
        ("By Easter Monday", None),
        ("By All Accounts", None),
        ("By M. Night Roe", ["M. Night Roe"]),
        ("By Ann Morning", ["Ann Morning"]),
        ("By Sunday Okoro", ["Sunday Okoro"]),
        ("By Gabriel Monday", ["Gabriel Monday"]),
        ("By Are Moen", ["Are Moen"]),
    ],
)
def test_bylines_of_more_forms(line: str, names: object) -> None:
    assert byline_of("", f"<div>{line}</div>") == names


def test_the_house_of_a_book_did_not_write_its_review() -> None:
    assert byline_of("", "", "<p>Published by Gull Press, 214pp, £14.99</p>") is None
