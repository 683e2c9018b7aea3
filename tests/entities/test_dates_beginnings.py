"""The words with which the rules of dates begin: no rule is left out where it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.index.entities.dates.atoms import BY_BEGINNING, GRAMMAR, RULES, needs_of, signs_of
from dateline.index.entities.dates.holidays import FEAST_NAMES, may_be_feast
from dateline.index.entities.dates.patterns import beginning_at, compiled
from dateline.index.entities.dates.rows import AND, ROWS, parse_row, row_at
from dateline.index.entities.dates.scanning import vocabulary

law = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
OTHERS = """1986 12 3rd 22d 1/2 3:30 p.m. '98 \u201987 1990s 90s 9/11 1986/87 2016-12-14 2016-W50 1998-Q1 Q3 H1 Jan.
    May. the the the valentine's valentines presidents' presidents\u2019 presidentsday o'clock midmorning July4
    15June c.1912 tue\u017fday wee\u212a year-ago"""
WORDS = st.sampled_from([*vocabulary(), *OTHERS.split()])
GAPS = st.sampled_from([" ", " ", " ", " ", "  ", ", ", "-", " - ", " of "])
RUNS = st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=8).map(lambda row: "".join(map("".join, row)))
FIRST = re.compile(r"(?:the\s+)?(?:[a-z]+|[0-9]+|.?)", re.IGNORECASE | re.ASCII | re.DOTALL)
WORD = re.compile(r"['\u2018\u2019]?\w+")


def check_rules(run: str, start: int) -> None:
    rules = BY_BEGINNING.get(beginning_at(run, start), ())
    behind = FIRST.match(run, start).end()
    then = " " if run[behind : behind + 1].isspace() else run[behind : behind + 1]
    tried = [
        each
        for needed, each in rules
        if needed & needs_of(run[start:]) == needed
        and (not each.then or not run.isascii() or (then and then in each.then))
    ]
    matching = [each for each in RULES if each.pattern.match(run, start) is not None]
    assert [each for each in matching if each not in tried] == []


@law
@given(RUNS | RUNS.map(str.title) | RUNS.map(str.upper))
def test_no_rule_is_left_out_at_a_word(run: str) -> None:
    for word in WORD.finditer(run):
        check_rules(run, word.start())


@law
@given(RUNS | RUNS.map(str.title) | RUNS.map(str.upper))
def test_rules_match_alike_in_usual_runs(run: str) -> None:
    usual, years = GRAMMAR.usual(run)
    assert (usual is None) == (not run.isascii() or re.search("[0-9]D", run) is not None)
    if usual is None:
        return
    assert usual.lower() == run.lower()
    for word in WORD.finditer(run):
        for rule in RULES:
            found, like = rule.pattern.match(run, word.start()), rule.usual(years).match(usual, word.start())
            if not rule.as_printed:
                assert (found and found.span()) == (like and like.span())
                assert found is None or rule.make(found) == rule.make(like)


@pytest.mark.parametrize(
    ("run", "usual", "years"),
    [
        ("12 May, a FRIDAY", "12 May, a fRiday", True),
        ("Sept. 3, 1987", "Sept. 3, 1987", True),
        ("1400", "1400", True),
        ("1400 on May 3", "1400 on May 3", True),
        ("May 3 at 1400", "May 3 at 1400", False),
        ("May 12345", "May 12345", False),
        ("May 3, 0800 GMT", "May 3, 0800 gmt", True),
        ("May 1430 EST", "May 1430 est", True),
        ("May 1430 Estimates", "May 1430 estimates", False),
        ("May 3, 1.5764 Yesterday", "May 3, 1.5764 yesterday", True),
        ("May 5,7500", "May 5,7500", False),
        ("3D May", None, True),
        ("3\u20135 May", None, True),
    ],
)
def test_usual_runs(run: str, usual: str | None, years: bool) -> None:
    assert GRAMMAR.usual(run) == (usual, years)


@law
@given(st.lists(st.sampled_from([*FEAST_NAMES, "this", "Last", "next", "day", "eve", "may", "\u017faint"]), max_size=4))
def test_feasts_may_be_where_they_are(names: list[str]) -> None:
    for run in (" ".join(names), " ".join(names).title().replace("'", "\u2019"), "  ".join(names).replace("'", "")):
        for word in WORD.finditer(run):
            for rule in RULES:
                if rule.guard is not None and rule.pattern.match(run, word.start()) is not None:
                    assert rule.guard(run, word.start())


def test_other_names_are_no_feasts() -> None:
    assert may_be_feast("last  Valentine\u2019s day", 0)
    assert not may_be_feast("new fiscal year", 0)


def tried_at(run: str) -> int:
    has = needs_of(run)
    return sum(needed & has == needed for needed, _ in BY_BEGINNING[beginning_at(run, 0)])


def test_few_rules_are_tried_at_a_month() -> None:
    assert tried_at("March to") == 2
    assert tried_at("March 3") == 3
    assert tried_at("March 3, 1987") == 4
    assert tried_at("March one") == 3


@pytest.mark.parametrize(
    ("piece", "signs"),
    [
        ("march", ("mar",)),
        ("to", ("to",)),
        ("3", ("1",)),
        ("31", ("1",)),
        ("32", ("1", "0")),
        ("00", ("1", "0")),
        ("199", ("1",)),
        ("1987", ("1", "#")),
        ("\u2019", ("'",)),
        ("\u2013", ("-",)),
        ("/", ("-",)),
        (":", (":",)),
    ],
)
def test_what_a_piece_of_a_run_is_for_the_needs_of_rules(piece: str, signs: tuple[str, ...]) -> None:
    assert signs_of(piece) == signs


ROW_WORDS = "and And the The 3 3rd 22d 14 third fifth twenty-first May Mar. Friday, 1987 inst. of last month others"
OF_ROWS = st.lists(
    st.tuples(st.sampled_from(ROW_WORDS.split()), st.sampled_from([" ", " ", ", ", "\n"])), max_size=9
).map(lambda row: "".join(map("".join, row)))


@law
@given(OF_ROWS | OF_ROWS.map(str.upper))
def test_no_form_of_a_row_is_left_out(run: str) -> None:
    for word in WORD.finditer(run):
        forms = (compiled(source).match(run, word.start()) for _, source in ROWS)
        found = next(filter(None, forms), None) if AND.search(run, word.start()) else None
        assert row_at(run, word.start()) == (parse_row(found) if found is not None else None)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern.pattern[:30])
def test_a_rule_is_tried_with_each_word_it_says(rule) -> None:
    assert all(rule in [each for _, each in BY_BEGINNING[word]] for word in rule.first)


@pytest.mark.parametrize(
    ("run", "beginning"),
    [
        ("May 3", "may"),
        ("the Year", "the year"),
        ("the  3rd", "the 1"),
        ("the 1990s", "the #"),
        ("19 May", "1"),
        ("'98", "'"),
        ("the '90s", "the '"),
        ("THE-day", "the"),
        ("the", "the"),
        ("July4", "july"),
        ("Tue\u017fday", "tuesday"),
        ("", ""),
    ],
)
def test_the_beginning_of_a_match(run: str, beginning: str) -> None:
    assert beginning_at(run, 0) == beginning
