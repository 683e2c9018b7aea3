"""The grammar of dates: the matches that the oracle finds, and runs that are parsed at the same time."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.dates.atoms import (
    OF_PERIOD,
    OF_RANGE,
    OF_ROW,
    OF_SHARE,
    OF_WEEK,
    SHARE_FIRST,
    WEEK_FIRST,
    atom_at,
    may_have_clock,
    may_have_end,
    may_have_range,
    may_have_row,
    next_start,
    parts_at,
)
from dateline.index.entities.dates.composing import parse_run, point_at
from dateline.index.entities.dates.days_with_times import day_with_clock
from dateline.index.entities.dates.ended import PERIOD
from dateline.index.entities.dates.expressions import Impossible
from dateline.index.entities.dates.patterns import FROM, beginning_at, month_of, unit_of, weekday_of
from dateline.index.entities.dates.ranges import range_behind
from dateline.index.entities.dates.rows import row_at
from dateline.index.entities.dates.scanning import vocabulary
from dateline.index.kernel._grammar import Grammar
from tests.fuzz.extraction_inputs import PHRASES
from tests.kernels.samples import law
from tests.oracles import grammar as oracle

pytestmark = pytest.mark.kernels

OTHERS = """today 3:30 3pm 14T15:00 noon
    1986 12 3rd 22d 1/2 2-1/2 3:30 p.m. '98 \u201987 1990s 90s 90's 9/11 1986/87 2016-12-14 2016-W50 Q3 H1 Jan.
    May. the the o'clock July4 15June c.1912 tue\u017fday wee\u212a year-ago 1,500 2.5 3.14 0 \u00b2 _ # (a) --"""
WORDS = st.sampled_from([*vocabulary(), *OTHERS.split(), "x" * 20])
GAPS = st.sampled_from([" ", " ", " ", "  ", ", ", "-", "\u2013", "\n", "\u00a0", ""])
RUNS = st.lists(st.tuples(WORDS, GAPS), max_size=7).map(lambda row: "".join(map("".join, row)))

# What rows of days and periods are made of.
OF_ROWS = "and And the The 3 3rd 22d 14 third fifth twenty-first May week Weeks qtr. to Ended ending"
JOINED = st.lists(
    st.tuples(st.sampled_from(OF_ROWS.split()), st.sampled_from([" ", " ", " , ", ", ", "\t", ","])), max_size=8
).map(lambda row: "".join(map("".join, row)))


@law
@given(RUNS | RUNS.map(str.title) | RUNS.map(str.upper))
def test_matches_are_those_of_the_oracle(run: str) -> None:
    for start in range(len(run) + 1):
        if start == 0 or not run[start - 1].isalnum():
            assert atom_at(run, start) == oracle.atom_at(run, start)


@law
@given(RUNS | RUNS.map(str.title) | st.text(max_size=20))
def test_words_at_which_an_expression_may_begin_are_those_of_the_oracle(run: str) -> None:
    at: int | None = 0
    while at is not None:
        found = next_start(run, at)
        assert found == oracle.next_start(run, at)
        at = found and found[1]


@pytest.mark.parametrize(("letter", "like"), [("s", "\u017f"), ("k", "\u212a"), ("i", "\u0131"), ("i", "\u0130")])
def test_letters_that_patterns_take_for_others_are_these(letter: str, like: str) -> None:
    for phrase in PHRASES:
        for each in (phrase.replace(letter, like), phrase.title().replace(letter, like)):
            parse_run(each)  # raises if a word of a table is not found
    assert weekday_of("tue\u017fday") == weekday_of("Tuesday")
    assert month_of("Augu\u017ft") == month_of("August")
    assert unit_of("wee\u212as") == unit_of("weeks")


def test_words_of_rows_and_periods() -> None:
    assert may_have_row("May 3 and 5", 0)
    assert may_have_row("the third , and the fifth", 0)
    assert not may_have_row("May 3 and 5", 7)
    assert not may_have_row("May 3 and June", 0)
    assert not may_have_row("Anderson in May 3", 0)
    assert may_have_end("the year to March", 0)
    assert may_have_end("two weeks, Ended March", 0)
    assert may_have_end("week to ", 0)
    assert not may_have_end("week to", 0)
    assert not may_have_end("the year to March", 9)
    assert not may_have_end("May 3 to 5", 0)


@law
@given(RUNS | RUNS.map(str.title) | JOINED)
def test_rows_and_periods_begin_where_they_may(run: str) -> None:
    for start in range(len(run)):
        assert may_have_row(run, start) == oracle.may_have_row(run, start)
        assert may_have_end(run, start) == oracle.may_have_end(run, start)
        assert may_have_row(run, start) or row_at(run, start) is None
        assert may_have_end(run, start) or PERIOD.match(run, start) is None


@law
@given(RUNS | RUNS.map(str.title) | JOINED)
def test_parts_begin_and_times_and_ranges_follow_where_they_may(run: str) -> None:
    for start in range(len(run)):
        beginning = beginning_at(run, start)
        assert parts_at(run, start) == (
            OF_ROW * may_have_row(run, start)
            | OF_PERIOD * may_have_end(run, start)
            | OF_SHARE * (beginning in SHARE_FIRST)
            | OF_WEEK * (beginning in WEEK_FIRST)
            | OF_RANGE * (beginning in FROM)
        )
        found = atom_at(run, start)
        if found is not None and not may_have_clock(run, found[1]):
            assert day_with_clock(run, found) == found
        if found is not None and not may_have_range(run, found[1]):
            assert range_behind(run, "", found, point_at) is None
            assert range_behind(run, "from", found, point_at) is None


def test_runs_are_parsed_in_several_threads() -> None:
    runs = [f"{day} May {year}, and the week ended March {day}" for day in range(1, 29) for year in range(1980, 1990)]
    expected = [parse_run(run) for run in runs]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(parse_run, runs)) == expected


def test_words_that_cannot_be_kept_are_refused() -> None:
    with pytest.raises(ValueError, match="letters"):
        Grammar(
            {"x" * 17: ()},
            composed=frozenset(),
            no_start=frozenset(),
            ordinals=(),
            needed={},
            every=1,
            with_and=0,
            with_end=0,
            impossible=Impossible(),
            other_number=re.compile("x").match,
            needs_of=len,
            beginning_at=beginning_at,
        )
