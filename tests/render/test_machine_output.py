"""JSON and CSV that programs read: complete, in UTF-8, and the same text whatever is in it."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from dateline.index import Article
from dateline.searcher import Note
from dateline.searcher.render.article import article_json
from dateline.searcher.render.csv_output import hits_csv
from dateline.searcher.render.json_form import written_date
from dateline.searcher.render.results import facets_json, hits_jsonl, results_json
from dateline.searcher.results.highlight import Snippet
from tests.render.answers import FERRY, answer

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)  # halves of surrogate pairs among them


def test_a_search_is_one_object_with_these_keys_in_this_order() -> None:
    note = Note("left out", 0, 5)
    made = json.loads(results_json(answer(FERRY, notes=[note], facets={"places": [("Skye", 1)]})))
    assert list(made.items())[:5] == [
        ("schema", 1),
        ("query", "ferry"),
        ("total", 1),
        ("notes", [{"message": "left out", "start": 0, "end": 5}]),
        ("facets", {"places": [{"value": "Skye", "count": 1}]}),
    ]
    assert made["hits"] == [
        {
            "rank": 1,
            "id": "f1",
            "title": "Ferry aground",
            "published": "2016-12-14",
            "source": "Courier",
            "url": "https://courier.example/f1",
            "score": 1.5,
            "snippet": "The ferry ran aground.",
            "marks": [[4, 9]],
        }
    ]


def test_an_explanation_comes_where_it_was_asked_for() -> None:
    (hit,) = json.loads(results_json(answer(FERRY), explain=True))["hits"]
    assert hit["explanation"] == {
        "value": 1.5,
        "label": "sum of",
        "parts": [{"value": 1.5, "label": "“ferry”", "parts": []}],
    }


def test_facets_are_the_most_frequent_values_and_end_with_those_that_lack_the_field() -> None:
    facets = {"places": [("Skye", 9), ("Mull", 7), ("Iona", 1), (None, 3)]}
    made = json.loads(facets_json(answer(facets=facets, total=20), limit=2))
    assert made["total"] == 20
    assert "hits" not in made
    assert [(row["value"], row["count"]) for row in made["facets"]["places"]] == [("Skye", 9), ("Mull", 7), (None, 3)]


def test_a_hit_is_one_line_of_json_lines() -> None:
    made = list(hits_jsonl(answer(FERRY, Article(id="2", title="a\nb\u2028c"))))
    assert len(made) == 2
    assert not [line for line in made if "\n" in line]
    assert [json.loads(line)["rank"] for line in made] == [1, 2]


@given(ANY_TEXT)
def test_any_text_is_json_in_utf_8(text: str) -> None:
    results = answer(
        Article(id=text, title=text, source=text), snippet=Snippet(text, ()), facets={"source": [(text, 1)]}
    )
    for written in (results_json(results), *hits_jsonl(results)):
        json.loads(written.encode())  # raises where UTF-8 cannot hold it
    (hit,) = json.loads(results_json(results))["hits"]
    # Two halves that meet are one character, as JSON has it.
    assert hit["title"] == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def test_letters_are_written_as_they_are() -> None:
    assert "Müller 東京" in article_json(Article(id="1", title="Müller 東京"))


def test_numbers_that_json_lacks_are_null() -> None:
    article = Article(id="1", extra={"a": float("nan"), "b": [1.5, float("-inf"), {"c": float("inf")}]})
    made = json.loads(article_json(article), parse_constant=lambda name: f"not JSON: {name}")
    assert made["extra"] == {"a": None, "b": [1.5, None, {"c": None}]}


def test_days_and_instants_are_written_as_given() -> None:
    assert written_date(date(16, 1, 2)) == "0016-01-02"
    assert written_date(datetime(2016, 1, 2, 3, 4, tzinfo=UTC)) == "2016-01-02T03:04:00+00:00"
    assert written_date(None) is None


@given(st.lists(ANY_TEXT.filter(lambda text: "\0" not in text), max_size=3))
def test_csv_reads_back(titles: list[str]) -> None:
    articles = [Article(id=str(number), title=title) for number, title in enumerate(titles)]
    written = "\n".join(hits_csv(answer(*articles)))
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows[0] == ["rank", "id", "title", "published", "source", "url", "score", "snippet"]
    assert [row[2] for row in rows[1:]] == titles
    assert all(len(row) == 8 for row in rows)
