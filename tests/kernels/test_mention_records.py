"""The encoder of mentions writes what the encoder of JSON writes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.dates import PRECISIONS, DateSpan
from dateline.index.entities.mention import (
    Candidate,
    DateMention,
    Extraction,
    FoundDateline,
    PersonMention,
    PlaceMention,
)
from dateline.index.entities.record import encode_extraction
from tests.oracles.mention_records import record_of

pytestmark = pytest.mark.kernels


class Name(str):
    """A text of another type."""

    __slots__ = ()


class LaterDate(DateMention):
    """A mention of another type."""

    __slots__ = ()


# All texts, also halves of surrogate pairs, and those that JSON escapes.
TEXTS = st.text() | st.sampled_from(("", "Baku", '"\\/', "\b\f\n\r\t\x1f\x7f", "\ud800", "Šefčovič", "𝔅", Name("Bonn")))
OFFSETS = st.integers(0, 9) | st.sampled_from((12345, 1 << 70))
NUMBERS = st.none() | st.integers() | st.floats(allow_nan=False) | st.sampled_from((0.0, -0.0, 0, 1, 1.0, 40.5))
DAYS = st.dates() | st.just(datetime(2016, 12, 13, 10, tzinfo=UTC))
CANDIDATES = st.builds(Candidate, TEXTS, st.none() | TEXTS, NUMBERS, NUMBERS)
PEOPLE = st.builds(PersonMention, st.just(""), OFFSETS, OFFSETS, TEXTS, st.none() | TEXTS, TEXTS)
PLACES = st.builds(
    PlaceMention, st.just(""), OFFSETS, OFFSETS, TEXTS, TEXTS, st.sampled_from(("city", "region")), st.none() | TEXTS,
    NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.booleans(), st.lists(CANDIDATES, max_size=3).map(tuple), TEXTS,
)  # fmt: skip
DATE_FIELDS = (
    st.just(""), OFFSETS, OFFSETS, st.sampled_from(("DATE", "SET")),
    st.none() | st.builds(DateSpan, DAYS, DAYS, st.sampled_from(PRECISIONS), st.integers(0, 100)),
    st.none() | TEXTS, TEXTS,
)  # fmt: skip
DATES = st.builds(DateMention, *DATE_FIELDS) | st.builds(LaterDate, *DATE_FIELDS)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    places = draw(st.lists(PLACES, max_size=4))
    places += draw(st.lists(st.sampled_from(places), max_size=3)) if places else []
    dates = draw(st.lists(DATES, max_size=4))
    filed = draw(st.none() | PLACES | (st.sampled_from(places) if places else st.none()))
    day = draw(st.none() | DATES | (st.sampled_from(dates) if dates else st.none()))
    line = draw(
        st.none() | st.builds(FoundDateline, st.just(""), OFFSETS, OFFSETS, st.just(filed), st.just(day), TEXTS)
    )
    return Extraction(
        tuple(draw(st.lists(PEOPLE, max_size=4))), tuple(places), tuple(dates), line, draw(st.none() | TEXTS),
        tuple(draw(st.lists(TEXTS, max_size=2))), draw(st.booleans()),
        tuple(draw(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=2))),
    )  # fmt: skip


@given(extractions())
def test_a_record_is_what_the_encoder_of_json_writes(found: Extraction) -> None:
    assert encode_extraction(found) == record_of(found)


def test_an_equal_mention_of_the_dateline_is_the_one_of_the_text() -> None:
    place, day = PlaceMention("Baku", 0, 4, "Baku", "Baku", "city"), DateMention("today", 6, 11, "DATE")
    line = FoundDateline("", 0, 12, PlaceMention("Baku", 0, 4, "Baku", "Baku", "city"), day, None)
    record = encode_extraction(Extraction(places=(place,), dates=(DateMention("today", 6, 11, "DATE"),), dateline=line))
    assert '"dateline":[0,12,0,0,null]' in record


def test_more_places_than_are_compared_one_by_one_are_stored_once() -> None:
    places = [PlaceMention("", n, n + 1, f"P{n % 40}", f"P{n % 40}", "city", lat=n % 40 / 8) for n in range(400)]
    found = Extraction(places=tuple(places))
    assert encode_extraction(found) == record_of(found)


def test_more_floats_than_are_kept_are_written_as_python_does() -> None:
    for start in range(0, 40_000, 100):
        found = Extraction(
            places=tuple(PlaceMention("", 0, 1, "", "", "city", lat=n / 7) for n in range(start, start + 100))
        )
        assert encode_extraction(found) == record_of(found)


@pytest.mark.parametrize(
    "found",
    [
        Extraction(language=7),  # type: ignore[arg-type]
        Extraction(notes=(None,)),  # type: ignore[arg-type]
        Extraction(people=(PersonMention("", 0, 1, 7),)),  # type: ignore[arg-type]
        Extraction(dateline=FoundDateline("", 0, 1, None, None, 7)),  # type: ignore[arg-type]
    ],
)
def test_what_must_be_a_text_is_one(found: Extraction) -> None:
    with pytest.raises(TypeError, match="is no text"):
        encode_extraction(found)


@pytest.mark.parametrize("parts", [{"people": (1,)}, {"places": (object(),)}, {"dates": 5}, {"dateline": "BAKU"}])
def test_other_objects_are_refused(parts: dict[str, object]) -> None:
    with pytest.raises((AttributeError, TypeError)):
        encode_extraction(Extraction(**parts))  # type: ignore[arg-type]


def test_a_day_is_written_with_four_digits_of_its_year() -> None:
    found = Extraction(dates=(DateMention("", 0, 1, "DATE", DateSpan(date(1, 2, 3), date(9999, 12, 31))),))
    assert '"DATE","0001-02-03","9999-12-31","day",null,100]' in encode_extraction(found)
