"""The query's words are marked where they stand, and the piece shown of a text is the best of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import DEFAULT_FIELDS, Article, Field, FieldTable
from dateline.index.entities.mention import Extraction, PersonMention
from dateline.searcher.query import parse
from dateline.searcher.query.binding import bind
from dateline.searcher.query.bound import divide_clauses
from dateline.searcher.results.highlight import LONG, Highlighter, Snippet
from dateline.searcher.results.mentions import matched_mentions
from tests.growth import assert_linear
from tests.reference.archive import Reference, Seen
from tests.reference.hyphens import Text
from tests.strategies import WORDS, queries, texts

GAPS = st.sampled_from((" ", "  ", "\n", "\n\n", ". ", ", ", " — ", "\u00a0", "\t"))
BODIES = st.lists(st.tuples(st.sampled_from((*WORDS, "word")), GAPS), max_size=60).map(
    lambda row: "".join(word + gap for word, gap in row)
)


def highlighter(query: str, fields: FieldTable = DEFAULT_FIELDS) -> Highlighter:
    tree = parse(query, lambda name: fields.get(name) is not None).tree
    return Highlighter(bind(tree, fields, query).tree, fields)


def marked(query: str, text: str, field: str = "body") -> list[str]:
    return [text[start:end] for start, end in highlighter(query).marks_in(text, field)]


def shown(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.marks]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("run", "Running runs, a run; runner", ["Running", "runs", "run"]),
        ("==running", "run running Running", ["running"]),
        ("cafe", "Café, cafes and CAFÉS", ["Café", "cafes", "CAFÉS"]),
        ("oil -gas", "oil and gas", ["oil"]),
        ("oil NOT (gas OR coal)", "coal, oil and gas", ["oil"]),
        ("oil OR gas", "oil and gas", ["oil", "gas"]),
        ("+oil (gas AND coal)", "coal, oil and gas", ["coal", "oil", "gas"]),
        ("title:oil", "oil", []),
        ("climate", "The cli-\nmate and the climate", ["cli-\nmate", "climate"]),
        ("==climate", "The cli-\n  mate, the Cli-\nmate", ["cli-\n  mate"]),
        ("cli-mate", "The cli-\nmate", ["cli-\nmate"]),
        ("mate", "The cli\u2010\nmate", ["mate"]),
        ('"the climate change"', "The cli\u00ad\nmate chan-\nges", ["The cli\u00ad\nmate chan-\nges"]),
        ('"climate mate"', "cli-\nmate", []),
        ("body:oil", "oil", ["oil"]),
        ("people:oil places:oil source:oil", "oil", []),
        ("*", "oil", []),
        ("", "oil", []),
        ("oil", "", []),
        ("R&D", "Our R&D, our R & D, R and D", ["R&D", "R & D"]),
        ("Lyon", "Lyon's mayor", ["Lyon"]),
    ],
)
def test_words_are_marked_in_all_their_forms_and_excluded_ones_never(query: str, text: str, words: list[str]) -> None:
    assert marked(query, text) == words


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ('"mayor in Lyon"', "the mayor of Lyon, the mayor in Lyon", ["mayor in Lyon"]),
        ('"common facilities"', "common\n   Facilities, common stuff", ["common\n   Facilities"]),
        ('"common facilities"', "facilities common", []),
        ('"a b" "b c"', "x a b c d", ["a b c"]),
        ('"a a"', "a a a", ["a a a"]),
        ('"oil price" price', "oil price and price", ["oil price", "price"]),
        ('title:"oil price"', "oil price", []),
        ('oil -"oil price"', "oil price", ["oil"]),
        ('=="Oil price"', "Oil price, oil price, Oil prices", ["Oil price"]),
        ('body:=="Oil price"', "Oil price, oil price, Oil prices", ["Oil price"]),
        ('title:=="Oil price"', "Oil price", []),
        ("==U.S.", "U.S., u.s. and US, U-S", ["U.S."]),
        ("U.S.", "U.S., u.s. and US, tell us", ["U.S.", "u.s.", "US"]),
        ("==R&D", "R&D, r&d and RD, R-D", ["R&D", "R-D"]),
        ("==wp-includes", "wp-includes, wp includes, wp-include, WP-includes", ["wp-includes", "wp includes"]),
        ('=="the climate"', "the cli-\nmate, The climate", ["the cli-\nmate"]),
    ],
)
def test_a_phrase_is_marked_where_it_stands_as_one_span(query: str, text: str, words: list[str]) -> None:
    assert marked(query, text) == words


def test_a_word_in_a_field_is_marked_in_that_field_only() -> None:
    both = highlighter("title:oil gas")
    assert both.marks_in("oil gas", "title") == [(0, 3), (4, 7)]
    assert both.marks_in("oil gas", "body") == [(4, 7)]
    assert both.marks_in("oil gas", "byline") == []


def test_a_field_with_an_analyser_of_its_own_is_marked_by_it() -> None:
    rows = (Field("body", "text", analysis="whoosh:StandardAnalyzer", bare=True), Field("title", "text", bare=True))
    fields = FieldTable(rows)
    assert highlighter("runs", fields).marks_in("runs and running", "body") == [(0, 4)]
    assert highlighter("runs", fields).marks_in("runs and running", "title") == [(0, 4), (9, 16)]


def test_a_text_without_the_words_is_shown_from_its_beginning() -> None:
    cut = highlighter("oil").snippet("First  sentence.\n\nSecond one. " * 40, 60)
    assert cut == Snippet("First sentence. Second one. First sentence. Second one. …", ())


def test_a_short_text_is_shown_whole_without_an_ellipsis() -> None:
    assert highlighter("oil").snippet("  Prices of\n oil.") == Snippet("Prices of oil.", ((10, 13),))
    assert highlighter("oil").snippet("") == Snippet("", ())


def test_the_piece_with_the_most_different_words_is_shown() -> None:
    filler = "and so it went on " * 40
    body = f"oil oil oil oil {filler} gas then oil {filler} gas gas"
    assert shown(highlighter("oil gas").snippet(body, 120)) == ["gas", "oil"]


def test_the_marks_of_a_long_text_are_looked_for_at_its_beginning_first() -> None:
    filler = "and so it went on " * (LONG // 15)
    for query, piece, words in (
        ("oil gas", f"oil {filler} gas oil", ["oil"]),
        ("oil gas", f"{filler} gas oil", ["gas", "oil"]),
        ("oil NEAR/1 gas", f"oil {filler} gas oil", ["gas", "oil"]),
        ("oil", f"{'x' * 2 * LONG} oil", ["oil"]),
    ):
        assert shown(highlighter(query).snippet(piece, 120)) == words


def test_of_equal_pieces_the_one_with_more_marks_and_then_the_earlier_is_shown() -> None:
    filler = "and so it went on " * 40
    assert shown(highlighter("oil").snippet(f"oil {filler} Oil oils {filler} OIL OIL", 120)) == ["Oil", "oils"]
    assert shown(highlighter("oil").snippet(f"oil {filler} Oil", 120)) == ["oil"]


def test_a_piece_begins_with_its_sentence_where_that_is_near() -> None:
    body = "Nothing here. " * 40 + "Then oil rose again. " + "Nothing more. " * 40
    cut = highlighter("oil").snippet(body, 120)
    assert cut.text.startswith("… Then oil rose again. Nothing more.")
    assert cut.text.endswith(" …")
    assert shown(cut) == ["oil"]


def test_marks_follow_the_white_space_that_collapses() -> None:
    cut = highlighter('"common facilities" oil').snippet("the \n\n common \t\n facilities\u00a0\u00a0of   oil")
    assert cut.text == "the common facilities of oil"
    assert shown(cut) == ["common facilities", "oil"]


@pytest.mark.parametrize("length", [0, 1, 10, 60, 240])
def test_a_word_longer_than_the_piece_is_still_shown_whole(length: int) -> None:
    cut = highlighter("oil").snippet("x" * 500 + " oil " + "y" * 500, length)
    assert shown(cut) == ["oil"]


@settings(deadline=None)
@given(queries(), BODIES, st.integers(0, 300))
def test_marks_of_a_snippet_are_spans_of_it_in_order(query: str, body: str, length: int) -> None:
    cut = highlighter(query).snippet(body, length)
    places = [place for mark in cut.marks for place in mark]
    assert places == sorted(places)
    assert all(start < end <= len(cut.text) for start, end in cut.marks)
    assert all(word == word.strip() for word in shown(cut))


@settings(deadline=None)
@given(queries(), BODIES)
def test_a_snippet_says_what_the_text_says(query: str, body: str) -> None:
    cut = highlighter(query).snippet(body, 100)
    assert cut.text.removeprefix("… ").removesuffix(" …").strip() in " ".join(body.split())
    assert "  " not in cut.text
    assert "\n" not in cut.text


@settings(deadline=None)
@given(queries(), BODIES, st.integers(40, 300))
def test_a_snippet_is_about_as_long_as_asked(query: str, body: str, length: int) -> None:
    cut = highlighter(query).snippet(body, length)
    longest_mark = max((end - start for start, end in cut.marks), default=0)
    assert len(cut.text) <= max(length, longest_mark + 60) + len("…  …")


@settings(deadline=None)
@given(queries(), texts(40))
def test_a_text_with_a_mark_has_one_in_its_snippet(query: str, body: str) -> None:
    found = highlighter(query)
    assert bool(found.marks_in(body, "body")) == bool(found.snippet(body).marks)


@settings(deadline=None)
@given(queries(), texts(30))
def test_marks_cover_what_the_slow_way_finds(query: str, text: str) -> None:
    """Of operators of places, only words at places that match are marked; which, `tests/engine` holds."""
    tree = parse(query, lambda name: DEFAULT_FIELDS.get(name) is not None).tree
    bound = bind(tree, DEFAULT_FIELDS, query).tree
    seen, read = Seen(Article(id="a", body=text), DEFAULT_FIELDS), Text(text)
    expected: set[int] = set()
    for leaf, _ in Reference((), DEFAULT_FIELDS).leaves(tree):
        for start, end in seen.places(leaf, "body"):
            expected.update(range(read.tokens[start].start, read.tokens[end - 1].end))
    marks = Highlighter(bound, DEFAULT_FIELDS).marks_in(text, "body")
    marked = {place for start, end in marks for place in range(start, end)}
    assert marked <= expected
    assert marked == expected or divide_clauses(bound)[1]
    assert all(before[1] <= after[0] for before, after in pairwise(marks))


@pytest.mark.parametrize("query", ["run ==oil", 'price "oil price" =="Oil prices" rose'])
def test_marks_of_a_long_query_are_those_of_its_parts(query: str) -> None:
    """A query of many leaves is looked for by an index of the text."""
    text = "Oil prices rose. The oil price rose; a run on oil, run-\nning oil prices"
    others = "one two three four five six seven eight nine ten"
    assert marked(f"{query} {others}", text) == marked(query, text) != []


@pytest.mark.slow
@pytest.mark.parametrize(
    "query", ["oil NEAR/5 gas", "oil SENT gas", "oil ADJ/3 gas", '"oil gas"~2', "gas NOT NEAR/1 coal"]
)
def test_the_time_of_operators_of_places_grows_with_the_text_and_no_faster(query: str) -> None:
    found = highlighter(query)
    assert_linear(lambda size: found.marks_in("oil gas. " * size, "body"), 500)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["oil ", "oil gas ", "a", " ", "."])
def test_the_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    found = highlighter('"oil gas" oil gas')
    assert_linear(lambda size: found.snippet("oil " + piece * (size // len(piece))), 100_000)


@pytest.mark.slow
@pytest.mark.parametrize("query", ["[person] SENT spoke", "[person] NEAR/3 spoke", "[person]"])
def test_the_time_of_matched_mentions_grows_with_the_text_and_no_faster(query: str) -> None:
    sentence, name = "Ilham Aliyev spoke. ", "Ilham Aliyev"
    tree = bind(parse(query, lambda name: DEFAULT_FIELDS.get(name) is not None).tree, DEFAULT_FIELDS, query).tree

    def matched(size: int) -> None:
        starts = [len("\n\n") + number * len(sentence) for number in range(size)]
        people = tuple([PersonMention(name, start, start + len(name), name) for start in starts])
        found = matched_mentions(Article(id="a", title="", body=sentence * size), Extraction(people=people), tree)
        assert len(found) == size

    assert_linear(matched, 300)
