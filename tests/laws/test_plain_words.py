"""A query of plain words is answered as every other query is, only sooner."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article, FieldTable
from dateline.index.errors import FieldError
from dateline.index.fields import DEFAULT_ROWS, Field
from dateline.searcher import Results, SearchArchive, open_archive
from dateline.searcher.engine import matching, ranking
from dateline.searcher.kernel._plain import read_plain
from dateline.searcher.query.noted_words import NOTED
from dateline.searcher.results.plain import PlainPage
from tests.laws.answers import FACETS
from tests.laws.test_archive import STEPS, archived
from tests.oracles.plain import plain_of
from tests.strategies import queries

pytestmark = pytest.mark.kernels

PIECES = (
    "oil", "Oil", "OIL", "running", "run", "the", "of", "mayor", "Lyon", "1990s", "5", "zebra", "ORANGE", "a1b",
    "AND", "OR", "NOT", "and", "or", "AND,", "oil,", "mayor.", "oil.,", ".", ",", "oil.run", "3,000", "2.5",
    "café", "don't", "Lyon's", "R&D", "wp-includes", "-oil", "+oil", "=Oil", "東京", "ß", "title:oil", "story",
    "story:a1", "oi*", "*", "(oil)", "'oil'", "“oil”", '"oil"', '"run', '"', "x" * 255, "x" * 256,
)  # fmt: skip
NOTED_ELSEWHERE = (
    "or",
    "not",
    "within",
    "and",
    "N5",
    "w5",
    "XOR",
    "AROUND",
    "5",
    "2",
    "OF",
    "ATLEAST",
    "BUT NOT",
    "near5",
    "Adj3",
    "PRE12",
    "atleast2",
    "W3",
)
OIL = Article(id="1", title="Oil", body="The price of oil.")
BLANKS = st.sampled_from((" ", " ", " ", "  ", "\n", "\t", "\r\n", "\u00a0", "\x0b", "\x1f", "\u200b", ""))


@st.composite
def plain_texts(draw: st.DrawFn) -> str:
    """Texts that are mostly plain: words, side by side or joined, or in quotation marks."""
    words = draw(st.lists(st.sampled_from((*PIECES[:12], *NOTED_ELSEWHERE)), min_size=1, max_size=5))
    made = draw(st.sampled_from((" ", " AND ", " OR ", "  ", ", ", " OR AND "))).join(words)
    return draw(st.sampled_from(("{}", "{}", ' "{}" ', "{}.", "{} OR", "AND {}", '"{}" oil', 'oil "{}"'))).format(made)


@st.composite
def odd_texts(draw: st.DrawFn) -> str:
    """Texts of anything, one blank or another between."""
    rows = draw(st.lists(st.tuples(BLANKS, st.sampled_from(PIECES)), max_size=6))
    return "".join(blank + piece for blank, piece in rows) + draw(BLANKS)


TEXTS = st.one_of(plain_texts(), odd_texts(), queries())


def everything_of(results: Results) -> list[Any]:
    """Return all that can be read from an answer."""
    said = [repr(results.notes), results.query, results.offset, results.count_by, results.collapsed, len(results)]
    for hit in results.hits:
        said += [hit, repr(hit), hash(hit), hit.rank, hit.id, hit.seq, hit.score, hit.article, hit.copies]
        said += [list(hit.mentions), hit.snippet("[", "]"), hit.snippet(length=30), hit.marks, hit.explanation()]
    return [*said, results.total, results.facets]


def general_answer(archive: SearchArchive, query: str, limit: int) -> Results:
    """Return the answer by way of the tree: an option, even at its default, is enough."""
    return archive.search(query, limit=limit, sort="relevance")


@settings(deadline=None, max_examples=60)
@given(STEPS, st.lists(TEXTS, min_size=1, max_size=12), st.sampled_from((1, 2, 3, 10, 10_000)))
def test_plain_words_are_answered_as_every_query_is(steps, asked, limit) -> None:
    with archived(steps) as path, open_archive(path) as archive:
        for query in asked:
            direct, general = archive.search(query, limit=limit), general_answer(archive, query, limit)
            assert direct == general, query
            assert everything_of(direct) == everything_of(general), query


@settings(deadline=None, max_examples=60)
@given(
    STEPS,
    st.lists(TEXTS, min_size=1, max_size=12),
    st.sampled_from((0, 0, 1, 10)),
    st.lists(st.sampled_from((*FACETS, "places:country", "lag", "topics")), max_size=3),
    st.sampled_from(("auto", "all", "any")),
)
def test_plain_words_are_counted_as_every_query_is(steps, asked, limit, facets, match) -> None:
    with archived(steps) as path, open_archive(path) as archive:
        for query in asked:
            direct = archive.search(query, limit=limit, facets=facets, match=match)
            general = archive.search(query, limit=limit, facets=facets, match=match, sort="relevance")
            assert (direct, direct.total, direct.facets) == (general, general.total, general.facets), query
            assert [hit.explanation() for hit in direct] == [hit.explanation() for hit in general], query
            assert [*direct.facets] == [*dict.fromkeys(facets)]


@settings(max_examples=1000)
@given(TEXTS)
def test_what_is_read_as_plain_words_is_what_the_grammar_reads(text) -> None:
    found = read_plain(text)
    assert found is None or not NOTED.isdisjoint(found[1]) or found == plain_of(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("oil", (1, ["oil"])),
        ("Oil price", (0, ["Oil", "price"])),
        ("oil AND price", (0, ["oil", "price"])),
        ("oil AND price gas", (0, ["oil", "price", "gas"])),
        ("oil OR price OR gas", (1, ["oil", "price", "gas"])),
        (' "oil, price" ', (2, ["oil", "price"])),
        ('"oil"', (1, ["oil"])),
        ("oil, 1990s.", (0, ["oil", "1990s"])),
        ("", None),
        ('""', None),
        ("oil OR price gas", None),
        ("oil N5 price", None),
        ("oil near12 price", None),
        ("covid19 b1a2 n2k q5", (0, ["covid19", "b1a2", "n2k", "q5"])),
        ("oil AROUND 5 price", None),
        ("oil AND", None),
        ("NOT oil", None),
        ("OIL AND GAS", None),
        ("café", None),
        ("oil-price", None),
        ('"oil price" gas', None),
        ("oil " * 300, None),
    ],
)
def test_which_texts_are_plain_words(text, words) -> None:
    assert read_plain(text) == words


def test_a_plain_query_takes_the_short_way_and_any_option_the_long_one(tmp_path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(OIL)
        archive.commit()
    with open_archive(tmp_path / "news") as archive:
        assert isinstance(archive.search("oil").hits[0].page, PlainPage)
        assert isinstance(archive.search("oil price", limit=3).hits[0].page, PlainPage)
        assert not isinstance(archive.search("oil", sort="relevance").hits[0].page, PlainPage)
        with pytest.raises(TypeError, match="limit is a whole number"):
            archive.search("oil", limit=True)


def test_counts_of_plain_words_take_the_short_way_and_wrong_options_are_refused(tmp_path, monkeypatch) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add_many([OIL, Article(id="2", title="Gas", body="The price of gas.", places=("Baku",))])
        archive.commit()
    with open_archive(tmp_path / "news") as archive:
        monkeypatch.setattr(matching, "match", None)  # which every tree needs
        for query, total in (("oil", 1), ("oil OR gas", 2), ("price gas", 1), ("price zebra", 2), ("zebra", 0)):
            results = archive.search(query, limit=0, facets=("places",))
            assert (results.total, sum(each.count for each in results.facets["places"])) == (total, total), query
            assert (len(results), bool(results.notes)) == (0, query == "price zebra")
        with pytest.raises(FieldError, match="there is no facet 'colour'"):
            archive.search("oil", facets=["colour"])
        with pytest.raises(TypeError, match="facets is a list of names"):
            archive.search("oil", facets="places")
        with pytest.raises(TypeError, match="not of int"):
            archive.search("oil", facets=[3])  # type: ignore[list-item]
        with pytest.raises(ValueError, match="0 or more"):
            archive.search("oil", limit=-1)
        with pytest.raises(ValueError, match="match is"):
            archive.search("oil", match="some")  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="facets is a list of names"):
            archive.search("oil", facets=0)  # type: ignore[arg-type]
        assert archive.search("oil", facets=None).facets == {}  # type: ignore[arg-type]


def test_other_analyses_and_fields_that_bare_words_leave_out_take_the_long_way(tmp_path) -> None:
    tables = {
        "left-out": FieldTable([*DEFAULT_ROWS, Field("summary", "text")]),
        "whoosh": FieldTable([*DEFAULT_ROWS, Field("summary", "text", analysis="whoosh:SimpleAnalyzer", bare=True)]),
    }
    for name, fields in tables.items():
        with Archive.create(tmp_path / name, fields=fields) as archive:
            archive.add(OIL)
            archive.commit()
        with open_archive(tmp_path / name) as archive:
            (hit,) = archive.search("oil")
            assert not isinstance(hit.page, PlainPage)


def test_a_phrase_alone_is_looked_for_once_in_a_segment(tmp_path, monkeypatch) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(OIL)
        archive.commit()
    looked, rank_phrase = [], ranking.rank_phrase
    monkeypatch.setattr(ranking, "rank_phrase", lambda *given: looked.append(given) or rank_phrase(*given))
    monkeypatch.setattr(matching, "find_phrase", lambda *given: looked.append(given))
    with open_archive(tmp_path / "news") as archive:
        for query, hits in (('"price of oil"', 1), ('"oil price"', 0), ('title:"price of oil"', 0)):
            looked.clear()
            assert (len(archive.search(query)), len(looked)) == (hits, 1), query
