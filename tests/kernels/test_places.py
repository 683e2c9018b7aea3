"""The kernel that sorts the names of a text equals the obvious way, and takes time in proportion to the text."""

from __future__ import annotations

import re
from array import array
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.places.cues import CUES, GEOGRAPHIC, PHRASES
from dateline.index.entities.places.gazetteer import open_gazetteer
from dateline.index.entities.places.sorting import SORTER, divide, words_before
from dateline.index.entities.places.spans import SpanRules
from dateline.index.kernel._places import GeographicWords, KnownWords, PlaceSorter, SpanFinder, mark_spans
from tests.growth import assert_linear
from tests.kernels.samples import law
from tests.oracles.places import events_of, given_of, is_in_place, marked, may_be_listed, preposition_of
from tests.oracles.spans import spans_of

pytestmark = pytest.mark.kernels

WORDS = st.sampled_from(
    ["Paris", "Troy", "U.S", "Saudi Arabia", "The", "the", "of", "in", "In", "for", "bound", "north", "and", "or",
     "Texas's", "state", "city", "said", "outs\u212airts", "s'", "é", "日", "Mena", "called", "town", "a", "x" * 20]
)  # fmt: skip
MANY = [f"a{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(129)]
GAPS = st.sampled_from([" ", ", ", ". ", "., ", " (", "-", "\n", "  ", "’s ", "'", ",", ".", " - ", "\u3000", ""])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=24).map(lambda pairs: "".join(word + gap for word, gap in pairs))


def spans_in(text: str, most: int = 6) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Return spans of a text, which may overlap; many begin and end with words."""
    edges = [at for at in range(len(text) + 1) if text[at - 1 : at].isalnum() != text[at : at + 1].isalnum()]
    if not edges:
        return st.just([])
    place = st.sampled_from(edges) | st.integers(0, len(text))
    spans = st.tuples(place, place).map(lambda pair: (min(pair), max(pair)))
    return st.lists(spans.filter(lambda span: span[0] < span[1]), max_size=most)


def apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, without those that overlap others."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def flat(found: list[tuple[int, int]]) -> array[int]:
    return array("I", [number for start, end in found for number in (start, end, 0)])


@law
@given(st.data(), TEXTS)
def test_names_are_sorted_as_the_oracle_says(data: Any, text: str) -> None:
    found = apart(data.draw(spans_in(text, 9)))
    names = [(*span, data.draw(st.booleans())) for span in data.draw(spans_in(text))]
    closed = data.draw(spans_in(text))
    tagged, events = SORTER.sort(text, flat(found), names, closed)
    assert tagged == given_of(text, names, divide)
    assert events == list(events_of(text, found, tagged, closed, words_before()))


@law
@given(st.data(), TEXTS)
def test_known_words_are_left_out_unless_a_word_beside_them_speaks_for_a_place(data: Any, text: str) -> None:
    found = apart(data.draw(spans_in(text, 9)))
    names = [(*span, False) for span in data.draw(spans_in(text, 2))]
    known, known_words = data.draw(st.sets(st.sampled_from(["Paris", "Troy", "Saudi", "In", "日", "x"]))), KnownWords()
    for name in known:
        known_words.add(name)
    tagged, events = SORTER.sort(text, flat(found), names, [])
    rest = [
        event
        for event in events
        if event[0] or event[4] or text[event[2] : event[3]] not in known or may_be_listed(text, event[2], event[3])
    ]
    assert SORTER.sort(text, flat(found), names, [], known_words) == (tagged, rest)


@law
@given(TEXTS, st.integers(0, 99))
def test_the_word_before_a_name_is_as_the_oracle_says(text: str, start: int) -> None:
    assert SORTER.preposition(text, start) == preposition_of(text, start, words_before())


@law
@given(st.data(), TEXTS)
def test_what_stands_beside_spans_is_as_the_oracle_says(data: Any, text: str) -> None:
    spans = [(*span, data.draw(st.sampled_from([0, 4, 5, 8]))) for span in apart(data.draw(spans_in(text)))]
    expected = marked(text, spans)
    flags = 0
    for *_, each in expected:
        flags |= each
    assert mark_spans(text, spans) == flags
    assert spans == expected


PLACES = st.sampled_from(
    ["Paris", "Troy", "Texas", "Ill", "Springfield", "Saudi Arabia", "Saudi", "Arabia", "Iran", "U.S", "West Bank",
     "Shah", "Macon County", "Reading", "Utica", "New York", "N. Y", "in", "of", "and", "the", "north of", "said", "É"]
)  # fmt: skip
BESIDE = st.sampled_from([" ", " ", ", ", ", ", ". ", "., ", " (", "-", "\n", " and ", ", and ", " or ", " of "])
NEWS = st.lists(st.tuples(PLACES, BESIDE), max_size=16).map(lambda pairs: "".join(word + gap for word, gap in pairs))
BUILT_IN = open_gazetteer()
RULES = {english: SpanRules(BUILT_IN, english) for english in (True, False)}


@law
@given(st.data(), NEWS, st.booleans())
def test_names_are_added_to_those_of_the_tagger_as_the_oracle_says(data: Any, text: str, english: bool) -> None:
    names = [(*span, data.draw(st.booleans())) for span in apart(data.draw(spans_in(text, 3)))]
    closed = apart(data.draw(spans_in(text, 3)))
    found = BUILT_IN.scan(text)
    finder = SpanFinder(RULES[english], SORTER, KnownWords(), english=english)
    tagged, events = SORTER.sort(text, found, names, closed)
    expected = spans_of(text, tagged, events, RULES[english])
    flags = 0
    for *_, each in expected:
        flags |= each
    for _ in range(2):
        spans, any_flags = finder.find(text, found, names, closed)
        assert list(zip(spans[0::3], spans[1::3], spans[2::3], strict=True)) == expected
        assert any_flags == flags


GEOGRAPHIC_WORD = re.compile(
    r"(?:Count(?:y|ies)|Parish|Borough|Township|River|Creek|Lakes?|Bay|Valley|Mountains?|Mount|Mt|Hills?|Islands?|Isle|"
    r"Peninsula|Province|District|Oblast|Region|Governorate|Prefecture|Canal|Strait|Sea|Ocean|Gulf|Desert|Falls|Springs|"
    r"Beach|Harbou?r|Heights|Forest|Park|Canyon|Pass|Coast|Delta|Basin|Plateau|Plains|Glacier|Reef|Cape|Port|Fort|City|"
    r"Town|Village|Ridge|Island|Shire|Junction|Camp|Point|Lake|Airport|Street|Avenue|Road|Square|Bridge|Dam|"
    r"river|creek|lake|bay|valley|mountains?|hills?|islands?|peninsula|province|district|county|region|village|town|"
    r"governorate|canal|desert|cave|refugee camp|suburb|neighbou?rhood)"
)
FOLLOWING = re.compile(rf" {GEOGRAPHIC_WORD.pattern}\b")
INSIDE = re.compile(rf"\b{GEOGRAPHIC_WORD.pattern}\b")
PRECEDING = re.compile(rf"\b{GEOGRAPHIC_WORD.pattern} (?:of )?(?:the )?$")
LAND = st.lists(
    st.sampled_from(
        ["River", "Counties", "Lake", "refugee", "camp", "refugee camp", "neighbourhood", "of", "the", "bathe", "Troy",
         "Rivers", "xTroy", "_", "é", " ", " ", " ", " ", "\n", "-", "of the "]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@law
@given(st.data(), LAND)
def test_geographic_words_are_those_of_the_patterns(data: Any, text: str) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert GEOGRAPHIC.beside(text, start, end) == (
        INSIDE.search(text, start, end) is not None
        or FOLLOWING.match(text, end) is not None
        or PRECEDING.search(text[max(0, start - 24) : start]) is not None
    )


CUED = st.lists(
    st.sampled_from(
        ["in", "at", "from", "near", "the", "stake", "shares", "of", "north", "Troy", " ", " ", " ", "-", "\n"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@law
@given(st.data(), CUED)
def test_cues_are_prepositions_of_places_and_geographic_words(data: Any, text: str) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert CUES.speak(text, start, end) == (
        is_in_place(text, start, words_before(), PHRASES) or GEOGRAPHIC.beside(text, start, end)
    )


def test_geographic_words_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="20 letters"):
        GeographicWords(["x" * 21])
    with pytest.raises(ValueError, match="not in the text"):
        GeographicWords(["River"]).beside("Troy", 0, 5)


@pytest.mark.parametrize(
    "words", [{"": 1}, {"In": 1}, {"x" * 17: 1}, {"a b": 1}, {"in": 0}, {"in": 128}, dict.fromkeys(MANY, 1)]
)
def test_a_table_of_words_that_does_not_fit_is_refused(words: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="word"):
        PlaceSorter(words, divide)


@pytest.mark.parametrize("name", [(-1, 2, False), (0, 9, False), (3, 2, False)])
def test_a_name_outside_the_text_is_refused(name: tuple[int, int, bool]) -> None:
    with pytest.raises(ValueError, match="not in the text"):
        SORTER.sort("Paris", array("I"), [name], [])


def test_names_found_in_another_type_are_refused() -> None:
    with pytest.raises(TypeError, match="unsigned"):
        SORTER.sort("Paris", array("Q", [0, 5, 0]), [], [])


@pytest.mark.parametrize(
    "unit", ["Paris ", "Paris, ", "Paris (", "Paris of the ", "Paris in ", "north Paris ", "Paris    "]
)
def test_time_is_linear(unit: str) -> None:
    def run(size: int) -> None:
        text = unit * (size // len(unit))
        found = [(at, at + 5) for at in range(unit.index("P"), len(text), len(unit))]
        tagged, _ = SORTER.sort(text, flat(found), [(*span, False) for span in found[::2]], found[1::2])
        mark_spans(text, tagged)

    assert_linear(run, 30_000)
