"""Whoosh's vocabulary: schemas, analysers by name, and its own machinery as an oracle of the analysis."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import analysis, fields

from dateline.index import DEFAULT_FIELDS, Archive, Article, Field, FieldTable
from dateline.index.analysis.english import analyze
from dateline.index.analysis.registry import analyzer_of
from dateline.index.analysis.whoosh import english_analyzer, name_of
from dateline.index.analysis.whoosh_schema import fields_from_schema, schema_from_fields
from dateline.index.errors import FieldError
from dateline.searcher import open_archive
from tests.strategies import WORDS

TEXTS = st.text() | st.lists(st.sampled_from([*WORDS, "O’Brien", "we’ve", "1,234.5", "1.2.3", "'s", "naïve"])).map(
    " ".join
)


@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_a_whoosh_analyser_says_the_same_as_the_native_analysis(text: str) -> None:
    said = [(t.text, t.pos, t.startchar, t.endchar) for t in english_analyzer()(text, positions=True, chars=True)]
    assert said == [(token.term, place, token.start, token.end) for place, token in enumerate(analyze(text))]


def test_the_default_table_goes_to_a_schema_and_back() -> None:
    there = schema_from_fields(DEFAULT_FIELDS)
    assert sorted(there.names()) == sorted(row.name for row in DEFAULT_FIELDS)
    back = fields_from_schema(there)
    assert {row.name: row for row in back} == {row.name: row for row in DEFAULT_FIELDS}


@pytest.mark.parametrize(
    "analyzer",
    [analysis.StandardAnalyzer(), analysis.SimpleAnalyzer(), analysis.StemmingAnalyzer(), analysis.KeywordAnalyzer(),
     analysis.NgramWordAnalyzer(2, 4), analysis.StandardAnalyzer(stoplist=None, minsize=1), english_analyzer()],
)  # fmt: skip
def test_an_analyser_has_a_name_that_makes_it_again(analyzer: object) -> None:
    name = name_of(analyzer)
    text = "Running the Wi-Fi café, running 2 runs"
    made = [(token.term, token.start, token.end) for token in analyzer_of(name)(text)]
    assert made == [(t.text, t.startchar, t.endchar) for t in analyzer(text, positions=True, chars=True, mode="index")]  # type: ignore[operator]


@pytest.mark.parametrize(
    "spec", ["whoosh:Nope", "whoosh:__import__('os')", "whoosh:StandardAnalyzer(3)", "french", "whoosh:("]
)
def test_a_name_that_is_none_is_an_error_in_words(spec: str) -> None:
    with pytest.raises(FieldError):
        analyzer_of(spec)
    with pytest.raises(FieldError, match="field 'text'"):
        Archive.create("never-made", fields=FieldTable([Field("text", "text", analysis=spec, bare=True)]))


def test_an_archive_of_a_schema_is_searched_by_its_analysers(tmp_path: Path) -> None:
    schema = fields.Schema(
        title=fields.TEXT(field_boost=3.0),
        body=fields.TEXT(analyzer=analysis.NgramWordAnalyzer(3, 3)),
        desk=fields.KEYWORD,
        published=fields.DATETIME,
        raw=fields.STORED,
    )
    with Archive.create(tmp_path / "news", schema=schema) as archive:
        assert archive.fields.get("title").weight == 3.0  # type: ignore[union-attr]
        assert set(archive.schema.names()) == {"title", "body", "desk", "published"}
        archive.add(
            Article(id="1", title="Running late", body="oilfield", extra={"desk": "sport"}, published=date(2016, 1, 2))
        )
        archive.add(Article(id="2", title="Run", body="nothing", extra={"desk": "news"}))
    for use_index in (True, False):
        with open_archive(tmp_path / "news", use_index=use_index) as archive:
            found = {query: [hit.id for hit in archive.search(query).hits] for query in
                     ("ilfie", "title:running", "title:run", "desk:sport", "published:2016", "the")}  # fmt: skip
            assert found == {
                "ilfie": ["1"], "title:running": ["1"], "title:run": ["2"], "desk:sport": ["1"],
                "published:2016": ["1"], "the": [],
            }  # fmt: skip
            assert archive.stats().articles == 2
            hit = archive.search("oil").hits[0]
            assert hit.snippet("[", "]") == "[oil]field"
            assert hit.explanation().value == hit.score


def test_an_unknown_type_says_what_to_use() -> None:
    with pytest.raises(FieldError, match="use TEXT"):
        fields_from_schema(fields.Schema(x=fields.FieldType(None, None)))


def test_part_of_a_word_is_found_by_its_grams_and_a_date_by_its_own_field(tmp_path: Path) -> None:
    schema = fields.Schema(body=fields.TEXT(analyzer=analysis.NgramWordAnalyzer(2, 4)), filed=fields.DATETIME)
    with Archive.create(tmp_path / "news", schema=schema) as archive:
        archive.add(Article(id="1", body="London bridge", extra={"filed": "2016-12-14"}, published=date(1999, 1, 1)))
        archive.add(Article(id="2", body="Bonn", extra={"filed": ["2015-01-02", "no date"]}))
        archive.add(Article(id="3", body="lend a pond"))
    wanted = {
        "lon": ["1"], "ondo": ["1"], "london": ["1"], '"london bridge"': ["1"], '"bridge london"': [],
        "lond bri": ["1"], "filed:2016": ["1"], "filed:2015-01": ["2"], "-filed:*": ["3"],
    }  # fmt: skip
    for use_index in (True, False):
        with open_archive(tmp_path / "news", use_index=use_index) as archive:
            assert {query: [hit.id for hit in archive.search(query).hits] for query in wanted} == wanted
            counts = archive.search("*", facets=["filed:year"]).facets["filed:year"]
            assert [(each.value, each.count) for each in counts] == [("2015", 1), ("2016", 1), (None, 1)]


def test_an_archive_without_a_date_field_has_no_days(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news", schema=fields.Schema(body=fields.TEXT, published=fields.KEYWORD)) as archive:
        archive.add(Article(id="1", body="oil", published=date(2016, 1, 2)))
    with open_archive(tmp_path / "news") as archive:
        assert (archive.stats().articles, archive.stats().first) == (1, None)
        assert archive.search("oil").total == 1
