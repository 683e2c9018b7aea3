"""All of Reuters-21578: the archive against the specification and against the file."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from dateline.index import DEFAULT_FIELDS, Archive
from dateline.searcher import open_archive
from tests.collection import collection, records, reuters
from tests.reference.archive import Reference

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]


@pytest.fixture(scope="module")
def source() -> Path:
    return collection("reuters21578/articles.jsonl.xz")


@pytest.fixture(scope="module")
def archived(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reuters") / "news"
    with Archive.create(path) as archive:
        done = archive.add_many(reuters(source), extract=False)
    assert done.added == 21578
    return path


def drawn_queries(source: Path, count: int) -> list[str]:
    """Draw queries from the titles, every operator among them."""
    chance = random.Random(21578)
    titles = [words for record in records(source) if len(words := record["title"].split()) >= 4]
    shapes = (
        "{0} {1}", "{0} OR {1}", "{0} AND {1}", '"{0} {1}"', "+{0} {1}", "{0} -{1}", "{0} NOT {1}", "title:{0} {1}",
        "({0} OR {1}) {2}", 'body:"{0} {1}"', "={0} {1}", "{0} places:usa", "{0} published:1987-03",
        "{0} published:1987-02-26..1987-03-05", "{0} published:>1987-10", "{0} topics:acq -places:uk", "* -{0}",
        "people:reagan {0}", "{0} {1} {2} {3}",
    )  # fmt: skip
    made = []
    for number in range(count):
        words = chance.choice(titles)
        start = chance.randrange(len(words) - 3)
        made.append(shapes[number % len(shapes)].format(*(word.replace('"', "") for word in words[start : start + 4])))
    return made


@pytest.fixture(scope="module")
def reference(source: Path) -> Reference:
    return Reference([(0, article) for article in reuters(source)], DEFAULT_FIELDS)


@pytest.mark.parametrize("eighth", range(8))
def test_two_hundred_queries_equal_the_specification(
    source: Path, archived: Path, reference: Reference, eighth: int
) -> None:
    with open_archive(archived) as archive:
        for number, query in [*enumerate(drawn_queries(source, 200))][eighth::8]:
            match = ("auto", "all", "any")[number % 3]
            wanted = reference.search(query, match=match).ranking
            results = archive.search(query, match=match, limit=30, facets=["places"])
            assert [(hit.id, hit.score) for hit in results.hits] == list(wanted[:30]), query
            assert results.total == len(wanted), query
            counts = {each.value: each.count for each in results.facets["places"]}
            assert counts == reference.facet([id for id, _ in wanted], "places"), query


def test_the_counts_of_places_are_those_of_the_file(source: Path, archived: Path) -> None:
    counts: Counter[str | None] = Counter()
    for record in records(source):
        counts.update(set(record["places"]) or [None])
    with open_archive(archived) as archive:
        found = archive.search("*", facets=["places"])
        assert found.total == 21578
        assert {each.value: each.count for each in found.facets["places"]} == counts
