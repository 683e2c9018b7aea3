"""Match the rules of all tables at one place of a run."""

from __future__ import annotations

import re

from dateline.index.entities.dates.absolute import ABSOLUTE
from dateline.index.entities.dates.clocks import CLOCKS
from dateline.index.entities.dates.durations import DURATIONS
from dateline.index.entities.dates.expressions import (
    Expression,
    Impossible,
)
from dateline.index.entities.dates.feasts import FEASTS_OF_TEXTS
from dateline.index.entities.dates.patterns import (
    A_COLON,
    A_DASH,
    A_LONG_NUMBER,
    A_NUMBER,
    A_RANGE,
    AN_APOSTROPHE,
    FROM,
    NO_DAY_NUMBER,
    ORDINAL_WORDS_FIRST,
    WEEKDAYS_FIRST,
    Rule,
    beginning_at,
    compiled,
    compiled_usual,
    lowered,
    with_the,
)
from dateline.index.entities.dates.quarters import QUARTERS
from dateline.index.entities.dates.relative import RELATIVE
from dateline.index.entities.dates.words import MONTHS, PARTS_OF_DAY, WEEKDAYS, split_words
from dateline.index.entities.dates.written import WRITTEN
from dateline.index.kernel._grammar import Grammar

__all__ = [
    "BY_BEGINNING",
    "DURATION_RULE",
    "FIGURE_RULE",
    "MONTH_RULE",
    "OF_PERIOD",
    "OF_RANGE",
    "OF_ROW",
    "OF_SHARE",
    "OF_WEEK",
    "SHARE_FIRST",
    "WEEKDAY_RULE",
    "WEEK_FIRST",
    "ExpressionMatch",
    "atom_at",
    "match_at",
    "may_have_clock",
    "may_have_end",
    "may_have_range",
    "may_have_row",
    "next_start",
    "parts_at",
]

WEEKDAY_RULE = next(each for each in RELATIVE if each.check == "weekday")
DURATION_RULE, FIGURE_RULE = [each for each in DURATIONS if each.check == "length"]
MONTH_RULE = next(each for each in ABSOLUTE if each.check == "month")
RULES: tuple[Rule, ...] = ABSOLUTE + WRITTEN + FEASTS_OF_TEXTS + QUARTERS + RELATIVE + CLOCKS + DURATIONS
# A number that is not part of a date, as the next word shows; most numbers in a run are such.
OTHER_NUMBER = re.compile(
    r"(?:[0-9]{1,3}|[0-9]+(?:\.[0-9]+|(?:,[0-9]{3})+))(?=\s*$|\s+(?:[0-9](?!/[0-9])|(?:in|from|the|for|on|at|by"
    r"|last|next|this|during|over|with|since|as|is)\b"
    r"|(?:to|and)\s+[a-z]))",
    re.IGNORECASE,
)
ExpressionMatch = tuple[Expression, int, str]
# What a time of day behind a day has; *T* is that of ISO 8601.
A_CLOCK = f"{'|'.join(PARTS_OF_DAY)}|mid|t|{A_COLON}|am|pm|m|utc|gmt|hours|hrs|clock|oclock|past|to|before|after"
ROWS_OF_NEEDS = sorted({A_CLOCK, A_RANGE} | {row for each in RULES for row in each.needs.split("&") if row})
NEEDS = {row: 1 << i for i, row in enumerate(ROWS_OF_NEEDS)}
BEGINNING = 3
NEEDED: dict[str, int] = {}
for row, bit in NEEDS.items():
    for word in row.split("|"):
        NEEDED[word[:BEGINNING]] = NEEDED.get(word[:BEGINNING], 0) | bit
# What a rule without needs, and every run, has.
EVERY = 1 << len(NEEDS)
AND, END = EVERY << 1, EVERY << 2
NEEDED |= {"and": NEEDED.get("and", 0) | AND, "end": NEEDED.get("end", 0) | END, "to": NEEDED.get("to", 0) | END}
PIECE = re.compile(r"[a-z]+|[0-9]+|['\u2018\u2019]|[-/\u2013\u2014]|:")
SIGNS = {"-": A_DASH, "/": A_DASH, "\u2013": A_DASH, "\u2014": A_DASH, A_COLON: A_COLON}
LONGEST_DAY, LAST_DAY = 2, 31
# No expression begins with these words, unless a table has them.
NO_START = frozenset(
    split_words("in on at by for is as to of and with during since until till through within over very just s that")
)
# With what expressions begin that are no atoms, and no rows or ended periods, which need a word behind: a part of a
# span, a week, or a range.
SHARE_FIRST = frozenset(
    with_the(
        split_words(
            "very early late mid middle beginning start end close first second last earlier later latest earliest turn"
        )
    )
)
WEEK_FIRST = frozenset(("from", *WEEKDAYS_FIRST))
COMPOSED_FIRST = SHARE_FIRST.union(WEEK_FIRST, FROM)


def index_rules(rules: tuple[Rule, ...]) -> dict[str, tuple[tuple[int, Rule], ...]]:
    """Return the rules by the words with which a match can begin, each with the bit of what it needs."""
    made: dict[str, tuple[tuple[int, Rule], ...]] = {}
    for each in rules:
        for word in dict.fromkeys(each.first):
            made[word] = (*made.get(word, ()), (bits_of(each.needs), each))
    return made


def bits_of(needs: str) -> int:
    """Return the bits that a run must have, all of them."""
    return sum(NEEDS[row] for row in set(needs.split("&"))) if needs else EVERY


BY_BEGINNING = index_rules(RULES)


def needs_of(run: str) -> int:
    """Return the bits of what rules need that a run contains."""
    bits = EVERY
    for piece in PIECE.findall(lowered(run)):
        for sign in signs_of(piece):
            bits |= NEEDED.get(sign, 0)
    return bits


def signs_of(piece: str) -> tuple[str, ...]:
    """Return what a word, a number or a sign is for the needs of rules."""
    if not piece[0].isdigit():
        return (piece[:BEGINNING] if piece[0].isalpha() else SIGNS.get(piece, AN_APOSTROPHE),)
    if len(piece) > LONGEST_DAY:
        return (A_NUMBER, A_LONG_NUMBER) if len(piece) >= LONGEST_DAY + LONGEST_DAY else (A_NUMBER,)
    return (A_NUMBER,) if 1 <= int(piece) <= LAST_DAY else (A_NUMBER, NO_DAY_NUMBER)


GRAMMAR = Grammar(
    BY_BEGINNING,
    composed=COMPOSED_FIRST,
    no_start=NO_START,
    ordinals=ORDINAL_WORDS_FIRST,
    needed=NEEDED,
    every=EVERY,
    with_and=AND,
    with_end=END,
    impossible=Impossible(),
    other_number=OTHER_NUMBER.match,
    needs_of=needs_of,
    beginning_at=beginning_at,
    months=MONTHS,
    weekdays=WEEKDAYS,
    openings=(SHARE_FIRST, WEEK_FIRST, FROM),
    with_range=NEEDS[A_RANGE],
    with_clock=NEEDS[A_CLOCK],
)
# The longest match of a rule at an offset; the next word at which an expression may begin.
atom_at, next_start = GRAMMAR.atom_at, GRAMMAR.next_start


def match_at(source: str, run: str, start: int) -> re.Match[str] | None:
    """Return the match of a pattern of the tables at an offset of a run; in a usual run that is of the usual run."""
    usual, years = GRAMMAR.usual(run)
    return compiled(source).match(run, start) if usual is None else compiled_usual(source, years).match(usual, start)


# Whether a row of days, or a period and its end, may begin at an offset; few runs have either.
may_have_row, may_have_end = GRAMMAR.may_have_row, GRAMMAR.may_have_end
# What else may begin at an offset, as flags, and what may follow it.
parts_at, may_have_range, may_have_clock = GRAMMAR.parts_at, GRAMMAR.may_have_range, GRAMMAR.may_have_clock
OF_ROW, OF_PERIOD, OF_SHARE, OF_WEEK, OF_RANGE = (1 << bit for bit in range(5))
