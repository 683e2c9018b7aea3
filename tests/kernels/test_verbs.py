"""The verb that a day surely has: what the rules say, where the kernel decides, and dates that are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.dates.verb_words import verb_words
from dateline.index.entities.dates.verbs import direction_beside
from dateline.index.kernel._clauses import VerbScanner
from tests.kernels.samples import law

pytestmark = pytest.mark.kernels

SCANNER = VerbScanner(verb_words())
OTHERS = """. ! ? , ; : -- - ( ) " ' Hull hull the Mr. quickly walked WALKED red (he "He he," him. said) won't
    won\u2019t would\u2019t 'll family housing \u201che he\u201d \u2014 \u00e9t\u00e9 \u212aeep to\u2019 3 14, x-y"""
WORDS = st.sampled_from([*verb_words(), *OTHERS.split()])
OFTEN = "was will be signed opened on in the Hull is due to plans said and killed it had . , ( )"
COMMON = st.sampled_from(OFTEN.split())
SPACES = st.sampled_from([" "] * 12 + ["\n", "  ", "\t", "\u00a0", "\x1c"])
ROWS = st.lists(st.tuples(WORDS | COMMON | COMMON, SPACES), max_size=16).map(lambda row: "".join(map("".join, row)))
DATES = st.sampled_from(["March 3", "March", "Friday", "3 March", "between March 3 and 5", "From May 1", "Good Friday"])
BEFORE = st.sampled_from(["", "on ", "in ", "In ", "until ", "had until ", "March 1 and ", "Hull ", "\n"])


def said_by_rules(text: str, start: int, end: int) -> tuple[int, str]:
    found = direction_beside(text, start, end)
    return found.sign, found.cue


@law
@given(ROWS, BEFORE, DATES, ROWS, st.sampled_from(["", " ", ", ", ". "]))
def test_the_verb_is_that_of_the_rules(before: str, beside: str, date: str, behind: str, gap: str) -> None:
    text = before + beside + date + gap + behind
    start = len(before) + len(beside)
    found = SCANNER.direction(text, start, start + len(date))
    assert found in (None, said_by_rules(text, start, start + len(date)))


@pytest.mark.parametrize(
    ("before", "behind", "found"),
    [
        ("The loan will be signed on ", "", (2, "will")),
        ("He was killed in Hull on ", "", (-2, "killed")),
        ("It WAS in Hull on ", "", (-2, "was")),
        ("It signed the agreement on ", "", (-2, "signed")),
        ("It had until ", "", (2, "until")),
        ("He said that the attack on ", " Killed twelve", (-2, "killed")),
        ("It won\u2019t be opened on ", "", (2, "won\u2019t")),
        ("It would have been opened on ", "", (0, "")),
        ("Before it was opened on ", "", (0, "")),
        ("He walked. On ", "", None),  # what begins its clause
        ("He said on ", " that it will", None),
        ("An \u00e9t\u00e9 was ended on ", "", None),
    ],
)
def test_what_the_kernel_decides(before: str, behind: str, found: tuple[int, str] | None) -> None:
    text = before + "March 3" + behind
    assert SCANNER.direction(text, len(before), len(before) + 7) == found
    if found is not None:
        assert found == said_by_rules(text, len(before), len(before) + 7)


def test_dates_outside_the_text_are_refused() -> None:
    for start, end in ((-1, 2), (2, 2), (0, 7)):
        with pytest.raises(ValueError, match="outside"):
            SCANNER.direction("Friday", start, end)
