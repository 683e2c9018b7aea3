"""Search requests: their checks, their JSON, and the command line that says the same."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.commands.queries import request_of
from dateline.commands.search import search
from dateline.index import Archive, Article
from dateline.index.errors import FieldError, QueryError
from dateline.searcher import SearchArchive, SearchRequest, open_archive
from tests.repo.documents import written_schema

TODAY = date(2016, 12, 14)
SCHEMA = written_schema("A search request, schema 1")
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
DAYS = st.none() | st.dates()


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    """Draw a request with any options."""
    names = st.from_regex(r"[a-z]{1,8}(:[a-z]{1,5})?", fullmatch=True)
    return SearchRequest(
        draw(WORDS),
        limit=draw(st.integers(0, 10_000)),
        offset=draw(st.integers(0, 10_000)),
        sort=draw(st.sampled_from(["relevance", "newest", "oldest"])),
        facets=draw(st.lists(names, max_size=3)),
        filters=draw(st.lists(st.tuples(names, WORDS | st.just("")), max_size=3)),
        match=draw(st.sampled_from(["auto", "all", "any"])),
        today=draw(DAYS),
        certainly=draw(st.booleans()),
        aliases=draw(st.booleans()),
        collapse=draw(st.sampled_from([None, "story"])),
        count_by=draw(st.sampled_from(["article", "story", "source"])),
        as_of=draw(DAYS),
        strict=draw(st.booleans()),
        plain=draw(st.booleans()),
        closeness=draw(st.booleans()),
        half_life=draw(st.none() | st.integers(1, 999_999)),
    )


@pytest.fixture
def archive(tmp_path: Path) -> SearchArchive:
    with Archive.create(tmp_path / "news") as made:
        made.add(Article(id="a", title="Oil", body="Oil rose.", source="Courier", people=("Ann Lee", "Bo Ek")))
        made.add(Article(id="b", title="Oil", body="Oil fell.", source="Post", people=("Ann Lee",)))
    return open_archive(tmp_path / "news")


@given(requests())
def test_json_gives_the_request_back_and_fits_its_schema(request: SearchRequest) -> None:
    text = request.as_json()
    assert SearchRequest.from_json(text) == request
    jsonschema.validate(json.loads(text), SCHEMA)


@given(requests())
def test_the_command_line_of_a_request_says_the_same(request: SearchRequest) -> None:
    program, name, *words = request.as_command()
    assert (program, name) == ("dateline", "search")
    with search.make_context("search", words) as context:
        options = dict(context.params)
        page = {each: options[each] for each in ("limit", "offset", "sort", "facets", "collapse")}
        assert request_of(options["query"], options, **page) == request.on(date.today())


def test_a_request_gives_the_answer_of_its_arguments(archive: SearchArchive) -> None:
    request = SearchRequest("oil", limit=1, facets=["source"], filters={"people": ["Ann Lee", "Bo Ek"]})
    results = archive.search(request)
    assert [hit.id for hit in results] == ["a"]
    assert results.total == 1
    same = archive.search("oil", limit=1, facets=["source"], filters=[("people", "Ann Lee"), ("people", "Bo Ek")])
    assert (same.hits, same.facets) == (results.hits, results.facets)
    assert [hit.id for hit in archive.search("oil", filters={"source": "post"})] == ["b"]


def test_results_are_a_collection_of_their_hits(archive: SearchArchive) -> None:
    results = archive.search("oil", limit=1)
    assert results
    assert (len(results), results.total) == (1, 2)
    assert list(results) == list(results.hits)
    assert not archive.search("nickel")


def test_recency_needs_a_reference_day(archive: SearchArchive) -> None:
    with pytest.raises(QueryError, match="half_life counts from a reference day; pass today"):
        archive.search("oil", half_life=30)
    with pytest.raises(QueryError, match="half_life"):
        archive.verdict("a", "oil", half_life=30)
    assert archive.search("oil", half_life=30, today=TODAY).total == 2


def test_a_request_of_another_day_is_refused(archive: SearchArchive, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"for the current state.*as of 2016-12-14"):
        archive.search(SearchRequest("oil", as_of=TODAY))
    with open_archive(tmp_path / "news", as_of=TODAY) as former, pytest.raises(ValueError, match="as of 2016-12-14"):
        former.search(SearchRequest("oil"))
    with pytest.raises(TypeError, match="pass limit to SearchRequest"):
        archive.search(SearchRequest("oil"), limit=3)


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"sort": "date"}, ValueError, "sort is 'relevance', 'newest' or 'oldest', not 'date'"),
        ({"sort": "newst"}, ValueError, "sort is 'newest'"),
        ({"match": "foo"}, ValueError, "match is 'auto', 'all' or 'any', not 'foo'"),
        ({"collapse": "stories"}, ValueError, "collapse is 'story' or None, not 'stories'"),
        ({"count_by": "articles"}, ValueError, "count_by is 'article'"),
        ({"facets": "people"}, TypeError, r'facets is a list of names: facets=\["people"\]'),
        ({"facets": [1]}, TypeError, "facets is a list of names, not of int"),
        ({"filters": "source=x"}, TypeError, "filters is a mapping"),
        ({"filters": ["source=x"]}, TypeError, "filters is a mapping"),
        ({"filters": {"source": 1}}, TypeError, "the filter on source is a value or a list of values"),
        ({"filters": [("source", 1)]}, TypeError, "a filter is a field and a value, both text"),
        ({"closeness": 1}, TypeError, "closeness is True or False, not 1"),
        ({"half_life": True}, TypeError, "half_life is a whole number of days or None, not True"),
        ({"half_life": 0}, ValueError, "half_life is 1 day or more, not 0"),
        ({"limit": -1}, ValueError, "limit and offset are 0 or more"),
        ({"limit": "5"}, TypeError, "limit is a whole number, not '5'"),
        ({"offset": True}, TypeError, "offset is a whole number"),
        ({"today": "2016-12-14"}, TypeError, "today is a datetime.date or None"),
        ({"certainly": "yes"}, TypeError, "certainly is True or False"),
        ({"facets": 5}, TypeError, "facets is a list of names"),
        ({"filters": 5}, TypeError, "filters is a mapping"),
        ({"filters": {"source": b"x"}}, TypeError, "the filter on source is a value or a list of values"),
    ],
)
def test_a_wrong_option_is_named_with_the_right_ones(
    archive: SearchArchive, options: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        archive.search("oil", **options)
    with pytest.raises(error, match=words):
        SearchRequest("oil", **options)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "this is no JSON"),
        ("[]", 'a search request is a JSON object with "query"'),
        ('{"limit": 3}', 'a search request is a JSON object with "query"'),
        ('{"query": "oil", "schema": 2}', "has schema 2; this Dateline reads schema 1"),
        ('{"query": "oil", "facet": []}', "a search has no option 'facet'; it has facets"),
        ('{"query": "oil", "today": "yesterday"}', "today is an ISO day"),
        ('{"query": 5}', "a query is text, not int"),
    ],
)
def test_wrong_json_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        SearchRequest.from_json(text)


def test_an_unknown_option_is_named_with_the_ones_there_are(archive: SearchArchive) -> None:
    options: dict[str, Any] = {"limits": 5}
    with pytest.raises(TypeError, match="a search has no option 'limits'; it has limit, "):
        archive.search("oil", **options)


def test_none_stands_for_no_facets_and_no_filters(archive: SearchArchive) -> None:
    none: Any = None
    assert archive.search("oil", facets=none, filters=none).total == 2


def test_an_archive_is_opened_for_a_day(tmp_path: Path, archive: SearchArchive) -> None:
    instant = datetime(2100, 12, 5, 10, 30)
    with open_archive(tmp_path / "news", as_of=instant) as former:
        assert former.search("oil").total == 2
        assert former.search(SearchRequest("oil", as_of=instant)).total == 2
    wrong: Any = "2016-12-05"
    with pytest.raises(TypeError, match=r"as_of is a datetime.date or None, not '2016-12-05'"):
        open_archive(tmp_path / "news", as_of=wrong)


def test_left_out_attributes_have_their_defaults() -> None:
    assert SearchRequest.from_json('{"query": "oil"}') == SearchRequest("oil")


def test_a_request_is_a_value() -> None:
    instant = datetime(2016, 12, 14, 12, 30)
    request = SearchRequest("oil", facets=["people"], filters={"source": "x"}, today=instant)
    assert request == SearchRequest("oil", facets=("people",), filters=[("source", "x")], today=TODAY)
    assert len({request, SearchRequest.from_json(request.as_json())}) == 1
    assert request.on(date(2017, 1, 1)) is request
    assert SearchRequest("oil").on(TODAY).today == TODAY


def test_an_unknown_facet_or_filter_is_an_error_of_the_archive(archive: SearchArchive) -> None:
    for options in ({"facets": ["persons"]}, {"filters": {"persons": "x"}}):
        with pytest.raises(FieldError, match="persons"):
            archive.search("oil", **options)
