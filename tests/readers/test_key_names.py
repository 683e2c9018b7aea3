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


@pytest.mark.parametrize(
    ("values", "key", "wanted"),
    [
        ({"headline": ["Ferry"]}, "title", "Ferry"),
        ({"Title": [17]}, "title", "17"),
        ({"id": [12]}, "id", "12"),
        ({"body": ["One.", "Two."]}, "body", "One.\n\nTwo."),
        ({"date": ["2016-12-14"]}, "published", date(2016, 12, 14)),
        ({"authors": [{"name": "Ailsa Grant"}, "Tom Reid"]}, "byline", "Ailsa Grant, Tom Reid"),
        ({"authors": ["Tom Reid", {"name": "Ailsa Grant"}]}, "byline", "Tom Reid, Ailsa Grant"),
        ({"author": {"name": "Ailsa Grant"}}, "byline", "Ailsa Grant"),
        ({"Creator": [{"displayName": "Ailsa Grant"}]}, "byline", "Ailsa Grant"),
        ({"source": {"id": None, "name": "The Courier"}}, "source", "The Courier"),
        ({"topics": [{"name": "ferries"}, {"name": "Skye"}]}, "topics", ("ferries", "Skye")),
    ],
)
def test_values_in_lists_and_objects_are_read(
    tmp_path: Path, values: dict[str, object], key: str, wanted: object
) -> None:
    article = cleaned(tmp_path, {"body": "It ran aground.", **values})
    assert (getattr(article, key), article.extra) == (wanted, {})


def test_what_is_said_beside_a_name_is_kept(tmp_path: Path) -> None:
    authors = [{"name": "Ailsa Grant", "url": "https://a.example"}]
    article = cleaned(tmp_path, {**RECORD, "authors": authors, "source": {"id": "c", "name": "The Courier"}})
    assert (article.byline, article.source) == ("Ailsa Grant", "The Courier")
    assert article.extra == {"authors": authors, "source.id": "c"}
    article = cleaned(tmp_path, {**RECORD, "author": "Tom Reid", "authors": authors})
    assert article.byline == "Tom Reid"


@pytest.mark.parametrize(
    "values",
    [{"title": ["One", "Two"]}, {"title": []}, {"authors": [{"id": 1}]}, {"author": {}}, {"source": ["A", {"b": 1}]}],
)
def test_lists_and_objects_without_a_name_stay(tmp_path: Path, values: dict[str, object]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"body": "It ran aground.", **values}) + "\n")
    for found in read([str(path)]):
        assert isinstance(found, ReadError) or found.values == {"body": "It ran aground.", **values}


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize(
    ("ours", "theirs"), [("title", "headline"), ("published", "date"), ("published", "pubDate"), ("byline", "authors")]
)
def test_a_key_without_a_value_is_not_given(tmp_path: Path, empty: object, ours: str, theirs: str) -> None:
    value = "2016-12-14" if ours == "published" else "Ailsa Grant"
    article = cleaned(tmp_path, {"body": "It ran aground.", ours: empty, theirs: value})
    assert str(getattr(article, ours)) == value
    assert article.extra == {}


def test_other_formats_keep_their_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ferry\npubdate: 2016-12-14\nbyline: Ailsa Grant\n\nIt ran aground.\n")
    (found,) = read([str(path)])
    assert isinstance(found, RawArticle)
    assert found.values["pubdate"] == "2016-12-14"
    assert clean(found).published is None


@pytest.mark.parametrize(
    ("values", "mapping", "wanted"),
    [
        ({"a": {"b": "T"}}, {"body": "a.b"}, {"body": "T"}),
        ({"a": {"b": "T", "c": 1}}, {"body": "a.b"}, {"body": "T", "a": {"c": 1}}),
        ({"a": {"b": {"c": "T"}}, "x": 1}, {"body": "a.b.c"}, {"x": 1, "body": "T"}),
        ({"a": {"b": "T", "c": "U"}}, {"body": "a.b", "title": "a.c"}, {"body": "T", "title": "U"}),
        ({"a.b": "T", "a": {"b": "U"}}, {"body": "a.b"}, {"a": {"b": "U"}, "body": "T"}),
        ({"a": [{"b": "T"}, 1]}, {"body": "a.0.b"}, {"a": [{"b": "T"}, 1], "body": "T"}),
        ({"body": "T", "date": ["2016-12-14"]}, {"published": "date.0"}, {"body": "T", "published": "2016-12-14"}),
        ({"body": "T", "days": ["2016-12-14", "x"]}, {"published": "days.0"}, None),
        ({"body": "T", "x": {"b": "U"}}, {"body": "x.b"}, {"body": "U", "x.b": "T"}),
        ({"body": "T", "a": {"b": 1}}, {"title": "a.c", "id": "b.c", "url": "a.b.c"}, {"body": "T", "a": {"b": 1}}),
    ],
)
def test_a_path_leads_into_objects_and_lists(
    tmp_path: Path, values: dict[str, object], mapping: dict[str, str], wanted: dict[str, object] | None
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(values) + "\n")
    (found,) = read([str(path)], mapping=mapping)
    assert isinstance(found, RawArticle), found
    assert found.values == (wanted or {**values, "published": "2016-12-14"})


def test_the_error_names_paths(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": {"b": "T", "c": 1}, "d": 2}\n')
    (found,) = read([str(path)])
    assert isinstance(found, ReadError)
    assert found.reason.endswith("it has: a.b, a.c, d")


LONG = "The ferry ran aground on Tuesday with 142 people on board."


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
@pytest.mark.parametrize("name", ["articleBody", "maintext", "bodyText", "FullText", "article_text", "content", "text"])
def test_the_body_is_the_text_under_another_name_if_there_is_none(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text(json.dumps({"title": "T", name: LONG}) if suffix == "jsonl" else f"title,{name}\nT,{LONG}\n")
    (found,) = read([str(path)])
    assert isinstance(found, RawArticle), found
    assert (found.values["title"], found.values["body"]) == ("T", LONG)
    assert name not in found.values
    assert found.notes == (f"the record has no key `body`; the text under `{name}` was taken",)


def test_a_body_and_the_better_name_take_precedence_and_paragraphs_are_joined(tmp_path: Path) -> None:
    assert cleaned(tmp_path, {"body": "It ran.", "text": LONG}).body == "It ran."
    assert cleaned(tmp_path, {"Body": "It ran.", "text": LONG}).body == "It ran."
    assert cleaned(tmp_path, {"text": f"{LONG} 2", "maintext": LONG, "body": None}).body == LONG
    assert cleaned(tmp_path, {"text": [LONG, "It sank."]}).body == f"{LONG}\n\nIt sank."
    assert cleaned(tmp_path, {"text": LONG, "story": "It ran."}, {"body": "story"}).body == "It ran."


@pytest.mark.parametrize("text", ["text/html", f"{LONG} And th… [+1234 chars]", {"type": LONG}, ""])
def test_a_label_or_the_beginning_of_a_text_is_no_body(text: object, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": "T", "content": text, "url": "https://a.example/1"}) + "\n")
    (found,) = read([str(path)])
    assert isinstance(found, ReadError)
    assert "no key `body`" in found.reason
