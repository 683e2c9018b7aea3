"""Runs that are read piece by piece: their parses are those of the runs read as a whole."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.dates.expressions import Parse
from dateline.index.entities.dates.finding import make_finder
from dateline.index.entities.dates.pieces import WORDS as FLAGGED
from dateline.index.entities.dates.reading import read_run
from dateline.index.entities.dates.scanning import vocabulary
from dateline.index.entities.dates.words import MONTHS, NUMBERS, UNITS
from dateline.index.kernel._dates import ReadParse
from tests.kernels.samples import law

pytestmark = pytest.mark.kernels

OFTEN = [*(" ".join(FLAGGED.values())).split(), *list(MONTHS)[:16], *list(NUMBERS)[1:14], *UNITS, "a", "one", "half"]
NUMBERS_OF_RUNS = """1986 1987 1 3 12 31 32 0 00 101 9-1/8 101-1/4 1/8 9/11 12-10/87 4.5 1,500 4,311,000 86 1985/86
    3rd 22d 1700 1699 2099 2100 1200 5-9/11 10-year 3-month two-year 14:30 1,1987 15,1987 '86 1990s 007"""
WORDS = st.sampled_from(OFTEN) | st.sampled_from(NUMBERS_OF_RUNS.split()) | st.sampled_from(list(vocabulary()))
GAPS = st.sampled_from([" "] * 12 + [", ", "-", "/", "  ", " (", ") ", "\t", ". ", "'s ", "\u2013", " '"])
RUNS = st.lists(st.tuples(WORDS, GAPS), max_size=9).map(lambda row: "".join(map("".join, row)).strip())

BEFORE = """from |the |about |between |(|early |3 |1986 |March/|to |and |of |the end of |year |first |'|ended |late |
Monday |half |in ||||""".replace("\n", "").split("|")
PHRASES = """March|May 3|March 3, 1987|Sept 1986|December, 1986|1987|1800|today|yesterday|now|daily|three years|5 days|
two-week|the next three years|about 35 days|more than two hours|first two weeks|15.6 years|12 months|24 hours|a year|
a week|an hour|the month|last year|this week|next month|the previous month|the current year|previous quarter|
the first quarter|fourth-quarter|second quarter|a year ago|two weeks earlier|three years later|Friday|Sun|fall|
the winter|the year|recent|1985/86|the first week|third month|the last day""".replace("\n", "").split("|")
SIGNS = (" ",) * 8 + (", ",) * 4 + ("'s ", " (", ") ", "/", "-", "  ", ") (", "), ")
BEHIND = """ 3| years| of last year| Monday| to March 5| 1987| a year ago| end| 5 and 6| GMT| March| ended March 3|
 three| the 3rd|-end| half| 3 p.m.| this year| and 5| morning| quarter| year| years ago| year earlier| third quarter|
 spring| and March 5| until May| half year| last year| and a half years| and April 1, 1988| week ended March 3|
 and the fourth quarter| 2nd| of March| in 1986| 12-1/2||||""".replace("\n", "").split("|")


def moved(parse: Parse | None, offset: int) -> Parse | None:
    if parse is None:
        return None
    parts = tuple(each for part in parse.parts if (each := moved(part, offset)) is not None)
    return replace(
        parse,
        start=parse.start + offset,
        end=parse.end + offset,
        alternative=moved(parse.alternative, offset),
        parts=parts,
    )


def known_of(read: ReadParse) -> tuple[int, bool]:
    return read.traits, read.rate is None


@law
@given(st.lists(RUNS | RUNS.map(str.title) | RUNS.map(str.upper), min_size=1, max_size=3))
def test_pieces_are_read_as_in_their_run(runs: list[str]) -> None:
    finder = make_finder()
    for run in (*runs, " ".join(runs)):  # the finder has kept the pieces of the first ones
        found, expected = finder.read(run), read_run(run)
        assert [moved(read.parse, offset) for offset, read in found] == [read.parse for read in expected]
        assert [known_of(read) for _, read in found] == [known_of(read) for read in expected]
        for (_, read), other in zip(found, expected, strict=True):
            assert (read.start, read.end) == (read.parse.start, read.parse.end)
            assert (read.alternative is None) == (other.alternative is None)


@pytest.mark.parametrize("seed", range(4))
def test_pieces_end_where_nothing_that_follows_belongs_to_them(seed: int) -> None:
    random, finder, words = Random(seed), make_finder(), [*vocabulary(), *PHRASES]
    for _ in range(4000):
        word = random.choice(words)
        word = random.choice((word, word, word.title(), random.choice(NUMBERS_OF_RUNS.split())))
        run = random.choice(BEFORE) + random.choice(PHRASES) + random.choice(SIGNS) + word + random.choice(BEHIND)
        run = run.upper() if random.random() < 0.2 else run
        assert [moved(read.parse, offset) for offset, read in finder.read(run)] == [
            each.parse for each in read_run(run)
        ]


def parses_of(run: str) -> list[Parse | None]:
    return [moved(read.parse, offset) for offset, read in make_finder().read(run)]


@pytest.mark.parametrize("number", ["12", "9-1/8", "101-31/32", "4.5", "4,311,000", "1-10/87"])
@pytest.mark.parametrize("before", ["", "the ", "a ", "from ", "1986 "])
def test_numbers_of_no_date_are_passed_over(number: str, before: str) -> None:
    for words in ("", " from", " in", " with 1986", " this year"):
        run = f"{before}{number}{words}"
        assert parses_of(run) == [read.parse for read in read_run(run)]


@pytest.mark.parametrize("month", [each.title() for each in MONTHS])
def test_months_are_read_as_by_the_rules(month: str) -> None:
    days = ["", *(f" {day}" for day in (*range(33), "01", "09"))]
    for run in [f"{month}{day}{year}" for day in days for year in ("", " 1987", ", 1987", ", 1900", " 2000", " 2099")]:
        assert parses_of(run) == [read.parse for read in read_run(run)]


def test_a_run_is_cut_into_pieces() -> None:
    finder = make_finder()
    (run,), (piece,) = finder.read("from March 3 after 9-1/8"), finder.read("March 3")
    assert run == (5, piece[1])
    assert finder.read("two weeks from March 3") != [(15, piece[1])]
    assert finder.read("101-1/4 in") == finder.read("the 12") == finder.read("from 8-3/4") == []
