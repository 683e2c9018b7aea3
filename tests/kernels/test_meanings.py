"""The scores of names in an article are those of the oracle, over places of the built-in gazetteer and of one's own."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.places.gazetteer import Gazetteer, Place, PlaceMeaning, open_gazetteer
from dateline.index.entities.places.meanings import find_meanings
from dateline.index.entities.places.places import PlaceRules
from dateline.index.entities.places.spans import finder_of
from dateline.index.kernel._meanings import (
    ArticleContext,
    Holders,
    NameMeanings,
    PlaceResolver,
    prominence,
    weigh_meanings,
)
from tests.growth import assert_linear
from tests.kernels.samples import law
from tests.oracles import prominence as oracle_of
from tests.oracles.adjacent import resolve_adjacent
from tests.oracles.context import Context

pytestmark = pytest.mark.kernels

BUILT_IN = open_gazetteer()
OWN = [
    Place("Upper Vale", "Upper Vale", "region", "GB", 51.5, -0.2, population=9_000, parents=("England", "Wales")),
    Place("Paris, Upper Vale", "Paris", "city", "GB", 51.6, -0.1, parents=("Upper Vale",)),
    Place("Springfield Moor", "Springfield", "feature", None, None, None, parents=("Nowhere",)),
]
GAZETTEERS = [BUILT_IN, BUILT_IN.with_places(OWN)]
HOLDERS = [Holders(gazetteer) for gazetteer in GAZETTEERS]
NAMES = [
    "Springfield", "Paris", "Georgia", "Washington", "Columbia", "Cambridge", "London", "Vienna", "Birmingham",
    "Victoria", "Baghdad", "New York", "Ontario", "Santa Cruz", "San Jose", "Mexico", "Jordan", "Gulf", "Lebanon",
    "Alexandria", "Hamilton", "Kingston", "Richmond", "Salem", "Luxembourg", "Singapore", "Congo", "Limerick",
]  # fmt: skip
SURE = [
    "Texas", "France", "Ohio", "England", "Illinois", "Dallas", "Chicago", "Egypt", "Asia", "Toronto", "Iraq",
    "Persian Gulf", "United Kingdom", "Maine", "Vermont", "Massachusetts", "Boston", "Upper Vale", "Cuba",
]  # fmt: skip


def places(gazetteer: Gazetteer) -> st.SearchStrategy[list[Place]]:
    named = [meaning.place for name in SURE + NAMES for meaning in gazetteer.meanings(name)[:3]]
    return st.lists(st.sampled_from(named), max_size=40)


@law
@given(st.data(), st.integers(0, 1))
def test_scores_are_those_of_the_oracle(data: st.DataObject, number: int) -> None:
    gazetteer = GAZETTEERS[number]
    home = data.draw(st.none() | st.sampled_from([place for name in SURE for place in gazetteer.named(name)]))
    sure = data.draw(places(gazetteer))
    names = data.draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=6))
    choices = [find_meanings(gazetteer, name, True) for name in names]
    kernel, oracle = ArticleContext(HOLDERS[number], home), Context(gazetteer, home)
    kernel.add(sure)
    oracle.add(sure)
    if choices:
        scored = [found and pytest.approx(found, abs=1e-9) for found in oracle.add_likely(choices)]
        assert kernel.add_likely(choices) == scored
    for choice in [find_meanings(gazetteer, name, True) for name in NAMES]:
        assert kernel.scores(choice) == pytest.approx(oracle.scores(choice), abs=1e-9)
        assert kernel.scores_of_sure(choice) == pytest.approx(oracle.scores_of_sure(choice), abs=1e-9)
        assert kernel.prefers_another(choice) == oracle.prefers_another(choice)
        assert kernel.names(choice) == any(place.label in oracle.named for place in choice.places)
        for least in (0.5, 1.5):
            assert kernel.contains(choice, least) == any(oracle.most(each.parents) > least for each in choice.places)
            assert kernel.contains_first(choice, least) == (oracle.most(choice.places[0].parents) > least)
        assert [kernel.is_far(place) for place in choice.places] == [oracle.is_far(place) for place in choice.places]


KINDS = st.sampled_from(["country", "region", "city", "world-region", "feature", "unknown"])
PEOPLE = st.sampled_from([0, 1, 299, 300, 5_000, 250_000, 1_000_000, 4_000_000_000]) | st.integers(0, (1 << 32) - 1)
FLAGS = st.integers(0, 127)
ANY = st.builds(
    Place, st.sampled_from("ABC"), st.just("A"), KINDS, population=PEOPLE, capital=st.booleans()
)  # fmt: skip


@law
@given(
    st.lists(st.builds(PlaceMeaning, ANY, st.integers(0, 127)), max_size=40), st.integers(0, 127), st.sets(st.just("B"))
)
def test_meanings_are_weighed_as_the_oracle_says(meanings: list[PlaceMeaning], unfit: int, own: set[str]) -> None:
    found = weigh_meanings(tuple(meanings), unfit, own)
    assert (list(found.meanings), list(found.scores)) == oracle_of.weighed(meanings, unfit, own)
    assert (found.is_listed, found.is_obscure) == oracle_of.traits(found.meanings)
    for place in (meaning.place for meaning in meanings):
        expected = oracle_of.prominence(place.kind, place.population, place.capital)
        assert prominence(place.kind, place.population, place.capital) == expected


def test_scores_of_equal_support_are_equal() -> None:
    choice = find_meanings(BUILT_IN, "Springfield", True)
    kernel = ArticleContext(HOLDERS[0])
    kernel.add([place for name in ("Ohio", "Illinois", "Canada", "France") for place in BUILT_IN.named(name)[:1]])
    assert kernel.scores(choice) == kernel.scores(choice)


BESIDE = st.sampled_from(
    [", ", ", ", " in ", " in the ", ", and ", " and ", " (", "'s ", "’s ", "s' ", " town of ", " city of the ", ". ",
     ", U.S. a", ", a town of 5,000 in western ", "'s port of ", " of ", ", about 50 miles away in ", " in northern "]
)  # fmt: skip
NEWS = st.lists(st.tuples(st.sampled_from(NAMES + SURE), BESIDE), max_size=12).map(
    lambda pairs: "".join(name + gap for name, gap in pairs)
)


@law
@given(st.integers(0, 1), NEWS)
def test_neighbours_decide_as_the_oracle_says(number: int, text: str) -> None:
    gazetteer = GAZETTEERS[number]
    resolver = PlaceResolver(gazetteer, PlaceRules(gazetteer, True), english=True)
    found = gazetteer.scan(text)
    names = [(start, end, False) for start, end in zip(found[0::3], found[1::3], strict=True)]
    spans, _ = finder_of(gazetteer, True).find(text, found, names, [])
    rows = list(zip(spans[0::3], spans[1::3], spans[2::3], strict=True))
    choices = [find_meanings(gazetteer, text[start:end], True, flags & 2 != 0) for start, end, flags in rows]
    assert resolver.read_adjacent(text, spans, choices) == resolve_adjacent(text, rows, choices, gazetteer)


def test_each_span_needs_its_meanings() -> None:
    resolver = PlaceResolver(BUILT_IN, PlaceRules(BUILT_IN, True), english=True)
    with pytest.raises(ValueError, match="each span"):
        resolver.read_adjacent("Paris", array("q", [0, 5, 0]), [])


@pytest.mark.parametrize("spans", [array("q", [0, 5]), array("I", [0, 5, 0])])
def test_spans_that_do_not_fit_are_refused(spans: array[int]) -> None:
    resolver = PlaceResolver(BUILT_IN, PlaceRules(BUILT_IN, True), english=True)
    with pytest.raises(TypeError, match="three numbers"):
        resolver.resolve("Paris", spans, 0, [], [], 0, None)


@pytest.mark.parametrize(("meanings", "scores"), [(33, 33), (2, 1), (0, 1)])
def test_meanings_that_do_not_fit_are_refused(meanings: int, scores: int) -> None:
    meaning = PlaceMeaning(OWN[0])
    with pytest.raises(ValueError, match="meanings"):
        NameMeanings((meaning,) * meanings, (0.0,) * scores)


def test_time_is_linear() -> None:
    cities = [
        Place(f"Town {number}", f"Town {number}", "city", "US", number % 89, number % 179, parents=("Ohio",))
        for number in range(20_000)
    ]
    choice = find_meanings(BUILT_IN, "Springfield", True)

    def run(size: int) -> None:
        context = ArticleContext(HOLDERS[0])
        context.add(cities[:size])
        for _ in range(size):
            context.scores(choice)

    assert_linear(run, 1000)
