"""The dates of a text: those that the oracle finds, whatever was found before."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.dates.expressions import Impossible, Parse
from dateline.index.entities.dates.finding import Rules, make_finder
from dateline.index.entities.dates.resolved import Resolved
from dateline.index.entities.mention import DateMention
from dateline.index.kernel._dates import DateFinder, ReadParse
from tests.kernels.samples import law
from tests.oracles.found_dates import find_dates

pytestmark = pytest.mark.kernels

DATES = """Friday|Friday's|last Friday|on Tues.|March 3|3 March 1998|May|in May|April one|the 14th|Friday the 13th|1986
    |in 1986|1986/87|'68|March '86|the first quarter|first half|a year earlier|a year ago|the same period of 1985|a year
    |two years|15 dlrs a year|two days later|the day before|yesterday|next month|3/4/87|14/4/87|4/14/87|from 3/4/87
    |the 14th to the 16th|May 3 and 20|the 14th, 15th and 19th of May|14 May 44 BC|14 May AD 987|Easter|this week
    |the week ended March 6|ended|since|by|until|noon|at 3 pm|late Tuesday|twenty-first|the twenty-\nfirst of May|fall
    |years|Daily|soon|14 May 2200|early 1990s|this morning|thirty years ago|March 31 quarter|Monday to Friday"""
WORDS = """will met said is are of in at the . , ; : -- ' \u2019s 's but that about fell people percent Times dlrs sales
    \u00e9 \u0130 \u4e00 \U0001f600 adjourned stays until BC A 7"""
PIECES = st.sampled_from([*[each.strip() for each in DATES.replace("\n    ", "").split("|")], *WORDS.split()])
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.lists(PIECES | st.sampled_from([" ", "\n"])).map("".join)
DAYS = st.sampled_from([None, date(1987, 3, 6), date(1987, 3, 8), date(1, 1, 2), date(9999, 12, 31)])
FINDER = make_finder()


@law
@given(TEXTS, DAYS, st.sampled_from([None, True, False]))
def test_dates_are_those_of_the_oracle(text: str, day: date | None, day_first: bool | None) -> None:
    expected = find_dates(text, day, day_first)
    assert make_finder().find(text, day, day_first) == expected
    assert FINDER.find(text, day, day_first) == expected  # it has kept what the texts before had


def test_what_is_kept_is_bounded_and_does_not_show() -> None:
    random, finder = Random(7), make_finder()
    days = [date.fromordinal(random.randrange(600_000, 700_000)) for _ in range(6000)]
    text = "It fell on Friday, will meet on March 3, and rose in May; two days later, a year ago, it said so."
    expected = [finder.find(text, day, None) for day in days]
    for number in range(17_000):
        finder.find(f"{number} years, May {number}", days[0], None)
    assert [finder.find(text, day, None) for day in days[:100]] == expected[:100]
    assert expected[:20] == [find_dates(text, day, None) for day in days[:20]]


@pytest.mark.parametrize(
    "text", ["It fell in 1998.", "It fell for 12 years.", "It fell on Friday.", "It fell May\u20141998."]
)
def test_an_error_of_a_rule_is_that_of_the_search(text: str) -> None:
    class Broken(Rules):
        @staticmethod
        def broken(said: str, *others: int) -> tuple[ReadParse, ...]:
            raise RuntimeError(said)

        read_run = read_month = read_length = broken
        read_at = broken  # type: ignore[assignment]

    with pytest.raises(RuntimeError, match=r"1998|12 years|Friday"):
        make_finder(Broken()).find(text, None, None)
    assert make_finder().find(text, None, None) == find_dates(text, None, None) != ()


def test_a_rule_that_was_interrupted_leaves_nothing_behind() -> None:
    class Interrupted(Rules):
        calls = 0

        @staticmethod
        def both_ways(read: ReadParse, day: date) -> tuple[Resolved | None, Resolved | None]:
            Interrupted.calls += 1
            if Interrupted.calls == 1:
                raise KeyboardInterrupt
            return Rules.both_ways(read, day)

    finder, text, day = make_finder(Interrupted()), "He died on March 3.", date(2016, 12, 10)
    with pytest.raises(KeyboardInterrupt):
        finder.find(text, day, None)
    assert finder.find(text, day, None) == find_dates(text, day, None) != ()


RATES = """15 15% $7 once twice Times atonce million BILLION mln bln bpd barrels tonnes Tons dlrs dollars euros pct
    percent cents ce\u017fts bln\u212a \u00e9twice _once xpct in the"""


@law
@given(
    st.sampled_from(RATES.split()),
    st.sampled_from(["", "x ", "x" * 30, "2 x" * 9, "\n"]),
    st.sampled_from([" ", "  ", "\n", " \n ", "\t", "\u00a0", " " * 33, ""]),
    st.sampled_from(["a year", "an hour", "a day,"]),
)
def test_rates_are_those_of_the_oracle(rate: str, before: str, gap: str, unit: str) -> None:
    text = f"{before}{rate}{gap}{unit} in all"
    assert make_finder().find(text, None, None) == find_dates(text, None, None)


def test_words_and_rules_that_cannot_be_kept_are_refused() -> None:
    with pytest.raises(ValueError, match="letters"):
        DateFinder({"x" * 17: 0}, {}, {}, {}, DateMention, Rules())
    with pytest.raises(TypeError, match="slots"):
        DateFinder({}, {}, {}, {}, Parse, Rules())
    with pytest.raises(ValueError, match="too many"):
        ReadParse(Parse(0, 1, Impossible()), 0, None, ((0, 0, True),) * 7)
