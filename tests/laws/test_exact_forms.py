"""Words and phrases in the very form typed, in any field: answers are as specified, and no text is read for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import DEFAULT_FIELDS, Archive, Article
from dateline.index.entities.mention import Extraction
from dateline.index.store.store import Store
from dateline.searcher import open_archive
from tests.laws.answers import archive_answer, reference_answer
from tests.laws.test_archive import MATCHES, SORTS, archived, live_after
from tests.reference.archive import Reference

pytestmark = pytest.mark.kernels

# Few terms in many forms, so that the form asked for stands in another field, or beside another form, again and again.
WORDS = (
    "oil",
    "Oil",
    "OIL",
    "oils",
    "price",
    "Price",
    "U.S.",
    "u.s",
    "US",
    "R&D",
    "run",
    "running",
    "pri-\nce",
    "don’t",
)
TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", " ", "\n", ". ", ", ", "-", "  "))), max_size=9
)
TITLES = TEXTS.map(lambda row: "".join(map("".join, row)))
ARTICLES = st.builds(
    lambda number, title, body, source: Article(
        id=f"a{number}",
        title=title,
        body=body,
        source=source,
        published=date(2016, 1, 1 + number),
        mentions=Extraction(),  # or people would be found among the words
    ),
    st.integers(0, 9),
    TITLES,
    TITLES,
    st.sampled_from(("Courier", "Herald")),
)
STEPS = st.lists(st.lists(ARTICLES | st.sampled_from([f"a{n}" for n in range(9)]), max_size=9), min_size=1, max_size=4)
TYPED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)
# A form in any case, and in its own letters.
SIGNS = st.sampled_from(("=", "=="))
EXACT = st.one_of(
    st.tuples(SIGNS, st.sampled_from(WORDS)).map(lambda typed: typed[0] + typed[1].split()[0]),
    st.tuples(SIGNS, TYPED).map(lambda typed: f'{typed[0]}"{" ".join(typed[1])}"'),
    st.tuples(SIGNS, TYPED).map(lambda typed: typed[0] + "-".join("".join(typed[1]).split())),
)
CLAUSES = st.one_of(
    EXACT,
    st.tuples(st.sampled_from(("title:", "body:", "title:", "-title:", "+body:")), EXACT).map("".join),
    st.sampled_from(
        ("oil", "price", "title:oil", "source:courier", "published:>2016-01-05", '"oil price"', "*", "-us")
    ),
)
QUERIES = st.recursive(
    CLAUSES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(" OR ".join),
        inner.map("({})".format),
        inner.map("-({})".format),
        inner.map("title:({})".format),
    ),
    max_leaves=4,
)


@settings(deadline=None, max_examples=60)
@given(STEPS, st.lists(QUERIES, min_size=1, max_size=12), MATCHES, SORTS)
def test_the_index_answers_as_the_specification_does(steps, asked, match, sort) -> None:
    reference = Reference([(0, article) for article in live_after(steps).values()], DEFAULT_FIELDS)
    with archived(steps) as path, open_archive(path) as archive:
        for query in asked:
            assert archive_answer(archive, query, match, sort) == reference_answer(reference, query, match, sort), query
            for hit in archive.search(query, match=match).hits:
                assert hit.explanation().value == hit.score, query


@settings(deadline=None, max_examples=20)
@given(STEPS, st.lists(QUERIES, min_size=1, max_size=8), MATCHES, SORTS)
def test_so_does_reading_every_article(steps, asked, match, sort) -> None:
    reference = Reference([(0, article) for article in live_after(steps).values()], DEFAULT_FIELDS)
    with archived(steps) as path, open_archive(path, use_index=False) as archive:
        for query in asked:
            assert archive_answer(archive, query, match, sort) == reference_answer(reference, query, match, sort), query


# Where a part of the query does not hold, its exact words count in the score all the same.
@pytest.mark.parametrize(
    "query",
    ["(title:==OIL nowhere) OR body:oil", "(title:==Oil nowhere) OR source:courier", "-(title:==OIL nowhere) price"],
)
def test_a_form_scores_where_its_part_of_the_query_does_not_hold(news: Path, query: str) -> None:
    reference = Reference([(0, article) for article in ROWS], DEFAULT_FIELDS)
    with open_archive(news) as archive:
        hits = archive_answer(archive, query, "any", "relevance")["hits"]
        assert hits == reference_answer(reference, query, "any", "relevance")["hits"]
        assert hits


BODY = "The price of Oil rose. oil prices rose in the U.S. and u.s. ports; the running-shoes of a runner."
ROWS = (
    Article(id="capitals", title="OIL PRICES ROSE", body=BODY),
    Article(id="title", title="Oil and price", body=BODY, source="Courier"),
    Article(id="small", title="oil", body="oil prices rose in the us; run shoes"),
    Article(id="body", title="Weather", body="Oil prices", source="Courier"),
)
FOUND = {
    "title:==Oil": ["title"], 'title:=="Oil"': ["title"], "body:==Oil": ["body", "capitals", "title"],
    "==Oil": ["body", "capitals", "title"], "title:==OIL": ["capitals"], "-title:==Oil": ["body", "capitals", "small"],
    'title:=="Oil and"': ["title"], 'title:=="oil and"': [], '=="Oil prices"': ["body"],
    'body:=="Oil prices"': ["body"],
    'title:=="Oil prices"': [], '=="oil prices"': ["capitals", "small", "title"], "==U.S.": ["capitals", "title"],
    "==u.s.": ["capitals", "title"], "U.S.": ["capitals", "title"], "us": ["small"], "title:==U.S.": [],
    "==running-shoes": ["capitals", "title"],
    "==run-shoes": ["small"], "running-shoes": ["capitals", "small", "title"],
    "title:==oil OR title:==OIL": ["capitals", "small"],
    "title:==Oil OR (title:==Oil source:courier)": ["title"], "body:==Oil -title:==Oil": ["body", "capitals"],
}  # fmt: skip


@pytest.fixture
def news(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "news") as archive:
        for row in ROWS:
            archive.add(row)
            archive.commit()
    return tmp_path / "news"


@pytest.mark.parametrize("use_index", [True, False])
def test_a_form_must_stand_in_the_field_it_is_asked_for(news: Path, use_index: bool) -> None:
    with open_archive(news, use_index=use_index) as archive:
        for query, ids in FOUND.items():
            results = archive.search(query, match="all", facets=["source"])
            assert sorted(hit.id for hit in results.hits) == ids, query
            assert results.total == len(ids) == sum(each.count for each in results.facets["source"]), query
            filtered = archive.search(query, match="all", filters=[("source", "courier")])
            assert {hit.id for hit in filtered.hits} == {"title", "body"}.intersection(ids), query
            by_date = archive.search(query, match="all", sort="newest")
            assert {hit.id for hit in by_date.hits} == set(ids), query


@pytest.mark.parametrize(
    ("query", "body", "found"),
    [
        ('=="Oil price"', "The oil price rose. Oil is dear.", False),
        ('=="oil Price"', "The oil price rose. Price!", False),
        ('=="oil price"', "foil price, Oil price, oil", False),
        ('=="oil pri"', "oil price, oil PRI, pri", False),
        ('=="oil price"', "Oil price\noil price, OIL PRICE", True),
        ('=="oil price"', "Oil price (oil) price, OIL PRICE", True),
        ('=="oil price"', "Oil price, oil pri-\nce", True),
        ('=="oil pri"', "Oil pri, oil pri-\nce", True),
        ('=="don\'t run"', "Don't run, DON’T; don’t run", True),
        ('=="3 oil"', "3.5 oil, 3 Oil, oil", False),
        ('=="3 oil"', "3 Oil, 3. Oil, 3 oil", True),
        ('=="Oil Oil"', "Oil oil Oil", False),
        ('=="Oil price"', "oil price, Oil's price", True),
        ('=="Oil price"', "oil price, Oil_price", True),
        ('=="Oil price"', "oil price, Oil’S - “price”", True),
        ('=="Oil price"', "oil price, Oil't price", False),
        ("=東京", "東京, 京東", True),
        ("=東京", "京東", False),
    ],
)
def test_forms_stand_one_after_the_other(tmp_path: Path, query: str, body: str, found: bool) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="a", body=body), extract=False)
    for use_index in (True, False):
        with open_archive(tmp_path / "news", use_index=use_index) as archive:
            assert archive.search(query).total == found


def test_the_past_is_read_as_it_was(news: Path) -> None:
    with Archive.open(news) as archive:
        archive.add(replace(ROWS[1], title="oil and price", body="Oil oil", updated=date(2020, 1, 1)))
    with open_archive(news) as now, open_archive(news, as_of=date(2019, 1, 1)) as then:
        assert [hit.id for hit in now.search("title:==Oil").hits] == []
        assert [hit.id for hit in then.search("title:==Oil").hits] == ["title"]


def test_threads_find_the_same(news: Path) -> None:
    with open_archive(news) as archive:
        wrong: list[str] = []

        def ask(turn: int) -> None:
            queries = list(FOUND.items())
            for query, ids in queries[turn:] + queries[:turn]:
                if sorted(hit.id for hit in archive.search(query, match="all").hits) != ids:
                    wrong.append(query)

        threads = [Thread(target=ask, args=(turn,)) for turn in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []


def test_no_text_is_read(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError("a text is read")

    monkeypatch.setattr(Store, "read", read)
    with open_archive(news) as archive:
        for query, ids in FOUND.items():
            results = archive.search(query, match="all", facets=["source"])
            assert sorted(hit.id for hit in results.hits) == ids, query
            assert results.total == len(ids), query


def test_forms_are_those_that_live_articles_have(news: Path) -> None:
    with Archive.open(news) as archive:
        archive.delete("capitals")
        archive.commit()
    Archive.rebuild(news)
    with open_archive(news) as archive:
        assert archive.search("title:==OIL").total == archive.search("==ROSE").total == 0
        assert archive.search("==Oil").total == 2
