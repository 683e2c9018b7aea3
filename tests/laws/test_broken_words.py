"""Words that ends of lines have broken are found as printed and as joined, and count as the specification says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.index import DEFAULT_FIELDS, Archive, Article
from dateline.searcher import open_archive
from dateline.searcher.engine.scan import Scan
from tests.laws.test_archive import archived, live_after
from tests.laws.test_scanning import tree_of
from tests.reference.archive import Reference

pytestmark = pytest.mark.kernels

# Few words, so that halves, whole words and stems meet: "a" and "b" make "ab" and "ba", "run" and "ning" make a "run",
# "t" and "he" make "the", which makes pairs with "a" and "he".
WORDS = (
    "a",
    "b",
    "ab",
    "ba",
    "aba",
    "run",
    "ning",
    "running",
    "runn",
    "ing",
    "Ab",
    "3",
    "don't",
    "東",
    "t",
    "he",
    "the",
)
JOINTS = (
    " ", " ", "-\n", "-\n", "-\n", "\u00ad\n", "\u2010 \n\t", "¬\r\n", "\u00ad-\n", "-", "- ", " -\n", "--\n", "-\n\n",
    "-\n-\n", ".\n", "'s-\n", "\u00ad",
)  # fmt: skip
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINTS)), max_size=14).map(
    lambda row: "".join(word + joint for word, joint in row)
)
ARTICLES = st.builds(
    lambda number, title, body: Article(id=f"a{number}", title=title, body=body), st.integers(0, 7), TEXTS, TEXTS
)
STEPS = st.lists(st.lists(ARTICLES | st.sampled_from([f"a{n}" for n in range(8)]), max_size=8), min_size=1, max_size=4)
WORD = st.sampled_from(WORDS)
CLAUSES = st.one_of(
    WORD,
    WORD.map("==".__add__),
    st.lists(WORD, min_size=1, max_size=4).map(lambda row: f'"{" ".join(row)}"'),
    st.lists(WORD, min_size=2, max_size=3).map("-".join),
    st.lists(WORD, min_size=1, max_size=4).map(lambda row: f'body:"{" ".join(row)}"'),
    WORD.map("title:".__add__),
)
QUERIES = st.one_of(
    CLAUSES,
    st.lists(CLAUSES, min_size=2, max_size=3).map(" ".join),
    st.lists(CLAUSES, min_size=2, max_size=3).map(" OR ".join),
    st.tuples(CLAUSES, CLAUSES).map(lambda pair: f"{pair[0]} NOT {pair[1]}"),
)


# "ing" is broken before an "ing", so that both begin a phrase with one "b".
SHARED = [[Article(id=f"a{number}", title="", body="ing-\ning b " + "a " * number) for number in range(6)]]


@settings(deadline=None, max_examples=150)
@example(SHARED, ['"ing b"', '"ing b a"', '"a b" OR "ing b"'])
@given(STEPS, st.lists(QUERIES, min_size=1, max_size=15))
def test_an_archive_finds_and_counts_broken_words_as_the_specification_does(steps, asked) -> None:
    reference = Reference([(0, article) for article in live_after(steps).values()], DEFAULT_FIELDS)
    with archived(steps) as path, open_archive(path) as archive:
        for query in asked:
            hits = archive.search(query, limit=100).hits
            assert tuple((hit.id, hit.score) for hit in hits) == reference.search(query).ranking, query
            assert all(hit.explanation().value == hit.score for hit in hits)


@settings(deadline=None, max_examples=150)
@given(st.lists(ARTICLES, max_size=6, unique_by=lambda article: article.id), st.lists(QUERIES, max_size=15))
def test_so_does_reading_every_article(rows, asked) -> None:
    numbered = list(enumerate(rows, start=1))
    scan, reference = Scan(numbered, DEFAULT_FIELDS), Reference(numbered, DEFAULT_FIELDS)
    for query in asked:
        ranked = scan.rank(tree_of(scan, DEFAULT_FIELDS, query, "auto"), 100, "relevance")
        assert tuple((each.id, each.score) for each in ranked) == reference.search(query).ranking, query


BROKEN = Article(id="b", title="Weather", body="Scientists say the cli-\nmate change con-\n  tinues. It is so-called.")
FOUND = (
    "climate", "cli-mate", '"cli mate"', "cli", "mate", "==climate", '"the climate change"', '"climate change"',
    "continues", '"say the climate change continues it"', '"change con tinues"', '"climate change con tinues"',
    "so-called",
)  # fmt: skip
MISSED = (
    "==Climate",
    '"climate mate"',
    '"the mate"',
    '"cli climate"',
    "socalled",
    '"cli change"',
    '"climate continues"',
)


def test_a_broken_word_is_found_both_ways_alone_and_in_phrases(tmp_path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(BROKEN)
        archive.add(replace(BROKEN, id="whole", body=BROKEN.body.replace("-\n", "-")))
    with open_archive(tmp_path / "news") as found:
        for query in FOUND:
            assert "b" in {hit.id for hit in found.search(query, match="all").hits}, query
        for query in MISSED:
            assert not found.search(query, match="all").hits, query
        assert [hit.id for hit in found.search("climate").hits] == ["b"]
        (hit,) = found.search('"the climate change"').hits
        assert hit.snippet("<", ">").startswith("Scientists say <the cli- mate change> con- tinues.")
        assert hit.article.body == BROKEN.body
