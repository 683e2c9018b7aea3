"""Queries and judgements are read in their common forms, and measured as the definitions say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.errors import DatelineError, ReadError
from dateline.searcher.results.judgements import evaluate, read_grades, read_queries, words_only

IDS = st.sampled_from("abcdefgh")
GRADES = st.dictionaries(IDS, st.integers(0, 3), min_size=1)
ANSWERS = st.lists(IDS, unique=True, max_size=8)


def gain(grades: list[int]) -> float:
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades[:10]))


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(("q1", "q2", "q3")), st.tuples(ANSWERS, GRADES), min_size=1))
def test_measures_are_what_their_definitions_say(rows) -> None:
    found = evaluate({q: answer for q, (answer, _) in rows.items()}, {q: grades for q, (_, grades) in rows.items()})
    assert set(found.by_query) == set(rows)
    for q, (answer, grades) in rows.items():
        relevant = [id for id in grades if grades[id]]
        places = [place for place, id in enumerate(answer, start=1) if id in relevant]
        ideal = gain(sorted(grades.values(), reverse=True))
        values = found.by_query[q]
        assert values["nDCG@10"] == pytest.approx(gain([grades.get(id, 0) for id in answer]) / ideal if ideal else 0)
        assert values["RR"] == pytest.approx(1 / places[0] if places else 0)
        assert values["R@100"] == pytest.approx(len(places) / len(relevant) if relevant else 0)
        average = sum(n / place for n, place in enumerate(places, start=1))
        assert values["AP"] == pytest.approx(average / len(relevant) if relevant else 0)
    for name, mean in found.means.items():
        assert mean == pytest.approx(sum(each[name] for each in found.by_query.values()) / len(rows))


def test_queries_are_columns_or_json_and_judgements_those_of_trec_or_three_columns() -> None:
    lines = ["1\toil price \n", "\n", '{"_id": 2, "text": "gas"}', '{"qid": "3", "title": "coal"}']
    assert read_queries(lines, "q") == {"1": "oil price", "2": "gas", "3": "coal"}
    expected = {"1": {"a b": 2}, "2": {"c": 0}}
    assert read_grades(["query\tarticle\tgrade\n", "1\ta b\t2\n", "\n", "2 0 c 0\n"], "j") == expected
    assert read_grades(["1 Q0 a -1"], "j") == {"1": {"a": -1}}


@pytest.mark.parametrize(
    "line", ["oil price", "\toil", "1\t", "{", '{"id": 1}', '{"id": 1, "text": 3}', '{"text": "x"}']
)
def test_a_line_that_is_no_query_is_named(line: str) -> None:
    with pytest.raises(ReadError, match=r"q:2: a query is a line of id, tab and text"):
        read_queries(["1\tx", line], "q")


@pytest.mark.parametrize("line", ["1 a", "1 0 a much", "1 0 a b 2", "1\ta\t0.5"])
def test_a_line_that_is_no_judgement_is_named(line: str) -> None:
    with pytest.raises(ReadError, match=r"j:2: a judgement is a query"):
        read_grades(["1 0 a 1", line], "j")


def test_an_id_that_comes_twice_is_named() -> None:
    with pytest.raises(ReadError, match="q:2: there are two queries with the id 1"):
        read_queries(["1\tx", "1\ty"], "q")


def test_sentences_keep_their_words_and_lose_their_operators() -> None:
    text = 'POLLS AND (THE LABOR PARTY OR "TORIES"): -1963 =U.S. e-mail * NOT'
    assert words_only(text) == "POLLS and THE LABOR PARTY or TORIES 1963 U.S. e-mail not"


def test_an_unknown_measure_is_refused_and_what_is_not_judged_does_not_count() -> None:
    with pytest.raises(DatelineError, match="there is no measure 'best'; write one such as nDCG@10"):
        evaluate({"1": ["a"]}, {"1": {"a": 1}}, ["best"])
    found = evaluate({"1": ["a"], "2": ["a"]}, {"1": {"a": 1}}, ["RR", "P@5"])
    assert (found.means, found.by_query) == ({"RR": 1.0, "P@5": 0.2}, {"1": {"RR": 1.0, "P@5": 0.2}})
    assert evaluate({"2": ["a"]}, {"1": {"a": 1}}, ["RR"]).means == {"RR": 0.0}
