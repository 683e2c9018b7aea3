"""Short runs of the fuzzers of queries, so that they stay fit; `make fuzz` is the long one. And queries that grow."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

from dateline.index import DEFAULT_FIELDS
from dateline.searcher.query import parse, to_text
from dateline.searcher.query.binding import bind, row_of
from tests.growth import assert_linear

FUZZERS = Path(__file__).resolve().parents[1] / "fuzz"
TODAY = date(2016, 12, 14)


@pytest.mark.parametrize(("fuzzer", "inputs"), [("fuzz_queries.py", "250"), ("fuzz_parsing.py", "2000")])
def test_random_queries_are_read_and_answered_in_one_way(fuzzer: str, inputs: str) -> None:
    command = [sys.executable, FUZZERS / fuzzer, inputs, "11"]
    shown = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(FUZZERS)}
    )
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert f"{int(inputs):,} queries, 0 failed" in shown.stdout


PIECES = (
    "(", ")", '"', "-", "=", "oil ", "=oil ", '="a b" ', "title:", "title:(", "NOT ", "AND ", "oil OR ", "a-", "*",
    "published:12:30 ", "published:may ", 'about:"3 to 7 May 2009" ', "published:x..y ", "foo:bar ", "（", "：a", "'a ",
    "OIL AND ", "-(a ", "oil* ", "NO ", "NEAR ", "a NEAR/3 ", "FIRST/3 ", "2 OF (", "a^2 ", "w?m~1 ", "[person] ",
    "a:b NEAR/3 (", "(a b) SENT (", "has:x^2 ",
)  # fmt: skip


def work_of(query: str) -> int:
    """Return how many calls reading, printing and binding a query takes."""
    count = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        tree = parse(query, lambda name: row_of(name, DEFAULT_FIELDS) is not None).tree
        bind(tree, DEFAULT_FIELDS, query, today=TODAY)
        to_text(tree)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_the_work_grows_with_the_query_and_no_faster(piece: str) -> None:
    work_of(piece * 10)  # what is made at first use
    less, more = work_of(piece * 400), work_of(piece * 1_600)
    assert more <= 5 * less + 1_000


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["NO ", "-NO ", "NEAR/2 ", "A.B ", "N:A "])
def test_time_grows_with_a_query_in_capitals_and_no_faster(piece: str) -> None:
    """The calls counted above do not show what a builtin function goes through."""
    assert_linear(lambda size: parse(piece * size, lambda _: False), 1_000)
