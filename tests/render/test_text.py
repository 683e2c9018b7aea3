"""What people read in a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.index import Article
from dateline.searcher.render.article import article_text
from dateline.searcher.render.results import facets_text, results_text
from dateline.searcher.results.highlight import Snippet
from dateline.searcher.results.results import Results
from tests.render.answers import FERRY, answer


def lines(results: Results, *, colour: bool = False, explain: bool = False, facet_limit: int = 10) -> list[str]:
    return list(results_text(results, colour=colour, explain=explain, facet_limit=facet_limit))


def test_a_hit_has_its_rank_title_date_source_id_and_snippet() -> None:
    assert lines(answer(FERRY)) == [
        "1 article",
        "",
        "  1. Ferry aground",
        "     2016-12-14 · Courier · f1 · score 1.500",
        "     The **ferry** ran aground.",
    ]


@pytest.mark.parametrize(("total", "line"), [(0, "0 articles"), (1, "1 article"), (21578, "21,578 articles")])
def test_the_total_comes_first(total: int, line: str) -> None:
    assert lines(answer(total=total)) == [line]


def test_what_is_counted_is_said() -> None:
    for by, line in (("story", "2 stories"), ("source", "2 sources")):
        assert lines(replace(answer(total=2), count_by=by)) == [line]


def test_colour_marks_instead_of_stars() -> None:
    shown = "\n".join(lines(answer(FERRY), colour=True))
    assert "**" not in shown
    assert "\x1b[1;33mferry\x1b[0m" in shown


def test_an_article_without_title_date_or_source_is_shown() -> None:
    shown = lines(answer(Article(id="x"), snippet=Snippet("", ()), score=0.0))
    assert shown[2:] == ["  1. (no title)", "     undated · x"]


def test_an_explanation_is_indented_under_its_hit() -> None:
    assert lines(answer(FERRY), explain=True)[-2:] == ["     1.5  sum of", "       1.5  “ferry”"]


def test_facets_are_aligned_and_say_what_is_left_out() -> None:
    facets = {"places": [("Skye", 1200), ("Mull", 7), ("Iona", 1), (None, 30)]}
    assert list(facets_text(answer(FERRY, facets=facets), limit=2)) == [
        "1 article",
        "",
        "places",
        "  1,200  Skye",
        "      7  Mull",
        "     30  (none)",
        "  … and 1 more; --limit shows more",
    ]


def test_of_dates_the_most_frequent_are_shown_in_the_order_of_the_calendar() -> None:
    facets = {"published:year": [("2014", 5), ("2015", 1), ("2016", 9), ("2017", 2)]}
    shown = list(facets_text(answer(FERRY, facets=facets), limit=2))
    assert shown[3:5] == ["  5  2014", "  9  2016"]


def test_what_would_steer_a_terminal_is_shown_as_a_sign() -> None:
    evil = "\x1b[31m\x07\x9b"
    article = Article(id=f"i{evil}", title=f"t{evil}", body=f"b{evil}", source=f"s{evil}", notes=(f"n{evil}",))
    results = answer(article, snippet=Snippet(f"ferry{evil}", ((0, 5),)), facets={"source": [(f"s{evil}", 1)]})
    shown = [*lines(results), *article_text(article, None, colour=False)]
    assert not [line for line in shown if any(sign in line for sign in "\x1b\x07\x9b")]
    assert any("**ferry**\ufffd[31m" in line for line in shown)


def test_what_has_a_line_break_in_it_keeps_to_its_line() -> None:
    article = Article(id="a\nb", title="c\nd", source="e\nf", body="g\nh")
    results = answer(article, snippet=Snippet("", ()), facets={"source": [("e\nf", 1)]}, score=0.0)
    assert lines(results) == ["1 article", "", "  1. c d", "     undated · e f · a b", "", "source", "  1  e f"]
    assert list(article_text(article, None, colour=False)) == ["c d", "id: a b", "source: e f", "", "g", "h"]


def test_an_article_is_shown_with_its_fields_and_marked_in_title_and_body() -> None:
    def first_five(_text: str, field: str) -> list[tuple[int, int]]:
        return [(0, 5)] if field == "title" else [(4, 9)]

    shown = list(article_text(FERRY, first_five, colour=False))
    assert shown[0] == "**Ferry** aground"
    assert shown[-1] == "The **ferry** ran aground."
    assert {"id: f1", "published: 2016-12-14", "source: Courier"} <= set(shown)
