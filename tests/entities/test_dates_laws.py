"""Laws of finding dates in any text: it ends soon, says where it found what, and never turns a length into days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.index.entities.dates.finding import find_dates
from dateline.index.entities.mention import DateMention
from tests.fuzz.extraction_inputs import PHRASES
from tests.growth import assert_linear

WORDS = """
    the a of in on at from to between and until early mid late first last next this every half quarter Q3 FY second
    third twenty one two 3 7 12 31 31st 3d 22d 99 1998 2016 1990s '90s '82 19th 0 3.5 2,000 May
    March Dec. Friday Sat Monday, 2nd spring Easter
    Christmas yesterday today tonight week weeks weekend month year years decade century ago earlier later daily inst.
    c. circa
    14:58 3pm 12/25/98 04/05/2016 2016-12-14 2016-13-45 2016-12-14T15:00Z 9999 31.12.9999 will said now old , . -
    \u2013 ( ) ' \u2019 \u00e9 \u00a3 %
"""
PIECES = st.sampled_from([*WORDS.split(), "the first half", "the second half of", "\n"])
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)
DAYS = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2016, 2, 29)])
law = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@law
@given(TEXTS, DAYS, st.sampled_from([None, True, False]), st.booleans())
def test_mentions_stand_where_they_say(
    text: str, published: date | None, day_first: bool | None, english: bool
) -> None:
    end = 0
    for mention in find_dates(text, published, day_first=day_first, english=english):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        end = mention.end
        assert_sound(mention)


def assert_sound(mention: DateMention) -> None:
    """Fail for a mention that contradicts itself."""
    assert (mention.first is None) == (mention.last is None) == (mention.precision is None)
    assert 0 < mention.certainty <= 100
    if mention.first is not None and mention.last is not None:
        assert mention.first <= mention.last
        assert mention.type in ("DATE", "TIME")
    if mention.type in ("DURATION", "SET"):
        assert mention.first is None
        assert mention.value


@law
@given(TEXTS)
def test_without_a_day_of_publication_nothing_depends_on_one(text: str) -> None:
    for mention in find_dates(text):
        assert mention.first is not None or mention.value is not None or mention.reason


@pytest.mark.parametrize("english", [True, False])
@pytest.mark.parametrize(
    "piece",
    [
        "May ",
        "1",
        "1 ",
        "1998 ",
        "12/",
        "1:",
        "the ",
        "from 3 to ",
        "'90s ",
        "Dezember ",
        "late ",
        "\n",
        "\u00e4",
        "A",
        "last ",
        "first quarter, a year earlier ",
        "week ended ",
        "a-\n",
        "a\u00ac",
        "\n ",
    ],
)
def test_the_time_it_takes_grows_with_the_text_and_no_faster(piece: str, english: bool) -> None:
    day = date(2016, 12, 14)
    assert_linear(lambda size: find_dates(piece * (size // len(piece)), day, english=english), 50_000)


@pytest.mark.parametrize("link", [" ", " of "])
def test_each_phrase_can_stand_beside_each(link: str) -> None:
    for one in PHRASES:
        for mention in find_dates(". ".join(f"It was {one}{link}{other}" for other in PHRASES), date(1987, 3, 1)):
            assert_sound(mention)
