"""The names of the tagger are sorted as if each were looked up in the gazetteer."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.mention import PersonMention, PlaceMention
from dateline.index.entities.people.titles import word_set
from dateline.index.entities.places.folding import folds
from dateline.index.entities.places.gazetteer import Place, open_gazetteer, tables_of
from dateline.index.entities.places.spans import are_countries, is_country
from dateline.index.entities.places.tagged import WORDS, drop_countries, sort_names, tagged_names
from dateline.index.entities.tagging import Names
from dateline.index.kernel._gazetteer import TaggedNames
from tests.kernels.samples import law
from tests.oracles.tagged import sorted_names

pytestmark = pytest.mark.kernels

BUILT_IN = open_gazetteer()
OWN = BUILT_IN.with_places([Place("Ruritania", "Ruritania", "country", "RU", 1.0, 2.0, 5_000_000, 1, ())])
WORD = st.sampled_from(sorted(WORDS)).flatmap(lambda word: st.sampled_from([word, word.title(), word.upper()]))
PIECE = (
    WORD
    | st.sampled_from(
        sorted(
            word_set("""
            Japan JAPAN Japan, Iran/Iraq U.S. U.K America Turkey Türkiye Saudi Arabia New Zealand Bank Times Voice
            Church Electric Co. A&Co X-Inc, , and & é жук Ruritania Paris Washington The
        """)
        )
    )
    | st.just("of")
)
NAMES = st.lists(PIECE, min_size=1, max_size=6).map(" ".join)
FILED = st.none() | NAMES | st.sampled_from(["PARIS", "Straße", "STRASSE", "İ", ""])


def names_in(drawn: Iterable[tuple[str, int]]) -> tuple[str, Names]:
    """Return a text of names, and their spans."""
    text, spans = "", []
    for name, kind in drawn:
        spans.append((len(text), len(text) + len(name), kind))
        text += f"{name} is "
    starts, ends, kinds = (array("Q", column) for column in zip(*spans, strict=True)) if spans else [array("Q")] * 3
    return text, Names(starts, ends, kinds, array("Q"))


@law
@given(st.lists(st.tuples(NAMES | st.sampled_from(["STRASSE", "ı"]), st.integers(1, 5)), max_size=8), FILED)
def test_names_are_sorted_as_if_each_were_looked_up(drawn: list[tuple[str, int]], filed: str | None) -> None:
    text, names = names_in(drawn)
    place = None if filed is None else PlaceMention(filed, 0, 0, filed, filed, "city")
    for gazetteer in (BUILT_IN, OWN):
        assert sort_names(gazetteer, text, names, place) == sorted_names(gazetteer, text, names, filed)


@law
@given(NAMES)
def test_what_are_countries_may_be_countries(name: str) -> None:
    for gazetteer in (BUILT_IN, OWN):
        may_be = tagged_names(gazetteer).may_be_countries(name)
        assert may_be or not (are_countries(gazetteer, name) or is_country(gazetteer, name))


def test_countries_are_no_people() -> None:
    people = [PersonMention(name, 0, len(name), name) for name in ("Kuwait", "Ruritania", "Ilham Aliyev")]
    titled = PersonMention("Kuwait", 0, 6, "Kuwait", "Mr")
    assert [each.name for each in drop_countries(OWN, [*people, titled])] == ["Ilham Aliyev", "Kuwait"]
    assert [each.name for each in drop_countries(BUILT_IN, people)] == ["Ruritania", "Ilham Aliyev"]


@law
@given(
    st.lists(st.tuples(NAMES | st.sampled_from(["Kuwait", "Ruritania"]), st.sampled_from([None, "", "Mr"])), max_size=6)
)
def test_people_are_countries_as_the_rule_says(drawn: list[tuple[str, str | None]]) -> None:
    people = [PersonMention(name, 0, len(name), name.removesuffix(" Japan"), title) for name, title in drawn]
    for gazetteer in (BUILT_IN, OWN):
        kept = [each for each in people if each.title or each.name != each.text or not is_country(gazetteer, each.text)]
        assert drop_countries(gazetteer, people) == tuple(kept)


def test_too_many_words_are_refused() -> None:
    words = {f"word{number}": 1 for number in range(200)}
    with pytest.raises(ValueError, match="too many"):
        TaggedNames(folds(), *tables_of([]), {}, words, bool, bool, lambda text, start, end: end)
