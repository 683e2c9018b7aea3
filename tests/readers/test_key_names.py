"""The names that other programs give to the keys of an article."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean
from dateline.index.errors import ReadError
from dateline.index.readers import read

RECORD: dict[str, object] = {"title": "Ferry aground", "body": "It ran aground.", "date": "2016-12-14"}


def cleaned(tmp_path: Path, values: dict[str, object], mapping: dict[str, str] | None = None) -> Article:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(values) + "\n")
    (found,) = read([str(path)], mapping=mapping)
    assert isinstance(found, RawArticle), found
    return clean(found)


def named(ours: str, theirs: str, value: object) -> dict[str, object]:
    return {**{key: given for key, given in RECORD.items() if key != ours}, theirs: value}


@pytest.mark.parametrize(
    "name",
    [
        "published",
        "Published",
        "Date",
        "DATE",
        "pubDate",
        "pubdate",
        "publishedAt",
        "published_at",
        "date_published",
        "datePublished",
        "publish_date",
        "publishDate",
        "publication_date",
        "Publication-Date",
        "published_on",
    ],
)
def test_a_day_of_publication_is_read_under_every_name_of_it(tmp_path: Path, name: str) -> None:
    article = cleaned(tmp_path, named("date", name, "2016-12-14"))
    assert (article.published, article.extra, article.notes) == (date(2016, 12, 14), {}, ())


@pytest.mark.parametrize(
    ("ours", "theirs"), [("title", "headline"), ("title", "Title"), ("title", "HEADLINE"), ("body", "Body")]
)
def test_a_text_is_read_under_its_other_names(tmp_path: Path, ours: str, theirs: str) -> None:
    article = cleaned(tmp_path, named(ours, theirs, RECORD[ours]))
    assert (article.title, article.body, article.extra) == (RECORD["title"], RECORD["body"], {})


@pytest.mark.parametrize("name", ["authors", "Author", "creator", "Byline"])
def test_authors_are_the_byline(tmp_path: Path, name: str) -> None:
    assert cleaned(tmp_path, {**RECORD, name: ["Ailsa Grant", "Tom Reid"]}).byline == "Ailsa Grant, Tom Reid"
    assert cleaned(tmp_path, {**RECORD, name: "Ailsa Grant"}).byline == "Ailsa Grant"


def test_the_key_itself_and_one_that_is_named_take_precedence(tmp_path: Path) -> None:
    two: dict[str, object] = {
        **RECORD,
        "pubDate": "2001-01-01",
        "headline": "Another",
        "Author": "A B",
        "author": "Ailsa Grant",
    }
    article = cleaned(tmp_path, two)
    assert (article.title, article.published, article.byline) == ("Ferry aground", date(2016, 12, 14), "Ailsa Grant")
    assert article.extra == {"pubDate": "2001-01-01", "headline": "Another", "Author": "A B"}
    assert cleaned(tmp_path, two, {"published": "pubDate", "title": "headline"}).title == "Another"


def test_the_best_of_several_names_is_taken(tmp_path: Path) -> None:
    values: dict[str, object] = {
        "body": "It ran aground.",
        "headline": "Ferry",
        "publish_date": "2001-01-01",
        "pubDate": "2016-12-14",
    }
    article = cleaned(tmp_path, values)
    assert (article.published, article.extra) == (date(2016, 12, 14), {"publish_date": "2001-01-01"})


@pytest.mark.parametrize("name", ["created_at", "timestamp", "datetime", "Posted"])
def test_a_note_names_the_key_that_may_be_the_day(tmp_path: Path, name: str) -> None:
    article = cleaned(tmp_path, named("date", name, "2016-12-14"))
    assert article.published is None
    assert article.notes == (f"no key published; it has {name}: --map published={name}",)
    assert cleaned(tmp_path, {**RECORD, name: "2016-12-14"}).notes == ()


def test_tables_and_ambiguous_days_are_read_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Headline,Body,PubDate\nFerry,Aground.,04/05/2016\nPier,Shut.,25/12/2016\n")
    first, _ = read([str(path)])
    assert not isinstance(first, ReadError)
    assert clean(first).published == date(2016, 5, 4)
