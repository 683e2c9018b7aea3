"""Facets of people and places by an authority file, over several segments, equal what reading every article gives."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Article
from dateline.index.errors import IndexDamaged
from dateline.searcher import open_archive
from dateline.searcher.engine.facet_tables import open_facet_table
from dateline.searcher.kernel._matches import Matches
from tests.laws.test_archive import archived

pytestmark = pytest.mark.kernels

PEOPLE, PLACES = ("Mary Robinson", "Bourke", "Ilham Aliyev", "I. Aliyev"), ("Baku", "Paris", "France", "Springfield")
AUTHORITIES = (
    "",
    '[[people]]\nname = "Mary Robinson"\naliases = ["Bourke"]\n[[places]]\nname = "Paris"\nhidden = true\n',
    '[[people]]\nname = "The President"\n[[people.split]]\nfrom = "Bourke"\narticles = ["a1", "a2", "a5"]\n',
    '[[people]]\nname = "Bourke"\nhidden = true\n[[people]]\nname = "Eve"\n'
    '[[people.split]]\nfrom = "Bourke"\narticles = ["a3"]\n[[people.split]]\nfrom = "Ilham Aliyev"\narticles = ["a3"]\n'
    '[[places]]\nname = "Springfield, Ohio"\n[[places.split]]\nfrom = "Springfield"\narticles = ["a1", "a4"]\n',
)
QUERIES = ("oil", "oil OR gas", "oil gas", "zinc gas", "+oil -gas", "*", "places:france OR oil", "zinc")
FACETS = ("people", "places", "places:country", "source", "published:year")


def articles(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=3, unique=True)


ROWS = st.builds(
    lambda id, words, people, places, source: Article(
        id=f"a{id}", body=" ".join(words), people=tuple(people), places=tuple(places), source=source
    ),
    st.integers(0, 9), st.lists(st.sampled_from(("oil", "gas", "rain")), max_size=3),
    articles(PEOPLE), articles(PLACES),
    st.sampled_from((None, "Wire", "courier", "Courier")),
)  # fmt: skip
STEPS = st.lists(st.lists(ROWS | st.integers(0, 9).map("a{}".format), max_size=10), min_size=1, max_size=4)


@settings(deadline=None, max_examples=40)
@given(STEPS, st.sampled_from(AUTHORITIES))
def test_facets_by_an_authority_are_counted_as_reading_every_article_does(steps, authority) -> None:
    with archived(steps) as path:
        if authority:
            (path / "authority.toml").write_text(authority, encoding="utf-8")
        with open_archive(path) as index, open_archive(path, use_index=False) as scan:
            for query in QUERIES:
                found = [each.search(query, limit=0, facets=FACETS) for each in (index, scan)]
                assert found[0].total == found[1].total, query
                assert found[0].facets == found[1].facets, query
                assert [each[:2] for each in found[0].facets.values()] == [
                    tuple(each[:2]) for each in found[1].facets.values()
                ], query
                for name in FACETS[:3]:
                    kept = [each.search(query, limit=0, filters=[(name, "")], match="all") for each in (index, scan)]
                    whole = index.search(query, limit=0, facets=[name], match="all").facets[name]
                    lacking = sum(each.count for each in whole if each.value is None)
                    assert [each.total for each in kept] == [lacking] * 2, (query, name)


STORED = [[Article(id="1", body="oil", source="Wire")], [Article(id="2", body="oil", source="Post")]]


def test_damaged_values_name_their_file_when_they_are_looked_at() -> None:
    with archived(STORED) as path, open_archive(path) as archive:
        segments = archive._view.engine.segments  # type: ignore[attr-defined]
        column = segments[0].keywords["source"]
        wrong = replace(column, values=memoryview(bytes(column.values).replace(b"Wire", b"Wir\xff")))
        for chosen in (segments[:1], segments):
            rows = [replace(chosen[0], keywords={"source": wrong}), *chosen[1:]]
            table = open_facet_table(rows, "source", None)
            counts, without = table.count([Matches(len(each), b"\1") for each in rows])
            assert (len(counts), without) == (len(rows), 0)
            with pytest.raises(IndexDamaged, match="UTF-8") as raised:
                counts.best(10)
            assert raised.value.file == chosen[0].file.path


def test_damaged_offsets_of_values_name_their_file() -> None:
    with archived(STORED) as path, open_archive(path) as archive:
        first, second = archive._view.engine.segments  # type: ignore[attr-defined]
        offsets = memoryview(array("I", [0, 99]))
        wrong = replace(second, keywords={"source": replace(second.keywords["source"], value_offsets=offsets)})
        with pytest.raises(IndexDamaged, match="ascend") as raised:
            open_facet_table([first, wrong], "source", None)
        assert raised.value.file == second.file.path
