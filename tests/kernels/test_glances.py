"""What a kernel sees at a glance is what is found mention by mention."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.glances import MENTIONS
from dateline.index.entities.mention import Candidate, DateMention, PersonMention, PlaceMention
from dateline.index.kernel._glances import Mentions, Parts, Tails
from tests.kernels.samples import law
from tests.oracles import glances

pytestmark = pytest.mark.kernels

TAILS = (" of ", "HMS ", "ner ", 'er "', "er \u201c")
TEXTS = st.text("Aa .,-", max_size=60) | st.lists(
    st.sampled_from(
        ["liner ", "Bank of ", "HMS ", 'steamer "', "liner \u201c", "Aa", ", ", "Ill.", "\u0416 ", "\U0001f600"]
    )
).map("".join)
Mention = TypeVar("Mention", PersonMention, PlaceMention, DateMention)


@st.composite
def mentions_in(draw: st.DrawFn, text: str, kind: type[Mention]) -> tuple[Mention, ...]:
    """Draw mentions of a text in order, none of which share a character."""
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    made = []
    for start, end in list(pairwise(ends))[draw(st.integers(0, 1)) :: draw(st.integers(1, 2))]:
        if kind is PersonMention:
            title = draw(st.sampled_from([None, "", "Mr"]))
            made.append(PersonMention(text[start:end], start, end, text[start:end], title))
        elif kind is PlaceMention:
            made.append(PlaceMention(text[start:end], start, end, text[start:end], text[start:end], "city"))
        else:
            made.append(DateMention(text[start:end], start, end, "DATE", None, None))
    return tuple(made)


@law
@given(st.data(), TEXTS)
def test_words_are_shared_where_two_mentions_overlap(data: st.DataObject, text: str) -> None:
    kinds = [data.draw(mentions_in(text, kind)) for kind in (PersonMention, PlaceMention, DateMention)]
    for ones in kinds:
        for others in kinds:
            assert MENTIONS.share_words(ones, others) == glances.share_words(ones, others)


@law
@given(st.data(), TEXTS)
def test_what_stands_beside_mentions_is_seen(data: st.DataObject, text: str) -> None:
    people = data.draw(mentions_in(text, PersonMention))
    places = data.draw(mentions_in(text, PlaceMention))
    assert MENTIONS.has_bare_word(people) == glances.has_bare_word(people)
    for number in range(8):
        assert MENTIONS.has_gap(people, number) == glances.has_gap(people, number)
        assert MENTIONS.has_list_mark(text, places, number) == glances.has_list_mark(text, places, number)
        for mentions in (people, places):
            found = MENTIONS.first_after(Tails(TAILS), text, mentions, number)
            assert found == glances.first_after(TAILS, text, mentions, number)


@law
@given(
    st.lists(st.text("ab-", min_size=2, max_size=4), max_size=32), st.text("ab-é\u0416", max_size=40), st.integers(0, 9)
)
def test_parts_are_found_where_they_first_stand(parts: list[str], text: str, at: int) -> None:
    assert Parts(parts).first_in(text, at) == glances.first_in(parts, text, at)


def test_parts_that_are_too_many_or_too_short_are_refused() -> None:
    for wrong in (["ab"] * 33, ["a"], [""], ["aé"]):
        with pytest.raises(ValueError, match="ASCII"):
            Parts(wrong)
    with pytest.raises(ValueError, match="from 0"):
        Parts(["ab"]).first_in("ab", -1)


def test_other_classes_and_tails_are_refused() -> None:
    with pytest.raises(TypeError):
        Mentions(Candidate, PlaceMention, DateMention)  # type: ignore[arg-type]
    for wrong in ("of ", "er \u201c\u201c"):
        with pytest.raises(ValueError, match="ASCII"):
            Tails([wrong])
    with pytest.raises(AttributeError):
        MENTIONS.share_words((3,), (3,))  # type: ignore[arg-type]


def test_mentions_beyond_the_text_stand_behind_nothing() -> None:
    beyond = (PersonMention("Persia", 90, 96, "Persia"),)
    assert MENTIONS.first_after(Tails(TAILS), "the liner Persia", beyond, 0) == -1
    assert not MENTIONS.has_list_mark("Aden, S.C.", beyond, 9)
