"""Exports of databases, search engines and content management systems in JSON."""

from __future__ import annotations

import json

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import NoArticle, ReadError
from dateline.index.readers.formats.json_records import read_document, read_lines
from tests.growth import assert_linear


def read(content: object, reader=read_document) -> list[RawArticle | ReadError]:  # type: ignore[no-untyped-def]
    data = content if isinstance(content, str) else json.dumps(content)
    return list(reader(iter(data.encode().splitlines(keepends=True)), "a.json"))


def values(content: object) -> list[dict[str, object]]:
    return [dict(one.values) if isinstance(one, RawArticle) else {"error": one.reason} for one in read(content)]


PLAIN = {"id": "a", "title": "Ferry", "body": "It sank."}
BARE = {"title": "Ferry", "body": "It sank."}


@pytest.mark.parametrize(
    "document",
    [
        {"articles": [PLAIN]},
        {"status": "ok", "results": [PLAIN]},
        {"response": {"numFound": 1, "docs": [PLAIN]}},
        {"response": {"docs": [{"id": ["a"], "title": ["Ferry"], "body": ["It sank."]}]}},
        {"took": 3, "hits": {"total": {"value": 1}, "hits": [{"_index": "news", "_id": "a", "_source": BARE}]}},
        {"data": {"items": [PLAIN]}},
        {"items": [PLAIN]},
        [{"_id": "a", "_source": BARE}],
        {"_index": "news", "_id": "a", "_score": 1, "_source": BARE},
        {"_id": {"$oid": "a"}, **BARE},
        {"data": [{"type": "news", "id": "a", "attributes": BARE}]},
        {"data": [{"id": "a", "attributes": BARE}], "meta": {"pagination": {"page": 1}}},
        {"title": "All", "articles": [PLAIN]},
        {"Headline": "All", "items": [PLAIN]},
        {"title": "All", "body": "", "posts": [PLAIN]},
    ],
)
def test_a_wrapped_record_is_read_like_a_plain_one(document: object) -> None:
    assert values(document) == [PLAIN]


@pytest.mark.parametrize(
    "record",
    [
        {**PLAIN, "data": [{"title": "Other"}]},
        {**PLAIN, "items": []},
        {**PLAIN, "articles": [{"title": "Other", "body": "It floats."}]},
        {"Title": "Ferry", "Body": "It sank.", "posts": []},
        {"title": "Ferry", "abstract": "It sank.", "items": []},
        {"title": "Ferry", "abstract": "It sank.", "posts": [{"title": "Other"}]},
        {"Text": "It sank.", "data": [{"k": 1}]},
        {"_id": "a", "body": "It sank."},
        {"body": "It sank.", "price": {"value": "5"}, "geo": {"lat": 1}},
        {"body": "It sank.", "$date": "2016", "x": {"$ref": 1}},
    ],
)
def test_a_record_that_wraps_nothing_stays_as_it_is(record: dict[str, object]) -> None:
    assert values(record) == [record]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ({"$date": "2016-12-14T08:00:00Z"}, "2016-12-14T08:00:00Z"),
        ({"$date": {"$numberLong": "1481702400000"}}, "2016-12-14T08:00:00+00:00"),
        ({"$date": 1481702400000}, "2016-12-14T08:00:00+00:00"),
        ({"$date": {"$numberLong": "-86400000"}}, "1969-12-31T00:00:00+00:00"),
        ({"$date": {"$numberLong": "9" * 19}}, 9999999999999999999),
        ({"$numberInt": "5"}, 5),
        ({"$numberDouble": "5.5"}, "5.5"),
        ({"$oid": "584f"}, "584f"),
        ([{"$oid": "584f"}, {"a": {"$numberLong": "5"}}], ["584f", {"a": 5}]),
    ],
)
def test_objects_of_mongodb_are_plain_values(written: object, plain: object) -> None:
    record = {"body": "It sank.", "value": written}
    assert values(record) == [{"body": "It sank.", "value": plain}]
    (found,) = read(json.dumps(record), read_lines)
    assert isinstance(found, RawArticle)
    assert found.values["value"] == plain


WORDPRESS = {
    "id": 17, "date": "2016-12-14T08:00:00", "modified": "2016-12-15T08:00:00", "status": "publish", "type": "post",
    "link": "https://quay.example/ferry", "guid": {"rendered": "https://quay.example/?p=17"},
    "title": {"rendered": "A &amp; B"}, "content": {"rendered": "<p>It sank.</p>", "protected": False},
    "excerpt": {"rendered": "<p>Short.</p>", "protected": False},
}  # fmt: skip
TEXT = {"value": "<p>It  sank.</p>", "format": "html", "processed": "<p>It sank.</p>", "summary": ""}
DRUPAL = {
    "title": "A & B", "status": True, "created": "2016-12-14T08:00:00", "changed": "2016-12-15T08:00:00",
    "langcode": "en", "body": TEXT,
}  # fmt: skip
DRUPAL_REST = {
    "nid": [{"value": 17}], "uuid": [{"value": "u-17"}], "title": [{"value": "A & B"}], "body": [TEXT],
    "status": [{"value": True}], "created": [{"value": "2016-12-14T08:00:00", "format": "c"}],
    "changed": [{"value": "2016-12-15T08:00:00", "format": "c"}],
}  # fmt: skip
GHOST = {
    "id": "5f", "uuid": "u", "title": "A & B", "slug": "a-b", "html": "<p>It sank.</p>", "status": "published",
    "type": "post", "published_at": "2016-12-14T08:00:00", "updated_at": "2016-12-15T08:00:00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("document", "identity"),
    [
        ([WORDPRESS], "https://quay.example/?p=17"),
        ({"data": [{"type": "node--article", "id": "u-17", "attributes": DRUPAL}]}, "u-17"),
        ([DRUPAL_REST], "u-17"),
        ({"db": [{"meta": {"version": "5"}, "data": {"posts": [GHOST], "users": [{"name": "Ann"}]}}]}, "5f"),
    ],
)
def test_records_of_content_management_systems_have_our_keys(document: object, identity: str) -> None:
    (found,) = values(document)
    wanted = {
        "id": identity,
        "title": "A & B",
        "body": "It sank.",
        "published": "2016-12-14T08:00:00",
        "updated": "2016-12-15T08:00:00",
    }
    assert {key: found.get(key) for key in wanted} == wanted


EMBEDDED = {
    "author": [{"id": 3, "name": "Ailsa Grant"}],
    "wp:term": [[{"id": 1, "name": "Ferries &amp; boats"}], [{"id": 7, "name": "Skye"}]],
}


def test_wordpress_embeds_authors_and_topics_and_says_the_day_twice() -> None:
    post = {**WORDPRESS, "author": 3, "tags": [7], "date_gmt": "2016-12-14T07:00:00", "_embedded": EMBEDDED}
    (found,) = values([post])
    assert (found["byline"], found["topics"]) == (["Ailsa Grant"], ["Ferries & boats", "Skye"])
    assert (found["published"], found["author_id"]) == ("2016-12-14T08:00:00+01:00", 3)
    (found,) = values([{**WORDPRESS, "author": 3, "yoast_head_json": {"author": "Tom Reid"}}])
    assert (found["byline"], "topics" in found) == (["Tom Reid"], False)
    (found,) = values([{**WORDPRESS, "author": 3, "_embedded": {"author": [{"code": "rest_user_invalid_id"}]}}])
    assert ("byline" in found, found["author_id"]) == (False, 3)


def test_ghost_has_authors_and_tags() -> None:
    tags = [{"name": "Ferries", "slug": "f"}, {"name": "#internal"}]
    authors = [{"name": "Ailsa Grant", "slug": "a"}, {"name": "Tom Reid"}]
    (found,) = values({"posts": [{**GHOST, "authors": authors, "tags": tags}], "meta": {"pagination": {"page": 1}}})
    assert (found["byline"], found["topics"]) == (["Ailsa Grant", "Tom Reid"], ["Ferries"])
    (found,) = values([{**GHOST, "primary_author": authors[0]}])
    assert found["byline"] == ["Ailsa Grant"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": "draft"}, "“A &amp; B” is not published; it was not read"),
        ({"status": "future"}, "“A &amp; B” is not published; it was not read"),
        ({"type": "page"}, "“A &amp; B” is no article but a page; it was not read"),
    ],
)
def test_drafts_and_pages_are_passed_over_by_name(change: dict[str, object], reason: str) -> None:
    first, second = values([{**WORDPRESS, **change}, WORDPRESS])
    assert first == {"error": reason.replace("&amp;", "&")}
    assert second["title"] == "A & B"


@pytest.mark.parametrize("reader", [read_document, read_lines])
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('{"title": "a", "title": "b", "body": "B"}', "`title`"),
        ('{"title" : "a", "title" : "b", "body": "B"}', "`title`"),
        ('{"x": {"a": 1, "a": 2}, "x": 1, "body": "B"}', "`a`, `x`"),
    ],
)
def test_a_key_twice_is_a_note(reader: object, text: str, names: str) -> None:
    (found,) = read(text, reader)
    assert isinstance(found, RawArticle)
    assert found.notes == (f"the record has a key more than once: {names}; the last value was kept",)


def test_the_note_on_a_key_twice_is_that_of_its_record() -> None:
    one, two = '{"body": "A"}', '{"body": "B", "x": {"a": 1, "a": 2}}'
    note = "the record has a key more than once: {}; the last value was kept"
    for text in (f'{{"articles": [{one}, {two}]}}', f"[{one}, {two}]", f"{one}\n{two}", f"{one} {two}"):
        assert [found.notes for found in read(text) if isinstance(found, RawArticle)] == [(), (note.format("`a`"),)]
    around = f'{{"page": 1, "page": 2, "articles": [{one}, {two}]}}'
    notes = [found.notes for found in read(around) if isinstance(found, RawArticle)]
    assert notes == [(note.format("`page`"),), (note.format("`a`"),)]


@pytest.mark.parametrize("text", ['{"title": "he said \\"yes\\": no", "body": "B"}', '{"a": {"b": 1}, "b": 2}'])
def test_keys_in_texts_and_in_other_objects_are_no_duplicates(text: str) -> None:
    (found,) = read(text)
    assert isinstance(found, RawArticle)
    assert found.notes == ()


@pytest.mark.parametrize("part", ['"x":{"x":1,"x":[2]},', '"a":1,', '"a":"\\":\\":",', '"a":{"b":[]},'])
def test_time_is_linear(part: str) -> None:
    assert_linear(lambda count: read('{"body":"B",' + part * count + '"z":1}'), 20_000)


def ghost_export(posts: list[dict[str, object]]) -> str:
    users = [{"id": "u1", "name": "Ailsa Moray"}, {"id": "u2", "name": "Tom Reid"}]
    tags = [{"id": "t1", "name": "Ferries"}, {"id": "t2", "name": "#internal"}]
    authors = [
        {"post_id": "p1", "author_id": "u2", "sort_order": 1},
        {"post_id": "p1", "author_id": "u1", "sort_order": 0},
        {"post_id": "p1", "author_id": "gone", "sort_order": 2},
    ]
    joined = [{"post_id": "p1", "tag_id": "t1"}, {"post_id": "p1", "tag_id": "t2"}]
    tables = {"posts": posts, "users": users, "tags": tags, "posts_authors": authors, "posts_tags": joined}
    return json.dumps({"db": [{"meta": {"version": "5.0"}, "data": tables}]})


def test_the_database_of_ghost_is_joined() -> None:
    day = "2016-12-14T08:00:00.000Z"
    post: dict[str, object] = {"title": "Ferry", "html": "<p>It ran.</p>", "status": "published", "published_at": day}
    found = values(ghost_export([{"id": "p1", **post}, {"id": "p2", "author_id": "u2", **post}]))
    assert [(each["byline"], each.get("topics")) for each in found] == [
        (["Ailsa Moray", "Tom Reid"], ["Ferries"]),
        (["Tom Reid"], None),
    ]
    assert found[0]["body"] == "It ran."
    assert found[0]["published"] == day


@pytest.mark.parametrize("state", [{"status": "draft"}, {}, {"status": "draft", "published_at": None}])
def test_drafts_of_ghost_are_no_articles(state: dict[str, object]) -> None:
    text = ghost_export([{"id": "p1", "title": "Ferry", "html": "<p>It ran.</p>", **state}])
    (found,) = read(text)
    assert isinstance(found, NoArticle)
    assert "not published" in found.reason
    (found,) = read(ghost_export([{"title": "About", "html": "", "page": 1, "published_at": "2016-12-14"}]))
    assert isinstance(found, NoArticle)
