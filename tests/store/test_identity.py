"""Which article an incoming one is: by id, by URL, by file, by content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.index.article import Article
from dateline.index.store.identity import CANONICAL, SeenKeys, canonical_url
from dateline.index.store.store import Store

SMALL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "articles.db") as made:
        yield made


def add_one(store: Store, **values: object) -> tuple[str, bool, bool]:
    """Add an article; return its id, whether it replaced one, whether nothing changed."""
    (stored,) = store.add([Article(**values)])  # type: ignore[arg-type]
    return stored.id, stored.replaced is not None, stored.unchanged


URL = "https://example.org/a"
FIRST = {"title": "one", "body": "text"}
OTHER = {"title": "two", "body": "text"}

# (first article, second article, what the second does to the first)
IDENTITIES = [
    ({"id": "a"} | FIRST, {"id": "a"} | OTHER, "replaces"),
    ({"id": "a"} | FIRST, {"id": "a"} | FIRST, "nothing"),
    ({"id": "a"} | FIRST, {"id": "b"} | FIRST, "another"),
    ({"id": ""} | FIRST, {"id": ""} | FIRST, "nothing"),
    (FIRST, FIRST, "nothing"),
    (FIRST, OTHER, "another"),
    ({"url": URL} | FIRST, {"url": URL} | OTHER, "replaces"),
    ({"url": URL} | FIRST, {"url": "HTTPS://Example.org:443/a/?utm_source=x#top"} | OTHER, "replaces"),
    ({"url": URL} | FIRST, {"url": URL + "?page=2"} | FIRST, "another"),
    ({"url": URL} | FIRST, {"url": URL} | FIRST, "nothing"),
    ({"id": "a", "url": URL} | FIRST, {"url": URL} | OTHER, "replaces"),
    ({"id": "a", "url": URL} | FIRST, {"id": "b", "url": URL} | OTHER, "another"),
    ({"url": URL} | FIRST, {"id": URL} | OTHER, "replaces"),
    ({"file": "/x/a.txt"} | FIRST, {"file": "/x/a.txt"} | OTHER, "replaces"),
    ({"file": "/x/a.txt"} | FIRST, {"file": "/x/b.txt"} | OTHER, "another"),
    ({"file": "/x/a.txt"} | FIRST, {"file": "/x/b.txt"} | FIRST, "nothing"),
    ({"id": "a", "file": "/x/a.txt"} | FIRST, {"file": "/x/a.txt"} | OTHER, "replaces"),
    ({"file": "/x/a.txt", "url": URL} | FIRST, {"file": "/x/b.txt", "url": URL} | OTHER, "replaces"),
    ({"file": "/x/a.txt"} | FIRST, {"file": "/x/a.txt", "url": URL} | OTHER, "replaces"),
    ({"id": "a", "notes": ("mended",)} | FIRST, {"id": "a"} | FIRST, "nothing"),
    ({"id": "a", "file": "/x/a.txt"} | FIRST, {"id": "a", "file": "/y/a.txt"} | FIRST, "nothing"),
]


@pytest.mark.parametrize("between", ["one batch", "two batches", "commit"])
@pytest.mark.parametrize(("first", "second", "does"), IDENTITIES)
def test_identity_table(store: Store, first: dict, second: dict, does: str, between: str) -> None:
    if between == "one batch":
        a, b = store.add([Article(**first), Article(**second)])
    else:
        (a,) = store.add([Article(**first)])
        if between == "commit":
            store.commit()
        (b,) = store.add([Article(**second)])
    store.commit()
    assert a.replaced is None
    assert not a.unchanged
    expected = {"replaces": (True, a.seq, False), "nothing": (True, None, True), "another": (False, None, False)}[does]
    assert (b.id == a.id, b.replaced, b.unchanged) == expected
    assert b.article.id == b.id
    assert (b.seq == a.seq) == (does == "nothing")
    assert store.count() == (2 if does == "another" else 1)


def test_the_id_of_an_article_with_a_url_is_its_canonical_url(store: Store) -> None:
    assert add_one(store, url="HTTP://Example.org:80/a/?utm_medium=x", body="b")[0] == "http://example.org/a"


def test_the_id_of_a_text_is_the_same_in_every_archive(store: Store) -> None:
    # Ids are cited by people: this one may never change.
    assert add_one(store, title="Floods in Lyon", body="The Rhône rose.", published=date(2016, 12, 14))[0] == (
        "53dde0cad5eea686"
    )


def test_copies_of_a_file_that_has_changed_since_do_not_turn_it_back(store: Store) -> None:
    first, _, _ = add_one(store, file="/a.txt", body="old")
    assert add_one(store, file="/a.txt", body="newer") == (first, True, False)
    copy, replaced, unchanged = add_one(store, file="/b.txt", body="old")
    assert copy != first
    assert not replaced
    assert not unchanged
    assert add_one(store, file="/c.txt", body="old") == (copy, False, True)
    assert add_one(store, file="/a.txt", body="newer") == (first, False, True)
    assert store.get(first).body == "newer"


def test_among_articles_of_one_url_the_last_one_that_still_has_it_is_meant(store: Store) -> None:
    store.add([Article(id="a", url=URL, body="1"), Article(id="b", url=URL, body="2")])
    store.commit()
    # In one batch b leaves the URL, and the next article finds a.
    left, found = store.add([Article(id="b", body="3"), Article(url=URL, body="4")])
    assert (left.id, found.id) == ("b", "a")


def test_a_source_without_ids_keeps_its_article_when_another_source_gives_the_page_an_id(store: Store) -> None:
    store.add([Article(url=URL, body="1"), Article(id="a", url=URL, body="2")])
    store.commit()
    again, changed = store.add([Article(url=URL, body="1"), Article(url=URL, body="3")])
    assert (again.id, again.unchanged) == (URL, True)
    assert (changed.id, changed.replaced) == (URL, again.seq)


def test_a_deleted_article_can_be_added_again(store: Store) -> None:
    (first,) = store.add([Article(id="a", body="1")])
    store.delete(["a"])
    (again,) = store.add([Article(id="a", body="1")])
    assert again.replaced is None
    assert not again.unchanged
    assert again.seq == first.seq + 2
    assert store.get("a").body == "1"
    assert store.count() == 1


def test_a_deleted_article_does_not_hold_its_url_any_more(store: Store) -> None:
    store.add([Article(id="a", url=URL, body="1")])
    store.delete(["a"])
    assert add_one(store, url=URL, body="1") == (URL, False, False)


CANONICAL_CASES = [
    ("https://example.org/", "https://example.org"),
    (" https://example.org/a ", "https://example.org/a"),
    ("HTTPS://EXAMPLE.org/A/b//", "https://example.org/A/b"),
    ("http://example.org:8080/a", "http://example.org:8080/a"),
    ("http://example.org:/a", "http://example.org/a"),
    ("https://u:P@Example.org:443/a", "https://u:P@example.org/a"),
    ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
    ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
    ("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1"),
    ("https://example.org/a?utm_source=x&id=3&fbclid=y&gclid", "https://example.org/a?id=3"),
    ("https://example.org/a?utm=3", "https://example.org/a?utm=3"),
    ("https://example.org/a#b", "https://example.org/a"),
    ("https://example.org/#!/story/7", "https://example.org#!/story/7"),
    ("http://[::1", "http://[::1"),
    ("urn:newsml:reuters.com:20161214:1", "urn:newsml:reuters.com:20161214:1"),
    ("/a/b/", "/a/b/"),
    ("  ", None),
]


@pytest.mark.parametrize(("url", "canonical"), CANONICAL_CASES)
def test_urls_of_one_page_are_equal_in_canonical_form(url: str, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


@given(st.one_of(st.text(), st.from_regex(r"https?://[A-Za-z0-9.:@-]{1,9}(/[a-zA-Z0-9;%.~/?&=#!_-]{0,20})?")))
@settings(deadline=None)
def test_a_canonical_url_is_canonical(url: str) -> None:
    once = canonical_url(url)
    assert once is None or canonical_url(once) == once


@given(st.from_regex(re.compile(CANONICAL.pattern, CANONICAL.flags), fullmatch=True))
@settings(deadline=None)
def test_the_quick_look_at_a_url_agrees_with_taking_it_apart(url: str) -> None:
    # A space in front keeps the quick look from recognising it.
    assert canonical_url(url) == url == canonical_url(" " + url)


def test_a_key_met_before_in_a_first_load_is_never_taken_for_a_new_one() -> None:
    seen = SeenKeys()
    assert seen.add("a", URL, "/f")
    assert not seen.add("a", None, None)
    assert seen.has(URL, None)
    assert seen.has(None, "/f")
    assert not seen.has("/f", URL)
    assert not seen.has(None, None)


@given(
    batches=st.lists(
        st.lists(
            st.builds(
                Article,
                id=st.none() | st.sampled_from("ab"),
                url=st.none() | st.sampled_from([URL, URL + "/b"]),
                file=st.none() | st.sampled_from(["/a", "/b"]),
                body=st.sampled_from("xy"),
            ),
            max_size=4,
        ),
        max_size=4,
    )
)
@SMALL
def test_how_articles_fall_into_batches_and_commits_does_not_matter(
    tmp_path: Path, batches: list[list[Article]]
) -> None:
    def results(groups: list[list[Article]], *, commit: bool) -> list[tuple[object, ...]]:
        path = tmp_path / "articles.db"
        path.unlink(missing_ok=True)
        found: list[tuple[object, ...]] = []
        with Store.create(path) as store:
            for group in groups:
                found += [(s.seq, s.id, s.replaced, s.unchanged) for s in store.add(group)]
                if commit:
                    store.commit()
            store.commit()
            return [*found, *((seq, article) for seq, article in store.scan())]

    singly = results([[article] for batch in batches for article in batch], commit=True)
    assert results(batches, commit=False) == singly
    assert results([[article for batch in batches for article in batch]], commit=False) == singly
