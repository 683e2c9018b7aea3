"""Words of hundreds of articles: their impact codes leave out nothing that reading every article would find."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Article
from dateline.searcher import open_archive
from tests.laws.test_archive import archived

pytestmark = pytest.mark.kernels

# "the" and "of" make pairs; the later a word, the rarer.
WORDS = ("the", "of", "oil", "mine", "Baku", "running", "runs", "treaty", "winter", "zinc")
QUERIES = (
    "the", "oil", "zinc", "running", "oil OR mine", "the OR treaty OR zinc", "oil Baku", "the of oil mine",
    "title:oil", "title:oil OR body:zinc", '"the of"', '"of the"', '"oil mine"', '"the oil"', '"oil of the"',
    "oil published:1990", "oil OR zinc published:1991", "mine -zinc", '"the of" places:x', "(oil OR mine) -treaty",
    "oil places:x -Baku", '"oil mine" published:1990', "treaty AND (oil OR zinc)", "=Baku oil",
)  # fmt: skip


def article(random: Random, number: int) -> Article:
    def text(most: int) -> str:
        return " ".join(WORDS[min(int(random.expovariate(0.45)), 9)] for _ in range(random.randint(0, most)))

    day = date(random.choice([1990, 1991]), random.randint(1, 12), 1)
    places = ("x",) if random.random() < 0.4 else ()
    body = "\n".join([text(20), *["-\n".join(["of t", "he oil"])] * random.randint(0, 1), text(20)])
    return Article(id=f"a{number}", title=text(4), body=body, published=day, places=places)


@settings(deadline=None, max_examples=6)
@given(st.integers(0, 1 << 32), st.sampled_from([150, 600, 1100]), st.sampled_from([1, 10, 500]))
def test_an_index_of_long_lists_answers_as_reading_every_article_does(seed: int, many: int, limit: int) -> None:
    random = Random(seed)
    rows = [article(random, number) for number in range(many)]
    cut = random.randint(0, many)
    gone = [f"a{number}" for number in random.sample(range(many), many // 9)]
    history = archived([rows[:cut], rows[cut:], gone])
    with history as path, open_archive(path) as index, open_archive(path, use_index=False) as scan:
        for query in QUERIES:
            found = [[(hit.id, hit.score) for hit in each.search(query, limit=limit).hits] for each in (index, scan)]
            assert found[0] == found[1], query
            assert index.search(query).total == scan.search(query).total, query
