"""Addresses of sites, which do not identify articles."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.cleaning import clean


@pytest.mark.parametrize(
    "url",
    [
        "http://post.example/",
        "https://post.example",
        "http://post.example/#p1",
        "http://post.example/index.html",
        "http://post.example/?utm_source=rss",
    ],
)
def test_the_address_of_a_site_is_kept_as_site(url: str) -> None:
    article = clean(RawArticle({"title": "Ferry", "body": "It sank.", "url": url}, "a.jsonl"))
    assert (article.url, article.extra["site"], article.source) == (None, url, "post.example")
    assert f"the address {url} is that of a site, not of an article; it is kept as `site`" in article.notes


@pytest.mark.parametrize("url", ["http://post.example/?p=12", "http://post.example/#!/12", "http://post.example/a"])
def test_the_address_of_an_article_is_kept(url: str) -> None:
    assert clean(RawArticle({"title": "Ferry", "body": "It sank.", "url": url}, "a.jsonl")).url == url


def test_an_article_with_an_id_keeps_any_address() -> None:
    values = {"title": "Ferry", "body": "It sank.", "url": "http://post.example/", "id": "7"}
    assert clean(RawArticle(values, "a.jsonl")).url == "http://post.example/"


@pytest.mark.parametrize("url", ["n/a", "NULL", "-", "None"])
def test_what_stands_for_a_missing_address_is_none(url: str) -> None:
    article = clean(RawArticle({"title": "Ferry", "body": "It sank.", "url": url}, "a.csv"))
    assert (article.url, article.notes) == (None, (f"the address {url} is no value; it was left out",))
