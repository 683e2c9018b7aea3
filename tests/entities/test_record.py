"""The record of what was found: what is decoded is what was encoded."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index import Article, extract
from dateline.index.dates import PRECISIONS, DateSpan
from dateline.index.entities.mention import (
    Candidate,
    DateMention,
    Extraction,
    FoundDateline,
    PersonMention,
    PlaceMention,
)
from dateline.index.entities.record import decode_extraction, decode_values, encode_extraction, text_of_article
from dateline.index.segment.field_values import FOUND, keyword_values, spans_of

TEXT = "BAKU, Dec. 13 (Reuters) — President Aliyev met reporters in the late 1990s; more words follow here."
PLACES = st.builds(lambda start, size: (start, start + size), st.integers(0, 60), st.integers(1, 20))
DAYS = st.none() | st.builds(
    DateSpan, st.dates(), st.dates(), st.sampled_from(PRECISIONS), st.sampled_from((0, 60, 100))
)
NAMES = st.sampled_from(("Ilham Aliyev", "Aliyev", "Šefčovič", ""))
CANDIDATES = st.builds(Candidate, NAMES, st.none() | st.just("AZ"), st.none() | st.just(587084), st.just(0.25))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    def spans() -> list[tuple[int, int]]:
        return sorted(draw(st.lists(PLACES, max_size=4, unique=True)))

    people = [
        PersonMention(TEXT[a:b], a, b, draw(NAMES), draw(st.none() | st.just("Mr")), draw(NAMES)) for a, b in spans()
    ]
    places = [
        PlaceMention(
            TEXT[a:b], a, b, draw(NAMES), draw(NAMES), draw(st.sampled_from(("city", "unknown"))),
            draw(st.none() | st.just("AZ")), draw(st.none() | st.just(40.5)), draw(st.none() | st.just(-4.25)),
            draw(st.none() | st.just(7)), draw(st.sampled_from((0.0, 0.5, 1.0))), draw(st.booleans()),
            tuple(draw(st.lists(CANDIDATES, max_size=2))), draw(NAMES),
        )
        for a, b in spans()
    ]  # fmt: skip
    dates = [
        DateMention(
            TEXT[a:b], a, b, draw(st.sampled_from(("DATE", "TIME", "DURATION", "SET"))), draw(DAYS),
            draw(st.none() | st.just("2016-12-13")), draw(NAMES),
        )
        for a, b in spans()
    ]  # fmt: skip
    apart = PlaceMention("", 0, 0, "Baku", "Baku", "city", "AZ", 40.4, 49.9, 587084, 1.0, False, (), "dateline")
    line = FoundDateline(TEXT[0:25], 0, 25, draw(st.sampled_from((None, apart, *places))), None, "Reuters")
    return Extraction(
        tuple(people), tuple(places), tuple(dates), draw(st.none() | st.just(line)), draw(st.none() | st.just("en")),
        tuple(draw(st.lists(NAMES, max_size=2))),
    )  # fmt: skip


@given(extractions())
def test_what_was_found_comes_back(found: Extraction) -> None:
    assert decode_extraction(json.loads(encode_extraction(found)), TEXT) == found


@given(extractions(), st.lists(st.tuples(st.just("people"), st.text(), st.text()), max_size=2))
def test_a_record_is_what_the_encoder_of_json_writes(found: Extraction, joined: list[tuple[str, str, str]]) -> None:
    record = encode_extraction(replace(found, joined=tuple(joined)))
    assert json.dumps(json.loads(record), ensure_ascii=False, separators=(",", ":")) == record


def test_very_small_and_infinite_numbers_come_back() -> None:
    place = PlaceMention("Baku", 0, 4, "Baku", "Baku", "city", "AZ", 40.5, math.inf, 587084, 1e-07)
    spot, row = (json.loads(encode_extraction(Extraction(places=(place,))))[part][0] for part in ("spots", "places"))
    assert spot == ["Baku", "Baku", "city", "AZ", 40.5, math.inf, 587084]
    assert row == [0, 4, 0, 1e-07]


@given(extractions())
def test_the_values_of_a_record_are_those_of_what_was_found(found: Extraction) -> None:
    given_ = Article(title="T", people=("Aliyev",), extra={"agency": "AP"})
    whole, values = (
        replace(given_, mentions=decode(json.loads(encode_extraction(found))))
        for decode in (lambda record: decode_extraction(record, TEXT), decode_values)
    )
    for field in FOUND:
        assert tuple(keyword_values(values, field)) == tuple(keyword_values(whole, field))
    assert spans_of(values, "about") == spans_of(whole, "about")


@pytest.mark.parametrize("body", ["Iran sold oil to the men of the sea.", "The oil of the country was sold.", ""])
def test_a_dateline_given_apart_keeps_its_place_and_day(body: str) -> None:
    text = text_of_article(Article(title="Oil", body=body))
    found = extract(text, date(2016, 12, 14), printed_dateline="BAKU, Dec. 13 (Reuters)")
    record = json.loads(encode_extraction(found))
    for line in (found.dateline, decode_extraction(record, text).dateline):
        assert line is not None
        assert line.place is not None
        assert line.date is not None
        assert (line.place.label, line.date.first, line.agency) == ("Baku", date(2016, 12, 13), "Reuters")
        assert (line.place.start, line.place.end, line.date.start, line.date.end) == (0, 0, 0, 0)
    article = Article(title="Oil", body=body, mentions=decode_values(record))
    assert tuple(keyword_values(article, "filed")) == ("Baku",)
    assert "Baku" not in keyword_values(article, "places")


def test_a_dateline_in_the_text_keeps_its_own_day() -> None:
    text = "BAKU, Dec 13 (Reuters) - The men met on Dec 13."
    found = extract(text, date(2016, 12, 14))
    assert decode_extraction(json.loads(encode_extraction(found)), text) == found


def test_offsets_are_places_in_title_and_body() -> None:
    article = Article(title="Oil", body="Baku")
    assert text_of_article(article)[5:9] == "Baku"


def test_a_date_of_a_record_has_both_of_its_days() -> None:
    whole = [0, 3, "DATE", "2016-12-13", "2016-12-14", None, None, 100]
    assert decode_extraction({"dates": [whole]}, TEXT).dates[0].days == DateSpan(date(2016, 12, 13), date(2016, 12, 14))
    for missing in (3, 4):
        half = [None if place == missing else value for place, value in enumerate(whole)]
        with pytest.raises(TypeError):
            decode_extraction({"dates": [half]}, TEXT)


@pytest.mark.parametrize("record", ['{"people": [[0, 4, 3]]}', '{"places": [[0]]}', '{"dates": [[0, 1, "DATE", "x"]]}'])
def test_what_is_no_record_is_refused(record: str) -> None:
    with pytest.raises((ValueError, LookupError, TypeError)):
        decode_extraction(json.loads(record), TEXT)
