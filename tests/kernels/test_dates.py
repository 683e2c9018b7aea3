"""The scan for dates: runs in a table, and the same runs as the oracle finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.dates.scanning import vocabulary
from dateline.index.kernel._dates import DateScanner
from tests.kernels.samples import law
from tests.oracles.dates import find_runs

pytestmark = pytest.mark.kernels

SCANNER = DateScanner(vocabulary())
WORDS = """May may Dec. dec Friday years year ago last the of in to from 3 12 31st 3d 22d 32d 3D 1998 1998's 1990s '90s
    2016-12-14 2016-12-14T15:00Z 14:58 7/8/07 1/2 2.5 2,500 1998.5 £3 $ 1998 % 5% 747s A380 Q3 q4 FY08 h1 c. p.m. 3pm 3z
    15,1987 15,198 July4 15June 7June3 9/11 '68
    ° é Mäy Ünder “ ” ’ – — … • ( ) . , ; : / - \u00a0 \U0001f600 two second"""
SPACES = [" ", " ", " ", "\n", "\n\n", "\t", "", "x" * 20, "1" * 45, "1:" * 30]
PIECES = st.sampled_from([*WORDS.split(), *SPACES])
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=40)


@law
@given(TEXTS)
def test_runs_are_those_of_the_oracle(text: str) -> None:
    assert SCANNER.runs(text) == find_runs(text, vocabulary())


@law
@given(TEXTS)
def test_runs_are_in_order_and_within_the_text(text: str) -> None:
    runs = list(SCANNER.runs(text))
    assert runs == sorted(runs)
    assert all(0 <= start < end <= len(text) for start, end in zip(runs[::2], runs[1::2], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell in March 1998 by 5 %.", ["March 1998"]),
        ("from 3 to 7 May, and so on", ["from 3 to 7 May"]),
        ("the late 1990s. In January", ["the late 1990s", "January"]),
        ("line 3144, £3.8bn, $1998, A380, 747s, 1998m", []),
        ("you may march on", []),
        ("on Dec. 13 at 9.75", ["Dec. 13"]),
        ("two\n\nyears", ["years"]),
        ("Nov. 3d, the 2d and the 22d, on the 23d", ["Nov. 3d, the 2d and the 22d, on the 23d"]),
        (
            "June 15,1987; July4, 1976; 15June 1987; Dec.3,1986",
            ["June 15,1987", "July4, 1976", "15June 1987", "Dec.3,1986"],
        ),
        ("the class of '68; 9/11; 15june, 115June", ["68", "9/11"]),
        ("3D, 5d, 12d, 13d, 32d, 02d, 3.2d, 3dx", []),
    ],
)
def test_runs(text: str, expected: list[str]) -> None:
    runs = SCANNER.runs(text)
    assert [text[start:end] for start, end in zip(runs[::2], runs[1::2], strict=True)] == expected


def test_words_that_cannot_be_kept_are_refused() -> None:
    with pytest.raises(ValueError, match="letters"):
        DateScanner({"x" * 17: 0})
    with pytest.raises(ValueError, match="too many"):
        DateScanner({f"w{i}": 0 for i in range(2000)})
