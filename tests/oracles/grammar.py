"""The longest match of a rule of dates at a word (`dateline.index.kernel._grammar`): every rule is tried everywhere."""

from __future__ import annotations

import re

from dateline.index.entities.dates.atoms import AND, COMPOSED_FIRST, END, NO_START, OTHER_NUMBER, RULES, needs_of
from dateline.index.entities.dates.expressions import Expression, Impossible
from dateline.index.entities.dates.patterns import beginning_at

__all__ = ["atom_at", "next_start"]

WORD = re.compile(r"['\u2018\u2019]?\w+")


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


def next_start(run: str, at: int) -> tuple[int, int, bool] | None:
    for word in WORD.finditer(run, at):
        if word[0].lower() in NO_START:
            continue
        start, end = word.span()
        if beginning_at(run, start) in COMPOSED_FIRST or needs_of(run) & (AND | END):
            return start, end, False
        atom = atom_at(run, start)
        if atom is not None:
            return start, end, atom[1] == len(run)
    return None
