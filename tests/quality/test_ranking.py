"""The ranking is as good as it was, on the judged queries of the corpus.

Every measure has a floor in ranking_floors.json. Whoever makes the ranking better sets the floors anew, and so does
whoever must make it worse for a good reason, which the commit then says; nothing else lowers one::

    DATELINE_FLOORS=write python -m pytest tests/quality/test_ranking.py
"""

from __future__ import annotations

import os

import pytest

from tests.quality.judged import FLOORS, MEASURES, articles, evaluation, explain, floors, grades, queries, write_floors


@pytest.fixture(scope="module", autouse=True)
def _set_anew() -> None:
    if os.environ.get("DATELINE_FLOORS") == "write":
        write_floors()


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_is_not_below_its_floor(measure: str) -> None:
    assert evaluation().means[measure] >= floors()[measure], explain(measure)


def test_a_fall_is_explained_by_the_queries_that_fell(monkeypatch: pytest.MonkeyPatch) -> None:
    text = FLOORS.read_text(encoding="utf-8")
    for measure in MEASURES:
        assert f'"{measure}"' in text
        assert explain(measure).startswith(f"{measure}: {evaluation().means[measure]:.3f}, below the floor of ")
    monkeypatch.setattr("tests.quality.judged.recorded", lambda: {"15": dict.fromkeys(MEASURES, 1.0)})
    assert "15 “german election result 2013” (−" in explain("nDCG@10")


def test_forty_queries_are_judged_by_articles_of_the_corpus() -> None:
    ids = [article.id for article in articles()]
    assert len(ids) == len(set(ids))
    assert len(queries()) == 40
    assert grades().keys() == queries().keys()
    for query, judged in grades().items():
        assert judged.keys() <= set(ids), query
        assert set(judged.values()) <= {0, 1, 2, 3}, query
        assert max(judged.values()) == 3, query
