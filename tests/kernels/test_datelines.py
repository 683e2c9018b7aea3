"""The lines that may begin with a dateline are those that a pattern says, in linear time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.kernel._datelines import heads_in
from tests.growth import assert_linear
from tests.kernels.samples import law

pytestmark = pytest.mark.kernels

HEAD = re.compile(
    r"[ \t]*(?P<head>[^\W\d_a-zà-ÿ][^\n—–―]{1,120}?)\s*(?P<mark>(?:--+|[—–―]|-(?=\s|$))|:)(?=\s|$|[\"“'‘A-Z])"
)
MARK = re.compile("[-—–―:]")
TEXTS = st.text(st.sampled_from("AÉéa7_ \t\r\n\n,.-—–―:\"“'‘x\u2028日😀")) | st.lists(
    st.sampled_from(
        [
            *["BAKU", ", Dec. 13", " - ", "--", "---", "-", ": ", ":", " (Reuters) ", "He", " ", "é", "٣", "A"],
            "\n",
            "\n\n",
            "\x1c",
            "ab " * 39,
            "b" * 118,
        ]
    )
).map("".join)


def heads_of(text: str, lines: int, reach: int) -> list[tuple[int, int, int]]:
    """Return what the pattern matches, one line after the other."""
    found, at = [], 0
    for _ in range(lines):
        end = text.find("\n", at)
        stop = min(len(text) if end < 0 else end, at + reach)
        head = MARK.search(text, at, stop) and HEAD.match(text, at, at + reach)
        if head:
            found.append((*head.span("head"), head.start("mark")))
        if end < 0:
            break
        while text.startswith("\n", end):
            end += 1
        at = end
    return found


@law
@given(TEXTS, st.integers(0, 5), st.sampled_from([0, 1, 2, 5, 140]))
def test_lines_are_those_of_the_pattern(text: str, lines: int, reach: int) -> None:
    assert heads_in(text, lines, reach) == heads_of(text, lines, reach)


@pytest.mark.parametrize("unit", ["A", " ", "\n", "A-", "-", "A:b ", "日"])
def test_time_is_linear(unit: str) -> None:
    assert_linear(lambda size: heads_in(unit * (size // len(unit)), 4, 140), 100_000)
