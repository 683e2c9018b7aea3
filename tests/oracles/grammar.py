"""The longest match of a rule of dates at a word (`dateline.index.kernel._grammar`): every rule is tried everywhere."""

from __future__ import annotations

import re

from dateline.index.entities.dates.atoms import AND, COMPOSED_FIRST, END, NO_START, OTHER_NUMBER, RULES, needs_of
from dateline.index.entities.dates.expressions import Expression, Impossible
from dateline.index.entities.dates.patterns import ORDINAL_WORDS_FIRST, beginning_at

__all__ = ["atom_at", "may_have_end", "may_have_row", "next_start"]

WORD = re.compile(r"['\u2018\u2019]?\w+")
# Between what a row of days has its *and*, and behind what a period has the word before its end.
ORDINAL = rf"(?:the\s+)?(?:[0-9]|(?:{'|'.join(ORDINAL_WORDS_FIRST)})(?![a-z]))"
AND_OF_ROW = re.compile(rf"(?<=[0-9dht])(?:\s*,)?\s*(\sand)\s+(?={ORDINAL})", re.IGNORECASE)
END_OF_PERIOD = re.compile(
    r"(?:week|month|quarter|qtr|half|year)s?\.?(?:\s*,\s*|\s+)((?:ended|ending|to)\s)", re.IGNORECASE
)


def atom_at(run: str, start: int) -> tuple[Expression, int, str] | None:
    if run[start : start + 1].isdigit():
        is_fraction = start > 1 and run[start - 1] == "." and run[start - 2].isdigit()
        if is_fraction or OTHER_NUMBER.match(run, start):
            return None
    matches = [(rule, found) for rule in RULES if (found := rule.pattern.match(run, start)) and found.end() > start]
    if not matches:
        return None
    rule, found = max(matches, key=lambda match: match[1].end())  # of equal ones the first
    expression = rule.make(found)
    return (Impossible(), found.end(), "") if expression is None else (expression, found.end(), rule.check)


def may_have_row(run: str, start: int) -> bool:
    if not run.isascii():
        return needs_of(run) & AND != 0
    return any(start < found.start(1) + 1 for found in AND_OF_ROW.finditer(run))


def may_have_end(run: str, start: int) -> bool:
    if not run.isascii():
        return needs_of(run) & END != 0
    return any(start < found.start(1) for found in END_OF_PERIOD.finditer(run))


def next_start(run: str, at: int) -> tuple[int, int, bool] | None:
    for word in WORD.finditer(run, at):
        if word[0].lower() in NO_START:
            continue
        start, end = word.span()
        if beginning_at(run, start) in COMPOSED_FIRST or may_have_row(run, start) or may_have_end(run, start):
            return start, end, False
        atom = atom_at(run, start)
        if atom is not None:
            return start, end, atom[1] == len(run)
    return None
