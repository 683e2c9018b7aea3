"""Match the rules of all tables at one place of a run."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.index.entities.dates.absolute import ABSOLUTE
from dateline.index.entities.dates.clocks import CLOCKS
from dateline.index.entities.dates.durations import DURATIONS
from dateline.index.entities.dates.expressions import (
    Expression,
    Impossible,
)
from dateline.index.entities.dates.feasts import FEASTS_OF_TEXTS
from dateline.index.entities.dates.patterns import Rule, beginning_at
from dateline.index.entities.dates.quarters import QUARTERS
from dateline.index.entities.dates.relative import RELATIVE
from dateline.index.entities.dates.written import WRITTEN

__all__ = [
    "BY_BEGINNING",
    "DURATION_RULE",
    "MONTH_RULE",
    "WEEKDAY_RULE",
    "ExpressionMatch",
    "atom_at",
    "has_and",
    "has_end",
]

WEEKDAY_RULE = next(each for each in RELATIVE if each.check == "weekday")
DURATION_RULE = next(each for each in DURATIONS if each.check == "length")
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
NEEDS = {needs: 1 << i for i, needs in enumerate(sorted({each.needs for each in RULES if each.needs}))}
BEGINNING = 3
NEEDED: dict[str, int] = {}
for needs, bit in NEEDS.items():
    for word in needs.split("|"):
        NEEDED[word[:BEGINNING]] = NEEDED.get(word[:BEGINNING], 0) | bit
# What a rule without needs, and every run, has.
EVERY = 1 << len(NEEDS)
AND, END = EVERY << 1, EVERY << 2
NEEDED |= {"and": NEEDED.get("and", 0) | AND, "end": NEEDED.get("end", 0) | END, "to": NEEDED.get("to", 0) | END}
LETTERS = re.compile(r"[a-z]+")


def index_rules(rules: tuple[Rule, ...]) -> dict[str, tuple[tuple[int, Rule], ...]]:
    """Return the rules by the words with which a match can begin, each with the bit of what it needs."""
    made: dict[str, tuple[tuple[int, Rule], ...]] = {}
    for each in rules:
        for word in dict.fromkeys(each.first):
            made[word] = (*made.get(word, ()), (NEEDS.get(each.needs, EVERY), each))
    return made


BY_BEGINNING = index_rules(RULES)


@lru_cache(maxsize=1 << 6)
def needs_of(run: str) -> int:
    """Return the bits of what rules need that a run contains."""
    bits = EVERY
    for word in LETTERS.findall(run.lower()):
        bits |= NEEDED.get(word[:BEGINNING], 0)
    return bits


@lru_cache(maxsize=1 << 6)
def atom_at(run: str, start: int) -> ExpressionMatch | None:
    """Return the longest match of a rule at an offset; cached while one run is parsed."""
    if start >= len(run) or (run[start].isdigit() and (OTHER_NUMBER.match(run, start) or is_fraction(run, start))):
        return None
    best: tuple[Rule, re.Match[str]] | None = None
    end, has = start, needs_of(run)
    for needed, each in BY_BEGINNING.get(beginning_at(run, start), ()):
        match = each.pattern.match(run, start) if needed & has else None
        if match is not None and match.end() > end:
            end, best = match.end(), (each, match)
    if best is None:
        return None
    expression = best[0].make(best[1])
    return (expression, end, best[0].check) if expression is not None else (Impossible(), end, "")


def has_and(run: str) -> bool:
    """Return whether a run has *and*, as rows do."""
    return needs_of(run) & AND != 0


def has_end(run: str) -> bool:
    """Return whether a run has *ended*, *ending* or *to*, or a word that begins so."""
    return needs_of(run) & END != 0


def is_fraction(run: str, start: int) -> bool:
    """Return whether the digits at an offset follow a decimal point: *14* in *3.14 May*."""
    return start > 1 and run[start - 1] == "." and run[start - 2].isdigit()
