"""What stands next to a possible date: the flags of the oracle, and rules that say what the checks say."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.dates.expressions import Impossible, Parse
from dateline.index.entities.dates.false_positives import is_date
from dateline.index.entities.dates.surroundings import (
    FAILED,
    PASSED,
    RULES,
    flags_around,
    quick_rules,
    surrounding_words,
)
from dateline.index.kernel._surroundings import Surroundings
from tests.kernels.samples import law
from tests.oracles.surroundings import flags_of

pytestmark = pytest.mark.kernels

SIGNS = """. , ; : ! ? ) ( " ' \u2019 - \u2013 \u2014 % $ / [ * = + 1 35 1986 00 AD BC \u00e9 \u00a0 \u212a \u0130
    \U0001f600"""
OTHERS = """Times Herald Olympics Street Avenue War Ashley Johnson Theresa Brian Mr Mr. Dr President Amex tax black
    attack shares sales people finally pointed mileage percentage saying olds ages tides water tides accounts born
    which issue android wasn meeting meetings losses ships AD BC Road of-age age aged fiscal mid-in U.in age-old
    per-cent mid- sub- non- 's its goes has ss bus xs was x no. this year the year"""
WORDS = [*surrounding_words(), *OTHERS.split()]
PIECES = [*WORDS, *[word.capitalize() for word in WORDS], *[word.upper() for word in WORDS], *SIGNS.split(), "z" * 20]
SPACES = ["", " ", "  ", "\n", "\t", " " * 40]
SAID = {
    "year": "1986 1499 1799 2101 2050",
    "years": "1986/87",
    "length": "two years|a year|A Seven Days|a quarter|three quarters|a second|just a year|Nine Years|six weeks",
    "month": "May|May.|April|april|Sept|Sept.|January|Feb|Feb.|March|MARCH|July|Dec",
    "quarter": "first quarter|the fourth quarter",
    "adverb": "daily|Daily|ANNUAL",
    "now": "now|Currently",
    "ago": "two days ago|two days before|a week after",
    "weekday": "Friday|Fri|sun|last Friday|Sun.",
    "season": "fall|the fall|Fall|spring|the winter",
    "future": "soon|future|the future|very soon|Soon|near future",
    "the unit": "the day|the year|The week|the quarter",
    "part of unit": "the end of the year|later in the day",
    "day in words": "April one|May two",
    "part of day": "noon|the morning|morning|this afternoon|The night|MIDNIGHT",
    "part as verb": "end March|start today",
    "plural": "years|Years|days",
}


def check_rules(text: str, said: str, check: str, start: int) -> None:
    end = start + len(said)
    around = flags_around(text, start, end, quick_rules(check, said))
    if around & (PASSED | FAILED):
        assert bool(around & PASSED) == is_date(Parse(0, len(said), Impossible(), check), text, start, end)


@law
@given(st.lists(st.sampled_from([*PIECES, *SPACES, *SPACES]), max_size=40).map("".join) | st.text(), st.data())
def test_flags_are_those_of_the_oracle(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    assert flags_around(text, start, end) == flags_of(text, start, end, surrounding_words())


@pytest.mark.parametrize("check", RULES)
def test_rules_say_what_the_checks_say(check: str) -> None:
    random = Random(check)
    for said in SAID[check].split("|" if "|" in SAID[check] else None):
        for _ in range(3000):
            gaps = [random.choice(SPACES) if random.random() < 0.1 else " " for _ in range(4)]
            words = [random.choice(PIECES) for _ in range(4)]
            before = words[0] + gaps[0] + words[1] + gaps[1]
            check_rules(before + said + gaps[2] + words[2] + gaps[3] + words[3], said, check, len(before))


@law
@given(
    st.sampled_from(sorted(RULES)),
    st.lists(st.sampled_from([*PIECES, *SPACES]), max_size=6).map("".join) | st.text(),
    st.lists(st.sampled_from([*PIECES, *SPACES]), max_size=6).map("".join) | st.text(),
    st.data(),
)
def test_rules_say_what_the_checks_say_between_any_texts(
    check: str, before: str, behind: str, data: st.DataObject
) -> None:
    said = data.draw(st.sampled_from(SAID[check].split("|" if "|" in SAID[check] else None)))
    check_rules(before + said + behind, said, check, len(before))


def test_rules_apply_by_their_flags() -> None:
    words = Surroundings({"in": 1 << 16})
    assert words.around("in 1986", 3, 7, ((1 << 16, 0, True),)) & PASSED
    assert words.around("in 1986", 3, 7, ((0, 1 << 16, True), (0, 0, False))) & FAILED
    assert not words.around("by 1986", 3, 7, ((1 << 16, 0, True),)) & (PASSED | FAILED)


def test_offsets_outside_the_text_are_refused() -> None:
    for start, end in ((-1, 2), (2, 1), (0, 7)):
        with pytest.raises(ValueError, match="outside"):
            flags_around("Friday", start, end)
