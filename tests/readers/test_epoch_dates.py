"""Seconds, milliseconds and microseconds since 1970 are read as dates by the readers of every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean
from dateline.index.dates import day_of
from dateline.index.readers import read
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import DAY, TEXT, TITLE

NUMBERS = ("1481718600", "1481718600000", "1481718600000000", "1481718600.5")
PAGE = f"<html><head><title>{TITLE}</title>%s</head><body><h1>{TITLE}</h1>%s{TEXT}</body></html>"
FILES = {
    "a.csv": ("title,body,published\nT,It ran aground.,{}\n", "title,body,date\nT,It ran aground.,{}\n"),
    "a.tsv": ("title\tbody\tpubDate\nT\tIt ran aground.\t{}\n",),
    "a.jsonl": (
        '{{"title": "T", "body": "It ran aground.", "published": {}}}\n',
        '{{"title": "T", "body": "It ran aground.", "date": "{}"}}\n',
        '{{"title": "T", "body": "It ran aground.", "publishedAt": [{}]}}\n',
    ),
    "a.json": (
        '{{"version": "https://jsonfeed.org/version/1", "items": [{{"title": "T", "content_text": "It ran.",'
        ' "date_published": {}}}]}}',
    ),
    "a.rss": ("<rss><channel><item><title>T</title><description>It ran.</description><pubDate>{}</pubDate></item>"
              "</channel></rss>",),
    "a.atom": ("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><content>It ran.</content>"
               "<published>{}</published></entry></feed>",),
    "a.eml": ("From: a@b.example\nSubject: T\nDate: {}\n\nIt ran aground.\n",),
    "a.md": ("---\ntitle: T\ndate: {}\n---\nIt ran.\n", "+++\ntitle = 'T'\npublished = {}\n+++\nIt ran.\n"),
    "a.txt": ("T\npublished: {}\n\nIt ran aground.\n",),
    "a.html": (
        "".join(PAGE % ("<meta property='article:published_time' content='{}'>", "")),
        "".join(PAGE % ("<meta itemprop=datePublished content='{}'>", "")),
        "".join(PAGE % ("", "<time datetime='{}'>two days ago</time>")),
        "".join(PAGE % ("<script>var page = {{'publishDate': {}}}</script>", "")),
        "LINKED",
    ),
}  # fmt: skip


def read_linked(number: str) -> Article:
    linked = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": {number}}}'
    page = PAGE % (f'<script type="application/ld+json">{linked}</script>', "")
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle), found
    return clean(found)


@pytest.mark.parametrize("number", ["1481718600.0", "1481718600000.0", "1.4817186e12"])
def test_numbers_with_a_point_in_json_ld_are_dates(number: str) -> None:
    published = read_linked(number).published
    assert published is not None
    assert day_of(published) == DAY


@pytest.mark.parametrize("number", ["NaN", "Infinity", "true", "1e400", "9" * 4000])
def test_what_is_no_number_in_json_ld_is_not_taken(number: str) -> None:
    found = read_linked(number)
    assert (found.title, found.published) == (TITLE, None)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(("name", "content"), [(name, text) for name, texts in FILES.items() for text in texts])
def test_numbers_of_seconds_are_dates(name: str, content: str, number: str, tmp_path: Path) -> None:
    if content == "LINKED":
        linked = json.dumps({"@type": "NewsArticle", "headline": TITLE, "datePublished": json.loads(number)})
        content = PAGE % (f'<script type="application/ld+json">{linked}</script>', "")
    else:
        content = content.format(number)
    path = tmp_path / name
    path.write_text(content)
    (found,) = read([str(path)])
    assert isinstance(found, RawArticle), found
    article = clean(found)
    assert isinstance(article, Article)
    assert article.published is not None
    assert day_of(article.published) == DAY
