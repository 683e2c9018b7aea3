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
